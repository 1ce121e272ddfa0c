"""Unusual reading, told from the audit: many more records than is somebody's habit, others' records, one's own surname.

Nothing is counted as it happens. What is looked at is one day of one worker; what was found about it is a line of the
audit as well. Nobody is shown their own days, and a team manager those of their own team only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from alongside.casework import access
from alongside.casework.models import Allocation, Cover, Person
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, RoleGrant, User
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Role, Verb, reaches

SHOWN_DAYS, HABIT_DAYS = 14, 28
"""Days that are shown, and those before each from which somebody's habit is told."""
ENOUGH_DAYS = 5
"""With fewer days than this there is no habit yet, and that of others in the same role stands in for it."""
LOOKED_INTO = "looked into reading"

Days = dict[tuple[UUID, date], set[UUID]]
"""Worker and day → the people whose records they opened."""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One day of one worker that is not as usual."""

    worker: UUID
    name: str
    day: date
    people: int
    usual: int
    """How many a day is their habit, or that of their role."""
    many: bool
    outside: int
    """How many were neither theirs nor their team's; 0 where that is no more than the council allows."""
    namesakes: tuple[str, ...]
    """References of people with the worker's own surname."""
    found_by: str
    found: str
    """What somebody found who looked into it."""


def unusual_reading(actor: Actor, *, on: date) -> tuple[ReadingRow, ...]:
    """Days of the last two weeks that are not as usual, those that nobody has looked into first."""
    actor.check(Record.BREAK_GLASS, Verb.UPDATE)
    rows = _rows(actor, on)
    audit.record(actor=actor, verb="looked at unusual reading", subject_kind="list", detail={"count": len(rows)})
    return rows


def one_reading(actor: Actor, worker_id: UUID, day: date, *, on: date) -> ReadingRow:
    """One of them, to be looked into. Raises NotYours where there is none, or it was looked into."""
    actor.check(Record.BREAK_GLASS, Verb.UPDATE)
    for row in _rows(actor, on):
        if (row.worker, row.day) == (worker_id, day) and not row.found_by:
            return row
    raise NotYours("unusual reading")


def reading_to_look_into(actor: Actor, *, on: date) -> int:
    """How many days wait for somebody to look into them."""
    return sum(not row.found_by for row in _rows(actor, on))


# ---------------------------------------------------------------------------------------------------------------------


def _rows(actor: Actor, on: date) -> tuple[ReadingRow, ...]:
    since = on - timedelta(days=SHOWN_DAYS + HABIT_DAYS)
    opened, roles = _opened_since(since, on)
    workers = {one.pk: one for one in User.objects.filter(pk__in={worker for worker, _ in opened})}
    shown = _answers_for(actor, on)
    days = {key: people for key, people in opened.items() if key[1] > on - timedelta(days=SHOWN_DAYS)}
    days = {key: people for key, people in days.items() if key[0] != actor.id and (shown is None or key[0] in shown)}
    outside = _outside(days, roles)
    found = _found(days)
    rows = [
        _row(workers[worker], day, people, opened, roles, outside, found)
        for (worker, day), people in days.items()
        if worker in workers
    ]
    unusual = [row for row in rows if row.many or row.outside or row.namesakes]
    return tuple(sorted(unusual, key=lambda row: (bool(row.found_by), -row.day.toordinal(), row.name)))


def _row(
    worker: User,
    day: date,
    people: set[UUID],
    opened: Days,
    roles: Mapping[tuple[UUID, date], str],
    outside: Mapping[tuple[UUID, date], int],
    found: Mapping[tuple[UUID, date], tuple[str, str]],
) -> ReadingRow:
    usual = _usual(worker.pk, day, opened, roles)
    by, words = found.get((worker.pk, day), ("", ""))
    beyond = outside.get((worker.pk, day), 0)
    return ReadingRow(
        worker=worker.pk,
        name=worker.name,
        day=day,
        people=len(people),
        usual=round(usual),
        many=len(people) >= settings.READING_AT_LEAST and len(people) > settings.READING_TIMES * usual,
        outside=beyond if beyond > settings.READING_OUTSIDE else 0,
        namesakes=_namesakes(worker, people),
        found_by=by,
        found=words,
    )


