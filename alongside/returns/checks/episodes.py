"""Episodes one after another: starts and ends, reasons to start and end, gaps and overlaps, over all years given."""

from __future__ import annotations

import polars as pl

from alongside.returns.checks.register import Rows, check
from alongside.returns.checks.view import View, birthday
from alongside.returns.codes import CODE_SETS

_ENDINGS = tuple(code for code in CODE_SETS["REC"] if code != "X1")
_CONTINUATIONS = ("L", "P", "T", "B", "U")
_WHERE_PLACED = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")
_SAME_PLACEMENT = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"before_{name}")) for name in _WHERE_PLACED)
_SAME_STATUS = pl.col("LS").eq_missing(pl.col("before_LS"))
_STATUS_KNOWN = pl.all_horizontal(pl.col("LS", "before_LS").is_in(list(CODE_SETS["LS"])))
"""A status that is no code is reported as that; beside it, nobody can tell whether the status changed."""
_HAS_BEFORE = pl.col("before_DECOM_on").is_not_null()
_HAS_AFTER = pl.col("after_DECOM_on").is_not_null()


@check(
    "142",
    "{CHILD} has a later episode, but this one, started {DECOM}, has no end or no reason for its end.",
    tables=("Episodes",),
    columns=("DEC", "REC"),
)
def only_the_last_episode_is_open(view: View) -> Rows:
    rows = view.sequence().filter(_HAS_AFTER, pl.col("DEC").is_null() | pl.col("REC").is_null())
    return rows.with_columns(column=pl.when(pl.col("DEC").is_null()).then(pl.lit("DEC")).otherwise(pl.lit("REC")))


@check(
    "148",
    "DEC is {DEC} and REC is {REC}: an episode has both an end and a reason for it, or neither.",
    tables=("Episodes",),
    columns=("DEC", "REC"),
)
def end_and_reason_go_together(view: View) -> Rows:
    rows = view.episodes().filter(pl.col("DEC").is_null() != pl.col("REC").is_null())
    return rows.with_columns(column=pl.when(pl.col("DEC").is_null()).then(pl.lit("DEC")).otherwise(pl.lit("REC")))


@check(
    "302",
    "The episode starts on {DECOM}, before {CHILD} was born ({born_on}).",
    tables=("Episodes",),
    columns=("DECOM",),
)
def no_care_before_birth(view: View) -> Rows:
    return view.episodes().filter(pl.col("DECOM_on") < pl.col("born_on"))


@check(
    "352",
    "{CHILD} was already 18 when care started on {DECOM}.",
    tables=("Episodes",),
    columns=("DECOM", "RNE"),
)
def nobody_starts_care_at_18(view: View) -> Rows:
    return view.episodes().filter(pl.col("RNE") == "S", pl.col("DECOM_on") >= birthday(18))


@check("354", "The episode starts on {DECOM}, after the end of the year.", tables=("Episodes",), columns=("DECOM",))
def no_start_after_the_year(view: View) -> Rows:
    return view.episodes().filter(pl.col("DECOM_on") > view.ends_on)


@check("385", "The episode ends on {DEC}, after the end of the year.", tables=("Episodes",), columns=("DEC",))
def no_end_after_the_year(view: View) -> Rows:
    return view.episodes().filter(pl.col("DEC_on") > view.ends_on)


@check(
    "355",
    "The episode starts and ends on the same day, {DECOM}.",
    tables=("Episodes",),
    columns=("DECOM", "DEC"),
)
def an_episode_lasts_a_day(view: View) -> Rows:
    return view.episodes().filter(pl.col("DECOM_on") == pl.col("DEC_on"))


@check("356", "The episode ends on {DEC}, before it starts on {DECOM}.", tables=("Episodes",), columns=("DEC", "DECOM"))
def no_end_before_the_start(view: View) -> Rows:
    return view.episodes().filter(pl.col("DEC_on") < pl.col("DECOM_on"))


@check(
    "357",
    "This is the first episode of {CHILD}, so RNE must be S, not {RNE}, unless an earlier one was left out.",
    tables=("Episodes",),
    columns=("RNE",),
)
def the_first_episode_starts_care(view: View) -> Rows:
    """Only where the episode began within the years given: what came before an older one is not held here."""
    first = view.sequence().filter(~_HAS_BEFORE, pl.col("DECOM_on") >= view.held_from())
    return first.filter(pl.col("RNE").ne_missing("S"))


@check(
    "387",
    "{CHILD} left for independent living (REC is {REC}) on {DEC}, under the age of 14.",
    tables=("Episodes",),
    columns=("REC", "DEC"),
)
def nobody_under_14_lives_alone(view: View) -> Rows:
    return view.episodes().filter(pl.col("REC").is_in(("E5", "E6")), pl.col("DEC_on") < birthday(14))


@check(
    "389",
    "{CHILD} moved to adult social care (REC is E7) on {DEC}, under the age of 16.",
    tables=("Episodes",),
    columns=("REC", "DEC"),
)
def nobody_under_16_in_adult_care(view: View) -> Rows:
    return view.episodes().filter(pl.col("REC") == "E7", pl.col("DEC_on") < birthday(16))


@check(
    "460",
    "{CHILD} stayed with carers as an adult (REC is E17) from {DEC}, before the 18th birthday.",
    tables=("Episodes",),
    columns=("REC", "DEC"),
)
def nobody_under_18_stays_as_an_adult(view: View) -> Rows:
    return view.episodes().filter(pl.col("REC") == "E17", pl.col("DEC_on") < birthday(18))


