"""Action plans: how each action stands, reporting, and what the board decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.board import actions, papers, queries
from alongside.board.forms import plans as forms
from alongside.board.views.asking import GET_OR_POST, actor_of, check_can_begin, form_page, may, sent, version_of
from alongside.shell import clock, downloads
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.shell.wording import day

PLANS = Record.ACTION_PLANS
LIST = "board:plans"
UP = "What was agreed elsewhere"


@permission(PLANS, Verb.READ)
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan, and what is late."""
    told = {
        "plans": queries.plan_rows(actor_of(request), on=clock.today()),
        "late": queries.late_actions(actor_of(request), on=clock.today()),
        "may": may(actor_of(request), PLANS),
    }
    return render(request, "board/plans.html", told)


@permission(PLANS, Verb.READ)
@require_safe
def report_xlsx(request: HttpRequest) -> HttpResponse:
    """The progress report as a workbook."""
    headings, rows = queries.report_rows(actor_of(request), on=clock.today())
    return downloads.answer("progress.xlsx", downloads.as_xlsx("Progress", headings, rows), downloads.XLSX_TYPE)


@permission(PLANS, Verb.READ)
@require_safe
def report_pdf(request: HttpRequest) -> HttpResponse:
    """The progress report as a PDF file."""
    return papers.progress(queries.plan_rows(actor_of(request), on=clock.today()), on=clock.today())


@permission(PLANS, Verb.READ)
@require_safe
def report_html(request: HttpRequest) -> HttpResponse:
    """The progress report as a file for a word processor."""
    return papers.progress_for_word(queries.plan_rows(actor_of(request), on=clock.today()), on=clock.today())


@permission(PLANS, Verb.READ)
@require_safe
def yearly(request: HttpRequest) -> HttpResponse:
    """The draft of the board's yearly report."""
    report = queries.yearly_report(actor_of(request), on=clock.today())
    return render(request, "board/yearly.html", {"report": report})


@permission(PLANS, Verb.READ)
@require_safe
def yearly_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a PDF file."""
    return papers.yearly(queries.yearly_report(actor_of(request), on=clock.today()))


@permission(PLANS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def make_plan(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    form = forms.PlanForm(request.POST or None)
    if sent(request, form, actions.make_plan):
        return redirect(LIST)
    return form_page(request, "A new plan", form, "Begin it", up=(reverse(LIST), "Action plans"))


@permission(PLANS, Verb.READ)
@require_safe
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """One plan."""
    told = {
        "plan": queries.plan_page(actor_of(request), plan_id, on=clock.today()),
        "may": may(actor_of(request), PLANS),
    }
    return render(request, "board/plan.html", told)


@permission(PLANS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_action(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Add an action to a plan."""
    told = queries.plan_page(actor_of(request), plan_id, on=clock.today())
    form = forms.ActionForm(request.POST or None, owners=queries.owners(on=clock.today()))
    if sent(request, form, partial(actions.add_action, plan_id=plan_id)):
        return redirect("board:plan", plan_id)
    up = (reverse("board:plan", args=[plan_id]), told.title)
    return form_page(request, "A new action", form, "Add it", up=up)


@permission(PLANS, Verb.READ)
@require_safe
def origins(request: HttpRequest) -> HttpResponse:
    """What was agreed elsewhere: what is followed in a plan, and what is not yet."""
    told = {"origins": queries.origins(actor_of(request)), "may": may(actor_of(request), PLANS)}
    return render(request, "board/origins.html", told)


