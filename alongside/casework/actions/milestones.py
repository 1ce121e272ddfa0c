"""Verbs of supervision and of what young people live through and achieve."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.casework import access, records
from alongside.casework.models import LifeEvent, SupervisionDecision
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def note_supervision(
    *,
    person_id: UUID,
    held_on: date,
    discussion: str,
    decision: str,
    to_do: str,
    due_on: date | None,
    on: date,
    by: Actor,
) -> SupervisionDecision:
    """Note what was decided in supervision about somebody's case, and by when what is done."""
    person = access.person_for(by, person_id, Record.CASE_NOTES, Verb.CREATE, on=on)
    records.check_day(person, held_on, on=on)
    if not decision.strip():
        raise FactRefused("Say what was decided.")
    if bool(to_do.strip()) is not bool(due_on):
        raise FactRefused("Say what has to be done and by when, or neither.")
    if due_on and due_on < held_on:
        raise FactRefused("It cannot be due before it was decided.")
    row = SupervisionDecision.objects.create(
        **records.written(person, by=by),
        held_on=held_on,
        discussion=discussion.strip(),
        decision=decision.strip(),
        to_do=to_do.strip(),
        due_on=due_on,
        worker=None,
    )
    audit.record(actor=by, verb="noted supervision", subject_kind="person", subject=person.pk)
    return row


@transaction.atomic
def finish_supervision(
    *, supervision_id: UUID, version: int, done_on: date, on: date, by: Actor
) -> SupervisionDecision:
    """Note that what was to be done is done."""
    row = SupervisionDecision.objects.filter(pk=supervision_id, removed_at=None).first()
    if row is None:
        raise NotYours("supervision")
    person = access.person_for(by, row.person_id, Record.CASE_NOTES, Verb.CREATE, on=on)
    if row.done_on is not None or row.due_on is None:
        raise WrongState("There is nothing left to do.")
    records.check_day(person, done_on, on=on)
    row = save_over(row, version=version, changes={"done_on": done_on}, what="what was decided")
    audit.record(actor=by, verb="did what was decided", subject_kind="person", subject=person.pk)
    return row


@transaction.atomic
def note_life_event(
    *, person_id: UUID, kind: str, happened_on: date, what: str, how_marked: str, on: date, by: Actor
) -> LifeEvent:
    """Note something that mattered in their life, and how we marked it. It is in their chronology."""
    person = access.person_for(by, person_id, Record.CASE_NOTES, Verb.CREATE, on=on)
    records.check_day(person, happened_on, on=on)
    if kind not in LifeEvent.Kind.values or not what.strip():
        raise FactRefused("Say what happened.")
    row = LifeEvent.objects.create(
        **records.written(person, by=by),
        kind=kind,
        happened_on=happened_on,
        what=what.strip(),
        how_marked=how_marked.strip(),
    )
    audit.record(actor=by, verb="noted life event", subject_kind="person", subject=person.pk)
    return row
