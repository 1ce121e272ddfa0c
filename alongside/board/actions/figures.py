"""Taking figures from the parts: computed once, kept as they were, and the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.board import periods
from alongside.board.models import Taken
from alongside.board.register import PARTS
from alongside.casework import numbers as casework
from alongside.shell import audit, clock, secrecy
from alongside.shell.actors import Actor
from alongside.shell.disclosure import HIDDEN, Count
from alongside.shell.figures import Figure, Known, Period
from alongside.shell.roles import Record, Verb
from alongside.sufficiency import numbers as sufficiency

QUARTERS = 8
YEARS = 2
YEARS_OF_RETURNS = 8
"""Years are told as far back as returns are held: what is told once a year needs several of them to show a change."""
SNAPSHOTS = frozenset(
    ("A1", "A4", "A5", "A7", "A8", "A11", "A17", "B6", "B7", "B8", "B14", "B17", "C1", "C2", "C4", "K3")
) | {known.indicator for part in PARTS for known in part if known.at_the_end}
"""Taken at the end of a day: their quarters do not add up to a year, so their year is its last quarter."""


@dataclass(frozen=True, slots=True)
class Took:
    """How many figures were new, how many replace an earlier one, and how many had not changed."""

    new: int
    changed: int
    same: int


@transaction.atomic
def take_figures(*, on: date, by: Actor) -> Took:
    """Take every figure that the parts compute, of the quarters and years that are over. What is kept is not changed.

    A figure that comes out differently from before is kept beside the earlier one and counts from now on.
    """
    by.check(Record.INDICATORS, Verb.UPDATE)
    kept = {(one.indicator, one.from_on, one.to_on): one for one in Taken.objects.filter(entry=None)}
    took = {"new": 0, "changed": 0, "same": 0}
    rows = []
    for figure in figures_of(on):
        before = kept.get((figure.indicator, figure.period.from_on, figure.period.to_on))
        row = row_of(figure, by=by)
        what = "new" if before is None else "same" if _told(before) == _told(row) else "changed"
        took[what] += 1
        if what != "same":
            rows.append(row)
    Taken.objects.bulk_create(rows, batch_size=500)
    audit.record(actor=by, verb="took figures", subject_kind="indicators", detail=took)
    return Took(**took)


def figures_of(on: date) -> list[Figure]:
    """Every figure of the periods that are over, with nothing that tells a hidden one.

    All quarters of a year are asked for with it, however long ago: those taken earlier are still shown beside it.
    Where records of casework began in the quarter under way, what they tell of that day comes too: once, so that there
    is a beginning to compare with.
    """
    lately = periods.closed_years(on, YEARS)
    asked = {*periods.closed_quarters(on, QUARTERS), *(one for year in lately for one in periods.quarters_in(year))}
    quarters = {quarter: _of_period(quarter, _all()) for quarter in sorted(asked)}
    found = [figure for figures in quarters.values() for figure in figures.values()]
    began = casework.began_on()
    if began is not None and began <= on and periods.quarter_of(began) == periods.quarter_of(on):
        first = Period(periods.quarter_of(began).from_on, began)
        found += _of_period(first, (known for known in casework.figures if known.at_the_end)).values()
    by_quarter = {id for figures in quarters.values() for id in figures}
    only_yearly = [known for known in sufficiency.figures if known.indicator not in by_quarter]
    for year in periods.closed_years(on, YEARS_OF_RETURNS):
        inside = [quarters.get(quarter, {}) for quarter in periods.quarters_in(year)]
        which = _all() if year in lately else only_yearly
        figures = _of_period(year, (known for known in which if known.indicator not in SNAPSHOTS))
        for id, figure in figures.items():
            parts = [one[id] for one in inside if id in one]
            found.append(figure if secrecy.may_show_year(figure, parts) else figure.hidden())
    return found


def row_of(figure: Figure, *, by: Actor, entry: UUID | None = None) -> Taken:
    """The figure as it is kept. Not saved."""
    parts = {name: str(count) for name, count in figure.parts.parts.items()} if figure.parts else {}
    return Taken(
        indicator=figure.indicator,
        from_on=figure.period.from_on,
        to_on=figure.period.to_on,
        value=figure.value,
        unit=figure.unit,
        numerator=_words(figure.numerator),
        denominator=_words(figure.denominator),
        suppressed=figure.suppressed,
        parts=parts,
        definition=figure.definition,
        source=figure.source,
        as_of=figure.as_of,
        entry_id=entry,
        taken_at=clock.now(),
        taken_by_id=by.id,
    )


def _all() -> Iterable[Known]:
    return (known for part in PARTS for known in part)


def _of_period(period: Period, which: Iterable[Known]) -> dict[str, Figure]:
    asked: Iterable[Figure | None] = (known.ask(period) for known in which)
    return secrecy.guarded({figure.indicator: figure for figure in asked if figure is not None})


def _words(count: Count | None) -> str:
    if count is None:
        return ""
    return str(count.value) if count.value is not None else str(count or HIDDEN)


def _told(row: Taken) -> tuple[Any, ...]:
    value = None if row.value is None else Decimal(row.value).normalize()
    return value, row.numerator, row.denominator, row.suppressed, row.parts
