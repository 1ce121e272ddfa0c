"""Invented lives: children in care and care leavers of one council, as their care went, from a seed and a date.

A life knows only what the world knows: births, care, homes, schools. The statutory return and the opening position are
then written from it (``files``) and come in through the same doors as a real council's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from alongside.demo import names
from alongside.demo.adoption import Adoption, give_adopters
from alongside.law.ages import age_on, birthday

CHILDREN_IN_CARE = 590
CARE_LEAVERS = 260
DAYS_A_YEAR = 365.25

SUPPORTED_ACCOMMODATION_REGISTERED_FROM = date(2023, 10, 28)
"""Supported Accommodation (England) Regulations 2023: before, such places had another code in the return."""

LOCAL_AREAS = ("BW1 4AB", "BW2 7QD", "BW3 1RT", "BW5 9HN", "BW8 2LP", "BW11 6JF", "BW14 3SE")
"""Postcodes of places that do not exist."""
ETHNICITIES = {"WBRI": 62, "WOTH": 6, "WROM": 1, "MWBC": 5, "MWAS": 3, "MOTH": 4, "APKN": 5, "AIND": 2, "BAFR": 5}
LEFT_A_YEAR = 235
"""So many leave in a year that the number in care was about the same in the years before."""
ARRIVED_ETHNICITIES = {"BAFR": 40, "OOTH": 25, "AOTH": 20, "WOTH": 15}


@dataclass(frozen=True, slots=True)
class Stay:
    """One placement under one legal status: a row of the return's episodes."""

    from_on: date
    to_on: date | None
    reason_started: str
    legal_status: str
    need: str
    place: str
    provider: str
    reason_ended: str
    reason_moved: str
    home: str
    place_postcode: str
    urn: str


@dataclass(slots=True)
class Life:
    """One invented person."""

    child: str
    first_name: str
    surname: str
    sex: str
    born_on: date
    ethnicity: str
    upn: str
    arrived_alone: bool = False
    stays: list[Stay] = field(default_factory=list)
    left_to: str = ""
    """Where a care leaver lives now: the letter of the return's accommodation codes."""
    activity: str = ""
    in_touch: str = "YES"
    adoption: Adoption | None = None

    @property
    def name(self) -> str:
        """First name and surname."""
        return f"{self.first_name} {self.surname}"

    @property
    def last_end(self) -> date | None:
        """The day care ended, None while it goes on."""
        return self.stays[-1].to_on


def everyone(
    *, seed: int, on: date, children_in_care: int = CHILDREN_IN_CARE, care_leavers: int = CARE_LEAVERS
) -> list[Life]:
    """All young people of the demo council as known on the day ``on``. The same seed and date give the same people."""
    chance = Random(seed)
    return [
        *(_child_in_care(chance, on) for _ in range(children_in_care)),
        *(_care_leaver(chance, on) for _ in range(care_leavers)),
    ]


def numbered(lives: list[Life]) -> list[Life]:
    """The lives, each with its child identifier."""
    for number, life in enumerate(lives):
        life.child = f"BW{100001 + number}"
    return lives


def left_before(*, seed: int, on: date, years: int, a_year: int = LEFT_A_YEAR) -> list[Life]:
    """Children who were in care in the years before ``on`` and are no longer: returns of those years tell of them."""
    chance = Random(seed + 31)
    return [life for _ in range(years * a_year) if (life := _left(chance, on, years)) is not None]


def _left(chance: Random, on: date, years: int) -> Life | None:
    ended_on = on - timedelta(days=chance.randrange(5, years * 365))
    life = _person(chance, ended_on, chance.randrange(17), arrived_alone=False)
    began_on = max(life.born_on + timedelta(days=2), ended_on - timedelta(days=4 + int(chance.expovariate(1 / 800))))
    if began_on >= ended_on:
        return None
    reason = chance.choices(["E4A", "E4B", "E45", "E47", "E41", "E11", "E8"], weights=[38, 8, 12, 10, 8, 14, 10])[0]
    _add_spell(chance, life, began_on, ended_on, reason, ended_on)
    give_adopters(life, on)
    return life


