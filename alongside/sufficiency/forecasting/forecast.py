"""The question and the answer: a history and what is asked → how many children, where, with how much doubt."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from alongside.sufficiency.forecasting.backtest import Choice, chosen
from alongside.sufficiency.forecasting.cells import AGES, PROVIDERS, STATES, TYPES, Real, Whole, birthdays
from alongside.sufficiency.forecasting.entries import Arrivals, arrivals, future, month_starts
from alongside.sufficiency.forecasting.history import History, on_day
from alongside.sufficiency.forecasting.levers import Levers, kept_share, lifted
from alongside.sufficiency.forecasting.rates import counted, drawn, fitted
from alongside.sufficiency.forecasting.scores import MIDDLE_80
from alongside.sufficiency.forecasting.simulate import Simulated, Task, paths_coming, paths_here, simulate

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``method`` None lets the council's own past decide. ``workers`` never changes the answer."""

    months: int = 36
    draws: int = 1_000
    seed: int = 903
    levers: Levers = field(default_factory=Levers)
    method: str | None = None
    workers: int = 2


@dataclass(frozen=True, slots=True)
class Forecast:
    """Children looked after on the last day of each month (``days``; the first is the last day of the history).

    ``stock`` is draws × ages × types × providers × days. ``adults`` is draws × types × providers × months: those who
    turn 18 in care. ``exits`` is draws × kinds of exit × months, ``entered`` draws × months.
    """

    question: Question
    choice: Choice
    days: tuple[date, ...]
    stock: Whole = field(repr=False)
    adults: Whole = field(repr=False)
    exits: Whole = field(repr=False)
    entered: Whole = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> Whole:
        """Everyone: draws × days."""
        return np.asarray(self.stock.sum(axis=(1, 2, 3), dtype=np.int32))

    @property
    def by_age(self) -> Whole:
        """Draws × ages × days."""
        return np.asarray(self.stock.sum(axis=(2, 3), dtype=np.int32))

    @property
    def by_type(self) -> Whole:
        """Draws × types × days."""
        return np.asarray(self.stock.sum(axis=(1, 3), dtype=np.int32))

    @property
    def by_age_and_type(self) -> Whole:
        """Draws × ages × types × days."""
        return np.asarray(self.stock.sum(axis=3, dtype=np.int32))

    @property
    def by_state(self) -> Whole:
        """Draws × types × providers × days."""
        return np.asarray(self.stock.sum(axis=1, dtype=np.int32))


def forecast(history: History, question: Question | None = None) -> Forecast:
    """The forecast from the last day of a history. The same history and question give the same answer."""
    asked = question or Question()
    came = arrivals(history)
    choice = chosen(came.months, asked.seed) if asked.method is None else Choice(asked.method, why="Asked for.")
    rates = fitted(counted(history))
    here, somebody = paths_here(history), _somebody(came)
    rates_drawn = lifted(drawn(rates, asked.draws, asked.seed), rates, asked.levers, _in_residential(here.state))
    months = month_starts(history.ends, asked.months) - history.ends
    task = Task(
        here=here,
        coming=paths_coming(somebody),
        tells=somebody.tells,
        rates=rates_drawn,
        arrivals=future(came.months, asked.months, asked.draws, choice.method, asked.seed),
        kept=kept_share(_came_a_year(came), asked.levers),
        grid=months,
        months=months,
        seed=asked.seed,
    )
    days = tuple(on_day(history.ends - 1 + int(day)) for day in months)
    return _answer(asked, choice, days, simulate(task, asked.draws, asked.workers), history.notes)


def _answer(
    asked: Question, choice: Choice, days: tuple[date, ...], found: Simulated, notes: tuple[str, ...]
) -> Forecast:
    places = (asked.draws, len(AGES), len(TYPES), len(PROVIDERS), -1)
    return Forecast(
        asked,
        choice,
        days,
        found.stock.reshape(places),
        found.adults.reshape(asked.draws, len(TYPES), len(PROVIDERS), -1),
        found.exits,
        found.entered,
        notes,
    )


def _came_a_year(came: Arrivals) -> Real:
    """Arrivals a year by band of age, from those of the last years."""
    bands = np.array([0, 365, 1826, 3652, 5844])
    age = np.searchsorted(bands, came.age_days, side="right") - 1
    shares = np.bincount(age, came.tells, minlength=len(AGES))
    return np.asarray(shares * came.months[-36:].mean() * 12)


def _in_residential(state: Whole) -> int:
    return int((state // len(PROVIDERS) == TYPES.index("residential")).sum())


def _somebody(came: Arrivals) -> Arrivals:
    """Who comes; where nobody ever came, nobody will, but the columns must not be empty."""
    if len(came.state):
        return came
    return Arrivals(came.months, np.array([3650]), np.array([STATES.index("fostering, bought")]), np.ones(1))


def stock_on(history: History, day: int) -> Whole:
    """Who was in care on a day, as it was: ages × types × providers."""
    rows = history.in_care(day)
    age = (day >= birthdays(history.born[rows])[:, :-1]).sum(axis=1)
    cell = age * len(STATES) + history.state[rows]
    return np.bincount(cell, minlength=len(AGES) * len(STATES)).reshape(len(AGES), len(TYPES), len(PROVIDERS))


def middle_and_interval(draws: Whole) -> tuple[Real, Real, Real]:
    """The median and the bounds of the middle 80 % of draws (first axis)."""
    ordered = np.sort(draws.reshape(len(draws), -1).T.copy(), axis=1).T.reshape(draws.shape)
    half = len(ordered) - 1
    middle = (ordered[half // 2].astype(float) + ordered[(half + 1) // 2]) / 2
    low, high = (ordered[max(math.ceil(len(ordered) * bound) - 1, 0)].astype(float) for bound in MIDDLE_80)
    return middle, low, high
