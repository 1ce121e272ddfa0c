"""The letters that go out on birthdays: at 18, at 21, then each year to 25.

The words around come from ``content/letters.toml``. What begins, ends and goes on at that birthday comes from
the rows of each entitlement, so a letter never says what the pages do not. Here they have no name; casework puts it in.
"""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation

from alongside.offer.formats import paper, plain_text, record
from alongside.offer.formats.kinds import Scope
from alongside.offer.formats.record import Document
from alongside.offer.queries import Entitlement
from alongside.shell import design, wording

WORDS = record.HERE.parent / "content" / "letters.toml"
NAMELESS = "…"


MOST_TOLD = 20
"""A longer list of a letter has titles only."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the entitlements under it; what one had before is named only, what is new is told."""

    heading: str
    entitlements: tuple[Entitlement, ...]
    is_told: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter."""

    age: int
    title: str
    language: str
    on: date
    greeting: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
    sign_off: str


def letters(*, on: date, language: str) -> tuple[Letter, ...]:
    """Every letter as it would go out on the day ``on``."""
    words = tomllib.loads(WORDS.read_text("utf-8"))
    offer = record.whole(on=on, language=language)
    return tuple(_letter(int(age), words, offer) for age in words["age"])


def letter(*, age: int, on: date, language: str) -> Letter | None:
    """The letter for one birthday; None where none goes out."""
    return next((one for one in letters(on=on, language=language) if one.age == age), None)


def text(letter: Letter) -> str:
    """The letter as plain text."""
    of = design.council()
    with translation.override(letter.language):
        lines = [of.name, wording.day(letter.on), "", letter.greeting, ""]
        for paragraph in letter.opening:
            lines += [*textwrap.wrap(paragraph, plain_text.WIDTH), ""]
        for part in letter.parts:
            lines += [part.heading, "-" * len(part.heading)]
            for one in part.entitlements:
                said = f"{one.title}. {one.answer}" if part.is_told else one.title
                lines += textwrap.wrap(said, plain_text.WIDTH, initial_indent="- ", subsequent_indent="  ")
            lines.append("")
        lines += [*plain_text.talk(), of.email, ""]
        for paragraph in letter.closing:
            lines += [*textwrap.wrap(paragraph, plain_text.WIDTH), ""]
        return "\n".join([*lines, letter.sign_off]) + "\n"


def source(letter: Letter) -> str:
    """The letter for paper."""
    with translation.override(letter.language):
        document = Document(Scope.LIST, f"letter-{letter.age}", letter.title, letter.language, letter.on, (), {})
        return paper.page("letter_printed.html", document, letter=letter)


def _letter(age: int, words: dict[str, Any], offer: Document) -> Letter:
    own = words["age"][str(age)]
    filling = {"{name}": NAMELESS, "{age}": str(age), "{council}": design.council().name, "{next}": str(age + 1)}
    starts, ends, goes_on = _changes(age, offer.entitlements)
    parts = (
        Part(words["starts"], starts, len(starts) <= MOST_TOLD),
        Part(words["ends"], ends, len(ends) <= MOST_TOLD),
        Part(words["goes_on"], goes_on, False),
    )
    return Letter(
        age=age,
        title=own["title"],
        language=offer.language,
        on=offer.on,
        greeting=_filled(words["greeting"], filling),
        opening=_paragraphs(own["opening"], filling),
        parts=tuple(part for part in parts if part.entitlements),
        closing=_paragraphs(own["closing"] + "\n\n" + words["told_no"], filling),
        sign_off=_filled(words["sign_off"], filling),
    )


def _changes(age: int, entitlements: Iterable[Entitlement]) -> tuple[tuple[Entitlement, ...], ...]:
    """What begins at this birthday, what ends, and what somebody of this age had before and still has.

    What is for everybody (a signpost) is left out: a letter is to be read to its end.
    """
    starts, ends, goes_on = [], [], []
    for one in (one for one in entitlements if one.kind != "signpost"):
        before, now = _is_open(one, age - 1), _is_open(one, age)
        if now and not before:
            starts.append(one)
        elif before and not now:
            ends.append(one)
        elif now:
            goes_on.append(one)
    return tuple(starts), tuple(ends), tuple(goes_on)


def _is_open(one: Entitlement, age: int) -> bool:
    """Whether some row is for this age; a record without rows is for everyone."""
    return not one.rows or any(
        (row.age_from is None or row.age_from <= age) and (row.age_until is None or age < row.age_until)
        for row in one.rows
    )


def _paragraphs(text: str, filling: dict[str, str]) -> tuple[str, ...]:
    return tuple(" ".join(_filled(part, filling).split()) for part in text.strip().split("\n\n") if part.strip())


def _filled(text: str, filling: dict[str, str]) -> str:
    for mark, word in filling.items():
        text = text.replace(mark, word)
    return text
