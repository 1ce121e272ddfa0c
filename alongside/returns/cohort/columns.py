"""Arrays side by side, and the few things done with them again and again.

In the way of writing: places (``flatnonzero``, then an index) pick some of many much faster than a mask does, and
arithmetic with flags is faster than ``where``.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from alongside.returns.cohort.days import ALWAYS, NEVER, Days

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
"""Positions in an array; people, too, are known by their position."""
Authorities = npt.NDArray[np.int16]
Keys = npt.NDArray[np.int64]
"""Numbers for a person on a day, which sort by person, then day."""

_DAY_BITS = 22


class Columns:
    """Arrays of one length, side by side: a base for frozen dataclasses."""

    __slots__ = ()

    def take(self, which: Places | slice) -> Self:
        """Some of the rows."""
        return type(self)(*(getattr(self, column.name)[which] for column in fields(self)))  # type: ignore[arg-type]


def keys_of(person: Places, day: Days) -> Keys:
    """One number for each person and day."""
    return (person << _DAY_BITS) + (day - np.int32(ALWAYS))


def person_in(keys: Keys) -> Places:
    """The people of such numbers."""
    return keys >> _DAY_BITS


def day_in(keys: Keys) -> Days:
    """The days of such numbers."""
    return (keys & ((1 << _DAY_BITS) - 1)).astype(np.int32) + np.int32(ALWAYS)


def earliest(count: int, person: Places, day: Days) -> Days:
    """The first day listed for each of ``count`` people (people in order, their days ascending), else ``NEVER``."""
    result = np.full(count, NEVER, dtype=np.int32)
    result[person[::-1]] = day[::-1]  # of several values for one place the last written stays
    return result


def flagged(count: int, people: Places) -> Flags:
    """A flag for each of ``count`` people, set for those listed."""
    result = np.zeros(count, dtype=bool)
    result[people] = True
    return result


def openings(owner: Places) -> Flags:
    """Which rows are the first of their owner's (rows in order of owner)."""
    opens = np.ones(len(owner), dtype=bool)
    opens[1:] = owner[1:] != owner[:-1]
    return opens


def running_total(owner: Places, added: Days) -> Days:
    """The sum of what each owner's rows have added so far (rows in order of owner)."""
    total = np.cumsum(added, dtype=np.int32)
    first = np.flatnonzero(openings(owner))
    size = np.append(first[1:], len(total))[: len(first)] - first
    own: Days = total - np.repeat(total[first] - added[first], size)
    return own


def unbroken(starts: Keys, ends: Keys) -> tuple[Flags, Keys]:
    """Which stretches (in order of start) open an unbroken time, and where all so far have reached (K2)."""
    reached = np.maximum.accumulate(ends)
    opens = np.ones(len(starts), dtype=bool)
    opens[1:] = starts[1:] > reached[:-1]
    return opens, reached


def lasts(first: Places, count: int) -> Places:
    """The place before the next first: where each stretch of rows ends."""
    return np.append(first[1:], count)[: len(first)] - 1


def last_begun(owner: Places, start: Days, person: Places, day: Days) -> Places:
    """The last row that each person had begun by a day; 0 if none."""
    place = np.searchsorted(keys_of(owner, start), keys_of(person, day), side="right") - 1
    result: Places = place * (owner[place] == person)
    return result


def behind(entry: int | bool, column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A column behind one more entry."""
    result = np.empty(len(column) + 1, dtype=column.dtype)
    result[0] = entry
    result[1:] = column
    return result
