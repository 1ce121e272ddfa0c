"""The school terms: seen, proposed by one, approved by another."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import terms as forms
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
NAMES = ("autumn", "spring", "summer")


@permission(Record.LOCAL_SETTINGS, Verb.READ)
@require_safe
def school_terms(request: HttpRequest) -> HttpResponse:
    """The terms that hold, and what waits for a decision."""
    told = queries.terms_page(request.actor, on=clock.today())
    waiting = {"year": told.waiting.year, "number": told.waiting.number} if told.waiting else {}
    return _page(request, "school_terms", told, forms.DecideTerms(initial=waiting))


@permission(Record.LOCAL_SETTINGS, Verb.READ)
@require_safe
def own_clocks(request: HttpRequest) -> HttpResponse:
    """Every period that is the council's own."""
    return render(request, "casework/own_clocks.html", {"rows": queries.own_clocks(request.actor)})


@permission(Record.LOCAL_SETTINGS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def propose_terms(request: HttpRequest) -> HttpResponse:
    """Propose the terms of a school year."""
    told = queries.terms_page(request.actor, on=clock.today())
    initial: dict[str, Any] = {"year": told.year}
    for name, term in zip(NAMES, told.start, strict=True):
        initial |= {f"{name}_from": term.from_on, f"{name}_to": term.to_on}
    form = forms.ProposeTerms(request.POST or None, initial=initial, years=told.years)
    if sent(request, form, actions.propose_terms):
        return said(request, "The terms wait for somebody else to approve them.", "casework:school_terms")
    return _page(request, "propose_terms", told, form)


@permission(Record.LOCAL_SETTINGS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide_terms(request: HttpRequest) -> HttpResponse:
    """Approve what was proposed, or send it back."""
    form = forms.DecideTerms(request.POST or None)
    if sent(request, form, actions.decide_terms):
        return said(request, "Your decision is recorded.", "casework:school_terms")
    return _page(request, "school_terms", queries.terms_page(request.actor, on=clock.today()), form)


def _page(request: HttpRequest, name: str, told: queries.TermsPage, form: Form) -> HttpResponse:
    return render(request, f"casework/{name}.html", {"told": told, "form": form, "once": sending.mark_of(request)})