def _child_in_care(chance: Random, on: date) -> Life:
    age = chance.choices(range(18), weights=[4, 4, 4, 4, 4, 3, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10, 12, 12])[0]
    arrived_alone = age >= 15 and chance.random() < 0.22
    life = _person(chance, on, age, arrived_alone=arrived_alone)
    longest = (on - life.born_on).days
    if arrived_alone:
        longest = min(longest, (on - birthday(life.born_on, 14)).days)
    started_on = on - timedelta(days=min(longest - 1, 3 + int(chance.expovariate(1 / 800))))
    if age >= 6 and chance.random() < 0.12:
        _add_earlier_spell(chance, life, started_on)
    _add_spell(chance, life, max(started_on, life.born_on + timedelta(days=2)), None, "", on)
    give_adopters(life, on)
    return life


def _care_leaver(chance: Random, on: date) -> Life:
    age = chance.choices([16, 17, 18, 19, 20, 21, 22, 23, 24], weights=[2, 5, 22, 21, 18, 12, 9, 6, 5])[0]
    arrived_alone = chance.random() < 0.2
    life = _person(chance, on, age, arrived_alone=arrived_alone)
    ended_on, reason = _end_of_care(chance, life, on)
    first_possible = birthday(life.born_on, 14 if arrived_alone else 3)
    started_on = max(first_possible, ended_on - timedelta(days=100 + int(chance.expovariate(1 / 1300))))
    _add_spell(chance, life, min(started_on, ended_on - timedelta(days=40)), ended_on, reason, on)
    life.left_to = {"E17": "Z", "E4A": "B", "E4B": "B"}.get(reason) or chance.choices(
        "UDEKBYSX", [46, 24, 8, 6, 8, 3, 3, 2]
    )[0]
    life.activity = chance.choices(
        ["F1", "F2", "P2", "F4", "F5", "P5", "G4", "G5", "G6"], weights=[7, 20, 4, 7, 16, 6, 9, 24, 7]
    )[0]
    life.in_touch = chance.choices(["YES", "NO", "REFU", "NREQ"], weights=[91, 5, 3, 1])[0]
    return life


def _end_of_care(chance: Random, life: Life, on: date) -> tuple[date, str]:
    eighteenth = birthday(life.born_on, 18)
    if age_on(life.born_on, on) >= 18 and chance.random() < 0.8:
        return eighteenth, chance.choices(["E5", "E6", "E17", "E8"], weights=[52, 14, 28, 6])[0]
    sixteenth = birthday(life.born_on, 16)
    latest = min(eighteenth - timedelta(days=1), on - timedelta(days=2))
    ended_on = sixteenth + timedelta(days=chance.randint(1, max(1, (latest - sixteenth).days)))
    return ended_on, chance.choices(["E4A", "E4B", "E5", "E6", "E13"], weights=[34, 12, 26, 14, 14])[0]


def _person(chance: Random, on: date, age: int, *, arrived_alone: bool) -> Life:
    sex = "M" if chance.random() < (0.88 if arrived_alone else 0.53) else "F"
    boys, girls, surnames = names.BOYS, names.GIRLS, names.SURNAMES
    if arrived_alone:
        boys, girls, surnames = names.ARRIVED_BOYS, names.ARRIVED_GIRLS, names.ARRIVED_SURNAMES
    shares = ARRIVED_ETHNICITIES if arrived_alone else ETHNICITIES
    born_on = on - timedelta(days=int((age + chance.random()) * DAYS_A_YEAR))
    while age_on(born_on, on) != age:
        born_on += timedelta(days=1 if age_on(born_on, on) > age else -1)
    return Life(
        child="",
        first_name=chance.choice(boys if sex == "M" else girls),
        surname=chance.choice(surnames),
        sex=sex,
        born_on=min(born_on, on - timedelta(days=20)),
        ethnicity=chance.choices(list(shares), list(shares.values()))[0],
        upn="UN3" if arrived_alone else chance.choice("ABCDEFGHJKLMNPQRTUVWXYZ") + f"{chance.randrange(10**12):012d}",
        arrived_alone=arrived_alone,
    )


