"""A few lives on the edge of the law, so that a visitor meets doubt as a council does: shown, and left to a manager."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from alongside.demo.lives import Life, Stay
from alongside.law.ages import birthday

PLACE = ("U6", "PR1", "BW5 9HN", "SC040001")


def doubtful(on: date) -> list[Life]:
    """Eight young people, each with the one thing that makes their category hard to say."""
    seventeen = on - timedelta(days=int(17.4 * 365.25))
    eighteen = on - timedelta(days=int(18.3 * 365.25))
    return [
        _life("Kezia", "Marsh", "F", seventeen, [_after(seventeen, 16, 40, 90, "V2", "E13")]),
        _life("Reece", "Haigh", "M", seventeen, [_until(seventeen, 16, 0, 500, "C2", "E8")]),
        _life("Tia", "Oldroyd", "F", seventeen, [_until(seventeen, 15, 200, 900, "C2", "E46")]),
        _life("Esme", "Brook", "F", eighteen, [_after(eighteen, 16, 90, 70, "V2", "E4B")]),
        _life(
            "Finley", "Sykes", "M", seventeen, [_after(seventeen, 15, 20 + 70 * n, 14, "V3", "E4A") for n in range(9)]
        ),
        _life("Leo", "Naylor", "M", _leap_day(on), [_until(_leap_day(on), 18, 0, 1500, "C2", "E17")]),
        _life("Sienna", "Wade", "F", seventeen, [_until(seventeen, 17, 20, 700, "C2", "E3")]),
        _life("Jamie", "Thornton", "M", seventeen, [_until(seventeen, 16, 60, 700, "V2", "E4A")]),
    ]


def _life(first_name: str, surname: str, sex: str, born_on: date, stays: list[Stay]) -> Life:
    return Life(
        child="",
        first_name=first_name,
        surname=surname,
        sex=sex,
        born_on=born_on,
        ethnicity="WBRI",
        upn=f"A{born_on:%Y%m%d}{len(first_name):02d}{len(surname):02d}",
        stays=stays,
        left_to="B" if stays[-1].reason_ended == "E4A" else "K",
        activity="F2",
    )


def _short_break(born_on: date, number: int) -> Stay:
    """One of a series of short breaks with the same carer, 14 days each, home in between."""
    return _after(born_on, 15, 20 + 70 * number, 14, "V3", "E4A")


def _after(born_on: date, age: int, days: int, length: int, legal_status: str, reason: str) -> Stay:
    """A stay of ``length`` days that begins ``days`` after the birthday at ``age``."""
    began_on = birthday(born_on, age) + timedelta(days=days)
    return _stay(began_on, began_on + timedelta(days=length), legal_status, reason)


def _until(born_on: date, age: int, days: int, length: int, legal_status: str, reason: str) -> Stay:
    """A stay of ``length`` days that ends ``days`` after the birthday at ``age``."""
    ended_on = birthday(born_on, age) + timedelta(days=days)
    return _stay(ended_on - timedelta(days=length), ended_on, legal_status, reason)


def _stay(from_on: date, to_on: date, legal_status: str, reason: str) -> Stay:
    place, provider, postcode, urn = PLACE
    need = "N2" if legal_status == "V3" else "N1"
    return Stay(from_on, to_on, "S", legal_status, need, place, provider, reason, "", "BW3 1RT", postcode, urn)


def _leap_day(on: date) -> date:
    """The latest 29 February on which somebody of 18 or more was born."""
    year = on.year - 18
    while not isleap(year) or birthday(date(year, 2, 29), 18) > on:
        year -= 1
    return date(year, 2, 29)
