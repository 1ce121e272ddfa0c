"""Lists across people: homes to decide on, housing, refused services; and what was agreed with the Jobcentres."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import life as forms
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.roles import AT_WORK, Reach, Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.HOME, Verb.APPROVE)
@require_safe
def homes(request: HttpRequest) -> HttpResponse:
    """Assessments of homes that wait for this manager."""
    rows = queries.homes_to_decide(request.actor, on=clock.today())
    return render(request, "casework/homes.html", {"rows": rows})


@permission(Record.HOUSING, Verb.CREATE)
@require_safe
def housing(request: HttpRequest) -> HttpResponse:
    """Whose housing this reader works on."""
    rows = queries.housing_list(request.actor, on=clock.today())
    return render(request, "casework/housing.html", {"rows": rows})


@permission(Record.HEALTH, Verb.READ, AT_WORK - {Reach.NAMED})
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """Health services that turned young people away."""
    rows = queries.refused_services(request.actor, on=clock.today())
    return render(request, "casework/refused_services.html", {"rows": rows})


@permission(Record.BENEFITS, Verb.READ)
@require_safe
def jobcentres(request: HttpRequest) -> HttpResponse:
    """What was agreed with each Jobcentre."""
    told = {"rows": queries.jobcentres(request.actor), "may": request.actor.can(Record.LOCAL_SETTINGS, Verb.CREATE)}
    return render(request, "casework/jobcentres.html", told)


@permission(Record.LOCAL_SETTINGS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_jobcentre(request: HttpRequest) -> HttpResponse:
    """Write down what was agreed with a Jobcentre."""
    form = forms.Jobcentre(request.POST or None)
    return _jobcentre(request, form, jobcentre_id=None)


@permission(Record.LOCAL_SETTINGS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def change_jobcentre(request: HttpRequest, jobcentre_id: UUID) -> HttpResponse:
    """Change what was agreed with a Jobcentre."""
    held = queries.one_jobcentre(request.actor, jobcentre_id)
    names = ("jobcentre", "contact", "phone", "email", "agreed", "reviewed_on", "ended_on")
    initial = {name: getattr(held, name) for name in names}
    form = forms.Jobcentre(request.POST or None, initial=initial, version=held.version)
    return _jobcentre(request, form, jobcentre_id=jobcentre_id)


def _jobcentre(request: Any, form: forms.Jobcentre, *, jobcentre_id: UUID | None) -> HttpResponse:
    act = partial(actions.save_jobcentre, jobcentre_id=jobcentre_id, version=None)
    if sent(request, form, act):
        back = "casework:jobcentres" if request.actor.can(Record.BENEFITS, Verb.READ) else "casework:start"
        return said(request, "It is saved.", back)
    return render(request, "casework/jobcentre.html", {"form": form, "once": sending.mark_of(request)})
