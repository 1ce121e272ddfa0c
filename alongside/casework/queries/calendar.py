"""What is due, as a worker's own calendar reads it: days and no names."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.casework import access, local_clocks, remembered, ticking
from alongside.casework.icalendar import DayEvent, calendar
from alongside.casework.ladder import Rung
from alongside.casework.models import CalendarAddress, Cover
from alongside.casework.queries.due import holders_on, seen_by
from alongside.casework.ticking import Tick
from alongside.shell import audit
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

BACK, AHEAD = timedelta(days=60), timedelta(days=180)
"""How far back what is late is shown, and how far ahead."""
PLAIN = frozenset({None, Record.CLOCKS, Record.ALLOCATION, Record.MESSAGES})
"""Records whose clocks may be named in a calendar that others may see over a shoulder."""
UNNAMED = frozenset({"return_interview"})
"""Clocks of the law that are not named there either."""
LETTERS = 4


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """Whether this worker has an address, and since when."""

    since: datetime | None


def own_calendar(actor: Actor) -> OwnCalendar:
    """The reader's own address, without its secret."""
    row = CalendarAddress.objects.filter(user_id=actor.id, ended_at=None).first()
    return OwnCalendar(row.made_at if row else None)


def calendar_of(secret: str, link: Callable[[UUID], str], *, on: date) -> bytes:
    """The calendar under this secret. Raises NotYours for a secret that is wrong or ended, or whose account is closed.

    ``link`` gives the address of a person's clocks, where one signs in. Whoever it belongs to reads with today's roles.
    """
    row = CalendarAddress.objects.filter(secret_hash=CalendarAddress.hash_of(secret), ended_at=None).first()
    actor = shell.actor_for(row.user_id, on=on) if row else Actor.anonymous()
    if row is None or not actor.can_at_work(Record.CLOCKS, Verb.READ):
        raise NotYours("calendar")
    ticks = _own(actor, on)
    audit.record(actor=actor, verb="read calendar", subject_kind="list", detail={"shown": len(ticks)})
    return calendar("Due", (_event(row.pk, tick.person, tick, link) for tick in ticks if tick.person), on=on)


def calendar_letters(actor: Actor, person: UUID) -> str:
    """The four letters by which this worker's calendar speaks of this person; empty without a calendar."""
    row = CalendarAddress.objects.filter(user_id=actor.id, ended_at=None).first()
    return _letters(row.pk, person) if row else ""


# ---------------------------------------------------------------------------------------------------------------------


def _own(actor: Actor, on: date) -> list[Tick]:
    """What is due for the worker's own young people and those covered for; for a manager, what came up to them."""
    people = access.visible_to(actor, Record.CLOCKS, on=on)
    where = remembered.standings(people, on=on)
    covered = set(Cover.objects.filter(access.live(on), covered_by_id=actor.id).values_list("worker_id", flat=True))
    workers, holders = {actor.id, *covered}, holders_on(on)
    own = {person for person in where if person in holders and holders[person].worker in workers}
    manages = actor.can_at_work(Record.ALLOCATION, Verb.UPDATE)
    ticks = seen_by(actor, ticking.of_everyone(where, on), on)
    return [
        tick
        for tick in ticks
        if on - BACK <= tick.due_on <= on + AHEAD
        and (
            (tick.worker in workers if tick.worker else tick.person in own)
            or (manages and tick.rung in (Rung.MANAGER, Rung.HEAD))
        )
    ]


def _event(address: UUID, person: UUID, tick: Tick, link: Callable[[UUID], str]) -> DayEvent:
    named = f"{address}|{person}|{tick.clock}|{tick.record or ''}"
    title = tick.title if _is_plain(tick) else "Something"
    return DayEvent(
        id=f"{hashlib.sha256(named.encode()).hexdigest()[:32]}@alongside",
        on=tick.due_on,
        title=f"{title} due · {_letters(address, person)}",
        url=link(person),
    )


def _is_plain(tick: Tick) -> bool:
    if tick.is_law:
        return tick.clock not in UNNAMED
    return local_clocks.by_id()[tick.clock].record in PLAIN


def _letters(address: UUID, person: UUID) -> str:
    """Letters that mean nothing without this address: another worker's calendar has others for the same person."""
    digest = hashlib.sha256(f"{address}|{person}".encode()).digest()
    return base64.b32encode(digest)[:LETTERS].decode()
