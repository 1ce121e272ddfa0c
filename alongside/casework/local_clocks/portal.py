"""Clocks of a young person's own place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import Message
from alongside.shell.roles import Record


def _unanswered(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = Message.objects.filter(person__in=people, from_person=True, settled_at=None, removed_at=None)
    for person, message, sent_at in rows.values_list("person_id", "pk", "sent_at"):
        since = sent_at.date()
        if since <= on:
            yield Running("message_answered", person, since, MESSAGE.period.after(since), record=message)


MESSAGE = LocalClock(
    id="message_answered",
    title="Answer to a message",
    usual=Period(2, "working days"),
    why="The young person wrote and waits for an answer.",
    stops="An answer, or saying that it needs none here.",
    find=_unanswered,
    url_name="casework:messages",
    record=Record.MESSAGES,
)
CLOCKS = (MESSAGE,)
