"""The years by which the promise is told: each begins on 1 April."""

from __future__ import annotations

from datetime import date

APRIL = 4


def year_of(on: date) -> int:
    """The year in which a day falls: 2026 is 1 April 2026 to 31 March 2027."""
    return on.year if on.month >= APRIL else on.year - 1


def label(year: int) -> str:
    """2026 to 2027."""
    return f"{year} to {year + 1}"
