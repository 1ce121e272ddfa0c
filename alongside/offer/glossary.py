"""What words mean. The words are those of the law and of this site, so they come with the product."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "content" / "glossary.toml"


@dataclass(frozen=True, slots=True)
class Term:
    """A word, its meaning in everyday words, and the name of its place on the page."""

    word: str
    meaning: str
    slug: str


@cache
def terms() -> tuple[Term, ...]:
    """Every term, from A to Z."""
    rows = tomllib.loads(_FILE.read_text("utf-8"))["term"]
    found = (Term(row["word"], row["meaning"], row.get("slug", row["word"].lower().replace(" ", "-"))) for row in rows)
    return tuple(sorted(found, key=lambda term: term.word.lower()))
