"""Verbs about whether a home is suitable: looked at by one, decided by another."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.casework import access
from alongside.casework.actions.clocks import happened
from alongside.casework.areas.homes import FACTORS, HOME
from alongside.casework.areas.reach import at_work, is_partner, row_for
from alongside.casework.models import Person, Suitability, SuitabilityDecision
from alongside.casework.steps_homes import check_decides, check_open
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def assess_home(*, home_id: UUID, assessed_on: date, on: date, by: Actor, **found: Any) -> Suitability:
    """Say whether a home is suitable, factor by factor, with what the young person thinks. A manager decides on it."""
    home, person = row_for(by, HOME, home_id, Verb.UPDATE, on=on)
    if is_partner(by, Record.HOME, Verb.UPDATE):
        raise NotYours("suitability")
    if assessed_on > on:
        raise FactRefused("The day on which it was looked at is in the future.")
    if found["is_suitable"] and "bad" in {found[factor] for factor in FACTORS}:
        raise FactRefused("A home is not suitable while one of the seven is not acceptable.")
    if found["is_suitable"] and getattr(home, "place", "") in ("S", "X"):
        raise FactRefused("No fixed home, and custody, never count as suitable.")
    row = Suitability.objects.create(
        person=person,
        home_id=home.pk,
        assessed_on=assessed_on,
        assessed_by_id=by.id,
        recorded_at=clock.now(),
        **found,
    )
    _tell_clock(home.pk, person, on, by)
    audit.record(actor=by, verb="assessed home", subject_kind="person", subject=person.pk)
    return row


@transaction.atomic
def decide_suitability(*, assessment_id: UUID, answer: str, comment: str, on: date, by: Actor) -> SuitabilityDecision:
    """Approve an assessment of a home, or send it back with a reason. Never one's own."""
    row = Suitability.objects.filter(pk=assessment_id).select_related("home").first()
    if row is None or row.home.removed_at:
        raise NotYours("assessment")
    person = at_work(by, access.person_for(by, row.person_id, Record.HOME, Verb.APPROVE, on=on))
    check_open(row, answer)
    check_decides(by, row)
    if answer == "send_back" and not comment.strip():
        raise FactRefused("Say why you send it back.")
    try:
        with transaction.atomic():
            decision = SuitabilityDecision.objects.create(
                assessment=row,
                person=person,
                is_approved=answer == "approve",
                comment=comment.strip(),
                submitted_by_id=row.assessed_by_id,
                approved_by_id=by.id,
                decided_at=clock.now(),
            )
    except IntegrityError as error:
        raise WrongState("Somebody else decided on this a moment ago.") from error
    _tell_clock(row.home_id, person, on, by)
    audit.record(
        actor=by, verb="decided suitability", subject_kind="person", subject=person.pk, detail={"answer": answer}
    )
    return decision


# ---------------------------------------------------------------------------------------------------------------------


def _tell_clock(home_id: UUID, person: Person, on: date, by: Actor) -> None:
    """The home was found suitable or not on the day of the first look that was not sent back."""
    standing = Suitability.objects.filter(home=home_id).exclude(decision__is_approved=False)
    first = standing.order_by("assessed_on").values_list("assessed_on", flat=True).first()
    happened(person=person, kind="suitability_assessed", happened_on=first, record=home_id, on=on, by=by)
