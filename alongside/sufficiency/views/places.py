"""Places there are: foster households, homes, fees, assumptions, postcodes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.shell import clock, downloads
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.sufficiency import actions, drawing, forms, queries
from alongside.sufficiency.views.sent import GET_OR_POST, NEW, form_page, sent


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The register."""
    page = queries.places(request.actor, on=clock.today())  # type: ignore[attr-defined]
    return render(request, "sufficiency/places.html", {"page": page, "charts": drawing.places_charts(page)})


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def places_file(request: HttpRequest, name: str) -> HttpResponse:
    """One chart of the register as a file."""
    chart = drawing.places_charts(queries.places(request.actor, on=clock.today())).get(name)  # type: ignore[attr-defined]
    if chart is None:
        raise Http404
    return downloads.answer(f"places-{name}.csv", chart.as_csv(), downloads.CSV_TYPE)


def _added(
    request: HttpRequest, form: Form, act: Callable[..., Any], title: str, done: str, subject: UUID = NEW
) -> HttpResponse:
    if sent(request, form, act, subject):
        messages.success(request, done)
        return redirect("sufficiency:places")
    return form_page(request, form, title, back=reverse("sufficiency:places"))


@permission(Record.SUFFICIENCY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_household(request: HttpRequest) -> HttpResponse:
    """Add a foster household."""
    act = partial(actions.add_household, on=clock.today())
    return _added(request, forms.Household(request.POST or None), act, "A foster household", "The household is added.")


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Change a foster household."""
    row = queries.household(request.actor, household_id, on=clock.today())  # type: ignore[attr-defined]
    known = {"places": row.places, "ended_on": row.ended_on, "version": row.version}
    form = forms.ChangeHousehold(request.POST or None, initial=known)
    act = partial(actions.change_household, household_id=household_id, on=clock.today())
    return _added(request, form, act, f"Household {row.reference}", "The household is changed.", household_id)


@permission(Record.SUFFICIENCY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_home(request: HttpRequest) -> HttpResponse:
    """Add a home."""
    return _added(request, forms.Home(request.POST or None), actions.add_home, "A home", "The home is added.")


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_home(request: HttpRequest, home_id: UUID) -> HttpResponse:
    """Change a home."""
    row = queries.home(request.actor, home_id)  # type: ignore[attr-defined]
    known = {"beds": row.beds, "closed_on": row.closed_on, "version": row.version}
    form = forms.ChangeHome(request.POST or None, initial=known)
    act = partial(actions.change_home, home_id=home_id, on=clock.today())
    return _added(request, form, act, row.name, "The home is changed.", home_id)


@permission(Record.SUFFICIENCY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def set_fee(request: HttpRequest) -> HttpResponse:
    """Say what a place costs."""
    return _added(request, forms.Fee(request.POST or None), actions.set_fee, "A weekly fee", "The fee is set.")


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def set_assumptions(request: HttpRequest) -> HttpResponse:
    """Say what forecasts assume."""
    page = queries.places(request.actor, on=clock.today())  # type: ignore[attr-defined]
    form = forms.Assumptions(request.POST or None, initial=page.assumed_facts)
    act = partial(actions.set_assumptions, on=clock.today())
    return _added(request, form, act, "What forecasts assume", "Forecasts from now on assume this.")


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def load_postcodes(request: HttpRequest) -> HttpResponse:
    """Load a postcode directory."""
    form = forms.Postcodes(request.POST or None, request.FILES or None)
    return _added(request, form, actions.load_postcodes, "Where postcodes lie", "The postcodes are loaded.")
