"""What you told us, what we do about it: the action plan in two columns, on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from alongside.shell import design, paper
from alongside.voice.queries import Told


def answer(told: Told, *, on: date) -> HttpResponse:
    """The PDF file."""
    sent = HttpResponse(paper.pdf(page(told, on=on)), content_type="application/pdf")
    sent.headers["Content-Disposition"] = 'attachment; filename="you-said-we-did.pdf"'
    return sent


def page(told: Told, *, on: date) -> str:
    """The same as HTML that stands alone."""
    style = design.custom_properties(design.council()) + (Path(__file__).parent / "action_plan.css").read_text("utf-8")
    given = {
        "told": told,
        "style": Markup(style),  # noqa: S704  our own file and the council's colours
        "logo_address": paper.logo_address(),
        "on": on,
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("voice/staff/action_plan.html", given)
