"""Reviews of somebody's plan, for those who work with them and for themself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from alongside.casework import access, standing
from alongside.casework.models import Person, PlanReview, PlanVersion
from alongside.casework.queries.portal import my_record
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Role, Verb

CLOCKS = ("pathway_plan_review", "pathway_plan_review_in_care", "review_asked_for", "accommodation_review")
"""The law's clocks that a review meets."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review."""

    id: UUID
    version: int
    person: UUID
    trigger: str
    trigger_words: str
    asked_on: date | None
    asked_words: str
    planned_on: date | None
    place: str
    chair: str
    invited: str
    held_on: date | None
    attended: str
    took_part: str
    took_part_words: str
    words: str
    is_adequate: bool | None
    changes: str
    decisions: str
    notes_sent_on: date | None
    plan_number: int | None


@dataclass(frozen=True, slots=True)
class DueReview:
    """A review that the law's clocks ask for."""

    title: str
    on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class PersonReviews:
    """Somebody's reviews: what is due, what is planned, what was held."""

    due: tuple[DueReview, ...]
    waiting: tuple[ReviewRow, ...]
    held: tuple[ReviewRow, ...]


def person_reviews(actor: Actor, person_id: UUID, *, on: date) -> PersonReviews:
    """Somebody's reviews. Raises NotYours; the page's header keeps the look. A partner learns when and where only."""
    person = access.person_for(actor, person_id, Record.REVIEWS, on=on)
    rows = reviews_of(person)
    if access.is_only_referred(actor, person, Record.REVIEWS, Verb.READ, on=on) and Role.ADVOCATE not in actor.roles:
        kept = (replace(one, asked_words="", invited="") for one in rows if one.held_on is None)
        return PersonReviews(due=(), waiting=tuple(kept), held=())
    where = standing.standing_of(person, on=on)
    return PersonReviews(
        due=tuple(
            DueReview(one.title, one.on, str(one.started_by) if one.started_by else "")
            for _, one in where.due
            if one.clock in CLOCKS
        ),
        waiting=tuple(one for one in rows if one.held_on is None),
        held=tuple(one for one in rows if one.held_on is not None),
    )


def one_review(actor: Actor, review_id: UUID, verb: Verb, *, on: date) -> ReviewRow:
    """One review. Raises NotYours."""
    found = PlanReview.objects.select_related("plan").filter(pk=review_id, removed_at=None).first()
    if found is None:
        raise NotYours("review")
    access.person_for(actor, found.person_id, Record.REVIEWS, verb, on=on)
    return _row(found)


def my_reviews(actor: Actor, *, on: date) -> tuple[ReviewRow, ...]:
    """One's own reviews, newest first. Raises NotYours."""
    person = my_record(actor, Record.REVIEWS, on=on)
    detail = {"record": "my reviews"}
    audit.record(actor=actor, verb="looked at person", subject_kind="person", subject=person.pk, detail=detail)
    return reviews_of(person, for_person=True)


def reviews_of(person: Person, *, for_person: bool = False) -> tuple[ReviewRow, ...]:
    """The reviews of somebody, newest first. Whoever asks has checked."""
    rows = PlanReview.objects.filter(person=person, removed_at=None).select_related("plan")
    return tuple(map(_row, rows.filter(hidden="") if for_person else rows))


# ---------------------------------------------------------------------------------------------------------------------


def _row(one: PlanReview) -> ReviewRow:
    plan: PlanVersion | None = one.plan
    return ReviewRow(
        id=one.pk,
        version=one.version,
        person=one.person_id,
        trigger=one.trigger,
        trigger_words=one.get_trigger_display(),
        asked_on=one.asked_on,
        asked_words=one.asked_words,
        planned_on=one.planned_on,
        place=one.place,
        chair=one.chair,
        invited=one.invited,
        held_on=one.held_on,
        attended=one.attended,
        took_part=one.took_part,
        took_part_words=one.get_took_part_display(),
        words=one.words,
        is_adequate=one.is_adequate,
        changes=one.changes,
        decisions=one.decisions,
        notes_sent_on=one.notes_sent_on,
        plan_number=plan.number if plan else None,
    )
