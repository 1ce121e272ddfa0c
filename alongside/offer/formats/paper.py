"""The offer on paper: templates as HTML that stands alone, and as tagged PDF (see ``shell.paper``)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from markupsafe import Markup

from alongside.offer.formats.record import HERE, Document, site_address
from alongside.shell import design
from alongside.shell import paper as sheets
from alongside.shell.paper import PACKAGES, logo_address, qr

__all__ = ["PACKAGES", "NoPaperHere", "is_possible", "logo_address", "page", "pdf", "qr", "stylesheet"]


class NoPaperHere(sheets.NoPaperHere):
    """This machine cannot make PDF; the page says what other ways to read there are."""

    template = "offer/formats/no_paper.html"


def is_possible() -> bool:
    """Whether this machine can make PDF."""
    return sheets.is_possible()


def pdf(html: str) -> bytes:
    """The page as a tagged PDF. It fetches nothing: whatever a page shows has to be inside it."""
    if not is_possible():
        raise NoPaperHere(f"PDF files cannot be made here: install {PACKAGES}.")
    return sheets.pdf(html)


def page(template: str, document: Document, **more: Any) -> str:
    """A template of paper as HTML that stands alone: style, logo and pictures are inside it."""
    shown = {
        "document": document,
        "style": Markup(stylesheet()),  # noqa: S704  our own file and the council's colours
        "logo_address": logo_address(),
        "site_address": site_address,
        "qr": qr,
        "rtl": document.language.split("-")[0] in settings.LANGUAGES_BIDI,
        **more,
    }
    return render_to_string(f"offer/formats/{template}", shown)


def stylesheet() -> str:
    """The style of paper with the council's colours."""
    return design.custom_properties(design.council()) + (HERE / "paper.css").read_text("utf-8")
