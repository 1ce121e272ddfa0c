"""The facts of an entitlement as every form must give them: amounts, dates, ages, phone numbers, addresses.

``said`` lists what the record holds, as words; ``found`` finds the same kinds of fact in any text. A test makes every
form and compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from alongside.offer.formats.words import plain
from alongside.offer.queries import Entitlement
from alongside.shell import wording

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
PATTERNS: Mapping[str, re.Pattern[str]] = {
    "amounts": re.compile(r"£\d[\d,]*(?:\.\d\d)?"),
    "dates": re.compile(rf"\d{{1,2}} (?:{_MONTHS}) \d{{4}}"),
    "ages": re.compile(rf"(?<![£\d.,:-])\b(?:1[4-9]|2[0-5])\b(?! (?:{_MONTHS}))(?!,\d|\d|:)"),
    "shares": re.compile(r"\b\d{1,3}%"),
    "phones": re.compile(r"\b0\d{3,4} \d{3} ?\d{3,4}\b|\b116 ?\d{3}\b"),
    "mails": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
}  # fmt: skip


def said(one: Entitlement) -> dict[str, frozenset[str]]:
    """What the record gives, kind by kind, in the words of the language in force."""
    sums = (*one.amounts, *one.later_amounts, *one.past_amounts)
    days = [
        one.last_checked_on,
        one.next_check_on,
        *(sum_.from_on for sum_ in (*one.amounts, *one.later_amounts) if sum_.from_on),
        *(sum_.to_on for sum_ in one.past_amounts if sum_.to_on),
    ]
    return {
        "amounts": frozenset(wording.money(sum_.pounds) for sum_ in sums),
        "dates": frozenset(wording.day(day) for day in days),
        "ages": frozenset(age for sentence in one.who_for for age in PATTERNS["ages"].findall(sentence)),
        "shares": frozenset(f"{scheme.percent}%" for scheme in one.schemes),
        "phones": frozenset(filter(None, [one.contact.phone])),
        "mails": frozenset(filter(None, [one.contact.email])),
        "webs": frozenset(filter(None, [one.contact.web])),
    }


def in_its_texts(one: Entitlement) -> dict[str, frozenset[str]]:
    """What its sentences say besides. A form may repeat it; it says nothing that is neither here nor in ``said``."""
    text = " ".join(
        (
            one.title,
            one.answer,
            plain(one.body),
            plain(one.how_to_get_it),
            one.how_long_it_takes,
            one.decided_by,
            one.given_by,
            *one.who_for,
            *(scheme.words for scheme in one.schemes),
            *(str(ground.citation) for ground in one.grounds),
        )
    )
    return {kind: frozenset(pattern.findall(text)) for kind, pattern in PATTERNS.items()}


def found(text: str) -> dict[str, frozenset[str]]:
    """The facts in a text, kind by kind; spaces and line ends count alike."""
    folded = " ".join(text.split())
    return {kind: frozenset(pattern.findall(folded)) for kind, pattern in PATTERNS.items()}
