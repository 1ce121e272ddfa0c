"""The sufficiency strategy, and what providers should know of it, on paper: numbers of groups alone, as a tagged PDF
and as HTML for a word processor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from alongside.shell import design, paper
from alongside.sufficiency import drawing
from alongside.sufficiency.queries import Statement

HTML = "text/html; charset=utf-8"


def market_pdf(statement: Statement) -> HttpResponse:
    """The market position statement as a PDF file."""
    return _file("market-position.pdf", _printed(_market(statement)), "application/pdf")


def market_html(statement: Statement) -> HttpResponse:
    """The same as one HTML file."""
    return _file("market-position.html", _market(statement).encode(), HTML)


def strategy_pdf(told: Mapping[str, Any]) -> HttpResponse:
    """The whole strategy as a PDF file. ``told`` is what its page shows."""
    return _file("sufficiency-strategy.pdf", _printed(_page("strategy_paper", told)), "application/pdf")


def strategy_html(told: Mapping[str, Any]) -> HttpResponse:
    """The same as one HTML file."""
    return _file("sufficiency-strategy.html", _page("strategy_paper", told).encode(), HTML)


def _market(statement: Statement) -> str:
    return _page("market_paper", {"page": statement, "needs": drawing.needs_table(statement.needs),
                                  "expected": drawing.expected_table(statement.expected)})  # fmt: skip


def _page(name: str, told: Mapping[str, Any]) -> str:
    """A paper as HTML that stands alone."""
    own = (Path(__file__).parent / "paper.css").read_text("utf-8")
    given = {
        **told,
        "style": Markup(design.custom_properties(design.council()) + own),  # noqa: S704  our own file
        "logo_address": paper.logo_address(),
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string(f"sufficiency/{name}.html", given)


@lru_cache(maxsize=4)
def _printed(html: str) -> bytes:
    """The PDF of a page. It takes a second or two and anybody may ask for it, so the same page is printed once."""
    return paper.pdf(html)


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    sent = HttpResponse(content, content_type=kind)
    sent.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent
