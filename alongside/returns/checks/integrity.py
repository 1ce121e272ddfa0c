"""Do the tables agree with one another: everyone in Header, one birth date each, one row each where one is due?"""

from __future__ import annotations

import polars as pl

from alongside.returns.checks.register import Rows, check
from alongside.returns.checks.view import View

_NOT_IN_HEADER = {
    "INT01": "AD1",
    "INT02": "PlacedAdoption",
    "INT03": "Episodes",
    "INT04": "Missing",
    "INT05": "OC2",
    "INT06": "OC3",
    "INT07": "PrevPerm",
    "INT08": "Reviews",
    "INT09": "UASC",
    "not_in_header_sw": "SWEpisodes",
    "not_in_header_dolo": "DoLo",
}
_OTHER_BIRTH_DATE = {
    "INT11": "AD1",
    "INT12": "PlacedAdoption",
    "INT13": "Missing",
    "INT14": "OC2",
    "INT15": "OC3",
    "INT16": "PrevPerm",
    "INT17": "Reviews",
    "INT18": "UASC",
    "other_birth_date_sw": "SWEpisodes",
    "other_birth_date_dolo": "DoLo",
}
_MORE_THAN_ONCE = {
    "INT31": "AD1",
    "INT32": "Header",
    "INT33": "OC2",
    "INT34": "OC3",
    "INT35": "PrevPerm",
    "INT36": "UASC",
}


def _everyone_is_in_header(code: str, table: str) -> None:
    message = "{CHILD} is in " + table + " but not in Header for the same year."

    @check(code, message, tables=(table, "Header"), columns=("CHILD",))
    def everyone_is_in_header(view: View) -> Rows:
        header = view.all_rows("Header").select("year", "CHILD").unique()
        rows = view.all_rows(table).filter(pl.col("CHILD").is_not_null())
        years = [year for year in view.years if view.has("Header", year)]
        return rows.filter(pl.col("year").is_in(years)).join(header, on=("year", "CHILD"), how="anti")


def _birth_dates_agree(code: str, table: str) -> None:
    message = "{CHILD} was born on {DOB} by " + table + " but on {DOB_header} by Header."

    @check(code, message, tables=(table, "Header"), columns=("DOB",))
    def birth_dates_agree(view: View) -> Rows:
        header = view.rows("Header").unique("CHILD", keep="first").select("CHILD", "DOB_on", DOB_header="DOB")
        both = view.rows(table).join(header, on="CHILD", how="inner", suffix="_header", maintain_order="left")
        return both.filter(pl.col("DOB_on").ne_missing(pl.col("DOB_on_header")))


def _nobody_is_there_twice(code: str, table: str) -> None:
    message = "{CHILD} is in " + table + " more than once; there is one row for each child."

    @check(code, message, tables=(table,), columns=("CHILD",))
    def nobody_is_there_twice(view: View) -> Rows:
        return view.all_rows(table).filter(pl.col("CHILD").is_not_null(), pl.struct("year", "CHILD").is_duplicated())


for _code, _table in _NOT_IN_HEADER.items():
    _everyone_is_in_header(_code, _table)
for _code, _table in _OTHER_BIRTH_DATE.items():
    _birth_dates_agree(_code, _table)
for _code, _table in _MORE_THAN_ONCE.items():
    _nobody_is_there_twice(_code, _table)


@check(
    "INT21",
    "{CHILD} has sex {SEX} by UASC but {SEX_header} by Header.",
    tables=("UASC", "Header"),
    columns=("SEX",),
)
def sex_agrees(view: View) -> Rows:
    header = view.rows("Header").unique("CHILD", keep="first").select("CHILD", SEX_header="SEX")
    both = view.rows("UASC").join(header, on="CHILD", how="inner", maintain_order="left")
    return both.filter(pl.col("SEX").ne_missing(pl.col("SEX_header")))
