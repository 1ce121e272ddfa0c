"""Questions about what complaints, compliments and advocates taught us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.partners.models import Lesson
from alongside.shell import slots
from alongside.shell.disclosure import Breakdown
from alongside.shell.refusals import NotYours

LEARNT_FROM = Lesson.Source.choices


@dataclass(frozen=True, slots=True)
class LessonRow:
    """Something learnt, and what is done about it."""

    id: UUID
    version: int
    learnt_from: str
    what: str
    action: str
    lead: str
    by_on: date
    done_on: date | None
    came_of_it: str


@dataclass(frozen=True, slots=True)
class LessonsDesk:
    """What is learnt, and the counts beside it."""

    to_do: tuple[LessonRow, ...]
    done: tuple[LessonRow, ...]
    counts: tuple[tuple[str, Breakdown], ...]
    """Complaints by stage and outcome, compliments, advocates offered and taken up: small numbers hidden."""


def lessons_desk(*, on: date) -> LessonsDesk:
    """What is to do first, by its day."""
    rows = [_row(row) for row in Lesson.objects.all()]
    return LessonsDesk(
        to_do=tuple(one for one in rows if one.done_on is None),
        done=tuple(one for one in rows if one.done_on is not None),
        counts=tuple(pair for told in slots.complaint_figures.all() for pair in told(on=on)),
    )


def one_lesson(lesson_id: UUID) -> LessonRow:
    """One that is not done. Raises NotYours."""
    row = Lesson.objects.filter(pk=lesson_id, done_on=None).first()
    if row is None:
        raise NotYours("lesson")
    return _row(row)


def _row(row: Lesson) -> LessonRow:
    return LessonRow(
        row.pk, row.version, row.get_learnt_from_display(), row.what, row.action, row.lead, row.by_on, row.done_on,
        row.came_of_it,
    )  # fmt: skip
