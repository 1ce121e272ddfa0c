"""Clocks about workers: somebody away with nobody covering, a draft left lying, an account not used."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import Absence, Allocation, Cover
from alongside.shell import queries as shell
from alongside.shell.roles import Record

OWN_PLACE = "me:"
"""Forms of a young person's own place: their drafts are nobody's clock."""


def _live(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gt=on))


def _uncovered(_: Collection[UUID], on: date) -> Iterator[Running]:
    """Somebody is away, or has left, and their young people have nobody today."""
    since = dict(Absence.objects.filter(_live(on)).order_by("-from_on").values_list("worker_id", "from_on"))
    working = set(Allocation.objects.filter(_live(on), worker__isnull=False).values_list("worker_id", flat=True))
    for worker, day in shell.left_on(working, on=on).items():
        since.setdefault(worker, day)
    ended: dict[UUID, date] = {}
    for worker, from_on, to_on in Cover.objects.filter(worker__in=since).values_list("worker_id", "from_on", "to_on"):
        if from_on <= on < to_on:
            since.pop(worker, None)
        elif to_on <= on:
            ended[worker] = max(to_on, ended.get(worker, to_on))
    for worker, day in since.items():
        if worker in working:
            begun = max(day, ended.get(worker, day))
            yield Running(UNCOVERED.id, None, begun, UNCOVERED.period.after(begun), worker=worker)


def _drafts(_: Collection[UUID], on: date) -> Iterator[Running]:
    for user, subject, since in shell.kept_drafts(but_not=OWN_PLACE):
        if since <= on:
            yield Running(DRAFT.id, subject, since, DRAFT.period.after(since), record=subject, worker=user)


def _unused(_: Collection[UUID], on: date) -> Iterator[Running]:
    for user, since in shell.last_used(on=on):
        if since <= on:
            yield Running(UNUSED.id, None, since, UNUSED.period.after(since), worker=user)


UNCOVERED = LocalClock(
    id="uncovered",
    title="Arrange cover",
    usual=Period(1, "working days"),
    why="A worker is away or has left, and their young people have nobody.",
    stops="Somebody covers, the worker is back, or the young people are allocated to others.",
    find=_uncovered,
    about="service",
)
DRAFT = LocalClock(
    id="draft_age",
    after_death=True,
    title="Finish or drop a draft",
    usual=Period(7, "days"),
    why="Something was typed and not sent. It is kept for as long as it takes; nobody else can read it.",
    stops="It is sent, or whoever typed it drops it. With the manager after 14 days.",
    find=_drafts,
    stays_with_worker=True,
)
UNUSED = LocalClock(
    id="account_unused",
    title="Use or close an account",
    usual=Period(45, "days"),
    why="Nobody has signed in with it: an account that is not used is a way in for others. It lets nobody in now.",
    stops="It is opened again for whoever it belongs to, or closed.",
    find=_unused,
    about="service",
    record=Record.ROLE_GRANTS,
)
CLOCKS = (UNCOVERED, DRAFT, UNUSED)