@permission(PLANS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def take_over(request: HttpRequest, kind: str, origin_id: UUID) -> HttpResponse:
    """Follow in a plan what was agreed elsewhere."""
    on = clock.today()
    told = queries.origin(actor_of(request), kind, origin_id)
    if told.action_id:
        return redirect("board:action", told.action_id)
    plans = queries.plan_choices(actor_of(request), on=on)
    check_can_begin(request, bool(plans), "There is no plan under way to follow it in. Begin one first.")
    form = forms.TakeOverForm(request.POST or None, plans=plans, origin=told, owners=queries.owners(on=on))
    act = partial(actions.take_over, kind=kind, origin_id=origin_id)
    if sent(request, form, act):
        return redirect("board:take_over", kind, origin_id)
    note = " ".join(filter(None, (f"{told.kind_words}, {told.where}: {told.what}", told.owner_post)))
    note = f"{note}, by {day(told.due_on)}." if told.due_on else note
    return form_page(request, "Follow it in a plan", form, "Follow it", up=(reverse("board:origins"), UP), note=note)


@permission(PLANS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def recommend(request: HttpRequest) -> HttpResponse:
    """Write down what inspectors recommend."""
    form = forms.RecommendationForm(request.POST or None)
    if sent(request, form, partial(actions.record_recommendation, today=clock.today())):
        return redirect("board:origins")
    return form_page(request, "A recommendation", form, "Keep", up=(reverse("board:origins"), UP))


@permission(PLANS, Verb.READ)
@require_safe
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """One action."""
    told = {
        "one": queries.action_page(actor_of(request), action_id, on=clock.today()),
        "may": may(actor_of(request), PLANS),
    }
    return render(request, "board/action.html", told)


@permission(PLANS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def report_step(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say how it is going."""
    act = partial(actions.report_step, on=clock.today())
    return _act(request, action_id, "How it is going", forms.StepForm, act, versioned=False)


@permission(PLANS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def set_baseline(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say where it began."""
    told = queries.action_page(actor_of(request), action_id, on=clock.today())
    check_can_begin(request, not told.is_open or not told.knows_baseline, "Its baseline is known. It is not changed.")
    return _act(request, action_id, "Its baseline", forms.BaselineForm, actions.set_baseline)


@permission(PLANS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def finish_action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say that it is done."""
    act = partial(actions.finish_action, on=clock.today())
    return _act(request, action_id, "It is done", forms.FinishForm, act)


@permission(PLANS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def ask_for_target(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Ask the board for another target or day."""
    told = queries.action_page(actor_of(request), action_id, on=clock.today())
    check_can_begin(request, not told.waits_for_board, "A change waits for the board already.")
    act = partial(actions.ask_for_target, on=clock.today())
    return _act(request, action_id, "Ask the board for another target", forms.TargetForm, act, versioned=False)


@permission(PLANS, Verb.APPROVE)
@require_POST
def approve_target(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Approve it for the board."""
    return _decided(request, actions.approve_target, change_id)


@permission(PLANS, Verb.APPROVE)
@require_POST
def refuse_target(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Refuse it for the board."""
    return _decided(request, actions.refuse_target, change_id)


# ---------------------------------------------------------------------------------------------------------------------


def _act(
    request: HttpRequest,
    action_id: UUID,
    title: str,
    kind: type[Form],
    act: Callable[..., Any],
    *,
    versioned: bool = True,
) -> HttpResponse:
    told = queries.action_page(actor_of(request), action_id, on=clock.today())
    check_can_begin(request, told.is_open, "This action is over. Nothing more is written on it.")
    initial = {"target": told.target_value, "due_on": told.due_on}
    form = kind(request.POST or None, initial=initial)
    version = version_of(request, told.version)
    bound = partial(act, action_id=action_id, **({"version": version} if versioned else {}))
    if sent(request, form, bound):
        return redirect("board:action", action_id)
    up = (reverse("board:action", args=[action_id]), "The action")
    return form_page(request, title, form, "Keep", up=up, note=told.what, version=version)


def _decided(request: HttpRequest, act: Callable[..., Any], change_id: UUID) -> HttpResponse:
    change = act(change_id=change_id, version=version_of(request), on=clock.today(), by=actor_of(request))
    return redirect("board:action", change.action_id)
