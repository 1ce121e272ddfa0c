"""How wrong a forecast was: CRPS, coverage, and the same for a single number.

The continuous ranked probability score of draws x against what happened y is the mean of |x - y| less half the mean of
|x - x'|: in children, small is good, and for a single number it is the plain error.
"""

from __future__ import annotations

import numpy as np

from alongside.sufficiency.forecasting.cells import Real, Whole

MIDDLE_80 = (0.1, 0.9)


def crps(draws: Real, happened: Real | Whole | float) -> Real:
    """The score of draws (first axis) against what happened (the other axes), by sorting."""
    ordered = np.sort(draws, axis=0)
    n = len(ordered)
    rank = (2.0 * np.arange(1, n + 1) - n - 1).reshape(-1, *([1] * (ordered.ndim - 1)))
    spread = (rank * ordered).sum(axis=0) / (n * n)
    return np.asarray(np.abs(ordered - happened).mean(axis=0) - spread)


def interval(draws: Real, bounds: tuple[float, float] = MIDDLE_80) -> tuple[Real, Real]:
    """The lower and upper bound that hold the middle of the draws."""
    low, high = np.quantile(draws, bounds, axis=0, method="inverted_cdf")
    return low, high


def covered(draws: Real, happened: Real | Whole | float, bounds: tuple[float, float] = MIDDLE_80) -> Real:
    """Whether what happened lay within the interval: 1 or 0."""
    low, high = interval(draws, bounds)
    return np.asarray((happened >= low) & (happened <= high), dtype=float)
