"""What a meeting carries over from the one before: what was resolved and how it stands, and what was not answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.board.access import row_for
from alongside.board.models import Action, Item, Meeting, Question, Resolution
from alongside.board.queries.meetings import Asked, asked_row
from alongside.board.queries.plans import ActionRow, rows_of
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class Carried:
    """What was resolved, and the action that it became."""

    number: int
    words: str
    item_id: UUID
    action: ActionRow | None


@dataclass(frozen=True, slots=True)
class Arising:
    """What is left of the meeting before."""

    on: date
    meeting_id: UUID
    resolved: tuple[Carried, ...]
    unanswered: tuple[Asked, ...]
    """Questions of that meeting and of those before it that nobody has answered."""


def arising(by: Actor, meeting_id: UUID, *, on: date) -> Arising | None:
    """What the meeting before left, as far as this reader may read it; None where there was none."""
    meeting = row_for(by, Meeting, meeting_id, Record.MEETINGS, Verb.READ)
    earlier = Meeting.objects.filter(board=meeting.board, on__lt=meeting.on, state__in=Meeting.MAY_HAVE_MET)
    before = earlier.last()
    if before is None:
        return None
    readable = Q() if by.can(Record.EXEMPT_PAPERS, Verb.READ) else Q(item__reach=Item.Reach.PUBLIC)
    resolved = Resolution.objects.filter(readable, item__meeting=before)
    asked = Question.objects.filter(readable, item__meeting__in=earlier, answers=None)
    return Arising(
        on=before.on,
        meeting_id=before.pk,
        resolved=tuple(_carried(resolved, by, on)),
        unanswered=tuple(asked_row(one) for one in asked.select_related("item").prefetch_related("answers")),
    )


def _carried(resolved: Iterable[Resolution], by: Actor, on: date) -> list[Carried]:
    rows = list(resolved)
    may = by.can(Record.ACTION_PLANS, Verb.READ)
    actions = Action.objects.filter(origin__in=[one.pk for one in rows]) if may else Action.objects.none()
    origins = dict(actions.values_list("pk", "origin"))
    standing = {origins[row.id]: row for row in rows_of(actions, by, on)}
    return [Carried(one.number, one.words, one.item_id, standing.get(one.pk)) for one in rows]
