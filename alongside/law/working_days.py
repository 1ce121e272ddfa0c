"""Working days in England (convention C7): not Saturday, Sunday, Good Friday, Christmas Day or a bank holiday.

Proclaimed and moved holidays cannot be computed, so they are data (``bank_holidays.toml``). For years outside the data
the standing rule is used, and ``is_by_rule`` says so: a one-off holiday proclaimed later would move such a date.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("bank_holidays.toml")
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SATURDAY = 5


@cache
def _data() -> dict[int, frozenset[date]]:
    years: dict[int, set[date]] = {}
    for row in tomllib.loads(_FILE.read_text("utf-8"))["holiday"]:
        years.setdefault(row["on"].year, set()).add(row["on"])
    return {year: frozenset(days) for year, days in years.items()}


def first_and_last_year() -> tuple[int, int]:
    """The years for which the holidays are data."""
    return min(_data()), max(_data())


def is_by_rule(day: date) -> bool:
    """Whether the holidays of that year were computed by the standing rule, not taken from the data."""
    return day.year not in _data()


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank and public holidays of a year."""
    return _data().get(year) or holidays_by_rule(year)


def is_working_day(day: date) -> bool:
    """Whether ``day`` is a working day in England."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``; ``day`` itself is not counted. For 0 it is ``day``."""
    while count > 0:
        day += _DAY
        count -= is_working_day(day)
    return day


def holidays_by_rule(year: int) -> frozenset[date]:
    """The eight holidays of an ordinary year, with the weekday in lieu where one falls on a weekend."""
    easter = _easter(year)
    days = {easter - 2 * _DAY, easter + _DAY}
    days |= {_first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() >= _SATURDAY or fixed in days:
            fixed += _DAY
        days.add(fixed)
    return frozenset(days)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + (-first.weekday() % 7) * _DAY


def _last_monday(year: int, month: int) -> date:
    fifth = _first_monday(year, month) + 4 * _WEEK
    return fifth if fifth.month == month else fifth - _WEEK


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, as published in Nature in 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l_ = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l_) // 451
    month, day = divmod(h + l_ - 7 * m + 114, 31)
    return date(year, month, day + 1)
