"""Verbs about the registers of young people who live in another council's area."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.casework import access
from alongside.casework.models import LivingElsewhere, LivingHere
from alongside.partners import queries as partners
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb


@transaction.atomic
def add_living_here(
    *,
    name: str,
    kind: str,
    council: str,
    from_on: date,
    told_on: date,
    on: date,
    by: Actor,
    born_on: date | None = None,
    contact: str = "",
    district: str = "",
    open_to_them: str = "",
) -> LivingHere:
    """Write down that another council told us of a young person of theirs who lives here."""
    by.check(Record.ELSEWHERE, Verb.CREATE)
    if not name.strip() or not council.strip():
        raise FactRefused("Say who it is and which council is responsible.")
    _check_days(told_on, on, "The notice")
    row = LivingHere.objects.create(
        name=name.strip(),
        born_on=born_on,
        kind=kind,
        council=council.strip(),
        contact=contact.strip(),
        district_id=_district(district),
        from_on=from_on,
        told_on=told_on,
        open_to_them=open_to_them.strip(),
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="added living here", subject_kind="living here", subject=row.pk)
    return row


@transaction.atomic
def change_living_here(
    *, living_here_id: UUID, version: int, on: date, by: Actor, district: str = "", **changes: Any
) -> LivingHere:
    """Change what is known of another council's young person, or say until when they lived here."""
    by.check(Record.ELSEWHERE, Verb.UPDATE)
    row = LivingHere.objects.filter(pk=living_here_id).first()
    if row is None:
        raise NotYours("living here")
    to_on, from_on = changes.get("to_on"), changes.get("from_on", row.from_on)
    if to_on is not None and to_on <= from_on:
        raise FactRefused("The last day has to be after the first.")
    changes["district_id"] = _district(district)
    row = save_over(row, version=version, changes=changes, what=f"the line about {row.name}")
    audit.record(actor=by, verb="changed living here", subject_kind="living here", subject=row.pk)
    return row


@transaction.atomic
def set_living_elsewhere(
    *,
    person_id: UUID,
    council: str,
    from_on: date,
    on: date,
    by: Actor,
    told_on: date | None = None,
    contact: str = "",
    given_there: str = "",
) -> LivingElsewhere:
    """Write down that a young person of ours lives in another council's area. An earlier place there ends that day."""
    by.check(Record.ELSEWHERE, Verb.CREATE)
    person = access.person_for(by, person_id, Record.CARE_HISTORY, Verb.READ, on=on)
    if not council.strip():
        raise FactRefused("Say in which council's area they live.")
    if told_on is not None:
        _check_days(told_on, on, "The notice")
    access.hold(person)
    earlier = LivingElsewhere.objects.filter(person=person, to_on=None, removed_at=None).first()
    if earlier is not None:
        _end(earlier, from_on)
    row = LivingElsewhere.objects.create(
        person=person,
        council=council.strip(),
        from_on=from_on,
        told_on=told_on,
        contact=contact.strip(),
        given_there=given_there.strip(),
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="set living elsewhere", subject_kind="person", subject=person.pk)
    return row


@transaction.atomic
def end_living_elsewhere(*, person_id: UUID, to_on: date, on: date, by: Actor) -> LivingElsewhere:
    """Write down that a young person of ours lives in this area again, from the day ``to_on``."""
    by.check(Record.ELSEWHERE, Verb.UPDATE)
    person = access.person_for(by, person_id, Record.CARE_HISTORY, Verb.READ, on=on)
    row = LivingElsewhere.objects.filter(person=person, to_on=None, removed_at=None).first()
    if row is None:
        raise FactRefused("No other council's area is recorded for them now.")
    row = _end(row, to_on)
    audit.record(actor=by, verb="ended living elsewhere", subject_kind="person", subject=person.pk)
    return row


# ---------------------------------------------------------------------------------------------------------------------


def _check_days(told_on: date, on: date, what: str) -> None:
    if told_on > on:
        raise FactRefused(f"{what} cannot have come in the future.")


def _end(row: LivingElsewhere, to_on: date) -> LivingElsewhere:
    if to_on <= row.from_on:
        raise FactRefused("The last day has to be after the first.")
    return save_over(row, version=row.version, changes={"to_on": to_on}, what="where they live")


def _district(slug: str) -> UUID | None:
    """The district of that short name; None where none was named."""
    if not slug:
        return None
    found = partners.district(slug)
    if found is None:
        raise FactRefused("There is no such district.")
    return found[0]
