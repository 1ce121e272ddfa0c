"""Verbs of groups and drop-ins: a session, who came, and whether that was contact."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.casework import access, records
from alongside.casework.actions.contact import record_contact
from alongside.casework.models import Attendance, Contact, GroupSession, Method
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb


@transaction.atomic
def hold_session(
    *, name: str, kind: str, held_on: date, place: str, note: str, others: int, on: date, by: Actor
) -> GroupSession:
    """Write down a drop-in, a group or an activity. Who came without giving a name is only counted."""
    by.check(Record.GROUPS, Verb.CREATE)
    if not name.strip() or kind not in GroupSession.Kind.values:
        raise FactRefused("Say what it is called, and what it is.")
    if held_on > on:
        raise FactRefused("This day is in the future.")
    session = GroupSession.objects.create(
        name=name.strip(),
        kind=kind,
        held_on=held_on,
        place=place.strip(),
        note=note.strip(),
        others=others,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="held session", subject_kind="session", subject=session.pk)
    return session


@transaction.atomic
def note_attendance(*, session_id: UUID, person_id: UUID, spoke: bool, summary: str, on: date, by: Actor) -> Attendance:
    """Note that somebody came. Coming is no contact; it is one only where a worker says that they spoke."""
    by.check(Record.GROUPS, Verb.UPDATE)
    session = GroupSession.objects.filter(pk=session_id).first()
    if session is None:
        raise NotYours("session")
    person = access.person_for(by, person_id, Record.CONTACT_LOG, Verb.CREATE, on=on)
    records.check_day(person, session.held_on, on=on)
    access.hold(person)
    if Attendance.objects.filter(session=session, person=person, removed_at=None).exists():
        raise FactRefused("They are in the list already.")
    contact = None
    if spoke:
        contact = record_contact(
            person_id=person.pk,
            outcome=Contact.Outcome.MADE,
            method=Method.GROUP,
            happened_on=session.held_on,
            summary=summary or session.name,
            place=session.place,
            seen=True,
            on=on,
            by=by,
        )
    attendance = Attendance.objects.create(**records.written(person, by=by), session=session, contact=contact)
    audit.record(actor=by, verb="noted attendance", subject_kind="person", subject=person.pk)
    return attendance
