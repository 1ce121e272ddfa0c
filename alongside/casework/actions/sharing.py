"""Verbs of consent, of what was shared, of referrals to services, and of data breaches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.casework import access, slices
from alongside.casework.actions.portal import _themself
from alongside.casework.models import (
    Basis,
    ConsentChoice,
    DataBreach,
    How,
    Person,
    Referral,
    ServiceReferral,
    SharingEvent,
    Source,
)
from alongside.partners import queries as partners
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb

Answer = ConsentChoice.Answer


@transaction.atomic
def record_consent(
    *,
    person_id: UUID,
    what: Collection[str],
    what_for: str,
    answer: str,
    how: str,
    decided_on: date,
    on: date,
    by: Actor,
    organisation: str = "",
    who: str = "",
    capacity: str = ConsentChoice.Capacity.THEMSELF,
    ends_on: date | None = None,
) -> ConsentChoice:
    """Write down who may know what for what, or must not, as the young person says it."""
    person = access.person_for(by, person_id, Record.SHARING, Verb.CREATE, on=on)
    groups = _groups(what)
    if not groups or not what_for.strip():
        raise FactRefused("Say what they may know, and what for.")
    if answer not in (Answer.GIVEN, Answer.REFUSED):
        raise FactRefused("The answer is yes or no.")
    _check_days(person, decided_on, on)
    if ends_on is not None and ends_on <= decided_on:
        raise FactRefused("The day on which it ends comes after the day on which it was said.")
    themself = person.user_id is not None and person.user_id == by.id
    consent = ConsentChoice.objects.create(
        person=person,
        organisation_id=_organisation(organisation, who),
        who=who.strip(),
        what=groups,
        what_for=what_for.strip(),
        answer=answer,
        capacity=capacity,
        how=how,
        decided_on=decided_on,
        ends_on=ends_on,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        source=Source.PORTAL if themself else Source.TYPED,
    )
    audit.record(actor=by, verb="recorded consent", subject_kind="person", subject=person.pk, detail={"answer": answer})
    return consent


@transaction.atomic
def say_who_may_know(
    *, what: Collection[str], what_for: str, answer: str, on: date, by: Actor, organisation: str = "", who: str = ""
) -> ConsentChoice:
    """The same as the young person who is signed in."""
    person = _themself(by, Record.SHARING, Verb.CREATE, on)
    return record_consent(
        person_id=person.pk,
        organisation=organisation,
        who=who,
        what=what,
        what_for=what_for,
        answer=answer,
        how=How.PORTAL,
        decided_on=on,
        on=on,
        by=by,
    )


@transaction.atomic
def take_consent_back(*, consent_id: UUID, version: int, on: date, by: Actor) -> ConsentChoice:
    """Take a yes back, as the young person or for them. What was opened only because of it closes now.

    What the law lets or makes us tell, above all to keep somebody safe, does not hang on it and goes on.
    """
    consent = consent_for(by, consent_id, Verb.UPDATE, on=on)
    if consent.answer != Answer.GIVEN:
        raise WrongState("It was taken back before, or it was a no.")
    changes = {"answer": Answer.WITHDRAWN, "withdrawn_on": on}
    consent = save_over(consent, version=version, changes=changes, what="who may know what")
    for service in ServiceReferral.objects.filter(consent=consent, basis=Basis.CONSENT, ended_on=None):
        _end(service, on, "They took back that the service may know.")
    audit.record(actor=by, verb="took consent back", subject_kind="person", subject=consent.person_id)
    return consent


@transaction.atomic
def check_consent(*, consent_id: UUID, version: int, on: date, by: Actor) -> ConsentChoice:
    """They were asked again and still say yes."""
    consent = consent_for(by, consent_id, Verb.UPDATE, on=on)
    if consent.answer != Answer.GIVEN:
        raise WrongState("Only a yes is asked again.")
    consent = save_over(consent, version=version, changes={"checked_on": on}, what="who may know what")
    audit.record(actor=by, verb="checked consent", subject_kind="person", subject=consent.person_id)
    return consent


@transaction.atomic
def record_sharing(
    *,
    person_id: UUID,
    what: str,
    why: str,
    basis: str,
    wishes: str,
    shared_on: date,
    on: date,
    by: Actor,
    organisation: str = "",
    who: str = "",
    consent: str = "",
    wishes_why: str = "",
    no_more_than: str = "",
    hidden: str = "",
) -> SharingEvent:
    """Write down what was told to whom, why and by what right. Their wishes are written down apart from the right."""
    person = access.person_for(by, person_id, Record.SHARING, Verb.CREATE, on=on)
    _check_days(person, shared_on, on)
    return _share(
        person,
        by,
        shared_on=shared_on,
        organisation_id=_organisation(organisation, who),
        who=who.strip(),
        what=what.strip(),
        why=why.strip(),
        basis=basis,
        consent=_consent_behind(person, basis, consent, shared_on),
        wishes=wishes,
        wishes_why=wishes_why.strip(),
        no_more_than=no_more_than.strip(),
        hidden=hidden,
    )


@transaction.atomic
def refer_to_service(
    *,
    person_id: UUID,
    organisation: str,
    service: str,
    why: str,
    groups: Collection[str],
    basis: str,
    wishes: str,
    on: date,
    by: Actor,
    consent: str = "",
    wishes_why: str = "",
) -> ServiceReferral:
    """Refer somebody to a service: its people reach the parts named, until the referral ends; the sharing is kept."""
    person = access.person_for(by, person_id, Record.SERVICE_REFERRAL, Verb.CREATE, on=on)
    if not organisation:
        raise FactRefused("Choose to whom.")
    held = _consent_behind(person, basis, consent, on)
    body = _organisation(organisation, "")
    shown = _groups(groups)
    if held is not None and not set(shown) <= set(held.what):
        raise FactRefused("They agreed to less than this. Show no more than they agreed to.")
    opened = Referral.objects.create(
        person=person,
        organisation_id=body,
        field_groups=sorted({Record.CORE_DETAILS.value, Record.SERVICE_REFERRAL.value, *shown}),
        reason=service[:200],
        from_on=on,
        referred_by_id=by.id,
    )
    made = ServiceReferral.objects.create(
        person=person,
        organisation_id=body,
        service=service.strip(),
        why=why.strip(),
        groups=shown,
        basis=basis,
        consent=held,
        sent_on=on,
        slice=opened,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    _share(
        person,
        by,
        shared_on=on,
        organisation_id=body,
        what=slices.in_words(opened.field_groups),
        why=service.strip(),
        basis=basis,
        consent=held,
        wishes=wishes,
        wishes_why=wishes_why.strip(),
        referral=made,
    )
    audit.record(actor=by, verb="referred to service", subject_kind="person", subject=person.pk)
    return made


@transaction.atomic
def reply_to_referral(
    *,
    referral_id: UUID,
    version: int,
    reply: str,
    reply_words: str,
    on: date,
    by: Actor,
    started_on: date | None = None,
) -> ServiceReferral:
    """Write down the service's reply: its own people do, or a worker for them. A no ends the slice."""
    made = referral_for(by, referral_id, Verb.UPDATE, on=on)
    if made.ended_on is not None:
        raise WrongState("This referral has ended.")
    if reply == ServiceReferral.Reply.WAITING:
        raise FactRefused("Say yes or no.")
    if started_on is not None and (reply != ServiceReferral.Reply.YES or started_on < made.sent_on):
        raise FactRefused("It can only start after it was sent, and where they take it on.")
    changes = {"reply": reply, "reply_words": reply_words.strip(), "replied_on": on, "started_on": started_on}
    made = save_over(made, version=version, changes=changes, what="the reply")
    if reply == ServiceReferral.Reply.NO:
        made = _end(made, on, reply_words)
    audit.record(actor=by, verb="replied to referral", subject_kind="person", subject=made.person_id)
    return made


