"""Questions about contact: what happened, what was agreed, whether it is lost; notes and the chronology."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import and_
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.casework import access, keeping_in_touch, remembered, standing
from alongside.casework.local_clocks.contact import LATE_RECORDING, REVIEW
from alongside.casework.models import (
    Agreement,
    CaseNote,
    Contact,
    LifeEvent,
    LostContact,
    LostContactStep,
    Method,
    Person,
    Source,
)
from alongside.casework.queries.core_system import handed_at
from alongside.casework.queries.portal import my_record
from alongside.law import DueDate
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Verb

SHORT_OUTCOMES = {
    Contact.Outcome.MADE: "Made",
    Contact.Outcome.ATTEMPTED: "Tried",
    Contact.Outcome.CANCELLED_BY_US: "Cancelled by us",
    Contact.Outcome.CANCELLED_BY_THEM: "Cancelled by them",
}
MOST = 200


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact, as far as its reader may see it."""

    id: UUID
    version: int
    happened_on: date
    outcome: str
    is_made: bool
    method: str
    with_whom: str
    """Empty where it was the young person themself."""
    by: str
    summary: str
    their_words: str
    what_next: str
    facts: tuple[str, ...]
    """Seen, alone, where, who took part: in words."""
    about_others: str
    by_partner: bool
    is_late: bool
    late_reason: str
    hidden: str
    person_added: str
    handed_at: datetime | None
    """When the council's core system was given it."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """What was agreed, for a stretch of time."""

    weeks: int
    words: str
    method: str
    with_them: bool
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step taken to find somebody, or a review of the steps."""

    what: str
    is_review: bool
    taken_on: date
    result: str
    by: str


@dataclass(frozen=True, slots=True)
class LostRow:
    """Contact is, or was, lost."""

    started_on: date
    last_made_on: date | None
    why: str
    ended_on: date | None
    steps: tuple[StepRow, ...]
    next_step_by: date | None
    review_by: date | None


@dataclass(frozen=True, slots=True)
class InTouch:
    """How keeping in touch stands."""

    due: DueDate | None
    """The law's clock; None where it does not run, as for most people of 21 and over."""
    last_made: date | None
    agreed: AgreementRow | None
    earlier: tuple[AgreementRow, ...]
    """What was agreed before, newest first: how contact has tapered."""
    lost: LostRow | None
    lost_before: tuple[LostRow, ...]


@dataclass(frozen=True, slots=True)
class ContactLog:
    """Everything on the page about contact."""

    rows: tuple[ContactRow, ...]
    in_touch: InTouch | None
    """None for a partner, who sees their own entries alone."""


