"""An indicator's figures over time, and what the newest tells: a change or only noise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from alongside.board import noise, periods
from alongside.board.register import Indicator
from alongside.shell.charts import Bar, Chart, Point, bars, lines
from alongside.shell.figures import PERCENT, Period

PLAIN = {"people", "times", "children", "moves", "households", "homes", "places"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure as it is shown."""

    period: Period
    value: Decimal | None
    words: str
    """The value with its unit, or the words in its place."""
    of_what: str
    """``25 of 60``; empty for a plain number."""
    suppressed: bool
    parts: tuple[tuple[str, str], ...]
    source: str
    definition: str
    evidence: str = ""
    """For an entered figure: its evidence, who entered it and who approved it."""

    @property
    def when(self) -> str:
        """Its period in words."""
        return periods.words(self.period)


@dataclass(frozen=True, slots=True)
class Direction:
    """What the newest value tells. ``kind``: ``too few``, ``noise``, ``better``, ``worse`` or ``changed``."""

    kind: str
    words: str


def valued(value: Decimal | None, unit: str) -> str:
    """A value with its unit, as short as it can be."""
    if value is None:
        return "not shown"
    number = f"{value:,.0f}" if value == value.to_integral() else f"{value:,.1f}"
    if unit == PERCENT:
        return f"{number} %"
    if unit == "£":
        return f"£{number}"
    return number if unit in PLAIN else f"{number} {unit}"


def of_one_kind(shown: Iterable[Shown]) -> list[Shown]:
    """The figures of one length of period, in order: quarters where there are any, else years. The two never mix."""
    rows = sorted(shown, key=lambda one: one.period.to_on)
    shorter = [one for one in rows if not periods.is_year(one.period)]
    return shorter if len(shorter) > 1 else [one for one in rows if periods.is_year(one.period)] or shorter


def direction(indicator: Indicator, line: list[Shown]) -> Direction:
    """What the newest of a line of figures tells."""
    values = [float(one.value) for one in line if one.value is not None]
    if not values or line[-1].value is None:
        return Direction("too few", "No figure to compare")
    found = noise.change(values, most=100 if indicator.unit == PERCENT else None)
    if found == "too few":
        return Direction("too few", f"Too few to tell: {len(values)} of {noise.FEWEST} figures")
    if found == "noise":
        return Direction("noise", "Only noise: no change")
    if indicator.better == "neither":
        return Direction("changed", f"A change: {found}")
    good = (found == "up") == (indicator.better == "higher")
    return Direction("better", f"A change for the better: {found}") if good else Direction("worse", f"Worse: {found}")


def drawing(indicator: Indicator, line: list[Shown]) -> Chart | None:
    """The line over time with the limits of what is only noise; None for fewer than two figures."""
    if len(line) < 2:
        return None
    values = [float(one.value) for one in line if one.value is not None]
    found = noise.limits(values, most=100 if indicator.unit == PERCENT else None)
    told = direction(indicator, line)
    limits = (found.low, found.middle, found.high) if found else None
    points = [Point(one.when, None if one.value is None else float(one.value), one.words) for one in line]
    words = f"{told.words}. The newest: {line[-1].words}, {line[-1].when}."
    if found:
        words += f" Between {found.low:,.0f} and {found.high:,.0f} a change is only noise."
    marked = [line[-1].when] if told.kind in ("better", "worse", "changed") else []
    title = f"{indicator.name}, {'per cent' if indicator.unit == PERCENT else indicator.unit}"
    return lines(title, words, ("When", indicator.name), [("", points)], limits=limits, marked=marked)


def parts_drawing(indicator: Indicator, newest: Shown) -> Chart | None:
    """The parts of the newest figure; None where it has none. A hidden part is drawn without length."""
    if not newest.parts:
        return None
    told = [
        Bar(name, float(count.replace(",", "")) if count.replace(",", "").isdecimal() else None, count)
        for name, count in newest.parts
    ]
    return bars(f"{indicator.name}, {newest.when}", f"In all {newest.words}.", ("Part", "How many"), told)
