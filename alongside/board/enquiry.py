"""Key lines of enquiry: what a board asks, and which indicators bear on it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROMPT = "What if this were my child?"


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One question, and the one to ask next."""

    about: str
    question: str
    follow: str
    indicators: tuple[str, ...]
    listens_for: tuple[str, ...]
    """Words by which what young people told us is put beside it."""

    def hears(self, words: str) -> bool:
        """Whether something that was said bears on it."""
        told = words.lower()
        return any(one in told for one in self.listens_for)


@cache
def enquiries() -> tuple[Enquiry, ...]:
    """Every question, in order."""
    told = tomllib.loads(Path(__file__).with_name("enquiry.toml").read_text("utf-8"))["enquiry"]
    return tuple(
        Enquiry(
            row["about"], row["question"], row["follow"], tuple(row["indicators"]), tuple(row.get("listens_for", ()))
        )
        for row in told
    )
