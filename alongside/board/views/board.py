"""The board: what needs looking at first, its members and what they have learnt, the rules and the plan of its year."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.board import actions, queries
from alongside.board.forms import meetings as forms
from alongside.board.views.asking import GET_OR_POST, actor_of, form_page, may, sent, version_of
from alongside.shell import clock
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

MEETINGS = Record.MEETINGS
UPDATE = permission(MEETINGS, Verb.UPDATE)


@permission(MEETINGS, Verb.READ)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The next meeting, and what changed."""
    told = {
        "boards": queries.boards(actor_of(request), on=clock.today()),
        "waiting": queries.changes_to_decide(actor_of(request)),
        "urgent": queries.waiting_for_chair(actor_of(request), on=clock.today()),
        "may": may(actor_of(request), MEETINGS),
    }
    return render(request, "board/home.html", told)


@UPDATE
@require_http_methods(GET_OR_POST)
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up a board."""
    form = forms.BoardForm(request.POST or None)
    if sent(request, form, actions.set_up_board):
        return redirect("board:home")
    return form_page(request, "A new board", form, "Set it up", up=(reverse("board:home"), "Board"))


@permission(MEETINGS, Verb.READ)
@require_safe
def board(request: HttpRequest, board_id: UUID) -> HttpResponse:
    """One board."""
    told = {
        "board": queries.board_page(actor_of(request), board_id, on=clock.today()),
        "today": clock.today(),
        "may": may(actor_of(request), MEETINGS),
    }
    return render(request, "board/board.html", told)


@UPDATE
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, board_id: UUID) -> HttpResponse:
    """Change its terms of reference."""
    told = queries.board_page(actor_of(request), board_id, on=clock.today())
    names = ("name", "terms", "quorum", "clear_days")
    form = forms.BoardForm(request.POST or None, initial={name: getattr(told, name) for name in names})
    version = version_of(request, told.version)
    if sent(request, form, partial(actions.change_board, board_id=board_id, version=version)):
        return redirect("board:board", board_id)
    return _page(request, told, "Terms of reference", form, "Keep", version=version)


@UPDATE
@require_http_methods(GET_OR_POST)
def add_member(request: HttpRequest, board_id: UUID) -> HttpResponse:
    """Give somebody a seat."""
    told = queries.board_page(actor_of(request), board_id, on=clock.today())
    form = forms.MemberForm(request.POST or None)
    if sent(request, form, partial(actions.add_member, board_id=board_id)):
        return redirect("board:board", board_id)
    return _page(request, told, "A new member", form, "Add them")


@UPDATE
@require_http_methods(GET_OR_POST)
def change_member(request: HttpRequest, board_id: UUID, member_id: UUID) -> HttpResponse:
    """Change a seat, or end its term."""
    told = queries.board_page(actor_of(request), board_id, on=clock.today())
    seat = told.seat(member_id)
    names = ("substitute", "is_chair", "votes", "to_on")
    form = forms.ChangeMemberForm(request.POST or None, initial={name: getattr(seat, name) for name in names})
    version = version_of(request, seat.version)
    if sent(request, form, partial(actions.change_member, member_id=member_id, version=version)):
        return redirect("board:board", board_id)
    return _page(request, told, f"The seat of {seat.name}", form, "Keep", version=version)


@UPDATE
@require_http_methods(GET_OR_POST)
def train(request: HttpRequest, board_id: UUID, member_id: UUID) -> HttpResponse:
    """Write down what a member has learnt."""
    told = queries.board_page(actor_of(request), board_id, on=clock.today())
    form = forms.TrainingForm(request.POST or None)
    if sent(request, form, partial(actions.record_training, member_id=member_id, on=clock.today())):
        return redirect("board:board", board_id)
    return _page(request, told, "Training", form, "Keep")


@UPDATE
@require_http_methods(GET_OR_POST)
def add_rule(request: HttpRequest, board_id: UUID) -> HttpResponse:
    """Say what comes to the board, and how often."""
    told = queries.board_page(actor_of(request), board_id, on=clock.today())
    form = forms.RuleForm(request.POST or None)
    if sent(request, form, partial(actions.add_rule, board_id=board_id)):
        return redirect("board:board", board_id)
    return _page(request, told, "What comes to the board", form, "Add it")


@UPDATE
@require_http_methods(GET_OR_POST)
def plan_year(request: HttpRequest, board_id: UUID) -> HttpResponse:
    """Make the plan of a municipal year from the rules."""
    told = queries.board_page(actor_of(request), board_id, on=clock.today())
    form = forms.YearForm(request.POST or None)
    if sent(request, form, partial(actions.plan_year, board_id=board_id)):
        return redirect("board:board", board_id)
    return _page(request, told, "Plan a year", form, "Make the plan")


def _page(
    request: HttpRequest, told: queries.BoardPage, title: str, form: Form, button: str, version: int | None = None
) -> HttpResponse:
    up = (reverse("board:board", args=[told.id]), told.name)
    more = {} if version is None else {"version": version}
    return form_page(request, title, form, button, up=up, **more)
