"""How many children will come into care, month by month: counts that vary more than chance, by one of three methods.

    level   as many as of late years, whatever the months between
    trend   growing or falling as it did, the slope leaning on nought and fading with time
    pool    half of the draws by the one, half by the other

Which is used is decided by ``backtest`` on the council's own past. Who comes (exact age, kind of home) is drawn from
the children who came in the last years.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from alongside.sufficiency.forecasting.cells import Real, Whole
from alongside.sufficiency.forecasting.history import History

METHODS = ("level", "trend", "pool")
SLOPE_SPREAD = 0.07 / 12
"""How much a slope is believed to differ from nought before the data speak: 7 % a year (standard deviation)."""
FADES = 0.5 ** (1 / 48)
"""By how much a slope fades a month: half of it is left after four years."""
WALK = 0.012
"""How much the level itself wanders a month (standard deviation of its logarithm): about 4 % a year."""
RECENT_DAYS = 3 * 365
"""From how far back the children are drawn who show who comes."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Children who came: whole months' counts, oldest first, and who they were."""

    months: Whole = field(repr=False)
    age_days: Whole = field(repr=False)
    state: Whole = field(repr=False)


def month_starts(first: int, months: int) -> Whole:
    """The day on which each of so many months begins, counted from a day on; one more for the end of the last."""
    day = np.asarray(first, dtype="datetime64[D]")
    month = day.astype("datetime64[M]")
    offset = day - month.astype("datetime64[D]")
    return ((month + np.arange(months + 1)).astype("datetime64[D]") + offset).astype(np.int64)


def arrivals(history: History) -> Arrivals:
    """Who came into care within the years given."""
    came = history.is_first & (history.starts >= history.begins) & (history.starts < history.ends)
    starts = history.starts[came]
    whole = _whole_months(history)
    counts = np.histogram(starts, bins=whole)[0]
    recent = starts >= history.ends - RECENT_DAYS
    ages = (history.starts - history.born)[came][recent]
    return Arrivals(counts, np.maximum(ages, 0), history.state[came][recent])


def _whole_months(history: History) -> Whole:
    months = round((history.ends - history.begins) / 30.4369)
    return month_starts(history.begins, months)


def future(months: Whole, horizon: int, draws: int, method: str, seed: int) -> Real:
    """Counts of arrivals for the months to come: draws × months. The same seed gives the same counts."""
    chance = np.random.Generator(np.random.Philox(key=[seed, 2]))
    level = _level(months, horizon, draws, chance)
    trend = _trend(months, horizon, draws, chance)
    uniform = chance.random(draws)
    shape = _dispersion(months)
    if method == "pool":
        mean = np.where((uniform < 0.5)[:, None], level, trend)
    else:
        mean = level if method == "level" else trend
    return _counts(mean, shape, chance)


def _counts(mean: Real, excess: float, chance: np.random.Generator) -> Real:
    """Negative binomial: variance ``excess`` times the mean."""
    if excess > 1.0:
        mean = chance.gamma(np.maximum(mean, 1e-9) / (excess - 1.0), excess - 1.0)
    return chance.poisson(mean)


def _dispersion(months: Whole) -> float:
    """How much more than chance the counts vary from one month to the next, with half as much again not believed."""
    if len(months) < 6 or months.sum() == 0:
        return 1.5
    steps = np.diff(months.astype(float))
    return float(np.clip((steps**2).mean() / 2 / max(months.mean(), 0.1), 1.0, 4.0))


def _wander(draws: int, horizon: int, chance: np.random.Generator) -> Real:
    return np.cumsum(chance.normal(0.0, WALK, (draws, horizon)), axis=1)


def _level(months: Whole, horizon: int, draws: int, chance: np.random.Generator) -> Real:
    excess, total = _dispersion(months), months.sum() + 0.5
    rate = chance.gamma(total / excess, excess / len(months), draws)
    return rate[:, None] * np.exp(_wander(draws, horizon, chance))


def _trend(months: Whole, horizon: int, draws: int, chance: np.random.Generator) -> Real:
    """A log-linear trend by Newton's method; the slope leans on nought."""
    n = len(months)
    time = np.arange(n) - (n - 1)
    design = np.stack([np.ones(n), time], axis=1)
    excess = _dispersion(months)
    leans = np.diag([0.0, 1.0 / SLOPE_SPREAD**2])
    at = np.array([np.log(months.mean() + 0.1), 0.0])
    for _ in range(6):
        mean = np.exp(design @ at)
        bend = design.T @ (design * mean[:, None]) / excess + leans
        at = at + np.linalg.solve(bend, design.T @ (months - mean) / excess - leans @ at)
    spread = np.linalg.cholesky(np.linalg.inv(bend))
    drawn = at + chance.normal(size=(draws, 2)) @ spread.T
    ahead = np.cumsum(FADES ** np.arange(1, horizon + 1))
    logs = drawn[:, :1] + drawn[:, 1:] * ahead + _wander(draws, horizon, chance)
    return np.exp(np.clip(logs, -5.0, 8.0))
