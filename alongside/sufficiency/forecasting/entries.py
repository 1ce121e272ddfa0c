"""How many children will come into care, month by month: counts that vary more than chance, by one of three methods.

    level   as many as since the last time that the level changed, if it did
    trend   growing or falling as it did, the slope leaning on nought and fading with time
    pool    half of the draws by the one, half by the other

Which is used is decided by ``backtest`` on the council's own past. Months of the year differ as far as the years given
say that they do. Whether and when the level changed is not decided but weighed: each draw takes one of the possible
months of change, or none, as often as it is likely. Who comes (exact age, kind of home) is drawn from the children who
came, the more often the more lately they did.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.special import gammaln

from alongside.sufficiency.forecasting.cells import Real, Whole
from alongside.sufficiency.forecasting.history import History

METHODS = ("level", "trend", "pool")
SLOPE_SPREAD = 0.07 / 12
"""How much a slope is believed to differ from nought before the data speak: 7 % a year (standard deviation)."""
FADES = 0.5 ** (1 / 48)
"""By how much a slope fades a month: half of it is left after four years."""
WALK = 0.012
"""How much the level itself wanders a month (standard deviation of its logarithm): about 4 % a year."""
CHANGES_A_YEAR = 0.1
"""How often the level is believed to change at once, before the data speak: once in ten years."""
SHORTEST_SINCE = 4
"""Months that there must be on both sides of a change for it to be told."""
LEVEL_LEANS = 8.0
"""How many months' surprise a level leans on the mean of all months: new levels are within a third of it, mostly."""
SEASON_LEANS = np.array([8.0, 32.0, 128.0, 512.0, 1e6])
"""How many arrivals' worth a month of the year leans on the others: the values tried; the last is no season."""
USUAL_EXCESS, EXCESS_LEANS = 1.5, 12.0
"""The excess of variance over chance that is believed before the data speak, and how many months' worth."""
HALF_AS_TELLING = 3 * 365
"""Somebody who came so many days earlier is drawn half as often for those to come."""
A_YEAR = 12


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
    """The counts by each method. The pool is every other draw of the two, so it costs nothing more."""
    excess = dispersion(months)
    season = season_of(months, excess)
    ahead = season[np.arange(len(months), len(months) + horizon) % A_YEAR]
    wander = np.cumsum(_chance(seed, 21).normal(0.0, WALK, (draws, horizon)), axis=1)
    level = _level(months, season, excess, draws, _chance(seed, 22))[:, None] * np.exp(wander)
    trend = np.exp(np.clip(_trend(months, season, excess, horizon, draws, _chance(seed, 23)) + wander, -5.0, 8.0))
    counts = {
        "level": _counts(level * ahead, excess, _chance(seed, 24)),
        "trend": _counts(trend * ahead, excess, _chance(seed, 25)),
    }
    counts["pool"] = np.where((np.arange(draws) % 2 == 0)[:, None], counts["level"], counts["trend"])
    return counts


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


def changes(months: Whole, season: Real, excess: float) -> tuple[Real, Whole]:
    """How likely each possible month of the last change of level is, and the months; month nought is no change."""
    n = len(months)
    since = np.concatenate([[0], np.arange(SHORTEST_SINCE, n - SHORTEST_SINCE + 1)]).astype(np.int64)
    told, expected = _from_each(months, season, excess)
    leans, mean = LEVEL_LEANS, (told[0] + 0.5) / expected[0]
    whole = _likely(told[since], expected[since], leans, mean)
    whole = whole + np.where(since > 0, _likely(told[0] - told[since], expected[0] - expected[since], leans, mean), 0.0)
    some = 1.0 - np.exp(-CHANGES_A_YEAR * n / A_YEAR)
    believed = np.where(since > 0, some / max(len(since) - 1, 1), 1.0 - some)
    weight = np.exp(whole - whole.max()) * believed
    return np.asarray(weight / weight.sum()), since


def _from_each(months: Whole, season: Real, excess: float) -> tuple[Real, Real]:
    """From each month to the last: arrivals, as far as they are news, and months, each as long as its season."""
    long = season[np.arange(len(months)) % A_YEAR]
    return np.cumsum(months[::-1] / excess)[::-1], np.cumsum(long[::-1])[::-1]


def _likely(told: Real, expected: Real, leans: float, mean: float) -> Real:
    """The logarithm of how likely arrivals are at one level that is not known (Gamma–Poisson)."""
    slow = leans / mean
    return np.asarray(
        leans * np.log(slow) - gammaln(leans) + gammaln(leans + told) - (leans + told) * np.log(slow + expected)
    )


def _level(months: Whole, season: Real, excess: float, draws: int, chance: np.random.Generator) -> Real:
    """A level for each draw."""
    if not len(months):
        return np.zeros(draws)
    weight, since = changes(months, season, excess)
    at = since[np.searchsorted(np.cumsum(weight)[:-1], chance.random(draws), side="right")]
    told, expected = _from_each(months, season, excess)
    slow = LEVEL_LEANS * expected[0] / (told[0] + 0.5)
    return np.asarray(excess * chance.standard_gamma(LEVEL_LEANS + told[at]) / (slow + expected[at]))


def _trend(
    months: Whole, season: Real, excess: float, horizon: int, draws: int, chance: np.random.Generator
) -> Real:  # fmt: skip
    """Logarithms of a log-linear trend, by Newton's method; the slope leans on nought, the level on the mean."""
    n = len(months)
    design = np.stack([np.ones(n), np.arange(n) - (n - 1)], axis=1)
    long = season[np.arange(n) % A_YEAR]
    leans = np.diag([1.0, 1.0 / SLOPE_SPREAD**2])
    usual = np.array([np.log(months.mean() + 0.1), 0.0])
    at = usual
    bend = leans
    for _ in range(6):
        mean = long * np.exp(design @ at)
        bend = design.T @ (design * mean[:, None]) / excess + leans
        at = at + np.linalg.solve(bend, design.T @ (months - mean) / excess - leans @ (at - usual))
    spread = np.linalg.cholesky(np.linalg.inv(bend))
    drawn = at + chance.normal(size=(draws, 2)) @ spread.T
    ahead = np.cumsum(FADES ** np.arange(1, horizon + 1))
    return np.asarray(drawn[:, :1] + drawn[:, 1:] * ahead)
