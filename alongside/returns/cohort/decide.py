"""The category of many people on many days: the rules E, R, F, Q of ``law.categories``, in its order.

The counterpart of ``law.categories.life``. Nothing here knows of a timeline: it is given people and days.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from alongside.law.categories.care import SETTLED_MONTHS
from alongside.law.findings import Category
from alongside.returns.cohort.care import AS_READ, Bounds, Care
from alongside.returns.cohort.columns import Columns, Flags, Places, flagged
from alongside.returns.cohort.days import NEVER, Days, months_after
from alongside.returns.cohort.lives import Lives
from alongside.returns.cohort.stays import Ages, Stays

Codes = npt.NDArray[np.uint8]

CATEGORIES = tuple(Category)
"""A category's code is its place here. They are in order of precedence, so of several that hold the least wins."""
ELIGIBLE, RELEVANT, FORMER_RELEVANT, QUALIFYING, NONE, UNKNOWN = range(len(CATEGORIES))


@dataclass(frozen=True, slots=True)
class Facts(Columns):
    """What is known about people besides their care. ``NEVER`` stands for what did not happen."""

    died_on: Days
    adopted_on: Days
    with_parent_from: Days
    with_parent_to: Days
    detained_from: Days
    detained_to: Days
    guardianship_from: Days
    guardianship_to: Days

    @classmethod
    def of(cls, lives: Lives) -> Facts:
        """The columns of these lives."""
        return cls(
            lives.died_on,
            lives.adopted_on,
            lives.with_parent_from,
            lives.with_parent_to,
            lives.detained_from,
            lives.detained_to,
            lives.special_guardianship_made_on,
            lives.special_guardianship_ended_on,
        )


@dataclass(frozen=True, slots=True)
class Moments(Columns):
    """People on days. ``run`` is the last run of care begun by that day, 0 if none."""

    person: Places
    day: Days
    run: Places

    def __len__(self) -> int:
        return len(self.day)


