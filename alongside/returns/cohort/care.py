"""Time in care, for many people at once: runs, short breaks and the thirteen-week count.

The counterpart of ``law.categories.care``, whose rules (K1 to K4) it follows. What the law asks of one person day by
day is kept here as a few days for each person: the day from which something holds.

Short breaks that meet regulation 48 do not count, until the day they fail it; then all of them do, looking back.
So every count is made twice where there are short breaks: as things stand before that day, and from it on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from alongside.law.categories.care import (
    BREAK_DAYS,
    BREAK_DAYS_IN_TWELVE_MONTHS,
    BREAK_FOUR_WEEKS,
    THIRTEEN_WEEKS,
)
from alongside.law.facts import SHORT_BREAK_STATUSES
from alongside.returns.cohort.days import ALWAYS, NEVER, Days, months_after
from alongside.returns.cohort.lives import Lives

Flags = npt.NDArray[np.bool_]
People = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

_DAY_BITS = 22


def moments_in_order(person: People, day: Days) -> npt.NDArray[np.int64]:
    """One number for a person and a day, which sorts by person, then day."""
    return (person.astype(np.int64) << _DAY_BITS) + (day - np.int32(ALWAYS))


def _day_in(moments: npt.NDArray[np.int64]) -> Days:
    days: Days = ((moments & ((1 << _DAY_BITS) - 1)) + ALWAYS).astype(np.int32)
    return days


def earliest(count: int, person: People, day: Days) -> Days:
    """The first day listed for each of ``count`` people (people in order, their days ascending), else ``NEVER``."""
    result = np.full(count, NEVER, dtype=np.int32)
    result[person[::-1]] = day[::-1]  # of several values for one place the last written stays
    return result


@dataclass(frozen=True, slots=True)
class Ages:
    """The birthdays that the law asks for."""

    b14: Days
    b16: Days
    b18: Days
    b21: Days

    def of(self, people: npt.NDArray[np.bool_] | Places) -> Ages:
        """The birthdays of some of the people."""
        return Ages(self.b14[people], self.b16[people], self.b18[people], self.b21[people])


@dataclass(frozen=True, slots=True)
class Stays:
    """Spells of care in order of person and start. ``person`` counts from 0 within whatever group is looked at."""

    person: People
    start: Days
    end: Days
    authority: npt.NDArray[np.int16]
    is_break: Flags
    same_carer: Flags

    @classmethod
    def of(cls, lives: Lives) -> Stays:
        """The spells of these lives; none for a person whose care is not known at all."""
        person = np.repeat(np.arange(len(lives), dtype=np.int32), np.diff(lives.first_spell))
        is_break_status = np.array([status in SHORT_BREAK_STATUSES for status in lives.legal_statuses] or [False])
        authority = lives.spell_authority
        if "" in lives.authorities:  # nobody's name: the same as no authority
            authority = np.where(authority == lives.authorities.index(""), np.int16(-1), authority)
        stays = cls(
            person,
            lives.spell_from,
            lives.spell_to,
            authority,
            is_break_status[lives.spell_status],
            lives.spell_same_carer,
        )
        return stays if lives.care_known.all() else stays.where(lives.care_known[person])

    def where(self, kept: Flags) -> Stays:
        """Only some of the spells."""
        return Stays(
            self.person[kept],
            self.start[kept],
            self.end[kept],
            self.authority[kept],
            self.is_break[kept],
            self.same_carer[kept],
        )

    def of_people(self, chosen: Flags) -> Stays:
        """Only the spells of some people, who are numbered anew."""
        kept = self.where(chosen[self.person])
        number = np.cumsum(chosen, dtype=np.int32) - np.int32(1)
        return Stays(number[kept.person], kept.start, kept.end, kept.authority, kept.is_break, kept.same_carer)

    def with_unknown_care(self, start: Days, end: Days) -> Stays:
        """One more spell of ordinary care for each person, put in its place."""
        count = len(start)
        person = np.concatenate((self.person, np.arange(count, dtype=np.int32)))
        starts, ends = np.concatenate((self.start, start)), np.concatenate((self.end, end))
        order = np.argsort(moments_in_order(person, starts), kind="stable")
        return Stays(
            person[order],
            starts[order],
            ends[order],
            np.concatenate((self.authority, np.full(count, -1, dtype=np.int16)))[order],
            np.concatenate((self.is_break, np.zeros(count, dtype=bool)))[order],
            np.concatenate((self.same_carer, np.ones(count, dtype=bool)))[order],
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which day each question about past care is answered yes; ``NEVER`` where it never is.

    ``eligible_from``      91 days are counted up to the day (being in counted care is asked besides)
    ``was_eligible_from``  a counted run has ended at 16 or 17 with 91 days counted up to its end
    ``has_left_from``      any run has ended at 16 or 17, or on the 18th birthday
    ``eligible_at_18``     in counted care up to the 18th birthday, with 91 days the day before it
    """

    eligible_from: Days
    was_eligible_from: Days
    has_left_from: Days
    eligible_at_18: Flags

    def of(self, people: npt.NDArray[np.integer[npt.NBitBase]]) -> Bounds:
        """The bounds of these people, one row for each."""
        return Bounds(
            self.eligible_from[people],
            self.was_eligible_from[people],
            self.has_left_from[people],
            self.eligible_at_18[people],
        )


