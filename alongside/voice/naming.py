"""What in a text may point at a person: a guess from how words are written, for whoever reads and decides."""

from __future__ import annotations

import re

_MAY_NAME = (
    re.compile(r"(?<![.!?…]\s)(?<!^)(?<!\n)\b[A-Z][a-z’'-]{2,}(?:\s[A-Z][a-z’'-]+)*"),  # a capital within a sentence
    re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s\w+"),
    re.compile(r"\S+@\S+"),
    re.compile(r"\+?\d[\d ]{6,}\d"),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"),  # a postcode
    re.compile(r"\b\d{1,2}\s(?:years old|yrs|y/o)\b|\bI(?:’|')?\s?a?m \d{1,2}\b", re.IGNORECASE),
    re.compile(r"\bmy (?:brother|sister|twin|son|daughter|baby|school|college|street|carer)\b", re.IGNORECASE),
)


def may_name(text: str) -> tuple[str, ...]:
    """Words that may be names, addresses, numbers or ages, each once."""
    return tuple(dict.fromkeys(found.group().strip() for one in _MAY_NAME for found in one.finditer(text)))