@transaction.atomic
def end_service_referral(
    *, referral_id: UUID, version: int, result: str, on: date, by: Actor, rating: int | None = None
) -> ServiceReferral:
    """It is over: what came of it, what the young person gives it, and the slice closes today."""
    made = referral_for(by, referral_id, Verb.CREATE, on=on)
    if made.ended_on is not None:
        raise WrongState("This referral has ended before.")
    if not result.strip():
        raise FactRefused("Say what came of it.")
    made = save_over(made, version=version, changes={"rating": rating}, what="the referral")
    made = _end(made, on, result)
    audit.record(actor=by, verb="ended service referral", subject_kind="person", subject=made.person_id)
    return made


@transaction.atomic
def record_breach(
    *, what: str, aware_at: datetime, how_many: int, on: date, by: Actor, happened_on: date | None = None
) -> DataBreach:
    """Write down that facts about people got out or got lost: 72 hours run from when we know. No names."""
    by.check(Record.BREACHES, Verb.CREATE)
    if aware_at > clock.now() or (happened_on is not None and happened_on > aware_at.date()):
        raise FactRefused("We know of it after it happened, and not in the future.")
    if not what.strip():
        raise FactRefused("Say what happened.")
    breach = DataBreach.objects.create(
        what=what.strip(),
        happened_on=happened_on,
        aware_at=aware_at,
        how_many=how_many,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="recorded data breach", subject_kind="data breach", subject=breach.pk)
    return breach


