"""The files that a council would send in: its statutory returns, year by year, and the opening position beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from alongside.demo import beside_care, streets
from alongside.demo.lives import Life, Stay
from alongside.law.ages import age_on, birthday

HEADINGS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "uasc": "CHILD,SEX,DOB,DUC",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
    "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
    "placed_for_adoption": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
    "previous_permanence": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "sw_episodes": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
    "dolo": "CHILD,DOB,DOLO_START,DOLO_END",
}
SINCE = {"sw_episodes": 2024, "dolo": 2027}
"""The collection year from which a table is part of the return."""
BIRTHDAYS_REPORTED = (17, 18, 19, 20, 21)
OLDER_REPORTED = (22, 23, 24, 25)

Row = list[str]


def collection_year(on: date) -> int:
    """The collection year that holds the day: 2026 is 1 April 2025 to 31 March 2026."""
    return on.year + 1 if (on.month, on.day) >= (4, 1) else on.year


def statutory_return(lives: Iterable[Life], *, year: int, on: date, seed: int) -> dict[str, bytes]:
    """One year's return, table by table, as it stood on the day ``on``."""
    starts_on, ends_on = date(year - 1, 4, 1), min(date(year, 3, 31), on)
    chance = Random(seed + year)
    rows: dict[str, list[Row]] = {name: [] for name in HEADINGS}
    for life in lives:
        stays = [stay for stay in life.stays if stay.from_on <= ends_on and (stay.to_on or ends_on) >= starts_on]
        outcome = _care_leaver_row(chance, life, starts_on, ends_on)
        if stays or outcome:
            rows["header"].append(_header(life, bool(stays)))
            rows["episodes"] += [_episode(life, stay, ends_on) for stay in stays]
            rows["reviews"] += _reviews(chance, life, starts_on, ends_on) if stays else []
            rows["oc2"] += _health(chance, life, starts_on, ends_on)
            rows["oc3"] += outcome
            for name, more in beside_care.rows_of(life, starts_on, ends_on).items():
                rows[name] += more
            if stays and life.arrived_alone:
                rows["uasc"].append([life.child, life.sex, _day(life.born_on), _day(birthday(life.born_on, 18))])
    return {
        f"{name}.csv": _csv(HEADINGS[name].split(","), rows[name]) for name in HEADINGS if year >= SINCE.get(name, year)
    }


OPENING_HEADINGS = [
    *("reference", "first_name", "surname", "phone", "phone_safe", "email", "email_safe", "address", "address_safe"),
    *("adviser_email", "team"),
    *("last_plan", "last_review", "last_contact", "last_visit", "last_health_assessment"),
]


def opening_position(lives: Iterable[Life], *, on: date, seed: int, advisers: dict[str, str]) -> bytes:
    """Names, ways to reach them, advisers and last dates of everyone with an adviser, as the team's own list has them.

    ``advisers`` gives each adviser's team by e-mail address. About a third of the last dates are old enough to make
    something late, a few are not there at all.
    """
    chance = Random(seed + 7)
    emails = sorted(advisers)
    rows = []
    for life in lives:
        age = age_on(life.born_on, on)
        email = emails[chance.randrange(len(emails))]
        with_adviser = age >= 16 and chance.random() < 0.97
        rows.append(
            [
                life.child,
                life.first_name,
                life.surname,
                f"07700 900{chance.randrange(1000):03d}" if age >= 14 else "",
                "yes" if chance.random() < 0.9 else "no",
                f"{life.first_name}.{life.surname}{chance.randrange(100)}@mail.example".lower() if age >= 15 else "",
                "yes",
                *streets.address_of(life, seed=seed),
                email if with_adviser else "",
                advisers[email] if with_adviser else "",
                *(_days_ago(chance, life, on, typical) if with_adviser else "" for typical in (130, 110, 32, 45)),
                _days_ago(chance, life, on, 200) if life.last_end is None else "",
            ]
        )
    return _csv(OPENING_HEADINGS, rows)


