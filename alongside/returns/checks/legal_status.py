"""Legal statuses: who can have them, how long they last, and short breaks."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from alongside.returns.checks.register import Rows, check
from alongside.returns.checks.view import View, birthday

_LONGEST_SHORT_BREAK = 17
_MOST_SHORT_BREAK_DAYS_A_YEAR = 75
"""Regulation 48 of the Care Planning, Placement and Case Review (England) Regulations 2010."""


@check(
    "358",
    "{CHILD} was under 10 on {DECOM}, too young for the legal status {LS}.",
    tables=("Episodes",),
    columns=("LS", "DECOM"),
)
def nobody_under_10_is_held_for_a_crime(view: View) -> Rows:
    return view.episodes().filter(pl.col("LS").is_in(("J1", "J2", "J3")), pl.col("DECOM_on") < birthday(10))


@check(
    "359",
    "{CHILD} was in care after the 18th birthday; that is possible only under section 20(5) in a children’s home.",
    tables=("Episodes",),
    columns=("DEC", "LS", "PLACE"),
)
def care_ends_at_18(view: View) -> Rows:
    ends = pl.col("DEC_on").fill_null(view.open_until)
    readable = pl.col("DEC").is_null() | pl.col("DEC_on").is_not_null()
    in_a_home = (pl.col("LS").eq_missing("V2")) & (pl.col("PLACE").eq_missing("K2"))
    return view.episodes().filter(readable, ends > birthday(18), ~in_a_home)


def _longer_than(view: View, status: str, days: int) -> pl.DataFrame:
    """This year's episodes of one legal status whose unbroken run lasted longer than ``days``."""
    runs = view.history().filter(pl.col("LS") == status)
    runs = runs.with_columns(until=_end(view))
    broken = (pl.col("DECOM_on") > pl.col("until").cum_max().shift(1).over("CHILD")).fill_null(True)
    runs = runs.with_columns(run=broken.cum_sum().over("CHILD"))
    first, last = pl.col("DECOM_on").min().over("CHILD", "run"), pl.col("until").max().over("CHILD", "run")
    runs = runs.with_columns(lasted=(last - first).dt.total_days())
    return runs.filter(pl.col("year") == view.year, pl.col("lasted") > days)


def _end(view: View) -> pl.Expr:
    """The end of an episode; the end of the year while it goes on."""
    return pl.col("DEC_on").fill_null(view.open_until)


@check(
    "361",
    "{CHILD} was under police protection for {lasted} days; 3 are the most.",
    tables=("Episodes",),
    columns=("LS", "DECOM", "DEC"),
)
def police_protection_is_short(view: View) -> Rows:
    return _longer_than(view, "L1", 3)


@check(
    "362",
    "{CHILD} was under an emergency protection order for {lasted} days; 21 are the most.",
    tables=("Episodes",),
    columns=("LS", "DECOM", "DEC"),
)
def emergency_protection_is_short(view: View) -> Rows:
    return _longer_than(view, "L2", 21)


@check(
    "363",
    "{CHILD} was under a child assessment order for {lasted} days; 7 are the most.",
    tables=("Episodes",),
    columns=("LS", "DECOM", "DEC"),
)
def assessment_order_is_short(view: View) -> Rows:
    return _longer_than(view, "L3", 7)


@check(
    "365",
    "The short break of {CHILD} from {DECOM} lasted {lasted} days; 17 are the most for one.",
    tables=("Episodes",),
    columns=("LS", "DECOM", "DEC"),
)
def a_short_break_is_short(view: View) -> Rows:
    rows = view.episodes().filter(pl.col("LS") == "V3")
    rows = rows.with_columns(lasted=(_end(view) - pl.col("DECOM_on")).dt.total_days())
    return rows.filter(pl.col("lasted") > _LONGEST_SHORT_BREAK)


@check(
    "367",
    "{CHILD} had {in_a_year} days of short breaks in the twelve months to {until}; 75 are the most.",
    tables=("Episodes",),
    columns=("LS", "DECOM", "DEC"),
)
def short_breaks_stay_within_75_days_a_year(view: View) -> Rows:
    """Any twelve months, over all the years given: those that end with each break are counted."""
    breaks = view.history().filter(pl.col("LS") == "V3").with_columns(until=_end(view))
    others = breaks.select("CHILD", other_from="DECOM_on", other_until="until")
    both = breaks.join(others, on="CHILD", how="inner", maintain_order="left")
    year_before = pl.col("until").dt.offset_by("-1y")
    overlap = (pl.min_horizontal("other_until", "until") - pl.max_horizontal("other_from", year_before)) / timedelta(
        days=1
    )
    days = both.group_by("year", "file", "row", "CHILD", "until", maintain_order=True).agg(
        in_a_year=overlap.clip(0).sum().cast(pl.Int64)
    )
    return days.filter(pl.col("year") == view.year, pl.col("in_a_year") > _MOST_SHORT_BREAK_DAYS_A_YEAR)


@check(
    "378",
    "{CHILD} is placed with parents (P1) under section 20 (V2); a child at home is not accommodated.",
    tables=("Episodes",),
    columns=("PLACE", "LS"),
)
def nobody_is_accommodated_at_home(view: View) -> Rows:
    return view.episodes().filter(pl.col("PLACE") == "P1", pl.col("LS") == "V2")


@check(
    "408",
    "{CHILD} is placed for adoption under an order (PLACE is {PLACE}), but LS is {LS}, not E1.",
    tables=("Episodes",),
    columns=("LS", "PLACE"),
)
def adoption_under_an_order_has_the_order(view: View) -> Rows:
    return view.episodes().filter(pl.col("PLACE").is_in(("A5", "A6")), pl.col("LS").ne_missing("E1"))
