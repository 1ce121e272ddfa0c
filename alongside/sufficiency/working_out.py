"""A forecast worked out from plain facts: returns, what is asked and what is assumed → results for pages, and draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import numpy as np

from alongside.sufficiency.forecasting import Forecast, History, Levers, Question, forecast
from alongside.sufficiency.forecasting.capacity import PLACED, Home, Household, Placed, Supply, placed
from alongside.sufficiency.forecasting.cells import AGES, TYPES, Real, Whole
from alongside.sufficiency.forecasting.costs import Fee, chance_of_overspend, yearly
from alongside.sufficiency.forecasting.entries import month_starts
from alongside.sufficiency.forecasting.history import on_day
from alongside.sufficiency.packing import A_YEAR, kept_of, packed

SHOWN = (0.1, 0.25, 0.5, 0.75, 0.9)
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Assumed:
    """Places, rates and money, as they stood when the forecast was asked for."""

    supply: Supply
    fees: tuple[Fee, ...] = ()
    rise_percent: float = 0.0
    budget: float = 0.0

    def as_record(self) -> dict[str, Any]:
        """As plain words and numbers, to be kept."""
        return asdict(self)

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Assumed:
        """From what was kept."""
        supply = dict(record["supply"])
        supply["households"] = tuple(Household(**one) for one in supply["households"])
        supply["homes"] = tuple(Home(**one) for one in supply["homes"])
        fees = tuple(Fee(**fee) for fee in record["fees"])
        return cls(Supply(**supply), fees, record["rise_percent"], record["budget"])


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What is kept of a forecast."""

    origin_on: date
    method: str
    why: str
    results: dict[str, Any] = field(repr=False)
    draws: bytes = field(repr=False)


def work_out(history: History, question: Question, assumed: Assumed, say: Say) -> WorkedOut:
    """The whole forecast; ``say`` is told each step."""
    say("Living every child's years ahead, a thousand times over")
    found = forecast(history, question)
    say("Finding places near home")
    where = placed(found, assumed.supply, question.levers, question.seed)
    say("Counting the cost")
    costs = yearly(found, assumed.fees, assumed.rise_percent, where)
    results = _results(found, where, costs, assumed, history)
    return WorkedOut(
        found.days[0], found.choice.method, found.choice.why, results, packed(kept_of(found, where, costs))
    )


def _results(found: Forecast, where: Placed, costs: Real, assumed: Assumed, history: History) -> dict[str, Any]:
    years = slice(None, None, A_YEAR)
    return {
        "days": [day.isoformat() for day in found.days],
        "total": bounds(found.total),
        "types": {kind: bounds(found.by_type[:, number]) for number, kind in enumerate(TYPES)},
        "cells": {
            age: {kind: bounds(found.by_age_and_type[:, a, k][:, years]) for k, kind in enumerate(TYPES)}
            for a, age in enumerate(AGES)
        },
        "leave_at_18": bounds(by_year(found.adults.sum(axis=(1, 2)))),
        "stay_put": bounds(by_year(found.adults[:, 0, 0]) * _staying_put(assumed, found.question.levers)),
        "go_home": bounds(by_year(found.exits[:, 0])),
        "enter": bounds(by_year(found.entered)),
        "homes": {
            kind: {
                "own": bounds(where.own[:, k][:, years]),
                "near": bounds(where.near[:, k][:, years]),
                "far": bounds(where.far[:, k][:, years]),
                "places": bounds(where.places[:, k][:, years]),
                "short": bounds(where.short[:, k][:, years]),
            }
            for k, kind in enumerate(PLACED)
        },
        "households": bounds(where.households[:, years]),
        "costs": bounds(costs),
        "overspend_percent": round(100 * chance_of_overspend(costs, assumed.budget)) if costs.shape[1] else None,
        "scores": dict(found.choice.scores),
        "notes": list(found.notes),
        "past": _past(history),
    }


def _staying_put(assumed: Assumed, levers: Levers) -> float:
    return assumed.supply.staying_put if levers.staying_put_percent is None else levers.staying_put_percent / 100


def by_year(monthly: Whole) -> Whole:
    """Draws × months as draws × whole years."""
    years = monthly.shape[1] // A_YEAR
    return np.asarray(monthly[:, : years * A_YEAR].reshape(len(monthly), years, A_YEAR).sum(axis=2))


def bounds(draws: Real | Whole) -> list[list[float]]:
    """For each time the bounds of 80 and 50 of 100 draws and the middle, from the lowest up."""
    if not draws.shape[1]:
        return []
    found = np.quantile(draws.astype(float), SHOWN, axis=0)
    return [[round(float(value), 1) for value in column] for column in found.T]


def _past(history: History) -> list[list[Any]]:
    """Children in care at the end of each quarter that the returns tell of, oldest first."""
    months = round((history.ends - history.begins) / 30.4369)
    days = month_starts(history.begins, months)[3::3] - 1
    return [[on_day(int(day)).isoformat(), int(history.in_care(int(day)).sum())] for day in days]
