"""Time in care, for many people at once: runs, short breaks and the thirteen-week count.

The counterpart of ``law.categories.care``, whose rules (K1 to K4) it follows. What the law asks of one person day by
day is kept here as a few days for each person: the day from which something holds.

Short breaks that meet regulation 48 do not count, until the day they fail it; then all of them do, looking back.
So every count is made twice where there are short breaks: as things stand before that day, and from it on.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from alongside.law.categories.care import BREAK_FOUR_WEEKS, THIRTEEN_WEEKS
from alongside.returns.cohort.columns import (
    Authorities,
    Columns,
    Flags,
    Keys,
    Places,
    behind,
    day_in,
    earliest,
    flagged,
    keys_of,
    last_begun,
    lasts,
    openings,
    person_in,
    running_total,
    unbroken,
)
from alongside.returns.cohort.days import ALWAYS, NEVER, Days
from alongside.returns.cohort.short_breaks import ShortBreaks
from alongside.returns.cohort.stays import Ages, Stays

AS_READ: frozenset[str] = frozenset()
INCLUSIVE = frozenset({"A2"})


@dataclass(frozen=True, slots=True)
class Runs(Columns):
    """Unbroken runs of care (K2) in order of person and start.

    ``days``         whole days from the 14th birthday on (C4)
    ``counts_from``  the day from which the run counts so long as short breaks have not failed (K3): its first day of
                     other care; ``NEVER`` for short breaks by themselves
    ``after_16``     days from the 16th birthday to the end
    ``to_18``        ends on the 18th birthday
    """

    person: Places
    start: Days
    end: Days
    days: Days
    counts_from: Days
    after_16: Days
    to_18: Flags


@dataclass(frozen=True, slots=True)
class Pieces(Columns):
    """Runs cut where the authority changes, in the same order; ``run`` is the place of the run."""

    person: Places
    start: Days
    end: Days
    authority: Authorities
    run: Places


@dataclass(frozen=True, slots=True)
class Bounds(Columns):
    """From which day each question about past care is answered yes; ``NEVER`` where it never is.

    One row for each person.

    ``eligible_from``      91 days are counted up to the day (being in counted care is asked besides)
    ``was_eligible_from``  a counted run has ended at 16 or 17 with 91 days counted up to its end
    ``has_left_from``      any run has ended at 16 or 17, or on the 18th birthday
    ``eligible_at_18``     in counted care up to the 18th birthday, with 91 days the day before it
    """

    eligible_from: Days
    was_eligible_from: Days
    has_left_from: Days
    eligible_at_18: Flags

    def put(self, people: Places, others: Bounds) -> Bounds:
        """The same, but with the rows of some people from ``others``."""
        result = Bounds(*(getattr(self, column.name).copy() for column in fields(self)))
        for column in fields(self):
            getattr(result, column.name)[people] = getattr(others, column.name)[people]
        return result

    def or_after(self, failed_on: Days, failed: Bounds, b18: Days) -> Bounds:
        """Yes as before short breaks have failed; or from the day they fail, if it is yes by then or later (K3)."""
        return Bounds(
            np.minimum(self.eligible_from, np.maximum(failed_on, failed.eligible_from)),
            np.minimum(self.was_eligible_from, np.maximum(failed_on, failed.was_eligible_from)),
            np.minimum(self.has_left_from, np.maximum(failed_on, failed.has_left_from)),
            self.eligible_at_18 | (failed.eligible_at_18 & (failed_on <= b18)),
        )


class Care:
    """The care of some people. ``runs`` and ``pieces`` begin with one entry of nobody's, to point at for "none"."""

    def __init__(self, stays: Stays, ages: Ages) -> None:
        self.ages = ages
        self.count = len(ages.b14)
        self.stays = stays = stays.looked_after(ages)
        self.breaks = ShortBreaks(stays, self.count)
        starts = keys_of(stays.person, stays.start)
        opens, reached = unbroken(starts, starts + (stays.end - stays.start))
        self._run_of_stay = np.cumsum(opens, dtype=np.int64)
        self.runs = self._laid_out_runs(opens, reached)
        self._find_authorities(starts, reached)
        self.pieces = self._laid_out_pieces(opens)

    def _laid_out_runs(self, opens: Flags, reached: Keys) -> Runs:
        first = np.flatnonzero(opens)
        person, start = self.stays.person[first], self.stays.start[first]
        end = day_in(reached[lasts(first, len(opens))])
        counts_from = start
        if self.breaks.taken_by.any():
            ordinary = np.flatnonzero(~self.stays.is_break)
            counts_from = earliest(len(first), self._run_of_stay[ordinary] - 1, self.stays.start[ordinary])
        days = np.maximum(end - np.maximum(start, self.ages.b14[person]), 0)
        after_16 = end - self.ages.b16[person]
        to_18 = end == self.ages.b18[person]
        values = (person, start, end, days, counts_from, after_16, to_18)
        nobodys = (-1, ALWAYS, ALWAYS, 0, NEVER, -1, False)
        return Runs(*(behind(entry, column) for entry, column in zip(nobodys, values, strict=True)))

    def _find_authorities(self, starts: Keys, reached: Keys) -> None:
        authority, person = self.stays.authority, self.stays.person
        self._changes = np.zeros(len(starts), dtype=bool)
        self._changes[1:] = (authority[1:] != authority[:-1]) & (person[1:] == person[:-1])
        self.has_several_authorities = flagged(self.count, person[np.flatnonzero(self._changes)])
        overlapping = 1 + np.flatnonzero(starts[1:] < reached[:-1])
        self.has_rival_authorities = flagged(self.count, person[overlapping]) & self.has_several_authorities
        """Two authorities say so at once: rare, a mistake, and left to the reference law."""

    def _laid_out_pieces(self, opens: Flags) -> Pieces:
        first = np.flatnonzero(opens | self._changes)
        person, start = behind(-1, self.stays.person[first]), behind(ALWAYS, self.stays.start[first])
        authority, run = behind(-1, self.stays.authority[first]), behind(0, self._run_of_stay[first])
        end = self.runs.end[run]
        cut_short = np.flatnonzero(run[1:] == run[:-1])
        end[cut_short] = start[cut_short + 1]
        return Pieces(person, start, end, authority, run)

    # ---- thirteen weeks (K4) ----

    def bounds(self, otherwise: frozenset[str] = AS_READ) -> Bounds:
        """The days on which the questions about past care come to be answered yes, under one reading of the law.

        A day of ``eligible_from`` up to the 16th birthday may be another by another reading: nothing hangs on it.
        """
        if not otherwise:
            return self._as_read
        touched = np.flatnonzero(self._touched_by(otherwise))
        return self._as_read.put(touched, self._bounds_of(self._runs_of(touched), otherwise))

    @cached_property
    def _as_read(self) -> Bounds:
        return self._bounds_of(self.runs.take(slice(1, None)), AS_READ)

    def _touched_by(self, otherwise: frozenset[str]) -> Flags:
        """For whom at all a reading can move a bound."""
        touched = np.zeros(self.count, dtype=bool)
        if "A2" in otherwise:
            touched |= self._could_reach_later
        if "A3" in otherwise:
            touched |= flagged(self.count, self.runs.person[np.flatnonzero(self.runs.after_16 == 0)])
        if "A4" in otherwise:
            touched |= self._as_read.eligible_from == self.ages.b18
        if otherwise & {"A9", "A10"}:
            touched |= self.breaks.taken_by
        return touched

    @cached_property
    def _could_reach_later(self) -> Flags:
        """Who comes to 91 days after the 16th birthday, or never, but would if both ends of each run were counted."""
        both_ends = np.bincount(self.runs.person[1:], weights=self.runs.days[1:] + 1, minlength=self.count)
        enough: Flags = both_ends >= THIRTEEN_WEEKS
        return enough & (self._as_read.eligible_from > self.ages.b16)

    def _bounds_of(self, runs: Runs, otherwise: frozenset[str]) -> Bounds:
        """The bounds of the people whose runs these are; other people's rows mean nothing."""
        bounds = self._bounds_as_things_stand(runs, otherwise, have_failed=False)
        if not self.breaks.taken_by.any():
            return bounds
        of_breaks = runs.take(np.flatnonzero(self.breaks.taken_by[runs.person]))
        failed = self._bounds_as_things_stand(of_breaks, otherwise, have_failed=True)
        combined = bounds.or_after(self.breaks.failed_on, failed, self.ages.b18)
        if "A9" in otherwise:  # short breaks add to the count at once
            return replace(combined, eligible_from=failed.eligible_from)
        return combined

    def _runs_of(self, people: Places) -> Runs:
        """All runs of some people (in order)."""
        first, held = self._first_run[people], self._first_run[people + 1] - self._first_run[people]
        before = np.cumsum(held) - held
        return self.runs.take(np.repeat(first - before, held) + np.arange(held.sum()))

    @cached_property
    def _first_run(self) -> Places:
        """The place of each person's first run, and behind the last person's the end."""
        held = np.bincount(self.runs.person[1:], minlength=self.count)
        return np.cumsum(np.concatenate(([1], held)))

    def _bounds_as_things_stand(self, runs: Runs, otherwise: frozenset[str], *, have_failed: bool) -> Bounds:
        """Bounds before short breaks have failed, or from then on."""
        every_run = np.ones(len(runs.person), dtype=bool)
        counts = every_run if have_failed or not self.breaks.taken_by.any() else runs.counts_from < NEVER
        adds = every_run if "A9" in otherwise else counts
        leaves = counts if "A10" in otherwise else every_run
        counted, added = _counted(runs, adds, inclusive="A2" in otherwise)

        enough = counted >= THIRTEEN_WEEKS
        reaching = np.flatnonzero(enough & (counted - added < THIRTEEN_WEEKS))
        run = runs.take(reaching)
        reached = np.maximum(run.end - run.days, run.end - (counted[reaching] - np.int32(THIRTEEN_WEEKS)))
        if adds is not every_run:
            reached = np.maximum(reached, run.counts_from)

        is_after_16 = runs.after_16 > 0 if "A3" in otherwise else runs.after_16 >= 0
        leaving = np.flatnonzero(leaves & is_after_16)
        was = np.flatnonzero(enough & counts & is_after_16 & ~runs.to_18)
        last_day = 0 if "A4" in otherwise else 1
        at_18 = np.flatnonzero(runs.to_18 & counts & (counted >= THIRTEEN_WEEKS + last_day))
        return Bounds(
            earliest(self.count, run.person, reached),
            earliest(self.count, runs.person[was], runs.end[was]),
            earliest(self.count, runs.person[leaving], runs.end[leaving]),
            flagged(self.count, runs.person[at_18]),
        )

    # ---- the additional relevant child (X) ----

    def is_enough_on_admission(self, admitted_on: Days, otherwise: frozenset[str] = AS_READ) -> Flags:
        """Whether 91 days are counted up to the day of each person's admission (``NEVER``: none), by X's own test.

        Short breaks count there if one of them had lasted more than four weeks, or if they touch other care.
        """
        runs = self._runs_of(np.flatnonzero(admitted_on < NEVER))
        person, on = runs.person, admitted_on[runs.person]
        counts = (runs.counts_from <= on) | self._had_a_long_break(admitted_on)[person]
        counts &= runs.start <= on
        counted_start = np.maximum(runs.start, self.ages.b14[person])
        days = np.maximum(np.minimum(runs.end, on) - counted_start, 0)
        if "A2" in otherwise:
            days += (runs.days > 0) & (counted_start <= on)
        enough = np.bincount(person, weights=days * counts, minlength=self.count) >= THIRTEEN_WEEKS
        if "A14" in otherwise:
            runs_up_to_it = counts & (runs.start < on) & (on <= runs.end)
            enough &= flagged(self.count, person[runs_up_to_it])
        return enough & (admitted_on < NEVER)

    def _had_a_long_break(self, admitted_on: Days) -> Flags:
        on = admitted_on[self.breaks.person]
        lasted = np.minimum(self.breaks.end, on) - self.breaks.start
        return flagged(self.count, self.breaks.person[(on < NEVER) & (lasted > BREAK_FOUR_WEEKS)])

    # ---- several authorities (A11 read the other way) ----

    def bounds_by_authority(self, person: Places, authority: Authorities) -> Bounds:
        """As ``bounds``, but only days with the given authority count; one row for each person and authority given."""
        keys, bounds = self._authority_bounds
        rows = bounds.take(np.searchsorted(keys, _authority_key(person, authority)))
        usual = self.bounds().has_left_from[person]
        return Bounds(rows.eligible_from, rows.was_eligible_from, usual, rows.eligible_at_18)

    def days_reached_by_authority(self) -> tuple[Places, Days]:
        """The days on which the days with one authority alone come to 91."""
        keys, bounds = self._authority_bounds
        return keys >> 16, bounds.eligible_from

    @cached_property
    def _authority_bounds(self) -> tuple[Places, Bounds]:
        """Keys of each person with each of their authorities, in order, and the bounds that these days alone give."""
        chosen = np.flatnonzero(self.has_several_authorities[self.stays.person])
        key = _authority_key(self.stays.person[chosen], self.stays.authority[chosen])
        order = np.argsort(key, kind="stable")
        key, chosen = key[order], chosen[order]
        stays, run = self.stays.take(chosen), self._run_of_stay[chosen]
        opens = openings(key)
        group = np.cumsum(opens, dtype=np.int64) - 1
        before = np.full(len(key), ALWAYS, dtype=np.int32)  # where the earlier stays with this authority ended
        before[1:] = day_in(np.maximum.accumulate(keys_of(group, stays.end)))[:-1]
        before[opens] = ALWAYS
        start = np.maximum(np.maximum(stays.start, before), self.ages.b14[stays.person])
        days = np.maximum(stays.end - start, 0)
        counts_from = self.runs.counts_from[run]
        person = stays.person[opens]
        by_group = (person, group, stays.end)
        as_usual = self._bounds_of_groups(*by_group, days * (counts_from < NEVER), counts_from, have_failed=False)
        failed = self._bounds_of_groups(*by_group, days, start, have_failed=True)
        return key[opens], as_usual.or_after(self.breaks.failed_on[person], failed, self.ages.b18[person])

    def _bounds_of_groups(
        self, person: Places, group: Places, end: Days, days: Days, counts_from: Days, *, have_failed: bool
    ) -> Bounds:
        counted = running_total(group, days)
        reaching = np.flatnonzero((counted >= THIRTEEN_WEEKS) & (counted - days < THIRTEEN_WEEKS))
        reached = np.maximum(end[reaching] - (counted[reaching] - np.int32(THIRTEEN_WEEKS)), counts_from[reaching])
        eligible_from = earliest(len(person), group[reaching], reached)

        b16, b18 = self.ages.b16[person], self.ages.b18[person]
        runs = self._runs_of(np.flatnonzero(self.has_several_authorities))
        if not have_failed:
            runs = runs.take(np.flatnonzero(runs.counts_from < NEVER))
        nobodys = keys_of(np.array([self.count]), np.array([NEVER], dtype=np.int32))
        ends = np.concatenate((keys_of(runs.person, runs.end), nobodys))
        left = ends[np.searchsorted(ends, keys_of(person, np.maximum(b16, eligible_from)))]
        left_on = day_in(left)
        leaves = (person_in(left) == person) & (left_on < b18)
        in_care_to_18 = flagged(self.count, runs.person[runs.to_18])
        return Bounds(
            eligible_from,
            np.where(leaves, left_on, np.int32(NEVER)),
            np.full(len(person), NEVER, dtype=np.int32),
            in_care_to_18[person] & (eligible_from < b18),
        )

    # ---- where a day falls ----

    def run_at(self, person: Places, day: Days) -> Places:
        """The last run that a person had begun by a day; 0 (nobody's) if none."""
        return last_begun(self.runs.person, self.runs.start, person, day)

    def authority_at(self, person: Places, day: Days) -> Authorities:
        """The authority looking after on a day, else the last to have done so; -1 where there is none or no name."""
        authority: Authorities = self.pieces.authority[self.piece_at(person, day)]
        return authority

    def pieces_on(self, on: int) -> Places:
        """Everyone's last piece begun by one day; 0 (nobody's) if none."""
        person = self.pieces.person[1:]
        held = np.bincount(person, minlength=self.count)
        begun = np.bincount(person[np.flatnonzero(self.pieces.start[1:] <= on)], minlength=self.count)
        first = 1 + np.cumsum(held) - held
        pieces: Places = (first + begun - 1) * (begun > 0)
        return pieces

    def piece_at(self, person: Places, day: Days) -> Places:
        """The last piece that a person had begun by a day; 0 (nobody's) if none."""
        return last_begun(self.pieces.person, self.pieces.start, person, day)


def _counted(runs: Runs, adds: Flags, *, inclusive: bool) -> tuple[Days, Days]:
    """Days counted up to the end of each run, and what the run adds. Counting both ends of a run adds one (A2)."""
    added = runs.days + (runs.days > 0) if inclusive else runs.days
    added = added * adds
    return running_total(runs.person, added), added


def _authority_key(person: Places, authority: Authorities) -> Places:
    key: Places = (person << 16) + authority + 1
    return key
