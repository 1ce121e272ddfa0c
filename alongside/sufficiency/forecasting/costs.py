"""What a forecast costs: weekly fees by kind of home and provider, draw by draw, so that it is a distribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alongside.sufficiency.forecasting.capacity import PLACED, Placed
from alongside.sufficiency.forecasting.cells import PROVIDERS, TYPES, Real
from alongside.sufficiency.forecasting.forecast import Forecast

DAYS_A_WEEK = 7.0


@dataclass(frozen=True, slots=True)
class Fee:
    """Pounds a week for a child in a kind of home, with our own or bought."""

    kind: str
    provider: str
    weekly: float


def yearly(found: Forecast, fees: Sequence[Fee], rise_percent: float = 0.0, where: Placed | None = None) -> Real:
    """Pounds by draw × year of the forecast; whole years only.

    Children are with the providers of ``where`` if given (our own, and bought near or far), else as simulated.
    """
    table = np.zeros((len(TYPES), len(PROVIDERS)))
    for fee in fees:
        table[TYPES.index(fee.kind), PROVIDERS.index(fee.provider)] = fee.weekly
    children = found.by_state.astype(float)
    if where is not None:
        children[:, : len(PLACED), 0] = where.own
        children[:, : len(PLACED), 1] = where.near + where.far
    a_week = np.einsum("dkpm,kp->dm", children, table)
    lengths = np.diff(np.array(found.days, dtype="datetime64[D]")).astype(float)
    risen = (1.0 + rise_percent / 100.0) ** (np.arange(len(lengths)) // 12)
    a_month = (a_week[:, :-1] + a_week[:, 1:]) / 2.0 * lengths / DAYS_A_WEEK * risen
    years = a_month.shape[1] // 12
    return np.asarray(a_month[:, : years * 12].reshape(len(a_month), years, 12).sum(axis=2))


def chance_of_overspend(costs: Real, budget: float) -> float:
    """The share of draws in which the first year costs more than the budget."""
    return float((costs[:, 0] > budget).mean())
