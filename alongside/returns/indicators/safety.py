"""Going missing, health, offending, and reviews."""

from __future__ import annotations

from datetime import date

import polars as pl

from alongside.law import months_after, working_days_after
from alongside.returns.indicators.facts import Facts, is_under
from alongside.returns.indicators.register import Found, Number, Share, Span, indicator

YES = "1"
CAUSE_FOR_CONCERN = 17
"""A strengths and difficulties score from 17 up."""
TOOK_PART = ["PN1", "PN2", "PN3", "PN4", "PN5", "PN6"]
FIRST_REVIEW = 20
"""Working days after coming into care."""


@indicator("D1", "903 return: Missing MISSING, MIS_START")
def went_missing(facts: Facts, span: Span) -> Found:
    """Children who went missing (M, not away without leave) in the days. Children are counted, not times."""
    return Number(_missing(facts, span)["CHILD"].n_unique())


@indicator("D5", "903 return: Missing MIS_START; Episodes PLACE")
def missing_from_homes(facts: Facts, span: Span) -> Found:
    """Times missing (M) in the days that began while the child lived in a children's home (K2), of all times."""
    rows = _missing(facts, span).with_row_index("time")
    lived = rows.join(facts.episodes, on="CHILD").filter(
        pl.col("DECOM_on") <= pl.col("MIS_START_on"),
        pl.col("DEC_on").is_null() | (pl.col("DEC_on") > pl.col("MIS_START_on")),
        pl.col("PLACE") == "K2",
    )
    return Share(lived["time"].n_unique(), rows.height)


@indicator("E1", "903 return: OC2 HEALTH_ASSESSMENT, HEALTH_CHECK", only_by_year=True)
def health_assessed(facts: Facts, span: Span) -> Found:
    """Children in OC2 whose health assessment is up to date; under 5, their development check too. Of all in OC2."""
    rows = facts.year_of("OC2", span.to_on)
    small = is_under(pl.col("DOB_on"), 5, span.to_on)
    done = (pl.col("HEALTH_ASSESSMENT") == YES) & (~small | (pl.col("HEALTH_CHECK") == YES))
    return Share(rows.filter(done).height, rows.height)


@indicator("E3", "903 return: OC2 TEETH_CHECK", only_by_year=True)
def teeth_checked(facts: Facts, span: Span) -> Found:
    """Children in OC2 whose teeth were checked, of all in OC2: those in care for a year or more on 31 March."""
    return _oc2_share(facts, span, "TEETH_CHECK")


@indicator("E4", "903 return: OC2 IMMUNISATIONS", only_by_year=True)
def immunised(facts: Facts, span: Span) -> Found:
    """Children in OC2 whose immunisations are up to date, of all in OC2 (in care for a year or more on 31 March)."""
    return _oc2_share(facts, span, "IMMUNISATIONS")


@indicator("E5", "903 return: OC2 SDQ_SCORE", only_by_year=True)
def wellbeing_of_concern(facts: Facts, span: Span) -> Found:
    """Children in OC2 aged 4 to 16 on 31 March whose score is 17 or more, of those of that age who have a score."""
    rows = facts.year_of("OC2", span.to_on).filter(
        ~is_under(pl.col("DOB_on"), 4, span.to_on),
        is_under(pl.col("DOB_on"), 17, span.to_on),
        pl.col("SDQ_SCORE_number").is_not_null(),
    )
    return Share(rows.filter(pl.col("SDQ_SCORE_number") >= CAUSE_FOR_CONCERN).height, rows.height)


@indicator("E6", "903 return: OC2 SUBSTANCE_MISUSE", only_by_year=True)
def misuse_found(facts: Facts, span: Span) -> Found:
    """Children in OC2 for whom misuse of substances was found, of all in OC2."""
    return _oc2_share(facts, span, "SUBSTANCE_MISUSE")


@indicator("J1", "903 return: OC2 CONVICTED", only_by_year=True)
def offended(facts: Facts, span: Span) -> Found:
    """Children in OC2 aged 10 or over on 31 March who were convicted or warned in the year, of all of that age."""
    rows = facts.year_of("OC2", span.to_on).filter(~is_under(pl.col("DOB_on"), 10, span.to_on))
    return Share(rows.filter(pl.col("CONVICTED") == YES).height, rows.height)


@indicator("G3", "903 return: Reviews REVIEW; Episodes")
def reviews_on_time(facts: Facts, span: Span) -> Found:
    """Children in care at the end of the last day for 20 working days or more, none of whose reviews due then was late.

    Due: 20 working days after coming into care, then 3 months after the first, then 6 months after each. Where care
    began before the years held, 6 months after their first day, then after each. Due in the days, held later or not
    at all by their end: late.
    """
    held: dict[str, list[date]] = {}
    for child, on in facts.given["Reviews"].select("CHILD", "REVIEW_on").drop_nulls().unique().iter_rows():
        held.setdefault(child, []).append(on)
    counted = on_time = 0
    for child, started in facts.in_care(span.to_on).select("CHILD", "started").iter_rows():
        if working_days_after(started, FIRST_REVIEW) > span.to_on:
            continue
        reviews = sorted(on for on in held.get(child, []) if started <= on <= span.to_on)
        counted += 1
        on_time += not _has_late_review(started, reviews, facts.first_day, span)
    return Share(on_time, counted)


@indicator("G4", "903 return: Reviews REVIEW_CODE")
def took_part_in_reviews(facts: Facts, span: Span) -> Found:
    """Reviews in the days of children of 4 or over in which the child took part (PN1 to PN6), of all such reviews."""
    rows = facts.given["Reviews"].filter(
        pl.col("REVIEW_on").is_between(span.from_on, span.to_on),
        ~is_under(pl.col("DOB_on"), 4, pl.col("REVIEW_on")),
        pl.col("REVIEW_CODE").is_not_null(),
    )
    rows = rows.unique(["CHILD", "REVIEW_on"], keep="last", maintain_order=True)
    return Share(rows.filter(pl.col("REVIEW_CODE").is_in(TOOK_PART)).height, rows.height)


def _missing(facts: Facts, span: Span) -> pl.DataFrame:
    rows = facts.given["Missing"].filter(
        pl.col("MISSING") == "M", pl.col("MIS_START_on").is_between(span.from_on, span.to_on)
    )
    return rows.unique(["CHILD", "MIS_START_on"], keep="last", maintain_order=True).select("CHILD", "MIS_START_on")


def _oc2_share(facts: Facts, span: Span, column: str) -> Share:
    rows = facts.year_of("OC2", span.to_on)
    return Share(rows.filter(pl.col(column) == YES).height, rows.height)


def _has_late_review(started: date, reviews: list[date], first_day: date, span: Span) -> bool:
    began_before = started < first_day
    due = months_after(first_day, 6) if began_before else working_days_after(started, FIRST_REVIEW)
    for number, on in enumerate(reviews, start=1):
        if on > due and span.from_on <= due <= span.to_on:
            return True
        due = months_after(on, 3 if number == 1 and not began_before else 6)
    return span.from_on <= due <= span.to_on and due < span.to_on
