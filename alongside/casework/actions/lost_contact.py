"""Verbs of lost contact: it begins when contact is due and fails, and ends when contact is made, not before."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from alongside.casework import access, keeping_in_touch, records, standing
from alongside.casework.actions.clocks import happened
from alongside.casework.models import Contact, LostContact, LostContactStep, Person
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

FAILED = (Contact.Outcome.ATTEMPTED, Contact.Outcome.CANCELLED_BY_THEM)
"""What tells that the young person was not reached. What we cancelled ourselves tells nothing of them."""
Kind = LostContactStep.Kind


@transaction.atomic
def follow_up(*, contact: Contact, on: date, by: Actor) -> None:
    """Let contact be lost, or found again, by what this contact now says.

    It is lost by the first that fails after contact was due, and found by the next that is made. Worked out afresh from
    all contacts, so that a day put right, or one written down late, puts this right too.
    """
    person = contact.person
    touched = Q(ended_on=None) | Q(ended_by=contact) | Q(started_by=contact)
    for episode in LostContact.objects.filter(touched, person=person, removed_at=None).order_by("started_on"):
        if episode.started_by is not None and not _failed_when_due(episode.started_by):
            _take_out(episode, "By what is now known contact was not lost then.", on, by)
        else:
            _settle(episode, on, by)
    if (
        not _open(person).exists()
        and _failed_when_due(contact)
        and not _made_since(person, contact.happened_on).exists()
    ):
        _start(person, contact.happened_on, "", contact, on, by)


@transaction.atomic
def start_lost_contact(*, person_id: UUID, started_on: date, why: str, on: date, by: Actor) -> LostContact:
    """Say that contact is lost though no clock says so: they moved away, a number no longer works."""
    person = _person(person_id, Verb.CREATE, on, by)
    access.hold(person)
    records.check_day(person, started_on, on=on)
    if not why.strip():
        raise FactRefused("Say what is known.")
    if _open(person).exists():
        raise WrongState("Contact is noted as lost already.")
    if _made_since(person, started_on).exists() or _was_in_touch_since(person, started_on):
        raise FactRefused("There was contact on that day or since then.")
    return _start(person, started_on, why.strip(), None, on, by)


@transaction.atomic
def note_step(*, person_id: UUID, kind: str, taken_on: date, result: str, on: date, by: Actor) -> LostContactStep:
    """Note a step that was taken to find somebody."""
    person = _person(person_id, Verb.CREATE, on, by)
    if kind == Kind.REVIEW:
        raise FactRefused("A review is for a manager.")
    return _add(person, kind, taken_on, result, None, on, by)


@transaction.atomic
def review_lost_contact(*, person_id: UUID, result: str, on: date, by: Actor) -> LostContactStep:
    """Note, as a manager, what one thinks of the steps taken so far and what comes next. Nobody reviews their own."""
    person = _person(person_id, Verb.APPROVE, on, by)
    episode = _open(person).first()
    if episode is None:
        raise WrongState("Contact is not noted as lost.")
    searched = list(
        episode.steps.exclude(kind=Kind.REVIEW).filter(removed_at=None).values_list("recorded_by", flat=True)
    )
    whose = [one for one in (*searched, episode.recorded_by_id) if one is not None]
    if by.id is not None and by.id in whose:
        raise OwnWork("You took steps in this yourself, so another manager has to review it.")
    return _add(person, Kind.REVIEW, on, result, whose[-1] if whose else None, on, by)


# ---------------------------------------------------------------------------------------------------------------------


def _person(person_id: UUID, verb: Verb, on: date, by: Actor) -> Person:
    person = access.person_for(by, person_id, Record.CONTACT_LOG, verb, on=on)
    if access.is_only_referred(by, person, Record.CONTACT_LOG, verb, on=on):
        raise NotYours("lost contact")
    return person


def _open(person: Person) -> QuerySet[LostContact]:
    return LostContact.objects.filter(person=person, ended_on=None, removed_at=None)


def _made_since(person: Person, day: date) -> QuerySet[Contact]:
    """The contacts from that day on by which we were in touch, oldest first."""
    made = Contact.objects.filter(
        person=person,
        removed_at=None,
        outcome=Contact.Outcome.MADE,
        with_whom=Contact.With.THEMSELF,
        by_partner=False,
        happened_on__gte=day,
    )
    return made.order_by("happened_on", "recorded_at")


def _was_in_touch_since(person: Person, day: date) -> bool:
    """Whether we were told otherwise of contact that was made on that day or later."""
    return person.clock_events.filter(kind="contact_made", on__gte=day, corrected_by__isnull=True).exists()


def _failed_when_due(contact: Contact) -> bool:
    """Whether this contact failed on a day on which contact was overdue."""
    if contact.removed_at or contact.outcome not in FAILED or contact.by_partner:
        return False
    if contact.with_whom != Contact.With.THEMSELF:
        return False
    where = standing.standing_of(contact.person, on=contact.happened_on)
    return any(one.clock == keeping_in_touch.CLOCK and one.is_late(where.on) for _, one in where.due)


def _last_made(person: Person, before: date) -> date | None:
    made = person.clock_events.filter(kind="contact_made", on__lte=before, corrected_by__isnull=True)
    return made.order_by("-on").values_list("on", flat=True).first()


def _start(person: Person, started_on: date, why: str, contact: Contact | None, on: date, by: Actor) -> LostContact:
    episode = LostContact.objects.create(
        **records.written(person, by=by),
        started_on=started_on,
        last_made_on=_last_made(person, started_on),
        started_by=contact,
        why=why,
    )
    happened(person=person, kind="contact_lost", happened_on=started_on, record=episode.pk, on=on, by=by)
    audit.record(actor=by, verb="noted lost contact", subject_kind="person", subject=person.pk)
    return episode


def _settle(episode: LostContact, on: date, by: Actor) -> None:
    """End it with the first contact made since, or open it again where that contact is no longer one."""
    found = _made_since(episode.person, episode.started_on).first()
    ended_on = found.happened_on if found else None
    if (episode.ended_on, episode.ended_by_id) == (ended_on, found.pk if found else None):
        return
    if found is None and _open(episode.person).exists():
        _take_out(episode, "It is one with the later one.", on, by)
        return
    save_over(episode, version=episode.version, changes={"ended_on": ended_on, "ended_by": found}, what="lost contact")
    audit.record(
        actor=by, verb="found again" if found else "lost again", subject_kind="person", subject=episode.person_id
    )


def _take_out(episode: LostContact, why: str, on: date, by: Actor) -> None:
    records.taken_out(episode, version=episode.version, why=why, by=by)
    person = episode.person
    happened(person=person, kind="contact_lost", happened_on=None, record=episode.pk, on=on, by=by)
    for step in episode.steps.filter(removed_at=None):
        happened(person=person, kind="contact_step_taken", happened_on=None, record=step.pk, on=on, by=by)
    audit.record(actor=by, verb="took out lost contact", subject_kind="person", subject=person.pk)


def _add(
    person: Person, kind: str, taken_on: date, result: str, work_of: UUID | None, on: date, by: Actor
) -> LostContactStep:
    access.hold(person)
    episode = _open(person).first()
    if episode is None:
        raise WrongState("Contact is not noted as lost.")
    if kind not in Kind.values or not result.strip():
        raise FactRefused("Say what was done and what came of it.")
    records.check_day(person, taken_on, on=on)
    if taken_on < episode.started_on:
        raise FactRefused(f"Contact was lost on {episode.started_on:%-d %B %Y}: a step is on that day or later.")
    step = LostContactStep.objects.create(
        **records.written(person, by=by),
        episode=episode,
        kind=kind,
        taken_on=taken_on,
        result=result.strip(),
        work_of_id=work_of,
    )
    if kind != Kind.REVIEW:
        happened(person=person, kind="contact_step_taken", happened_on=taken_on, record=step.pk, on=on, by=by)
    audit.record(actor=by, verb="step to find them", subject_kind="person", subject=person.pk, detail={"kind": kind})
    return step
