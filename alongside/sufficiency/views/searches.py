"""Searches for a home: begun, ended, and how often another kind was taken."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.shell import clock, downloads
from alongside.shell.gate import permission
from alongside.shell.refusals import WrongState
from alongside.shell.roles import Record, Verb
from alongside.sufficiency import actions, drawing, forms, queries
from alongside.sufficiency.views.sent import GET_OR_POST, NEW, form_page, sent


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """All of them."""
    page = queries.searches(request.actor, on=clock.today())  # type: ignore[attr-defined]
    told = {"page": page, "drawn": drawing.displaced_chart(page.displaced)}
    return render(request, "sufficiency/searches.html", told)


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def searches_file(request: HttpRequest) -> HttpResponse:
    """What was wanted and what was found, as a file."""
    found = queries.searches(request.actor, on=clock.today()).displaced  # type: ignore[attr-defined]
    content = downloads.as_csv(*drawing.displaced_table(found))
    return downloads.answer("wanted-and-found.csv", content, downloads.CSV_TYPE)


@permission(Record.SUFFICIENCY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def begin_search(request: HttpRequest) -> HttpResponse:
    """A search begins."""
    form = forms.BeginSearch(request.POST or None, initial={"begun_on": clock.today()})
    if sent(request, form, partial(actions.begin_search, on=clock.today()), NEW):
        messages.success(request, "The search is written down.")
        return redirect("sufficiency:searches")
    back = reverse("sufficiency:searches")
    return form_page(request, form, "A search for a home begins", back=back, lead=NOBODY)


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def end_search(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """It ends."""
    row = _search(request, search_id)
    form = forms.EndSearch(request.POST or None, initial={"version": row.version, "ended_on": clock.today()})
    act = partial(actions.end_search, search_id=search_id, on=clock.today())
    if sent(request, form, act, search_id):
        messages.success(request, "The search has ended.")
        return redirect("sufficiency:searches")
    title, lead = f"Search {row.reference} ends", f"{row.wanted} was wanted."
    return form_page(request, form, title, back=reverse("sufficiency:searches"), lead=lead)


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def correct_search(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """What was written of it is corrected."""
    row = _search(request, search_id)
    written = {"wanted": row.wanted_is, "found": row.found_is}
    written |= {name: getattr(row, name) for name in ("reference", "begun_on", "ended_on", "why_other", "version")}
    form = forms.CorrectSearch(request.POST or None, initial=written)
    if sent(request, form, partial(actions.correct_search, search_id=search_id, on=clock.today()), search_id):
        messages.success(request, "It is corrected.")
        return redirect("sufficiency:searches")
    back = reverse("sufficiency:searches")
    return form_page(request, form, f"Correct search {row.reference}", back=back, lead=STAYS)


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def remove_search(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """It is taken out."""
    row = _search(request, search_id)
    form = forms.RemoveSearch(request.POST or None, initial={"version": row.version})
    if sent(request, form, partial(actions.remove_search, search_id=search_id), search_id):
        messages.success(request, "The search is taken out.")
        return redirect("sufficiency:searches")
    title, back = f"Take out search {row.reference}?", reverse("sufficiency:searches")
    return form_page(request, form, title, back=back, send="Take it out", lead=GOES)


def _search(request: HttpRequest, search_id: UUID) -> queries.SearchRow:
    """One search; of one that was taken out, the page that says so leads to those that are left."""
    try:
        return queries.search(request.actor, search_id, on=clock.today())  # type: ignore[attr-defined]
    except WrongState as gone:
        gone.see = reverse("sufficiency:searches")
        raise


STAYS = (
    "What was written before stays in the record of changes. Where a name was written, take the search out and write "
    "it down anew."
)
GOES = "All that was written of it goes, from the record of changes too. It cannot be brought back."
NOBODY = "Which kind of home would be right, before anybody knows which can be had. No name is written here."
