"""Birthdays and day counts: the conventions C1 to C6.

C1  Age n is reached at the start of the n-th anniversary of birth (Family Law Reform Act 1969, section 9).
C2  Born on 29 February: in a common year the anniversary is 1 March (ambiguity A5).
C6  "n months after" a day is the same day-number n months on, or the last day of that month if it has none.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def birthday(born_on: date, age: int) -> date:
    """The day on which someone born on ``born_on`` reaches ``age`` (C1, C2)."""
    year = born_on.year + age
    if born_on.month == 2 and born_on.day == 29 and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return born_on.replace(year=year)


def age_on(born_on: date, on: date) -> int:
    """Whole years of age on the day ``on``; negative before birth."""
    years = on.year - born_on.year
    return years if birthday(born_on, years) <= on else years - 1


def months_after(day: date, months: int) -> date:
    """The corresponding date ``months`` later (C6)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def weeks_after(day: date, weeks: int) -> date:
    """The same weekday ``weeks`` later."""
    return day + timedelta(weeks=weeks)


def days_after(day: date, days: int) -> date:
    """``days`` calendar days later."""
    return day + timedelta(days=days)
