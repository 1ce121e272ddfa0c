"""Searches for a home: those that go on, and how often another kind was taken than was wanted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.law import months_after
from alongside.shell import disclosure
from alongside.shell.actors import Actor
from alongside.shell.disclosure import Count
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.models import HomeSearch

Kind = HomeSearch.Kind
WANTED_KINDS = tuple(Kind.choices[:3])
FOUND_KINDS = tuple(Kind.choices)
MONTHS = 12
OTHER, AS_WANTED = "Another kind than was wanted", "The kind that was wanted"


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One search. ``days`` since it began, or from its beginning to its end."""

    id: UUID
    version: int
    reference: str
    wanted: str
    wanted_is: str
    begun_on: date
    ended_on: date | None
    found: str
    found_is: str
    why_other: str
    days: int


@dataclass(frozen=True, slots=True)
class Displaced:
    """What came of the searches of twelve months in which a home was found, and how many got another kind, of how many.

    ``rows`` are pairs of wanted and found where none of them is few; else only whether the wanted kind was found.
    """

    since_on: date
    rows: tuple[tuple[str, Count], ...]
    other_kind: Count
    of: Count


@dataclass(frozen=True, slots=True)
class Searches:
    """The page."""

    going_on: tuple[SearchRow, ...]
    ended: tuple[SearchRow, ...]
    displaced: Displaced | None
    may_change: bool


def searches(actor: Actor, *, on: date) -> Searches:
    """All searches, those that go on first, and what came of those that ended in the last twelve months."""
    access.check(actor, Verb.READ)
    rows = [_row(one, on) for one in HomeSearch.objects.all()]
    return Searches(
        tuple(sorted((row for row in rows if row.ended_on is None), key=lambda row: row.begun_on)),
        tuple(row for row in rows if row.ended_on is not None),
        displaced(on),
        access.can(actor, Verb.UPDATE),
    )


def search(actor: Actor, search_id: UUID, *, on: date) -> SearchRow:
    """One search, for whoever may end or correct it. WrongState where it was taken out."""
    return _row(access.search_for(actor, search_id), on)


def displaced(on: date) -> Displaced | None:
    """What came of the searches that ended with a home in the twelve months up to a day; None without any."""
    since = months_after(on, -MONTHS)
    ended = HomeSearch.objects.filter(ended_on__gt=since, ended_on__lte=on).exclude(found=Kind.NONE)
    pairs = Counter(ended.values_list("wanted", "found"))
    if not pairs:
        return None
    told = {
        (wanted, found): f"{wanted_words}: {found_words[0].lower()}{found_words[1:]} found"
        for wanted, wanted_words in WANTED_KINDS
        for found, found_words in FOUND_KINDS[:-1]
        if pairs[wanted, found] or wanted == found
    }
    safe = disclosure.breakdown({words: pairs[pair] for pair, words in told.items()})
    other = sum(number for (wanted, found), number in pairs.items() if wanted != found)
    whole = disclosure.breakdown({OTHER: other, AS_WANTED: pairs.total() - other})
    shown = safe if all(count.value is not None for count in safe.parts.values()) else whole
    return Displaced(since, tuple(shown.parts.items()), whole.parts[OTHER], whole.total)


def _row(one: HomeSearch, on: date) -> SearchRow:
    return SearchRow(
        one.pk,
        one.version,
        one.reference,
        one.get_wanted_display(),
        one.wanted,
        one.begun_on,
        one.ended_on,
        one.get_found_display() if one.found else "",
        one.found,
        one.why_other,
        ((one.ended_on or on) - one.begun_on).days,
    )
