"""What makes a text hard to read, as hints for its writer; and the limit above which it is not published.

The reading age is measured (``reading.py``). Long sentences are counted. Words of the trade are those of
``jargon.toml`` that the glossary does not explain. The passive is guessed from its shape ("is paid", "was told by"),
so it is told as a hint only.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from alongside.offer import glossary
from alongside.offer.reading import reading_age, sentences, words_in
from alongside.shell.refusals import Refusal

HIGHEST_AGE = 11
AIM = 9
LONGEST_SENTENCE = 20
FEWEST_WORDS = 20
"""Of fewer words the measure says too little to hold a page back for."""
_FILE = Path(__file__).parent / "jargon.toml"
_IRREGULAR = (
    "paid|told|given|made|held|kept|sent|set|put|taken|written|known|shown|seen|done|found|met|left|cut|chosen|drawn|"
    "bought|brought|caught|taught|built|spent|lost|sold|begun|broken|driven|forgotten|hidden|spoken|withdrawn"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being|get|gets|got)\s+(?:not\s+|\w+ly\s+)?(?:\w+ed|{_IRREGULAR})\b", re.IGNORECASE
)
_NO_PASSIVE = re.compile(
    r"\b(?:worried|tired|scared|married|interested|allowed|need|used|bored|excited)$", re.IGNORECASE
)


class TooHardToRead(Refusal):
    """The text reads above the age limit and nobody has allowed that for this text."""

    status = 409
    template = "409_state.html"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads: its age, and what its writer may want to mend."""

    age: float
    words: int
    sha256: str
    """Of the words: the same words, the same mark."""
    long_sentences: tuple[str, ...]
    jargon: tuple[tuple[str, str], ...]
    """Word of the trade, and what to say instead."""
    passives: tuple[str, ...]

    @property
    def is_too_hard(self) -> bool:
        """Whether it may be published only where somebody allows it."""
        return self.words >= FEWEST_WORDS and self.age > HIGHEST_AGE

    @property
    def is_at_ease(self) -> bool:
        """Whether nothing is to be said about it."""
        return self.age <= AIM and not (self.long_sentences or self.jargon or self.passives)


def read(text: str) -> Reading:
    """How plain text or HTML reads. ``{amount}`` counts as an amount does."""
    text = text.replace("{amount}", "£3,000")
    said = sentences(text)
    return Reading(
        age=round(reading_age(text), 1),
        words=sum(words_in(one) for one in said),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        long_sentences=tuple(one for one in said if words_in(one) > LONGEST_SENTENCE),
        jargon=tuple(_jargon_in(" ".join(said))),
        passives=tuple(dict.fromkeys(found for one in said for found in _passives_in(unescape(one)))),
    )


@cache
def _trade() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Pattern, word and what to say instead, for each word of the trade that the glossary does not explain."""
    known = {term.word.lower() for term in glossary.terms()}
    rows = tomllib.loads(_FILE.read_text("utf-8"))["word"]
    return tuple(
        (re.compile(rf"\b{re.escape(row['word'])}s?\b", re.IGNORECASE), row["word"], row["say"])
        for row in rows
        if row["word"].lower() not in known
    )


def _jargon_in(text: str) -> list[tuple[str, str]]:
    return [(word, say) for pattern, word, say in _trade() if pattern.search(text)]


def _passives_in(sentence: str) -> list[str]:
    return [found for found in _PASSIVE.findall(sentence) if not _NO_PASSIVE.search(found)]
