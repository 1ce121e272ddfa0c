"""What providers should know, on paper: numbers of groups alone, as a tagged PDF and as HTML for a word processor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from alongside.shell import design, paper
from alongside.sufficiency.queries import Strategy

SHOWN = ("age", "kind", "where", "how-far")
"""Tables of the children as they are now that a provider needs."""


def market_pdf(strategy: Strategy, *, on: date) -> HttpResponse:
    """The market position statement as a PDF file."""
    return _file("market-position.pdf", paper.pdf(page(strategy, on=on)), "application/pdf")


def market_html(strategy: Strategy, *, on: date) -> HttpResponse:
    """The same as one HTML file."""
    return _file("market-position.html", page(strategy, on=on).encode(), "text/html; charset=utf-8")


def page(strategy: Strategy, *, on: date) -> str:
    """The statement as HTML that stands alone."""
    own = (Path(__file__).parent / "market_paper.css").read_text("utf-8")
    given = {
        "page": strategy,
        "on": on,
        "tables": [one for one in strategy.snapshot.tables if one.name in SHOWN] if strategy.snapshot else [],
        "style": Markup(design.custom_properties(design.council()) + own),  # noqa: S704  our own file
        "logo_address": paper.logo_address(),
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("sufficiency/market_paper.html", given)


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    sent = HttpResponse(content, content_type=kind)
    sent.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent
