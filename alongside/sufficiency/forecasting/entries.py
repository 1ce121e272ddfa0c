"""How many children will come into care, month by month: counts that vary more than chance, by one of three methods.

    level   as many as since the last time that the level changed, if it did
    trend   growing or falling as it did, the slope leaning on nought and fading with time
    pool    some of the draws by the one, the others by the other, as often as the past makes each likely

Which is used is decided by ``backtest`` on the council's own past. Months of the year differ as far as the years given
say that they do. Whether and when the level changed is weighed (``courses``), with a trend as without. Who comes (exact
age, kind of home) is drawn from the children who came, the more often the more lately they did.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.special import gammaln

from alongside.sufficiency.forecasting.cells import Real, Whole
from alongside.sufficiency.forecasting.courses import A_YEAR, FURTHEST, courses, how_likely_a_slope
from alongside.sufficiency.forecasting.history import History

METHODS = ("level", "trend", "pool")
WALK = 0.01
"""How much the level itself wanders a month (standard deviation of its logarithm): between 3 and 4 % a year."""
SEASON_LEANS = np.array([8.0, 32.0, 128.0, 512.0, 1e6])
"""How many arrivals' worth a month of the year leans on the others: the values tried; the last is no season."""
USUAL_EXCESS, EXCESS_LEANS = 1.5, 12.0
"""The excess of variance over chance that is believed before the data speak, and how many months' worth."""
HALF_AS_TELLING = 5 * 365
"""Somebody who came so many days earlier is drawn half as often for those to come."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Children who came: counts by whole month, oldest first; who they were; how much each tells of those to come."""

    months: Whole = field(repr=False)
    age_days: Whole = field(repr=False)
    state: Whole = field(repr=False)
    tells: Real = field(repr=False)


def month_starts(first: int, months: int) -> Whole:
    """The day on which each of so many months begins, counted from a day on; one more for the end of the last."""
    day = np.asarray(first, dtype="datetime64[D]")
    month = day.astype("datetime64[M]")
    offset = day - month.astype("datetime64[D]")
    return np.asarray(((month + np.arange(months + 1)).astype("datetime64[D]") + offset).astype(np.int64))


def arrivals(history: History) -> Arrivals:
    """Who came into care within the years given."""
    came = history.is_first & (history.starts >= history.begins) & (history.starts < history.ends)
    starts = history.starts[came]
    counts = np.histogram(starts, bins=_whole_months(history))[0]
    ages = (history.starts - history.born)[came]
    tells = 0.5 ** ((history.ends - starts) / HALF_AS_TELLING)
    return Arrivals(counts, np.maximum(ages, 0), history.state[came], tells / max(tells.sum(), 1e-9))


def _whole_months(history: History) -> Whole:
    months = round((history.ends - history.begins) / 30.4369)
    return month_starts(history.begins, months)


def future(months: Whole, horizon: int, draws: int, method: str, seed: int) -> Whole:
    """Counts of arrivals for the months to come: draws × months. The same seed gives the same counts."""
    return every_method(months, horizon, draws, seed)[method]


def every_method(months: Whole, horizon: int, draws: int, seed: int) -> dict[str, Whole]:
    """The counts by each method. The pool takes its draws from the two others, so it costs nothing more."""
    if not len(months):
        return dict.fromkeys(METHODS, np.zeros((draws, horizon), dtype=np.int64))
    excess = dispersion(months)
    season = season_of(months, excess)
    ahead = season[np.arange(len(months), len(months) + horizon) % A_YEAR]
    wander = np.cumsum(_chance(seed, 21).normal(0.0, WALK, (draws, horizon)), axis=1)
    flat, sloping = (courses(months, season, excess, slope=slope) for slope in (False, True))
    counts = {}
    for method, course, drawn, counted in (("level", flat, 22, 24), ("trend", sloping, 23, 25)):
        many = _many(course.drawn(horizon, draws, _chance(seed, drawn)) + wander)
        counts[method] = _counts(many * ahead, excess, _chance(seed, counted))
    grows = _spread_evenly(draws) < how_likely_a_slope(flat, sloping)
    counts["pool"] = np.where(grows[:, None], counts["trend"], counts["level"])
    return counts


def _many(logarithm: Real) -> Real:
    return np.exp(np.clip(logarithm, -FURTHEST, FURTHEST))


def _spread_evenly(draws: int) -> Real:
    """Numbers between 0 and 1, a draw each, even for any number of draws (golden ratio)."""
    return (np.arange(draws) + 0.5) * ((5**0.5 - 1) / 2) % 1.0


def _chance(seed: int, place: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=[seed, place]))


def _counts(mean: Real, excess: float, chance: np.random.Generator) -> Whole:
    """Negative binomial: variance ``excess`` times the mean."""
    if excess > 1.0:
        mean = chance.gamma(np.maximum(mean, 1e-9) / (excess - 1.0), excess - 1.0)
    return chance.poisson(mean)


def dispersion(months: Whole) -> float:
    """How much more than chance the counts vary from one month to the next: 1 is chance alone."""
    if months.sum() == 0:
        return USUAL_EXCESS
    steps = np.diff(months.astype(float)) ** 2 / 2 / max(float(months.mean()), 0.1)
    leaning = (steps.sum() + EXCESS_LEANS * USUAL_EXCESS) / (len(steps) + EXCESS_LEANS)
    return float(np.clip(leaning, 1.0, 4.0))


def season_of(months: Whole, excess: float) -> Real:
    """A factor for each month of the year, the first being that of the first month given; one where nothing is told."""
    n = len(months)
    if n < 2 * A_YEAR:
        return np.ones(A_YEAR)
    year = np.arange(n)[::-1] // A_YEAR
    mean = (np.bincount(year, months) / np.bincount(year))[year]
    place = np.arange(n) % A_YEAR
    seen = np.bincount(place, months, A_YEAR) / excess
    expected = np.bincount(place, mean, A_YEAR) / excess + 1e-9
    firm = SEASON_LEANS[:, None]
    likely = gammaln(firm + seen) - gammaln(firm) + firm * np.log(firm) - (firm + seen) * np.log(firm + expected)
    likely = (likely + seen * np.log(expected)).sum(axis=1)
    firmest = SEASON_LEANS[int(np.argmax(likely))]
    factor = (firmest + seen) / (firmest + expected)
    return np.asarray(factor / factor.mean())
