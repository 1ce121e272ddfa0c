"""Care leavers (table OC3): who should be in it, and do the answers fit together and fit the care they had?

Where the years given do not reach back to a person's 14th birthday, care before that is not held here: such checks say
that they cannot say, and never take a gap in our knowledge for a fault.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from alongside.returns.checks.codes import OC2_ANSWERS
from alongside.returns.checks.register import Found, Rows, check
from alongside.returns.checks.view import SHORT_BREAKS, View, birthday
from alongside.returns.codes import WITHDRAWN

_ANSWERS = ("IN_TOUCH", "ACTIV", "ACCOM")
_ANY_ANSWER = pl.any_horizontal(pl.col(_ANSWERS).is_not_null())
_ADOPTED = ("E11", "E12")
_LAST_YEAR_OF_NUMBERED_SEX = WITHDRAWN["SEX"]["2"]

_DAYS_OF_CARE_FROM_14 = 91
"""Thirteen weeks (Children (Leaving Care) Act 2000; Care Leavers Regulations 2010)."""


def _age_at_year_end(view: View, age: int) -> pl.Expr:
    """Had the birthday of ``age``, and not the next, by 31 March: so that birthday lies in the year."""
    return (birthday(age) <= view.ends_on) & (birthday(age + 1) > view.ends_on)


def _at_first(bad: dict[str, pl.Expr]) -> pl.Expr:
    """The first column whose fault holds."""
    return pl.coalesce(pl.when(fault).then(pl.lit(column)) for column, fault in bad.items())


@check(
    "153",
    "Some but not all of IN_TOUCH, ACTIV and ACCOM are filled; fill all three or none.",
    tables=("OC3",),
    columns=_ANSWERS,
)
def answers_are_all_there_or_none(view: View) -> Rows:
    some_blank = pl.any_horizontal(pl.col(_ANSWERS).is_null())
    blank = _at_first({column: pl.col(column).is_null() for column in _ANSWERS})
    return view.rows("OC3").filter(_ANY_ANSWER, some_blank).with_columns(column=blank)


@check(
    "344",
    "{CHILD} has died or gone home (IN_TOUCH is {IN_TOUCH}), so ACTIV and ACCOM must be 0.",
    tables=("OC3",),
    columns=("ACTIV", "ACCOM", "IN_TOUCH"),
)
def no_activity_after_death_or_return_home(view: View) -> Rows:
    faults = {column: pl.col(column).ne_missing("0") for column in ("ACTIV", "ACCOM")}
    rows = view.rows("OC3").filter(pl.col("IN_TOUCH").is_in(("DIED", "RHOM")))
    return rows.with_columns(column=_at_first(faults)).filter(pl.col("column").is_not_null())


@check(
    "345",
    "The council is in touch with {CHILD}, so {column} cannot be 0.",
    tables=("OC3",),
    columns=("ACTIV", "ACCOM", "IN_TOUCH"),
)
def in_touch_means_knowing(view: View) -> Rows:
    faults = {column: pl.col(column) == "0" for column in ("ACTIV", "ACCOM")}
    rows = view.rows("OC3").filter(pl.col("IN_TOUCH") == "YES")
    return rows.with_columns(column=_at_first(faults)).filter(pl.col("column").is_not_null())


@check(
    "347",
    "{CHILD} was 17, and a foyer (ACCOM is {ACCOM}) takes only people of 18 or over.",
    tables=("OC3",),
    columns=("ACCOM", "DOB"),
)
def nobody_of_17_in_a_foyer(view: View) -> Rows:
    """The codes are T1 and T2. Someone who turned 18 in the year may have been there on that birthday."""
    return view.care_leavers().filter(pl.col("ACCOM").is_in(("T1", "T2")), birthday(18) > view.ends_on)


@check(
    "348",
    "{CHILD} was reported as having died in an earlier year, but not in this one.",
    tables=("OC3",),
    columns=("IN_TOUCH",),
    last_year=True,
)
def who_died_stays_dead(view: View) -> Rows:
    earlier = view.all_rows("OC3").filter(pl.col("year") < view.year, pl.col("IN_TOUCH") == "DIED")
    rows = view.rows("OC3").filter(pl.col("IN_TOUCH").ne_missing("DIED"))
    return rows.join(earlier, on="CHILD", how="semi")


@check(
    "391",
    "{CHILD}, born {DOB}, was not yet 17 when the year ended, so nothing is asked about leaving care.",
    tables=("OC3",),
    columns=("DOB", *_ANSWERS),
)
def care_leavers_are_17_or_over(view: View) -> Rows:
    return view.care_leavers().filter(birthday(17) > view.ends_on)


@check(
    "3001",
    "{CHILD} turned 17 in the year, so cannot yet live with a former foster carer (ACCOM is {ACCOM}).",
    tables=("OC3",),
    columns=("ACCOM", "DOB"),
)
def nobody_of_17_with_a_former_foster_carer(view: View) -> Rows:
    turned_17 = birthday(17).is_between(view.starts_on, view.ends_on)
    return view.care_leavers().filter(pl.col("ACCOM").is_in(("Z1", "Z2")), turned_17)


@check(
    "134",
    "{CHILD} is in OC3 as a care leaver, so nothing about adoption should be given.",
    tables=("AD1", "OC3"),
    columns=("DATE_INT",),
)
def no_adoption_for_care_leavers(view: View) -> Rows:
    filled = pl.any_horizontal(
        pl.col("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR").is_not_null()
    )
    return view.rows("AD1").filter(filled).join(view.care_leavers(), on="CHILD", how="semi")


@check(
    "215",
    "{CHILD} is in OC3 as a care leaver and in OC2 as in care for the whole year; only one can be right.",
    tables=("OC3", "OC2"),
    columns=_ANSWERS,
)
def not_both_left_and_in_care_all_year(view: View) -> Rows:
    filled = view.rows("OC2").filter(pl.any_horizontal(pl.col(OC2_ANSWERS).is_not_null()))
    return view.care_leavers().join(filled, on="CHILD", how="semi")


@check(
    "187",
    "{CHILD} was in care without a break from 1 April to 31 March, so nothing belongs in {table}.",
    tables=("OC3", "AD1", "Episodes"),
    columns=_ANSWERS,
)
def not_in_care_all_year(view: View) -> Rows:
    goes_on = pl.col("to_on").is_null() | (pl.col("to_on") > view.ends_on)
    all_year = view.spells().filter(pl.col("from_on") <= view.starts_on, goes_on)
    where = ("year", "file", "row", "CHILD")
    leavers = view.care_leavers().select(*where, table=pl.lit("OC3"), column=pl.lit("IN_TOUCH"))
    adopted = view.rows("AD1").select(*where, table=pl.lit("AD1"), column=pl.lit("DATE_INT"))
    return pl.concat([leavers, adopted]).join(all_year, on="CHILD", how="semi")


@check(
    "165",
    "MOTHER is {MOTHER} for {CHILD} (sex {SEX}): {fault}.",
    tables=("Header", "Episodes"),
    columns=("MOTHER", "SEX"),
)
def motherhood_is_told_of_girls_in_care(view: View) -> Rows:
    care = view.rows("Episodes").filter(~pl.col("LS").is_in(SHORT_BREAKS).fill_null(False))
    in_care = pl.col("CHILD").is_in(care["CHILD"].unique().to_list())
    girl, boy = (("F", "2"), ("M", "1")) if view.year <= _LAST_YEAR_OF_NUMBERED_SEX else (("F",), ("M",))
    mother = pl.col("MOTHER")
    fault = (
        pl.when(mother.is_not_null() & ~mother.is_in(("0", "1")))
        .then(pl.lit("it must be 0 or 1"))
        .when(mother.is_not_null() & pl.col("SEX").is_in(boy))
        .then(pl.lit("it must be blank for a boy"))
        .when(mother.is_null() & pl.col("SEX").is_in(girl) & in_care)
        .then(pl.lit("it must be given for a girl who was in care in the year"))
    )
    return view.rows("Header").with_columns(fault=fault).filter(pl.col("fault").is_not_null())


@check(
    "628",
    "{CHILD} is a care leaver with no episode this year, so MOTHER is not asked for.",
    tables=("Header", "OC3", "Episodes"),
    columns=("MOTHER",),
)
def motherhood_is_not_told_of_care_leavers(view: View) -> Rows:
    rows = view.rows("Header").filter(pl.col("MOTHER").is_not_null())
    leavers = rows.join(view.care_leavers(), on="CHILD", how="semi")
    return leavers.filter(~pl.col("CHILD").is_in(view.children_of("Episodes")))


@check(
    "1000",
    "{CHILD} died in care, so nothing is asked about leaving care.",
    tables=("OC3", "Episodes"),
    columns=_ANSWERS,
)
def nobody_leaves_care_after_dying_in_it(view: View) -> Rows:
    died = view.history().filter(pl.col("REC") == "E2")
    return view.care_leavers().join(died, on="CHILD", how="semi")


@check(
    "1001",
    "{CHILD} {why}, so is not a relevant or former relevant child.",
    tables=("OC3", "Episodes"),
    columns=_ANSWERS,
)
def care_leavers_had_thirteen_weeks_of_care(view: View) -> Rows:
    """At least 91 days from the 14th birthday on and a day from the 16th on, short breaks aside, and no adoption."""
    days = _days_of_care(view)
    last = view.history().unique("CHILD", keep="last", maintain_order=True)
    adopted = pl.col("CHILD").is_in(last.filter(pl.col("REC").is_in(_ADOPTED))["CHILD"].to_list())
    enough = (pl.col("from_14") >= _DAYS_OF_CARE_FROM_14) & (pl.col("from_16") >= 1)
    leavers = view.care_leavers().join(days, on="CHILD", how="left", maintain_order="left")
    leavers = leavers.with_columns(pl.col("from_14", "from_16").fill_null(0))
    known = birthday(14) >= view.held_from()
    why = (
        pl.when(adopted)
        .then(pl.lit("was adopted"))
        .when(~enough & known)
        .then(pl.format("was in care for {} days from the 14th birthday and {} from the 16th", "from_14", "from_16"))
    )
    undecided = leavers.filter(~adopted, ~enough, ~known.fill_null(False)).height
    return Found(
        leavers.with_columns(why=why).filter(pl.col("why").is_not_null()),
        undecided,
        f"care before {view.held_from():%d/%m/%Y} is not held",
    )


def _days_of_care(view: View) -> pl.DataFrame:
    """For each child the days in care from the 14th and from the 16th birthday on, up to the end of the year."""
    end = pl.col("to_on").fill_null(view.open_until + timedelta(days=1))
    spells = view.with_born(view.spells())
    return spells.group_by("CHILD").agg(
        (end - pl.max_horizontal("from_on", birthday(age))).dt.total_days().clip(0).sum().alias(f"from_{age}")
        for age in (14, 16)
    )


@check(
    "1002",
    "{CHILD} had no episode of care in any year, so nothing is asked about leaving care.",
    tables=("OC3", "Episodes"),
    columns=_ANSWERS,
)
def care_leavers_were_in_care(view: View) -> Rows:
    never = view.care_leavers().join(view.all_rows("Episodes"), on="CHILD", how="anti", maintain_order="left")
    known = (birthday(14) >= view.held_from()).fill_null(False)
    return Found(
        never.filter(known), never.filter(~known).height, f"care before {view.held_from():%d/%m/%Y} is not held"
    )


@check(
    "1007",
    "{CHILD} was still in care on the {age}th birthday, {birthday}, so nothing is asked about leaving care.",
    tables=("OC3", "Episodes"),
    columns=_ANSWERS,
)
def nobody_in_care_on_the_birthday(view: View) -> Rows:
    """17 or 18 in the year, and in care on that day: looked after on the day care starts, not on the day it ends.

    An episode that last year left open and this year does not tell of is not believed to go on (1010 speaks of it).
    """
    known = (pl.col("year") == view.year) | pl.col("DEC_on").is_not_null()
    episodes = view.history().filter(known).select("CHILD", "DECOM_on", "DEC_on")
    both = _turned_17_or_18(view).join(episodes, on="CHILD", how="inner")
    covers = (pl.col("DECOM_on") <= pl.col("birthday")) & (
        pl.col("DEC_on").is_null() | (pl.col("DEC_on") > pl.col("birthday"))
    )
    return both.filter(covers).unique("row", maintain_order=True)


@check(
    "1016",
    "{CHILD} left care on {DEC}, after the {age}th birthday, {birthday}, so nothing is asked about leaving care.",
    tables=("OC3", "Episodes"),
    columns=_ANSWERS,
)
def nobody_who_left_after_the_birthday(view: View) -> Rows:
    """17 or 18 in the year, and out of care only after that day. Leaving on the birthday itself is in order."""
    episodes = view.history().select("CHILD", "REC", "DEC", "DEC_on")
    last = episodes.unique("CHILD", keep="last", maintain_order=True)
    both = _turned_17_or_18(view).join(last, on="CHILD", how="inner", maintain_order="left")
    return both.filter(pl.col("DEC_on") > pl.col("birthday"), pl.col("REC").ne_missing("X1"))


def _turned_17_or_18(view: View) -> pl.DataFrame:
    age = pl.when(_age_at_year_end(view, 17)).then(17).when(_age_at_year_end(view, 18)).then(18)
    on = pl.when(pl.col("age") == 17).then(birthday(17)).otherwise(birthday(18))
    leavers = view.care_leavers().with_columns(age=age).filter(pl.col("age").is_not_null())
    return leavers.with_columns(birthday=on)


@check(
    "1010",
    "{CHILD} was still in care when last year ended and has no episode this year, yet is in OC3.",
    tables=("OC3", "Episodes"),
    columns=_ANSWERS,
    last_year=True,
)
def open_care_does_not_vanish(view: View) -> Rows:
    last_year = view.history().filter(pl.col("year") == view.year - 1)
    still_open = last_year.unique("CHILD", keep="last", maintain_order=True).filter(pl.col("DEC").is_null())
    gone = still_open.filter(~pl.col("CHILD").is_in(view.children_of("Episodes")))
    return view.care_leavers().join(gone, on="CHILD", how="semi")


@check(
    "1011",
    "Another authority took over the care of {CHILD}, so nothing is asked about leaving care.",
    tables=("OC3", "Episodes"),
    columns=_ANSWERS,
)
def nobody_whose_care_was_transferred(view: View) -> Rows:
    last = view.history().unique("CHILD", keep="last", maintain_order=True)
    return view.care_leavers().join(last.filter(pl.col("REC") == "E3"), on="CHILD", how="semi")


@check(
    "1012",
    "{CHILD} has no episode this year, so nothing belongs in {table}.",
    tables=("Episodes",),
    columns=("CHILD",),
)
def nothing_without_an_episode(view: View) -> Rows:
    in_care = view.children_of("Episodes")
    return pl.concat(
        view.rows(table)
        .filter(pl.col("CHILD").is_not_null(), ~pl.col("CHILD").is_in(in_care))
        .select("year", "file", "row", "CHILD", table=pl.lit(table), column=pl.lit("CHILD"))
        for table in ("PlacedAdoption", "Missing", "Reviews", "AD1", "PrevPerm", "OC2")
    )


@check(
    "1014",
    "{CHILD} is a care leaver with no episode this year, so no row in UASC is asked for.",
    tables=("UASC", "OC3", "Episodes"),
    columns=("CHILD",),
)
def no_uasc_for_care_leavers(view: View) -> Rows:
    leavers = view.rows("UASC").join(view.care_leavers(), on="CHILD", how="semi")
    return leavers.filter(~pl.col("CHILD").is_in(view.children_of("Episodes")))
