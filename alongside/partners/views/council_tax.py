"""Council tax: the public page of what each district takes off, and the pages of those who keep it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partners import actions, queries
from alongside.partners.forms import council_tax as forms
from alongside.partners.views.staff import GET_OR_POST, NEW, desk_page, form_page, sent
from alongside.shell import clock, slots
from alongside.shell.gate import permission, public
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb


@public
@require_safe
def council_tax(request: HttpRequest) -> HttpResponse:
    """What each district takes off."""
    return render(request, "partners/council_tax.html", {"schemes": queries.schemes_on(clock.today())})


@permission(Record.COUNCIL_TAX, Verb.READ)
@require_safe
def council_tax_desk(request: HttpRequest) -> HttpResponse:
    """Schemes that wait, that hold, and those over."""
    actor = request.actor
    desk = queries.council_tax_desk(actor, on=clock.today())
    lists = [one for one in slots.council_tax_lists.all() if actor.can(one.record, one.verb)]
    proposes = actor.can(Record.COUNCIL_TAX, Verb.CREATE)
    return desk_page(request, "council_tax_desk", desk=desk, proposes=proposes, lists=lists)


@permission(Record.COUNCIL_TAX, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def propose_scheme(request: HttpRequest) -> HttpResponse:
    """Write down a scheme."""
    form = forms.Scheme(request.POST or None, districts=queries.districts_to_propose(request.actor))
    if sent(request, form, actions.propose_scheme, NEW):
        messages.success(request, "It is written down. Somebody else approves it.")
        return redirect("council_tax_desk")
    return form_page(request, form, "A council tax scheme", back=reverse("council_tax_desk"))


@permission(Record.COUNCIL_TAX, Verb.APPROVE)
@require_POST
def approve_scheme(request: HttpRequest, scheme_id: UUID) -> HttpResponse:
    """Approve it."""
    return _decide(request, scheme_id, actions.approve_scheme, "It is approved.")


@permission(Record.COUNCIL_TAX, Verb.APPROVE)
@require_POST
def decline_scheme(request: HttpRequest, scheme_id: UUID) -> HttpResponse:
    """Do not approve it."""
    return _decide(request, scheme_id, actions.decline_scheme, "It is not approved.")


def _decide(request: HttpRequest, scheme_id: UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    given = request.POST.get("version", "")
    try:
        act(scheme_id=scheme_id, version=int(given) if given.isdigit() else 0, by=request.actor)
        messages.success(request, done)
    except FactRefused as refused:
        messages.warning(request, str(refused))
    return redirect("council_tax_desk")
