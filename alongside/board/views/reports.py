"""Yearly reports: drafted here, edited in Wagtail, published here, read by everybody."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.board import actions, queries
from alongside.board.forms import meetings as forms
from alongside.board.views.asking import actor_of, may, version_of
from alongside.shell import clock, downloads
from alongside.shell.gate import permission, public
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb

PLANS = Record.ACTION_PLANS


@permission(PLANS, Verb.READ)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Drafts and published reports."""
    told = {"reports": queries.reports(actor_of(request)), "may": may(actor_of(request), PLANS)}
    return render(request, "board/reports.html", told | {"kinds": forms.ReportKindForm.KINDS})


@permission(PLANS, Verb.CREATE)
@require_POST
def draft_report(request: HttpRequest) -> HttpResponse:
    """Draft one from the year's records."""
    form = forms.ReportKindForm(request.POST)
    if not form.is_valid():
        raise FactRefused("There is no such report.")
    by = actor_of(request)
    made = actions.draft_report(kind=form.cleaned_data["kind"], on=clock.today(), by=by)
    if made.drafted_by_id != by.id:
        messages.info(request, "Somebody drafted it already. This is their draft: write on it.")
    return redirect("board:report", made.pk)


@permission(PLANS, Verb.READ)
@require_safe
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One report as it was written last."""
    told = {"page": queries.report_page(actor_of(request), report_id), "may": may(actor_of(request), PLANS)}
    return render(request, "board/report.html", told)


@permission(PLANS, Verb.READ)
@require_safe
def report_figures(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """The figures of a report as a file."""
    return _figures(queries.report_page(actor_of(request), report_id))


@permission(PLANS, Verb.APPROVE)
@require_POST
def publish_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Publish it."""
    actions.publish_report(report_id=report_id, read=version_of(request), on=clock.today(), by=actor_of(request))
    return redirect("board:report", report_id)


@public
@require_safe
def public_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One that is published, for everybody."""
    return render(request, "board/public_report.html", {"page": queries.public_report(report_id)})


@public
@require_safe
def public_report_figures(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Its figures as a file, for everybody."""
    return _figures(queries.public_report(report_id))


def _figures(page: queries.ReportPage) -> HttpResponse:
    return downloads.answer("report-figures.csv", downloads.as_csv(*page.file), downloads.CSV_TYPE)
