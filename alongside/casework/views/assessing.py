"""Pages of reviews, assessments of needs, adult services and the list before 18."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import assessing as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.casework.views.sent import said
from alongside.shell import clock
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.refusals import WrongState
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
REVIEWS, ASSESSMENTS = "casework:reviews", "casework:assessments"


@permission(Record.REVIEWS, Verb.READ)
@require_safe
def reviews(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What is due, planned and held."""
    on, by = clock.today(), request.actor
    told = queries.person_reviews(by, person_id, on=on)
    header = queries.person_header(by, person_id, Record.REVIEWS, on=on, place=REVIEWS)
    return render(request, "casework/reviews.html", {"header": header, "reviews": told})


@permission(Record.REVIEWS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_review(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A review to be held."""
    about = FormAbout(title="Plan a review", place=REVIEWS, act=actions.plan_review, done="It is planned.")
    return about.open(request, person_id, Record.REVIEWS, Verb.CREATE, lambda _, data: forms.PlanReviewForm(data))


@permission(Record.REVIEWS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """When and where it is to be."""
    row = queries.one_review(request.actor, review_id, Verb.UPDATE, on=clock.today())
    held = _held(row, "version", "planned_on", "place", "chair", "invited")
    act = partial(_changes, act=actions.change_review, review_id=review_id)
    make = partial(_made, forms.ChangeReview, held)
    return _form(request, row.person, "Change the review", act, make, record=Record.REVIEWS, subject=review_id)


@permission(Record.REVIEWS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def hold_review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """That it was held, and what came of it."""
    row = queries.one_review(request.actor, review_id, Verb.UPDATE, on=clock.today())
    names = ("version", "held_on", "took_part", "words", "attended", "changes", "decisions", "notes_sent_on")
    held = _held(row, *names) | {"is_adequate": {True: "yes", False: "no"}.get(row.is_adequate)}
    held["held_on"] = row.held_on or clock.today()
    act = partial(_changes, act=actions.hold_review, review_id=review_id)
    make = partial(_made, forms.HoldReview, held)
    return _form(request, row.person, "The review was held", act, make, record=Record.REVIEWS, subject=review_id)


@permission(Record.REVIEWS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def take_out_review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """That it will not be held, or never was."""
    row = queries.one_review(request.actor, review_id, Verb.UPDATE, on=clock.today())
    act = partial(without_person, actions.take_out_review, review_id=review_id)
    make = partial(_made, forms.TakeOutReview, _held(row, "version"))
    return _form(request, row.person, "Take the review out", act, make, record=Record.REVIEWS, subject=review_id)


@permission(Record.PATHWAY_PLAN, Verb.CREATE)
@require_POST
def next_plan(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Begin the next version after a review."""
    plan = actions.begin_plan_after_review(review_id=review_id, on=clock.today(), by=request.actor)
    return said(request, "The next version is begun. Open actions are in it.", "casework:plan_version", plan.pk)


@permission(Record.NEEDS_ASSESSMENT, Verb.READ)
@require_safe
def assessments(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Assessments of needs, adult services, the list before 18."""
    on, by = clock.today(), request.actor
    told = queries.person_assessments(by, person_id, on=on)
    header = queries.person_header(by, person_id, Record.NEEDS_ASSESSMENT, on=on, place=ASSESSMENTS)
    return render(request, "casework/assessments.html", {"header": header, "told": told})


@permission(Record.NEEDS_ASSESSMENT, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin an assessment."""
    about = FormAbout(title="Begin an assessment", place=ASSESSMENTS, act=_begin, done="It is begun.")
    make = partial(_made, forms.BeginAssessment, {"extent": "whole"})
    return about.open(request, person_id, Record.NEEDS_ASSESSMENT, Verb.CREATE, lambda _, data: make(data))


@permission(Record.NEEDS_ASSESSMENT, Verb.READ)
@require_safe
def one(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """One assessment."""
    on, by = clock.today(), request.actor
    told = queries.one_assessment(by, assessment_id, on=on)
    header = queries.person_header(by, told.person, Record.NEEDS_ASSESSMENT, on=on, place=ASSESSMENTS)
    return render(request, "casework/assessment.html", {"header": header, "told": told})


@permission(Record.NEEDS_ASSESSMENT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Who was asked, what they say, what came of it."""
    told = _opened(request, assessment_id, "write")
    held = _held(told, "version", "words", "consulted_words", "meetings", "result")
    held["consulted"] = list(told.consulted_codes)
    act = partial(_changes, act=actions.write_assessment, assessment_id=assessment_id)
    make = partial(_made, forms.WriteAssessment, held)
    return _form(request, told.person, "The assessment", act, make, subject=assessment_id, back=_at(assessment_id))


@permission(Record.NEEDS_ASSESSMENT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def head(request: HttpRequest, head_id: UUID) -> HttpResponse:
    """One head of it."""
    told, row = queries.one_assessment_head(request.actor, head_id, on=clock.today())
    if "write" not in told.may:
        raise WrongState("This assessment can no longer be changed.")
    held = _held(row, "version", "words", "strengths", "needs", "evidence", "conclusion")
    act = partial(_changes, act=actions.write_assessment_head, head_id=head_id)
    make = partial(_made, forms.WriteAssessmentHead, held)
    return _form(request, told.person, row.statute, act, make, subject=head_id, back=_at(told.id))


@permission(Record.NEEDS_ASSESSMENT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def submit(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Send it to a manager."""
    told = _opened(request, assessment_id, "submit")
    act = partial(without_person, actions.submit_assessment, assessment_id=assessment_id)
    make = partial(_made, forms.SendAssessment, {"version": told.version})
    back, title = _at(assessment_id), "Send to a manager"
    return _form(request, told.person, title, act, make, subject=assessment_id, back=back, send="Send")


@permission(Record.NEEDS_ASSESSMENT, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Answer it."""
    told = _opened(request, assessment_id, "approve")
    act = partial(without_person, actions.decide_assessment, assessment_id=assessment_id)
    make = partial(_made, forms.DecideAssessment, {"version": told.version})
    back = _at(assessment_id)
    title = "Answer the assessment"
    return _form(request, told.person, title, act, make, verb=Verb.APPROVE, subject=assessment_id, back=back)


@permission(Record.NEEDS_ASSESSMENT, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def ask_adult_services(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask adult services for an assessment together."""
    act, done = actions.ask_adult_services, "It is written down, and the clock runs."
    about = FormAbout(title="Ask adult services", place=ASSESSMENTS, act=act, done=done)
    make = partial(_made, forms.AskAdultServices, {"asked_on": clock.today()})
    return about.open(request, person_id, Record.NEEDS_ASSESSMENT, Verb.CREATE, lambda _, data: make(data))


@permission(Record.NEEDS_ASSESSMENT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def joint(request: HttpRequest, joint_id: UUID) -> HttpResponse:
    """How it goes, and what was decided."""
    row = queries.one_joint(request.actor, joint_id, on=clock.today())
    held = _held(row, "version", "worker", "met_on", "decided_on", "decision_words", "told_on")
    act = partial(_changes, act=actions.write_joint_assessment, joint_id=joint_id)
    make = partial(_made, forms.WriteJoint, held | {"decision": row.decision_code})
    return _form(request, row.person, "With adult services", act, make, subject=joint_id)


@permission(Record.PATHWAY_PLAN, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def before_eighteen(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What is settled before 18."""
    told = queries.before_eighteen(request.actor, person_id, on=clock.today())
    held = {"version": told.version, "notes": told.notes} | {name: day for name, _, day in told.rows}
    act = partial(_changes_of_person, act=actions.write_before_eighteen)
    about = FormAbout(title="Before 18", place=ASSESSMENTS, act=act, done="It is written down.")
    make = partial(_made, forms.BeforeEighteen, held)
    return about.open(request, person_id, Record.PATHWAY_PLAN, Verb.CREATE, lambda _, data: make(data))


# ---------------------------------------------------------------------------------------------------------------------


def _form(
    request: HttpRequest,
    person: UUID,
    title: str,
    act: Callable[..., Any],
    make: Callable[[Any], Form],
    *,
    subject: UUID,
    record: Record = Record.NEEDS_ASSESSMENT,
    verb: Verb = Verb.UPDATE,
    back: str = "",
    send: str = "",
) -> HttpResponse:
    place = REVIEWS if record is Record.REVIEWS else ASSESSMENTS
    about = FormAbout(
        title=title, place=place, act=act, done="It is saved.", subject=subject, back=back, more={"send": send}
    )
    return about.open(request, person, record, verb, lambda _, data: make(data))


def _opened(request: HttpRequest, assessment_id: UUID, step: str) -> Any:
    told = queries.one_assessment(request.actor, assessment_id, on=clock.today())  # type: ignore[attr-defined]
    if step not in told.may:
        raise WrongState("This cannot be done with this assessment now.")
    return told


def _at(assessment_id: UUID) -> str:
    return reverse("casework:assessment", args=[assessment_id])


def _held(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _made(kind: type[Form], held: dict[str, Any], data: Any) -> Form:
    return kind(data, initial=held)


def _begin(*, extent: str, **given: Any) -> Any:
    return actions.begin_assessment(form=extent, **given)


def _changes(*, act: Callable[..., Any], person_id: UUID, version: int, on: Any, by: Any, **given: Any) -> Any:
    named = {name: given.pop(name) for name in ("review_id", "assessment_id", "head_id", "joint_id") if name in given}
    return act(version=version, changes=given, on=on, by=by, **named)


def _changes_of_person(*, act: Callable[..., Any], person_id: UUID, version: int, on: Any, by: Any, **more: Any) -> Any:
    return act(person_id=person_id, version=version, changes=more, on=on, by=by)
