"""A Return → its files again: the CSV set in one zip, or the XML form. What is written reads back as what was read.

One collection year is written at a time, the newest unless another is named. Nothing is put right on the way: a value
that is wrong is written as wrong as it is, for hiding it is no service to whoever has to correct it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import polars as pl

from alongside.returns.findings import ReturnRefused
from alongside.returns.read.result import Return, columns_of, frozen_tables
from alongside.returns.read.xml import FLAT, REPEATED, ROOT, SINGLE
from alongside.returns.tables import TABLES, year_in_words

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip, so that the same rows make the same bytes."""
FILE_NAMES = {
    "PlacedAdoption": "placed_for_adoption",
    "PrevPerm": "previous_permanence",
    "SWEpisodes": "sw_episodes",
}
"""What a table's file is called, where that is not the table's own name in small letters."""

Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class CareLeaver:
    """What was decided about one young person for the table OC3, and who they are, if the return has no row of them."""

    child: str
    in_touch: str
    activity: str
    accommodation: str
    born: str
    """As the return writes a day: 29/02/2008."""
    sex: str = ""
    ethnicity: str = ""
    upn: str = ""


def as_csv_set(given: Return, *, year: int | None = None) -> dict[str, bytes]:
    """The tables that were given for the year, by file name. A table without a row keeps its headings."""
    year = given.year if year is None else year
    files = {}
    for name in TABLES:
        if not given.has(name, year):
            continue
        frame = _of_year(given, name, year)
        _check(frame, name, _NO_CSV, "the CSV form")
        files[f"{FILE_NAMES.get(name, name.lower())}.csv"] = frame.write_csv(line_terminator="\r\n").encode()
    _check_any(files, year)
    return files


