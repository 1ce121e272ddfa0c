"""Days as whole numbers, for many people at once.

A day is the count of days since 1 January 1970 (what numpy's ``datetime64[D]`` holds), in 32 bits. Two days stand
for what is not a day: ``NEVER`` for "has not happened, or not known to end", ``ALWAYS`` for "since before anything".
Both lie inside what ``datetime.date`` can hold, so that adding a few years to them cannot overflow.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int32]

EPOCH = date(1970, 1, 1).toordinal()
NEVER = date(9000, 1, 1).toordinal() - EPOCH
ALWAYS = date(1, 1, 1).toordinal() - EPOCH

WORTH_A_TABLE = 1_000
"""From so many days on it is quicker to look months up than to work them out."""
TABLE_FROM, TABLE_TO = date(1990, 1, 1).toordinal() - EPOCH, date(2060, 1, 1).toordinal() - EPOCH


def day_number(day: date | None, missing: int = NEVER) -> int:
    """The number of a day; ``missing`` where there is none."""
    return missing if day is None else day.toordinal() - EPOCH


def day_of(number: int) -> date | None:
    """The day of a number; ``None`` for ``NEVER`` and ``ALWAYS``."""
    return None if number >= NEVER or number <= ALWAYS else certain_day_of(number)


def certain_day_of(number: int) -> date:
    """The day of a number that stands for one."""
    return date.fromordinal(int(number) + EPOCH)


def months_after(days: Days, months: int) -> Days:
    """The corresponding date ``months`` later: the same day-number, or the last day of that month (C6)."""
    if len(days) < WORTH_A_TABLE or days.min() < TABLE_FROM or days.max() >= TABLE_TO:
        return _months_after(days, months)
    later: Days = _months_after_every_day(months)[days - np.int32(TABLE_FROM)]
    return later


@lru_cache
def _months_after_every_day(months: int) -> Days:
    return _months_after(np.arange(TABLE_FROM, TABLE_TO, dtype=np.int32), months)


def _months_after(days: Days, months: int) -> Days:
    calendar_days = days.astype("datetime64[D]")
    month = calendar_days.astype("datetime64[M]")
    day_in_month = (calendar_days - month).astype(np.int32)
    target = month + months
    last_in_target = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int32) - 1
    later: Days = (target.astype("datetime64[D]").astype(np.int32) + np.minimum(day_in_month, last_in_target)).astype(
        np.int32
    )
    return later


def anniversaries(days: Days, years: int) -> Days:
    """The ``years``-th anniversary of each day; 29 February falls on 1 March in a common year (C1, C2)."""
    calendar_days = days.astype("datetime64[D]")
    month = calendar_days.astype("datetime64[M]")
    day_in_month = calendar_days - month
    later: Days = ((month + 12 * years).astype("datetime64[D]") + day_in_month).astype(np.int32)
    return later


class Birthdays:
    """Birthdays by table: thousands of days of birth serve millions of people, so calendars are worked out once."""

    def __init__(self, born_on: Days, ages: tuple[int, ...]) -> None:
        self._first = int(born_on.min()) if born_on.size else 0
        last = int(born_on.max()) if born_on.size else 0
        every_day = np.arange(self._first, last + 1, dtype=np.int32)
        self._tables = {age: anniversaries(every_day, age) for age in ages}
        self._is_29_february = anniversaries(every_day, 1) != months_after(every_day, 12)

    def of(self, born_on: Days, age: int) -> Days:
        """The day on which each person reaches ``age``."""
        birthdays: Days = self._tables[age][born_on - self._first]
        return birthdays

    def is_29_february(self, born_on: Days) -> npt.NDArray[np.bool_]:
        """Who was born on a 29 February: those whose first birthday can be read two ways."""
        answer: npt.NDArray[np.bool_] = self._is_29_february[born_on - self._first]
        return answer
