"""HTML into tagged PDF (PDF/UA-1), through WeasyPrint, which is loaded only when it is wanted.

WeasyPrint needs Pango, a library of the machine. Without it the site runs and says what to install.
"""

from __future__ import annotations

import io
import mimetypes
from base64 import b64encode
from functools import cache
from pathlib import Path

import segno

from alongside.shell import design
from alongside.shell.refusals import Refusal

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
"""What Debian and Ubuntu call the libraries of the machine, and letters for every script."""
INK = "#1b2a2f"


class NoPaperHere(Refusal):
    """This machine cannot make PDF."""

    status = 503
    template = "shell/no_paper.html"


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


def logo_address() -> str:
    """The council's logo as a ``data:`` address; empty where there is none."""
    file = design.council().logo
    if not file:
        return ""
    kind = mimetypes.guess_type(file)[0]
    return f"data:{kind};base64,{b64encode(Path(file).read_bytes()).decode()}"


def qr(address: str) -> str:
    """A QR code that opens an address, as a ``data:`` address for paper."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2, dark=INK))


def qr_drawing(address: str, title: str) -> str:
    """The same as an SVG element for a page, with words for whoever does not see it."""
    made = segno.make(address, error="m", micro=False)
    return str(made.svg_inline(scale=5, border=2, dark=INK, light="#ffffff", title=title))
