"""Is every date a date, and every needed cell filled? Every year given is looked at."""

from __future__ import annotations

import polars as pl

from alongside.returns.checks.register import Rows, check
from alongside.returns.checks.view import View
from alongside.returns.tables import TABLES, Kind

_WHERE = ("year", "file", "row", "CHILD")


def not_a_date(view: View, table: str, column: str, *, needed: bool = False) -> pl.DataFrame:
    """Rows whose date no calendar has or nobody can read; blank ones too where a date is needed."""
    fault = pl.col(f"{column}_on").is_null()
    return view.all_rows(table).filter(fault if needed else fault & pl.col(column).is_not_null())


@check("102", "The date of birth, {DOB}, is not a date (day/month/year).", tables=("Header",), columns=("DOB",))
def birth_date_is_a_date(view: View) -> Rows:
    return not_a_date(view, "Header", "DOB", needed=True)


@check(
    "141",
    "The start of the episode, {DECOM}, is not a date (day/month/year).",
    tables=("Episodes",),
    columns=("DECOM",),
)
def start_of_episode_is_a_date(view: View) -> Rows:
    return not_a_date(view, "Episodes", "DECOM", needed=True)


@check("147", "The end of the episode, {DEC}, is not a date (day/month/year).", tables=("Episodes",), columns=("DEC",))
def end_of_episode_is_a_date(view: View) -> Rows:
    return not_a_date(view, "Episodes", "DEC")


@check(
    "104",
    "The date on which the child stopped being an unaccompanied asylum seeker, {DUC}, is not a date.",
    tables=("UASC",),
    columns=("DUC",),
)
def end_of_uasc_is_a_date(view: View) -> Rows:
    return not_a_date(view, "UASC", "DUC")


@check(
    "112", "The date of the decision for adoption, {DATE_INT}, is not a date.", tables=("AD1",), columns=("DATE_INT",)
)
def adoption_decision_is_a_date(view: View) -> Rows:
    return not_a_date(view, "AD1", "DATE_INT", needed=True)


@check(
    "113", "The date of the match with adopters, {DATE_MATCH}, is not a date.", tables=("AD1",), columns=("DATE_MATCH",)
)
def adoption_match_is_a_date(view: View) -> Rows:
    return not_a_date(view, "AD1", "DATE_MATCH", needed=True)


@check(
    "115",
    "The date of the decision that the child should be placed for adoption, {DATE_PLACED}, is not a date.",
    tables=("PlacedAdoption",),
    columns=("DATE_PLACED",),
)
def decision_to_place_is_a_date(view: View) -> Rows:
    return not_a_date(view, "PlacedAdoption", "DATE_PLACED", needed=True)


@check(
    "116",
    "The date of the decision against adoption, {DATE_PLACED_CEASED}, is not a date.",
    tables=("PlacedAdoption",),
    columns=("DATE_PLACED_CEASED",),
)
def decision_against_placing_is_a_date(view: View) -> Rows:
    return not_a_date(view, "PlacedAdoption", "DATE_PLACED_CEASED")


_OWN_CHECK = {
    ("Header", "DOB"),
    ("Episodes", "DECOM"),
    ("Episodes", "DEC"),
    ("UASC", "DUC"),
    ("AD1", "DATE_INT"),
    ("AD1", "DATE_MATCH"),
    ("PlacedAdoption", "DATE_PLACED"),
    ("PlacedAdoption", "DATE_PLACED_CEASED"),
}
_OTHER_DATES = tuple(
    (table.name, column)
    for table in TABLES.values()
    for column in table.dates
    if (table.name, column) not in _OWN_CHECK
)
_PART_DATE = r"(?i)^(\d{1,2}|zz)/(\d{1,2}|zz)/(\d{4}|zzzz)$"


@check(
    "impossible_date",
    "{column} is {value}, which is not a date (day/month/year).",
    tables=("Header",),
    columns=("DOB",),
)
def other_dates_are_dates(view: View) -> Rows:
    """Date columns for which the Department has no check of its own."""
    faults = [_at(not_a_date(view, table, column), table, column) for table, column in _OTHER_DATES]
    part = view.all_rows("PrevPerm").filter(~pl.col("DATE_PERM").str.contains(_PART_DATE))
    return pl.concat([*faults, _at(part, "PrevPerm", "DATE_PERM")])


_NEEDED = tuple(
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if column.required
    and column.kind is not Kind.CODE
    and (table.name, column.name) not in _OWN_CHECK
    and column.name != "UPN"
)


@check("blank", "{column} is blank; every row of {table} needs it.", tables=("Header",), columns=("CHILD",))
def needed_cells_are_filled(view: View) -> Rows:
    """Needed cells for which the Department has no check of its own."""
    return pl.concat(
        _at(view.all_rows(table).filter(pl.col(column).is_null()), table, column) for table, column in _NEEDED
    )


def _at(rows: pl.DataFrame, table: str, column: str) -> pl.DataFrame:
    where = rows.select(*_WHERE, value=pl.col(column))
    return where.with_columns(table=pl.lit(table), column=pl.lit(column))
