"""Whether a change is more than noise.

``limits`` are those of an XmR chart (Shewhart, for single values): the mean plus and minus 2.66 times the mean of the
moving ranges. ``is_beyond_chance`` is the funnel: whether a share differs from another council's by more than the 95 %
limits of a binomial count of its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

FEWEST = 6
"""Values below which limits say nothing."""
RUN = 8
"""So many in a row on one side of the middle are a change too."""
XMR = 2.66
ROUNDED = 1e-6
"""A row of equal values has a mean that may lie so far from them."""
NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True)
class Limits:
    """Between ``low`` and ``high`` a value is only noise around ``middle``."""

    low: float
    middle: float
    high: float


def limits(values: Sequence[float], *, most: float | None = None) -> Limits | None:
    """The limits of a row of values, oldest first; None where there are too few. No share lies over ``most``."""
    if len(values) < FEWEST:
        return None
    middle = sum(values) / len(values)
    reach = XMR * sum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)
    high = middle + reach if most is None else min(middle + reach, most)
    return Limits(max(middle - reach, 0.0), middle, high)


def change(values: Sequence[float], *, most: float | None = None) -> str:
    """What the newest value tells: ``too few``, ``noise``, ``up`` or ``down``.

    Limits come from the values before it, where those suffice, so that a jump does not widen its own limits.
    """
    found = limits(values[:-1], most=most) or limits(values, most=most)
    if found is None:
        return "too few"
    newest, lately = values[-1], values[-RUN:]
    if newest > found.high + ROUNDED or (len(lately) == RUN and min(lately) > found.middle + ROUNDED):
        return "up"
    if newest < found.low - ROUNDED or (len(lately) == RUN and max(lately) < found.middle - ROUNDED):
        return "down"
    return "noise"


def is_beyond_chance(share: float, *, of: int, against: float) -> bool:
    """Whether a share (per cent) of so many differs from ``against`` (per cent) by more than chance would make it."""
    spread = sqrt(max(against * (100 - against), 0.0) / of)
    return abs(share - against) > NORMAL_95 * spread
