"""Verbs about what starts or meets the law's clocks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.casework import access, events
from alongside.casework.models import ClockEvent, Person, Source
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def record_clock_event(
    *, person_id: UUID, kind: str, happened_on: date, on: date, by: Actor, source: str = Source.TYPED
) -> ClockEvent:
    """Record that a plan was agreed, a review held, a contact made: ``kind`` is one of ``events.KINDS``.

    The same on the same day is recorded once: the law's clocks ask no more than the day.
    """
    person = access.person_for(by, person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    access.check_open(by, person, on=on)
    _check(person, kind, happened_on, on)
    access.hold(person)
    known = ClockEvent.objects.filter(person=person, kind=kind, on=happened_on, corrected_by__isnull=True).first()
    if known is not None:
        return known
    event = ClockEvent.objects.create(
        person=person, kind=kind, on=happened_on, source=source, recorded_at=clock.now(), recorded_by_id=by.id
    )
    audit.record(actor=by, verb="recorded event", subject_kind="person", subject=person.pk, detail={"kind": kind})
    return event


@transaction.atomic
def correct_clock_event(*, event_id: UUID, happened_on: date | None, on: date, by: Actor) -> ClockEvent:
    """Put right the day of an event; ``None`` says that it never happened. The first row stays."""
    wrong = ClockEvent.objects.select_related("person").filter(pk=event_id).first()
    if wrong is None:
        raise NotYours("event")
    access.person_for(by, wrong.person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    access.check_open(by, wrong.person, on=on)
    if wrong.record is not None:
        raise FactRefused("This comes from a record: correct that record, and the dates move with it.")
    if wrong.source == Source.RETURN:
        raise FactRefused("This comes from a statutory return: correct the return and bring it in again.")
    if happened_on is not None:
        _check(wrong.person, wrong.kind, happened_on, on)
    try:
        with transaction.atomic():
            event = ClockEvent.objects.create(
                person=wrong.person,
                kind=wrong.kind,
                on=happened_on,
                source=Source.TYPED,
                corrects=wrong,
                recorded_at=clock.now(),
                recorded_by_id=by.id,
            )
    except IntegrityError as error:
        raise WrongState("This was corrected already: look at it again.") from error
    audit.record(
        actor=by, verb="corrected event", subject_kind="person", subject=wrong.person_id, detail={"kind": wrong.kind}
    )
    return event


@transaction.atomic
def happened(
    *,
    person: Person,
    kind: str,
    happened_on: date | None,
    record: UUID,
    on: date,
    by: Actor,
    source: str = Source.TYPED,
    ahead: bool = False,
) -> None:
    """Let a record move the law's clocks: on which day it says that ``kind`` happened; ``None``: it no longer says so.

    For the actions of other records, inside their transaction: they check who may, and keep the audit. Called again
    with another day it corrects what was noted before; with the same day it changes nothing. ``ahead``: the day may lie
    ahead, for a record that says what is to be: it counts from that day on, and what is planned counts at once.
    """
    if happened_on is not None:
        _check(person, kind, happened_on, max(on, happened_on) if ahead else on)
    rows = ClockEvent.objects.filter(person=person, kind=kind, record=record, corrected_by__isnull=True)
    noted = rows.order_by("recorded_at", "pk").last()
    if (noted.on if noted else None) == happened_on:
        return
    ClockEvent.objects.create(
        person=person,
        kind=kind,
        on=happened_on,
        source=source,
        record=record,
        corrects=noted,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )


def _check(person: Person, kind: str, happened_on: date, on: date) -> None:
    if kind not in events.KINDS:
        raise FactRefused("This is not one of the events that the law's clocks know.")
    if happened_on > on and kind not in events.PLANNED:
        raise FactRefused("This day is in the future.")
    if happened_on < person.born_on:
        raise FactRefused("This day is before birth.")
