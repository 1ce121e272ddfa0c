"""The indicators of returns as figures that are safe to hand out: of one council, or of many at once on Dask.

Of many, each council is a task of its own that names its folder, nothing else; what leaves a worker is counted in
groups, the few hidden. It is the same function as for one council, so the answers are those of one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from alongside.law import months_after
from alongside.returns.indicators import INDICATORS, Average, Facts, Found, Number, Parts, Share, Span
from alongside.returns.tables import year_ends_on, year_starts_on
from alongside.shell import figures as measuring
from alongside.shell import secrecy
from alongside.shell.disclosure import Count
from alongside.shell.figures import Figure, Measured, Period
from alongside.sufficiency.forecasting.many import Progress, Refuse, each_on_cluster, returns_in

HEADINGS = ("Council", "From", "To", "Indicator", "What is counted", "Part", "Counted", "Of", "Value", "Unit")
Row = tuple[str | date, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One council's figures, by the collection year's period and the indicator's id."""

    name: str
    years: Mapping[Period, Mapping[str, Figure]]

    @property
    def newest(self) -> tuple[date, Mapping[str, Figure]]:
        """The last day of the newest year, and its figures."""
        period = max(self.years)
        return period.to_on, self.years[period]


def measured(found: Found) -> Measured | None:
    """What an indicator found, the few hidden."""
    match found:
        case Number():
            return measuring.number(found.found, unit=found.unit)
        case Share():
            return measuring.share(found.found, of=found.of)
        case Average():
            return measuring.average(found.total, over=found.over, unit=found.unit)
        case Parts():
            return measuring.parts(found.parts, unit=found.unit)


def counted_in(facts: Facts, period: Period) -> dict[str, Figure]:
    """Every indicator of a period that the return tells, with so much hidden that nothing hidden can be worked out."""
    found = {}
    for id, indicator in INDICATORS.items():
        plain = indicator.of(facts, Span(period.from_on, period.to_on))
        safe = measured(plain) if plain else None
        if safe is not None:
            found[id] = measuring.figure(id, period, safe, indicator.definition, indicator.source)
    return secrecy.guarded(found)


def counted_in_year(facts: Facts, year: int) -> dict[str, Figure]:
    """The same of a collection year, without what would tell a hidden figure of one of its quarters."""
    found = counted_in(facts, period_of(year))
    quarters = [counted_in(facts, quarter) for quarter in _quarters_of(year)]
    return {
        id: figure if secrecy.may_show_year(figure, [one[id] for one in quarters if id in one]) else figure.hidden()
        for id, figure in found.items()
    }


def period_of(year: int) -> Period:
    """The days of a collection year."""
    return Period(year_starts_on(year), year_ends_on(year))


def _quarters_of(year: int) -> list[Period]:
    begins = [months_after(year_starts_on(year), months) for months in range(0, 13, 3)]
    return [Period(begin, after - timedelta(days=1)) for begin, after in pairwise(begins)]


def indicators_of_folder(folder: str) -> Counted:
    """The indicators of the returns in a folder, for each of their years."""
    facts = Facts(returns_in(folder))
    return Counted(Path(folder).name, {period_of(year): counted_in_year(facts, year) for year in facts.given.years})


def one_by_one(folders: Sequence[str]) -> dict[str, Counted]:
    """Every council in turn, by name."""
    answers = [indicators_of_folder(folder) for folder in folders]
    return {answer.name: answer for answer in answers}


def on_cluster(
    client: Any, folders: Sequence[str], progress: Progress, refuse: Refuse | None = None
) -> Mapping[str, Counted]:
    """Every council on the workers of a Dask ``client``, by name."""
    return each_on_cluster(client, indicators_of_folder, folders, progress, refuse)


def rows_of(council: Counted) -> Iterator[Row]:
    """A row an indicator, and one for each part of those that have parts."""
    for period, figures in council.years.items():
        for id, figure in figures.items():
            head = (council.name, period.from_on, period.to_on, id, figure.definition)
            value = "" if figure.value is None else str(figure.value)
            yield (*head, "", _plain(figure.numerator), _plain(figure.denominator), value, figure.unit)
            for part, count in figure.parts.parts.items() if figure.parts else ():
                yield (*head, part, _plain(count), "", "", figure.unit)


def _plain(count: Count | None) -> str:
    if count is None:
        return ""
    return str(count) if count.value is None else str(count.value)
