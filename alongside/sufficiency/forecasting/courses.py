"""The courses that the number who come may have taken: fitted, weighed against one another, and drawn from.

A course is a level and perhaps a slope (both of the logarithm), and perhaps one month at which the level changed at
once. Whether and when it did, and whether there is a slope at all, is not decided but weighed: each course is as likely
as what came is likely under it, with what is believed of it before the data speak (Laplace's approximation; counts
that vary more than chance tell less, by as much).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from alongside.sufficiency.forecasting.cells import Real, Whole

A_YEAR = 12
LEVEL_SPREAD = 1.0
"""How much the level now is believed to differ from the mean of all months (logarithm, standard deviation)."""
SLOPE_SPREAD = 0.07 / A_YEAR
"""How much a slope, where there is one, is believed to differ from nought: 7 % a year."""
CHANGE_SPREAD = 1 / 3
"""How large a change at once, where there is one, is believed to be: mostly within a third."""
CHANGES_A_YEAR = 0.1
"""How often the level is believed to change at once: once in ten years."""
SHORTEST_SINCE = 4
"""Months that there must be on both sides of a change for it to be told."""
FADES = 0.5 ** (1 / 48)
"""By how much a slope fades a month: half of it is left after four years."""
FURTHEST = 8.0
"""No level is further from one a month than this (logarithm): so many never came to any council."""
ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Courses:
    """Courses side by side, a row for each month of change, ``since``; month nought is no change.

    ``at`` is the level now, how much lower it was before the change, and the slope a month where there is one;
    ``spread`` the root (Cholesky) of how unsure these are together; ``likely`` the logarithm of how likely each is.
    """

    since: Whole = field(repr=False)
    at: Real = field(repr=False)
    spread: Real = field(repr=False)
    likely: Real = field(repr=False)

    @property
    def weight(self) -> Real:
        """How likely each is among these; they sum to one."""
        weight = np.exp(self.likely - self.likely.max())
        return np.asarray(weight / weight.sum())

    def drawn(self, months: int, draws: int, chance: np.random.Generator) -> Real:
        """The logarithm of how many come in each of the months to come: draws × months."""
        which = np.searchsorted(np.cumsum(self.weight)[:-1], chance.random(draws), side="right")
        noise = chance.normal(size=(draws, self.at.shape[1]))
        found = self.at[which] + np.einsum("dij,dj->di", self.spread[which], noise)
        level, slope = found[:, :1], found[:, 2:]
        ahead = np.cumsum(FADES ** np.arange(1, months + 1))
        return np.asarray(level + slope.sum(axis=1, keepdims=True) * ahead)


def courses(months: Whole, season: Real, excess: float, *, slope: bool) -> Courses:
    """Every course that counts by month may have taken, with a slope or without; ``excess`` as in ``dispersion``."""
    n = len(months)
    since = np.concatenate([[0], np.arange(SHORTEST_SINCE, n - SHORTEST_SINCE + 1)]).astype(np.int64)
    tells = _what_tells(n, since, slope)
    long = season[np.arange(n) % A_YEAR]
    usual = np.zeros(tells.shape[2])
    usual[0] = np.log(months.mean() + 0.1)
    leans = np.array([LEVEL_SPREAD, CHANGE_SPREAD, SLOPE_SPREAD][: len(usual)]) ** -2.0
    at = np.tile(usual, (len(since), 1))
    for _ in range(ROUNDS):  # Newton's method
        mean = long * _level(tells, at)
        bend = np.einsum("kni,kn,knj->kij", tells, mean, tells, optimize=True) / excess + np.diag(leans)
        pull = np.einsum("kni,kn->ki", tells, months - mean) / excess - (at - usual) * leans
        at = at + np.linalg.solve(bend, pull[:, :, None])[:, :, 0]
    mean = long * _level(tells, at)
    told = (months * np.log(mean) - mean).sum(axis=1) / excess - (leans * (at - usual) ** 2).sum(axis=1) / 2
    likely = told + (np.log(leans).sum() - np.linalg.slogdet(bend)[1]) / 2 + np.log(_believed(n, since))
    return Courses(since, at, np.linalg.cholesky(np.linalg.inv(bend)), likely)


def _what_tells(n: int, since: Whole, slope: bool) -> Real:
    """What each month tells of level, change and slope: courses × months × 2 or 3. The level is that of the last."""
    month = np.arange(n)
    tells = np.ones((len(since), n, 3))
    tells[:, :, 1] = -(month < since[:, None]).astype(float)
    tells[:, :, 2] = month - (n - 1)
    return tells if slope else tells[:, :, :2]


def _level(tells: Real, at: Real) -> Real:
    return np.asarray(np.exp(np.clip(np.einsum("knj,kj->kn", tells, at), -FURTHEST, FURTHEST)))


def _believed(n: int, since: Whole) -> Real:
    """How likely each month of change is before the data speak."""
    some = 1.0 - np.exp(-CHANGES_A_YEAR * n / A_YEAR)
    return np.asarray(np.where(since > 0, some / max(len(since) - 1, 1), 1.0 - some))


def how_likely_a_slope(flat: Courses, sloping: Courses) -> float:
    """How likely there is a slope, believed even before the data speak."""
    most = max(flat.likely.max(), sloping.likely.max())
    without, with_it = (float(np.exp(each.likely - most).sum()) for each in (flat, sloping))
    return with_it / (without + with_it)
