"""Public meetings of the board and their public papers, for everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.board import papers, queries
from alongside.shell import clock, slots
from alongside.shell.gate import public


@public
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings to come and those over."""
    coming, past = queries.public_meetings(on=clock.today())
    others = [link for ask in slots.read_by_everybody.all() if (link := ask())]
    told = {"coming": coming, "past": past, "reports": queries.public_reports(), "others": others}
    return render(request, "board/public_meetings.html", told)


@public
@require_safe
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: its agenda, its public papers, its minutes once approved."""
    return render(request, "board/public_meeting.html", {"meeting": queries.public_meeting(meeting_id)})


@public
@require_safe
def pack(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Its public papers as one PDF file."""
    return papers.pack(queries.public_pack(meeting_id))
