"""Taking signposts over from another feed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.offer import actions
from alongside.offer.import_form import ImportSignposts
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.refusals import Refusal
from alongside.shell.roles import Reach, Record, Verb


@permission(Record.OFFER_TEXT, Verb.CREATE, frozenset({Reach.ANYTHING}))
@require_http_methods(["GET", "HEAD", "POST"])
def import_signposts(request: HttpRequest) -> HttpResponse:
    """Send a feed's file; see how many drafts came of it, or why it was refused."""
    form, imported = ImportSignposts(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        try:
            imported = actions.import_signposts(
                given=form.cleaned_data["file"],
                source=form.cleaned_data["source"],
                area=form.cleaned_data["area"],
                on=clock.today(),
                by=request.actor,  # type: ignore[attr-defined]
            )
        except Refusal as refused:
            form.add_error("file", f"{refused} Nothing was changed.")
    return render(request, "offer/import_signposts.html", {"form": form, "imported": imported})
