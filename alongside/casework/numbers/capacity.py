"""Whether there are personal advisers enough, now and if everybody of 21 to 24 took up support."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.casework.numbers.base import LEAVERS, with_adviser, young_people
from alongside.law import Category
from alongside.shell import disclosure
from alongside.shell.disclosure import Breakdown


@dataclass(frozen=True, slots=True)
class Capacity:
    """Advisers beside those whom the duty is owed. Small numbers hidden."""

    advisers: int
    """How many have somebody: members of staff, so they are told."""
    people: Breakdown
    """Young people with and without an adviser, under 21 and from 21."""
    each: Decimal | None
    """Young people for each adviser now."""
    each_if_all: Decimal | None
    """The same if everybody of 21 to 24 to whom support is owed took it up."""


def adviser_capacity(*, on: date) -> Capacity | None:
    """Eligible, relevant and former relevant young people with and without an adviser, and those for each adviser.

    The duty to offer support runs to 25 (Children Act 1989, section 23CZB). It counts advisers, not the hours they
    work. None while nobody has an adviser. Averages are told only where nothing is hidden.
    """
    here = {id: one for id, one in young_people(on).items() if one.category in (Category.ELIGIBLE, *LEAVERS)}
    advised = {id: worker for id, worker in with_adviser(on).items() if id in here}
    if not advised:
        return None
    young = {id for id, one in here.items() if one.age < 21}
    older = set(here) - young
    people = disclosure.breakdown({
        "Under 21, with an adviser": len(young & set(advised)),
        "Under 21, without": len(young - set(advised)),
        "21 to 24, with an adviser": len(older & set(advised)),
        "21 to 24, without": len(older - set(advised)),
    })  # fmt: skip
    advisers = len(set(advised.values()))
    is_whole = all(part.value is not None for part in people.parts.values())
    each = round(Decimal(len(advised)) / advisers, 1) if is_whole else None
    if_all = round(Decimal(len(advised) + len(older - set(advised))) / advisers, 1) if is_whole else None
    return Capacity(advisers, people, each, if_all)
