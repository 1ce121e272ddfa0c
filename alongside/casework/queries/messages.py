"""Messages between a young person and those who work with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.casework import access
from alongside.casework.local_clocks.portal import answer_by
from alongside.casework.models import Message, Person
from alongside.casework.queries.portal import my_record, note_own_look
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message, as either side reads it."""

    id: UUID
    words: str
    topic: str
    by: str
    from_person: bool
    sent_at: datetime
    read_at: datetime | None
    is_settled: bool
    answer_by: date | None
    """When it is answered at the latest; None where it needs no answer any more, or is ours."""
    feeling: str
    """How the young person said that they are; empty where they did not."""


@dataclass(frozen=True, slots=True)
class OneMessage:
    """A message about to be answered."""

    person: UUID
    row: MessageRow


def my_messages(actor: Actor, *, on: date) -> tuple[MessageRow, ...]:
    """Everything written to and fro, newest first."""
    person = my_record(actor, Record.MESSAGES, on=on)
    note_own_look(actor, person, "messages")
    return messages_of(person, for_person=True)


def person_messages(actor: Actor, person_id: UUID, *, on: date) -> tuple[MessageRow, ...]:
    """The same, for those who work with them. Raises NotYours for others."""
    person = access.person_for(actor, person_id, Record.MESSAGES, on=on)
    return messages_of(person, for_person=False)


def messages_of(person: Person, *, for_person: bool) -> tuple[MessageRow, ...]:
    """The messages of one person, newest first. Whoever asks has checked."""
    rows = Message.objects.filter(person=person, removed_at=None).select_related("recorded_by")
    rows = rows.filter(hidden="") if for_person else rows
    return tuple(_message(row) for row in rows.order_by("-sent_at", "-pk")[:200])


def unanswered(actor: Actor, *, on: date) -> list[tuple[UUID, str, MessageRow]]:
    """What young people in reach wrote and nobody has answered, oldest first: person, label, message."""
    people = access.visible_to(actor, Record.MESSAGES, Verb.UPDATE, on=on)
    rows = Message.objects.filter(from_person=True, settled_at=None, removed_at=None, person__in=people)
    rows = rows.select_related("person", "recorded_by").order_by("sent_at", "pk")
    return [(row.person_id, row.person.label, _message(row)) for row in rows]


def one_message(actor: Actor, message_id: UUID, *, on: date) -> OneMessage:
    """A message of a young person's that this worker may answer. Raises NotYours otherwise."""
    row = Message.objects.filter(pk=message_id, from_person=True, removed_at=None).select_related("recorded_by").first()
    if row is None:
        raise NotYours("message")
    access.person_for(actor, row.person_id, Record.MESSAGES, Verb.UPDATE, on=on)
    return OneMessage(row.person_id, _message(row))


# ---------------------------------------------------------------------------------------------------------------------


def _message(row: Message) -> MessageRow:
    waits = row.from_person and row.settled_at is None
    return MessageRow(
        id=row.pk,
        words=row.words,
        topic=row.get_topic_display(),
        by=row.recorded_by.name if row.recorded_by else "",
        from_person=row.from_person,
        sent_at=row.sent_at,
        read_at=row.read_at,
        is_settled=row.settled_at is not None,
        answer_by=answer_by(row) if waits else None,
        feeling=row.get_feeling_display(),
    )
