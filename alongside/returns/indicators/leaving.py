"""Adoption, and what becomes of care leavers."""

from __future__ import annotations

import polars as pl

from alongside.law import months_after
from alongside.returns.indicators.facts import ADOPTED, NEW_PLACEMENT, Facts
from alongside.returns.indicators.register import Average, Found, Number, Share, Span, indicator

IN_LEARNING_OR_WORK = ["F1", "F2", "F4", "F5", "P1", "P2", "P4", "P5"]
YOUNGEST, OLDEST = 17, 21
YEARS = 36
"""Months over which days to adoption are averaged."""


@indicator("H2", "903 return: Episodes LS")
def placement_orders(facts: Facts, span: Span) -> Found:
    """Children whose first episode under a placement order (E1), in the years held, started in the days."""
    return Number(_first_orders(facts).filter(pl.col("ordered").is_between(span.from_on, span.to_on)).height)


@indicator("H3", "903 return: AD1 DATE_MATCH")
def matched(facts: Facts, span: Span) -> Found:
    """Children matched with adopters in the days. The return tells it of those adopted only, once they are."""
    rows = _adopters(facts).filter(pl.col("DATE_MATCH_on").is_between(span.from_on, span.to_on))
    return Number(rows["CHILD"].n_unique())


@indicator("H4", "903 return: PlacedAdoption DATE_PLACED")
def placed_for_adoption(facts: Facts, span: Span) -> Found:
    """Children placed for adoption in the days."""
    rows = _placed(facts).filter(pl.col("DATE_PLACED_on").is_between(span.from_on, span.to_on))
    return Number(rows["CHILD"].n_unique())


@indicator("H5", "903 return: Episodes REC")
def adopted(facts: Facts, span: Span) -> Found:
    """Periods of care that ended in the days with adoption (E11, E12)."""
    return Number(_left_adopted(facts, span).height)


@indicator("H6", "903 return: PlacedAdoption DATE_PLACED_CEASED")
def disrupted(facts: Facts, span: Span) -> Found:
    """Children whose placement for adoption ended in the days without an order (DATE_PLACED_CEASED)."""
    rows = _placed(facts).filter(pl.col("DATE_PLACED_CEASED_on").is_between(span.from_on, span.to_on))
    return Number(rows["CHILD"].n_unique())


@indicator("H7", "903 return: Episodes DECOM; PlacedAdoption DATE_PLACED")
def days_to_adopters(facts: Facts, span: Span) -> Found:
    """Days from the start of care to the last placement for adoption, over children adopted in the three years.

    As far as the years held go: with fewer than three, over those.
    """
    rows = _adopted_in_three_years(facts, span)
    placed = _placed(facts).group_by("CHILD").agg(pl.col("DATE_PLACED_on").max().alias("placed"))
    rows = rows.join(placed, on="CHILD").filter(pl.col("placed") >= pl.col("started"))
    return _days(rows, "started", "placed")


@indicator("H8", "903 return: Episodes LS; AD1 DATE_MATCH")
def days_to_match(facts: Facts, span: Span) -> Found:
    """Days from the placement order to the match, over children adopted in the three years with both, in that order."""
    rows = _adopted_in_three_years(facts, span).join(_first_orders(facts), on="CHILD")
    matches = _adopters(facts).select("CHILD", pl.col("DATE_MATCH_on").alias("matched"))
    rows = rows.join(matches, on="CHILD").filter(pl.col("matched") >= pl.col("ordered"))
    return _days(rows, "ordered", "matched")


@indicator("H9", "903 return: Episodes REC")
def left_through_adoption(facts: Facts, span: Span) -> Found:
    """Periods of care that ended in the days with adoption (E11, E12), of all that ended."""
    return Share(_left_adopted(facts, span).height, facts.left_care(span.from_on, span.to_on).height)


