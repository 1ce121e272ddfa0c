"""Who is looked after, where they live, and how often they had to move."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from alongside.law import months_after
from alongside.returns.codes import CODE_SETS
from alongside.returns.indicators.facts import FOSTER, Facts, is_under
from alongside.returns.indicators.register import Found, Number, Parts, Share, Span, indicator

RESIDENTIAL = ["K1", "K2", "R1", "S1"]
STAYS = (
    (182, "Under 6 months"),
    (365, "6 months to a year"),
    (730, "1 to 2 years"),
    (1826, "2 to 5 years"),
)
LONGEST = "5 years or more"
AGES = ((5, "Under 5"), (10, "5 to 9"), (16, "10 to 15"))
OLDEST = "16 and over"
KINDS = {
    "Foster carers": FOSTER,
    "Children's home, secure home or residential school": ["K1", "K2", "R1", "S1"],
    "Supported accommodation": ["K3", "H5", "P2"],
    "With parents": ["P1"],
    "Placed for adoption": ["A3", "A4", "A5", "A6"],
}
OTHER = "Somewhere else"


@indicator("A1", "903 return: Episodes DECOM, DEC, LS")
def looked_after(facts: Facts, span: Span) -> Found:
    """Children with an open episode of care at the end of the last day, without series of short breaks (V3, V4)."""
    return Number(facts.in_care(span.to_on).height)


@indicator("A4", "903 return: Episodes; Header DOB")
def by_age(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) at the end of the last day, by age then. Without a date of birth: not counted."""
    rows = facts.in_care(span.to_on).filter(pl.col("born").is_not_null())
    found, below = {}, 0
    for years, words in AGES:
        younger = rows.filter(is_under(pl.col("born"), years, span.to_on)).height
        found[words], below = younger - below, younger
    return Parts({**found, OLDEST: rows.height - below})


@indicator("A5", "903 return: Header SEX; Episodes")
def girls(facts: Facts, span: Span) -> Found:
    """Girls, of all children looked after (A1) at the end of the last day."""
    rows = facts.in_care(span.to_on)
    return Share(rows.filter(pl.col("SEX") == "F").height, rows.height)


@indicator("A6", "903 return: Episodes RNE, DECOM; Header DOB")
def entrants_of_10_to_15(facts: Facts, span: Span) -> Found:
    """Periods of care that started in the days (RNE S) of children then aged 10 to 15, of all that started."""
    rows = facts.episodes.filter(pl.col("RNE") == "S", pl.col("DECOM_on").is_between(span.from_on, span.to_on))
    started, born = pl.col("DECOM_on"), pl.col("born")
    aged = rows.filter(~is_under(born, 10, started) & is_under(born, 16, started))
    return Share(aged.height, rows.height)


@indicator("A7", "903 return: Episodes DECOM of the first episode of the period of care")
def time_in_care(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) by the days since their period of care started, as far back as the years held go."""
    days = facts.in_care(span.to_on).select((pl.lit(span.to_on) - pl.col("started")).dt.total_days())["literal"]
    found, below = {}, 0
    for limit, words in STAYS:
        fewer = int((days < limit).sum())
        found[words], below = fewer - below, fewer
    return Parts({**found, LONGEST: days.len() - below})


@indicator("A8", "903 return: UASC DUC; Episodes")
def seeking_asylum_alone(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) who are in the table of unaccompanied children, with no end (DUC) up to the day.

    Of a child whom several years tell of, the newest is believed; a year after the day is not read.
    """
    rows = facts.given["UASC"].filter(pl.col("year") <= _collection_year(span.to_on)).sort("year")
    rows = rows.unique("CHILD", keep="last", maintain_order=True)
    open_ones = rows.filter(pl.col("DUC_on").is_null() | (pl.col("DUC_on") > span.to_on))
    care = facts.in_care(span.to_on)
    return Share(care.join(open_ones, on="CHILD", how="semi").height, care.height)


@indicator("A11", "903 return: Episodes CIN")
def in_need_through_abuse_or_neglect(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) whose main need is abuse or neglect (N1)."""
    return _share_of_care(facts, span, pl.col("CIN") == "N1")


@indicator("A17", "903 return: Episodes LS, PLACE")
def remanded_or_in_custody(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) on remand or detained (J1, J2, J3) or placed in a young offender institution (R5)."""
    rows = facts.in_care(span.to_on)
    return Number(rows.filter(pl.col("LS").is_in(["J1", "J2", "J3"]) | (pl.col("PLACE") == "R5")).height)


@indicator("B6", "903 return: Episodes PLACE")
def fostered(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) who are placed with foster carers (U1 to U6)."""
    return _share_of_care(facts, span, pl.col("PLACE").is_in(FOSTER))


@indicator("B7", "903 return: Episodes PLACE, PLACE_PROVIDER")
def fostered_by_our_own(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) who are placed with foster carers of the council's own (U1 to U6, PR1)."""
    return _share_of_care(facts, span, pl.col("PLACE").is_in(FOSTER) & (pl.col("PLACE_PROVIDER") == "PR1"))


