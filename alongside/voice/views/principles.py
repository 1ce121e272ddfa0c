"""The seven principles: for those who answer, and for everybody."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.shell import clock, design, sending
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.shell.serving import public_page
from alongside.voice import actions, queries
from alongside.voice.forms import principles as forms
from alongside.voice.views.asking import actor_of, may, version_of
from alongside.voice.views.desk import sent

GET_OR_POST = ["GET", "HEAD", "POST"]


@public_page
@require_safe
def principles(request: HttpRequest) -> HttpResponse:
    """What the councils say, and beside it what young people say."""
    return render(request, "voice/forums/principles.html", {"told": queries.principles_public(on=clock.today())})


@permission(Record.PRINCIPLES, Verb.READ)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every answer, and what is missing."""
    told = {
        "desk": queries.principles_desk(actor_of(request), on=clock.today()),
        "may": may(actor_of(request), Record.PRINCIPLES),
    }
    return render(request, "voice/staff/principles.html", told)


@permission(Record.PRINCIPLES, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def assess(request: HttpRequest) -> HttpResponse:
    """Answer for the first time."""
    initial = {"council": design.council().name}
    form = forms.AssessForm(request.POST or None, initial=initial, promises=queries.promises_to_choose())
    act = sending.Making(partial(actions.assess, on=clock.today()))
    if sent(request, form, act):
        return act.opened("principles:assessment", "principles:desk")
    return _form(request, "How far are we?", form, "Put forward", back=("principles:desk",))


@permission(Record.PRINCIPLES, Verb.READ)
@require_safe
def assessment(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """One answer."""
    told = {
        "one": queries.one_assessment(actor_of(request), assessment_id, on=clock.today()),
        "may": may(actor_of(request), Record.PRINCIPLES),
    }
    return render(request, "voice/staff/assessment.html", told)


@permission(Record.PRINCIPLES, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Answer anew."""
    told = queries.one_assessment(actor_of(request), assessment_id, on=clock.today())
    names = ("rating", "answer", "young_rating", "young_view", "heard", "action", "review_on")
    lines = "\n".join(f"{words} | {address}" if address else words for words, address in told.evidence)
    initial = {name: getattr(told, name) for name in names} | {"evidence": lines, "commitment": told.commitment_id}
    form = forms.AnswerForm(request.POST or None, initial=initial, promises=queries.promises_to_choose())
    version = version_of(request, told.version)
    act = partial(actions.reassess, assessment_id=assessment_id, version=version, on=clock.today())
    if sent(request, form, act):
        return redirect("principles:assessment", assessment_id)
    more = {"back": ("principles:assessment", assessment_id), "version": version, "said": told.principle}
    return _form(request, told.area, form, "Put forward", **more)


@permission(Record.PRINCIPLES, Verb.APPROVE)
@require_POST
def agree(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Agree what somebody else wrote."""
    actions.agree_assessment(
        assessment_id=assessment_id, version=version_of(request, 0), on=clock.today(), by=actor_of(request)
    )
    return redirect("principles:assessment", assessment_id)


@permission(Record.PRINCIPLES, Verb.APPROVE)
@require_POST
def send_back(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Send it back to its writer."""
    actions.send_assessment_back(assessment_id=assessment_id, version=version_of(request, 0), by=actor_of(request))
    return redirect("principles:assessment", assessment_id)


# ---------------------------------------------------------------------------------------------------------------------


def _form(request: HttpRequest, title: str, form: Form, button: str, **more: Any) -> HttpResponse:
    told = {"title": title, "form": form, "button": button, "once": sending.mark_of(request)}
    return render(request, "voice/staff/one_form.html", told | more)
