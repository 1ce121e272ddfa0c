"""The register with its figures: a list, and a page for each indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any
from uuid import UUID

from alongside.board import noise, periods
from alongside.board.access import indicator_named
from alongside.board.models import Benchmark, Entry, Neighbour, Story, Taken
from alongside.board.register import ASKS, GROUPS, Indicator, register
from alongside.board.series import Direction, Shown, direction, drawing, of_one_kind, parts_drawing, valued
from alongside.shell.actors import Actor
from alongside.shell.charts import Chart
from alongside.shell.disclosure import HIDDEN
from alongside.shell.figures import PERCENT, Period
from alongside.shell.roles import Record, Verb

WIDER = ("England", "Comparators", "National")
"""Whose figure stands first beside ours: many councils tell more than one."""


FEWEST_NEIGHBOURS = 3
"""From fewer of them no middle is told."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One line of the list."""

    indicator: Indicator
    newest: Shown | None
    told: Direction
    against: str
    """The statutory limit, or the newest benchmark, in words."""

    @property
    def group(self) -> str:
        """The words of its group."""
        return GROUPS[self.indicator.group]


@dataclass(frozen=True, slots=True)
class Compared:
    """Somebody else's figure beside ours."""

    who: str
    words: str
    on: date
    source: str
    says: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure that waits for approval."""

    id: UUID
    version: int
    indicator: Indicator
    when: str
    words: str
    evidence: str
    by: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class StoryWords:
    """What is behind an indicator."""

    version: int
    story: str
    partners: str
    works: str
    data_agenda: str
    written_on: date | None


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """All about one indicator."""

    indicator: Indicator
    asks: str
    group: str
    line: tuple[Shown, ...]
    years: tuple[Shown, ...]
    told: Direction
    chart: Chart | None
    parts_chart: Chart | None
    compared: tuple[Compared, ...]
    story: StoryWords
    waiting: tuple[Waiting, ...]
    earlier: tuple[Shown, ...]
    """Figures that a later computing or entry replaced; none of a time whose figure is hidden now."""

    @property
    def newest(self) -> Shown | None:
        """The newest figure."""
        return self.line[-1] if self.line else None


def indicator_rows(by: Actor, *, group: str = "", asks: str = "", state: str = "") -> list[IndicatorRow]:
    """The register, or a part of it, each with its newest figure and what that tells."""
    by.check(Record.INDICATORS, Verb.READ)
    return _rows(group, asks, state)


def newest_rows(*, known_on: date | None = None) -> list[IndicatorRow]:
    """The same for a paper, which shows figures of the indicators it speaks of: as they were known when it came out."""
    return _rows(known_on=known_on)


def newest_figures(ids: set[str]) -> dict[str, Shown]:
    """The newest figure of each of these indicators that has one."""
    lines = _figures(Taken.objects.filter(indicator__in=ids).select_related("entry"))
    return {id: of_one_kind(shown)[-1] for id, shown in lines.items()}


def figures_before(on: date) -> dict[str, Shown]:
    """The newest figure of each indicator of a time that was over before a day."""
    lines = _figures(Taken.objects.filter(to_on__lt=on).select_related("entry"))
    return {id: of_one_kind(shown)[-1] for id, shown in lines.items()}


def shown_of(row: Taken) -> Shown:
    """One kept figure, as it is shown."""
    return _shown(row)


def line_up_to(row: Taken) -> list[Shown]:
    """The figures of its indicator over the same length of time, as they were known when this one was taken."""
    rows = Taken.objects.filter(indicator=row.indicator, to_on__lte=row.to_on, taken_at__lte=row.taken_at)
    is_year = periods.is_year(Period(row.from_on, row.to_on))
    found = _figures(rows.select_related("entry")).get(row.indicator, [])
    return [one for one in found if periods.is_year(one.period) == is_year]


def _rows(group: str = "", asks: str = "", state: str = "", known_on: date | None = None) -> list[IndicatorRow]:
    rows = Taken.objects.select_related("entry")
    figures = _figures(rows if known_on is None else rows.filter(taken_at__date__lte=known_on))
    marks = _benchmarks()
    chosen = [
        one
        for one in register().values()
        if (not group or one.group == group)
        and (not asks or one.asks == asks)
        and (not state or one.state.name.lower() == state)
    ]
    rows = []
    for one in chosen:
        line = of_one_kind(figures.get(one.id, []))
        told = direction(one, line) if line else Direction("too few", "")
        rows.append(IndicatorRow(one, line[-1] if line else None, told, _against(one, marks.get(one.id, []))))
    return rows


def indicator_page(by: Actor, id: str) -> IndicatorPage:
    """One indicator: definition, figures over time, others beside it, the story, what waits."""
    by.check(Record.INDICATORS, Verb.READ)
    indicator = indicator_named(id)
    rows = list(Taken.objects.filter(indicator=id).select_related("entry__written_by", "entry__decided_by"))
    shown = _figures(rows).get(id, [])
    line = of_one_kind(shown)
    newest = line[-1] if line else None
    kept = {(one.period, one.words, one.of_what) for one in shown}
    hidden = {one.period for one in shown if one.suppressed}
    earlier = [
        one
        for one in map(_shown, rows)
        if (one.period, one.words, one.of_what) not in kept and one.period not in hidden
    ]
    return IndicatorPage(
        indicator=indicator,
        asks=ASKS[indicator.asks],
        group=GROUPS[indicator.group],
        line=tuple(line),
        years=tuple(one for one in shown if periods.is_year(one.period) and one not in line),
        told=direction(indicator, line) if line else Direction("too few", "No figure yet"),
        chart=drawing(indicator, line),
        parts_chart=parts_drawing(indicator, newest) if newest else None,
        compared=tuple(_compared(one, newest, indicator) for one in _benchmarks(id).get(id, [])),
        story=story_words(by, id),
        waiting=tuple(waiting_entries(by, id)),
        earlier=tuple(earlier),
    )


def story_words(by: Actor, id: str) -> StoryWords:
    """What is behind an indicator; empty where nobody has written it."""
    by.check(Record.INDICATORS, Verb.READ)
    indicator_named(id)
    told = Story.objects.filter(indicator=id).first()
    if told is None:
        return StoryWords(0, "", "", "", "", None)
    return StoryWords(told.version, told.story, told.partners, told.works, told.data_agenda, told.written_on)


def waiting_entries(by: Actor, id: str = "") -> list[Waiting]:
    """Entered figures that wait for somebody else's approval."""
    by.check(Record.INDICATORS, Verb.READ)
    rows = Entry.objects.filter(state=Entry.State.WAITING).select_related("written_by")
    rows = rows.filter(indicator=id) if id else rows
    return [
        Waiting(
            id=one.pk,
            version=one.version,
            indicator=register()[one.indicator],
            when=periods.words(Period(one.from_on, one.to_on)),
            words=_entry_words(one) if by.can(Record.INDICATORS, Verb.CREATE) else "waits for approval",
            evidence=one.evidence,
            by=str(one.written_by or "the system"),
            is_own=one.written_by_id is not None and one.written_by_id == by.id,
        )
        for one in rows
    ]


