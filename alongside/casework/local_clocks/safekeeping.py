"""Clocks of records that were opened in an emergency, or are restricted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import BrokenGlass, NamedAccess, Person, RestrictionCheck
from alongside.shell.roles import Record


def _unreviewed(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = BrokenGlass.objects.filter(reviewed_at=None).values_list("pk", "from_at")
    for glass, from_at in rows:
        since = timezone.localdate(from_at)
        if since <= on:
            yield Running("glass_reviewed", None, since, GLASS.period.after(since), record=glass)


def _unchecked(people: Collection[UUID], on: date) -> Iterator[Running]:
    """From the last look at the list, else from the first day on which it stood."""
    restricted = Person.objects.filter(restriction=Person.Restriction.NAMED, merged_into=None)
    listed = NamedAccess.objects.filter(person__in=restricted, from_on__lte=on)
    since = dict(listed.values_list("person").annotate(Max("from_on")).order_by())
    checked = RestrictionCheck.objects.filter(person__in=restricted, removed_at=None, checked_on__lte=on)
    since |= dict(checked.values_list("person").annotate(Max("checked_on")).order_by())
    for person, day in since.items():
        yield Running("restriction_checked", None, day, RESTRICTION.period.after(day), record=person)


GLASS = LocalClock(
    id="glass_reviewed",
    after_death=True,
    title="Look at a record opened in an emergency",
    usual=Period(5, "working days"),
    why="Somebody opened a record beyond their reach, and a manager has not looked at why.",
    stops="A manager says whether it was right.",
    find=_unreviewed,
    about="service",
    record=Record.BREAK_GLASS,
)
RESTRICTION = LocalClock(
    id="restriction_checked",
    after_death=True,
    title="Look at a restricted record's list again",
    usual=Period(6, "months"),
    why="A restriction keeps out people who may need to know.",
    stops="Somebody who keeps the list says whether it still has to stand.",
    find=_unchecked,
    about="service",
    record=Record.BREAK_GLASS,
)
CLOCKS = (GLASS, RESTRICTION)
