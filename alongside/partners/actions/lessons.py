"""Verbs about what complaints, compliments and advocates taught us."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.partners.models import Lesson
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def add_lesson(*, learnt_from: str, what: str, action: str, lead: str, by_on: date, on: date, by: Actor) -> Lesson:
    """Write down something learnt, and what is done about it."""
    by.check(Record.LESSONS, Verb.CREATE)
    if by_on < on:
        raise FactRefused("That day is over.")
    lesson = Lesson.objects.create(
        learnt_from=learnt_from, what=what, action=action, lead=lead, by_on=by_on, learnt_on=on, recorded_by_id=by.id
    )
    audit.record(actor=by, verb="added lesson", subject_kind="lesson", subject=lesson.pk)
    return lesson


@transaction.atomic
def finish_lesson(*, lesson_id: UUID, version: int, came_of_it: str, on: date, by: Actor) -> Lesson:
    """Write down that it is done, and what came of it."""
    by.check(Record.LESSONS, Verb.UPDATE)
    lesson = Lesson.objects.filter(pk=lesson_id).first()
    if lesson is None:
        raise NotYours("lesson")
    if lesson.done_on:
        raise WrongState("It is done already.")
    if not came_of_it.strip():
        raise FactRefused("Say what came of it.")
    lesson = save_over(lesson, version=version, changes={"done_on": on, "came_of_it": came_of_it}, what="the lesson")
    audit.record(actor=by, verb="finished lesson", subject_kind="lesson", subject=lesson.pk)
    return lesson
