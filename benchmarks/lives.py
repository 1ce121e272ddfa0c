"""Invented lives, many and quickly: for the cohort benchmark and for the test that the cohort agrees with the law.

Nobody here exists. Shares are chosen to load every rule and boundary, not to estimate how common anything is.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from alongside.returns.cohort.days import ALWAYS, NEVER, anniversaries, day_number
from alongside.returns.cohort.lives import PERSON_DAYS, Lives

TODAY = day_number(date(2026, 11, 22))
SLOTS = 14
"""The most spells that an invented life has."""
LEGAL_STATUSES = ("C1", "C2", "E1", "J1", "V2", "V3")
CARE_ORDER, AGREED, SHORT_BREAK = 1, 4, 5
AUTHORITIES = tuple(f"authority {number}" for number in range(1, 151))

Grid = npt.NDArray[np.int32]


def invented_lives(count: int, seed: int = 1) -> Lives:
    """``count`` invented people with about five spells each; the same seed gives the same people."""
    random = np.random.default_rng(seed)
    born_on = (TODAY - random.integers(13 * 365, 27 * 365, count)).astype(np.int32)
    leap = random.random(count) < 0.002
    born_on[leap] = _on_29_february(random, int(leap.sum()))
    start, end, status = _ordinary_care(random, born_on)
    kind = random.random(count)
    _write_boundaries(random, born_on, np.flatnonzero(kind < 0.08), start, end, status)
    _write_short_breaks(random, born_on, np.flatnonzero((kind >= 0.08) & (kind < 0.15)), start, end, status)
    _overlap_some(random, np.flatnonzero(random.random(count) < 0.002), start, end)
    authority = _authorities(random, count)
    facts = _rare_facts(random, born_on, end)

    held = start < end
    order = np.lexsort((end[held], start[held], np.nonzero(held)[0]))
    first_spell = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(held.sum(axis=1), out=first_spell[1:])
    statuses = status[held][order].astype(np.uint8)
    return Lives(
        born_on=born_on,
        first_spell=first_spell,
        spell_from=start[held][order],
        spell_to=end[held][order],
        spell_status=statuses,
        spell_authority=authority[held][order].astype(np.int16),
        spell_same_carer=(statuses != SHORT_BREAK) | (random.random(len(statuses)) > 0.02),
        care_known=random.random(count) > 0.01,
        treated_as_care_leaver=random.random(count) < 0.05,
        legal_statuses=LEGAL_STATUSES,
        authorities=AUTHORITIES,
        **facts,
    )


def _on_29_february(random: np.random.Generator, count: int) -> Grid:
    years = random.choice([2000, 2004, 2008, 2012], count)
    return np.array([day_number(date(int(year), 2, 29)) for year in years], dtype=np.int32)


def _ordinary_care(random: np.random.Generator, born_on: Grid) -> tuple[Grid, Grid, npt.NDArray[np.int8]]:
    """One to twelve spells, most following on from one another, the last often still open."""
    count = len(born_on)
    spells = np.minimum(1 + random.geometric(0.19, count), 12)[:, None]
    slot = np.arange(SLOTS)[None, :]
    lengths = 1 + random.exponential(190, (count, SLOTS)).astype(np.int32)
    gaps = np.where(random.random((count, SLOTS)) < 0.75, 0, 1 + random.exponential(200, (count, SLOTS))).astype(
        np.int32
    )
    gaps[:, 0] = random.integers(0, 17 * 365 + 300, count)
    end = born_on[:, None] + np.cumsum(lengths + gaps, axis=1, dtype=np.int32)
    start = end - lengths
    b18 = anniversaries(born_on, 18)[:, None]
    stays_on = random.random((count, 1)) < 0.02
    held = (slot < spells) & (start < np.minimum(b18, TODAY))
    end = np.where(stays_on, end, np.minimum(end, b18))
    last = held & ~np.roll(held, -1, axis=1)
    last[:, -1] = held[:, -1]
    still_open = last & ((end > TODAY) | (random.random((count, 1)) < 0.1)) & (b18 > TODAY)
    end = np.where(still_open, NEVER, end).astype(np.int32)
    end = np.where(held, end, start).astype(np.int32)
    status = random.choice([0, 1, 1, 1, 2, 3, 4, 4], (count, SLOTS)).astype(np.int8)
    return start, end, status


def _write_boundaries(
    random: np.random.Generator, born_on: Grid, who: npt.NDArray[np.int64], start: Grid, end: Grid, status: Any
) -> None:
    """Lives within a day or two of every line that the law draws: 14, 16, 18, and the ninety-first day."""
    count = len(who)
    b14, b16, b18 = (anniversaries(born_on[who], age) for age in (14, 16, 18))
    about_91 = random.integers(88, 95, count)
    nearly = random.integers(-2, 3, count)
    short, gap = random.integers(1, 90, count), random.integers(0, 40, count)
    later = b16 + random.integers(0, 700, count)
    first = np.zeros((6, 2, count), dtype=np.int64)
    second = np.zeros((6, 2, count), dtype=np.int64)
    first[0] = later, later + about_91  # ninety-one days, all of them at 16
    first[1] = b16 + nearly - random.choice([91, 700], count), b16 + nearly  # ends about the 16th birthday
    first[2] = later - gap - short, later - gap  # two periods that add up
    second[2] = later, later + about_91 - short
    first[3] = b18 - about_91, np.full(count, NEVER)  # complete about the 18th birthday
    first[4] = b14 - 300, b14 + about_91 - 2  # across the 14th birthday, and a night or two at 16
    second[4] = later, later + 2 + nearly // 2
    first[5] = b14 + nearly - 100, b14 + nearly  # ends about the 14th birthday, back about the 16th
    second[5] = b16 + nearly, b16 + nearly + about_91
    which = random.integers(0, 6, count)
    start[who], end[who] = 0, 0
    for slot, chosen in enumerate((first, second)):
        start[who, slot] = chosen[which, 0, np.arange(count)]
        end[who, slot] = chosen[which, 1, np.arange(count)]
    status[who, :2] = random.choice([CARE_ORDER, AGREED], (count, 1))


def _write_short_breaks(
    random: np.random.Generator, born_on: Grid, who: npt.NDArray[np.int64], start: Grid, end: Grid, status: Any
) -> None:
    """Series of short breaks about the 17-day and 75-day limits, some followed by full-time care."""
    count = len(who)
    longest = random.choice([3, 12, 16, 17, 18, 19], (count, 1))
    lengths = np.minimum(1 + random.integers(0, 19, (count, SLOTS)), longest)
    gaps = 1 + random.exponential(random.choice([12, 45, 90], (count, 1)), (count, SLOTS)).astype(np.int64)
    gaps[:, 0] = 13 * 365 + random.integers(0, 4 * 365, count)
    finish = born_on[who][:, None] + np.cumsum(lengths + gaps, axis=1)
    breaks = random.integers(1, SLOTS + 1, (count, 1))
    held = np.arange(SLOTS)[None, :] < breaks
    start[who] = np.where(held, finish - lengths, 0)
    end[who] = np.where(held, finish, 0)
    status[who] = SHORT_BREAK
    becomes_care = random.random(count) < 0.5
    slot = np.minimum(breaks[:, 0], SLOTS - 1)[becomes_care]
    rows = who[becomes_care]
    begins = finish[becomes_care, slot - 1] + random.choice([0, 0, 30], len(rows))
    start[rows, slot] = begins
    end[rows, slot] = begins + random.choice([20, 60, 88, 90, 91, 92, 300], len(rows))
    status[rows, slot] = random.choice([CARE_ORDER, AGREED], len(rows))


def _overlap_some(random: np.random.Generator, who: npt.NDArray[np.int64], start: Grid, end: Grid) -> None:
    """A few mistakes of the kind that a real return has: a spell that begins before the last one ended."""
    later = start[who, 1] < end[who, 1]
    start[who[later], 1] -= random.integers(1, 60, int(later.sum())).astype(np.int32)


def _authorities(random: np.random.Generator, count: int) -> npt.NDArray[np.int64]:
    home = random.integers(0, len(AUTHORITIES), (count, 1))
    moved_at = np.where(random.random((count, 1)) < 0.03, random.integers(1, 6, (count, 1)), SLOTS)
    moved_to = random.integers(0, len(AUTHORITIES), (count, 1))
    return np.where(np.arange(SLOTS)[None, :] < moved_at, home, moved_to)


def _rare_facts(random: np.random.Generator, born_on: Grid, end: Grid) -> dict[str, Any]:
    """The facts that few people have, most of them from about the day on which care last ended."""
    count = len(born_on)
    left_on = np.where((end > 0) & (end < NEVER), end, 0).max(axis=1)
    left_on = np.where(left_on > 0, left_on, born_on + 15 * 365).astype(np.int32)

    def some(share: float, days: Any) -> Grid:
        return np.where(random.random(count) < share, days, NEVER).astype(np.int32)

    def until(starts: Grid, share_ended: float, longest: int) -> Grid:
        ended = (starts < NEVER) & (random.random(count) < share_ended)
        return np.where(ended, starts + random.integers(0, longest, count), NEVER).astype(np.int32)

    facts: dict[str, Any] = {name: np.full(count, NEVER, dtype=np.int32) for name in PERSON_DAYS if name != "born_on"}
    guardianship = some(0.04, np.where(random.random(count) < 0.8, left_on, left_on + random.integers(-9, 9, count)))
    moved_in = np.where(random.random(count) < 0.6, 0, random.integers(-400, 400, count))
    parent = some(0.06, left_on + moved_in)
    detained = some(0.012, left_on + np.maximum(random.integers(-4, 4, count), 0))
    facts["special_guardianship_made_on"] = guardianship
    facts["special_guardianship_ended_on"] = until(guardianship, 0.1, 1500)
    facts["adopted_on"] = some(0.01, left_on)
    facts["died_on"] = some(0.005, left_on + random.integers(0, 900, count))
    facts["detained_from"] = detained
    facts["detained_to"] = until(detained, 0.4, 500)
    facts["with_parent_from"] = parent
    facts["with_parent_to"] = until(parent, 0.4, 600)
    facts["history_held_from"] = np.where(
        random.random(count) < 0.1, TODAY - random.choice([600, 965, 1330], count), ALWAYS
    ).astype(np.int32)
    return facts
