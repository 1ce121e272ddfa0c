"""Homes that we need for children, for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.shell import clock, downloads
from alongside.shell.gate import public
from alongside.sufficiency import drawing, papers, queries


@public
@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """What a second person published."""
    found = queries.public_statement(on=clock.today())
    told = {
        "page": found,
        "charts": drawing.statement_charts(found),
        "needs": drawing.needs_table(found.needs),
        "expected": drawing.expected_table(found.expected),
    }
    return render(request, "sufficiency/public_statement.html", told)


@public
@require_safe
def statement_file(request: HttpRequest, name: str) -> HttpResponse:
    """One table of it as a file."""
    table = drawing.statement_file(queries.public_statement(on=clock.today()), name)
    if table is None:
        raise Http404
    return downloads.answer(f"homes-needed-{name}.csv", downloads.as_csv(*table), downloads.CSV_TYPE)


@public
@require_safe
def statement_pdf(request: HttpRequest) -> HttpResponse:
    """All of it on paper."""
    return papers.market_pdf(queries.public_statement(on=clock.today()))


@public
@require_safe
def statement_html(request: HttpRequest) -> HttpResponse:
    """The same for a word processor."""
    return papers.market_html(queries.public_statement(on=clock.today()))
