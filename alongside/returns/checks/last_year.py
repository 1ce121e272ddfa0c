"""Does this year carry on from where last year ended?"""

from __future__ import annotations

import polars as pl

from alongside.returns.checks.register import Rows, check
from alongside.returns.checks.view import View
from alongside.returns.codes import CODE_SETS

_CARRIED = {
    "503A": ("RNE", "reason for the episode"),
    "503B": ("LS", "legal status"),
    "503C": ("CIN", "category of need"),
    "503D": ("PLACE", "placement"),
    "503E": ("PLACE_PROVIDER", "provider"),
    "503F": ("URN", "Ofsted number"),
}
"""Code → the column that must be the same in both years, unless it now holds what is no code at all."""


def _first_this_year(view: View) -> pl.DataFrame:
    """Each child's first episode of this year, beside the one that was open when last year ended (``last_…``)."""
    known = pl.col("CHILD").is_not_null() & pl.col("DECOM_on").is_not_null()
    first = view.rows("Episodes").filter(known).sort("CHILD", "DECOM_on", "row").unique("CHILD", keep="first")
    last_year = view.rows("Episodes", view.year - 1).filter(known).sort("CHILD", "DECOM_on", "row")
    still_open = last_year.unique("CHILD", keep="last", maintain_order=True).filter(pl.col("DEC").is_null())
    last = still_open.select("CHILD", pl.exclude("CHILD", "year", "file", "row").name.prefix("last_"))
    return first.join(last, on="CHILD", how="inner").sort("row")


@check(
    "502",
    "When last year ended {CHILD} was in an episode begun on {last_DECOM}; this year’s first begins on {DECOM}.",
    tables=("Episodes",),
    columns=("DECOM",),
    last_year=True,
)
def the_open_episode_is_carried_over(view: View) -> Rows:
    return _first_this_year(view).filter(pl.col("DECOM_on") != pl.col("last_DECOM_on"))


def _column_is_carried_over(code: str, column: str, words: str) -> None:
    message = (
        f"The {words} ({column}) is {{{column}}} this year but was {{last_{column}}} for the same episode last year."
    )

    codes = list(CODE_SETS.get(column, ()))

    @check(code, message, tables=("Episodes",), columns=(column,), last_year=True)
    def column_is_carried_over(view: View) -> Rows:
        same = _first_this_year(view).filter(pl.col("DECOM_on") == pl.col("last_DECOM_on"))
        changed = same.filter(pl.col(column).ne_missing(pl.col(f"last_{column}")))
        return changed.filter(pl.col(column).is_in(codes) | pl.col(column).is_null()) if codes else changed


for _code, (_column, _words) in _CARRIED.items():
    _column_is_carried_over(_code, _column, _words)


@check(
    "562",
    "The episode began on {DECOM}, before this year, but last year’s return does not have it.",
    tables=("Episodes",),
    columns=("DECOM",),
    last_year=True,
)
def an_older_episode_was_there_last_year(view: View) -> Rows:
    older = view.rows("Episodes").filter(pl.col("DECOM_on") < view.starts_on)
    return older.join(view.rows("Episodes", view.year - 1), on=("CHILD", "DECOM_on"), how="anti", maintain_order="left")
