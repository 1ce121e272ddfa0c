"""Invented returns, small enough to read in a test: say what matters, the rest is filled in soundly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

import polars as pl

from alongside.returns import Return, read_return
from alongside.returns.read.result import frozen_tables
from alongside.returns.tables import TABLES

Row = dict[str, str]
BORN = "01/01/2010"


class Upload(io.BytesIO):
    """A file in memory with a name, as a browser hands one over."""

    def __init__(self, name: str, data: bytes | str) -> None:
        super().__init__(data.encode() if isinstance(data, str) else data)
        self.name = name


def csv_text(headings: Iterable[str], rows: Iterable[Mapping[str, str]], line_end: str = "\r\n") -> str:
    """A table as a council would save it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(headings), restval="", lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def table_csv(name: str, rows: Iterable[Mapping[str, str]]) -> Upload:
    """One table of the return as an uploaded file."""
    return Upload(f"{name.lower()}.csv", csv_text(TABLES[name].column_names, rows))


def ep(child: str, start: str, end: str = "", rec: str = "", **other: str) -> Row:
    """A sound episode: started care under a care order, with a foster carer of the authority's own."""
    usual = {
        "RNE": "S",
        "LS": "C2",
        "CIN": "N1",
        "PLACE": "U6",
        "PLACE_PROVIDER": "PR1",
        "HOME_POST": "ZZ1 1ZZ",
        "PL_POST": "ZZ2 2ZZ",
        "URN": "SC000001",
    }
    return {**usual, "CHILD": child, "DECOM": start, "DEC": end, "REC": rec, **other}


def leaver(child: str, in_touch: str = "YES", activ: str = "F2", accom: str = "U1") -> Row:
    """A care leaver in touch, at college and in a suitable home of their own."""
    return {"CHILD": child, "IN_TOUCH": in_touch, "ACTIV": activ, "ACCOM": accom}


def a_return(
    year: int = 2026,
    *,
    born: Mapping[str, str] | None = None,
    earlier: Return | None = None,
    without: Iterable[str] = (),
    strangers: Iterable[str] = (),
    **tables: list[Row],
) -> Return:
    """A return of one year, after ``earlier`` ones. Every table of that year is there, save those in ``without``.

    Whoever is in any table gets a row in Header (unless ``Header`` has one, or they are among the ``strangers``), and
    their birth date in every table.
    """
    birth_dates = dict(born or {})
    children = {row["CHILD"] for rows in tables.values() for row in rows if row.get("CHILD")} - set(strangers)
    told = {row["CHILD"]: row for row in tables.get("Header", [])}
    headers = [
        {"CHILD": child, "SEX": "M", "ETHNIC": "WBRI", "UPN": "A123456789012", **told.get(child, {})}
        for child in sorted(children)
    ]
    uploads = []
    for name, table in TABLES.items():
        if name in without or not (table.existed_in(year) or name in tables):
            continue
        rows = headers if name == "Header" else tables.get(name, [])
        uploads.append(table_csv(name, [_with_birth_date(name, row, birth_dates) for row in rows]))
    this_year = read_return(uploads, year=year)
    return this_year if earlier is None else together(earlier, this_year)


def _with_birth_date(table: str, row: Row, born: Mapping[str, str]) -> Row:
    if "DOB" not in TABLES[table].column_names:
        return row
    return {"DOB": born.get(row.get("CHILD", ""), BORN), **row}


def together(*returns: Return) -> Return:
    """Several years as one return, the newest last."""
    years = tuple(year for each in returns for year in each.years)
    return Return(
        year=max(years),
        years=years,
        tables=frozen_tables({name: pl.concat([each[name] for each in returns]) for name in TABLES}),
        supplied=frozenset().union(*(each.supplied for each in returns)),
        sha256="invented",
        findings=tuple(finding for each in returns for finding in each.findings),
    )
