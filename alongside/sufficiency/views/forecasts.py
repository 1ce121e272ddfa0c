"""Forecasts: asked for, looked at, published, scored."""

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
from alongside.sufficiency import actions, drawing, queries
from alongside.sufficiency.forms import Ask
from alongside.sufficiency.views.sent import GET_OR_POST, NEW, form_page, sent


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def forecasts(request: HttpRequest) -> HttpResponse:
    """All forecasts."""
    asks = request.actor.can(Record.SUFFICIENCY, Verb.CREATE)  # type: ignore[attr-defined]
    told = {"rows": queries.forecasts(request.actor), "asks": asks}  # type: ignore[attr-defined]
    return render(request, "sufficiency/forecasts.html", told)


@permission(Record.SUFFICIENCY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for one."""
    known = tuple((str(row.id), row.name) for row in queries.scenarios(request.actor))  # type: ignore[attr-defined]
    form = Ask(request.POST or None, initial={"scenario_id": request.GET.get("scenario", "")}, scenarios=known)
    if sent(request, form, partial(actions.ask_forecast, on=clock.today()), NEW):
        messages.success(request, "It is being worked out. That takes a minute or two; you need not wait here.")
        return redirect("sufficiency:forecasts")
    return form_page(request, form, "Make a forecast", back=reverse("sufficiency:forecasts"), send="Make it")


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def forecast(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One forecast."""
    page = queries.forecast_page(request.actor, run_id)  # type: ignore[attr-defined]
    charts = drawing.forecast_charts(page) if page.row.is_done else {}
    told = {
        "page": page,
        "charts": charts,
        "tables": drawing.forecast_tables(page),
        "spread": drawing.spread_chart(page),
        "scored": queries.how_wrong(request.actor, on=clock.today()),  # type: ignore[attr-defined]
    }
    return render(request, "sufficiency/forecast.html", told)


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def forecast_file(request: HttpRequest, run_id: UUID, name: str) -> HttpResponse:
    """One table of it as a file."""
    page = queries.forecast_page(request.actor, run_id)  # type: ignore[attr-defined]
    table = drawing.forecast_file(page, name) if page.row.is_done else None
    if table is None:
        raise Http404
    return downloads.answer(f"forecast-{name}.csv", downloads.as_csv(*table), downloads.CSV_TYPE)


@permission(Record.SUFFICIENCY, Verb.APPROVE)
@require_POST
def publish(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Publish what somebody else asked for."""
    act = partial(actions.publish_forecast, run_id=run_id, on=clock.today())
    run = act(version=_version(request), by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, NOT_SCORED if run.levers else "It is published. It will be scored as returns come in.")
    return redirect("sufficiency:forecast", run_id)


NOT_SCORED = "It is published. Of what is done differently nobody can say how wrong it was: it is not scored."


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else 0


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def how_wrong(request: HttpRequest) -> HttpResponse:
    """How wrong published forecasts turned out."""
    rows = queries.how_wrong(request.actor, on=clock.today())  # type: ignore[attr-defined]
    return render(request, "sufficiency/how_wrong.html", {"rows": rows, "drawn": drawing.how_wrong_chart(rows)})


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def how_wrong_file(request: HttpRequest) -> HttpResponse:
    """Every score as a file."""
    rows = queries.how_wrong(request.actor, on=clock.today())  # type: ignore[attr-defined]
    content = downloads.as_csv(*drawing.how_wrong_table(rows))
    return downloads.answer("how-wrong.csv", content, downloads.CSV_TYPE)
