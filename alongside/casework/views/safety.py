"""Safety, as those who work with young people record it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import safety as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.casework.views.sent import said
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
PLACE = "casework:safety"


@permission(Record.SAFETY, Verb.READ)
@require_safe
def safety(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Warnings, safety plans, incidents and referrals; for a partner the rules for visits."""
    on, by = clock.today(), request.actor
    header = queries.person_header(by, person_id, Record.SAFETY, on=on, place=PLACE)
    told = queries.safety_of(by, person_id, on=on)
    return render(request, "casework/safety.html", {"header": header, "told": told, "title": "Safety"})


@permission(Record.SAFETY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def warn(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A new warning."""
    about = _new("A warning", actions.write_warning, "The warning is written. A manager will look at it.")
    return about.open(request, person_id, Record.SAFETY, Verb.CREATE, lambda _, data: forms.Warn(data))


@permission(Record.SAFETY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A new safety plan."""
    about = _new("A safety plan", actions.write_safety_plan, "The plan is written. A manager will look at it.")
    return about.open(request, person_id, Record.SAFETY, Verb.CREATE, lambda _, data: forms.Plan(data))


@permission(Record.SAFETY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def incident(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A death, serious harm, or time missing."""
    about = _new("An incident", actions.record_incident, "It is recorded.")
    make = partial(forms.RecordIncident, initial={"aware_on": clock.today()})
    return about.open(request, person_id, Record.SAFETY, Verb.CREATE, lambda _, data: make(data))


@permission(Record.SAFETY, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def death(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """That they have died: with great care."""
    about = FormAbout(
        title="Record a death",
        place=PLACE,
        act=actions.record_death,
        done="It is recorded. Nothing is sent to them any more.",
        template="casework/death.html",
    )
    make = partial(forms.RecordDeath, initial={"aware_on": clock.today()})
    return about.open(request, person_id, Record.SAFETY, Verb.APPROVE, lambda _, data: make(data))


@permission(Record.SAFETY, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def undo_death(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """That a death was recorded in error."""
    one = queries.one_of_safety(request.actor, "incident", incident_id, Verb.APPROVE, on=clock.today())
    act = partial(actions.undo_death, incident_id=incident_id)
    done = "It is taken back. What it stopped runs again; letters that were stopped have to be written anew."
    title = "This death was recorded in error"
    return _open(request, one, incident_id, title, act, done, forms.UndoDeath, verb=Verb.APPROVE)


@permission(Record.SAFETY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def refer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A referral to safeguarding."""
    about = _new("Refer to safeguarding", actions.refer_to_safeguarding, "The referral is recorded.")
    make = partial(forms.ReferToSafeguarding, initial={"referred_on": clock.today()})
    return about.open(request, person_id, Record.SAFETY, Verb.CREATE, lambda _, data: make(data))


@permission(Record.SAFETY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_warning(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    """Change a warning."""
    one = queries.one_of_safety(request.actor, "warning", warning_id, Verb.UPDATE, on=clock.today())
    act = partial(actions.change_warning, warning_id=warning_id)
    done = "The warning is changed. A manager will look at it."
    return _open(request, one, warning_id, "Change the warning", act, done, forms.ChangeWarning)


@permission(Record.SAFETY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def review_warning(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    """Look at a warning again."""
    one = queries.one_of_safety(request.actor, "warning", warning_id, Verb.UPDATE, on=clock.today())
    act = partial(actions.review_warning, warning_id=warning_id)
    return _open(request, one, warning_id, "Look at the warning again", act, "It is looked at again.", forms.Review)


@permission(Record.SAFETY, Verb.APPROVE)
@require_POST
def approve_warning(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    """Approve a warning."""
    warning = actions.approve_warning(warning_id=warning_id, on=clock.today(), by=request.actor)
    return said(request, "The warning is approved.", PLACE, warning.person_id)


@permission(Record.SAFETY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def review_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Look at a safety plan again."""
    one = queries.one_of_safety(request.actor, "plan", plan_id, Verb.UPDATE, on=clock.today())
    act = partial(actions.review_safety_plan, plan_id=plan_id)
    return _open(request, one, plan_id, "Look at the safety plan again", act, "It is looked at again.", forms.Review)


@permission(Record.SAFETY, Verb.APPROVE)
@require_POST
def approve_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Approve a safety plan."""
    approved = actions.approve_safety_plan(plan_id=plan_id, on=clock.today(), by=request.actor)
    return said(request, "The safety plan is approved.", PLACE, approved.person_id)


@permission(Record.SAFETY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def follow_incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What followed an incident."""
    one = queries.one_of_safety(request.actor, "incident", incident_id, Verb.UPDATE, on=clock.today())
    act = partial(actions.follow_incident, incident_id=incident_id)
    make = partial(forms.FollowIncident, is_missing=one.fields["kind"] == "missing")
    return _open(request, one, incident_id, "What followed", act, "It is recorded.", make)


@permission(Record.SAFETY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def answer_referral(request: HttpRequest, safeguarding_id: UUID) -> HttpResponse:
    """What came of a referral."""
    one = queries.one_of_safety(request.actor, "referral", safeguarding_id, Verb.UPDATE, on=clock.today())
    act = partial(actions.answer_safeguarding, referral_id=safeguarding_id)
    return _open(request, one, safeguarding_id, "The answer", act, "It is recorded.", forms.AnswerSafeguarding)


# ---------------------------------------------------------------------------------------------------------------------


def _new(title: str, act: Callable[..., Any], done: str) -> FormAbout:
    return FormAbout(title=title, place=PLACE, act=act, done=done)


def _open(
    request: HttpRequest,
    one: queries.OneOfSafety,
    record_id: UUID,
    title: str,
    act: Callable[..., Any],
    done: str,
    make: Callable[..., Any],
    *,
    verb: Verb = Verb.UPDATE,
) -> HttpResponse:
    """A form about one record, filled with what it stands at."""
    about = FormAbout(title=title, place=PLACE, act=partial(without_person, act), done=done, subject=record_id)
    return about.open(request, one.person, Record.SAFETY, verb, lambda _, data: make(data, initial=one.fields))
