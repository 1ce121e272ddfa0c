"""The list of those who pay less council tax in a district, as of 1 April."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.casework import downloads, queries
from alongside.casework.forms.council_tax import CouncilTaxList
from alongside.shell import clock
from alongside.shell.downloads import XLSX_TYPE, answer
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb


@permission(Record.COUNCIL_TAX, Verb.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """How many in each district; and the list of one of them as a file."""
    actor, on = request.actor, clock.today()  # type: ignore[attr-defined]
    choices, days = queries.districts_of_lists(actor), queries.days_of_lists(on)
    form = CouncilTaxList(request.POST or None, districts=choices, days=days)
    if form.is_valid():
        try:
            rows, scheme = queries.council_tax_list(actor, on=on, **form.cleaned_data)
            name = f"council-tax-{scheme.district_slug}-{form.cleaned_data['day']:%Y-%m-%d}.xlsx"
            return answer(name, downloads.council_tax_as_xlsx(rows), XLSX_TYPE)
        except FactRefused as refused:
            form.add_error(None, str(refused))
    told = {"form": form, "rows": queries.council_tax_districts(actor, on=on), "day": days[0]}
    return render(request, "casework/council_tax.html", told)
