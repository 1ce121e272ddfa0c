"""The first page by role, the caseload, the team, and finding somebody."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms.lists import ArrangeCover, CaseloadFilter, Find, Take
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.forms import FilterForm
from alongside.shell.gate import permission
from alongside.shell.roles import Reach, Record, Verb

PAGE = 50
NOT_COVERED = "The absence is noted. Arrange cover within a working day."


@permission(Record.FIND_PEOPLE, Verb.READ)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send everybody to the first page of their own work."""
    actor = request.actor
    if actor.can(Record.ELIGIBILITY, Verb.APPROVE):
        return redirect("casework:team")
    if actor.can(Record.STATUTORY_RETURN, Verb.CREATE):
        return redirect("casework:returns")
    if actor.can(Record.CLOCKS, Verb.READ):
        return redirect("casework:caseload")
    if actor.can_at_work(Record.HOUSING, Verb.CREATE):
        return redirect("casework:housing")
    if actor.reaches(Record.FIND_PEOPLE, Verb.READ) == {Reach.PARTNER}:
        return redirect("casework:referred")
    return redirect("casework:find")


@permission(Record.CLOCKS, Verb.READ)
@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    """Everyone within reach, what is due first on top."""
    asked = {name: request.GET.get(name, "") for name in ("category", "due", "worker")}
    found = queries.caseload(request.actor, on=clock.today(), choice=queries.Choice(**asked))
    form = CaseloadFilter(asked, workers=found.workers)
    chosen = {name: value for name, value in asked.items() if value and name in form.fields}
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "casework/caseload.html",
        {
            "found": found,
            "page": page,
            "filters": form,
            "chosen": chosen_words(form, chosen),
            "may_add": request.actor.can(Record.ALLOCATION, Verb.CREATE),
            "may_contact": request.actor.can(Record.CONTACT_LOG, Verb.CREATE),
            "href": "?" + urlencode([*chosen.items(), ("page", "")]),
        },
    )


@permission(Record.ELIGIBILITY, Verb.APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """What is late, what waits for a decision, who has nobody; a manager takes those into their team."""
    form = Take(request.POST or None)
    if form.is_valid():
        taken = actions.take_into_team(on=clock.today(), by=request.actor, **form.cleaned_data)
        return said(request, "They are in your team now. Allocate a worker.", "casework:allocate", taken.person_id)
    return render(request, "casework/team.html", {"team": queries.team(request.actor, on=clock.today())})


@permission(Record.ALLOCATION, Verb.UPDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest) -> HttpResponse:
    """Who covers for whom, and the form that arranges it."""
    found = queries.cover_page(request.actor, on=clock.today())
    form = ArrangeCover(request.POST or None, mine=found.mine, everyone=found.everyone, initial={"from_on": found.on})
    if sent(request, form, _away):
        words = "The cover is arranged." if form.cleaned_data["covered_by"] else NOT_COVERED
        return said(request, words, "casework:cover")
    return render(request, "casework/cover.html", {"found": found, "form": form, "once": sending.mark_of(request)})


@permission(Record.FIND_PEOPLE, Verb.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Find somebody by name or reference. What was typed is sent by POST, so that no name is in an address."""
    form = Find(request.POST or None)
    matches = None
    if form.is_valid():
        matches = queries.find(request.actor, text=form.cleaned_data["text"], on=clock.today())
    may_add = request.actor.can(Record.ALLOCATION, Verb.CREATE)
    return render(request, "casework/find.html", {"form": form, "matches": matches, "may_add": may_add})


def _away(*, covered_by: Any, told_on: Any, **given: Any) -> Any:
    """Somebody is away: covered for, or not yet."""
    if covered_by:
        return actions.cover_worker(covered_by=covered_by, told_on=told_on, **given)
    return actions.note_absence(**given)


def chosen_words(form: FilterForm, chosen: dict[str, str]) -> list[dict[str, str]]:
    """Each choice in words, with the address that takes it away."""
    found = []
    for name, value in chosen.items():
        rest = {other: kept for other, kept in chosen.items() if other != name}
        found.append({"text": dict(form.fields[name].choices).get(value, value), "href": f"?{urlencode(rest)}"})
    return found
