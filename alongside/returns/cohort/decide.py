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
from alongside.returns.cohort.care import Ages, Bounds, Care, Flags, People, Places, Stays
from alongside.returns.cohort.days import ALWAYS, NEVER, Days, months_after
from alongside.returns.cohort.lives import Lives

Codes = npt.NDArray[np.uint8]

CATEGORIES = tuple(Category)
"""A category's code is its place here; strongest first."""
ELIGIBLE, RELEVANT, FORMER_RELEVANT, QUALIFYING, NONE, UNKNOWN = range(len(CATEGORIES))

AS_READ: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
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

    def of_people(self, chosen: Flags) -> Facts:
        """The facts about some of the people."""
        return Facts(*(getattr(self, name)[chosen] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Moments:
    """People on days. ``run`` is the last run of care begun by that day, 0 if none."""

    person: People
    day: Days
    run: Places

    def __len__(self) -> int:
        return len(self.day)

    def take(self, which: Places | Flags) -> Moments:
        """Some of the moments."""
        return Moments(self.person[which], self.day[which], self.run[which])


class Possible:
    """One way that people's lives may have been: their care, their birthdays and the other facts."""

    def __init__(self, stays: Stays, ages: Ages, facts: Facts) -> None:
        self.ages = ages
        self.facts = facts
        self.count = len(ages.b14)
        self.care = Care(stays, ages, self.count)
        self.has_parent_stay = facts.with_parent_from < facts.with_parent_to
        covers_16 = (facts.detained_from <= ages.b16) & (ages.b16 < facts.detained_to)
        self.admitted_on = np.where(covers_16, facts.detained_from, np.int32(NEVER))
        self.is_admitted = covers_16
        self._find_guardianships()
        self._bounds: dict[frozenset[str], Bounds] = {}
        self._additional: dict[frozenset[str], Flags] = {}

    def _find_guardianships(self) -> None:
        """Special guardianship orders made when the child was looked after the day before (1A)."""
        made_on = self.facts.guardianship_from
        self.guarded_from = np.full(self.count, NEVER, dtype=np.int32)
        self.guarded_to = np.full(self.count, NEVER, dtype=np.int32)
        person = np.flatnonzero(made_on < NEVER).astype(np.int32)
        day_before = made_on[person] - np.int32(1)
        run = self.care.run_at(person, day_before)
        guarded = person[day_before < self.care.run_end[run]]
        self.guarded_from[guarded] = made_on[guarded]
        self.guarded_to[guarded] = self.facts.guardianship_to[guarded]
        self.is_guarded = self.guarded_from < NEVER

    def bounds(self, otherwise: frozenset[str] = AS_READ) -> Bounds:
        """See ``Care.bounds``; worked out once for each reading that changes them."""
        matters = otherwise & {"A2", "A3", "A4", "A9", "A10"}
        if matters not in self._bounds:
            self._bounds[matters] = self.care.bounds(matters)
        return self._bounds[matters]

    def is_additional(self, otherwise: frozenset[str] = AS_READ) -> Flags:
        """X: detained or in hospital at 16 after thirteen weeks in care; one row for each person."""
        matters = otherwise & {"A2", "A14"}
        if matters not in self._additional:
            self._additional[matters] = self.care.is_enough_on_admission(self.admitted_on, matters)
        return self._additional[matters]

    def moments(self, person: People, day: Days) -> Moments:
        """Where in their care these people are on these days."""
        return Moments(person, day, self.care.run_at(person, day))

    def category_at(
        self, at: Moments, otherwise: frozenset[str] = AS_READ, bounds: Bounds | None = None
    ) -> Codes:
        """The category at each moment, under one reading of the law.

        ``bounds`` has a row for each moment; left out, they are those of the reading.
        """
        person, day = at.person, at.day
        if bounds is None:
            bounds = self.bounds(otherwise).of(person)
        b16, b18 = self.ages.b16[person], self.ages.b18[person]
        is_16_or_17 = (day >= b16) & (day < b18)
        is_adult = day >= b18
        in_care = day < self.care.run_end[at.run]

        qualifies = ~in_care & (bounds.has_left_from <= day)
        qualifies |= self._is_guarded(at, b18)
        qualifies &= (day >= b16) & (day < self.ages.b21[person])

        eligible = is_16_or_17 & in_care & (day >= bounds.eligible_from)
        if self.care.has_breaks.any():
            eligible &= day >= np.minimum(self.care.run_counts_from[at.run], self.care.failed_on[person])

        has_been_relevant = bounds.was_eligible_from <= np.where(is_adult, b18, day)
        has_been_relevant |= self._is_or_was_additional(at, is_adult, otherwise)
        has_been_relevant &= ~self._is_settled(at, is_adult, otherwise)
        relevant = is_16_or_17 & ~in_care & has_been_relevant
        former_relevant = is_adult & (has_been_relevant | bounds.eligible_at_18)
        if "A12" in otherwise:
            adopted_on = self.facts.adopted_on[person]
            is_adopted = (b16 <= adopted_on) & (adopted_on <= day)
            relevant &= ~is_adopted
            former_relevant &= ~is_adopted

        category = np.full(len(at), NONE, dtype=np.uint8)
        np.putmask(category, qualifies, QUALIFYING)
        np.putmask(category, former_relevant, FORMER_RELEVANT)
        np.putmask(category, relevant, RELEVANT)
        np.putmask(category, eligible, ELIGIBLE)
        np.putmask(category, day >= self.facts.died_on[person], NONE)
        return category

    def is_guarded_at(self, at: Moments) -> Flags:
        """A special guardianship order is in force; at 18 or over, was in force until 18 (1A)."""
        return self._is_guarded(at, self.ages.b18[at.person])

    def _is_guarded(self, at: Moments, b18: Days) -> Flags:
        result = np.zeros(len(at), dtype=bool)
        some = np.flatnonzero(self.is_guarded[at.person])
        person, day, b18 = at.person[some], at.day[some], b18[some]
        made, ended = self.guarded_from[person], self.guarded_to[person]
        result[some] = np.where(day < b18, (made <= day) & (day < ended), (made < b18) & (b18 <= ended))
        return result

    def _is_or_was_additional(self, at: Moments, is_adult: Flags, otherwise: frozenset[str]) -> Flags:
        """An additional relevant child; at 18 or over, was one on some day not looked after."""
        result = np.zeros(len(at), dtype=bool)
        if self.is_admitted.any():
            additional = self.is_additional(otherwise)[at.person]
            result = additional & ~(is_adult & self._in_care_throughout[at.person])
        return result

    @cached_property
    def _in_care_throughout(self) -> Flags:
        """In care from the 16th birthday to the 18th without a break."""
        care = self.care
        result = np.zeros(self.count, dtype=bool)
        if self.count:
            throughout = (care.run_start <= self.ages.b16[care.run_person]) & (
                care.run_end >= self.ages.b18[care.run_person]
            )
            throughout[0] = False
            result[care.run_person[throughout]] = True
        return result

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
            day = np.where(is_adult[some], b18, day)
        moved_in, moved_out = self.facts.with_parent_from[person], self.facts.with_parent_to[person]
        since = moved_in
        if "A6" not in otherwise:
            since = np.maximum(moved_in, np.maximum(self.ages.b16[person], self._care_ended(run, day)))
        there = (moved_in <= day) & (day < moved_out)
        result[some[there]] = months_after(since[there], SETTLED_MONTHS) <= day[there]
        return result

    def _care_ended(self, run: Places, day: Days) -> Days:
        """The last end of care by a day (``ALWAYS`` if none), given the last run begun by then."""
        care = self.care
        still_in_it = day < care.run_end[run]
        before = np.where(care.run_person[run - 1] == care.run_person[run], run - 1, 0)
        last_ended: Places = np.where(still_in_it, before, run)
        ended: Days = care.run_end[last_ended]
        return ended
