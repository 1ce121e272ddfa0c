"""HTML for paper into tagged PDF (PDF/UA-1), through WeasyPrint, which is loaded only when it is wanted.

WeasyPrint needs Pango, a library of the machine. Without it the site runs and says what to install.
"""

from __future__ import annotations

import io
import mimetypes
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from markupsafe import Markup

from alongside.offer.formats.record import HERE, Document, site_address
from alongside.shell import design
from alongside.shell.refusals import Refusal

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
"""What Debian and Ubuntu call the libraries of the machine, and letters for every script."""


class NoPaperHere(Refusal):
    """This machine cannot make PDF."""

    status = 503
    template = "offer/formats/no_paper.html"


@cache
def is_possible() -> bool:
    """Whether this machine can make PDF."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


def pdf(html: str) -> bytes:
    """The page as a tagged PDF. It fetches nothing: whatever a page shows has to be inside it."""
    if not is_possible():
        raise NoPaperHere(f"PDF files cannot be made here: install {PACKAGES}.")
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    made = io.BytesIO()
    HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"])).write_pdf(
        made, pdf_variant="pdf/ua-1", custom_metadata=True
    )
    return made.getvalue()


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


def logo_address() -> str:
    """The council's logo as a ``data:`` address; empty where there is none."""
    file = design.council().logo
    if not file:
        return ""
    kind = mimetypes.guess_type(file)[0]
    return f"data:{kind};base64,{b64encode(Path(file).read_bytes()).decode()}"


def qr(address: str) -> str:
    """A QR code that opens an address, as a ``data:`` address."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2, dark="#1b2a2f"))
