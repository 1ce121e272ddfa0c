"""How dates, numbers and categories are put into words for the person they are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alongside.law.findings import Category

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

YOU_ARE = {
    Category.ELIGIBLE: "an eligible child",
    Category.RELEVANT: "a relevant child",
    Category.FORMER_RELEVANT: "a former relevant child",
    Category.QUALIFYING: "a person qualifying for advice and assistance",
    Category.NONE: "in none of the categories of care leavers",
    Category.UNKNOWN: "someone whose history we must look up",
}


def day(ordinal: int) -> str:
    """``1 March 2025``, whatever the language of the machine."""
    on = date.fromordinal(ordinal)
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def days(number: int) -> str:
    """``1 day``, ``91 days``, ``1,042 days``."""
    return "1 day" if number == 1 else f"{number:,} days"


def listed(words: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    *firsts, last = list(words) or [""]
    return f"{', '.join(firsts)} and {last}" if firsts else last


def turned(age: int, birthday: int, on: int) -> str:
    """``turned 16 on 1 March 2025`` or, where that is to come, ``turn 16 on …``."""
    return f"{'turned' if birthday <= on else 'turn'} {age} on {day(birthday)}"
