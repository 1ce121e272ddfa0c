"""Which method for those who come: by how wrong each would have been in this council's own past.

From every month that has two years behind it and a year before it, each method forecasts the months that followed (up
to two years) knowing only what went before. The scores (CRPS of the number who came by then) are averaged, longer
horizons and newer origins included. The pool is used, unless another would have been less wrong by a twentieth: few
years say little, and what is nearly as good in each case is the safer answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from alongside.sufficiency.forecasting.cells import Whole
from alongside.sufficiency.forecasting.entries import METHODS, every_method
from alongside.sufficiency.forecasting.scores import crps

LEAST_BEHIND = 24
LEAST_AHEAD = 6
FURTHEST = 24
DRAWS = 160
STEP = 3
CLEARLY = 0.05
"""By what share of its score another method must be less wrong than the pool to be used instead."""


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
    scores = _scores(months, origins, seed)
    method = min(METHODS, key=lambda each: scores[each])
    if scores[method] > (1 - CLEARLY) * scores["pool"]:
        method = "pool"
    return Choice(method, scores, len(origins), _why(method, scores, len(origins)))


TOO_SHORT = (
    "Too few years were given to try ways on our own past. So both are used: in some draws as many children come as "
    "lately, in others the numbers go on growing or falling, each as often as our past makes it likely."
)
"""Said where nothing could be tried."""
IN_WORDS: Mapping[str, str] = {
    "level": "as many children come as lately",
    "trend": "the numbers go on growing or falling",
    "pool": "a mix of the two",
}
"""What each method takes for granted, for whoever plans homes."""


def _scores(months: Whole, origins: range, seed: int) -> dict[str, float]:
    """Each method's score, the mean of all origins."""
    found: dict[str, list[float]] = {method: [] for method in METHODS}
    for origin in origins:
        ahead = min(FURTHEST, len(months) - origin)
        came = months[origin : origin + ahead].cumsum()
        for method, draws in every_method(months[:origin], ahead, DRAWS, seed).items():
            scores = crps(draws.cumsum(axis=1).astype(float), came)
            found[method].append(float((scores / np.arange(1, ahead + 1)).mean()))
    return {method: float(np.mean(scores)) for method, scores in found.items()}


def _why(method: str, scores: Mapping[str, float], origins: int) -> str:
    wrong = [f"{words}: {scores[name]:.2f}" for name, words in IN_WORDS.items()]
    another = method == "pool" and min(scores.values()) < scores["pool"]
    because = "no other was clearly better" if another else "it was the least wrong"
    return (
        f"We tried three ways on our own past, from {origins} earlier months, knowing only what went before. "
        f"Each was wrong by so many children a month: {'; '.join(wrong)}. We used “{IN_WORDS[method]}”: {because}."
    )
