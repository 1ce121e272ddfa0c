"""Words that may be urgent, found so that a person looks. Nothing is decided by it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

OURS = Path(__file__).parent / "urgent_words.toml"


@dataclass(frozen=True, slots=True)
class Urgent:
    """What counts as urgent here, and how soon somebody on duty looks."""

    pattern: re.Pattern[str]
    within: timedelta


def found_in(words: str) -> list[str]:
    """The urgent words in a text, in small letters, each once."""
    plain = words.casefold().replace("’", "'")
    return list(dict.fromkeys(" ".join(one.split()) for one in _known().pattern.findall(plain)))


def look_by(received_on: date) -> date:
    """The day by which somebody on duty has looked."""
    return received_on + _known().within


@cache
def _known() -> Urgent:
    told = tomllib.loads(Path(settings.URGENT_WORDS or OURS).read_text("utf-8"))
    each = (re.escape(one.casefold()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in told["words"])
    return Urgent(re.compile(rf"\b(?:{'|'.join(each)})\b"), timedelta(days=told["look_within_days"]))
