"""Which forms there are of what a reader looks at: the links of "Other ways to read"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from alongside.offer import queries
from alongside.offer.formats import makers, paper, record
from alongside.offer.formats.kinds import PAPER, SUFFIXES, WHOLE, Kind, Scope
from alongside.offer.formats.record import Document
from alongside.shell.wording import END, ISOLATE


@dataclass(frozen=True, slots=True)
class Way:
    """A form: what it is called, where it is, and how large it is as far as that is known."""

    name: str
    href: str
    detail: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Everything in which something can be had. ``parts`` are what it is made of, by title and address."""

    title: str
    back: str
    pages: tuple[Way, ...]
    files: tuple[Way, ...]
    parts: tuple[tuple[str, str], ...]
    no_paper: str
    is_whole: bool


def names() -> dict[Kind, str]:
    """What each form is called, to a reader."""
    return {
        Kind.PRINT: _("To print"),
        Kind.LARGE_PRINT: _("Large print"),
        Kind.EASY_READ: _("Easy read"),
        Kind.TEXT: _("Plain text"),
        Kind.ONE_FILE: _("One page to send by message"),
        Kind.JSON: _("As data, for people who build things"),
    }


def ways(*, key: str, language: str, on: date) -> Ways | None:
    """The forms of what ``key`` names; None where there is no such thing."""
    document = record.named(key, on=on, language=language)
    if document is None:
        return None
    sizes = {(one.key, one.kind): one for one in queries.made_files(edition=0) if one.language == language}
    return Ways(
        title=document.title,
        back=document.path,
        pages=tuple(_pages(document)),
        files=tuple(
            Way(f"{names()[kind]}: {_form(kind)}", href(document, kind), _detail(kind, sizes.get((key, kind.value))))
            for kind in makers.kinds_for(document.scope)
        ),
        parts=tuple(_parts(document)),
        no_paper="" if paper.is_possible() else _("PDF files cannot be made on this machine."),
        is_whole=document.scope == Scope.WHOLE,
    )


def href(document: Document, kind: Kind) -> str:
    """The address of a form."""
    if kind == Kind.JSON:
        return reverse("offer_json")
    given = {"language": document.language, "slug": document.key, "kind": kind.value, "suffix": SUFFIXES[kind]}
    return reverse("form_file", kwargs=given)


def _pages(document: Document) -> list[Way]:
    places = [("easy_read", _("Easy read")), ("large_print", _("Large print"))]
    if document.key == WHOLE:
        return [Way(name, reverse(place), _("on this site")) for place, name in places]
    return [Way(name, reverse(f"{place}_of", args=[document.key]), _("on this site")) for place, name in places]


def _parts(document: Document) -> Any:
    if document.scope == Scope.WHOLE:
        return [(area.title, reverse("formats_of", args=[area.area])) for area in document.areas]
    if document.scope == Scope.AREA:
        return [(one.title, reverse("formats_of", args=[record.key_of(one)])) for one in document.entitlements]
    return []


def weight(size: int) -> str:
    """How large a file is, as a reader is told: 240 kB, 1.2 MB. It keeps its own direction, as money does."""
    words = f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
    return f"{ISOLATE}{words}{END}" if get_language_bidi() else words


def _form(kind: Kind) -> str:
    return "PDF" if kind in PAPER else {Kind.TEXT: "TXT", Kind.ONE_FILE: "HTML", Kind.JSON: "JSON"}[kind]


def _detail(kind: Kind, made: queries.Made | None) -> str:
    """How large it is; that it is being made, where it is too large to be made while somebody waits."""
    if made and made.file:
        return weight(made.size)
    return _("being made") if made and not makers.is_quick(Scope(made.scope), kind) else ""
