"""Quarters and years as returns and boards have them: from 1 April."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.shell.figures import Period

DAY = timedelta(days=1)


def quarter_of(on: date) -> Period:
    """The quarter that a day lies in."""
    first = date(on.year, on.month - (on.month - 1) % 3, 1)
    return Period(first, _three_months_on(first) - DAY)


def closed_quarters(on: date, number: int) -> list[Period]:
    """The newest quarters that are over by a day, oldest first."""
    found: list[Period] = []
    first = quarter_of(on).from_on
    for _ in range(number):
        found.insert(0, quarter_of(first - DAY))
        first = found[0].from_on
    return found


def closed_years(on: date, number: int) -> list[Period]:
    """The newest years to 31 March that are over by a day, oldest first."""
    newest = on.year if on > date(on.year, 3, 31) else on.year - 1
    return [year_to(end) for end in range(newest - number + 1, newest + 1)]


def year_to(end: int) -> Period:
    """1 April to 31 March of ``end``."""
    return Period(date(end - 1, 4, 1), date(end, 3, 31))


def is_year(period: Period) -> bool:
    """Whether it is such a year."""
    return period == year_to(period.to_on.year)


def year_of(period: Period) -> Period:
    """The year that the last day of a period lies in."""
    return year_to(period.to_on.year + (period.to_on.month > 3))


def quarters_in(year: Period) -> list[Period]:
    """Its four quarters."""
    return closed_quarters(year.to_on + DAY, 4)


def words(period: Period) -> str:
    """``Apr–Jun 2026``; ``2025/26`` for a year; ``20 May 2026`` for a day before the quarter is over."""
    if is_year(period):
        return f"{period.from_on.year}/{period.to_on.year % 100:02}"
    if period != quarter_of(period.to_on) and period.from_on == quarter_of(period.to_on).from_on:
        return f"{period.to_on.day} {period.to_on:%b %Y}"
    return f"{period.from_on:%b}–{period.to_on:%b %Y}"


def _three_months_on(first: date) -> date:
    return date(first.year + (first.month + 2) // 12, (first.month + 2) % 12 + 1, 1)
