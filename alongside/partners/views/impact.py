"""Equality impact assessments: the staff's pages, and those that everybody reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partners import actions, queries
from alongside.partners.forms import impact as forms
from alongside.partners.views.staff import GET_OR_POST, NEW, desk_page, form_page, sent
from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission, public
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb


@public
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """Those that everybody reads."""
    return render(request, "partners/impact_public.html", {"rows": queries.published_assessments()})


@public
@require_safe
def published_one(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """One that everybody reads."""
    page = queries.published_assessment(assessment_id)
    return render(request, "partners/impact_public_one.html", {"page": page, "on": clock.today()})


@permission(Record.IMPACT, Verb.READ)
@require_safe
def assessments(request: HttpRequest) -> HttpResponse:
    """All assessments."""
    adds = request.actor.can(Record.IMPACT, Verb.CREATE)
    ahead = queries.going_ahead(request.actor)
    return desk_page(request, "impact", rows=queries.assessments(), ahead=ahead, adds=adds, on=clock.today())


@permission(Record.IMPACT, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin one."""
    form = forms.Assessment(request.POST or None)
    act = sending.Making(partial(actions.begin_assessment, on=clock.today()))
    if sent(request, form, act, NEW):
        messages.success(request, "It is begun. Write down what it means for people, then pass it on.")
        return act.opened("impact_assessment", "impact_assessments")
    return form_page(request, form, "An equality impact assessment", back=reverse("impact_assessments"))


@permission(Record.IMPACT, Verb.READ)
@require_safe
def assessment(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """One assessment."""
    page = queries.assessment(request.actor, assessment_id)
    return render(request, "partners/impact_one.html", {"page": page, "on": clock.today()})


@permission(Record.IMPACT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def write_finding(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """What it means for somebody."""
    return _added(request, assessment_id, forms.Finding, actions.write_finding, "What it means for people")


@permission(Record.IMPACT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def add_action(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """What is done about it."""
    act = partial(actions.add_impact_action, on=clock.today())
    return _added(request, assessment_id, forms.Action, act, "What is done about it")


@permission(Record.IMPACT, Verb.UPDATE)
@require_POST
def finish_action(request: HttpRequest, assessment_id: UUID, action_id: UUID) -> HttpResponse:
    """It is done."""
    page = queries.assessment(request.actor, assessment_id)
    for one in page.actions:
        if one.id == action_id:
            actions.finish_impact_action(action_id=one.id, version=one.version, on=clock.today(), by=request.actor)
            messages.success(request, "It is written down as done.")
    return redirect("impact_assessment", assessment_id)


@permission(Record.IMPACT, Verb.UPDATE)
@require_POST
def send(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Pass it on."""
    return _pressed(request, assessment_id, actions.send_assessment, "It waits to be approved by somebody else.")


@permission(Record.IMPACT, Verb.APPROVE)
@require_POST
def approve(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Approve it."""
    act = partial(actions.approve_assessment, on=clock.today())
    return _pressed(request, assessment_id, act, "It is approved.")


@permission(Record.IMPACT, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def send_back(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Send it back."""
    page = queries.assessment(request.actor, assessment_id)
    form = forms.SendBack(request.POST or None, initial={"version": page.version})
    if sent(request, form, partial(actions.send_back_assessment, assessment_id=assessment_id), assessment_id):
        messages.success(request, "It is sent back.")
        return redirect("impact_assessment", assessment_id)
    back = reverse("impact_assessment", args=[assessment_id])
    return form_page(request, form, f"Send back: {page.row.title}", back=back, send="Send back")


@permission(Record.IMPACT, Verb.UPDATE)
@require_POST
def publish(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Publish it."""
    act = partial(actions.publish_assessment, on=clock.today())
    return _pressed(request, assessment_id, act, "Everybody can read it now.")


@permission(Record.IMPACT, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def ask_to_go_ahead(request: HttpRequest) -> HttpResponse:
    """Ask to decide on something before its assessment is approved."""
    form = forms.GoAhead(request.POST or None)
    if sent(request, form, partial(actions.ask_to_go_ahead, on=clock.today()), NEW):
        messages.success(request, "It is asked. Somebody else decides.")
        return redirect("impact_assessments")
    lead = "The law asks for due regard before a decision. Say why this one cannot wait. Both names stay on record."
    return form_page(request, form, "Go ahead without one", back=reverse("impact_assessments"), send="Ask", lead=lead)


@permission(Record.IMPACT, Verb.APPROVE)
@require_POST
def decide_going_ahead(request: HttpRequest, going_ahead_id: UUID) -> HttpResponse:
    """Agree that it goes ahead, or not."""
    row = queries.one_going_ahead(request.actor, going_ahead_id)
    agreed = request.POST.get("decision") == "agree"
    given = request.POST.get("version", "")
    actions.decide_going_ahead(
        going_ahead_id=row.id, version=int(given) if given.isdigit() else 0, agreed=agreed, on=clock.today(),
        by=request.actor,
    )  # fmt: skip
    messages.success(request, "It may go ahead." if agreed else "It waits for its assessment.")
    return redirect("impact_assessments")


# ---------------------------------------------------------------------------------------------------------------------


def _added(
    request: HttpRequest, assessment_id: UUID, form_class: type[Form], act: Callable[..., Any], title: str
) -> HttpResponse:
    page = queries.assessment(request.actor, assessment_id)
    form = form_class(request.POST or None)
    if sent(request, form, partial(act, assessment_id=assessment_id), assessment_id):
        messages.success(request, "It is written down.")
        return redirect("impact_assessment", assessment_id)
    back = reverse("impact_assessment", args=[assessment_id])
    return form_page(request, form, title, back=back, lead=page.row.title)


def _pressed(request: HttpRequest, assessment_id: UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    given = request.POST.get("version", "")
    try:
        act(assessment_id=assessment_id, version=int(given) if given.isdigit() else 0, by=request.actor)
        messages.success(request, done)
    except FactRefused as refused:
        messages.warning(request, str(refused))
    return redirect("impact_assessment", assessment_id)
