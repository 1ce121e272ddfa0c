"""Verbs about reviews of a plan: asked for, planned, held, followed by the next version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.casework import access
from alongside.casework.actions.clocks import happened
from alongside.casework.actions.plan import begin_plan
from alongside.casework.actions.portal import _themself
from alongside.casework.models import Person, PlanReview, PlanVersion, Source
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb

PLANNING = ("planned_on", "place", "chair", "invited")
HELD = ("held_on", "attended", "took_part", "words", "is_adequate", "changes", "decisions", "notes_sent_on")
LONGEST = 6000


@transaction.atomic
def plan_review(
    *,
    person_id: UUID,
    trigger: str,
    on: date,
    by: Actor,
    asked_on: date | None = None,
    asked_words: str = "",
    planned_on: date | None = None,
    place: str = "",
    chair: str = "",
    invited: str = "",
) -> PlanReview:
    """Note that a review is to be held, and why. Where the young person asked for it, the law's clock starts."""
    person = access.person_for(by, person_id, Record.REVIEWS, Verb.CREATE, on=on)
    if trigger == PlanReview.Trigger.ASKED:
        asked_on = asked_on or on
        if asked_on > on:
            raise FactRefused("This day is in the future.")
    themself = person.user_id is not None and person.user_id == by.id
    review = PlanReview.objects.create(
        person=person,
        plan=_holding(person),
        trigger=trigger,
        asked_on=asked_on if trigger == PlanReview.Trigger.ASKED else None,
        asked_words=asked_words.strip(),
        planned_on=planned_on,
        place=place.strip(),
        chair=chair.strip(),
        invited=invited.strip(),
        source=Source.PORTAL if themself else Source.TYPED,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    if review.asked_on:
        source = Source.PORTAL if themself else Source.TYPED
        happened(
            person=person, kind="review_asked_for", happened_on=review.asked_on, record=review.pk, on=on, by=by,
            source=source,
        )  # fmt: skip
    _tell(by, "planned review", review)
    return review


@transaction.atomic
def ask_for_my_review(*, words: str, on: date, by: Actor) -> PlanReview:
    """Ask for a meeting about one's own plan."""
    person = _themself(by, Record.REVIEWS, Verb.CREATE, on)
    words = words.strip()
    if not words:
        raise FactRefused("Write what you want to talk about.")
    waiting = PlanReview.objects.filter(person=person, held_on=None, removed_at=None, trigger=PlanReview.Trigger.ASKED)
    if waiting.exists():
        raise FactRefused("You have asked already. Your adviser is finding a day.")
    return plan_review(person_id=person.pk, trigger=PlanReview.Trigger.ASKED, asked_words=words[:LONGEST], on=on, by=by)


@transaction.atomic
def change_review(*, review_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor) -> PlanReview:
    """Change when and where a review is to be held, who leads it and who is invited."""
    review = _review(review_id, by, on)
    if review.held_on:
        raise WrongState("This review was held already.")
    changes = {name: value for name, value in changes.items() if name in PLANNING}
    review = save_over(review, version=version, changes=changes, what="the review")
    _tell(by, "changed review", review)
    return review


@transaction.atomic
def hold_review(*, review_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor) -> PlanReview:
    """Write down that a review was held: who came, how they took part, whether the plan is right, what was decided.

    Written again it puts right what was written before, and the law's clocks move with its day.
    """
    review = _review(review_id, by, on)
    changes = {name: value for name, value in changes.items() if name in HELD}
    held_on = changes.get("held_on")
    if held_on is None or held_on > on:
        raise FactRefused("Say on which day it was held: today or before.")
    if not changes.get("took_part") or changes.get("is_adequate") is None:
        raise FactRefused("Say how the young person took part, and whether the plan is still right.")
    if not changes["is_adequate"] and not changes.get("changes", "").strip():
        raise FactRefused("Say what changes in the plan.")
    sent_on = changes.get("notes_sent_on")
    if sent_on and not held_on <= sent_on <= on:
        raise FactRefused("Notes are given between the day of the review and today.")
    review = save_over(review, version=version, changes=changes | {"held_by_id": by.id}, what="the review")
    happened(person=review.person, kind="review_held", happened_on=held_on, record=review.pk, on=on, by=by)
    _tell(by, "held review", review)
    return review


@transaction.atomic
def begin_plan_after_review(*, review_id: UUID, on: date, by: Actor) -> PlanVersion:
    """Begin the next version of the plan after a review that changes things; open actions are copied forward."""
    review = _review(review_id, by, on)
    if not review.held_on:
        raise WrongState("This review was not held yet.")
    return begin_plan(person_id=review.person_id, on=on, by=by)


@transaction.atomic
def take_out_review(*, review_id: UUID, version: int, why: str, on: date, by: Actor) -> PlanReview:
    """Take out a review that will not be held, or was written down by mistake. What it said of the clocks goes too."""
    review = _review(review_id, by, on)
    if not why.strip():
        raise FactRefused("Say why.")
    changes = {"removed_at": clock.now(), "removed_by_id": by.id, "removed_why": why.strip()[:200]}
    review = save_over(review, version=version, changes=changes, what="the review")
    for kind in ("review_asked_for", "review_held"):
        happened(person=review.person, kind=kind, happened_on=None, record=review.pk, on=on, by=by)
    _tell(by, "took out review", review)
    return review


# ---------------------------------------------------------------------------------------------------------------------


def _holding(person: Person) -> PlanVersion | None:
    return PlanVersion.objects.filter(person=person, state__in=("approved", "shared"), removed_at=None).first()


def _review(review_id: UUID, by: Actor, on: date) -> PlanReview:
    review = PlanReview.objects.select_related("person").filter(pk=review_id, removed_at=None).first()
    if review is None:
        raise NotYours("review")
    access.person_for(by, review.person_id, Record.REVIEWS, Verb.UPDATE, on=on)
    return review


def _tell(by: Actor, verb: str, review: PlanReview) -> None:
    detail = {"trigger": review.trigger}
    audit.record(actor=by, verb=verb, subject_kind="person", subject=review.person_id, detail=detail)
