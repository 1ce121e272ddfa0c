"""Saying how far a council is with a principle, hearing what young people say of it, and agreeing both."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import AT_WORK, Record, Verb
from alongside.voice import parenting
from alongside.voice.models import Assessment, Commitment
from alongside.voice.owning import SHOWN

State = Assessment.State


@transaction.atomic
def assess(*, council: str, authority: str, area: str, principle: str, on: date, by: Actor, **said: Any) -> Assessment:
    """Say how far a council is with one principle in one area that it runs. Somebody else has to agree it."""
    by.check(Record.PRINCIPLES, Verb.CREATE)
    if not council.strip() or area not in {one.id for one in parenting.areas_of(authority)}:
        raise FactRefused("A council of this kind does not run this area. Choose another.")
    if principle not in parenting.principles():
        raise FactRefused("Choose one of the seven principles.")
    about = {"council": council.strip(), "area": area, "principle": principle}
    if Assessment.objects.filter(**about).exists():
        raise FactRefused("This is answered already. Change that answer.")
    made = Assessment.objects.create(authority=authority, written_by_id=by.id, **about, **_answered(on, **said))
    _tell(made, "wrote assessment", by)
    return made


@transaction.atomic
def reassess(*, assessment_id: UUID, version: int, on: date, by: Actor, **said: Any) -> Assessment:
    """Answer anew. It waits to be agreed again; what was agreed before stays in the history."""
    made = _one(by, assessment_id, Verb.UPDATE)
    changes = _answered(on, **said) | {"state": State.WRITTEN, "written_by_id": by.id, "agreed_by": None}
    made = save_over(made, version=version, changes=changes, what="the answer")
    _tell(made, "changed assessment", by)
    return made


@transaction.atomic
def agree_assessment(*, assessment_id: UUID, version: int, on: date, by: Actor) -> Assessment:
    """Agree what somebody else wrote: everybody can read it."""
    made = _waiting(by, assessment_id)
    if by.id is not None and made.written_by_id == by.id:
        raise OwnWork("You wrote this. Somebody else has to agree it.")
    changes = {"state": State.AGREED, "agreed_by_id": by.id, "agreed_on": on}
    made = save_over(made, version=version, changes=changes, what="the answer")
    _tell(made, "agreed assessment", by)
    return made


@transaction.atomic
def send_assessment_back(*, assessment_id: UUID, version: int, by: Actor) -> Assessment:
    """Send it back to its writer."""
    made = _waiting(by, assessment_id)
    made = save_over(made, version=version, changes={"state": State.SENT_BACK}, what="the answer")
    _tell(made, "sent assessment back", by)
    return made


# ---------------------------------------------------------------------------------------------------------------------


def _answered(
    on: date,
    *,
    rating: int,
    answer: str,
    evidence: list[list[str]],
    action: str,
    review_on: date,
    young_rating: int | None = None,
    young_view: str = "",
    heard: str = "",
    commitment: str = "",
) -> dict[str, Any]:
    if rating not in parenting.SCALE or (young_rating is not None and young_rating not in parenting.SCALE):
        raise FactRefused("Choose how far it is.")
    if not answer.strip() or not action.strip():
        raise FactRefused("Say how it is, and what you do next.")
    if (young_rating is not None or young_view.strip()) and not heard.strip():
        raise FactRefused("Say where young people said it.")
    if review_on <= on:
        raise FactRefused("The day on which it is looked at again is still to come.")
    promised = Commitment.objects.filter(pk=commitment, state__in=SHOWN).first() if commitment else None
    return {
        "rating": rating,
        "answer": answer.strip(),
        "evidence": [[words, address] for words, address in evidence],
        "action": action.strip(),
        "review_on": review_on,
        "young_rating": young_rating,
        "young_view": young_view.strip(),
        "heard": heard.strip(),
        "commitment": promised,
    }


def _waiting(by: Actor, assessment_id: UUID) -> Assessment:
    made = _one(by, assessment_id, Verb.APPROVE)
    if made.state != State.WRITTEN:
        raise WrongState("It does not wait to be agreed.")
    return made


def _one(by: Actor, assessment_id: UUID, verb: Verb) -> Assessment:
    found = Assessment.objects.select_for_update().filter(pk=assessment_id).first()
    if found is None or not by.reaches(Record.PRINCIPLES, verb) & AT_WORK:
        raise NotYours("assessment")
    return found


def _tell(made: Assessment, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind="assessment", subject=made.pk)
