"""Verbs about safety: warnings, safety plans, incidents, referrals to safeguarding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.casework import access, records, steps_safety
from alongside.casework.actions.clocks import happened
from alongside.casework.actions.people import _ask_the_law_again
from alongside.casework.models import (
    Hidden,
    Incident,
    Person,
    SafeguardingReferral,
    SafetyPlan,
    SafetyWarning,
)
from alongside.law import months_after
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

LOOKED_AT_AGAIN = 3
"""After so many months hiding something is looked at again, with the warning itself."""
Row = TypeVar("Row", SafetyWarning, SafetyPlan, Incident, SafeguardingReferral)


@transaction.atomic
def write_warning(*, person_id: UUID, on: date, by: Actor, **given: Any) -> SafetyWarning:
    """Warn those who work with this person. It holds at once; a manager approves it afterwards.

    ``given`` are fields of the warning. Who is not told of it says why.
    """
    person = access.person_for(by, person_id, Record.SAFETY, Verb.CREATE, on=on)
    state = steps_safety.check_step(None, "write")
    fields = _checked_warning(given, on)
    warning = SafetyWarning.objects.create(
        **_written(person, by), **fields, state=state, from_on=on, written_by_id=by.id
    )
    _tell_audit(by, "wrote warning", warning)
    return warning


@transaction.atomic
def change_warning(*, warning_id: UUID, version: int, on: date, by: Actor, **given: Any) -> SafetyWarning:
    """Change a warning. It is approved anew, by somebody else than who changed it."""
    warning = _row(SafetyWarning, warning_id, by, Verb.UPDATE, on)
    changes = _checked_warning(given, on) | {
        "state": steps_safety.check_step(warning, "change"),
        "written_by_id": by.id,
        "approved_by_id": None,
        "approved_on": None,
    }
    warning = save_over(warning, version=version, changes=changes, what="this warning")
    _tell_audit(by, "changed warning", warning)
    return warning


@transaction.atomic
def review_warning(*, warning_id: UUID, answer: str, on: date, by: Actor, why: str = "") -> SafetyWarning:
    """Look at a warning again: it goes on (``keep``), or it ends (``end``) with a reason."""
    warning = _row(SafetyWarning, warning_id, by, Verb.UPDATE, on)
    warning = _kept_or_ended(warning, answer, why, on)
    _tell_audit(by, "reviewed warning", warning, answer=answer)
    return warning


@transaction.atomic
def approve_warning(*, warning_id: UUID, on: date, by: Actor) -> SafetyWarning:
    """Approve a warning that somebody else wrote."""
    warning = _approved(_row(SafetyWarning, warning_id, by, Verb.APPROVE, on), on, by)
    _tell_audit(by, "approved warning", warning)
    return warning


@transaction.atomic
def write_safety_plan(*, person_id: UUID, on: date, by: Actor, **given: Any) -> SafetyPlan:
    """Write a safety plan. The one before ends."""
    person = access.person_for(by, person_id, Record.SAFETY, Verb.CREATE, on=on)
    access.hold(person)
    state = steps_safety.check_step(None, "write")
    for before in SafetyPlan.objects.filter(person=person, removed_at=None).exclude(state=SafetyPlan.State.ENDED):
        _kept_or_ended(before, "end", "A new plan takes its place", on)
    plan = SafetyPlan.objects.create(**_written(person, by), **given, state=state, from_on=on, written_by_id=by.id)
    _tell_audit(by, "wrote safety plan", plan)
    return plan


@transaction.atomic
def review_safety_plan(*, plan_id: UUID, answer: str, on: date, by: Actor, why: str = "") -> SafetyPlan:
    """Look at a safety plan again: it goes on (``keep``), or it ends (``end``) with a reason."""
    plan = _kept_or_ended(_row(SafetyPlan, plan_id, by, Verb.UPDATE, on), answer, why, on)
    _tell_audit(by, "reviewed safety plan", plan, answer=answer)
    return plan


@transaction.atomic
def approve_safety_plan(*, plan_id: UUID, on: date, by: Actor) -> SafetyPlan:
    """Approve a safety plan that somebody else wrote."""
    plan = _approved(_row(SafetyPlan, plan_id, by, Verb.APPROVE, on), on, by)
    _tell_audit(by, "approved safety plan", plan)
    return plan


@transaction.atomic
def record_incident(
    *, person_id: UUID, kind: str, happened_on: date, aware_on: date, on: date, by: Actor, **given: Any
) -> Incident:
    """Record serious harm, time missing, or another incident. A death is recorded by ``record_death``."""
    person = access.person_for(by, person_id, Record.SAFETY, Verb.CREATE, on=on)
    access.hold(person)
    if kind == Incident.Kind.DEATH:
        raise FactRefused("A manager records a death, on a page of its own.")
    _check_incident(person, happened_on, aware_on, on)
    incident = Incident.objects.create(
        **_written(person, by), kind=kind, happened_on=happened_on, aware_on=aware_on, **given
    )
    _tell_audit(by, "recorded incident", incident, kind=kind)
    return incident


@transaction.atomic
def record_death(
    *,
    person_id: UUID,
    reference: str,
    died_on: date,
    told_by: str,
    aware_on: date,
    facts: str,
    on: date,
    by: Actor,
    reported_to: str = "",
) -> Incident:
    """Record that somebody has died, as a manager: no letter goes out to them any more, and no clock runs.

    ``reference`` is theirs, typed: a death is not recorded of somebody else by a slip.
    """
    person = access.person_for(by, person_id, Record.SAFETY, Verb.APPROVE, on=on)
    access.hold(person)
    if reference.strip().casefold() != person.child_id.casefold():
        raise FactRefused("This is not their reference. Make sure that you are on the right person’s page.")
    if _deaths(person).exists():
        raise FactRefused("Their death is recorded already.")
    if not told_by.strip():
        raise FactRefused("Say who told us, and how they know.")
    _check_incident(person, died_on, aware_on, on)
    incident = Incident.objects.create(
        **_written(person, by),
        kind=Incident.Kind.DEATH,
        happened_on=died_on,
        aware_on=aware_on,
        told_by=told_by.strip(),
        facts=facts,
        reported_to=reported_to,
    )
    _set_death(person, died_on, on, by)
    _tell_audit(by, "recorded death", incident)
    return incident


@transaction.atomic
def undo_death(*, incident_id: UUID, version: int, why: str, on: date, by: Actor) -> Incident:
    """Take back a death that was recorded in error, with the reason: everything that it stopped runs again."""
    incident = _row(Incident, incident_id, by, Verb.APPROVE, on)
    if incident.kind != Incident.Kind.DEATH:
        raise NotYours("death")
    access.hold(incident.person)
    incident = records.taken_out(incident, version=version, why=why, by=by)
    _set_death(incident.person, None, on, by)
    _tell_audit(by, "took back death", incident)
    return incident


@transaction.atomic
def follow_incident(*, incident_id: UUID, version: int, on: date, by: Actor, **given: Any) -> Incident:
    """Add what followed: that they are back, that somebody talked with them, that notice was given and to whom."""
    incident = _row(Incident, incident_id, by, Verb.UPDATE, on)
    for name in ("back_on", "talked_on", "notified_on"):
        day = given.get(name)
        if day is not None and not incident.happened_on <= day <= on:
            raise FactRefused("Each day lies between the incident and today.")
    if given.get("notified_on") and not given.get("notified_whom"):
        raise FactRefused("Say to whom notice was given.")
    incident = save_over(incident, version=version, changes=given, what="this incident")
    if incident.kind == Incident.Kind.MISSING:
        day, back = incident.back_on, "returned_from_missing"
        happened(person=incident.person, kind=back, happened_on=day, record=incident.pk, on=on, by=by)
    _tell_audit(by, "followed incident", incident)
    return incident


@transaction.atomic
def refer_to_safeguarding(
    *, person_id: UUID, consent: str, referred_on: date, on: date, by: Actor, why_without: str = "", **given: Any
) -> SafeguardingReferral:
    """Record a referral to safeguarding. Without consent it says why; it is made all the same."""
    person = access.person_for(by, person_id, Record.SAFETY, Verb.CREATE, on=on)
    if consent != SafeguardingReferral.Consent.GIVEN and not why_without.strip():
        raise FactRefused("Say why it is made without their consent.")
    if not person.born_on <= referred_on <= on:
        raise FactRefused("This day is in the future or before birth.")
    referral = SafeguardingReferral.objects.create(
        **_written(person, by), consent=consent, why_without=why_without.strip(), referred_on=referred_on, **given
    )
    _tell_audit(by, "referred to safeguarding", referral, consent=consent)
    return referral


@transaction.atomic
def answer_safeguarding(
    *, referral_id: UUID, version: int, result: str, result_on: date, on: date, by: Actor
) -> SafeguardingReferral:
    """Record what came of a referral."""
    referral = _row(SafeguardingReferral, referral_id, by, Verb.UPDATE, on)
    if not referral.referred_on <= result_on <= on:
        raise FactRefused("The answer came between the referral and today.")
    changes = {"result": result, "result_on": result_on}
    referral = save_over(referral, version=version, changes=changes, what="this referral")
    _tell_audit(by, "recorded answer of safeguarding", referral)
    return referral


# ---------------------------------------------------------------------------------------------------------------------


def _check_incident(person: Person, happened_on: date, aware_on: date, on: date) -> None:
    if not person.born_on <= happened_on <= aware_on <= on:
        raise FactRefused("It happened before we learned of it, and neither day is in the future.")


def _deaths(person: Person) -> QuerySet[Incident]:
    return Incident.objects.filter(person=person, kind=Incident.Kind.DEATH, removed_at=None)


def _set_death(person: Person, died_on: date | None, on: date, by: Actor) -> None:
    """From now on a return does not say otherwise: somebody here knows."""
    person = Person.objects.get(pk=person.pk)
    changes = {"died_on": died_on, "corrected_by_hand": sorted({*person.corrected_by_hand, "died_on"})}
    person = save_over(person, version=person.version, changes=changes, what="this person")
    _ask_the_law_again(person, on, by)


def _written(person: Person, by: Actor) -> dict[str, Any]:
    return {"person": person, "recorded_at": clock.now(), "recorded_by_id": by.id}


def _row(kind: type[Row], row_id: UUID, by: Actor, verb: Verb, on: date) -> Row:
    row = kind._default_manager.filter(pk=row_id, removed_at=None).first()
    if row is None:
        raise NotYours("record of safety")
    access.person_for(by, row.person_id, Record.SAFETY, verb, on=on)
    return row


def _checked_warning(given: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The fields of a warning, with until when hiding it is not looked at again."""
    if not given.get("told") and not given.get("told_why_not", "").strip():
        raise FactRefused("Say why they are not told of it.")
    hidden = given.get("hidden", "")
    if hidden and hidden not in Hidden.values:
        raise FactRefused("That is no reason to hide it from the young person.")
    if hidden and given.get("told"):
        raise FactRefused("They know of it, so it is not hidden from them.")
    return {**given, "hidden_until": months_after(on, LOOKED_AT_AGAIN) if hidden else None}


def _kept_or_ended(row: Any, answer: str, why: str, on: date) -> Any:
    if answer == "keep":
        changes = {"state": steps_safety.check_step(row, "review"), "reviewed_on": on}
        if row.hidden:
            changes["hidden_until"] = months_after(on, LOOKED_AT_AGAIN)
    else:
        changes = {"state": steps_safety.check_step(row, "end"), "ended_on": on, "ended_why": why.strip()[:200]}
        if not why.strip():
            raise FactRefused("Say why it ends.")
    return save_over(row, version=row.version, changes=changes, what="this record of safety")


def _approved(row: Any, on: date, by: Actor) -> Any:
    changes = {"state": steps_safety.check_step(row, "approve"), "approved_by_id": by.id, "approved_on": on}
    steps_safety.check_not_own_work(by, row)
    return save_over(row, version=row.version, changes=changes, what="this record of safety")


def _tell_audit(by: Actor, verb: str, row: Any, **detail: str) -> None:
    audit.record(actor=by, verb=verb, subject_kind="person", subject=row.person_id, detail=detail)
