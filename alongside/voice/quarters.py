"""Quarters of a year, by their first day: January, April, July, October, as those of a financial year too."""

from __future__ import annotations

from datetime import date


def quarter_of(day: date) -> date:
    """The first day of the quarter of a day."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def next_quarter(first: date) -> date:
    """The first day of the quarter after."""
    return date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)


def last_quarters(on: date, *, most: int) -> list[date]:
    """This quarter and those before it, by their first days, the latest first."""
    found = [quarter_of(on)]
    while len(found) < most:
        first = found[-1]
        found.append(date(first.year - (first.month == 1), 10 if first.month == 1 else first.month - 3, 1))
    return found
