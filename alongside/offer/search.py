"""Finds entitlements by what people type: errors forgiven, everyday words understood, alike on every database.

About seventy entitlements are held in memory and weighed afresh for each question (docs/adr/0011). ``index`` makes what
is searched; ``Index.find`` answers. Words and phrases that mean something else than they say are in
``content/search.toml``.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from rapidfuzz import fuzz, process

_FILE = Path(__file__).parent / "content" / "search.toml"

WEIGHTS = {"title": 5.0, "search_words": 4.0, "answer": 2.0, "area": 1.2, "body": 1.0, "how": 0.4}
"""How much a word counts for in each field."""
MOST_LETTERS, MOST_WORDS = 120, 20
"""What is read of a question."""
LEAST_SHARE = 0.22
"""What weighs less than this share of the best found is not shown."""
SHORTEST_FORGIVEN = 4
"""A word of fewer letters must be typed right: "id" is not "if"."""
ALIKE = 78
"""How alike two words must be (of 100) to be taken for the same."""


class Searched(Protocol):
    """What is searched: an entitlement as readers see it."""

    title: str
    answer: str
    body: Any
    how_to_get_it: Any
    area_title: str
    search_words: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A phrase that people say, as its stems, and the stems that it stands for."""

    said: tuple[str, ...]
    means: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Index:
    """What can be found. ``places`` is stem → number of the entitlement → weight."""

    entries: tuple[Any, ...]
    places: Mapping[str, Mapping[int, float]]
    phrases: tuple[frozenset[tuple[str, str]], ...]

    def find(self, question: str, *, most: int = 10) -> tuple[Any, ...]:
        """The entitlements that answer the question, the best first; none where nothing of it is known."""
        scores = [0.0] * len(self.entries)
        words = _stems(question[:MOST_LETTERS])[:MOST_WORDS]
        telling = [word for word in words if word not in _small()] or words
        for stem, weight in [*((word, 1.0) for word in telling), *_meant(words)]:
            for number, found in self._weigh(stem).items():
                scores[number] += weight * found
        for number, pairs in enumerate(self.phrases):
            scores[number] *= 1 + 0.3 * len(pairs & set(pairwise(telling)))
        best = max(scores, default=0.0)
        order = sorted(range(len(scores)), key=lambda number: -scores[number])
        return tuple(self.entries[n] for n in order[:most] if scores[n] > 0 and scores[n] >= LEAST_SHARE * best)

    def _weigh(self, stem: str) -> dict[int, float]:
        """Number of an entitlement → how much this word speaks for it, over all words like it."""
        found: dict[int, float] = {}
        for like, alike in self._like(stem):
            places = self.places[like]
            rare = math.log(1 + len(self.entries) / len(places))
            for number, weight in places.items():
                found[number] = max(found.get(number, 0.0), alike * rare * weight)
        return found

    def _like(self, stem: str) -> Iterator[tuple[str, float]]:
        """Words of the offer that this one may be, each with how surely."""
        if stem in self.places:
            yield stem, 1.0
            return
        if len(stem) < SHORTEST_FORGIVEN:
            return
        for like, score, _ in process.extract(stem, self.places.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=4):
            if len(like) >= SHORTEST_FORGIVEN - 1:
                yield like, (score / 100) ** 3
        for like in self.places:
            if len(like) > len(stem) and like.startswith(stem):
                yield like, 0.7


def index(entries: Iterable[Searched]) -> Index:
    """The entitlements, made ready to be searched."""
    entries = tuple(entries)
    places: dict[str, dict[int, float]] = {}
    for number, entry in enumerate(entries):
        for field, text in _fields(entry):
            for stem in set(_stems(text)):
                here = places.setdefault(stem, {})
                here[number] = max(here.get(number, 0.0), WEIGHTS[field]) + (0.3 if number in here else 0.0)
    return Index(entries, places, tuple(frozenset(_pairs(entry)) for entry in entries))


def is_urgent(question: str) -> bool:
    """Whether somebody who asks this may be in danger."""
    words = _stems(question[:MOST_LETTERS])
    return any(_holds(words, phrase) for phrase in _urgent())


def _fields(entry: Searched) -> Iterator[tuple[str, str]]:
    yield "title", entry.title
    yield "search_words", entry.search_words
    yield "answer", entry.answer
    yield "area", entry.area_title
    yield "body", _plain(entry.body)
    yield "how", _plain(entry.how_to_get_it)


def _pairs(entry: Searched) -> Iterator[tuple[str, str]]:
    """Words that stand side by side in what the entitlement is called."""
    for phrase in (entry.title, *entry.search_words.split(",")):
        stems = [stem for stem in _stems(phrase) if stem not in _small()]
        yield from pairwise(stems)


def _meant(words: list[str]) -> Iterator[tuple[str, float]]:
    """What the phrases in a question stand for."""
    for meaning in _meanings():
        if _holds(words, meaning.said):
            yield from ((stem, meaning.weight) for stem in meaning.means)


def _holds(words: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether the words of the phrase stand in a row among these, typing errors forgiven."""
    starts = range(len(words) - len(phrase) + 1)
    return any(all(_same(words[start + n], word) for n, word in enumerate(phrase)) for start in starts)


def _same(typed: str, word: str) -> bool:
    if typed == word:
        return True
    return min(len(typed), len(word)) > SHORTEST_FORGIVEN and fuzz.ratio(typed, word) >= 85


def _stems(text: str) -> list[str]:
    """The words of a text without accents, capitals, apostrophes and endings."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"['’‘`]", "", plain)
    return [_stem(word) for word in re.findall(r"\w+", plain)]


@cache
def _endings() -> tuple[tuple[str, str, int], ...]:
    """Ending, what takes its place, and how many letters must be left before it."""
    return (
        ("ies", "y", 2), ("sses", "ss", 1), ("ing", "", 3), ("edly", "", 3), ("ed", "", 3), ("es", "", 4),
        ("s", "", 3), ("ly", "", 4), ("er", "", 4), ("or", "", 4),
    )  # fmt: skip


def _stem(word: str) -> str:
    """A word without its ending, roughly: "lessons" and "lesson", "complaining" and "complain" are one."""
    if word in _small() or word.endswith("ss"):
        return word
    for ending, instead, least in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def _plain(html: Any) -> str:
    return re.sub(r"<[^>]+>", " ", str(html))


@cache
def _said() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


@cache
def _small() -> frozenset[str]:
    """Words that say nothing about what is asked for. A question of these alone is searched for as it stands."""
    return frozenset(_said()["small"].split())


@cache
def _meanings() -> tuple[Meaning, ...]:
    return tuple(
        Meaning(tuple(_stems(said)), tuple(_stems(row["means"])), row.get("weight", 1.0))
        for row in _said()["means"]
        for said in row["said"]
    )


@cache
def _urgent() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_stems(said)) for said in _said()["urgent"]["words"])