@transaction.atomic
def deal_with_breach(
    *,
    breach_id: UUID,
    version: int,
    risk: str,
    on: date,
    by: Actor,
    told_regulator_at: datetime | None = None,
    why_not_told: str = "",
    told_people_on: date | None = None,
    done: str = "",
    close: bool = False,
) -> DataBreach:
    """Write down the risk, who was told when, or why not, and what was done."""
    by.check(Record.BREACHES, Verb.UPDATE)
    breach = DataBreach.objects.filter(pk=breach_id).first()
    if breach is None:
        raise NotYours("data breach")
    told = risk in (DataBreach.Risk.RISK, DataBreach.Risk.HIGH)
    if told_regulator_at is not None and not breach.aware_at <= told_regulator_at <= clock.now():
        raise FactRefused("The regulator was told after we knew of it, and not in the future.")
    if close and told and told_regulator_at is None:
        raise FactRefused("There is a risk to people: the regulator has to be told.")
    if close and (risk == DataBreach.Risk.NOT_KNOWN or (told_regulator_at is None and not why_not_told.strip())):
        raise FactRefused("Say what the risk is, and when the regulator was told or why not.")
    if close and risk == DataBreach.Risk.HIGH and told_people_on is None:
        raise FactRefused("The risk is high: the people have to be told too.")
    changes: dict[str, Any] = {
        "risk": risk,
        "told_regulator_at": told_regulator_at,
        "why_not_told": why_not_told.strip(),
        "told_people_on": told_people_on,
        "done": done.strip(),
        "closed_on": on if close else None,
    }
    breach = save_over(breach, version=version, changes=changes, what="the data breach")
    audit.record(actor=by, verb="dealt with data breach", subject_kind="data breach", subject=breach.pk)
    return breach


# ---------------------------------------------------------------------------------------------------------------------


def consent_for(by: Actor, consent_id: UUID, verb: Verb, *, on: date) -> ConsentChoice:
    """The consent, if this actor may do ``verb`` to it."""
    found = ConsentChoice.objects.filter(pk=consent_id, removed_at=None).first()
    if found is None:
        raise NotYours("consent")
    person = access.person_for(by, found.person_id, Record.SHARING, verb, on=on)
    if found.hidden and person.user_id == by.id:
        raise NotYours("consent")
    return found


def referral_for(by: Actor, referral_id: UUID, verb: Verb, *, on: date) -> ServiceReferral:
    """The referral, if this actor may do ``verb`` to it; people of a service reach their own only."""
    found = ServiceReferral.objects.filter(pk=referral_id, removed_at=None).first()
    if found is None:
        raise NotYours("referral")
    person = access.person_for(by, found.person_id, Record.SERVICE_REFERRAL, verb, on=on)
    guest = access.is_only_referred(by, person, Record.SERVICE_REFERRAL, verb, on=on)
    if guest and found.organisation_id not in by.organisations:
        raise NotYours("referral")
    return found


def _share(person: Person, by: Actor, **told: Any) -> SharingEvent:
    """Keep what was told. Whoever calls it has checked who may."""
    if told["wishes"] != SharingEvent.Wishes.AGREE and not told["wishes_why"]:
        raise FactRefused("They do not agree, or were not asked: say why it was told all the same.")
    event = SharingEvent.objects.create(person=person, recorded_at=clock.now(), recorded_by_id=by.id, **told)
    detail = {"basis": told["basis"]}
    audit.record(actor=by, verb="recorded sharing", subject_kind="person", subject=person.pk, detail=detail)
    return event


def _end(made: ServiceReferral, on: date, result: str) -> ServiceReferral:
    """End a referral and the slice of the record that it opened."""
    if made.slice is not None and (made.slice.to_on is None or made.slice.to_on > on):
        made.slice.to_on = max(on, made.slice.from_on)
        made.slice.save()
    changes = {"ended_on": on, "result": result.strip()}
    return save_over(made, version=made.version, changes=changes, what="the referral")


def _groups(what: Collection[str]) -> list[str]:
    """The parts named, those that can be shown at all."""
    return [one.value for one in slices.open_to_partners() if one.value in what]


def _organisation(organisation: str, who: str) -> UUID | None:
    known = {str(one.id): one.id for one in partners.organisations()}
    if organisation and organisation not in known:
        raise FactRefused("There is no such organisation.")
    if not organisation and not who.strip():
        raise FactRefused("Say who: choose an organisation, or write who else.")
    return known.get(organisation)


def _consent_behind(person: Person, basis: str, consent: str, on: date) -> ConsentChoice | None:
    """The yes that a sharing rests on: theirs, not taken back, not over. None where it rests on something else."""
    if basis not in Basis.values:
        raise FactRefused("Choose by what right. Without one it cannot be told.")
    if basis != Basis.CONSENT:
        return None
    rows = ConsentChoice.objects.filter(person=person, answer=Answer.GIVEN, removed_at=None, decided_on__lte=on)
    held = rows.filter(pk=consent).first() if consent else None
    if held is None or (held.ends_on is not None and held.ends_on <= on):
        raise FactRefused("There is no yes of theirs that this can rest on: it was not given, taken back, or is over.")
    return held


def _check_days(person: Person, day: date, on: date) -> None:
    if not person.born_on <= day <= on:
        raise FactRefused("This day is in the future, or before birth.")
