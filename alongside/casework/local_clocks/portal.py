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
    for row in rows:
        since = row.sent_at.date()
        if since <= on:
            yield Running("message_answered", row.person_id, since, answer_by(row), record=row.pk)


def answer_by(message: Message) -> date:
    """When a message is answered at the latest: as always, or sooner where the young person needs it sooner."""
    usual = MESSAGE.period.after(message.sent_at.date())
    return min(usual, message.reply_by) if message.reply_by else usual


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