class Care:
    """The care of ``count`` people. A *run* is unbroken care (K2); a *piece* is the part of a run with one authority.

    Runs and pieces are in order of person and start, and stand behind one empty entry of nobody's, so that "the run
    before the first" is always there to point at.
    """

    def __init__(self, stays: Stays, ages: Ages, count: int) -> None:
        self.ages = ages
        self.count = count
        self.stays = stays = _looked_after(stays, ages)
        starts = moments_in_order(stays.person, stays.start)
        reached = np.maximum.accumulate(moments_in_order(stays.person, stays.end))
        opens = np.ones(len(starts), dtype=bool)
        opens[1:] = starts[1:] > reached[:-1]
        self._run_of_stay = np.cumsum(opens)  # run 0 is nobody's
        self._lay_out_runs(opens, reached)
        self._lay_out_pieces(opens, starts, reached)
        self._find_short_breaks()

    def _lay_out_runs(self, opens: Flags, reached: npt.NDArray[np.int64]) -> None:
        first = np.flatnonzero(opens)
        last = np.append(first[1:], len(opens))[: len(first)] - 1
        self.run_person = _behind(-1, self.stays.person[first])
        self.run_start = _behind(ALWAYS, self.stays.start[first])
        self.run_end = _behind(ALWAYS, _day_in(reached[last]))
        b14 = self.ages.b14[self.run_person] if self.count else self.run_start
        self.run_days = np.maximum(self.run_end - np.maximum(self.run_start, b14), 0)
        """Whole days from the 14th birthday on (C4)."""
        self.run_counts_from = self.run_start
        """The day from which a run counts, short breaks not having failed; ``NEVER`` for short breaks by themselves."""

    def _lay_out_pieces(self, opens: Flags, starts: npt.NDArray[np.int64], reached: npt.NDArray[np.int64]) -> None:
        authority = self.stays.authority
        changes = np.zeros(len(opens), dtype=bool)
        changes[1:] = (authority[1:] != authority[:-1]) & (self.stays.person[1:] == self.stays.person[:-1])
        self.has_several_authorities = np.zeros(self.count, dtype=bool)
        self.has_several_authorities[self.stays.person[changes]] = True
        overlaps = np.zeros(len(opens), dtype=bool)
        overlaps[1:] = starts[1:] < reached[:-1]
        self.has_rival_authorities = np.zeros(self.count, dtype=bool)
        """Two authorities say so at once: rare, a mistake, and left to the reference law."""
        self.has_rival_authorities[self.stays.person[overlaps]] = True
        self.has_rival_authorities &= self.has_several_authorities

        begins = opens | changes
        first = np.flatnonzero(begins)
        self.piece_person = _behind(-1, self.stays.person[first])
        self.piece_start = _behind(ALWAYS, self.stays.start[first])
        self.piece_authority = _behind(-1, authority[first])
        self.piece_run = _behind(0, self._run_of_stay[first])
        self.piece_end = self.run_end[self.piece_run]
        goes_on = np.flatnonzero(self.piece_run[1:] == self.piece_run[:-1])
        self.piece_end[goes_on] = self.piece_start[goes_on + 1]

    # ---- short breaks (K3) ----

    def _find_short_breaks(self) -> None:
        self.failed_on = np.full(self.count, NEVER, dtype=np.int32)
        self.has_breaks = np.zeros(self.count, dtype=bool)
        is_break = self.stays.is_break
        if not is_break.any():
            return
        self.has_breaks[self.stays.person[is_break]] = True
        ordinary = ~is_break
        self.run_counts_from = earliest(len(self.run_start), self._run_of_stay[ordinary], self.stays.start[ordinary])
        self.run_counts_from[0] = ALWAYS
        breaks = self.stays.where(is_break)
        self.break_person, self.break_start, self.break_end = _merged(breaks.person, breaks.start, breaks.end)
        self._fail(breaks.person[~breaks.same_carer], breaks.start[~breaks.same_carer])
        too_long = self.break_end - self.break_start > BREAK_DAYS
        self._fail(self.break_person[too_long], self.break_start[too_long] + np.int32(BREAK_DAYS + 1))
        self._fail(*self._too_many_in_twelve_months())

    def _fail(self, person: People, day: Days) -> None:
        np.minimum.at(self.failed_on, person, day)

    def _too_many_in_twelve_months(self) -> tuple[People, Days]:
        """Days on which the twelve months before hold more than 75 days of short breaks, the first of each person.

        Within a break the sum grows by the day, except that it can fall by one where 29 February drops out of the
        twelve months. So a break whose last sum exceeds 75 holds such a day, one that ends on 75 may, and nobody's
        first such day lies behind the first break that does.
        """
        last = np.minimum(self.break_end, self.break_start + np.int32(BREAK_DAYS))
        in_a_year = self._break_days_in_the_year_to(self.break_person, last)
        certain = in_a_year > BREAK_DAYS_IN_TWELVE_MONTHS
        first_certain = earliest(self.count, self.break_person[certain], self.break_start[certain])
        worth_looking = in_a_year >= BREAK_DAYS_IN_TWELVE_MONTHS
        worth_looking &= self.break_start <= first_certain[self.break_person]
        person, start, last = self.break_person[worth_looking], self.break_start[worth_looking], last[worth_looking]
        day = start[:, None] + np.arange(1, BREAK_DAYS + 1, dtype=np.int32)[None, :]
        people = np.broadcast_to(person[:, None], day.shape)
        fails = (day <= last[:, None]).ravel()
        people, days = people.ravel()[fails], day.ravel()[fails]
        too_many = self._break_days_in_the_year_to(people, days) > BREAK_DAYS_IN_TWELVE_MONTHS
        return people[too_many], days[too_many]

    def _break_days_in_the_year_to(self, person: People, day: Days) -> npt.NDArray[np.int64]:
        return self._break_days_before(person, day) - self._break_days_before(person, months_after(day, -12))

    def _break_days_before(self, person: People, day: Days) -> npt.NDArray[np.int64]:
        """Days of short breaks before a day, counted from some fixed day of nobody's."""
        length = self.break_end - self.break_start
        before = np.concatenate(([0], np.cumsum(length, dtype=np.int64)))
        keys = moments_in_order(self.break_person, self.break_start)
        begun = np.searchsorted(keys, moments_in_order(person, day))  # breaks of this and earlier people begun before
        latest = np.maximum(begun - 1, 0)
        to_come = np.where(self.break_person[latest] == person, np.maximum(self.break_end[latest] - day, 0), 0)
        days: npt.NDArray[np.int64] = before[begun] - np.where(begun > 0, to_come, 0)
        return days

    # ---- thirteen weeks (K4) ----

    @cached_property
    def _counts_before_failing(self) -> Flags:
        return self.run_counts_from < NEVER

    def bounds(self, otherwise: frozenset[str] = frozenset()) -> Bounds:
        """The days on which the questions about past care come to be answered yes, under one reading of the law."""
        every_run = np.ones(len(self.run_start), dtype=bool)
        counts = self._counts_before_failing
        adds = every_run if "A9" in otherwise else counts
        left = counts if "A10" in otherwise else every_run
        bounds = self._bounds(adds, counts, left, otherwise)
        if not self.has_breaks.any():
            return bounds
        failed = self._bounds(every_run, every_run, every_run, otherwise)
        at_once = frozenset({"A9"}) & otherwise
        return Bounds(
            failed.eligible_from
            if at_once
            else np.minimum(bounds.eligible_from, np.maximum(self.failed_on, failed.eligible_from)),
            np.minimum(bounds.was_eligible_from, np.maximum(self.failed_on, failed.was_eligible_from)),
            np.minimum(bounds.has_left_from, np.maximum(self.failed_on, failed.has_left_from)),
            bounds.eligible_at_18 | (failed.eligible_at_18 & (self.failed_on <= self.ages.b18)),
        )

    def _bounds(self, adds: Flags, counts: Flags, left: Flags, otherwise: frozenset[str]) -> Bounds:
        """``adds``: runs whose days are counted; ``counts``: runs that are care here; ``left``: whose end is a leaving."""
        counted, added = self._counted(adds, inclusive="A2" in otherwise)
        enough = counted >= THIRTEEN_WEEKS
        reaching = np.flatnonzero(enough & (counted - added < THIRTEEN_WEEKS))
        start = self.run_end[reaching] - self.run_days[reaching]
        reached = np.maximum(start, self.run_end[reaching] - (counted[reaching] - np.int32(THIRTEEN_WEEKS)))
        if counts is self._counts_before_failing and adds is counts:
            reached = np.maximum(reached, self.run_counts_from[reaching])
        ends_at_16 = self._ends_after_16 > 0 if "A3" in otherwise else self._ends_after_16 >= 0
        leaving = np.flatnonzero(left & ends_at_16)
        was = np.flatnonzero(enough & counts & ends_at_16 & ~self._ends_at_18)
        days_before_18 = counted - np.int32(0 if "A4" in otherwise else 1)
        at_18 = np.flatnonzero(self._ends_at_18 & counts & (days_before_18 >= THIRTEEN_WEEKS))
        eligible_at_18 = np.zeros(self.count, dtype=bool)
        eligible_at_18[self.run_person[at_18]] = True
        return Bounds(
            earliest(self.count, self.run_person[reaching], reached),
            earliest(self.count, self.run_person[was], self.run_end[was]),
            earliest(self.count, self.run_person[leaving], self.run_end[leaving]),
            eligible_at_18,
        )

    def _counted(self, adds: Flags, *, inclusive: bool) -> tuple[Days, Days]:
        """Days counted up to the end of each run, and what the run adds. Counting both ends of a run adds one (A2)."""
        added = self.run_days + (self.run_days > 0) if inclusive else self.run_days
        added = np.where(adds, added, 0).astype(np.int32)
        total = np.cumsum(added, dtype=np.int32)
        opens = np.ones(len(total), dtype=bool)
        opens[1:] = self.run_person[1:] != self.run_person[:-1]
        first = np.flatnonzero(opens)
        before = np.repeat(total[first] - added[first], np.diff(np.append(first, len(total))))
        return total - before, added

    @cached_property
    def _ends_after_16(self) -> Days:
        """Days from the 16th birthday to the end of each run."""
        if not self.count:
            return np.full(1, -1, dtype=np.int32)
        after: Days = self.run_end - self.ages.b16[self.run_person]
        after[0] = -1
        return after

    @cached_property
    def _ends_at_18(self) -> Flags:
        if not self.count:
            return np.zeros(1, dtype=bool)
        at_18: Flags = self.run_end == self.ages.b18[self.run_person]
        return at_18

    # ---- the additional relevant child (X) ----

    def is_enough_on_admission(self, admitted_on: Days, otherwise: frozenset[str] = frozenset()) -> Flags:
        """Whether 91 days are counted up to the day of each person's admission (``NEVER``: none), by X's own test.

        Short breaks count there if one of them had lasted more than four weeks, or if they touch other care.
        """
        runs = 1 + np.flatnonzero(admitted_on[self.run_person[1:]] < NEVER)
        person, start, end = self.run_person[runs], self.run_start[runs], self.run_end[runs]
        on, b14 = admitted_on[person], self.ages.b14[person]
        counted = (start <= on) & ((self.run_counts_from[runs] <= on) | self._had_a_long_break(admitted_on)[person])
        counted_start = np.maximum(start, b14)
        days = np.maximum(np.minimum(end, on) - counted_start, 0)
        if "A2" in otherwise:
            days += (end > b14) & (counted_start <= on)
        total = np.bincount(person[counted], weights=days[counted], minlength=self.count)
        enough = (total >= THIRTEEN_WEEKS) & (admitted_on < NEVER)
        if "A14" in otherwise:
            right_up_to_it = np.zeros(self.count, dtype=bool)
            right_up_to_it[person[counted & (start < on) & (on <= end)]] = True
            enough &= right_up_to_it
        return enough

    def _had_a_long_break(self, admitted_on: Days) -> Flags:
        result = np.zeros(self.count, dtype=bool)
        if self.has_breaks.any():
            on = admitted_on[self.break_person]
            lasted = np.minimum(self.break_end, on) - self.break_start
            result[self.break_person[(on < NEVER) & (lasted > BREAK_FOUR_WEEKS)]] = True
        return result

    # ---- several authorities (A11 read the other way) ----

    def bounds_by_authority(self, person: People, authority: npt.NDArray[np.int16], usual: Bounds) -> Bounds:
        """As ``bounds``, but only days with the given authority count; one row for each person and authority given."""
        keys, before, failed = self._authority_bounds
        group = np.searchsorted(keys, _authority_key(person, authority))
        failed_on = self.failed_on[person]
        return Bounds(
            np.minimum(before.eligible_from[group], np.maximum(failed_on, failed.eligible_from[group])),
            np.minimum(before.was_eligible_from[group], np.maximum(failed_on, failed.was_eligible_from[group])),
            usual.has_left_from[person],
            before.eligible_at_18[group] | (failed.eligible_at_18[group] & (failed_on <= self.ages.b18[person])),
        )

    def days_reached_by_authority(self) -> list[tuple[People, Days]]:
        """The days on which the days with one authority alone come to 91."""
        keys, before, failed = self._authority_bounds
        person = (keys >> 16).astype(np.int32)
        return [(person, before.eligible_from), (person, failed.eligible_from)]

    @cached_property
    def _authority_bounds(self) -> tuple[npt.NDArray[np.int64], Bounds, Bounds]:
        """For each person and authority, in order of key: the bounds before short breaks have failed, and after."""
        chosen = self.has_several_authorities[self.stays.person]
        stays, run = self.stays.where(chosen), self._run_of_stay[chosen]
        key = _authority_key(stays.person, stays.authority)
        order = np.lexsort((stays.start, key))
        key, run, person, end = key[order], run[order], stays.person[order], stays.end[order]
        opens = np.ones(len(key), dtype=bool)
        opens[1:] = key[1:] != key[:-1]
        group = np.cumsum(opens) - 1
        earlier_end = np.full(len(key), ALWAYS, dtype=np.int32)
        earlier_end[1:] = _day_in(np.maximum.accumulate(moments_in_order(group.astype(np.int32), end)))[:-1]
        earlier_end[opens] = ALWAYS
        start = np.maximum(np.maximum(stays.start[order], earlier_end), self.ages.b14[person])
        days = np.maximum(end - start, 0)
        counts_from = self.run_counts_from[run]
        before, failed = (
            self._bounds_of_groups(person[opens], group, end, np.where(counts, days, 0), counts_from, by_run)
            for counts, counts_from, by_run in (
                (counts_from < NEVER, counts_from, self._counts_before_failing),
                (np.ones(len(key), dtype=bool), start, np.ones(len(self.run_start), dtype=bool)),
            )
        )
        return key[opens], before, failed

    def _bounds_of_groups(
        self, person: People, group: Places, end: Days, days: Days, counts_from: Days, counts: Flags
    ) -> Bounds:
        total = np.cumsum(days)
        size = np.bincount(group)
        first = np.cumsum(size) - size
        counted = (total - np.repeat(total[first] - days[first], size)).astype(np.int32)
        reaching = np.flatnonzero((counted >= THIRTEEN_WEEKS) & (counted - days < THIRTEEN_WEEKS))
        reached = np.maximum(end[reaching] - (counted[reaching] - np.int32(THIRTEEN_WEEKS)), counts_from[reaching])
        eligible_from = earliest(len(person), group[reaching], reached)

        b16, b18 = self.ages.b16[person], self.ages.b18[person]
        runs = np.flatnonzero(counts)
        keys = moments_in_order(self.run_person[runs], self.run_end[runs])
        found = np.searchsorted(keys, moments_in_order(person, np.maximum(b16, eligible_from)))
        run = np.append(runs, 0)[found]
        leaves = (self.run_person[run] == person) & (self.run_end[run] < b18)
        in_care_at_18 = np.zeros(self.count, dtype=bool)
        in_care_at_18[self.run_person[counts & self._ends_at_18]] = True
        return Bounds(
            eligible_from,
            np.where(leaves, self.run_end[run], NEVER).astype(np.int32),
            np.full(len(person), NEVER, dtype=np.int32),
            in_care_at_18[person] & (eligible_from < b18),
        )

    # ---- where a day falls ----

    def run_at(self, person: People, day: Days) -> Places:
        """The last run that a person had begun by a day; 0 (nobody's) if none."""
        return _last_begun(self.run_person, self.run_start, person, day)

    def authority_at(self, person: People, day: Days) -> npt.NDArray[np.int16]:
        """The authority looking after on a day, else the last to have done so; -1 where there is none or no name."""
        authority: npt.NDArray[np.int16] = self.piece_authority[
            _last_begun(self.piece_person, self.piece_start, person, day)
        ]
        return authority


