"""Is every code one that its year takes? Every year given is looked at, each against its own codes."""

from __future__ import annotations

import polars as pl

from alongside.returns.checks.register import Rows, check
from alongside.returns.checks.view import View
from alongside.returns.codes import codes_in
from alongside.returns.tables import TABLES


def unknown(view: View, table: str, column: str, *, needed: bool = False) -> pl.DataFrame:
    """Rows whose code its year does not take; blank ones too where an answer is needed."""
    codes = next(each.codes for each in TABLES[table].columns if each.name == column) or column
    value = pl.col(column)
    known = pl.lit(False)
    for year in view.years:
        known |= (pl.col("year") == year) & value.is_in(sorted(codes_in(codes, year)))
    fault = ~known.fill_null(False) if needed else value.is_not_null() & ~known
    return view.all_rows(table).filter(fault)


@check("101", "SEX is {SEX}, which is not a code for sex in this year.", tables=("Header",), columns=("SEX",))
def sex_is_known(view: View) -> Rows:
    return unknown(view, "Header", "SEX", needed=True)


@check("103", "ETHNIC is {ETHNIC}, which is not a code for ethnicity.", tables=("Header",), columns=("ETHNIC",))
def ethnicity_is_known(view: View) -> Rows:
    return unknown(view, "Header", "ETHNIC", needed=True)


@check("143", "RNE is {RNE}, which is not a reason for a new episode.", tables=("Episodes",), columns=("RNE",))
def reason_for_new_episode_is_known(view: View) -> Rows:
    return unknown(view, "Episodes", "RNE", needed=True)


@check("144", "LS is {LS}, which is not a legal status.", tables=("Episodes",), columns=("LS",))
def legal_status_is_known(view: View) -> Rows:
    return unknown(view, "Episodes", "LS", needed=True)


@check("145", "CIN is {CIN}, which is not a category of need.", tables=("Episodes",), columns=("CIN",))
def category_of_need_is_known(view: View) -> Rows:
    return unknown(view, "Episodes", "CIN", needed=True)


@check("146", "PLACE is {PLACE}, which is not a placement code in this year.", tables=("Episodes",), columns=("PLACE",))
def placement_is_known(view: View) -> Rows:
    return unknown(view, "Episodes", "PLACE", needed=True)


@check(
    "149",
    "REC is {REC}, which is not a reason for an end of an episode in this year.",
    tables=("Episodes",),
    columns=("REC",),
)
def reason_for_end_is_known(view: View) -> Rows:
    return unknown(view, "Episodes", "REC")


@check(
    "178",
    "PLACE_PROVIDER is {PLACE_PROVIDER}, which is not a code for who provides a placement.",
    tables=("Episodes",),
    columns=("PLACE_PROVIDER",),
)
def provider_is_known(view: View) -> Rows:
    return unknown(view, "Episodes", "PLACE_PROVIDER")


@check(
    "1009",
    "REASON_PLACE_CHANGE is {REASON_PLACE_CHANGE}, which is not a reason for a change of placement.",
    tables=("Episodes",),
    columns=("REASON_PLACE_CHANGE",),
)
def reason_for_placement_change_is_known(view: View) -> Rows:
    return unknown(view, "Episodes", "REASON_PLACE_CHANGE")


@check("131", "IN_TOUCH is {IN_TOUCH}, which is not a code for being in touch.", tables=("OC3",), columns=("IN_TOUCH",))
def being_in_touch_is_known(view: View) -> Rows:
    return unknown(view, "OC3", "IN_TOUCH", needed=True)


@check("132", "ACTIV is {ACTIV}, which is not a code for activity in this year.", tables=("OC3",), columns=("ACTIV",))
def activity_is_known(view: View) -> Rows:
    return unknown(view, "OC3", "ACTIV", needed=True)


@check("133", "ACCOM is {ACCOM}, which is not a code for accommodation.", tables=("OC3",), columns=("ACCOM",))
def accommodation_is_known(view: View) -> Rows:
    return unknown(view, "OC3", "ACCOM", needed=True)


@check(
    "167",
    "REVIEW_CODE is {REVIEW_CODE}, which is not a code for how a child took part in a review.",
    tables=("Reviews",),
    columns=("REVIEW_CODE",),
)
def part_in_review_is_known(view: View) -> Rows:
    return unknown(view, "Reviews", "REVIEW_CODE", needed=True)


@check("1006", "MISSING is {MISSING}; it must be M (missing) or A (away).", tables=("Missing",), columns=("MISSING",))
def kind_of_absence_is_known(view: View) -> Rows:
    return unknown(view, "Missing", "MISSING", needed=True)


