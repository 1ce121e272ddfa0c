"""A forecast's cost as a distribution: how many draws of 100 lie in each band of pounds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from alongside.sufficiency.forecasting.cells import Real

BANDS = 9
"""About so many: few enough to read on a phone."""
ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Band:
    """From so many pounds up to below so many."""

    low: float
    high: float
    of_100: float


def spread_of(costs: Real, budget: float) -> tuple[Band, ...]:
    """Bands of the first year's cost, as wide as each other. Where there is a budget, one band begins with it.

    What costs exactly the budget is not more than it, so each band holds its upper end and not its lower.
    """
    if not costs.size or not costs[:, 0].any():
        return ()
    pounds = costs[:, 0].astype(float)
    lowest, highest = float(pounds.min()), float(pounds.max())
    step = _round_up((highest - lowest) / BANDS)
    first = math.ceil((lowest - budget) / step) - 1
    last = max(math.ceil((highest - budget) / step), first + 1)
    edges = [budget + step * number for number in range(first, last + 1)]
    found = np.ceil((pounds - budget) / step).astype(int) - 1 - first
    counts = np.bincount(found, minlength=len(edges) - 1)
    return tuple(
        Band(low, high, 100 * int(count) / len(pounds))
        for low, high, count in zip(edges, edges[1:], counts, strict=False)
    )


def _round_up(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step)) if step > 0 else 1.0
    return next(power * one for one in ROUND if power * one >= step)