def _opened_since(since: date, on: date) -> tuple[Days, dict[tuple[UUID, date], str]]:
    """Whose records who opened on which day; and in which roles they did."""
    start = timezone.make_aware(datetime.combine(since, time()))
    looks = Q()
    for verb in audit.LOOKS:
        looks |= Q(verb__startswith=verb)
    lines = AuditEvent.objects.filter(looks, at__gte=start, subject_kind="person", allowed=True)
    lines = lines.exclude(actor=None).exclude(subject=None).exclude(roles__in=["", Role.YOUNG_PERSON])
    opened: Days = defaultdict(set)
    roles: dict[tuple[UUID, date], str] = {}
    for worker, at, person, held in lines.values_list("actor", "at", "subject", "roles").iterator(chunk_size=5000):
        day = timezone.localdate(at)
        if day <= on:
            opened[worker, day].add(person)
            roles[worker, day] = held
    return opened, roles


def _usual(worker: UUID, day: date, opened: Days, roles: Mapping[tuple[UUID, date], str]) -> float:
    """How many people's records somebody opens on a day: the middle of their days before, else of their role's."""
    first = day - timedelta(days=HABIT_DAYS)
    before = {key: len(people) for key, people in opened.items() if first <= key[1] < day}
    own = [number for (who, _), number in before.items() if who == worker]
    if len(own) >= ENOUGH_DAYS:
        return median(own)
    others = [number for key, number in before.items() if roles[key] == roles[worker, day]]
    return median(others) if others else 0


def _outside(days: Days, roles: Mapping[tuple[UUID, date], str]) -> dict[tuple[UUID, date], int]:
    """How many of them were neither theirs, nor of somebody whom they covered, nor of their team."""
    mine = {key: people for key, people in days.items() if _has_a_caseload(roles[key])}
    everyone = set().union(*mine.values()) if mine else set()
    held: dict[UUID, list[Any]] = defaultdict(list)
    for row in Allocation.objects.filter(person__in=everyone):
        held[row.person_id].append(row)
    covers = list(Cover.objects.filter(covered_by__in={worker for worker, _ in mine}))
    teams = list(RoleGrant.objects.filter(user__in={worker for worker, _ in mine}).exclude(team=None))
    found = {}
    for (worker, day), people in mine.items():
        theirs = {worker, *(one.worker_id for one in covers if one.covered_by_id == worker and _holds(one, day))}
        own_teams = {one.team_id for one in teams if one.user_id == worker and _holds(one, day)}
        inside = {
            person
            for person in people
            if any(_holds(one, day) and (one.worker_id in theirs or one.team_id in own_teams) for one in held[person])
        }
        found[worker, day] = len(people - inside)
    return found


def _has_a_caseload(roles: str) -> bool:
    """Whether somebody in these roles works with people of their own, not with everybody or with those referred."""
    held = frozenset(Role(one) for one in roles.split() if one in set(Role))
    open_to = reaches(held, Record.CORE_DETAILS, Verb.READ)
    return Reach.SERVICE not in open_to and bool(open_to & {Reach.OWN, Reach.TEAM})


def _holds(row: Any, day: date) -> bool:
    return bool(row.from_on <= day and (row.to_on is None or row.to_on >= day))


def _namesakes(worker: User, people: Iterable[UUID]) -> tuple[str, ...]:
    surname = worker.name.split(" ")[-1]
    rows = Person.objects.filter(pk__in=list(people), surname__iexact=surname) if " " in worker.name else ()
    return tuple(sorted(row.child_id for row in rows))


def _answers_for(actor: Actor, on: date) -> set[UUID] | None:
    """The workers whose days this reader looks into; None for everybody's."""
    if actor.is_system or Reach.SERVICE in actor.reaches(Record.WHO_LOOKED, Verb.READ):
        return None
    grants = RoleGrant.objects.filter(access.live(on), team__in=actor.teams)
    return set(grants.values_list("user_id", flat=True))


def _found(days: Days) -> dict[tuple[UUID, date], tuple[str, str]]:
    """What was found about these days, by whom."""
    lines = AuditEvent.objects.filter(verb=LOOKED_INTO, subject__in={worker for worker, _ in days})
    return {
        (worker, date.fromisoformat(detail["day"])): (by, words)
        for worker, detail, by, words in lines.values_list("subject", "detail", "actor_name", "purpose")
    }
