"""Bringing in statutory returns and opening positions, and what is wrong in them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, downloads, queries
from alongside.casework.forms.intakes import FindingFilter, SendOpeningPosition, SendReturn
from alongside.shell.downloads import CSV_TYPE, XLSX_TYPE
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.STATUTORY_RETURN, Verb.READ)
@require_http_methods(GET_OR_POST)
def returns(request: HttpRequest) -> HttpResponse:
    """Returns that were sent in, and the form that sends one."""
    form = SendReturn(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        intake = actions.send_return(
            this_year=_files(given["this_year"]),
            last_year=_files(given["last_year"]),
            dry_run=given["dry_run"],
            by=request.actor,
        )
        return redirect("casework:return", intake.pk)
    sends = request.actor.can(Record.STATUTORY_RETURN, Verb.CREATE)
    context = {"form": form, "sends": sends, "intakes": queries.returns(request.actor)}
    return render(request, "casework/returns.html", context)


@permission(Record.STATUTORY_RETURN, Verb.READ)
@require_safe
def one_return(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """How far a return is, what came of it, and what is wrong in it."""
    asked = _asked(request)
    choice = queries.FindingChoice(**asked)
    page = queries.return_page(request.actor, intake_id, choice=choice, page=request.GET.get("page", "1"))
    form = FindingFilter(asked, checks=page.checks, tables=page.tables, severities=page.severities)
    chosen = {name: value for name, value in asked.items() if value}
    writes = request.actor.can(Record.STATUTORY_RETURN, Verb.EXPORT)
    context = {"page": page, "filters": form, "chosen": chosen, "query": urlencode(chosen), "writes": writes}
    return render(request, "casework/return.html", context)


@permission(Record.STATUTORY_RETURN, Verb.EXPORT)
@require_safe
def findings_csv(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """What is wrong in a return, as CSV."""
    found = queries.findings(request.actor, intake_id, choice=queries.FindingChoice(**_asked(request)))
    return _file("findings.csv", downloads.findings_as_csv(found), CSV_TYPE)


@permission(Record.STATUTORY_RETURN, Verb.EXPORT)
@require_safe
def findings_xlsx(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """What is wrong in a return, as a spreadsheet."""
    found = queries.findings(request.actor, intake_id, choice=queries.FindingChoice(**_asked(request)))
    return _file("findings.xlsx", downloads.findings_as_xlsx(found), XLSX_TYPE)


@permission(Record.STATUTORY_RETURN, Verb.EXPORT)
@require_safe
def return_zip(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """The return written out again as its CSV tables."""
    written = queries.written_return(request.actor, intake_id, form="zip")
    return _file(written.name, written.content, "application/zip")


@permission(Record.STATUTORY_RETURN, Verb.EXPORT)
@require_safe
def return_xml(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """The same as XML."""
    written = queries.written_return(request.actor, intake_id, form="xml")
    return _file(written.name, written.content, "application/xml")


@permission(Record.OPENING_POSITION, Verb.READ)
@require_http_methods(GET_OR_POST)
def opening_positions(request: HttpRequest) -> HttpResponse:
    """Opening positions that were sent in, and the form that sends one."""
    form = SendOpeningPosition(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        intake = actions.send_opening_position(
            name=file.name, data=file.read(), dry_run=form.cleaned_data["dry_run"], by=request.actor
        )
        return redirect("casework:opening_position", intake.pk)
    context = {"form": form, "intakes": queries.opening_positions(request.actor), "columns": queries.opening_columns()}
    return render(request, "casework/opening_positions.html", context)


@permission(Record.OPENING_POSITION, Verb.READ)
@require_safe
def opening_position(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """How far an opening position is and what came of it."""
    intake = queries.opening_position(request.actor, intake_id)
    return render(request, "casework/opening_position.html", {"intake": intake})


@permission(Record.OPENING_POSITION, Verb.READ)
@require_safe
def opening_template(request: HttpRequest) -> HttpResponse:
    """An empty opening-position file with its headings."""
    return _file("opening-position.xlsx", downloads.opening_template(), XLSX_TYPE)


def _files(uploads: list[Any]) -> list[tuple[str, bytes]]:
    return [(upload.name, upload.read()) for upload in uploads or []]


def _asked(request: HttpRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "") for name in ("check", "table", "severity")}
    return {name: value.replace("\0", "") for name, value in asked.items()}  # PostgreSQL takes no such character


def _file(name: str, content: bytes, content_type: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