@indicator("H14", "903 return: Episodes PLACE, RNE")
def early_permanence(facts: Facts, span: Span) -> Found:
    """Children for whom a placement with carers who are also approved to adopt (U2, U5) began in the days."""
    rows = facts.episodes.filter(
        pl.col("PLACE").is_in(["U2", "U5"]),
        pl.col("RNE").is_in(NEW_PLACEMENT),
        pl.col("DECOM_on").is_between(span.from_on, span.to_on),
    )
    return Number(rows["CHILD"].n_unique())


@indicator("I1", "903 return: OC3 ACTIV", only_by_year=True)
def in_learning_or_work(facts: Facts, span: Span) -> Found:
    """Care leavers in OC3 who reached 17 to 21 in the year and were in education, employment or training, of all."""
    return _leavers(facts, span, pl.col("ACTIV").is_in(IN_LEARNING_OR_WORK))


@indicator("I2", "903 return: OC3 ACCOM", only_by_year=True)
def suitably_housed(facts: Facts, span: Span) -> Found:
    """Care leavers in OC3 who reached 17 to 21 in the year and whose accommodation was suitable (ends in 1), of all."""
    return _leavers(facts, span, pl.col("ACCOM").str.ends_with("1"))


@indicator("I3", "903 return: OC3 IN_TOUCH", only_by_year=True)
def in_touch(facts: Facts, span: Span) -> Found:
    """Care leavers in OC3 who reached 17 to 21 in the year and with whom the council was in touch, of all."""
    return _leavers(facts, span, pl.col("IN_TOUCH") == "YES")


@indicator("I4", "903 return: OC3 ACTIV", only_by_year=True)
def not_in_learning_or_work(facts: Facts, span: Span) -> Found:
    """Care leavers in OC3 who reached 17 to 21 in the year and were not in education, employment or training, of all.

    G4, G5 and G6. Whose activity is not known is in neither this nor I1.
    """
    return _leavers(facts, span, pl.col("ACTIV").is_in(["G4", "G5", "G6"]))


@indicator("I11", "903 return: OC3 ACTIV", only_by_year=True)
def in_higher_education(facts: Facts, span: Span) -> Found:
    """Care leavers in OC3 who reached 17 to 21 in the year and were in higher education (F1, P1), of all."""
    return _leavers(facts, span, pl.col("ACTIV").is_in(["F1", "P1"]))


def _leavers(facts: Facts, span: Span, which: pl.Expr) -> Share:
    """Who reached an age in the collection year: born in its months before April, or after, years before."""
    born = pl.col("DOB_on")
    age = pl.lit(span.to_on.year) - born.dt.year() - (born.dt.month() > 3).cast(pl.Int32)
    rows = facts.year_of("OC3", span.to_on).filter(age.is_between(YOUNGEST, OLDEST))
    return Share(rows.filter(which).height, rows.height)


def _first_orders(facts: Facts) -> pl.DataFrame:
    under_order = facts.episodes.filter(pl.col("LS") == "E1")
    return under_order.group_by("CHILD").agg(pl.col("DECOM_on").min().alias("ordered"))


def _adopters(facts: Facts) -> pl.DataFrame:
    return facts.given["AD1"].sort("year").unique("CHILD", keep="last", maintain_order=True)


def _placed(facts: Facts) -> pl.DataFrame:
    """Every placement for adoption once; the newest year is believed."""
    rows = facts.given["PlacedAdoption"].sort("year")
    return rows.unique(["CHILD", "DATE_PLACED_on"], keep="last", maintain_order=True)


def _left_adopted(facts: Facts, span: Span) -> pl.DataFrame:
    return facts.left_care(span.from_on, span.to_on).filter(pl.col("REC").is_in(ADOPTED))


def _adopted_in_three_years(facts: Facts, span: Span) -> pl.DataFrame:
    after = months_after(span.to_on, -YEARS)
    rows = facts.episodes.filter(pl.col("REC").is_in(ADOPTED), pl.col("DEC_on") > after)
    return rows.filter(pl.col("DEC_on") <= span.to_on)


def _days(rows: pl.DataFrame, earlier: str, later: str) -> Average:
    days = (rows[later] - rows[earlier]).dt.total_days()
    return Average(int(days.sum()), rows.height, "days")
