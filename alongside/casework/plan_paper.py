"""A plan on paper: two pages to read, or large print, with its headings in the reader's language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from alongside.casework import plan_words
from alongside.casework.lettering import isolated
from alongside.casework.queries.plan import Plan
from alongside.shell import design, paper
from alongside.shell.refusals import NotYours

FORMS = ("pdf", "large")
ENGLISH = "en-gb"


def languages() -> list[tuple[str, str]]:
    """The languages in which headings can be had: code and own name."""
    return [(code, str(name)) for code, name in settings.LANGUAGES if code in {ENGLISH, *plan_words.languages()}]


def answer(plan: Plan, *, form: str, language: str, on: date) -> HttpResponse:
    """The file. Its name says nothing about the person."""
    if form not in FORMS or language not in dict(languages()):
        raise NotYours("a copy of a plan")
    made = paper.pdf(page(plan, form=form, language=language, on=on))
    sent = HttpResponse(made, content_type="application/pdf")
    sent.headers["Content-Disposition"] = f'attachment; filename="plan-{plan.number}-{form}.pdf"'
    return sent


def page(plan: Plan, *, form: str, language: str, on: date) -> str:
    """The same as HTML that stands alone. The words stay as they were written; only the headings are translated."""
    style = design.custom_properties(design.council()) + (Path(__file__).parent / "plan_paper.css").read_text("utf-8")
    told = {
        "plan": plan,
        "says": plan_words.headings(language),
        "language": language,
        "rtl": language.split("-")[0] in settings.LANGUAGES_BIDI,
        "is_translated": language != ENGLISH,
        "is_large": form == "large",
        "style": Markup(style),  # noqa: S704  our own file and the council's colours
        "logo_address": paper.logo_address(),
        "isolated": isolated,
        "on": on,
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("casework/plan_paper.html", told)