def _last_begun(owner: People, start: Days, person: People, day: Days) -> Places:
    place = np.searchsorted(moments_in_order(owner, start), moments_in_order(person, day), side="right") - 1
    result: Places = np.where(owner[place] == person, place, 0)
    return result


def _looked_after(stays: Stays, ages: Ages) -> Stays:
    """Care ends at 18 at the latest, and a spell of no whole day is none (K1)."""
    end = np.minimum(stays.end, ages.b18[stays.person])
    stays = Stays(stays.person, stays.start, end, stays.authority, stays.is_break, stays.same_carer)
    whole = stays.start < end
    return stays if whole.all() else stays.where(whole)


def _merged(person: People, start: Days, end: Days) -> tuple[People, Days, Days]:
    """The same days as maximal runs: overlapping and touching ones become one."""
    reached = np.maximum.accumulate(moments_in_order(person, end))
    opens = np.ones(len(start), dtype=bool)
    opens[1:] = moments_in_order(person, start)[1:] > reached[:-1]
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(opens)) - 1
    return person[first], start[first], _day_in(reached[last])


def _behind(entry: int, values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """The values behind one more entry."""
    result = np.empty(len(values) + 1, dtype=values.dtype)
    result[0] = entry
    result[1:] = values
    return result


def _authority_key(person: People, authority: npt.NDArray[np.int16]) -> npt.NDArray[np.int64]:
    key: npt.NDArray[np.int64] = (person.astype(np.int64) << 16) + authority + 1
    return key
