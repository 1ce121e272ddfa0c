"""Placements: providers, registration numbers, reasons for a move, temporary places, age limits and postcodes."""

from __future__ import annotations

from datetime import date

import polars as pl

from alongside.returns.checks.register import Rows, check
from alongside.returns.checks.view import SHORT_BREAKS, View, birthday
from alongside.returns.codes import codes_in

_TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
_OTHER = ("Z11", "Z12", "Z13", "Z14")
_WITHOUT_PROVIDER = _TEMPORARY + _OTHER
_PROVIDER_OR_NOT = ("Z1",)
"""The code that came before Z11 to Z14 could have a provider."""
_WITHOUT_URN = ("H5", "P1", "P2", "P3", "R1", "R2", "R5", "Z1", *_TEMPORARY, *_OTHER)
_URN_NOT_KNOWN = "XXXXXXX"
_RULE_217_FROM = date(2015, 4, 1)


@check(
    "213",
    "PLACE is {PLACE}, which has no provider, but PLACE_PROVIDER is {PLACE_PROVIDER}.",
    tables=("Episodes",),
    columns=("PLACE_PROVIDER", "PLACE"),
)
def no_provider_where_there_is_none(view: View) -> Rows:
    return view.episodes().filter(pl.col("PLACE").is_in(_WITHOUT_PROVIDER), pl.col("PLACE_PROVIDER").is_not_null())


@check(
    "526",
    "PLACE is {PLACE}, which needs a provider, but PLACE_PROVIDER is blank.",
    tables=("Episodes",),
    columns=("PLACE_PROVIDER", "PLACE"),
)
def a_provider_where_one_is_needed(view: View) -> Rows:
    needed = ~pl.col("PLACE").is_in(_WITHOUT_PROVIDER + _PROVIDER_OR_NOT)
    return view.episodes().filter(needed, pl.col("PLACE_PROVIDER").is_null())


@check(
    "217",
    "{CHILD} is placed for adoption with the present foster carer ({PLACE}), so RNE must be S, T or U, not {RNE}.",
    tables=("Episodes",),
    columns=("RNE", "PLACE", "DECOM"),
)
def adoption_by_the_foster_carer_keeps_the_carer(view: View) -> Rows:
    rows = view.episodes().filter(pl.col("PLACE").is_in(("A3", "A5")), pl.col("DECOM_on") >= _RULE_217_FROM)
    return rows.filter(~pl.col("RNE").is_in(("S", "T", "U")))


@check(
    "222",
    "PLACE is {PLACE}, which has no Ofsted number, but URN is {URN}.",
    tables=("Episodes",),
    columns=("URN", "PLACE"),
)
def no_urn_where_there_is_none(view: View) -> Rows:
    given = pl.col("URN").is_not_null() & (pl.col("URN") != _URN_NOT_KNOWN)
    codes = codes_in("PLACE", view.year).intersection(_WITHOUT_URN)
    return view.episodes().filter(pl.col("PLACE").is_in(sorted(codes)), given)


@check(
    "225",
    "{CHILD} moved to another placement on {DEC}; REASON_PLACE_CHANGE must say why.",
    tables=("Episodes",),
    columns=("REASON_PLACE_CHANGE",),
)
def a_move_has_a_reason(view: View) -> Rows:
    moved = (pl.col("REC") == "X1") & pl.col("after_RNE").is_in(("P", "B", "T", "U"))
    temporary = pl.col("PLACE").is_in(_TEMPORARY) | pl.col("after_PLACE").is_in(_TEMPORARY)
    return view.sequence().filter(moved, pl.col("REASON_PLACE_CHANGE").is_null(), ~temporary)


@check(
    "226",
    "REASON_PLACE_CHANGE is {REASON_PLACE_CHANGE}, but a move into or out of a temporary placement has no reason.",
    tables=("Episodes",),
    columns=("REASON_PLACE_CHANGE", "PLACE"),
)
def no_reason_for_a_temporary_move(view: View) -> Rows:
    temporary = pl.col("PLACE").is_in(_TEMPORARY) | pl.col("after_PLACE").is_in(_TEMPORARY).fill_null(False)
    return view.sequence().filter(temporary, pl.col("REASON_PLACE_CHANGE").is_not_null())


@check(
    "371",
    "{CHILD} was under 16 on {DECOM}, too young for supported accommodation (K3).",
    tables=("Episodes",),
    columns=("PLACE", "DECOM"),
)
def supported_accommodation_is_from_16(view: View) -> Rows:
    return view.episodes().filter(pl.col("PLACE") == "K3", pl.col("DECOM_on") < birthday(16))


def _longer_than(view: View, place: str, days: int) -> pl.DataFrame:
    rows = view.episodes().filter(pl.col("PLACE") == place)
    rows = rows.with_columns(lasted=(pl.col("DEC_on").fill_null(view.open_until) - pl.col("DECOM_on")).dt.total_days())
    return rows.filter(pl.col("lasted") > days)


@check(
    "376",
    "{CHILD} was elsewhere for {lasted} days while the carer was on holiday (T3); 21 are the most.",
    tables=("Episodes",),
    columns=("PLACE", "DECOM", "DEC"),
)
def a_carers_holiday_is_three_weeks_at_most(view: View) -> Rows:
    return _longer_than(view, "T3", 21)


@check(
    "379",
    "{CHILD} was in a temporary placement of no stated kind (T4) for {lasted} days; 7 are the most.",
    tables=("Episodes",),
    columns=("PLACE", "DECOM", "DEC"),
)
def an_unspecified_stay_is_a_week_at_most(view: View) -> Rows:
    return _longer_than(view, "T4", 7)


@check(
    "380",
    "{PLACE} is a temporary placement, which can only begin with RNE P or B, not {RNE}.",
    tables=("Episodes",),
    columns=("PLACE", "RNE"),
)
def care_does_not_start_in_a_temporary_placement(view: View) -> Rows:
    return view.episodes().filter(pl.col("PLACE").is_in(_TEMPORARY), ~pl.col("RNE").is_in(("P", "B")))


@check(
    "381",
    "{PLACE} is a temporary placement, so care cannot end there (REC is {REC}).",
    tables=("Episodes",),
    columns=("PLACE", "REC"),
)
def care_does_not_end_in_a_temporary_placement(view: View) -> Rows:
    return view.episodes().filter(pl.col("PLACE").is_in(_TEMPORARY), pl.col("REC") != "X1")


@check(
    "392b",
    "{CHILD} is in care, but {column} is blank.",
    tables=("Episodes",),
    columns=("HOME_POST", "PL_POST"),
)
def postcodes_are_given(view: View) -> Rows:
    """Not for short breaks, nor for anyone who has ever come as an unaccompanied asylum seeker in the years given."""
    alone = view.all_rows("UASC")["CHILD"].unique().to_list()
    rows = view.episodes().filter(
        ~pl.col("LS").is_in(SHORT_BREAKS).fill_null(False),
        ~pl.col("CHILD").is_in(alone),
        pl.any_horizontal(pl.col("HOME_POST", "PL_POST").is_null()),
    )
    blank = pl.when(pl.col("HOME_POST").is_null()).then(pl.lit("HOME_POST")).otherwise(pl.lit("PL_POST"))
    return rows.with_columns(column=blank)
