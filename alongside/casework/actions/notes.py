"""Verbs of case notes: writing one, putting it right, taking it out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.casework import access, records
from alongside.casework.models import CaseNote, Person
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

MAY_CHANGE = {"kind", "happened_on", "text", "is_significant", "about_others", "hidden", "hidden_until"}


@transaction.atomic
def write_note(
    *,
    person_id: UUID,
    kind: str,
    happened_on: date,
    text: str,
    on: date,
    by: Actor,
    is_significant: bool = False,
    about_others: str = "",
    hidden: str = "",
    hidden_until: date | None = None,
) -> CaseNote:
    """Write a note. What it says of somebody else is kept apart: the young person never sees that part."""
    person = access.person_for(by, person_id, Record.CASE_NOTES, Verb.CREATE, on=on)
    _check(person, kind, happened_on, text, hidden, hidden_until, on)
    note = CaseNote.objects.create(
        **records.written(person, by=by),
        kind=kind,
        happened_on=happened_on,
        text=text.strip(),
        is_significant=is_significant,
        about_others=about_others.strip(),
        hidden=hidden,
        hidden_until=hidden_until,
    )
    audit.record(actor=by, verb="wrote note", subject_kind="person", subject=person.pk)
    return note


@transaction.atomic
def correct_note(*, note_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor) -> CaseNote:
    """Put a note right. What it said before stays in its history."""
    note, person = _one(note_id, on, by)
    if set(changes) - MAY_CHANGE:
        raise FactRefused("This cannot be changed.")
    asked = ("kind", "happened_on", "text", "hidden", "hidden_until")
    _check(person, *({**{name: getattr(note, name) for name in asked}, **changes}[name] for name in asked), on)
    note = save_over(note, version=version, changes=changes, what="this note")
    detail = {"fields": sorted(changes)}
    audit.record(actor=by, verb="corrected note", subject_kind="person", subject=person.pk, detail=detail)
    return note


@transaction.atomic
def remove_note(*, note_id: UUID, version: int, why: str, on: date, by: Actor) -> CaseNote:
    """Take a note out, with the reason."""
    note, person = _one(note_id, on, by)
    note = records.taken_out(note, version=version, why=why, by=by)
    audit.record(actor=by, verb="took out note", subject_kind="person", subject=person.pk)
    return note


# ---------------------------------------------------------------------------------------------------------------------


def _one(note_id: UUID, on: date, by: Actor) -> tuple[CaseNote, Person]:
    note = CaseNote.objects.filter(pk=note_id, removed_at=None).first()
    if note is None:
        raise NotYours("note")
    return note, access.person_for(by, note.person_id, Record.CASE_NOTES, Verb.UPDATE, on=on)


def _check(
    person: Person, kind: str, happened_on: date, text: str, hidden: str, hidden_until: date | None, on: date
) -> None:
    if kind not in CaseNote.Kind.values or not text.strip():
        raise FactRefused("Write the note first.")
    records.check_day(person, happened_on, on=on)
    records.check_hiding(hidden, hidden_until, on=on)
