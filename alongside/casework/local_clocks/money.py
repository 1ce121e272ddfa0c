"""Clocks of money: how soon it is decided, paid, countersigned."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import DecimalField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import MoneyDecision, MoneyPayment, MoneyRequest
from alongside.shell.roles import Record

State = MoneyRequest.State


def decide_by(request: MoneyRequest) -> date | None:
    """By when it is decided or countersigned; None where nothing waits. Days run from when it was asked again."""
    if request.state == State.PAID_FIRST:
        return COUNTERSIGNED.period.after(request.asked_on)
    if request.state not in (State.WAITING, State.ASKED_AGAIN):
        return None
    since = request.again_on or request.asked_on
    return (DECIDED_AT_ONCE if request.is_urgent else DECIDED).period.after(since)


def unpaid(people: Collection[UUID] | None = None) -> list[MoneyRequest]:
    """Requests of which more was agreed than is paid, the oldest decision first; each says ``agreed``, ``paid`` and
    ``decided_on``.
    """
    latest = MoneyDecision.objects.filter(request=OuterRef("pk")).order_by("-number")
    paid = MoneyPayment.objects.filter(request=OuterRef("pk")).order_by().values("request").annotate(s=Sum("amount"))
    nought = Value(Decimal(0), output_field=DecimalField())
    rows = MoneyRequest.objects.filter(removed_at=None).annotate(
        agreed=Subquery(latest.values("amount")[:1]),
        decided_on=Subquery(latest.values("decided_on")[:1]),
        decided_by=Subquery(latest.values("decided_by__name")[:1]),
        paid=Coalesce(Subquery(paid.values("s")), nought),
    )
    rows = rows.exclude(state__in=(State.WAITING, State.PAID_FIRST, State.WITHDRAWN))
    rows = rows if people is None else rows.filter(person__in=people)
    waiting = rows.filter(agreed__gt=0).select_related("person").order_by("decided_on", "pk")
    return [row for row in waiting if row.agreed > row.paid]


def _undecided(people: Collection[UUID], on: date) -> Iterator[Running]:
    waits = (State.WAITING, State.ASKED_AGAIN, State.PAID_FIRST)
    for row in MoneyRequest.objects.filter(person__in=people, state__in=waits, removed_at=None):
        since, due_on = row.again_on or row.asked_on, decide_by(row)
        if due_on is not None and since <= on:
            ordinary = DECIDED_AT_ONCE if row.is_urgent else DECIDED
            clock = COUNTERSIGNED if row.state == State.PAID_FIRST else ordinary
            yield Running(clock.id, row.person_id, since, due_on, record=row.pk)


def _unpaid(people: Collection[UUID], on: date) -> Iterator[Running]:
    for row in unpaid(people):
        if row.decided_on <= on:
            due_on = PAID.period.after(row.decided_on)
            yield Running(PAID.id, row.person_id, row.decided_on, due_on, record=row.pk)


DECIDED = LocalClock(
    id="money_decided",
    title="Decision on money asked for",
    usual=Period(5, "working days"),
    why="Money was asked for and they wait for an answer.",
    stops="A decision: yes, part of it or no.",
    find=_undecided,
    url_name="casework:money",
    record=Record.MONEY,
)
DECIDED_AT_ONCE = LocalClock(
    id="money_decided_urgent",
    title="Decision on urgent money",
    usual=Period(0, "days"),
    why="Money was asked for that cannot wait until tomorrow.",
    stops="A decision on the same day.",
    find=_undecided,
    url_name="casework:money",
    record=Record.MONEY,
)
COUNTERSIGNED = LocalClock(
    id="money_countersigned",
    title="Emergency payment to countersign",
    usual=Period(1, "working days"),
    why="The out-of-hours team paid at once.",
    stops="A manager says whether it was right.",
    find=_undecided,
    url_name="casework:money",
    record=Record.MONEY,
)
PAID = LocalClock(
    id="money_paid",
    title="Money that was agreed, to be paid",
    usual=Period(5, "working days"),
    why="Money was agreed and is not paid yet.",
    stops="Finance marks it paid.",
    find=_unpaid,
    url_name="casework:money",
    record=Record.MONEY,
)
CLOCKS = (DECIDED, DECIDED_AT_ONCE, COUNTERSIGNED, PAID)
