"""Short breaks from home: the day on which those of each person stop meeting regulation 48 (K3)."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from alongside.law.categories.care import BREAK_DAYS, BREAK_DAYS_IN_TWELVE_MONTHS
from alongside.returns.cohort.columns import Places, day_in, earliest, flagged, keys_of, lasts, unbroken
from alongside.returns.cohort.days import NEVER, Days, months_after
from alongside.returns.cohort.stays import Stays


class ShortBreaks:
    """The short breaks of ``count`` people, touching ones joined.

    ``failed_on`` is the first day on which any limb of regulation 48 fails, ``NEVER`` if none does; ``taken_by`` says
    who had any.
    """

    def __init__(self, stays: Stays, count: int) -> None:
        self._count = count
        breaks = stays.take(np.flatnonzero(stays.is_break))
        starts, ends = keys_of(breaks.person, breaks.start), keys_of(breaks.person, breaks.end)
        opens, reached = unbroken(starts, ends)
        first = np.flatnonzero(opens)
        self.person, self.start = breaks.person[first], breaks.start[first]
        self.end = day_in(reached[lasts(first, len(opens))])
        self.taken_by = flagged(count, breaks.person)
        self.failed_on = np.full(count, NEVER, dtype=np.int32)
        self._fail_with_other_carers(breaks)
        self._fail_when_too_long()
        self._fail_when_too_many()

    def _fail_with_other_carers(self, breaks: Stays) -> None:
        other = np.flatnonzero(~breaks.same_carer)
        np.minimum.at(self.failed_on, breaks.person[other], breaks.start[other])

    def _fail_when_too_long(self) -> None:
        too_long = np.flatnonzero(self.end - self.start > BREAK_DAYS)
        np.minimum.at(self.failed_on, self.person[too_long], self.start[too_long] + np.int32(BREAK_DAYS + 1))

    def _fail_when_too_many(self) -> None:
        """From the first day on which the twelve months before hold more than 75 days of short breaks.

        Within a break the sum grows by the day, except that it can fall by one where 29 February drops out of the
        twelve months. So a break whose last sum exceeds 75 holds such a day, one that ends on 75 may, and nobody's
        first such day lies behind the first break that does.
        """
        last = np.minimum(self.end, self.start + np.int32(BREAK_DAYS))
        in_a_year = self._days_in_the_year_to(self.person, last)
        certain = np.flatnonzero(in_a_year > BREAK_DAYS_IN_TWELVE_MONTHS)
        first_certain = earliest(self._count, self.person[certain], self.start[certain])
        worth_looking = in_a_year >= BREAK_DAYS_IN_TWELVE_MONTHS
        worth_looking &= self.start <= first_certain[self.person]
        person, start, last = self.person[worth_looking], self.start[worth_looking], last[worth_looking]
        day = start[:, None] + np.arange(1, BREAK_DAYS + 1, dtype=np.int32)[None, :]
        within = np.flatnonzero((day <= last[:, None]).ravel())
        people, days = np.repeat(person, BREAK_DAYS)[within], day.ravel()[within]
        too_many = np.flatnonzero(self._days_in_the_year_to(people, days) > BREAK_DAYS_IN_TWELVE_MONTHS)
        np.minimum.at(self.failed_on, people[too_many], days[too_many])

    def _days_in_the_year_to(self, person: Places, day: Days) -> Places:
        return self._days_before(person, day) - self._days_before(person, months_after(day, -12))

    @cached_property
    def _total_before(self) -> Places:
        return np.concatenate(([0], np.cumsum(self.end - self.start, dtype=np.int64)))

    def _days_before(self, person: Places, day: Days) -> Places:
        """Days of short breaks before a day, counted from some fixed day of nobody's."""
        begun = np.searchsorted(keys_of(self.person, self.start), keys_of(person, day))  # by this and earlier people
        latest = np.maximum(begun - 1, 0)
        to_come = np.maximum(self.end[latest] - day, 0)
        is_own = (begun > 0) & (self.person[latest] == person)
        days: Places = self._total_before[begun] - to_come * is_own
        return days
