"""Who may know what, what was told to whom, referrals to services, and data breaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.casework import access, slices
from alongside.casework.local_clocks import rights as clocks
from alongside.casework.models import Basis, ConsentChoice, DataBreach, ServiceReferral, SharingEvent
from alongside.casework.queries.portal import my_record
from alongside.partners import queries as partners
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

MY_BASIS = {
    Basis.PUBLIC_TASK: "It is our job by law to look after you",
    Basis.LEGAL_DUTY: "A law tells us to",
    Basis.VITAL: "A life was in danger",
    Basis.CONSENT: "You said yes",
}
"""By what right something was told, to the young person."""


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """Who may know what, as it was said."""

    id: UUID
    version: int
    person: UUID
    who: str
    what: str
    what_mine: str
    what_for: str
    answer: str
    answer_words: str
    capacity: str
    how: str
    decided_on: date
    ends_on: date | None
    withdrawn_on: date | None
    ask_again_by: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class SharingRow:
    """Something that was told to somebody."""

    shared_on: date
    who: str
    what: str
    what_mine: str
    why: str
    basis: str
    basis_mine: str
    wishes: str
    wishes_why: str
    no_more_than: str
    by: str
    hidden: str


@dataclass(frozen=True, slots=True)
class SharingPage:
    """Consent and sharing of one person."""

    consents: tuple[ConsentRow, ...]
    events: tuple[SharingRow, ...]
    is_guest: bool


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A referral to a service."""

    id: UUID
    version: int
    person: UUID
    to: str
    service: str
    why: str
    shown: str
    basis: str
    sent_on: date
    reply: str
    reply_words: str
    replied_on: date | None
    started_on: date | None
    ended_on: date | None
    result: str
    rating: int | None


@dataclass(frozen=True, slots=True)
class BreachRow:
    """A data breach."""

    id: UUID
    version: int
    what: str
    happened_on: date | None
    aware_at: datetime
    how_many: int
    risk: str
    risk_words: str
    regulator_by: datetime
    is_late: bool
    told_regulator_at: datetime | None
    why_not_told: str
    told_people_on: date | None
    done: str
    closed_on: date | None


def person_sharing(actor: Actor, person_id: UUID, *, on: date) -> SharingPage:
    """Consent and sharing of one person. People of a service see only what is between them and the person."""
    person = access.person_for(actor, person_id, Record.SHARING, on=on)
    consents = ConsentChoice.objects.filter(person=person, removed_at=None).select_related("organisation")
    events = SharingEvent.objects.filter(person=person, removed_at=None).select_related("organisation", "recorded_by")
    guest = access.is_only_referred(actor, person, Record.SHARING, Verb.READ, on=on)
    if guest:
        consents = consents.filter(organisation__in=actor.organisations)
        events = events.filter(organisation__in=actor.organisations)
    return SharingPage(tuple(_consent(one, on) for one in consents), tuple(_event(one) for one in events), guest)


def my_sharing(actor: Actor, *, on: date) -> SharingPage:
    """Who may know what about the young person who is signed in, and what was told to whom."""
    person = my_record(actor, Record.SHARING, on=on)
    audit.record(actor=actor, verb="looked at own place", subject_kind="person", subject=person.pk)
    consents = ConsentChoice.objects.filter(person=person, removed_at=None, hidden="").select_related("organisation")
    events = SharingEvent.objects.filter(person=person, removed_at=None, hidden="")
    events = events.select_related("organisation", "recorded_by")
    return SharingPage(tuple(_consent(one, on) for one in consents), tuple(_event(one) for one in events), False)


def one_consent(actor: Actor, consent_id: UUID, *, on: date) -> ConsentRow:
    """One choice, to be asked again or taken back."""
    row = ConsentChoice.objects.filter(pk=consent_id, removed_at=None).select_related("organisation").first()
    if row is None:
        raise NotYours("consent")
    access.person_for(actor, row.person_id, Record.SHARING, Verb.UPDATE, on=on)
    return _consent(row, on)


def consents_to_rest_on(actor: Actor, person_id: UUID, *, on: date) -> tuple[tuple[str, str], ...]:
    """The yeses that hold today, to choose from."""
    person = access.person_for(actor, person_id, Record.SHARING, on=on)
    rows = ConsentChoice.objects.filter(person=person, removed_at=None).select_related("organisation")
    held = [one for one in (_consent(row, on) for row in rows) if one.holds]
    return tuple((str(one.id), f"{one.who}: {one.what}, for {one.what_for}") for one in held)


def organisations_to_tell() -> tuple[tuple[str, str], ...]:
    """Organisations, to choose from."""
    return tuple((str(one.id), one.name) for one in partners.organisations())


def parts_to_tell() -> tuple[tuple[str, str], ...]:
    """The parts of a record that somebody outside can be shown, in staff words."""
    return tuple((one.value, one.value.capitalize()) for one in slices.open_to_partners())


def my_parts_to_tell() -> tuple[tuple[str, str], ...]:
    """The same in a young person's words."""
    return tuple((one.value, slices.as_label(one)) for one in slices.open_to_partners())


