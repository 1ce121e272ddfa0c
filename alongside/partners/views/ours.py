"""The page of an organisation for its own people."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.partners import actions, queries
from alongside.partners.forms import promise as forms
from alongside.partners.promise_years import year_of
from alongside.partners.views.staff import GET_OR_POST, form_page, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.OWN_BODY, Verb.READ)
@require_safe
def ours(request: HttpRequest) -> HttpResponse:
    """The only organisation for which this person acts; or which of them."""
    bodies = queries.our_bodies(request.actor)  # type: ignore[attr-defined]
    if len(bodies) == 1:
        return redirect("our_organisation", bodies[0][0])
    return render(request, "partners/ours.html", {"bodies": bodies})


@permission(Record.OWN_BODY, Verb.READ)
@require_safe
def our_organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """One of them."""
    page = queries.our_page(request.actor, organisation_id, on=clock.today())  # type: ignore[attr-defined]
    return render(request, "partners/our_page.html", {"page": page, "on": clock.today()})


@permission(Record.OWN_BODY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def our_deed(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Say what it did for the promise."""
    body = queries.our_name(request.actor, organisation_id)  # type: ignore[attr-defined]
    shown = queries.promise(on=clock.today())
    commitments = [(str(one.id), one.title) for one in shown.commitments]
    form = forms.OurDeed(request.POST or None, year=year_of(clock.today()), commitments=commitments)
    act = partial(actions.write_deed, organisation_id=organisation_id, on=clock.today())
    if sent(request, form, act, organisation_id):
        messages.success(request, "Written. It shows when somebody at the council has agreed.")
        return redirect("our_organisation", organisation_id)
    return form_page(request, form, "What we did", back=reverse("our_organisation", args=[organisation_id]), lead=body)
