"""Moves that are to come, as far as the records know them: who has to find another home, when, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from alongside.casework.models import Home, Person, StayingPut
from alongside.casework.standing import Standing
from alongside.law import Category, birthday

STAYING_PUT_ENDS_AT = 21
"""Children Act 1989, section 23CZA: the duty lasts until then."""
IN_CARE = (Category.ELIGIBLE, Category.RELEVANT)
Known = dict[UUID, list[tuple[date, "Why"]]]


class Why(StrEnum):
    """Why somebody moves."""

    OF_AGE = "They turn 18"
    STAYING_PUT = "Staying Put comes to its end"
    NOTICE = "Notice was given"
    END = "The home has a last day"
    PLANNED = "A next home is planned"


@dataclass(frozen=True, slots=True)
class Move:
    """The first move of one person that is known, and the district where they live now; empty where none is known."""

    person: UUID
    on: date
    why: Why
    district: str


def expected_moves(everyone: Collection[Standing], *, on: date) -> list[Move]:
    """For everybody of whom a move is known after ``on``: the first. Whoever stays put at 18 does not move then."""
    people = [one.person for one in everyone]
    homes = list(Home.objects.filter(person__in=people, removed_at=None).select_related("district").order_by("from_on"))
    now = {row.person_id: row for row in homes if row.from_on <= on and (row.to_on is None or row.to_on > on)}
    known: Known = {}
    stays = _staying_put(people, on, known)
    for row in homes:
        for day, why in _of_home(row, now, on):
            known.setdefault(row.person_id, []).append((day, why))
    for one in everyone:
        turns_18 = birthday(one.person.born_on, 18)
        if one.category in IN_CARE and turns_18 > on and one.person.pk not in stays:
            known.setdefault(one.person.pk, []).append((turns_18, Why.OF_AGE))
    return [_first(person, days, now.get(person)) for person, days in known.items()]


def _staying_put(people: Collection[Person], on: date, known: Known) -> set[UUID]:
    """Enter when each running arrangement ends; who has one, or is to have one."""
    agreed = StayingPut.objects.filter(removed_at=None, ended_on=None, decided=StayingPut.Decided.STAYS)
    rows = agreed.filter(person__in=people)
    stays = set()
    for row in rows.select_related("person"):
        ends = row.ends_on or birthday(row.person.born_on, STAYING_PUT_ENDS_AT)
        stays.add(row.person_id)
        if ends > on:
            known.setdefault(row.person_id, []).append((ends, Why.STAYING_PUT))
    return stays


def _of_home(row: Home, now: dict[UUID, Home], on: date) -> list[tuple[date, Why]]:
    """What a home tells: that it is the next one; or, of the one lived in, its last day and the end of a notice."""
    if row.from_on > on:
        return [(row.from_on, Why.PLANNED)]
    if now.get(row.person_id) is not row:
        return []
    ends = [(row.leave_by, Why.NOTICE), (row.to_on, Why.END)]
    return [(day, why) for day, why in ends if day is not None and day > on]


def _first(person: UUID, days: list[tuple[date, Why]], home: Home | None) -> Move:
    on, why = min(days)
    return Move(person, on, why, home.district.name if home and home.district else "")
