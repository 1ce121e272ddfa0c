"""What money the local offer has for one person: each amount, what of it was used, and what is left.

Worked out afresh from the offer as it stands today and from what was agreed; nothing is stored or counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from alongside.casework import standing
from alongside.casework.models import MoneyRequest, Person
from alongside.casework.standing import Standing
from alongside.offer import queries as offer
from alongside.offer.queries import Fitting

APRIL = 4
"""The council's year, in which a yearly amount is counted, begins on 1 April."""
NOT_COUNTED = ("each time",)
"""How often something is paid that has no sum to use up."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """One amount of the offer for one person."""

    key: str
    entitlement: UUID
    title: str
    what_for: str
    url: str
    words: str
    """The amount in words: "up to £1,200 a year"."""
    amount: Decimal
    used: Decimal
    waiting: Decimal
    """Asked for and not decided yet."""
    left: Decimal | None
    """None for what can be had each time."""
    is_sure: bool
    """Whether it surely is for them, or only if something is so that is not known here."""

    def is_of(self, request: MoneyRequest) -> bool:
        """Whether a request is for this."""
        return (self.entitlement, self.what_for) == (request.entitlement, request.what_for)


def fitting(where: Standing, *, on: date) -> tuple[Fitting, ...]:
    """What of the offer is, or may be, for somebody who stands so."""
    known = {"unaccompanied": True} if where.person.arrived_alone else {}
    if where.finding.looked_after:
        known["with_foster_carer"] = bool(where.stays) and where.stays[-1].place.startswith("U")
    held = frozenset(one.value for one in (where.holding.category, *where.holding.also))
    return offer.fitting(
        categories=held, age=where.age, looked_after=where.finding.looked_after, circumstances=known, on=on
    )


def of(person: Person, *, on: date) -> tuple[Allowance, ...]:
    """Every amount of the offer that the council itself gives to this person, sure ones first."""
    return among(person, fitting(standing.standing_of(person, on=on), on=on), on=on)


def among(person: Person, fits: tuple[Fitting, ...], *, on: date) -> tuple[Allowance, ...]:
    """Every amount that the council itself gives to this person among what fits them."""
    given = _given(person)
    found = []
    for one in fits:
        if one.entitlement.is_ours:
            found += [_allowance(one, sum_, given, on) for sum_ in one.entitlement.amounts]
    return tuple(found)


# ---------------------------------------------------------------------------------------------------------------------

Given = Mapping[tuple[UUID | None, str], list[tuple[date, Decimal, bool]]]
"""Entitlement and what for → day, amount, whether it is agreed (or still waits)."""


def _given(person: Person) -> Given:
    found: dict[tuple[UUID | None, str], list[tuple[date, Decimal, bool]]] = {}
    rows = MoneyRequest.objects.filter(person=person, removed_at=None, entitlement__isnull=False)
    for row in rows.exclude(state=MoneyRequest.State.WITHDRAWN).prefetch_related("decisions"):
        decisions = list(row.decisions.all())
        agreed = decisions[-1].amount if decisions else Decimal(0)
        waits = row.state in (MoneyRequest.State.WAITING, MoneyRequest.State.ASKED_AGAIN)
        kept = found.setdefault((row.entitlement, row.what_for), [])
        kept.append((row.asked_on, agreed, True))
        if waits:
            kept.append((row.asked_on, row.amount - agreed, False))
    return found


def _allowance(one: Fitting, sum_: offer.Sum, given: Given, on: date) -> Allowance:
    since = _counted_since(sum_.how_often, on)
    rows = [row for row in given.get((one.entitlement.id, sum_.what_for), []) if row[0] >= since]
    used = sum((amount for _, amount, agreed in rows if agreed), Decimal(0))
    waiting = sum((amount for _, amount, agreed in rows if not agreed), Decimal(0))
    return Allowance(
        key=f"{one.entitlement.id}:{sum_.what_for}",
        entitlement=one.entitlement.id,
        title=one.entitlement.title,
        what_for=sum_.what_for,
        url=one.entitlement.url,
        words=sum_.text,
        amount=sum_.pounds,
        used=used,
        waiting=waiting,
        left=None if sum_.how_often in NOT_COUNTED else max(sum_.pounds - used, Decimal(0)),
        is_sure=one.is_sure,
    )


def _counted_since(how_often: str, on: date) -> date:
    """From which day on what was given counts against an amount."""
    if how_often == "a year":
        return date(on.year if on.month >= APRIL else on.year - 1, APRIL, 1)
    if how_often == "a month":
        return on.replace(day=1)
    if how_often == "a week":
        return on - timedelta(days=on.weekday())
    return date.min