def figures_file(by: Actor, id: str = "") -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Headings and rows of every figure shown, of one indicator or of all: the same as on the pages."""
    by.check(Record.INDICATORS, Verb.READ)
    if id:
        indicator_named(id)
    rows = Taken.objects.filter(indicator=id) if id else Taken.objects.all()
    headings = ("Indicator", "Name", "From", "To", "Value", "Unit", "Numbers", "Definition", "Source")
    told: list[tuple[Any, ...]] = []
    for one, several in _figures(rows).items():
        indicator = register()[one]
        for shown in several:
            days = (shown.period.from_on.isoformat(), shown.period.to_on.isoformat())
            value = shown.words if shown.value is None else shown.value
            words = (shown.of_what, shown.definition, shown.source)
            told.append((one, indicator.name, *days, value, indicator.unit, *words))
            for part, count in shown.parts:
                told.append((one, f"{indicator.name}: {part}", *days, count, indicator.unit, "", "", shown.source))
    return headings, told


def _figures(rows: Iterable[Taken]) -> dict[str, list[Shown]]:
    """The figures that count, by indicator: of each period the newest."""
    newest: dict[tuple[str, date, date], Taken] = {}
    for row in rows:
        newest[row.indicator, row.from_on, row.to_on] = row
    found: dict[str, list[Shown]] = defaultdict(list)
    for (indicator, _, _), row in sorted(newest.items(), key=lambda one: (one[0][0], one[0][2])):
        found[indicator].append(_shown(row))
    return found


def _shown(row: Taken) -> Shown:
    entry = row.entry
    said = (
        ""
        if entry is None
        else f"{entry.evidence.rstrip('.')}. Entered by {entry.written_by}, approved by {entry.decided_by}."
    )
    words = (row.numerator or "not shown") if row.suppressed else valued(row.value, row.unit)
    return Shown(
        period=Period(row.from_on, row.to_on),
        value=row.value,
        words=words,
        of_what=_of_what(row),
        suppressed=row.suppressed,
        parts=tuple(row.parts.items()),
        source=row.source,
        definition=row.definition,
        evidence=said,
    )


def _of_what(row: Taken) -> str:
    """``25 of 60``; empty where it counts no people or all is hidden."""
    if not row.numerator or not row.denominator or row.denominator == str(HIDDEN):
        return ""
    return f"{row.numerator} of {row.denominator}"


def _benchmarks(id: str = "") -> dict[str, list[Compared]]:
    """Imported figures of others, the newest first, then those of the register."""
    rows = Benchmark.objects.filter(indicator=id) if id else Benchmark.objects.all()
    found: dict[str, list[Compared]] = defaultdict(list)
    newest = {(one.indicator, one.who, one.on): one for one in rows.order_by("batch__imported_at")}
    for mark in sorted(newest.values(), key=lambda one: one.on, reverse=True):
        words = valued(mark.value, register()[mark.indicator].unit)
        found[mark.indicator].append(Compared(mark.who, words, mark.on, mark.source, str(mark.value)))
    for indicator, mark in _of_neighbours(newest.values()).items():
        found[indicator].insert(0, mark)
    for one in register().values():
        for told in one.benchmarks:
            words = valued(told.value, one.unit)
            found[one.id].append(Compared(told.who, words, told.on, told.source, str(told.value)))
    return found


def _of_neighbours(rows: Iterable[Benchmark]) -> dict[str, Compared]:
    """The middle of what councils like ours have, of the newest day on which enough of them have a figure."""
    last = Neighbour.objects.first()
    if last is None:
        return {}
    names = set(Neighbour.objects.filter(batch=last.batch).values_list("name", flat=True))
    values: dict[tuple[str, date], list[Decimal]] = defaultdict(list)
    for row in rows:
        if row.who in names:
            values[row.indicator, row.on].append(row.value)
    found: dict[str, Compared] = {}
    for (indicator, on), several in sorted(values.items(), key=lambda one: one[0][1]):
        if len(several) >= FEWEST_NEIGHBOURS:
            middle = Decimal(median(several)).quantize(Decimal("0.1"))
            words = valued(middle, register()[indicator].unit)
            who = f"Statistical neighbours, the middle of {len(several)} of {len(names)}"
            found[indicator] = Compared(who, words, on, f"Imported figures; neighbours by {last.source}", str(middle))
    return found


def _compared(mark: Compared, newest: Shown | None, indicator: Indicator) -> Compared:
    """With what the comparison tells: for a share, whether chance alone would explain it."""
    says = ""
    numbers = newest.of_what.replace(",", "").split(" of ") if newest else []
    is_share = indicator.unit == PERCENT and len(numbers) == 2 and numbers[1].isdecimal()
    if newest and newest.value is not None and is_share:
        theirs = float(mark.says)
        beyond = noise.is_beyond_chance(float(newest.value), of=int(numbers[1]), against=theirs)
        way = "higher" if float(newest.value) > theirs else "lower"
        says = f"Ours is {way}, by more than chance" if beyond else "No difference that chance would not make"
    return Compared(mark.who, mark.words, mark.on, mark.source, says)


def _against(indicator: Indicator, marks: list[Compared]) -> str:
    if indicator.limit_value is not None:
        return f"{valued(indicator.limit_value, indicator.unit)} by duty: {indicator.limit}"
    if indicator.limit:
        return f"By duty: {indicator.limit}"
    mark = next((one for one in marks if one.who.startswith(WIDER)), marks[0] if marks else None)
    return f"{mark.who}: {mark.words} ({mark.on.year})" if mark else ""


def _entry_words(entry: Entry) -> str:
    if entry.found is not None:
        return f"{entry.found} of {entry.of}" if entry.of else str(entry.found)
    return str(entry.value)