@indicator("B8", "903 return: Episodes PLACE")
def in_residential_care(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) in a children's home, secure or not (K1, K2), care home (R1) or school (S1)."""
    return _share_of_care(facts, span, pl.col("PLACE").is_in(RESIDENTIAL))


@indicator("B14", "903 return: Episodes PLACE; Header DOB")
def under_13_in_homes(facts: Facts, span: Span) -> Found:
    """Children looked after aged 12 or under, of all who live in a children's home (K2)."""
    rows = facts.in_care(span.to_on).filter(pl.col("PLACE") == "K2")
    return Share(rows.filter(is_under(pl.col("born"), 13, span.to_on)).height, rows.height)


@indicator("B17", "903 return: Episodes PLACE")
def by_kind_of_placement(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) by the kind of placement that they live in."""
    places = facts.in_care(span.to_on)["PLACE"]
    found = {words: int(places.is_in(codes).sum()) for words, codes in KINDS.items()}
    return Parts({**found, OTHER: places.len() - sum(found.values())})


@indicator("B18", "903 return: Episodes REC")
def left_to_a_guardian(facts: Facts, span: Span) -> Found:
    """Periods of care that ended with special guardianship (E45 to E48, before E43, E44) or E41, of all that ended."""
    rows = facts.left_care(span.from_on, span.to_on)
    orders = ["E41", "E43", "E44", "E45", "E46", "E47", "E48"]
    return Share(rows.filter(pl.col("REC").is_in(orders)).height, rows.height)


@indicator("C1", "903 return: Episodes RNE, PLACE, DECOM, DEC")
def three_placements_in_a_year(facts: Facts, span: Span) -> Found | None:
    """Children looked after (A1) with three or more placements in the twelve months up to the day, of all.

    A placement starts with RNE S, P, T, B or U; temporary ones (T0 to T4) do not count. Placements are counted, not
    moves: the one a child was in at the beginning counts, so that three placements are two moves.
    """
    year_before = months_after(span.to_on, -12)
    if year_before < facts.first_day - timedelta(days=1):
        return None
    lately = facts.placements.filter(pl.col("to").is_null() | (pl.col("to") > year_before))
    return _placements_at_least(facts, span, lately, 3, "CHILD")


@indicator("C2", "903 return: Episodes RNE, PLACE, DECOM, DEC")
def four_placements_in_care(facts: Facts, span: Span) -> Found:
    """Children looked after (A1) with four or more placements in this period of care, as far as the years held go."""
    return _placements_at_least(facts, span, facts.placements, 4, "CHILD", "spell")


@indicator("C4", "903 return: SWEpisodes SW_ID, SW_DECOM, SW_DEC")
def changed_social_worker(facts: Facts, span: Span) -> Found | None:
    """Children looked after (A1) who had two or more social workers in the twelve months up to the day.

    Told only where a social worker is given for at least half of them: else nobody would seem to have changed.
    """
    year_before = months_after(span.to_on, -12)
    if year_before < facts.first_day - timedelta(days=1):
        return None
    rows = facts.given["SWEpisodes"].sort("year").unique(["CHILD", "SW_DECOM_on"], keep="last", maintain_order=True)
    rows = rows.filter(
        pl.col("SW_DECOM_on") <= span.to_on, pl.col("SW_DEC_on").is_null() | (pl.col("SW_DEC_on") > year_before)
    )
    several = rows.group_by("CHILD").agg(pl.col("SW_ID").n_unique()).filter(pl.col("SW_ID") > 1)
    care = facts.in_care(span.to_on)
    if 2 * care.join(rows, on="CHILD", how="semi").height < care.height:
        return None
    return Share(care.join(several, on="CHILD", how="semi").height, care.height)


@indicator("C6", "903 return: Episodes REASON_PLACE_CHANGE")
def why_placements_changed(facts: Facts, span: Span) -> Found:
    """Placements that ended in the days while care went on, by the reason recorded; without one, not counted."""
    rows = facts.episodes.filter(
        pl.col("DEC_on").is_between(span.from_on, span.to_on), pl.col("REASON_PLACE_CHANGE").is_not_null()
    )
    counts = dict(rows["REASON_PLACE_CHANGE"].value_counts().iter_rows())
    words = CODE_SETS["REASON_PLACE_CHANGE"]
    return Parts({str(words[code]): counts.get(code, 0) for code in words}, unit="moves")


def _share_of_care(facts: Facts, span: Span, which: pl.Expr) -> Share:
    rows = facts.in_care(span.to_on)
    return Share(rows.filter(which).height, rows.height)


def _placements_at_least(facts: Facts, span: Span, placements: pl.DataFrame, least: int, *same: str) -> Share:
    care = facts.in_care(span.to_on)
    counted = placements.filter(pl.col("from") <= span.to_on).group_by(*same).len("placements")
    many = care.join(counted.filter(pl.col("placements") >= least), on=list(same), how="semi")
    return Share(many.height, care.height)


def _collection_year(day: date) -> int:
    return day.year + (day.month > 3)
