"""Questions about groups and drop-ins: the sessions, and who came as far as the reader may know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework import access
from alongside.casework.models import Attendance, GroupSession
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Verb

LATEST = 50


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session."""

    id: UUID
    name: str
    kind: str
    held_on: date
    place: str
    note: str
    came: int
    """Everybody, with and without a name."""


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who came and whom the reader may know."""

    person: UUID
    label: str
    was_contact: bool


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session, who came, and whom the reader may add."""

    session: SessionRow
    came: tuple[Came, ...]
    people: tuple[tuple[str, str], ...]


def sessions(actor: Actor, *, on: date) -> tuple[SessionRow, ...]:
    """The latest sessions."""
    actor.check(Record.GROUPS, Verb.READ)
    rows = list(GroupSession.objects.filter(held_on__lte=on)[:LATEST])
    named: dict[UUID, int] = {}
    for session in Attendance.objects.filter(session__in=rows, removed_at=None).values_list("session_id", flat=True):
        named[session] = named.get(session, 0) + 1
    return tuple(_row(row, named.get(row.pk, 0)) for row in rows)


def one_session(actor: Actor, session_id: UUID, *, on: date) -> SessionPage:
    """One session. Of those who came only the reader's own people are named; the others are counted."""
    actor.check(Record.GROUPS, Verb.READ)
    row = GroupSession.objects.filter(pk=session_id).first()
    if row is None:
        raise NotYours("session")
    came = Attendance.objects.filter(session=row, removed_at=None).select_related("person")
    known = came.filter(person__in=access.visible_to(actor, Record.CONTACT_LOG, on=on))
    audit.record(actor=actor, verb="looked at session", subject_kind="session", subject=row.pk)
    return SessionPage(
        _row(row, came.count()),
        tuple(Came(one.person_id, one.person.label, one.contact_id is not None) for one in known),
        _people(actor, on),
    )


# ---------------------------------------------------------------------------------------------------------------------


def _people(actor: Actor, on: date) -> tuple[tuple[str, str], ...]:
    """Whom the reader may add: their own people, not everybody whom the service knows."""
    if Reach.SERVICE in actor.reaches(Record.CONTACT_LOG, Verb.CREATE) or not actor.can(Record.GROUPS, Verb.UPDATE):
        return ()
    people = access.visible_to(actor, Record.CONTACT_LOG, Verb.CREATE, on=on)
    return tuple((str(person.pk), person.label) for person in people)


def _row(row: GroupSession, named: int) -> SessionRow:
    kind = row.get_kind_display()
    return SessionRow(row.pk, row.name, kind, row.held_on, row.place, row.note, named + row.others)
