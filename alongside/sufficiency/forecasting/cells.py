"""The cells in which children are counted: age, time in care, kind of home, who provides it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.signedinteger[Any]]
Real = npt.NDArray[np.floating[Any]]
Yes = npt.NDArray[np.bool_]

AGES = ("under 1", "1 to 4", "5 to 9", "10 to 15", "16 and 17")
AGE_BEGINS = (1, 5, 10, 16, 18)
"""The birthdays on which a child passes into the next band; on the last of them care ends."""
RATES_TURN = (1, 5, 10, 13, 16, 18)
"""The birthdays on which rates change: finer than the bands that are told, for 14 is not like 11."""
RATE_AGES = len(RATES_TURN)
TOLD_AS = np.searchsorted(AGE_BEGINS, (0, *RATES_TURN[:-1]), side="right")
"""The band of age in which each band of rates is told."""
TYPES = ("fostering", "residential", "supported", "other")
PROVIDERS = ("own", "bought")
"""The authority itself (PR1), or anybody else."""
STATES = tuple(f"{kind}, {provider}" for kind in TYPES for provider in PROVIDERS)
TIMES = (0, 31, 92, 183, 365, 731, 1096)
"""Days in care at which a band of time begins."""
UNKNOWN = len(TIMES)
"""The band of those who were in care before the first return, until they have been seen for ``SEEN_LONG`` days."""
SEEN_LONG = 1096
TIME_BANDS = len(TIMES) + 1
NEVER = 2**30
"""A day later than any other."""

EXITS = ("home", "permanence", "otherwise")
"""How care ends before 18: to parents or relatives; adopted, or under a guardianship or child arrangements order;
otherwise."""
MOVES = len(EXITS)
"""The place of moves among the kinds of event."""
EVENTS = (*EXITS, "move")
STEP_DOWN = len(EVENTS)
"""The place of moves that a lever adds, from residential to fostering. Nobody makes one unless it is pulled."""

_KIND_OF_PLACE = {
    **dict.fromkeys(("U1", "U2", "U3", "U4", "U5", "U6"), "fostering"),
    **dict.fromkeys(("K1", "K2", "R1", "S1"), "residential"),
    **dict.fromkeys(("K3", "H5", "P2"), "supported"),
}
"""K3 is supported accommodation since 2023; H5 and P2 were its like before. Everything else is ``other``."""
KIND_OF_PLACE: Mapping[str, str] = MappingProxyType(_KIND_OF_PLACE)
TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})
WENT_HOME = frozenset({"E4", "E4A", "E4B", "E13"})
PERMANENT = frozenset({"E11", "E12", "E41", "E43", "E44", "E45", "E46", "E47", "E48"})


def state_of(place: str, provider: str) -> int:
    """The number of the state that a placement and its provider make."""
    kind = TYPES.index(KIND_OF_PLACE.get(place, "other"))
    return kind * len(PROVIDERS) + (0 if provider == "PR1" else 1)


def exit_of(reason: str) -> int:
    """The number of the kind of exit that a reason for ceasing is."""
    return 0 if reason in WENT_HOME else 1 if reason in PERMANENT else 2


def birthdays(born: Whole, turning: tuple[int, ...] = AGE_BEGINS) -> Whole:
    """The days (since 1970) on which those born on ``born`` turn so many years old: a row for each child.

    Born on 29 February, the birthday in a common year is 1 March, as ``law.ages`` has it (C2).
    """
    days = born.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    day_of_month = days - months.astype("datetime64[D]")
    columns = [((months + 12 * years).astype("datetime64[D]") + day_of_month).astype(np.int64) for years in turning]
    return np.stack(columns, axis=1).astype(np.int32)


def cell_of(age: Whole, time: Whole, state: Whole) -> Whole:
    """One number for a band of age (of rates), a band of time in care and a state."""
    return (age * TIME_BANDS + time) * len(STATES) + state


CELLS = RATE_AGES * TIME_BANDS * len(STATES)
SHAPE = (RATE_AGES, TIME_BANDS, len(STATES))