@check("114", "FOSTER_CARE is {FOSTER_CARE}; it must be 0 or 1.", tables=("AD1",), columns=("FOSTER_CARE",))
def adopted_by_foster_carer_is_known(view: View) -> Rows:
    return unknown(view, "AD1", "FOSTER_CARE", needed=True)


@check("175", "NB_ADOPTR is {NB_ADOPTR}; it must be 1 or 2.", tables=("AD1",), columns=("NB_ADOPTR",))
def number_of_adopters_is_known(view: View) -> Rows:
    return unknown(view, "AD1", "NB_ADOPTR", needed=True)


@check("176", "SEX_ADOPTR is {SEX_ADOPTR}, which is not a code for adopters.", tables=("AD1",), columns=("SEX_ADOPTR",))
def sex_of_adopters_is_known(view: View) -> Rows:
    return unknown(view, "AD1", "SEX_ADOPTR", needed=True)


@check(
    "177",
    "LS_ADOPTR is {LS_ADOPTR}, which is not a code for the adopters’ legal status.",
    tables=("AD1",),
    columns=("LS_ADOPTR",),
)
def status_of_adopters_is_known(view: View) -> Rows:
    return unknown(view, "AD1", "LS_ADOPTR", needed=True)


@check(
    "120",
    "REASON_PLACED_CEASED is {REASON_PLACED_CEASED}, which is not a reason to end a plan for adoption.",
    tables=("PlacedAdoption",),
    columns=("REASON_PLACED_CEASED",),
)
def reason_for_end_of_adoption_plan_is_known(view: View) -> Rows:
    return unknown(view, "PlacedAdoption", "REASON_PLACED_CEASED")


@check(
    "631",
    "PREV_PERM is {PREV_PERM}, which is not a code for a permanent home before care.",
    tables=("PrevPerm",),
    columns=("PREV_PERM",),
)
def permanent_home_before_is_known(view: View) -> Rows:
    return unknown(view, "PrevPerm", "PREV_PERM", needed=True)


@check(
    "196",
    "SDQ_REASON is {SDQ_REASON}, which is not a reason for a missing SDQ score.",
    tables=("OC2",),
    columns=("SDQ_REASON",),
)
def reason_for_no_sdq_is_known(view: View) -> Rows:
    return unknown(view, "OC2", "SDQ_REASON")


@check(
    "SW13STG1",
    "SW_REASON is {SW_REASON}, which is not a reason for a new social worker.",
    tables=("SWEpisodes",),
    columns=("SW_REASON",),
)
def reason_for_new_social_worker_is_known(view: View) -> Rows:
    return unknown(view, "SWEpisodes", "SW_REASON")


OC2_ANSWERS = (
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
)


@check("181", "{column} is {value}; it must be 0 or 1.", tables=("OC2",), columns=OC2_ANSWERS)
def oc2_answers_are_yes_or_no(view: View) -> Rows:
    return pl.concat(
        unknown(view, "OC2", column).with_columns(column=pl.lit(column), value=pl.col(column)) for column in OC2_ANSWERS
    )


@check(
    "180",
    "SDQ_SCORE is {SDQ_SCORE}; it must be a whole number from 0 to 40.",
    tables=("OC2",),
    columns=("SDQ_SCORE",),
)
def sdq_score_is_possible(view: View) -> Rows:
    score = pl.col("SDQ_SCORE_number")
    return view.all_rows("OC2").filter(pl.col("SDQ_SCORE").is_not_null(), ~score.is_between(0, 40).fill_null(False))


@check(
    "168",
    "UPN is {UPN}; it must be a pupil number of 13 characters or one of UN1 to UN5.",
    tables=("Header",),
    columns=("UPN",),
)
def pupil_number_has_the_right_form(view: View) -> Rows:
    form = r"^(UN[1-5]|[A-HJ-NP-RT-Z]\d{12}|[A-HJ-NP-RT-Z]\d{11}[A-HJ-NP-RT-Z])$"
    return view.all_rows("Header").filter(~pl.col("UPN").str.contains(form).fill_null(False))


@check("SW02STG1", "SW_ID is {SW_ID}; it must begin with SW or XX.", tables=("SWEpisodes",), columns=("SW_ID",))
def social_worker_number_has_the_right_form(view: View) -> Rows:
    return view.rows("SWEpisodes").filter(~pl.col("SW_ID").str.contains("^(SW|XX)").fill_null(False))
