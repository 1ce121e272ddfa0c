"""Which form is made how: first the words (``source``: quick, from the record), then the file (``finished``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.conf import settings

from alongside.offer.formats import easy_read, one_file, open_json, paper, plain_text, printed, record
from alongside.offer.formats.kinds import PAPER, SUFFIXES, Kind, Scope
from alongside.offer.formats.record import Document

_SOURCES: dict[Kind, Callable[[Document], str]] = {
    Kind.PRINT: printed.source,
    Kind.LARGE_PRINT: lambda document: printed.source(document, is_large=True),
    Kind.EASY_READ: easy_read.source,
    Kind.TEXT: plain_text.text,
    Kind.ONE_FILE: one_file.html,
    Kind.JSON: open_json.text,
}


def source(document: Document, kind: Kind) -> str:
    """What the file is made from: for paper the page, for the others the text itself."""
    return _SOURCES[kind](document)


def finished(kind: Kind, text: str) -> bytes:
    """The file itself. Raises NoPaperHere where this machine makes no PDF."""
    return paper.pdf(text) if kind in PAPER else text.encode()


def kept(offer: Document) -> Iterator[tuple[Document, Kind]]:
    """The files that are made ahead: every form of the whole offer and, in English, the paper of each area."""
    for kind in Kind:
        yield offer, kind
    if offer.language != settings.LANGUAGE_CODE:
        return
    for area in record.parts(offer):
        for kind in PAPER:
            yield area, kind


def is_quick(scope: Scope, kind: Kind) -> bool:
    """Whether it can be made while somebody waits: all but the whole offer on paper."""
    return kind not in PAPER or scope != Scope.WHOLE


def kinds_for(scope: Scope) -> tuple[Kind, ...]:
    """The forms in which that much of the offer comes; data is always of the whole."""
    return tuple(Kind) if scope == Scope.WHOLE else tuple(kind for kind in Kind if kind != Kind.JSON)


def file_name(council: str, key: str, kind: Kind) -> str:
    """What the file is called on the reader's own device."""
    words = "-".join(council.lower().split())
    return f"{words}-{key.replace('/', '-')}-{kind.value}.{SUFFIXES[kind]}"
