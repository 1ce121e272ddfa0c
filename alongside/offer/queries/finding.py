"""Ways to find things in the offer: by asking, from A to Z, by how lately it was checked, and one's own list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils import translation

from alongside.offer import readers, search
from alongside.offer.queries.entitlements import Entitlement
from alongside.offer.queries.kept import known_stamp, published

MOST_FOUND = 8
LIST_CODE = re.compile(r"[0-9a-f]{6}")
MOST_LISTED = 80


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a question."""

    question: str
    entitlements: tuple[Entitlement, ...]
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the index, and the entitlements behind it."""

    word: str
    entitlements: tuple[Entitlement, ...]


@dataclass(frozen=True, slots=True)
class Freshness:
    """How lately each part of the offer was checked, those that are late first."""

    entitlements: tuple[Entitlement, ...]

    @property
    def overdue(self) -> tuple[Entitlement, ...]:
        """Those whose next check should have been."""
        return tuple(one for one in self.entitlements if one.is_overdue)


@dataclass(frozen=True, slots=True)
class Group:
    """An area's entitlements, to choose from."""

    title: str
    entitlements: tuple[Entitlement, ...]


@dataclass(frozen=True, slots=True)
class MyList:
    """A reader's list. It is kept nowhere: ``codes`` travel in the form and, where the reader asks, in a link."""

    entitlements: tuple[Entitlement, ...]
    others: tuple[Group, ...]
    was_sent: bool
    """Whether a form was sent, and not just the address opened."""

    @property
    def codes(self) -> str:
        """The list as it travels."""
        return ".".join(one.code for one in self.entitlements)


def found(question: str, *, on: date) -> Found:
    """The entitlements that answer a question. The question is counted, without who asked."""
    question = " ".join("".join(one if one.isprintable() else " " for one in question).split())
    if not question:
        return Found("", (), False)
    question = question[: search.MOST_LETTERS]
    answers = _answers(question, on, translation.get_language(), known_stamp())
    readers.was_looked_for(question, found=bool(answers), on=on)
    return Found(question, answers, search.is_urgent(question))


def words_of_offer(*, on: date) -> dict[str, tuple[Word, ...]]:
    """Letter → the words under it, as in the index of a book: what things are called, and what people call them."""
    behind: dict[str, dict[Any, Entitlement]] = {}
    for one in published(on=on):
        for word in (one.title, *one.search_words.split(",")):
            word = " ".join(word.split())
            if word and not word[0].isdecimal():
                word = word[0].upper() + word[1:]
                behind.setdefault(word, {})[one.id] = one
    words = sorted((Word(word, tuple(ones.values())) for word, ones in behind.items()), key=lambda w: w.word.casefold())
    return {letter: tuple(group) for letter, group in groupby(words, key=lambda word: word.word[0].upper())}


def freshness(*, on: date) -> Freshness:
    """When each entitlement was last checked, and when it is checked next."""
    return Freshness(tuple(sorted(published(on=on), key=lambda one: (one.next_check_on, one.title))))


def page_title(address: str, *, on: date) -> str:
    """What the entitlement at an address is called; empty for another page."""
    return next((one.title for one in published(on=on) if one.url == address), "")


def my_list(sent: Mapping[str, Any], *, on: date) -> MyList:
    """The list after what the reader did: ``items`` as it was, then ``add``, ``remove``, ``choose`` or ``link``.

    A code that names nothing is left out: the list only ever holds what is in the offer today.
    """
    chosen = sent.getlist("choose") if hasattr(sent, "getlist") else []  # tick boxes
    text = " ".join([sent.get("items", ""), sent.get("link", "").rpartition("list=")[2], sent.get("add", ""), *chosen])
    known = {one.code: one for one in published(on=on)}
    codes = dict.fromkeys(code for code in LIST_CODE.findall(text[:2_000]) if code in known)
    codes.pop(sent.get("remove", ""), None)
    listed = tuple(known[code] for code in codes)[:MOST_LISTED]
    others = [one for one in published(on=on) if one not in listed]
    groups = tuple(Group(title, tuple(ones)) for title, ones in groupby(others, key=lambda one: one.area_title))
    return MyList(listed, groups, bool(sent))


@lru_cache(maxsize=256)
def _answers(question: str, on: date, language: str | None, stamp: str | None) -> tuple[Entitlement, ...]:
    return _index(on, language, stamp).find(question, most=MOST_FOUND)


@lru_cache(maxsize=16)  # a language each
def _index(on: date, _language: str | None, _stamp: str | None) -> search.Index:
    return search.index(published(on=on))