def _days_ago(chance: Random, life: Life, on: date, typical: int) -> str:
    """A day in this time of the person's life with the council; now and then nobody wrote it down."""
    day = on - timedelta(days=int(typical * chance.choice((0.1, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.1, 1.5))))
    return "" if chance.random() < 0.06 or day < life.stays[0].from_on else _day(day)


def _header(life: Life, in_care: bool) -> Row:
    mother = "0" if life.sex == "F" and in_care else ""
    return [life.child, life.sex, _day(life.born_on), life.ethnicity, life.upn, mother, ""]


def _episode(life: Life, stay: Stay, ends_on: date) -> Row:
    ended = stay.to_on is not None and stay.to_on <= ends_on
    return [
        life.child,
        _day(stay.from_on),
        stay.reason_started,
        stay.legal_status,
        stay.need,
        stay.place,
        stay.provider,
        _day(stay.to_on) if ended and stay.to_on else "",
        stay.reason_ended if ended else "",
        stay.reason_moved if ended else "",
        stay.home,
        stay.place_postcode,
        stay.urn,
    ]


def _reviews(chance: Random, life: Life, starts_on: date, ends_on: date) -> list[Row]:
    """Reviews as the regulations space them: after 20 working days, 3 months, then 6 months."""
    rows = []
    for began_on, ceased_on in _spells(life):
        review = began_on + timedelta(days=chance.randint(18, 27))
        gap = 88
        while review < min(ceased_on or ends_on, ends_on):
            if review >= starts_on:
                code = (
                    "PN0"
                    if age_on(life.born_on, review) < 4
                    else chance.choice(["PN1", "PN1", "PN1", "PN2", "PN6", "PN7"])
                )
                rows.append([life.child, _day(life.born_on), _day(review), code])
            review += timedelta(days=gap - chance.randint(0, 14))
            gap = 180
    return rows


def _health(chance: Random, life: Life, starts_on: date, ends_on: date) -> list[Row]:
    """Health of those looked after for the whole year."""
    if not any(began_on < starts_on and ceased_on is None for began_on, ceased_on in _spells(life)):
        return []
    age = age_on(life.born_on, ends_on)
    scored = 4 <= age <= 16 and chance.random() < 0.8
    return [
        [
            life.child,
            _day(life.born_on),
            str(chance.randint(2, 28)) if scored else "",
            "" if scored else ("SDQ1" if age < 4 or age > 16 else "SDQ4"),
            ("1" if chance.random() < 0.03 else "0") if age >= 10 else "",
            "1" if age < 5 else "",
            *("1" if chance.random() < likely else "0" for likely in (0.88, 0.8, 0.92)),
            "0",
            "",
            "",
        ]
    ]


def _care_leaver_row(chance: Random, life: Life, starts_on: date, ends_on: date) -> list[Row]:
    left_on = life.last_end
    age = age_on(life.born_on, ends_on)
    reported_on = birthday(life.born_on, age)
    if not life.left_to:  # no care leaver: adopted, back with a parent, or too young when care ended
        return []
    if left_on is None or not starts_on <= reported_on <= ends_on or left_on >= reported_on or left_on > ends_on:
        return []
    in_touch = life.in_touch
    if life.left_to == "B" and age >= 17 and (reported_on - left_on).days > 183 and chance.random() < 0.4:
        in_touch = "RHOM"
    if age not in BIRTHDAYS_REPORTED and not (age in OLDER_REPORTED and in_touch == "YES"):
        return []
    if in_touch != "YES":
        return [[life.child, _day(life.born_on), in_touch, "0", "0"]]
    letter = "U" if life.left_to == "Z" and age == 17 else life.left_to
    suitability = "2" if letter in "SX" or chance.random() < 0.09 else "1"
    return [[life.child, _day(life.born_on), in_touch, life.activity, letter + suitability]]


def _spells(life: Life) -> list[tuple[date, date | None]]:
    spells: list[tuple[date, date | None]] = []
    for stay in life.stays:
        if stay.reason_started == "S":
            spells.append((stay.from_on, stay.to_on))
        else:
            spells[-1] = (spells[-1][0], stay.to_on)
    return spells


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _csv(headings: list[str], rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode()
