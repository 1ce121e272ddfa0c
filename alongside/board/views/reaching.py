"""Visits of members, reports to others, and what staff have learnt."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.board import actions, queries
from alongside.board.forms import meetings as forms
from alongside.board.views.asking import GET_OR_POST, actor_of, check_can_begin, form_page, may, sent, version_of
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

MEETINGS, PLANS = Record.MEETINGS, Record.ACTION_PLANS
HOME = "Board"


@permission(MEETINGS, Verb.READ)
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """What members saw and heard."""
    told = {"visits": queries.visits(actor_of(request)), "may": may(actor_of(request), MEETINGS)}
    return render(request, "board/visits.html", told)


@permission(MEETINGS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def add_visit(request: HttpRequest) -> HttpResponse:
    """Write down where a member went."""
    seats = queries.seats(actor_of(request), on=clock.today())
    check_can_begin(request, bool(seats), "Nobody sits on a board yet. Set one up, and add its members to it.")
    form = forms.VisitForm(request.POST or None, members=seats)
    if sent(request, form, partial(actions.record_visit, on=clock.today())):
        return redirect("board:visits")
    return form_page(request, "A visit", form, "Keep", up=(reverse("board:visits"), "Visits"))


@permission(PLANS, Verb.READ)
@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """What staff and advisers have learnt, and whether there are advisers enough."""
    page = queries.skills_page(actor_of(request), on=clock.today())
    told = {"page": page, "may": may(actor_of(request), PLANS), "on": clock.today()}
    return render(request, "board/skills.html", told)


@permission(PLANS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def add_skill(request: HttpRequest) -> HttpResponse:
    """Write down what somebody has learnt."""
    workers = queries.worker_choices(on=clock.today())
    check_can_begin(request, bool(workers), "Nobody works here yet. Open accounts for them first.")
    form = forms.SkillForm(request.POST or None, workers=workers)
    if sent(request, form, partial(actions.record_skill, on=clock.today())):
        return redirect("board:skills")
    return form_page(request, "A skill", form, "Keep", up=(reverse("board:skills"), "Staff and advisers"))


@permission(MEETINGS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def plan_report(request: HttpRequest, board_id: UUID) -> HttpResponse:
    """Plan a report to somebody else."""
    told = queries.board_page(actor_of(request), board_id, on=clock.today())
    form = forms.ReportOutForm(request.POST or None)
    if sent(request, form, partial(actions.plan_report, board_id=board_id)):
        return redirect("board:board", board_id)
    up = (reverse("board:board", args=[board_id]), told.name)
    return form_page(request, "A report to others", form, "Put it in the plan", up=up)


@permission(MEETINGS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def send_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Say that it went, and what came of it."""
    told, board_id = queries.report_out(actor_of(request), report_id)
    form = forms.SentForm(request.POST or None, initial={"sent_on": told.sent_on or clock.today()})
    version = version_of(request, told.version)
    act = partial(actions.send_report, report_id=report_id, version=version, on=clock.today())
    if sent(request, form, act):
        return redirect("board:board", board_id)
    up, note = (reverse("board:board", args=[board_id]), HOME), f"{told.title}, to {told.to}"
    return form_page(request, "A report went", form, "Keep", up=up, note=note, version=version)
