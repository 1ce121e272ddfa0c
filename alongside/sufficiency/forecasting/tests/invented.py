"""A small invented council's history, made once for all tests of the engine."""

from __future__ import annotations

from functools import cache

from alongside.sufficiency.forecasting import Forecast, History, Levers, Question, forecast, history_of
from benchmarks.worlds import World, a_world

SMALL = Question(months=24, draws=60, seed=7)


@cache
def world(kind: str = "stable") -> World:
    """An invented council with about 120 children in care."""
    return a_world(kind, 3, stock=120)


@cache
def history(kind: str = "stable") -> History:
    """What its five returns tell."""
    return history_of(world(kind).returns())


@cache
def doing_as_now() -> Forecast:
    """Its forecast without any lever."""
    return forecast(history(), SMALL)


def with_levers(**levers: object) -> Forecast:
    """The same with levers pulled."""
    return forecast(history(), Question(months=24, draws=60, seed=7, levers=Levers(**levers)))  # type: ignore[arg-type]
