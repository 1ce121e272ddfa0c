"""The offer as one HTML file to send by message: style and logo inside it, no script, nothing fetched."""

from __future__ import annotations

from markupsafe import Markup

from alongside.offer.formats import paper
from alongside.offer.formats.record import HERE, Document, in_its_language
from alongside.shell import design

LARGEST = 300_000
"""Bytes: what a phone with little data can take."""


@in_its_language
def html(document: Document) -> str:
    """The file."""
    style = design.custom_properties(design.council()) + (HERE / "one_file.css").read_text("utf-8")
    return paper.page("one_file.html", document, style=Markup(style))  # noqa: S704  our own file
