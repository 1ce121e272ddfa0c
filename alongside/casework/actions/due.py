"""Verbs about what is due: saying why something is late."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.casework import access, local_clocks, standing, ticking
from alongside.casework.models import LatenessReason, Person
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb

LONGEST_REASON = 500
NOT_LATE = "This is not late any more, or its day has changed: look at the clocks again."


@transaction.atomic
def give_reason(*, person_id: UUID, tick: str, words: str, on: date, by: Actor) -> LatenessReason:
    """Say why one of this person's clocks is late. ``tick`` is its key. The clock runs on."""
    person = access.person_for(by, person_id, Record.CLOCKS, Verb.CREATE, on=on)
    words = words.strip()
    if not words:
        raise FactRefused("Say why it is late.")
    if len(words) > LONGEST_REASON:
        raise FactRefused(f"A reason has at most {LONGEST_REASON} letters.")
    late = _late(person, tick, by, on)
    reason = LatenessReason.objects.create(
        person=person,
        clock=late.clock,
        due_on=late.due_on,
        about=late.record,
        words=words,
        given_at=clock.now(),
        given_by_id=by.id,
    )
    audit.record(actor=by, verb="gave reason", subject_kind="person", subject=person.pk, detail={"clock": late.clock})
    return reason


def _late(person: Person, key: str, by: Actor, on: date) -> ticking.Tick:
    """The clock of that key, if it is late now and this worker sees it."""
    found = ticking.of_everyone({person.pk: standing.standing_of(person, on=on)}, on)
    late = next((one for one in found if one.key == key and one.person == person.pk and one.rung.is_late), None)
    if late is None:
        raise FactRefused(NOT_LATE)
    record = None if late.is_law else local_clocks.by_id()[late.clock].record
    if record is not None and not access.can_reach(by, person, record, on=on):
        raise FactRefused(NOT_LATE)
    return late