def person_services(actor: Actor, person_id: UUID, *, on: date) -> tuple[ServiceRow, ...]:
    """Referrals of one person to services; people of a service see their own."""
    person = access.person_for(actor, person_id, Record.SERVICE_REFERRAL, on=on)
    rows = ServiceReferral.objects.filter(person=person, removed_at=None).select_related("organisation")
    if access.is_only_referred(actor, person, Record.SERVICE_REFERRAL, Verb.READ, on=on):
        rows = rows.filter(organisation__in=actor.organisations)
    return tuple(_service(one) for one in rows)


def my_services(actor: Actor, *, on: date) -> tuple[ServiceRow, ...]:
    """Where the young person who is signed in was referred."""
    person = my_record(actor, Record.SERVICE_REFERRAL, on=on)
    rows = ServiceReferral.objects.filter(person=person, removed_at=None, hidden="").select_related("organisation")
    return tuple(_service(one) for one in rows)


def one_service(actor: Actor, referral_id: UUID, verb: Verb, *, on: date) -> ServiceRow:
    """One referral, to be replied to or ended."""
    row = ServiceReferral.objects.filter(pk=referral_id, removed_at=None).select_related("organisation").first()
    if row is None:
        raise NotYours("referral")
    person = access.person_for(actor, row.person_id, Record.SERVICE_REFERRAL, verb, on=on)
    guest = access.is_only_referred(actor, person, Record.SERVICE_REFERRAL, verb, on=on)
    if guest and row.organisation_id not in actor.organisations:
        raise NotYours("referral")
    return _service(row)


def breaches(actor: Actor) -> tuple[BreachRow, ...]:
    """Every data breach, the open ones first."""
    actor.check(Record.BREACHES, Verb.READ)
    rows = [_breach(one) for one in DataBreach.objects.all()[:200]]
    audit.record(actor=actor, verb="looked at data breaches", subject_kind="list", detail={"count": len(rows)})
    return tuple(sorted(rows, key=lambda one: (one.closed_on is not None, one.regulator_by)))


def one_breach(actor: Actor, breach_id: UUID) -> BreachRow:
    """One data breach, to be dealt with."""
    actor.check(Record.BREACHES, Verb.UPDATE)
    row = DataBreach.objects.filter(pk=breach_id).first()
    if row is None:
        raise NotYours("data breach")
    return _breach(row)


# ---------------------------------------------------------------------------------------------------------------------


def _consent(row: ConsentChoice, on: date) -> ConsentRow:
    holds = row.answer == ConsentChoice.Answer.GIVEN and (row.ends_on is None or row.ends_on > on)
    return ConsentRow(
        id=row.pk,
        version=row.version,
        person=row.person_id,
        who=row.organisation.name if row.organisation else row.who,
        what=slices.in_words(row.what),
        what_mine=slices.in_their_words(row.what),
        what_for=row.what_for,
        answer=row.answer,
        answer_words=row.get_answer_display(),
        capacity=row.get_capacity_display(),
        how=row.get_how_display(),
        decided_on=row.decided_on,
        ends_on=row.ends_on,
        withdrawn_on=row.withdrawn_on,
        ask_again_by=clocks.CONSENT.period.after(row.checked_on or row.decided_on) if holds else None,
        holds=holds,
    )


def _event(row: SharingEvent) -> SharingRow:
    return SharingRow(
        shared_on=row.shared_on,
        who=row.organisation.name if row.organisation else row.who,
        what=row.what,
        what_mine=slices.told_in_their_words(row.what),
        why=row.why,
        basis=row.get_basis_display(),
        basis_mine=MY_BASIS[Basis(row.basis)],
        wishes=row.get_wishes_display(),
        wishes_why=row.wishes_why,
        no_more_than=row.no_more_than,
        by=row.recorded_by.name if row.recorded_by else "",
        hidden=row.get_hidden_display() if row.hidden else "",
    )


def _service(row: ServiceReferral) -> ServiceRow:
    return ServiceRow(
        id=row.pk,
        version=row.version,
        person=row.person_id,
        to=row.organisation.name,
        service=row.service,
        why=row.why,
        shown=slices.in_words(row.groups),
        basis=row.get_basis_display(),
        sent_on=row.sent_on,
        reply=row.get_reply_display(),
        reply_words=row.reply_words,
        replied_on=row.replied_on,
        started_on=row.started_on,
        ended_on=row.ended_on,
        result=row.result,
        rating=row.rating,
    )


def _breach(row: DataBreach) -> BreachRow:
    by = clocks.regulator_by(row.aware_at)
    waits = row.told_regulator_at is None and not row.why_not_told and row.closed_on is None
    return BreachRow(
        id=row.pk,
        version=row.version,
        what=row.what,
        happened_on=row.happened_on,
        aware_at=row.aware_at,
        how_many=row.how_many,
        risk=row.risk,
        risk_words=row.get_risk_display(),
        regulator_by=by,
        is_late=clock.now() > by if waits else (row.told_regulator_at or by) > by,
        told_regulator_at=row.told_regulator_at,
        why_not_told=row.why_not_told,
        told_people_on=row.told_people_on,
        done=row.done,
        closed_on=row.closed_on,
    )
