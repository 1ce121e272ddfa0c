"""A worker's calendar: its address, and what other programs read under it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.views.sent import said
from alongside.shell import clock
from alongside.shell.gate import permission, public
from alongside.shell.roles import Record, Verb


@permission(Record.CLOCKS, Verb.READ)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Whether there is an address, and how to get one."""
    return render(request, "casework/calendar.html", {"since": queries.own_calendar(request.actor).since})


@permission(Record.CLOCKS, Verb.READ)
@require_POST
def make_calendar(request: HttpRequest) -> HttpResponse:
    """A new address, shown once."""
    secret = actions.make_calendar_address(by=request.actor)
    fresh = request.build_absolute_uri(reverse("casework:calendar_feed", args=[secret]))
    since = queries.own_calendar(request.actor).since
    return render(request, "casework/calendar.html", {"since": since, "fresh": fresh})


@permission(Record.CLOCKS, Verb.READ)
@require_POST
def end_calendar(request: HttpRequest) -> HttpResponse:
    """No address any more."""
    actions.end_calendar_address(by=request.actor)
    return said(request, "The address is ended. Nothing is read under it any more.", "casework:calendar")


@public
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program reads: days and no names. Whoever has the secret needs no other sign-in."""

    def link(person: UUID) -> str:
        return request.build_absolute_uri(reverse("casework:clocks", args=[person]))

    found = queries.calendar_of(secret, link, on=clock.today())
    return HttpResponse(found, content_type="text/calendar; charset=utf-8")
