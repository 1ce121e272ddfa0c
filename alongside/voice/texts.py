"""The words of a consultation in several languages, and in easy words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

EASY = "easy"
"""Kept beside the languages: the same in easier words."""
FIELDS = ("title", "purpose", "can", "cannot")
SCALE = ("Very bad", "Bad", "In between", "Good", "Very good")


@dataclass(frozen=True, slots=True)
class Told:
    """Words in one language. ``language`` is that in which they really are."""

    language: str
    words: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.words.get(name, "")


def told(words: Mapping[str, Mapping[str, Any]], *languages: str) -> Told:
    """The words in the first of these languages in which they are whole; else as they were written."""
    written = _written_in(words)
    first = words.get(written, {})
    for language in languages:
        there = words.get(language)
        if there is not None and all(_fits(there.get(name), one) for name, one in first.items()):
            return Told(written if language == EASY else language, there)
    return Told(written, first)


def _written_in(words: Mapping[str, Mapping[str, Any]]) -> str:
    """The council's own language; another where the council spoke another when this was written."""
    known = (settings.LANGUAGE_CODE, *(code for code, _ in settings.LANGUAGES))
    return next((code for code in known if code in words), settings.LANGUAGE_CODE)


def _fits(there: Any, first: Any) -> bool:
    """Whether something is said wherever the first says something, and as many answers as it has."""
    if isinstance(first, list):
        return isinstance(there, list) and len(there) == len(first) and all(there)
    return bool(there) or not first
