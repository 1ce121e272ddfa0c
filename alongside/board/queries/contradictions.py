"""Figures that cannot all be true: stated in papers, and beside what is computed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from alongside.board import periods
from alongside.board.access import row_for
from alongside.board.contradictions import Contradiction, Statement, contradictions, read_parts
from alongside.board.models import Stated, Taken
from alongside.board.queries.indicators import IndicatorRow, indicator_rows
from alongside.board.register import register
from alongside.board.series import valued
from alongside.shell.actors import Actor
from alongside.shell.figures import Period
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A figure as a paper states it."""

    id: UUID
    version: int
    indicator: str
    name: str
    where: str
    period: str
    words: str
    explained: str


@dataclass(frozen=True, slots=True)
class TwoWays:
    """The same thing counted in two ways, and why the two need not agree."""

    first: IndicatorRow
    second: IndicatorRow
    why: str

    @property
    def apart(self) -> str:
        """How far apart the two are, in per cent points; empty where one has no figure."""
        newest = (self.first.newest, self.second.newest)
        values = [one.value for one in newest if one is not None and one.value is not None]
        return f"{abs(values[0] - values[1]).normalize():f}" if len(values) == 2 else ""


@dataclass(frozen=True, slots=True)
class ContradictionsPage:
    """What cannot be, and every figure stated."""

    open: tuple[Contradiction, ...]
    explained: tuple[Contradiction, ...]
    stated: tuple[StatedRow, ...]
    two_ways: tuple[TwoWays, ...]

    @property
    def names(self) -> dict[str, str]:
        """What each indicator is called that a paper states."""
        return {one.indicator: one.name for one in self.stated}


def contradictions_page(by: Actor) -> ContradictionsPage:
    """Every contradiction among what papers state and what is computed for the same indicator and period."""
    by.check(Record.INDICATORS, Verb.READ)
    rows = list(Stated.objects.all())
    found = _contradictions(rows)
    return ContradictionsPage(
        open=tuple(one for one in found if not one.explained),
        explained=tuple(one for one in found if one.explained),
        stated=tuple(_row(row) for row in rows),
        two_ways=two_ways(by),
    )


def contradictions_of(by: Actor, id: str) -> list[Contradiction]:
    """What papers state of one indicator that cannot be, and why, where somebody has said so."""
    by.check(Record.INDICATORS, Verb.READ)
    return _contradictions(list(Stated.objects.filter(indicator=id)))


def _contradictions(rows: list[Stated]) -> list[Contradiction]:
    told = [_statement(row) for row in rows]
    asked = {one.indicator for one in told}
    newest = {(one.indicator, one.from_on, one.to_on): one for one in Taken.objects.filter(indicator__in=asked)}
    for taken in newest.values():
        period = periods.words(Period(taken.from_on, taken.to_on))
        if taken.value is not None and any(one.indicator == taken.indicator and one.period == period for one in told):
            value = taken.value.normalize()
            told.append(Statement(taken.indicator, "Computed from the records", period, value, is_computed=True))
    return contradictions(told)


def two_ways(by: Actor, id: str = "") -> tuple[TwoWays, ...]:
    """Every thing that is counted in two ways, or those of one indicator."""
    rows = {row.indicator.id: row for row in indicator_rows(by)}
    return tuple(
        TwoWays(rows[row.indicator.also], row, row.indicator.differs)
        for row in rows.values()
        if row.indicator.also and (not id or id in (row.indicator.id, row.indicator.also))
    )


def stated_for(by: Actor, stated_id: UUID) -> StatedRow:
    """One stated figure, for whoever explains it."""
    return _row(row_for(by, Stated, stated_id, Record.INDICATORS, Verb.UPDATE))


def _statement(row: Stated) -> Statement:
    return Statement(
        indicator=row.indicator,
        where=row.where,
        period=row.period,
        value=row.value.normalize(),
        parts=read_parts(row.parts),
        found=row.found,
        of=row.of,
        base=row.base,
        years=row.years,
        explained=row.explained,
    )


def _row(row: Stated) -> StatedRow:
    known = register()[row.indicator]
    words = valued(row.value, known.unit)
    return StatedRow(row.pk, row.version, known.id, known.name, row.where, row.period, words, row.explained)
