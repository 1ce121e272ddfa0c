"""Meetings that are moved or cancelled, items put off, rules of the agenda said anew, and questions answered."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.board import actions, queries
from alongside.board.forms import meetings as forms
from alongside.board.views.asking import GET_OR_POST, actor_of, check_can_begin, form_page, sent, version_of
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.shell.wording import day

MEETINGS = Record.MEETINGS
UPDATE = permission(MEETINGS, Verb.UPDATE)
OVER = "This meeting was held or cancelled. It is not moved any more."


@UPDATE
@require_http_methods(GET_OR_POST)
def move_meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Move a meeting to another day, time or place."""
    told = queries.meeting_page(actor_of(request), meeting_id)
    check_can_begin(request, told.can_be_moved, OVER)
    version = version_of(request, told.version)
    initial = {"on": told.on, "begins": told.begins, "place": told.place}
    form = forms.MoveForm(request.POST or None, initial=initial)
    if sent(request, form, partial(actions.move_meeting, meeting_id=meeting_id, version=version, today=clock.today())):
        return redirect("board:meeting", meeting_id)
    return form_page(request, "Move the meeting", form, "Move it", up=_up(told), version=version)


@UPDATE
@require_http_methods(GET_OR_POST)
def cancel_meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel a meeting."""
    told = queries.meeting_page(actor_of(request), meeting_id)
    check_can_begin(request, told.can_be_moved, OVER)
    version = version_of(request, told.version)
    form = forms.CancelForm(request.POST or None)
    if sent(request, form, partial(actions.cancel_meeting, meeting_id=meeting_id, version=version)):
        return redirect("board:meeting", meeting_id)
    return form_page(request, "Cancel the meeting", form, "Cancel it", up=_up(told), version=version)


@UPDATE
@require_http_methods(GET_OR_POST)
def put_off_item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Put an item off to a later meeting."""
    told = queries.item_page(actor_of(request), item_id)
    check_can_begin(request, told.can_be_put_off, "Its papers are published. What is on the agenda stays there.")
    version = version_of(request, told.version)
    later = queries.later_meetings(told.meeting_id)
    check_can_begin(request, bool(later), "No later meeting is planned whose papers are not out. Plan one first.")
    form = forms.PutOffForm(request.POST or None, meetings=later)
    if sent(request, form, partial(actions.put_off_item, item_id=item_id, version=version)):
        return redirect("board:item", item_id)
    up = (reverse("board:item", args=[item_id]), told.title)
    return form_page(request, "To a later meeting", form, "Put it off", up=up, version=version)


@UPDATE
@require_http_methods(GET_OR_POST)
def change_rule(request: HttpRequest, board_id: UUID, rule_id: UUID) -> HttpResponse:
    """Say anew what comes to the board, or that it comes no more."""
    told = queries.board_page(actor_of(request), board_id, on=clock.today())
    rule = told.rule(rule_id)
    names = ("title", "every", "month", "owner_post", "question", "place", "has_ended")
    form = forms.ChangeRuleForm(request.POST or None, initial={name: getattr(rule, name) for name in names})
    version = version_of(request, rule.version)
    if sent(request, form, partial(actions.change_rule, rule_id=rule_id, version=version)):
        return redirect("board:board", board_id)
    up = (reverse("board:board", args=[board_id]), told.name)
    return form_page(request, rule.title, form, "Keep", up=up, version=version)


@permission(MEETINGS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Answer what was asked."""
    asked = queries.question_asked(actor_of(request), question_id)
    form = forms.AnswerForm(request.POST or None)
    if sent(request, form, partial(actions.answer, question_id=question_id, on=clock.today())):
        return redirect("board:item", asked.item_id)
    up = (reverse("board:item", args=[asked.item_id]), asked.item)
    return form_page(request, f"{asked.who} asks: {asked.words}", form, "Answer", up=up)


def _up(told: queries.MeetingRow) -> tuple[str, str]:
    return reverse("board:meeting", args=[told.id]), f"Meeting of {day(told.on)}"
