"""Who is looked after now, and the strategy that is drawn from it all."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.shell import clock, downloads
from alongside.shell.charts import Chart
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.sufficiency import drawing, papers, queries
from alongside.sufficiency.forms import Only


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def snapshot(request: HttpRequest) -> HttpResponse:
    """The newest return in groups."""
    only = request.GET.get("only", "")
    page = queries.snapshot(request.actor, only, on=clock.today())  # type: ignore[attr-defined]
    told = {"page": page, "form": Only(request.GET), "only": only, "charts": drawing.snapshot_charts(page)}
    told["displaced"] = drawing.displaced_chart(queries.searches(request.actor, on=clock.today()).displaced)  # type: ignore[attr-defined]
    told["beside"] = _beside(request)
    return render(request, "sufficiency/snapshot.html", told | {"cost": drawing.cost_chart(page)})


def _beside(request: HttpRequest) -> dict[str, Chart]:
    on = clock.today()
    return drawing.beside_charts(queries.beside_the_return(request.actor, on=on), on)  # type: ignore[attr-defined]


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def beside_file(request: HttpRequest, name: str) -> HttpResponse:
    """One thing that other records tell, as a file."""
    chart = _beside(request).get(name)
    if chart is None:
        raise Http404
    return downloads.answer(f"{name}.csv", chart.as_csv(), downloads.CSV_TYPE)


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def snapshot_file(request: HttpRequest, name: str) -> HttpResponse:
    """One table of it as a file."""
    page = queries.snapshot(request.actor, request.GET.get("only", ""), on=clock.today())  # type: ignore[attr-defined]
    table = drawing.snapshot_file(page, name)
    if table is None:
        raise Http404
    return downloads.answer(f"{name}.csv", downloads.as_csv(*table), downloads.CSV_TYPE)


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def strategy(request: HttpRequest) -> HttpResponse:
    """The draft of the sufficiency strategy."""
    return render(request, "sufficiency/strategy.html", _strategy(request))


def _strategy(request: HttpRequest) -> dict[str, Any]:
    """What the page and the papers of the strategy show."""
    on = clock.today()
    page = queries.strategy(request.actor, on=on)  # type: ignore[attr-defined]
    return {
        "page": page,
        "on": on,
        "charts": drawing.statement_charts(page.statement(on=on)),
        "there": drawing.places_charts(page.places),
        "ahead": drawing.forecast_charts(page.forecast) if page.forecast else {},
        "spread": drawing.spread_chart(page.forecast) if page.forecast else None,
        "tables": drawing.forecast_tables(page.forecast) if page.forecast else {},
        "needs": drawing.needs_table(page.needs),
        "cost": drawing.cost_chart(page.snapshot),
        "displaced": drawing.displaced_chart(page.displaced),
        "beside": drawing.beside_charts(page.beside, on),
        "is_public": queries.homes_we_need() is not None,
    }


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def strategy_pdf(request: HttpRequest) -> HttpResponse:
    """The draft, whole, to print."""
    return papers.strategy_pdf(_strategy(request))


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def strategy_html(request: HttpRequest) -> HttpResponse:
    """The same for a word processor, where what is missing is written in."""
    return papers.strategy_html(_strategy(request))


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def market_pdf(request: HttpRequest) -> HttpResponse:
    """What providers should know, to hand to them."""
    return papers.market_pdf(_statement(request))


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def market_html(request: HttpRequest) -> HttpResponse:
    """The same for a word processor."""
    return papers.market_html(_statement(request))


def _statement(request: HttpRequest) -> queries.Statement:
    on = clock.today()
    return queries.strategy(request.actor, on=on).statement(on=on)  # type: ignore[attr-defined]
