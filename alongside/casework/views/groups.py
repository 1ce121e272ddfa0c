"""Groups and drop-ins: the sessions, and who came."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.casework import actions, queries
from alongside.casework.forms import groups as forms
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.GROUPS, Verb.READ)
@require_http_methods(GET_OR_POST)
def sessions(request: HttpRequest) -> HttpResponse:
    """The latest sessions, and a new one."""
    on, by = clock.today(), request.actor
    form = forms.Session(request.POST or None, initial={"held_on": on})
    may = by.can(Record.GROUPS, Verb.CREATE)
    if may and sent(request, form, actions.hold_session):
        return said(request, "It is written down. Say now who came.", "casework:groups")
    told = {"rows": queries.sessions(by, on=on), "form": form if may else None, "once": sending.mark_of(request)}
    return render(request, "casework/groups.html", told)


@permission(Record.GROUPS, Verb.READ)
@require_http_methods(GET_OR_POST)
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """One session, who came, and somebody more who came."""
    on, by = clock.today(), request.actor
    page = queries.one_session(by, session_id, on=on)
    form = forms.Came(request.POST or None, people=page.people)
    if page.people and sent(request, form, partial(actions.note_attendance, session_id=session_id)):
        return said(request, "They are in the list.", "casework:group", session_id)
    told = {"page": page, "form": form if page.people else None, "once": sending.mark_of(request)}
    return render(request, "casework/group.html", told)
