"""The audit of somebody else's feed. What the feed says outright comes first, then terms, then words; words can err."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from alongside.law import ItemKind, ItemStatus, OfferItem, local_offer_items
from alongside.offer.audit.feed import Feed, Service

_FILE = Path(__file__).with_name("phrases.toml")
MOST_NAMED = 3
"""How many services are named for an item."""


class Found(StrEnum):
    """How an item stands in a feed."""

    SAID = "found (the feed says so)"
    BY_TERM = "found (by its terms)"
    BY_WORDS = "found (by words)"
    NOT_FOUND = "not found"
    CANNOT_TELL = "a feed cannot tell"


@dataclass(frozen=True, slots=True)
class FeedLine:
    """An item, how it was found, in which services and by which words."""

    item: OfferItem
    found: Found
    services: tuple[str, ...] = ()
    by: str = ""

    @property
    def fails(self) -> bool:
        """Whether the law asks for it today and nothing of it was found."""
        return self.item.status is ItemStatus.LAW and self.found is Found.NOT_FOUND


@dataclass(frozen=True, slots=True)
class _Read:
    """A service as it is searched."""

    name: str
    text: str
    terms: frozenset[str]
    items: frozenset[int]
    is_about_care_leavers: bool


def audit_feed(feed: Feed) -> tuple[FeedLine, ...]:
    """Each item of the check-list, looked for in the services that have to do with care leavers."""
    services = [one for one in map(_read, feed.services) if one.is_about_care_leavers]
    lines = {item.id: _line(item, services) for item in local_offer_items() if item.is_for_records}
    found_in = {line.item.area for line in lines.values() if line.services}
    return tuple(lines.get(item.id) or _whole_line(item, found_in) for item in local_offer_items())


def _whole_line(item: OfferItem, found_in: Iterable[str]) -> FeedLine:
    """An area is covered where something in it was found; else nothing about a whole offer is in a feed."""
    if item.kind is ItemKind.WHOLE_OFFER and item.area:
        return FeedLine(item, Found.BY_WORDS if item.area in found_in else Found.NOT_FOUND)
    return FeedLine(item, Found.CANNOT_TELL)


def _line(item: OfferItem, services: Iterable[_Read]) -> FeedLine:
    services = list(services)
    if said := [one.name for one in services if item.id in one.items]:
        return FeedLine(item, Found.SAID, tuple(said[:MOST_NAMED]), "x_local_offer")
    known = _known()[1].get(item.id, {})
    for term in known.get("terms", ()):
        if carrying := [one.name for one in services if term in one.terms]:
            return FeedLine(item, Found.BY_TERM, tuple(carrying[:MOST_NAMED]), term)
    for phrase in known.get("phrases", ()):
        pattern = _pattern(phrase)
        if saying := [one.name for one in services if pattern.search(one.text)]:
            return FeedLine(item, Found.BY_WORDS, tuple(saying[:MOST_NAMED]), phrase)
    return FeedLine(item, Found.NOT_FOUND)


@cache
def _known() -> tuple[tuple[str, ...], Mapping[int, Mapping[str, list[str]]]]:
    """Words by which a service is about care leavers, and phrases and terms by item."""
    known = tomllib.loads(_FILE.read_text("utf-8"))
    return tuple(known["about_care_leavers"]), {int(item): row for item, row in known["item"].items()}


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase as whole words; "…" is one to four words."""
    between = r"\s+(?:\S+\s+){1,4}?"
    parts = (re.escape(part).replace(r"\ ", r"\s+") for part in phrase.split(" … "))
    return re.compile(rf"(?<!\w){between.join(parts)}(?!\w)")


def _read(service: Service) -> _Read:
    extra = service.get("x_local_offer")
    extra = extra if isinstance(extra, dict) else {}
    terms = frozenset(_terms(service))
    said = [service["name"], service.get("description"), service.get("eligibility_description"), *_strings(extra)]
    text = " ".join(part for part in said if isinstance(part, str)).lower().replace("’", "'")
    about = bool(extra) or any(_pattern(word).search(f"{text} {' '.join(terms)}") for word in _known()[0])
    items = frozenset(one for one in map(_number, _list(extra.get("guidance_items"))) if one)
    return _Read(" ".join(service["name"].split())[:120], text, terms, items, about)


def _terms(service: Service) -> Iterator[str]:
    """Every name, code and address of the terms that a service carries."""
    for attribute in _list(service.get("attributes")):
        term = attribute.get("taxonomy_term") if isinstance(attribute, dict) else None
        if isinstance(term, dict):
            said = (term.get(name) for name in ("name", "code", "term_uri", "id"))
            yield from (one.lower() for one in said if isinstance(one, str))


def _strings(extra: Mapping[str, Any]) -> Iterator[str]:
    for value in extra.values():
        parts = value.values() if isinstance(value, dict) else [value, *_list(value)]
        yield from (part for part in parts if isinstance(part, str))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> int | None:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) <= 3 else None