def as_zip(given: Return, *, year: int | None = None) -> bytes:
    """The CSV set in one zip, byte for byte the same whenever the rows are."""
    block = io.BytesIO()
    with zipfile.ZipFile(block, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in as_csv_set(given, year=year).items():
            packed.writestr(zipfile.ZipInfo(name, date_time=LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return block.getvalue()


def left_out_of_xml(given: Return, *, year: int | None = None) -> dict[str, int]:
    """How many rows stand in tables for which the XML form has no place. Say so beside the file."""
    year = given.year if year is None else year
    counts = {name: _of_year(given, name, year).height for name, table in TABLES.items() if not table.in_xml}
    return {name: count for name, count in counts.items() if count}


def as_xml(given: Return, *, year: int | None = None) -> bytes:
    """The XML form: child by child, in the order of the table Header, each row of every table that has a place in it.

    The form has one place for a child's OC3, UASC and AD1, and one birth date for all. A second row of such a table, or
    one whose birth date or sex differs from Header's, follows in a further HEADER of the same child, so that it can be
    found and put right. Raises ReturnRefused, with one sentence, where a row has no child in Header to stand under.
    """
    year = given.year if year is None else year
    frames = {name: _of_year(given, name, year) for name, table in TABLES.items() if table.in_xml}
    _check_any([name for name in frames if given.has(name, year)], year)
    for name, frame in frames.items():
        _check(frame, name, _NO_XML, "XML")
    headers: list[Row] = list(frames.pop("Header").iter_rows(named=True))
    rows = {name: _by_child(name, frame, {header["CHILD"] for header in headers}) for name, frame in frames.items()}
    out = ["<?xml version='1.0' encoding='utf-8'?>\n", f"<{ROOT}>"]
    for header in headers:
        mine = {name: by_child.pop(header["CHILD"], []) for name, by_child in rows.items()}
        out += ("<CHILD>", *_headers(header, mine), *_episodes(mine["Episodes"]), "</CHILD>\n")
    out.append(f"</{ROOT}>\n")
    return "".join(out).encode()


def with_care_leavers(given: Return, decided: Mapping[str, CareLeaver]) -> Return:
    """The same return with what was decided in its newest OC3: one row each; a row in Header for whoever has none."""
    if not decided:
        return given
    year = given.year
    oc3 = _of_year(given, "OC3", year)
    headers = _of_year(given, "Header", year)
    born = dict(zip(headers["CHILD"], headers["DOB"], strict=True))
    kept = oc3.filter(~pl.col("CHILD").is_in(list(decided)).fill_null(False))
    added: list[Row] = [
        {
            "CHILD": one.child,
            "DOB": born.get(one.child) or one.born,
            "IN_TOUCH": one.in_touch,
            "ACTIV": one.activity,
            "ACCOM": one.accommodation,
        }
        for one in decided.values()
    ]
    strangers: list[Row] = [
        {"CHILD": one.child, "SEX": one.sex, "DOB": one.born, "ETHNIC": one.ethnicity, "UPN": one.upn}
        for one in decided.values()
        if one.child not in born
    ]
    tables = dict(given.tables)
    tables["OC3"] = _with_rows(given, "OC3", kept, added)
    tables["Header"] = _with_rows(given, "Header", headers, strangers)
    return replace(
        given,
        tables=frozen_tables(tables),
        supplied=given.supplied | {(year, "OC3"), (year, "Header")},
        sha256=sha256(f"{given.sha256}{sorted(map(repr, decided.values()))}".encode()).hexdigest(),
    )


# ---------------------------------------------------------------------------------------------------------------------

_NO_CSV = re.compile("\0")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = {"PLACE": "PL", "CHILD": "CHILDID"}
_KEYS = ("SEX", "DOB")
"""What other tables repeat of Header, and the XML form says once."""


def _of_year(given: Return, name: str, year: int) -> pl.DataFrame:
    frame = given.tables[name]
    return frame.filter(pl.col("year") == year).select(TABLES[name].column_names)


def _with_rows(given: Return, name: str, kept: pl.DataFrame, rows: list[Row]) -> pl.DataFrame:
    """A table whose newest year is ``kept`` and then ``rows``; the years before stay as they are."""
    table = TABLES[name]
    blank_is_null = [{column: row.get(column) or None for column in table.column_names} for row in rows]
    added = pl.DataFrame(blank_is_null, schema=dict.fromkeys(table.column_names, pl.String))
    newest = pl.concat([kept, added]).with_columns(
        pl.lit(given.year, pl.Int32).alias("year"),
        pl.lit(f"{FILE_NAMES.get(name, name.lower())}.csv").alias("file"),
        pl.int_range(2, pl.len() + 2, dtype=pl.Int32).alias("row"),
        *[pl.col(column).str.to_date("%d/%m/%Y", strict=False).alias(f"{column}_on") for column in table.dates],
    )
    older = given.tables[name].filter(pl.col("year") != given.year)
    return pl.concat([older, newest.select(*columns_of(table))])


def _check_any(found: Any, year: int) -> None:
    if not found:
        raise ReturnRefused(f"Nothing was given for {year_in_words(year)}, so there is nothing to write.")


def _check(frame: pl.DataFrame, name: str, unwritable: re.Pattern[str], form: str) -> None:
    """Raise ReturnRefused where a value holds a sign that the form cannot carry."""
    for column in frame.columns:
        for row, value in enumerate(frame[column], start=2):
            if value is not None and unwritable.search(value):
                raise ReturnRefused(
                    f"{name}, row {row}: {column} holds a sign that cannot stand in {form}; take it out first."
                )


def _by_child(name: str, frame: pl.DataFrame, known: set[str | None]) -> dict[str | None, list[Row]]:
    """Each child's rows of a table. Raises ReturnRefused for a row that no HEADER would hold."""
    found: dict[str | None, list[Row]] = defaultdict(list)
    for number, row in enumerate(frame.iter_rows(named=True), start=2):
        if row["CHILD"] is None:
            raise ReturnRefused(
                f"{name}, row {number} names no child, and the XML form keeps every row under its child."
            )
        if row["CHILD"] not in known:
            raise ReturnRefused(
                f"{row['CHILD']} is in {name}, row {number}, but has no row in Header, so the XML form has no place "
                "for it: add the child to Header first."
            )
        found[row["CHILD"]].append(row)
    return found


def _headers(header: Row, mine: dict[str, list[Row]]) -> Iterator[str]:
    """The child's HEADER, and a further one for each row that it cannot hold."""
    held: dict[str, list[Row]] = {name: [] for name in mine}
    further: list[tuple[str, Row]] = []
    for name, rows in mine.items():
        for row in rows if name != "Episodes" else ():
            fits = all(row[key] == header[key] for key in _KEYS if key in row)
            full = (name in FLAT or name == "UASC") and bool(held[name])
            if fits and not full:
                held[name].append(row)
            else:
                further.append((name, row))
    yield from ("<HEADER>", _cells(header, ("CHILD", "UPN", "SEX", "DOB", "ETHNIC")), *_uasc(held["UASC"], header))
    yield from _groups("Reviews", held["Reviews"])
    yield _cells(header, ("MOTHER", "MC_DOB"))
    yield from _content({name: rows for name, rows in held.items() if name != "Reviews"})
    yield "</HEADER>"
    for name, row in further:
        yield from ("<HEADER>", _cells(row, ("CHILD", *(key for key in _KEYS if key in row))))
        yield from _uasc([row], row) if name == "UASC" else _content({name: [row]})
        yield "</HEADER>"


def _uasc(rows: list[Row], header: Row) -> Iterator[str]:
    yield f"<UASC>{len(rows)}</UASC>"
    for row in rows:
        yield _cells(row, ("DUC",))


def _content(held: dict[str, list[Row]]) -> Iterator[str]:
    for name, columns in FLAT.items():
        for row in held.get(name, ()):
            yield _cells(row, columns)
    for name in ("Reviews", "Missing", "PlacedAdoption", "PrevPerm", "OC2"):
        yield from _groups(name, held.get(name, []))


def _groups(name: str, rows: list[Row]) -> Iterator[str]:
    tag = _GROUP_TAGS[name]
    columns = [column for column in TABLES[name].column_names if column not in ("CHILD", "DOB")]
    for row in rows:
        yield f"<{tag}>{_cells(row, columns)}</{tag}>"


def _episodes(rows: list[Row]) -> Iterator[str]:
    columns = TABLES["Episodes"].column_names[1:]
    for row in rows:
        yield f"<EPISODE>{_cells(row, columns)}</EPISODE>"


_GROUP_TAGS = {table: tag for tag, table in {**REPEATED, **SINGLE}.items()}


def _cells(row: Row, columns: Any) -> str:
    return "".join(_cell(_TAGS.get(column, column), row[column]) for column in columns)


def _cell(tag: str, value: str | None) -> str:
    if value is None:
        return f"<{tag} />"
    text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return f"<{tag}>{text}</{tag}>"
