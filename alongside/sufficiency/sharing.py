"""The file in which councils share numbers with each other: what may stand in it, read and written.

A line is a council, a day, a measure, a group and a number; an empty number is hidden. The number is one of children,
or a whole rate where the group says of what. Nothing else may be in it: a file with more columns, with a group that we
do not know or with a small number is refused whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.returns.indicators import INDICATORS
from alongside.shell import csv_files, downloads
from alongside.shell.disclosure import SMALLEST_SHOWN
from alongside.shell.figures import Figure
from alongside.shell.refusals import FileRefused

HEADINGS = ("council", "as_at", "measure", "group", "number")
FORMER = (*HEADINGS[:-1], "children")
"""Those of the files of before rates were shared."""
ALL, EVERYBODY = "all", "everybody"
AHEAD = "ahead"
BOUNDS = ("low", "middle", "high")
YEARS_AHEAD = 3
OF_100, DAYS = "of 100", "days"
RATES = (OF_100, DAYS)
"""Groups of indicators: their numbers count nobody, so small ones may be told."""
NOT_SHARED = frozenset({"A1", "A4", "A7", "B6", "B7", "B8", "B17", "C1", "C6"})
"""Told by the tables beside them, or in many small parts."""
COUNTED = frozenset({"A17", "D1", "H2", "H3", "H4", "H5", "H6", "H14"})
"""Not shared either: a rate of those looked after, who are told beside it, gives the count itself back."""
LASTING = frozenset({"H7", "H8"})
RATE_OF: Mapping[str, str] = {
    id: DAYS if id in LASTING else OF_100 for id in INDICATORS if id not in NOT_SHARED | COUNTED
}
"""In what each indicator is told: of 100, or days."""
MOST_LINES, LONGEST_NAME = 20_000, 80
Groups = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One number, None where it is hidden."""

    council: str
    as_at: date
    measure: str
    group: str
    number: int | None


def ahead_group(year: int, bound: str) -> str:
    """The group of a forecast's bound at a year's end."""
    return f"year {year}, {bound}"


def rates_of(council: str, as_at: date, figures: Mapping[str, Figure]) -> list[Line]:
    """The indicators of a year as whole rates; those without a value are hidden.

    ``figures`` must be safe beside those of the year's quarters, which the board shows: rounding alone hides no count.
    """
    return [
        Line(council, as_at, id, RATE_OF[id], None if figure.value is None else round(figure.value))
        for id, figure in figures.items()
        if id in RATE_OF
    ]


AHEAD_GROUPS = tuple(ahead_group(year, bound) for year in range(1, YEARS_AHEAD + 1) for bound in BOUNDS)


def written(lines: Iterable[Line]) -> bytes:
    """The file."""
    rows = [(one.council, one.as_at.isoformat(), one.measure, one.group, one.number) for one in lines]
    return downloads.as_csv(HEADINGS, [["" if cell is None else cell for cell in row] for row in rows])


def read(content: bytes, known: Groups, *, on: date) -> tuple[Line, ...]:
    """The lines of a file. Raises FileRefused, with the row, where anything in it should not be there."""
    table = csv_files.read(content)
    if table.headings not in (HEADINGS, FORMER):
        raise FileRefused(f"The file must have exactly these columns: {', '.join(HEADINGS)}.")
    lines = {number: _line(number, row, known, on) for number, row in table.rows}
    if not 0 < len(lines) <= MOST_LINES:
        raise FileRefused(f"The file has {len(lines):,} rows below its headings; it may have 1 to {MOST_LINES:,}.")
    _check_whole(lines)
    return tuple(lines.values())


def _line(number: int, row: tuple[str, ...], known: Groups, on: date) -> Line:
    council, as_at, measure, group, told = row
    if not 0 < len(council) <= LONGEST_NAME:
        raise FileRefused(f"Row {number} does not name its council.")
    if group not in known.get(measure, ()):
        raise FileRefused(f"Row {number}: we do not know the group “{group}” of “{measure}”.")
    return Line(council, _day(number, as_at, on), measure, group, _number(number, told, group))


def _day(number: int, typed: str, on: date) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise FileRefused(f"Row {number}: the day must be like 2026-03-31.") from error
    if day > on:
        raise FileRefused(f"Row {number}: that day has not come yet.")
    return day


def _number(line: int, typed: str, group: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 7):
        raise FileRefused(f"Row {line}: the number must be whole, or empty where it is hidden.")
    if group == OF_100 and int(typed) > 100:
        raise FileRefused(f"Row {line} says more than 100 of 100.")
    if group not in RATES and 0 < int(typed) < SMALLEST_SHOWN:
        raise FileRefused(f"Row {line} shows fewer than {SMALLEST_SHOWN} children. Ask that council to hide it.")
    return int(typed)


def _check_whole(lines: Mapping[int, Line]) -> None:
    """Each group once, one day a council for its tables and one for its indicators, no hidden number that the total
    tells."""
    groups: dict[tuple[str, str], dict[str, int | None]] = defaultdict(dict)
    days: dict[tuple[str, bool], date] = {}
    for number, one in lines.items():
        told = groups[one.council, one.measure]
        if one.group in told:
            raise FileRefused(f"Row {number}: “{one.group}” of “{one.measure}” of {one.council} stands twice.")
        if (day := days.setdefault((one.council, one.group in RATES), one.as_at)) != one.as_at:
            raise FileRefused(f"Row {number}: {one.council} counted on another day before, {day.isoformat()}.")
        told[one.group] = one.number
    for (council, measure), told in groups.items():
        total = groups.get((council, ALL), {}).get(EVERYBODY)
        if measure in (ALL, AHEAD) or total is None or told.keys() & set(RATES):
            continue
        hidden = sum(number is None for number in told.values())
        rest = total - sum(number or 0 for number in told.values())
        if hidden == 1 and 0 < rest < SMALLEST_SHOWN:
            raise FileRefused(f"The hidden number of “{measure}” of {council} could be worked out from the others.")