class Possible:
    """One way that people's lives may have been: their care, their birthdays and the other facts."""

    def __init__(self, stays: Stays, ages: Ages, facts: Facts) -> None:
        self.ages = ages
        self.facts = facts
        self.count = len(ages.b14)
        self.care = Care(stays, ages)
        self.has_parent_stay = facts.with_parent_from < facts.with_parent_to
        self.is_admitted = (facts.detained_from <= ages.b16) & (ages.b16 < facts.detained_to)
        self._find_guardianships()
        self._bounds: dict[frozenset[str], Bounds] = {}
        self._additional: dict[frozenset[str], Flags] = {}

    def _find_guardianships(self) -> None:
        """Special guardianship orders made when the child was looked after the day before (1A)."""
        made_on = self.facts.guardianship_from
        person = np.flatnonzero(made_on < NEVER)
        day_before = made_on[person] - np.int32(1)
        run = self.care.run_at(person, day_before)
        self.is_guarded = flagged(self.count, person[day_before < self.care.runs.end[run]])

    def bounds(self, otherwise: frozenset[str] = AS_READ) -> Bounds:
        """See ``Care.bounds``; worked out once for each reading that changes them."""
        matters = otherwise & {"A2", "A3", "A4", "A9", "A10"}
        if matters not in self._bounds:
            self._bounds[matters] = self.care.bounds(matters)
        return self._bounds[matters]

    @cached_property
    def could_be_something(self) -> Flags:
        """Who could ever be more than ``none``: care ended after 16, or a guardianship or admission counts instead."""
        return (self.bounds().has_left_from < NEVER) | self.is_guarded | self.is_admitted

    def is_additional(self, otherwise: frozenset[str] = AS_READ) -> Flags:
        """X: detained or in hospital at 16 after thirteen weeks in care; one row for each person."""
        matters = otherwise & {"A2", "A14"}
        if matters not in self._additional:
            admitted_on = np.where(self.is_admitted, self.facts.detained_from, np.int32(NEVER))
            self._additional[matters] = self.care.is_enough_on_admission(admitted_on, matters)
        return self._additional[matters]

    def moments(self, person: Places, day: Days) -> Moments:
        """Where in their care these people are on these days."""
        return Moments(person, day, self.care.run_at(person, day))

    def category_at(self, at: Moments, otherwise: frozenset[str] = AS_READ, bounds: Bounds | None = None) -> Codes:
        """The category at each moment, under one reading of the law.

        ``bounds`` has a row for each moment; left out, they are those of the reading.
        """
        person, day = at.person, at.day
        if bounds is None:
            bounds = self.bounds(otherwise).take(person)
        b16, b18 = self.ages.b16[person], self.ages.b18[person]
        is_16 = day >= b16
        is_adult = day >= b18
        in_care = day < self.care.runs.end[at.run]

        eligible = in_care & is_16 & (day >= bounds.eligible_from)  # care ends at 18
        if self.care.breaks.taken_by.any():
            eligible &= day >= np.minimum(self.care.runs.counts_from[at.run], self.care.breaks.failed_on[person])

        has_been_relevant = bounds.was_eligible_from <= np.minimum(day, b18)
        has_been_relevant |= self._has_been_additional(at, is_adult, otherwise)
        has_been_relevant &= ~self._is_settled(at, is_adult, otherwise)
        relevant = has_been_relevant & is_16 & ~is_adult & ~in_care
        former_relevant = is_adult & (has_been_relevant | bounds.eligible_at_18)
        if "A12" in otherwise:
            adopted_on = self.facts.adopted_on[person]
            is_not_adopted = (adopted_on < b16) | (day < adopted_on)
            relevant &= is_not_adopted
            former_relevant &= is_not_adopted

        qualifies = (bounds.has_left_from <= day) & ~in_care
        qualifies |= self.is_guarded_at(at)
        qualifies &= is_16 & (day < self.ages.b21[person])

        category = _strongest(
            (ELIGIBLE, eligible), (RELEVANT, relevant), (FORMER_RELEVANT, former_relevant), (QUALIFYING, qualifies)
        )
        is_dead = day >= self.facts.died_on[person]
        np.maximum(category, is_dead.view(np.uint8) * np.uint8(NONE), out=category)
        return category

    def is_guarded_at(self, at: Moments) -> Flags:
        """A special guardianship order is in force; at 18 or over, was in force until 18 (1A)."""
        result = np.zeros(len(at), dtype=bool)
        some = np.flatnonzero(self.is_guarded[at.person])
        person, day = at.person[some], at.day[some]
        made, ended, b18 = (
            self.facts.guardianship_from[person],
            self.facts.guardianship_to[person],
            self.ages.b18[person],
        )
        result[some] = np.where(day < b18, (made <= day) & (day < ended), (made < b18) & (b18 <= ended))
        return result

    def _has_been_additional(self, at: Moments, is_adult: Flags, otherwise: frozenset[str]) -> Flags:
        """X; at 18 or over, only with a day between 16 and 18 not looked after."""
        if not self.is_admitted.any():
            return np.zeros(len(at), dtype=bool)
        additional = self.is_additional(otherwise)
        never_left = additional & self._in_care_throughout
        has_been: Flags = additional[at.person] & ~(is_adult & never_left[at.person])
        return has_been

    @cached_property
    def _in_care_throughout(self) -> Flags:
        """In care from the 16th birthday to the 18th without a break."""
        runs = self.care.runs.take(np.flatnonzero(self.care.runs.to_18))
        return flagged(self.count, runs.person[runs.start <= self.ages.b16[runs.person]])

    def _is_settled(self, at: Moments, is_adult: Flags, otherwise: frozenset[str]) -> Flags:
        """P: has lived with a parent for six months since moving in, turning 16 and leaving care."""
        result = np.zeros(len(at), dtype=bool)
        some = np.flatnonzero(self.has_parent_stay[at.person])
        if not len(some):
            return result
        person, day, run = at.person[some], at.day[some], at.run[some]
        if "A7" in otherwise:  # decided once, on the 18th birthday
            b18 = self.ages.b18[person]
            run = np.where(is_adult[some], self.care.run_at(person, b18), run)
            day = np.minimum(day, b18)
        moved_in, moved_out = self.facts.with_parent_from[person], self.facts.with_parent_to[person]
        there = np.flatnonzero((moved_in <= day) & (day < moved_out))
        since, day = moved_in[there], day[there]
        if "A6" not in otherwise:
            since = np.maximum(since, np.maximum(self.ages.b16[person[there]], self._care_ended(run[there], day)))
        result[some[there]] = months_after(since, SETTLED_MONTHS) <= day
        return result

    def _care_ended(self, run: Places, day: Days) -> Days:
        """The last end of care by a day (``ALWAYS`` if none), given the last run begun by then."""
        runs = self.care.runs
        is_over = day >= runs.end[run]
        before = (run - 1) * (runs.person[run - 1] == runs.person[run])
        ended: Days = runs.end[np.where(is_over, run, before)]
        return ended


def _strongest(*held: tuple[int, Flags]) -> Codes:
    """The first of these categories that holds, else none."""
    result = np.full(len(held[0][1]), NONE, dtype=np.uint8)
    for code, holds in held:
        np.minimum(result, NONE - holds.view(np.uint8) * np.uint8(NONE - code), out=result)
    return result