def _add_earlier_spell(chance: Random, life: Life, before: date) -> None:
    ended_on = before - timedelta(days=chance.randint(120, 900))
    started_on = ended_on - timedelta(days=chance.randint(20, 400))
    if started_on > life.born_on + timedelta(days=30):
        _add_spell(chance, life, started_on, ended_on, "E4A", before)


def _add_spell(
    chance: Random, life: Life, started_on: date, ended_on: date | None, reason_ended: str, on: date
) -> None:
    """One time in care: a run of stays, each beginning on the day the last one ended; nothing is known after ``on``."""
    statuses = _legal_statuses(chance, life, started_on)
    need = "N8" if life.arrived_alone else chance.choices(["N1", "N2", "N3", "N4", "N5", "N6"], [60, 4, 5, 8, 18, 5])[0]
    home = "" if life.arrived_alone else chance.choice(LOCAL_AREAS)
    cuts = sorted({*_moves(chance, started_on, ended_on), *(day for day, _ in statuses if day > started_on)})
    cuts = [day for day in cuts if day < (ended_on or on)]
    moves = set(cuts) - {day for day, _ in statuses}
    place = _place(chance, life, started_on)
    edges: list[date | None] = [started_on, *cuts, ended_on]
    for index, (from_on, to_on) in enumerate(_pairs(edges)):
        moved = index > 0 and from_on in moves
        if moved:
            place = _another_place(chance, life, from_on, place)
        status = [code for day, code in statuses if day <= from_on][-1]
        last = index == len(edges) - 2
        moves_next = not last and to_on in moves
        life.stays.append(
            Stay(
                from_on=from_on,
                to_on=to_on,
                reason_started="S" if index == 0 else "P" if moved else "L",
                legal_status=status,
                need=need,
                place=place[0],
                provider=place[1],
                reason_ended=(reason_ended if last else "X1") if to_on else "",
                reason_moved=chance.choice(["CARPL", "CARPL", "CREQB", "CHILD", "LAREQ"]) if moves_next else "",
                home=home,
                place_postcode=place[2],
                urn=place[3],
            )
        )


def _legal_statuses(chance: Random, life: Life, started_on: date) -> list[tuple[date, str]]:
    if life.arrived_alone or chance.random() < 0.22:
        return [(started_on, "V2")]
    return [(started_on, "C1"), (started_on + timedelta(days=chance.randint(150, 270)), "C2")]


def _moves(chance: Random, started_on: date, ended_on: date | None) -> Iterator[date]:
    day = started_on
    for _ in range(9):
        day += timedelta(days=30 + int(chance.expovariate(1 / 420)))
        if ended_on and day >= ended_on - timedelta(days=5):
            return
        yield day


def _place(chance: Random, life: Life, on: date) -> tuple[str, str, str, str]:
    """Kind of place, provider, postcode and registration number."""
    age = age_on(life.born_on, on)
    kinds = {"U6": 42, "U4": 22, "U1": 10, "U3": 10, "K2": 8 if age > 8 else 1}
    if age >= 16:
        supported = "K3" if on >= SUPPORTED_ACCOMMODATION_REGISTERED_FROM else "H5"
        kinds = {"U6": 26, "U4": 18, "U1": 5, "K2": 12, supported: 39}
    kind = chance.choices(list(kinds), weights=list(kinds.values()))[0]
    own = kind.startswith("U") and chance.random() < 0.66
    number = 40001 if own else chance.randrange(400000, 480000)
    if kind == "K2" and number % 4 == 0:
        own = True  # one of the council's own children's homes
    return kind, "PR1" if own else "PR4", chance.choice(LOCAL_AREAS), f"SC{number:06}"


def _another_place(
    chance: Random, life: Life, on: date, before: tuple[str, str, str, str]
) -> tuple[str, str, str, str]:
    place = before
    while place == before:
        place = _place(chance, life, on)
    return place


def _pairs(edges: list[date | None]) -> Iterator[tuple[date, date | None]]:
    for from_on, to_on in pairwise(edges):
        if from_on is not None:
            yield from_on, to_on
