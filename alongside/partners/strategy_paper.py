"""The accommodation strategy on paper: the page's heads and tables as a tagged PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from alongside.partners.queries import Strategy
from alongside.shell import design, paper


def answer(strategy: Strategy, *, on: date) -> HttpResponse:
    """The PDF file."""
    sent = HttpResponse(paper.pdf(page(strategy, on=on)), content_type="application/pdf")
    sent.headers["Content-Disposition"] = 'attachment; filename="accommodation-strategy.pdf"'
    return sent


def page(strategy: Strategy, *, on: date) -> str:
    """The same as HTML that stands alone."""
    own = (Path(__file__).parent / "strategy_paper.css").read_text("utf-8")
    style = design.custom_properties(design.council()) + own
    given = {
        "page": strategy,
        "style": Markup(style),  # noqa: S704  our own file and the council's colours
        "logo_address": paper.logo_address(),
        "on": on,
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("partners/strategy_paper.html", given)
