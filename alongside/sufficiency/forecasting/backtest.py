"""Which method for those who come: by how wrong each would have been in this council's own past.

From every month that has two years behind it and a year before it, each method forecasts the months that followed (up
to two years) knowing only what went before. The scores (CRPS of the number who came by then) are averaged, longer
horizons and newer origins included; the method with the lowest is used. A method that is more daring than the plain
level must win by a margin, for with few years chance decides a close race.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from alongside.sufficiency.forecasting.cells import Whole
from alongside.sufficiency.forecasting.entries import METHODS, future
from alongside.sufficiency.forecasting.scores import crps

LEAST_BEHIND = 24
LEAST_AHEAD = 6
FURTHEST = 24
DRAWS = 200
STEP = 2
MARGIN = {"level": 1.0, "pool": 0.97, "trend": 0.95}
"""By how much of the level's score a method must be better to be used."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The method chosen, each method's score in children, how many origins were tried, and why in a sentence."""

    method: str
    scores: Mapping[str, float] = field(default_factory=dict)
    origins: int = 0
    why: str = ""


def chosen(months: Whole, seed: int) -> Choice:
    """The method that would have been least wrong."""
    origins = range(LEAST_BEHIND, len(months) - LEAST_AHEAD + 1, STEP)
    if not origins:
        return Choice("pool", {}, 0, TOO_SHORT)
    scores = {method: _score(months, origins, method, seed) for method in METHODS}
    method = min(METHODS, key=lambda each: scores[each] / MARGIN[each])
    return Choice(method, scores, len(origins), _why(method, scores, len(origins)))


TOO_SHORT = "Too few years were given to try the methods on: half the draws keep the level, half follow the trend."


def _score(months: Whole, origins: range, method: str, seed: int) -> float:
    found = []
    for origin in origins:
        ahead = min(FURTHEST, len(months) - origin)
        draws = future(months[:origin], ahead, DRAWS, method, seed)
        came = months[origin : origin + ahead].cumsum()
        scores = crps(draws.cumsum(axis=1).astype(float), came)
        found.append(float((scores / np.arange(1, ahead + 1)).mean()))
    return float(np.mean(found))


def _why(method: str, scores: Mapping[str, float], origins: int) -> str:
    said = ", ".join(f"{name} {score:.2f}" for name, score in scores.items())
    kept = "" if scores[method] == min(scores.values()) else " (a more daring method must win clearly)"
    return f"Tried from {origins} months of our own past; wrong by, in children a month: {said}. Used: {method}{kept}."
