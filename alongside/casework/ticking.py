"""Every clock that runs for somebody, the law's and the council's own, in one shape.

Both are worked out on the day that is asked about. What stands here is asked by the list of what is due, by a person's
page, by the calendar and by the download, so that they can never disagree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework import local_clocks
from alongside.casework.ladder import Rung, rung_of
from alongside.casework.local_clocks import Running
from alongside.casework.standing import Standing
from alongside.law import DueDate, Duty, Manner


@dataclass(frozen=True, slots=True)
class Tick:
    """One clock that runs, with a day on which it is due."""

    clock: str
    title: str
    person: UUID | None
    """None for a clock about a worker or the service."""
    since: date | None
    started_by: str
    """What set it going, in words; empty for a local clock, which says why it runs."""
    due_on: date
    rung: Rung
    is_law: bool
    record: UUID | None = None
    worker: UUID | None = None
    """Whose work it is, where not the adviser's."""
    not_for: frozenset[UUID] = frozenset()
    """Workers who must not see it."""

    @property
    def key(self) -> str:
        """Names this clock of this person: what a reason for lateness is about."""
        return f"{self.clock}|{self.due_on.isoformat()}|{self.record or ''}"


def of_law(where: Standing) -> list[Tick]:
    """The law's clocks that run for somebody and have a day."""
    return [tick for duty, one in where.due if (tick := of_duty(where, duty, one))]


def of_duty(where: Standing, _: Duty, one: DueDate) -> Tick | None:
    """One of the law's clocks; None where nothing recorded here says when it is due."""
    if one.on is None:
        return None
    since = one.started_by.on if one.started_by else None
    last = one.manner is not Manner.NOT_BEFORE
    return Tick(
        clock=one.clock,
        title=one.title,
        person=where.person.pk,
        since=since,
        started_by=str(one.started_by) if one.started_by else "",
        due_on=one.on,
        rung=rung_of(one.on, where.on, since=since, has_last_day=last),
        is_law=True,
    )


def of_council(people: Collection[UUID], on: date) -> list[Tick]:
    """The council's own clocks that run for these people, and those about workers and the service."""
    return [_tick(one, on) for one in local_clocks.running(people, on)]


def of_everyone(where: Mapping[UUID, Standing], on: date) -> list[Tick]:
    """Every clock of these people, the most pressing first."""
    found = [tick for one in where.values() for tick in of_law(one)] + of_council(list(where), on)
    return sorted(found, key=lambda tick: (tick.due_on, tick.title))


def _tick(one: Running, on: date) -> Tick:
    return Tick(
        clock=one.clock,
        title=local_clocks.by_id()[one.clock].title,
        person=one.person,
        since=one.since,
        started_by="",
        due_on=one.due_on,
        rung=rung_of(one.due_on, on, since=one.since),
        is_law=False,
        record=one.record,
        worker=one.worker,
        not_for=one.not_for,
    )