@dataclass(frozen=True, slots=True)
class HeldContact:
    """A contact about to be put right: whose it is, and every field as it stands."""

    person: UUID
    version: int
    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, or something else in the chronology."""

    id: UUID | None
    version: int
    happened_on: date
    kind: str
    text: str
    is_significant: bool
    about_others: str
    hidden: str
    by: str


@dataclass(frozen=True, slots=True)
class WithWhom:
    """Somebody with whom a contact can be recorded."""

    id: UUID
    label: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Choosing:
    """The people to choose from; where there are too many, those who fit what was typed."""

    on: date
    people: tuple[WithWhom, ...]
    must_search: bool


@dataclass(frozen=True, slots=True)
class MyContact:
    """A contact as the young person reads it."""

    id: UUID
    happened_on: date
    what: str
    by: str
    summary: str
    their_words: str
    what_next: str
    added: str
    added_at: datetime | None


@dataclass(frozen=True, slots=True)
class MyContacts:
    """What the young person sees of contact: how often it was agreed, and each one."""

    agreed: AgreementRow | None
    rows: tuple[MyContact, ...]


def contact_log(actor: Actor, person_id: UUID, *, on: date) -> ContactLog:
    """What happened between us and one young person, newest first, and how keeping in touch stands."""
    person = access.person_for(actor, person_id, Record.CONTACT_LOG, on=on)
    rows = Contact.objects.filter(person=person, removed_at=None).select_related("recorded_by")
    partner = access.is_only_referred(actor, person, Record.CONTACT_LOG, Verb.READ, on=on)
    if partner:
        rows = rows.filter(recorded_by_id=actor.id)
    others = access.can_reach(actor, person, Record.THIRD_PARTIES, on=on)
    shown = list(rows.order_by("-happened_on", "-recorded_at")[:MOST])
    handed = {} if partner else handed_at([row.pk for row in shown])
    found = tuple(_row(row, others, handed.get(row.pk)) for row in shown)
    return ContactLog(found, None if partner else in_touch(person, on=on))


def in_touch(person: Person, *, on: date) -> InTouch:
    """How keeping in touch with somebody stands. Whoever asks has checked."""
    where = standing.standing_of(person, on=on)
    due = {one.clock: one for _, one in where.due}
    made = [event.on for event in where.events if event.kind == "contact_made"]
    agreements = [_agreement(row) for row in _agreements(person)]
    current = next((one for one in agreements if one.to_on is None or one.to_on > on), None)
    losses = LostContact.objects.filter(person=person, removed_at=None).order_by("-started_on")
    step_due = due.get("re_establish_contact")
    rows = [_lost(row, step_due.on if step_due else None) for row in losses]
    return InTouch(
        due=due.get(keeping_in_touch.CLOCK),
        last_made=max(made, default=None),
        agreed=current,
        earlier=tuple(one for one in agreements if one is not current),
        lost=next((row for row in rows if row.ended_on is None), None),
        lost_before=tuple(row for row in rows if row.ended_on is not None),
    )


def one_contact(actor: Actor, contact_id: UUID, *, on: date) -> HeldContact:
    """A contact that this worker may put right. Raises NotYours otherwise."""
    row = Contact.objects.filter(pk=contact_id, removed_at=None).first()
    if row is None:
        raise NotYours("contact")
    access.person_for(actor, row.person_id, Record.CONTACT_LOG, Verb.UPDATE, on=on)
    names = (
        *("outcome", "method", "happened_on", "with_whom", "summary", "seen", "alone", "place", "started_by"),
        *("took_part", "their_words", "purpose", "statutory_visit", "what_next", "minutes", "travel_minutes", "cost"),
        *("late_reason", "about_others", "hidden", "hidden_until"),
    )
    return HeldContact(row.person_id, row.version, {name: getattr(row, name) for name in names})


def choosing(actor: Actor, *, text: str, on: date) -> Choosing:
    """Whom a contact may be about: one's own people, those due first, narrowed by what was typed.

    Out of hours somebody is found by the whole name or reference.
    """
    actor.check(Record.CONTACT_LOG, Verb.CREATE)
    people = access.visible_to(actor, Record.CONTACT_LOG, Verb.CREATE, on=on)
    wide = Reach.SERVICE in actor.reaches(Record.CONTACT_LOG, Verb.CREATE)
    if wide:
        people = people.filter(_named(text)) if len(text) >= 3 else people.none()
    where = remembered.standings(people, on=on) if not wide else standing.standings(people[:20], on=on)
    found = [
        WithWhom(
            pk, one.person.label, next((due.on for _, due in one.due if due.clock == keeping_in_touch.CLOCK), None)
        )
        for pk, one in where.items()
        if wide or _fits(one.person, text)
    ]
    audit.record(actor=actor, verb="looked whom to contact", subject_kind="list", detail={"people": len(found)})
    ordered = sorted(found, key=lambda one: (one.due_on or date.max, one.label.lower()))
    return Choosing(on, tuple(ordered), wide)


def notes(actor: Actor, person_id: UUID, *, on: date) -> tuple[NoteRow, ...]:
    """The notes about one young person, newest first."""
    person = access.person_for(actor, person_id, Record.CASE_NOTES, on=on)
    others = access.can_reach(actor, person, Record.THIRD_PARTIES, on=on)
    rows = CaseNote.objects.filter(person=person, removed_at=None).select_related("recorded_by")
    return tuple(_note(row, others) for row in rows.order_by("-happened_on", "-recorded_at")[:MOST])


def chronology(actor: Actor, person_id: UUID, *, on: date) -> tuple[NoteRow, ...]:
    """What was significant, from the first day on: notes that say so, and what they lived through."""
    person = access.person_for(actor, person_id, Record.CASE_NOTES, on=on)
    others = access.can_reach(actor, person, Record.THIRD_PARTIES, on=on)
    rows = CaseNote.objects.filter(person=person, removed_at=None, is_significant=True).select_related("recorded_by")
    lived = LifeEvent.objects.filter(person=person, removed_at=None).select_related("recorded_by")
    found = [_note(row, others) for row in rows]
    found += [_lived(row) for row in lived]
    return tuple(sorted(found, key=lambda one: (one.happened_on, one.kind)))


def one_note(actor: Actor, note_id: UUID, *, on: date) -> HeldContact:
    """A note that this worker may put right. Raises NotYours otherwise."""
    row = CaseNote.objects.filter(pk=note_id, removed_at=None).first()
    if row is None:
        raise NotYours("note")
    access.person_for(actor, row.person_id, Record.CASE_NOTES, Verb.UPDATE, on=on)
    names = ("kind", "happened_on", "text", "is_significant", "about_others", "hidden", "hidden_until")
    return HeldContact(row.person_id, row.version, {name: getattr(row, name) for name in names})


def my_contacts(actor: Actor, *, on: date) -> MyContacts:
    """The contacts of the young person who is signed in, those hidden from them left out."""
    person = my_record(actor, Record.CONTACT_LOG, on=on)
    rows = Contact.objects.filter(person=person, removed_at=None, hidden="").select_related("recorded_by")
    agreed = next((row for row in _agreements(person).filter(hidden="") if row.to_on is None or row.to_on > on), None)
    audit.record(
        actor=actor,
        verb="looked at own record",
        subject_kind="person",
        subject=person.pk,
        detail={"record": "my contacts"},
    )
    return MyContacts(_agreement(agreed) if agreed else None, tuple(_mine(row) for row in rows[:MOST]))


# ---------------------------------------------------------------------------------------------------------------------


def _fits(person: Person, text: str) -> bool:
    return text.casefold() in f"{person.label} {person.name} {person.child_id}".casefold()


def _by(row: Contact | CaseNote | LifeEvent | LostContactStep) -> str:
    return row.recorded_by.name if row.recorded_by else ""


def _row(row: Contact, others: bool, handed: datetime | None) -> ContactRow:
    return ContactRow(
        id=row.pk,
        version=row.version,
        happened_on=row.happened_on,
        outcome=SHORT_OUTCOMES[Contact.Outcome(row.outcome)],
        is_made=row.is_in_touch,
        method=row.get_method_display(),
        with_whom="" if row.with_whom == Contact.With.THEMSELF else row.get_with_whom_display(),
        by=_by(row),
        summary=row.summary,
        their_words=row.their_words,
        what_next=row.what_next,
        facts=tuple(_facts(row)),
        about_others=row.about_others if others else "",
        by_partner=row.by_partner,
        is_late=row.source == Source.TYPED
        and timezone.localdate(row.recorded_at) > LATE_RECORDING.period.after(row.happened_on),
        late_reason=row.late_reason,
        hidden=row.get_hidden_display() if row.hidden else "",
        person_added=row.person_added,
        handed_at=handed,
    )


def _facts(row: Contact) -> Iterable[str]:
    if row.seen is not None:
        yield ("Seen alone" if row.alone else "Seen") if row.seen else "Not seen"
    if row.place:
        yield row.place
    if row.started_by:
        yield f"{row.get_started_by_display().removesuffix(' did')} got in touch"
    if row.took_part:
        yield f"With {row.took_part}"
    if row.purpose:
        yield row.purpose
    if row.statutory_visit:
        yield "A social worker’s visit"
    if row.minutes:
        yield f"{row.minutes} minutes"
    yield from _cost(row.travel_minutes, row.cost)


def _cost(minutes: int | None, cost: Decimal | None) -> Iterable[str]:
    if minutes:
        yield f"{minutes} minutes of travel"
    if cost:
        yield f"£{cost}"


def _named(text: str) -> Q:
    """The whole reference, or whole words of the name: nobody is found by trying letters."""
    found = Q(child_id__iexact=text.strip())
    words = [
        Q(first_name__iexact=word) | Q(surname__iexact=word) | Q(preferred_name__iexact=word) for word in text.split()
    ]
    return found | reduce(and_, words)


def _agreements(person: Person) -> QuerySet[Agreement]:
    return Agreement.objects.filter(person=person, removed_at=None).order_by("-from_on", "-recorded_at")


def _agreement(row: Agreement) -> AgreementRow:
    how_often = "every week" if row.every_weeks == 1 else f"every {row.every_weeks} weeks"
    return AgreementRow(
        weeks=row.every_weeks,
        words=f"{how_often}. {row.words}" if row.words else how_often,
        method=Method(row.method).label.lower(),
        with_them=row.with_them,
        from_on=row.from_on,
        to_on=row.to_on,
    )


def _lost(row: LostContact, next_step_by: date | None) -> LostRow:
    steps = list(row.steps.filter(removed_at=None).select_related("recorded_by"))
    reviewed = [step.taken_on for step in steps if step.kind == LostContactStep.Kind.REVIEW]
    is_open = row.ended_on is None
    return LostRow(
        started_on=row.started_on,
        last_made_on=row.last_made_on,
        why=row.why,
        ended_on=row.ended_on,
        steps=tuple(
            StepRow(
                what=step.get_kind_display(),
                is_review=step.kind == LostContactStep.Kind.REVIEW,
                taken_on=step.taken_on,
                result=step.result,
                by=_by(step),
            )
            for step in reversed(steps)
        ),
        next_step_by=next_step_by if is_open else None,
        review_by=REVIEW.period.after(max(reviewed, default=row.started_on)) if is_open else None,
    )


def _note(row: CaseNote, others: bool) -> NoteRow:
    return NoteRow(
        id=row.pk,
        version=row.version,
        happened_on=row.happened_on,
        kind=row.get_kind_display(),
        text=row.text,
        is_significant=row.is_significant,
        about_others=row.about_others if others else "",
        hidden=row.get_hidden_display() if row.hidden else "",
        by=_by(row),
    )


def _lived(row: LifeEvent) -> NoteRow:
    hidden = row.get_hidden_display() if row.hidden else ""
    return NoteRow(None, 0, row.happened_on, row.get_kind_display(), row.what, True, "", hidden, _by(row))


def _mine(row: Contact) -> MyContact:
    themself = row.with_whom == Contact.With.THEMSELF
    words = {
        Contact.Outcome.MADE: "We were in touch with you" if themself else "We spoke with somebody about you",
        Contact.Outcome.ATTEMPTED: "We tried to reach you" if themself else "We tried to reach somebody about you",
        Contact.Outcome.CANCELLED_BY_US: "We cancelled",
        Contact.Outcome.CANCELLED_BY_THEM: "You could not come",
    }
    return MyContact(
        id=row.pk,
        happened_on=row.happened_on,
        what=f"{words[Contact.Outcome(row.outcome)]} ({row.get_method_display().lower()})",
        by=_by(row),
        summary=row.summary,
        their_words=row.their_words,
        what_next=row.what_next,
        added=row.person_added,
        added_at=row.person_added_at,
    )
