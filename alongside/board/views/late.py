"""Papers that come after the others."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.board import actions, queries
from alongside.board.forms import meetings as forms
from alongside.board.views.asking import GET_OR_POST, actor_of, check_can_begin, form_page, sent, version_of
from alongside.shell import clock
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.shell.wording import day

UPDATE = permission(Record.MEETINGS, Verb.UPDATE)
IN_TIME = "It is published at once with today’s date, and is not changed any more."
URGENT = (
    "With fewer than the clear days left it is taken only if the chair finds it urgent for special reasons, which the "
    "minutes give (Local Government Act 1972, section 100B(4)(b), unverified). It is published once the chair, or "
    "somebody else for the chair, has agreed here that it is."
)
TOO_LATE = "No late paper can come here: the other papers are not out, or it is there, or it is too late."


@UPDATE
@require_http_methods(GET_OR_POST)
def add_late_paper(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Add an item with its paper to a published agenda."""
    told = queries.meeting_page(actor_of(request), meeting_id)
    check_can_begin(request, told.takes_late_papers, TOO_LATE)
    form = forms.LatePaperForm(request.POST or None, must_be_urgent=told.is_short_of_days)
    if sent(request, form, partial(actions.add_late_paper, meeting_id=meeting_id, on=clock.today())):
        return redirect("board:meeting", meeting_id)
    up = (reverse("board:meeting", args=[meeting_id]), f"Meeting of {day(told.on)}")
    return _form_page(request, "A late paper", form, told.is_short_of_days, up=up)


@UPDATE
@require_http_methods(GET_OR_POST)
def bring_late_paper(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Bring the paper of an item that was published without one."""
    told = queries.item_page(actor_of(request), item_id)
    check_can_begin(request, told.awaits_paper, TOO_LATE)
    names = ("indicators", "paper", "late_because", "urgent_because")
    known = {name: getattr(told, name) for name in names} | queries.front_words(item_id)
    short = queries.meeting_page(actor_of(request), told.meeting_id).is_short_of_days
    form = forms.LatePaperOfItemForm(request.POST or None, initial=known, must_be_urgent=short)
    version = version_of(request, told.version)
    if sent(request, form, partial(actions.bring_late_paper, item_id=item_id, version=version, on=clock.today())):
        return redirect("board:item", item_id)
    up = (reverse("board:item", args=[item_id]), told.title)
    return _form_page(request, f"{told.title}: a late paper", form, short, up=up, version=version)


@permission(Record.MEETINGS, Verb.APPROVE)
@require_POST
def agree_urgency(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Agree for the chair that it is urgent."""
    on, by = clock.today(), actor_of(request)
    actions.agree_urgency(item_id=item_id, version=version_of(request), on=on, by=by)
    return redirect("board:item", item_id)


def _form_page(request: HttpRequest, title: str, form: Form, is_short: bool, **more: Any) -> HttpResponse:
    note, button = (URGENT, "Send it to the chair") if is_short else (IN_TIME, "Publish it")
    return form_page(request, title, form, button, note=note, **more)
