"""How pressing a clock is: amber before the day, red after it, then the manager, then the head of service.

The same ladder for every clock, the law's and the council's own. Nothing is stored: each rung follows from the day the
clock started, the day it is due and today.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from alongside.law import working_days_after

LONGEST_AMBER = timedelta(days=14)
SHARE_THAT_IS_AMBER = 0.2
"""Of a short period, the last fifth is amber."""
TO_MANAGER, TO_HEAD = 5, 20
"""Working days after the due day."""


class Rung(StrEnum):
    """Where on the ladder a clock stands."""

    LATER = "later"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    MANAGER = "manager"
    """Late for so long that the manager answers for it."""
    HEAD = "head"
    """Late for so long that the head of service answers for it."""

    @property
    def is_late(self) -> bool:
        """The last day has passed."""
        return self in LATE

    @property
    def label(self) -> str:
        """In words."""
        return WORDS[self]


LATE = frozenset({Rung.LATE, Rung.MANAGER, Rung.HEAD})
WORDS = {
    Rung.LATER: "Later",
    Rung.SOON: "Soon",
    Rung.TODAY: "Today",
    Rung.LATE: "Late",
    Rung.MANAGER: "Late, with the manager",
    Rung.HEAD: "Late, with the head of service",
}


@lru_cache(maxsize=4096)
def rung_of(due_on: date, on: date, *, since: date | None = None, has_last_day: bool = True) -> Rung:
    """The rung on the day ``on``. ``since``: when the clock started, where it counts a period.

    A clock without a last day (as soon as practicable from a day on) is never late: from its day on it stands at today.
    """
    if on >= due_on and not has_last_day:
        return Rung.TODAY
    if on > due_on:
        if on >= _after(due_on, TO_HEAD):
            return Rung.HEAD
        return Rung.MANAGER if on >= _after(due_on, TO_MANAGER) else Rung.LATE
    if on == due_on:
        return Rung.TODAY
    return Rung.SOON if on >= amber_from(due_on, since) else Rung.LATER


def amber_from(due_on: date, since: date | None) -> date:
    """The first amber day: 14 days before the due day, or a fifth of the period where that is shorter."""
    if since is None or since >= due_on:
        return due_on - LONGEST_AMBER
    fifth = timedelta(days=math.ceil((due_on - since).days * SHARE_THAT_IS_AMBER))
    return due_on - min(LONGEST_AMBER, fifth)


@lru_cache(maxsize=4096)
def _after(day: date, working_days: int) -> date:
    return working_days_after(day, working_days)
