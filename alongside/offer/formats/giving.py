"""Handing a form to a reader: the file that is kept, or one made while they wait, a few at a time."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.offer import queries
from alongside.offer.formats import files, makers, paper, record
from alongside.offer.formats.kinds import PAPER, SUFFIXES, TYPES, Kind
from alongside.offer.formats.record import Document
from alongside.shell import design
from alongside.shell.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = 1
"""How many PDFs one process of the site makes at a time; there are other pages to serve."""
PATIENCE = 5
"""Seconds that a reader waits for a turn."""
MOST_ON_A_LIST = 60
_turns = BoundedSemaphore(AT_ONCE)


class BeingMade(Refusal):
    """The file is not there yet."""

    status = 503
    template = "offer/formats/being_made.html"


@dataclass(frozen=True, slots=True)
class Given:
    """A file for a reader."""

    name: str
    content: bytes
    content_type: str
    is_download: bool


def given(*, key: str, kind: Kind, language: str, on: date) -> Given | None:
    """A form of what ``key`` names; None where there is no such thing.

    Raises BeingMade where it is large and not made yet, NoPaperHere where this machine makes no PDF.
    """
    made = queries.made_file(edition=0, language=language, key=key, kind=kind.value)
    if made and made.file:
        return _given(key, kind, made.file.read_bytes())
    document = record.named(key, on=on, language=language)
    if document is None or kind not in makers.kinds_for(document.scope):
        return None
    return _given(key, kind, _made_now(document, kind))


def given_edition(*, number: int, kind: Kind, language: str) -> Given | None:
    """A form of the whole offer as an edition froze it."""
    made = queries.made_file(edition=number, language=language, key=record.WHOLE, kind=kind.value)
    if made is None:
        return None
    if made.file is None:
        raise BeingMade("This file is still being made. Try again in a minute.")
    return _given(f"edition-{number}", kind, made.file.read_bytes())


def given_list(*, ids: Iterable[UUID], kind: Kind, language: str, on: date) -> Given | None:
    """What a reader picked, on paper. It is kept nowhere."""
    document = record.chosen(record.whole(on=on, language=language), list(ids)[:MOST_ON_A_LIST])
    if not document.entitlements:
        return None
    with _a_turn():
        return _given("list", kind, makers.finished(kind, makers.source(document, kind)))


def _made_now(document: Document, kind: Kind) -> bytes:
    """Make a small form while the reader waits, and keep it until the words change."""
    if not makers.is_quick(document.scope, kind):
        if not paper.is_possible():
            paper.pdf("")  # says what is missing
        raise BeingMade("This file is still being made. Try again in a minute.")
    name = f"{document.facts_hash()[:24]}-{kind.value}.{SUFFIXES[kind]}"
    place = Path("forms") / "asked" / name
    content = files.read(place)
    if content is None:
        with _a_turn():
            content = makers.finished(kind, makers.source(document, kind))
        if kind in PAPER:
            files.keep(place, content)
    return content


@contextmanager
def _a_turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE):
        raise BeingMade("Many people are asking for files right now. Try again in a minute.")
    try:
        yield
    finally:
        _turns.release()


def _given(key: str, kind: Kind, content: bytes) -> Given:
    name = makers.file_name(design.council().short_name, key, kind)
    return Given(name, content, TYPES[SUFFIXES[kind]], kind in (Kind.ONE_FILE,))
