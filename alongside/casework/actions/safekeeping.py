"""Verbs about who must not look, who had to look, and whether a restriction still has to stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from alongside.casework import access
from alongside.casework.actions.people import lift_restriction, name_access, restrict
from alongside.casework.models import BrokenGlass, Conflict, NamedAccess, Person, RestrictionCheck
from alongside.casework.models.about_person import Hidden
from alongside.casework.queries import reading
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.models import User
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

GLASS_LASTS = timedelta(hours=3)
MOST_IN_A_DAY = 5
"""Whoever needs more than this many records in a day needs a manager."""


@transaction.atomic
def declare_conflict(*, person_id: UUID, why: str, on: date, by: Actor) -> Conflict:
    """Say that one knows this young person in one's own life. From now on their record does not exist for one.

    Somebody allocated to them stays named on the allocation, so that a manager sees that a new worker is needed.
    """
    by.check(Record.CONFLICTS, Verb.CREATE)
    person = Person.objects.filter(pk=person_id, restriction="", merged_into=None).first()
    if person is None or Conflict.objects.filter(person_id=person_id, worker_id=by.id, ended_on=None).exists():
        raise NotYours("declare a conflict")
    if not why.strip():
        raise FactRefused("Say how you know each other.")
    conflict = Conflict.objects.create(
        person=person,
        worker_id=by.id,
        why=why.strip(),
        from_on=on,
        hidden=Hidden.THIRD_PARTY,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="declared conflict", subject_kind="person", subject=person.pk)
    return conflict


@transaction.atomic
def declare_conflict_with(*, reference: str, why: str, on: date, by: Actor) -> Conflict:
    """``declare_conflict`` by the reference, as a form sends it."""
    person = Person.objects.filter(child_id__iexact=reference.strip()).first()
    try:
        return declare_conflict(person_id=person.pk if person else UUID(int=0), why=why, on=on, by=by)
    except NotYours as error:
        raise FactRefused("There is no record with this reference that you could see.") from error


@transaction.atomic
def end_conflict(*, conflict_id: UUID, version: int, why: str, on: date, by: Actor) -> Conflict:
    """A manager says that the conflict is over. Nobody ends their own."""
    by.check(Record.CONFLICTS, Verb.READ)
    conflict = Conflict.objects.filter(pk=conflict_id, ended_on=None).first()
    if conflict is None:
        raise NotYours("conflict")
    if conflict.worker_id == by.id:
        raise OwnWork("You declared this, so somebody else has to end it.")
    access.person_for(by, conflict.person_id, Record.ALLOCATION, Verb.UPDATE, on=on)
    if not why.strip():
        raise FactRefused("Say why it is over.")
    changes = {"ended_on": on, "ended_by_id": by.id, "ended_why": why.strip()}
    conflict = save_over(conflict, version=version, changes=changes, what="the conflict")
    audit.record(actor=by, verb="ended conflict", subject_kind="person", subject=conflict.person_id)
    return conflict


@transaction.atomic
def break_glass(*, reference: str, reason: str, on: date, by: Actor) -> BrokenGlass:
    """Open the record with this reference for three hours, for reading only, whoever's it is. A manager looks at it.

    Raises FactRefused without a reason, where there is no such record, and where the worker knows the person.
    """
    by.check(Record.BREAK_GLASS, Verb.CREATE)
    now = clock.now()
    if not reason.strip():
        raise FactRefused("Say why it cannot wait.")
    if BrokenGlass.objects.filter(worker_id=by.id, from_at__gt=now - timedelta(days=1)).count() >= MOST_IN_A_DAY:
        raise FactRefused("You opened five records today. Ask a manager for the next one.")
    person = Person.objects.filter(child_id__iexact=reference.strip(), merged_into=None).first()
    if person is None or Conflict.objects.filter(person=person, worker_id=by.id, ended_on=None).exists():
        raise FactRefused("There is no record with this reference that you can open.")
    opened = BrokenGlass.objects.create(
        person=person,
        worker_id=by.id,
        reason=reason.strip(),
        from_at=now,
        to_at=now + GLASS_LASTS,
        recorded_at=now,
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="broke the glass", subject_kind="person", subject=person.pk, purpose=reason[:200])
    return opened


@transaction.atomic
def review_glass(
    *, glass_id: UUID, version: int, was_right: bool, words: str, tell: bool, on: date, by: Actor
) -> BrokenGlass:
    """A manager says whether it was right to look, and whether the young person may know. Nobody reviews their own."""
    by.check(Record.BREAK_GLASS, Verb.UPDATE)
    opened = BrokenGlass.objects.filter(pk=glass_id).first()
    if opened is None:
        raise NotYours("broken glass")
    if opened.worker_id == by.id:
        raise OwnWork("You opened this record, so somebody else has to look at why.")
    if opened.reviewed_at is not None:
        raise WrongState("Somebody looked at this already.")
    if not words.strip():
        raise FactRefused("Say what you found.")
    changes = {
        "reviewed_at": clock.now(),
        "reviewed_by_id": by.id,
        "was_right": was_right,
        "review": words.strip(),
        "told_person": tell,
    }
    opened = save_over(opened, version=version, changes=changes, what="the review")
    audit.record(actor=by, verb="reviewed broken glass", subject_kind="person", subject=opened.person_id)
    return opened


@transaction.atomic
def look_into_reading(*, worker_id: UUID, day: date, words: str, on: date, by: Actor) -> None:
    """Write down what one found about a day on which somebody read more, or other records, than is usual."""
    reading.one_reading(by, worker_id, day, on=on)
    if not words.strip():
        raise FactRefused("Say what you found.")
    audit.record(
        actor=by,
        verb=reading.LOOKED_INTO,
        subject_kind="user",
        subject=worker_id,
        purpose=words.strip()[:200],
        detail={"day": day.isoformat()},
    )


@transaction.atomic
def restrict_record(*, reference: str, named: Iterable[str], reason: str, on: date, by: Actor) -> Person:
    """Let only these workers reach the record with this reference."""
    person = Person.objects.filter(child_id__iexact=reference.strip(), merged_into=None).first()
    if person is None:
        raise FactRefused("There is no record with this reference.")
    if person.is_restricted:
        raise FactRefused("This record is restricted already.")
    if not reason.strip():
        raise FactRefused("Say why it has to be restricted.")
    users = list(User.objects.filter(pk__in=list(named), is_active=True))
    return restrict(person_id=person.pk, named=users, reason=reason.strip(), on=on, by=by)


@transaction.atomic
def add_to_list(*, record_id: UUID, worker: UUID, reason: str, on: date, by: Actor) -> None:
    """Put a worker on the access list of a restricted record."""
    user = User.objects.filter(pk=worker, is_active=True).first()
    if user is None or not reason.strip():
        raise FactRefused("Choose a worker and say why.")
    name_access(person_id=record_id, user=user, reason=reason.strip(), on=on, by=by)


@transaction.atomic
def take_off_list(*, access_id: UUID, on: date, by: Actor) -> None:
    """End somebody's place on an access list, from today on."""
    named = NamedAccess.objects.filter(access.live(on), pk=access_id).first()
    if named is None:
        raise NotYours("access list")
    access.person_for(by, named.person_id, Record.ALLOCATION, Verb.UPDATE, on=on)
    if named.from_on >= on:
        raise FactRefused("They were put on the list today: the last day can be tomorrow at the earliest.")
    named.to_on = on
    named.save(update_fields=["to_on"])
    audit.record(actor=by, verb="took off access list", subject_kind="person", subject=named.person_id)


@transaction.atomic
def check_restriction(*, record_id: UUID, words: str, still_needed: bool, on: date, by: Actor) -> RestrictionCheck:
    """Note that somebody looked again at whether this record has to stay restricted; lift it where it need not."""
    person = access.person_for(by, record_id, Record.ALLOCATION, Verb.UPDATE, on=on)
    if not person.is_restricted:
        raise WrongState("This record is not restricted any more.")
    if not words.strip():
        raise FactRefused("Say what you found.")
    check = RestrictionCheck.objects.create(
        person=person,
        checked_on=on,
        words=words.strip(),
        hidden=Hidden.THIRD_PARTY,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="checked restriction", subject_kind="person", subject=person.pk)
    if not still_needed:
        lift_restriction(person_id=person.pk, reason=words, on=on, by=by)
    return check
