"""A meeting: its agenda and papers, what is asked, who came, what was resolved."""

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
from alongside.board.forms import meetings as forms
from alongside.board.views.asking import GET_OR_POST, actor_of, check_can_begin, form_page, may, sent, version_of
from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.shell.wording import day

MEETINGS = Record.MEETINGS
READ, UPDATE = permission(MEETINGS, Verb.READ), permission(MEETINGS, Verb.UPDATE)
OUT = "Its papers are published. They are not changed any more; what comes late is added as a late paper."
NOT_HELD = "Who came and what was said is written down from the day of a meeting on, until its minutes are approved."
PAPER = (
    "title", "owner_post", "question", "paper", "indicators", "is_young_peoples", "exempt_reason",
)  # fmt: skip


@READ
@require_safe
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting."""
    by = actor_of(request)
    told = {
        "meeting": _meeting(request, meeting_id),
        "arising": queries.arising(by, meeting_id, on=clock.today()),
        "may": may(by, MEETINGS),
    }
    return render(request, "board/meeting.html", told)


@READ
@require_safe
def pack(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Its papers as one PDF file: those that this reader may read."""
    return papers.pack(_meeting(request, meeting_id))


@UPDATE
@require_http_methods(GET_OR_POST)
def add_item(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Put something on the agenda."""
    check_can_begin(request, _meeting(request, meeting_id).is_planned, OUT)
    act = partial(actions.add_item, meeting_id=meeting_id)
    return _act(request, meeting_id, "A new item", forms.ItemForm(request.POST or None), "Add it", act)


@UPDATE
@require_POST
def young_people_first(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Young people asked that what they bring be taken first."""
    actions.take_young_people_first(meeting_id=meeting_id, version=version_of(request), by=actor_of(request))
    return redirect("board:meeting", meeting_id)


@UPDATE
@require_http_methods(GET_OR_POST)
def publish(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Publish the papers."""
    told = _meeting(request, meeting_id)
    check_can_begin(request, told.is_planned, OUT)
    version = version_of(request, told.version)
    act = partial(actions.publish, meeting_id=meeting_id, version=version, on=clock.today())
    form = forms.PublishForm(request.POST or None)
    return _act(request, meeting_id, "Publish the papers", form, "Publish", act, version=version)


@UPDATE
@require_http_methods(GET_OR_POST)
def attendance(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Write down whether a member came."""
    check_can_begin(request, _meeting(request, meeting_id).takes_attendance, NOT_HELD)
    members = queries.member_choices(meeting_id)
    check_can_begin(
        request, bool(members), "Nobody sat on the board that day. Add its members on the page of the board."
    )
    form = forms.AttendanceForm(request.POST or None, members=members)
    act = partial(actions.note_attendance, meeting_id=meeting_id)
    return _act(request, meeting_id, "Who came", form, "Keep", act)


@UPDATE
@require_http_methods(GET_OR_POST)
def minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Write the minutes."""
    told = _meeting(request, meeting_id)
    check_can_begin(request, told.takes_attendance, NOT_HELD)
    version = version_of(request, told.version)
    form = forms.MinutesForm(request.POST or None, initial={"minutes": told.minutes})
    act = partial(actions.write_minutes, meeting_id=meeting_id, version=version, on=clock.today())
    numbers = ", ".join(str(one.number) for one in told.urgent)
    note = numbers and f"Items taken as a matter of urgency stand in the minutes with their reasons: {numbers}."
    return _act(request, meeting_id, "Minutes", form, "Send for approval", act, version=version, note=note)


@permission(MEETINGS, Verb.APPROVE)
@require_POST
def approve_minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Approve the minutes as a true record."""
    actions.approve_minutes(meeting_id=meeting_id, version=version_of(request), by=actor_of(request))
    return redirect("board:meeting", meeting_id)


@READ
@require_http_methods(GET_OR_POST)
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """One item: its front sheet and paper, and a member's question."""
    told = queries.item_page(actor_of(request), item_id)
    form = forms.AskForm(request.POST or None)
    if sent(request, form, partial(actions.ask, item_id=item_id)):
        return redirect("board:item", item_id)
    given = {
        "item": told,
        "followed": [queries.followed_in(actor_of(request), one) for one in told.resolution_ids],
        "enquiries": queries.enquiries_on(told.indicators),
        "form": form,
        "once": sending.mark_of(request),
        "reader": actor_of(request).id,
        "may": may(actor_of(request), MEETINGS),
    }
    return render(request, "board/item.html", given)


@UPDATE
@require_http_methods(GET_OR_POST)
def write_paper(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Write the front sheet and the paper."""
    told = queries.item_page(actor_of(request), item_id)
    check_can_begin(request, told.is_planned, OUT)
    initial = {name: getattr(told, name) for name in PAPER} | dict(queries.front_words(item_id))
    form = forms.PaperForm(request.POST or None, initial=initial)
    version = version_of(request, told.version)
    act = partial(actions.write_paper, item_id=item_id, version=version)
    return _act_on_item(request, told, "The paper", form, "Keep", act, version=version)


@UPDATE
@require_POST
def chase(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Note that its owner was asked for the paper."""
    done = actions.chase(item_id=item_id, on=clock.today(), by=actor_of(request))
    return redirect("board:meeting", done.meeting_id)


@UPDATE
@require_http_methods(GET_OR_POST)
def note_question(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Write down what the public or a deputation asks."""
    told = queries.item_page(actor_of(request), item_id)
    form = forms.NoteQuestionForm(request.POST or None)
    act = partial(actions.note_question, item_id=item_id)
    return _act_on_item(request, told, "A question from outside", form, "Keep", act)


@UPDATE
@require_http_methods(GET_OR_POST)
def resolve(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Write down what the board resolved."""
    told = queries.item_page(actor_of(request), item_id)
    check_can_begin(request, told.takes_resolutions, "The meeting is still to come.")
    form = forms.ResolveForm(request.POST or None)
    act = partial(actions.resolve, item_id=item_id, on=clock.today())
    return _act_on_item(request, told, "What the board resolved", form, "Keep", act)


# ---------------------------------------------------------------------------------------------------------------------


def _meeting(request: HttpRequest, meeting_id: UUID) -> queries.MeetingRow:
    return queries.meeting_page(actor_of(request), meeting_id)


def _act(
    request: HttpRequest, meeting_id: UUID, title: str, form: Form, button: str, act: Callable[..., Any], **more: Any
) -> HttpResponse:
    told = _meeting(request, meeting_id)
    if sent(request, form, act):
        return redirect("board:meeting", meeting_id)
    up = (reverse("board:meeting", args=[meeting_id]), f"Meeting of {day(told.on)}")
    return form_page(request, title, form, button, up=up, **more)


def _act_on_item(
    request: HttpRequest,
    told: queries.ItemRow,
    title: str,
    form: Form,
    button: str,
    act: Callable[..., Any],
    **more: Any,
) -> HttpResponse:
    if sent(request, form, act):
        return redirect("board:item", told.id)
    up = (reverse("board:item", args=[told.id]), told.title)
    return form_page(request, title, form, button, up=up, **more)