@check(
    "388",
    "REC is {REC} on {DEC}, but {fault}.",
    tables=("Episodes",),
    columns=("REC", "DEC"),
)
def the_next_episode_follows(view: View) -> Rows:
    goes_on = pl.col("REC") == "X1"
    follows = (pl.col("after_DECOM_on") == pl.col("DEC_on")).fill_null(False)
    fault = (
        pl.when(goes_on & ~_HAS_AFTER)
        .then(pl.lit("no episode follows it"))
        .when(goes_on & ~follows)
        .then(pl.lit("the next episode does not start that day"))
        .when(pl.col("REC").is_in(_ENDINGS) & follows)
        .then(pl.lit("the next episode starts that day, so care went on and REC must be X1"))
    )
    rows = view.sequence().filter(pl.col("DEC_on").is_not_null())
    return rows.with_columns(fault=fault).filter(pl.col("fault").is_not_null())


@check(
    "431",
    "RNE says that care started on {DECOM}, but it had not stopped before that day.",
    tables=("Episodes",),
    columns=("RNE", "DECOM"),
)
def care_does_not_restart_the_same_day(view: View) -> Rows:
    return view.sequence().filter(pl.col("RNE") == "S", pl.col("DECOM_on") <= pl.col("before_DEC_on"))


@check(
    "432",
    "The episode before ended care (REC was {before_REC}), so RNE must be S, not {RNE}.",
    tables=("Episodes",),
    columns=("RNE",),
)
def care_starts_again_with_s(view: View) -> Rows:
    return view.sequence().filter(pl.col("before_REC").is_in(_ENDINGS), pl.col("RNE").ne_missing("S"))


@check(
    "433",
    "RNE is {RNE}, which carries on from the episode before, but that one ended on {before_DEC_on}, not on {DECOM}.",
    tables=("Episodes",),
    columns=("RNE", "DECOM"),
)
def a_continuation_starts_where_the_last_ended(view: View) -> Rows:
    rows = view.sequence().filter(_HAS_BEFORE, pl.col("RNE").is_in(_CONTINUATIONS))
    return rows.filter(pl.col("DECOM_on").ne_missing(pl.col("before_DEC_on")))


@check(
    "434",
    "RNE says that only the legal status changed, but {fault}.",
    tables=("Episodes",),
    columns=("RNE", "LS", *_WHERE_PLACED),
)
def only_the_status_changed(view: View) -> Rows:
    fault = (
        pl.when(_SAME_STATUS)
        .then(pl.format("it is still {}", pl.col("LS").fill_null("blank")))
        .when(~_SAME_PLACEMENT)
        .then(pl.lit("the placement changed too"))
    )
    return _with_fault(view, ("L",), fault)


@check(
    "435",
    "RNE says that only the placement changed, but {fault}.",
    tables=("Episodes",),
    columns=("RNE", "LS", *_WHERE_PLACED),
)
def only_the_placement_changed(view: View) -> Rows:
    fault = (
        pl.when(~_SAME_STATUS)
        .then(pl.lit("the legal status changed too"))
        .when(_SAME_PLACEMENT)
        .then(pl.lit("type, postcode, URN and provider are all as before"))
    )
    return _with_fault(view, ("P", "T"), fault)


@check(
    "436",
    "RNE says that legal status and placement both changed, but {fault}.",
    tables=("Episodes",),
    columns=("RNE", "LS", *_WHERE_PLACED),
)
def both_status_and_placement_changed(view: View) -> Rows:
    fault = (
        pl.when(_SAME_STATUS)
        .then(pl.lit("the legal status is as before"))
        .when(_SAME_PLACEMENT)
        .then(pl.lit("the placement is as before"))
    )
    return _with_fault(view, ("B", "U"), fault)


def _with_fault(view: View, reasons: tuple[str, ...], fault: pl.Expr) -> pl.DataFrame:
    rows = view.sequence().filter(_HAS_BEFORE, _STATUS_KNOWN, pl.col("RNE").is_in(reasons))
    return rows.with_columns(fault=fault).filter(pl.col("fault").is_not_null())


@check(
    "437",
    "REC is {REC} ({CHILD} died or was found to be an adult), but a later episode starts on {after_DECOM_on}.",
    tables=("Episodes",),
    columns=("REC",),
)
def nothing_after_death_or_adulthood(view: View) -> Rows:
    return view.sequence().filter(pl.col("REC").is_in(("E2", "E15")), _HAS_AFTER)


@check(
    "501",
    "The episode starts on {DECOM}, before the one before it ended on {before_DEC_on}.",
    tables=("Episodes",),
    columns=("DECOM",),
)
def episodes_do_not_overlap(view: View) -> Rows:
    return view.sequence().filter(pl.col("DECOM_on") < pl.col("before_DEC_on"))


@check(
    "504",
    "CIN is {CIN}, but was {before_CIN} before in the same time in care; it is set once, when care starts.",
    tables=("Episodes",),
    columns=("CIN",),
)
def need_stays_as_it_was_at_the_start(view: View) -> Rows:
    goes_on = (pl.col("before_REC") == "X1") & (pl.col("before_DEC_on") == pl.col("DECOM_on"))
    known = pl.all_horizontal(pl.col("CIN", "before_CIN").is_in(list(CODE_SETS["CIN"])))
    return view.sequence().filter(goes_on, known, pl.col("CIN") != pl.col("before_CIN"))
