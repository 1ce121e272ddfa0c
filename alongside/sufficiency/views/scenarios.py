"""Scenarios: tried, compared, put forward, published."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.shell import clock, downloads
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.sufficiency import actions, drawing, forms, queries
from alongside.sufficiency.views.sent import GET_OR_POST, NEW, form_page, sent

UNITS = "What is left empty stays as it is now."


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def scenarios(request: HttpRequest) -> HttpResponse:
    """All scenarios."""
    rows = queries.scenarios(request.actor)  # type: ignore[attr-defined]
    done = [row for row in queries.forecasts(request.actor) if row.is_done]  # type: ignore[attr-defined]
    adds = request.actor.can(Record.SUFFICIENCY, Verb.CREATE)  # type: ignore[attr-defined]
    picked = {is_as_now: next((row.id for row in done if (row.name == queries.AS_NOW) == is_as_now), None)
              for is_as_now in (True, False)}  # fmt: skip
    told = {"rows": rows, "done": done, "adds": adds, "one": picked[True], "other": picked[False]}
    return render(request, "sufficiency/scenarios.html", told)


@permission(Record.SUFFICIENCY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_scenario(request: HttpRequest) -> HttpResponse:
    """Save a scenario."""
    form = forms.Scenario(request.POST or None)
    if sent(request, form, actions.save_scenario, NEW):
        messages.success(request, "It is saved. Open it to make a forecast of it.")
        return redirect("sufficiency:scenarios")
    return form_page(request, form, "A scenario", back=reverse("sufficiency:scenarios"), lead=UNITS)


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def scenario(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """One scenario."""
    page = queries.scenario_page(request.actor, scenario_id)  # type: ignore[attr-defined]
    return render(request, "sufficiency/scenario.html", {"page": page})


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_scenario(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Change a scenario that is still being tried."""
    page = queries.scenario_page(request.actor, scenario_id)  # type: ignore[attr-defined]
    known = page.facts | {"why": page.row.why, "version": page.version}
    form = forms.ChangeScenario(request.POST or None, initial=known)
    if sent(request, form, partial(actions.change_scenario, scenario_id=scenario_id), scenario_id):
        messages.success(request, "It is changed. Forecasts made before stay as they were.")
        return redirect("sufficiency:scenario", scenario_id)
    return form_page(
        request, form, f"Change {page.row.name}", back=reverse("sufficiency:scenario", args=[scenario_id]), lead=UNITS
    )


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_POST
def put_forward(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Put it forward for the strategy."""
    actions.put_forward_scenario(scenario_id=scenario_id, version=_version(request), by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, "It waits for a second person to publish it.")
    return redirect("sufficiency:scenario", scenario_id)


@permission(Record.SUFFICIENCY, Verb.APPROVE)
@require_POST
def publish_scenario(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Publish what somebody else put forward."""
    actions.publish_scenario(
        scenario_id=scenario_id, version=_version(request), on=clock.today(), by=request.actor  # type: ignore[attr-defined]
    )  # fmt: skip
    messages.success(request, "It is published to the strategy.")
    return redirect("sufficiency:scenario", scenario_id)


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else 0


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two forecasts beside each other; without two, the place where they are chosen."""
    one, other = _asked(request, "one"), _asked(request, "other")
    if one is None or other is None:
        return redirect("sufficiency:scenarios")
    page = queries.comparison(request.actor, one, other)  # type: ignore[attr-defined]
    told = {"page": page, "drawn": drawing.comparison_chart(page), "tables": drawing.comparison_tables(page)}
    return render(request, "sufficiency/compare.html", told)


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def compare_file(request: HttpRequest, name: str) -> HttpResponse:
    """One table of the comparison as a file."""
    one, other = _asked(request, "one"), _asked(request, "other")
    if one is None or other is None:
        raise Http404
    page = queries.comparison(request.actor, one, other)  # type: ignore[attr-defined]
    table = drawing.comparison_files(page).get(name)
    if table is None:
        raise Http404
    return downloads.answer(f"comparison-{name}.csv", downloads.as_csv(*table), downloads.CSV_TYPE)


def _asked(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
