"""Counts from the statutory returns held, small numbers hidden: the board's only door.

``figures`` has the indicators that a return alone gives. They are computed from the newest return of each year, as far
back as the years follow one another.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from uuid import UUID

from alongside.returns import read_return
from alongside.returns.indicators import INDICATORS, Average, Facts, Found, Indicator, Number, Parts, Share, Span
from alongside.shell import figures as measuring
from alongside.shell.figures import Figures, Measured, Period
from alongside.shell.models import StoredReturn

figures = Figures("sufficiency")
MOST_YEARS = 5


def years_held() -> tuple[int, ...]:
    """The collection years of the returns that the figures are computed from, oldest first."""
    return tuple(year for year, _ in _newest_returns())


def _enter(indicator: Indicator) -> None:
    @figures.computes(indicator.id, source=indicator.source, definition=indicator.definition)
    def measure(period: Period) -> Measured | None:
        facts = _facts(tuple(_newest_returns()))
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


def _newest_returns() -> list[tuple[int, UUID]]:
    """Year and id of the newest return of each year: an unbroken row of years up to the newest."""
    newest = dict(StoredReturn.objects.order_by("year", "stored_at").values_list("year", "id"))
    years = sorted(newest, reverse=True)[:MOST_YEARS]
    unbroken = [year for back, year in enumerate(years) if year == years[0] - back]
    return [(year, newest[year]) for year in sorted(unbroken)]


class _Named(BytesIO):
    """A return as it was stored, with a name: reading asks for one."""

    name = ""


@lru_cache(maxsize=2)
def _facts(held: tuple[tuple[int, UUID], ...]) -> Facts | None:
    """Read once for all indicators: what is stored under an id never changes."""
    if not held:
        return None
    blobs = dict(StoredReturn.objects.filter(id__in=[id for _, id in held]).values_list("id", "blob"))
    files = []
    for year, id in held:
        files.append(_Named(bytes(blobs[id])))
        files[-1].name = f"{year}.zip"
    return Facts(read_return(files, year=held[-1][0]))


for _indicator in INDICATORS.values():
    _enter(_indicator)
