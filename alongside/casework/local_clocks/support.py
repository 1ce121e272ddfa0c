"""Clocks of help after 21: an adviser for whoever asks, and a second look at welfare that is looked after unasked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import Allocation, SupportRequest, WelfareWatch
from alongside.shell.roles import Record


def _without_adviser(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = SupportRequest.objects.filter(person__in=people, ended_on=None, removed_at=None, asked_on__lte=on)
    asked = list(rows.values_list("person_id", "pk", "asked_on"))
    held = Allocation.objects.filter(
        person__in=[person for person, _, _ in asked],
        kind=Allocation.Kind.PERSONAL_ADVISER,
        worker__isnull=False,
        from_on__lte=on,
    ).exclude(to_on__lte=on)
    named = set(held.values_list("person_id", flat=True))
    for person, request, asked_on in asked:
        if person not in named:
            yield Running("adviser_for_request", person, asked_on, ADVISER.period.after(asked_on), record=request)


def _welfare(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = WelfareWatch.objects.filter(person__in=people, ended_on=None, removed_at=None, from_on__lte=on)
    for person, watch, from_on, looked_on in rows.values_list("person_id", "pk", "from_on", "looked_on"):
        since = looked_on or from_on
        yield Running("welfare_looked_at", person, since, WELFARE.period.after(since), record=watch)


ADVISER = LocalClock(
    id="adviser_for_request",
    title="Adviser for support that was asked for",
    usual=Period(5, "working days"),
    why="They asked for support after 21 and have no adviser.",
    stops="A personal adviser is allocated.",
    find=_without_adviser,
    url_name="casework:support",
    record=Record.SUPPORT,
    basis="Children Act 1989, section 23CZB(2); the days are the council's own",
)
WELFARE = LocalClock(
    id="welfare_looked_at",
    title="Look again at their welfare",
    usual=Period(3, "months"),
    why="Their welfare is looked after without their asking, because of a risk that was named.",
    stops="Looking again and saying that it goes on, or ending it.",
    find=_welfare,
    url_name="casework:support",
    record=Record.SUPPORT,
)
CLOCKS = (ADVISER, WELFARE)
