"""Sheets of text → one Return: which table each is, which year it tells of, dates as dates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath

import polars as pl

from alongside.returns.codes import CODE_SETS
from alongside.returns.findings import Finding, ReturnRefused
from alongside.returns.tables import TABLES, Kind, Table, year_in_words

from .headings import plain, table_of
from .result import Return, columns_of, frozen_tables
from .sheets import Sheet

_YEARS_SPOKEN_OF = (1900, 2100)
"""A date outside these years is a slip of the pen, not a date."""


@dataclass(slots=True)
class Tab:
    """A sheet that is known to be a table of the return."""

    table: Table
    sheet: Sheet
    places: dict[str, int]
    from_xml: bool = False


@dataclass(slots=True)
class YearSet:
    """The tables of one folder, zip or XML file: one collection year."""

    tabs: dict[str, Tab] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def recognise(sheet: Sheet) -> Tab | None:
    """Which table a sheet is, by its headings; ``None`` if it is none. Raises ReturnRefused where it is half one."""
    table = table_of(sheet.headings)
    if table is None:
        return None
    headings = [plain(heading) for heading in sheet.headings]
    known = set(table.column_names)
    twice = [name for name, times in Counter(headings).items() if times > 1 and name in known]
    if twice:
        raise ReturnRefused(f"{sheet.name} has the heading {twice[0]} twice, so nobody can tell which is meant.")
    if "CHILD" not in headings:
        raise ReturnRefused(f"{sheet.name} looks like the table {table.name} but has no column CHILD.")
    if any(heading != heading.upper() for heading in sheet.headings if plain(heading) in known):
        sheet.notes.append(f"{sheet.name}: headings were not all in capitals.")
    for heading in sheet.headings:
        if heading.strip() and plain(heading) not in known:
            sheet.notes.append(f"{sheet.name}: the column “{heading}” is not part of {table.name} and was left out.")
    places = {name: place for place, name in enumerate(headings) if name in known}
    _refuse_if_last_value_is_cut(table, sheet, places)
    return Tab(table, sheet, places)


def _refuse_if_last_value_is_cut(table: Table, sheet: Sheet, places: dict[str, int]) -> None:
    """A file without a last line end may be sound, or may stop inside its last value: that value tells."""
    if sheet.ends_cleanly or not sheet.rows:
        return
    last_place = len(sheet.headings) - 1
    column = next((column for column in table.columns if places.get(column.name) == last_place), None)
    value = (sheet.rows[-1][last_place] or "").strip()
    if column is None or not value:
        return
    cut = False
    if column.kind is Kind.DATE:
        cut = not re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", value)
    elif column.kind is Kind.CODE and column.codes:
        codes = CODE_SETS[column.codes]
        cut = value not in codes and any(code.startswith(value) for code in codes)
    elif column.name == "URN":
        cut = re.fullmatch(r"S|SC\d{0,5}|\d{1,6}|X{1,6}", value) is not None
    if cut:
        raise ReturnRefused(f"{sheet.name} is cut off: it stops inside the last value of row {len(sheet.rows) + 1}.")


def year_sets(tabs: Iterable[Tab]) -> list[YearSet]:
    """Sort tables into the folders they came in. Raises ReturnRefused where a folder holds a table twice."""
    by_folder: dict[str, list[Tab]] = defaultdict(list)
    for tab in tabs:
        by_folder[tab.sheet.source.folder].append(tab)
    return [_year_set(folder_tabs) for folder_tabs in by_folder.values()]


def _year_set(tabs: list[Tab]) -> YearSet:
    result = YearSet()
    plain = [tab for tab in tabs if not tab.from_xml]
    kept = plain or tabs
    if plain and len(plain) < len(tabs):
        _leave_out_xml(result, [tab for tab in tabs if tab.from_xml], plain)
    names = Counter(tab.table.name for tab in kept)
    for tab in kept:
        if names[tab.table.name] > 1 and _is_called_a_list_of_errors(tab) and tab.table.name in _others(kept, tab):
            names[tab.table.name] -= 1
            _leave_out_error_list(result, tab)
            continue
        _add(result, tab)
    return result


def _others(tabs: list[Tab], this: Tab) -> set[str]:
    return {tab.table.name for tab in tabs if tab is not this and not _is_called_a_list_of_errors(tab)}


def _is_called_a_list_of_errors(tab: Tab) -> bool:
    """Validators save the rows at fault beside the table itself, under the same headings."""
    return re.search(r"(^|[_\W])errors?($|[_\W])", PurePosixPath(tab.sheet.source.name).stem.lower()) is not None


def _leave_out_xml(result: YearSet, from_xml: list[Tab], plain: list[Tab]) -> None:
    """The same year twice, as CSV and as XML: the CSV has more tables, so it is the one that is read."""
    source = from_xml[0].sheet.source
    in_xml, in_csv = _children(from_xml), _children(plain)
    if in_xml <= in_csv:
        result.notes.append(f"{source.name}: the same children stand beside it as CSV, which was read instead.")
        return
    result.findings.append(
        Finding(
            "file_left_out",
            "",
            None,
            None,
            None,
            f"{source.name} was not read, because the same tables stand beside it as CSV; yet {len(in_xml - in_csv)} "
            "of its children are not in the CSV. Give it by itself to read it.",
            file=source.name,
        )
    )


def _children(tabs: list[Tab]) -> set[str]:
    return {(row[tab.places["CHILD"]] or "").strip() for tab in tabs for row in tab.sheet.rows}


def _leave_out_error_list(result: YearSet, tab: Tab) -> None:
    result.findings.append(
        Finding(
            "file_left_out",
            tab.table.name,
            None,
            None,
            None,
            f"{tab.sheet.name} calls itself a list of errors and stands beside the whole table {tab.table.name}: "
            f"its {len(tab.sheet.rows)} rows were not read.",
            file=tab.sheet.source.name,
        )
    )


def _add(result: YearSet, tab: Tab) -> None:
    there = result.tabs.get(tab.table.name)
    if there is not None:
        raise ReturnRefused(
            f"The table {tab.table.name} is there twice for one year, in {there.sheet.name} and in {tab.sheet.name}: "
            "take one away, or put each year in a folder or zip of its own."
        )
    result.tabs[tab.table.name] = tab
    result.notes.extend(tab.sheet.notes)


def assemble(sets: list[YearSet], year: int | None, notes: Iterable[str]) -> Return:
    """Put the years together. ``year`` says which year the newest set is; dates say the rest."""
    by_year = _sets_by_year(sets, year)
    years = tuple(sorted(by_year))
    all_notes = list(notes)
    findings: list[Finding] = []
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    digests = []
    for this_year, one in sorted(by_year.items()):
        all_notes += one.notes
        findings += one.findings
        findings += _tables_missing(this_year, one)
        for tab in one.tabs.values():
            frame, dropped = _frame(tab, this_year)
            frames[tab.table.name].append(frame)
            findings += _columns_missing(this_year, tab)
            if dropped:
                all_notes.append(f"{tab.sheet.name}: {dropped} rows were wholly blank and were passed over.")
        digests += [f"{this_year}:{digest}" for digest in {_digest(tab) for tab in one.tabs.values()}]
    return Return(
        year=years[-1],
        years=years,
        tables=frozen_tables({name: pl.concat(parts, rechunk=True) for name, parts in frames.items()}),
        supplied=frozenset((this_year, name) for this_year, one in by_year.items() for name in one.tabs),
        sha256=sha256("\n".join(sorted(digests)).encode()).hexdigest(),
        notes=tuple(all_notes),
        findings=tuple(findings),
    )


def _digest(tab: Tab) -> str:
    return sha256(tab.sheet.source.data).hexdigest()


def _sets_by_year(sets: list[YearSet], year: int | None) -> dict[int, YearSet]:
    inferred = [(one, _year_of(one)) for one in sets]
    known = [told for _, told in inferred if told is not None]
    newest = max(known, default=None)
    by_year: dict[int, YearSet] = {}
    for one, told in inferred:
        this_year = told
        if year is not None and (told == newest or len(sets) == 1):
            this_year = year
        if this_year is None:
            name = next(iter(one.tabs.values())).sheet.source.name
            raise ReturnRefused(f"No date in or beside {name} tells which year it is of: say the collection year.")
        if this_year in by_year:
            for tab in one.tabs.values():
                _add(by_year[this_year], tab)
            by_year[this_year].findings += one.findings
        else:
            by_year[this_year] = one
    return by_year


def _year_of(one: YearSet) -> int | None:
    """The collection year that a set's own dates tell: the last that at least one date in a hundred falls in.

    A return holds the episodes that were open in its year, so nothing but slips of the pen lies later.
    """
    for name, columns in (("Episodes", ("DECOM", "DEC")), ("Missing", ("MIS_START",)), ("Reviews", ("REVIEW",))):
        tab = one.tabs.get(name)
        if tab is None:
            continue
        times: Counter[int] = Counter()
        for column in columns:
            place = tab.places.get(column)
            if place is not None:
                times.update(_collection_years(row[place] for row in tab.sheet.rows))
        if times:
            return max(year for year, count in times.items() if 100 * count >= times.total())
    return None


def _collection_years(values: Iterable[str | None]) -> Iterable[int]:
    earliest, latest = _YEARS_SPOKEN_OF
    for value, times in Counter(values).items():
        match = re.fullmatch(r"\s*\d{1,2}/(\d{1,2})/(\d{4})\s*", value or "")
        if match and 1 <= int(match[1]) <= 12 and earliest <= int(match[2]) <= latest:
            year = int(match[2]) + (int(match[1]) >= 4)
            yield from [year] * times


def _tables_missing(year: int, one: YearSet) -> list[Finding]:
    from_xml = any(tab.from_xml for tab in one.tabs.values())
    findings = []
    for table in TABLES.values():
        if table.name in one.tabs and not table.existed_in(year):
            tab = one.tabs[table.name]
            findings.append(
                Finding(
                    "table_too_early",
                    table.name,
                    None,
                    None,
                    None,
                    f"{table.name} was given for {year_in_words(year)}, but the return has it only from "
                    f"{year_in_words(table.since or year)}.",
                    year,
                    tab.sheet.source.name,
                )
            )
        if table.name not in one.tabs and table.existed_in(year) and (table.in_xml or not from_xml):
            findings.append(
                Finding(
                    "table_missing",
                    table.name,
                    None,
                    None,
                    None,
                    f"The table {table.name} was not given for {year_in_words(year)}.",
                    year,
                )
            )
    return findings


def _columns_missing(year: int, tab: Tab) -> list[Finding]:
    return [
        Finding(
            "column_missing",
            tab.table.name,
            None,
            name,
            None,
            f"{tab.sheet.name} has no column {name}, so it is blank for every row.",
            year,
            tab.sheet.source.name,
        )
        for name in tab.table.column_names
        if name not in tab.places
    ]


def _frame(tab: Tab, year: int) -> tuple[pl.DataFrame, int]:
    """The table's frame (see ``columns_of``), and how many wholly blank rows it leaves out."""
    rows = tab.sheet.rows
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(tab.sheet.headings)
    frame = pl.DataFrame(
        {
            name: pl.Series(cells[tab.places[name]] if name in tab.places else [None] * len(rows), dtype=pl.String)
            for name in tab.table.column_names
        }
    )
    text = pl.col(tab.table.column_names).str.strip_chars()
    frame = frame.with_columns(pl.when(text.str.len_bytes() > 0).then(text))
    frame = frame.with_columns(
        pl.lit(year, pl.Int32).alias("year"),
        pl.lit(tab.sheet.source.name).alias("file"),
        pl.int_range(2, pl.len() + 2, dtype=pl.Int32).alias("row"),
        *[_as_date(name) for name in tab.table.dates],
        *[
            pl.col(column.name).cast(pl.Int32, strict=False).alias(f"{column.name}_number")
            for column in tab.table.columns
            if column.kind is Kind.NUMBER
        ],
    )
    filled = frame.filter(pl.any_horizontal(pl.col(tab.table.column_names).is_not_null()))
    return filled.select(*columns_of(tab.table)), frame.height - filled.height


def _as_date(name: str) -> pl.Expr:
    parsed = pl.col(name).str.to_date("%d/%m/%Y", strict=False)
    return pl.when(parsed.dt.year().is_between(*_YEARS_SPOKEN_OF)).then(parsed).alias(f"{name}_on")
