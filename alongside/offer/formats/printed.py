"""The offer on paper, in ordinary and in large print: the same page with another size of letter."""

from __future__ import annotations

from alongside.offer.formats import paper
from alongside.offer.formats.record import Document, in_its_language


@in_its_language
def source(document: Document, *, is_large: bool = False) -> str:
    """The page for paper, as HTML that stands alone."""
    return paper.page("printed.html", document, is_large=is_large)
