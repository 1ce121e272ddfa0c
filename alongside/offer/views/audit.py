"""How complete the offer is: for its editor, and for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.offer import actions, audit_pages, checklist
from alongside.offer.audit.rows import as_csv
from alongside.offer.forms_audit import AuditFilterForm
from alongside.offer.queries import audit
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Reach, Record, Verb
from alongside.shell.serving import public_page


@public_page
@require_safe
def how_complete(request: HttpRequest) -> HttpResponse:
    """How complete the offer is, in plain words."""
    return render(request, "offer/how_complete.html", {"page": audit_pages.public(audit(on=clock.today()))})


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_safe
def offer_audit(request: HttpRequest) -> HttpResponse:
    """Every item of the check-list, and what meets it."""
    page = audit_pages.staff(audit(on=clock.today()), AuditFilterForm(request.GET))
    return render(request, "offer/audit.html", {"page": page, "status_words": checklist.STATUS_WORDS})


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_safe
def offer_audit_file(request: HttpRequest) -> HttpResponse:
    """The audit as a table to download."""
    response = HttpResponse(as_csv(audit(on=clock.today())), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit-of-the-local-offer.csv"'
    return response


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_http_methods(["GET", "HEAD", "POST"])
def audit_item(request: HttpRequest, number: int) -> HttpResponse:
    """One item: what meets it, and a form for what the council has to say of it."""
    page = audit_pages.item(audit(on=clock.today()), number, request.POST or None)
    if request.method == "POST" and page.form and page.form.is_valid():
        act = actions.record_audit_evidence if page.takes_evidence else actions.record_not_offered
        act(item_id=number, by=request.actor, **page.form.facts(on=clock.today()))  # type: ignore[attr-defined]
        return redirect("offer_audit")
    shown = {"page": page, "line": page.line, "form": page.form, "status_words": checklist.STATUS_WORDS}
    return render(request, "offer/audit_item.html", shown)
