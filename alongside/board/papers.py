"""The board's papers as tagged PDF files, from the same words as its pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from alongside.board.queries import MeetingRow, PlanRow, YearlyReport
from alongside.shell import design, paper


def progress(plans: list[PlanRow], *, on: date) -> HttpResponse:
    """The progress report of every action plan."""
    return file("progress.pdf", "board/progress_paper.html", {"plans": plans, "on": on})


def progress_for_word(plans: list[PlanRow], *, on: date) -> HttpResponse:
    """The same as one HTML file that a word processor opens, with its headings and tables."""
    sent = HttpResponse(page("board/progress_paper.html", {"plans": plans, "on": on}))
    sent.headers["Content-Disposition"] = 'attachment; filename="progress.html"'
    return sent


def pack(meeting: MeetingRow) -> HttpResponse:
    """All papers of a meeting that its reader may read: contents with page numbers, then each item on its own page."""
    more = "-not-for-the-public" if meeting.tells_what_is_exempt else ""
    return file(f"pack-{meeting.on.isoformat()}{more}.pdf", "board/pack_paper.html", {"meeting": meeting})


def yearly(report: YearlyReport) -> HttpResponse:
    """The draft of the board's yearly report."""
    return file("yearly-report.pdf", "board/yearly_paper.html", {"report": report})


def file(name: str, template: str, given: dict[str, Any]) -> HttpResponse:
    """A page that stands alone, as a PDF file to keep."""
    sent = HttpResponse(paper.pdf(page(template, given)), content_type="application/pdf")
    sent.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent


def page(template: str, given: dict[str, Any]) -> str:
    """The same as HTML."""
    style = design.custom_properties(design.council()) + (Path(__file__).parent / "papers.css").read_text("utf-8")
    told = {**given, "style": Markup(style), "logo_address": paper.logo_address()}  # noqa: S704  our own file
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string(template, told)
