"""Counts from the statutory returns held, small numbers hidden: the board's only door.

``figures`` has the indicators that a return alone gives. They are computed from the newest return of each year, as far
back as the years follow one another.
"""

from __future__ import annotations

from functools import lru_cache

from alongside.returns.indicators import INDICATORS, Average, Facts, Found, Indicator, Number, Parts, Share, Span
from alongside.shell import figures as measuring
from alongside.shell.figures import Figures, Measured, Period
from alongside.sufficiency.held import Held, newest_returns, read_held

figures = Figures("sufficiency")


def years_held() -> tuple[int, ...]:
    """The collection years of the returns that the figures are computed from, oldest first."""
    return tuple(year for year, _ in newest_returns())


def _enter(indicator: Indicator) -> None:
    @figures.computes(indicator.id, source=indicator.source, definition=indicator.definition)
    def measure(period: Period) -> Measured | None:
        facts = _facts(newest_returns())
        found = facts and indicator.of(facts, Span(period.from_on, period.to_on))
        return _measured(found) if found else None


def _measured(found: Found) -> Measured | None:
    match found:
        case Number():
            return measuring.number(found.found, unit=found.unit)
        case Share():
            return measuring.share(found.found, of=found.of)
        case Average():
            return measuring.average(found.total, over=found.over, unit=found.unit)
        case Parts():
            return measuring.parts(found.parts, unit=found.unit)


@lru_cache(maxsize=2)
def _facts(held: Held) -> Facts | None:
    """Read once for all indicators."""
    given = read_held(held)
    return None if given is None else Facts(given)


for _indicator in INDICATORS.values():
    _enter(_indicator)
