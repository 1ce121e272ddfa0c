"""Each indicator of the return against a calculation that shares nothing with it, on an invented council."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.returns import read_return
from alongside.returns.codes import CODE_SETS
from alongside.returns.indicators import INDICATORS, Average, Facts, Found, Number, Parts, Share, Span
from alongside.returns.tables import TABLES
from alongside.returns.tests.by_hand import Hand, Tables
from alongside.returns.tests.invented import Upload, csv_text, together

YEARS = (2025, 2026)
SPANS = (
    (date(2025, 4, 1), date(2026, 3, 31)),
    (date(2024, 4, 1), date(2025, 3, 31)),
    (date(2025, 4, 1), date(2025, 6, 30)),
    (date(2024, 10, 1), date(2024, 12, 31)),
    (date(2026, 1, 1), date(2026, 3, 31)),
)
FROM_A_RETURN = {
    "A1",
    "A4",
    "A5",
    "A6",
    "A7",
    "A8",
    "A11",
    "A17",
    "B6",
    "B7",
    "B8",
    "B14",
    "B17",
    "B18",
    "C1",
    "C2",
    "C4",
    "C6",
    "D1",
    "D5",
    "E1",
    "E3",
    "E4",
    "E5",
    "E6",
    "G3",
    "G4",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "H7",
    "H8",
    "H9",
    "H14",
    "I1",
    "I2",
    "I3",
    "I4",
    "I11",
    "J1",
}
PLACES = ["U1", "U2", "U4", "U5", "U6", "U6", "K1", "K2", "K2", "K3", "P1", "R5", "S1", "H5", "A6", "T1"]


def plain(found: Found | None) -> Any:
    """An answer as the other calculation writes it."""
    match found:
        case None:
            return None
        case Number():
            return found.found
        case Share():
            return (found.found, found.of)
        case Average():
            return (found.total, found.over)
        case Parts() if found.unit == "moves":
            return sorted(number for number in found.parts.values() if number)
        case Parts():
            return list(found.parts.values())


def text(on: date | None) -> str:
    return on.strftime("%d/%m/%Y") if on else ""


class Council:
    """Two years of an invented council: lives drawn by lot, then told year by year as a return tells them."""

    def __init__(self, seed: int, children: int = 160) -> None:
        self.lot = random.Random(seed)
        self.years: dict[int, Tables] = {year: {name: [] for name in TABLES} for year in YEARS}
        for number in range(children):
            self.live(f"C{number:04}")
        for number in range(90):
            self.leave(f"L{number:04}")

    def tell(
        self, table: str, row: dict[str, str], start: date, end: date | None, *, clip: tuple[str, ...] = ()
    ) -> None:
        """Write a row into each year that it touches; what ends later than a year is still open in it."""
        for year in YEARS:
            first, last = date(year - 1, 4, 1), date(year, 3, 31)
            if start <= last and (end is None or end >= first):
                is_open = end is None or end > last
                told = {**row, **(dict.fromkeys(clip, "") if is_open else {})}
                self.years[year][table].append({**dict.fromkeys(TABLES[table].column_names, ""), **told})

    def between(self, a: date, b: date) -> date:
        return a + timedelta(days=self.lot.randint(0, max((b - a).days, 0)))

    def live(self, child: str) -> None:
        lot = self.lot
        born = self.between(date(2007, 4, 1), date(2023, 12, 31))
        who = {"CHILD": child, "DOB": text(born)}
        sex = lot.choice("MF")
        begin = max(born + timedelta(days=20), self.between(date(2019, 1, 1), date(2026, 2, 1)))
        end = lot.choice(
            [None, None, self.between(max(begin + timedelta(days=2), date(2024, 4, 5)), date(2026, 3, 31))]
        )
        short = "V4" if lot.random() < 0.06 else ""
        ends = lot.choice(["E4A", "E45", "E41", "E12", "E11", "E17", "E3"]) if end else ""
        self.episodes(child, begin, end, ends, short, who)
        for year in YEARS:
            if begin <= date(year, 3, 31) and (end is None or end >= date(year - 1, 4, 1)):
                row = dict.fromkeys(TABLES["Header"].column_names, "")
                row |= {**who, "SEX": sex, "ETHNIC": "WBRI", "UPN": "A123456789012"}
                self.years[year]["Header"].append(row)
        if end is None or end > date(2025, 3, 31):
            self.around(child, born, begin, end, who)
        if ends in ("E11", "E12") and end:
            placed = self.between(begin, end)
            ceased = self.between(placed, end) if lot.random() < 0.3 else None
            self.tell(
                "PlacedAdoption", {**who, "DATE_PLACED": text(placed), "DATE_PLACED_CEASED": text(ceased)}, placed, end
            )
            self.tell("AD1", {**who, "DATE_MATCH": text(self.between(begin, end))}, end, end)

    def episodes(self, child: str, begin: date, end: date | None, ends: str, short: str, who: dict[str, str]) -> None:
        lot, start, rne = self.lot, begin, "S"
        legal, last = lot.choice(["C2", "V2", "J1"]), end or date(2026, 3, 31)
        while True:
            length = lot.choice([40, 90, 200, 500, 900])
            close = start + timedelta(days=length)
            is_last = close >= last
            legal = "E1" if ends in ("E11", "E12") and rne in "LB" else legal
            row = {
                "CHILD": child, "DECOM": text(start), "RNE": rne, "LS": short or legal,
                "CIN": lot.choice(["N1", "N1", "N2", "N8"]),
                "PLACE": lot.choice(PLACES),
                "PLACE_PROVIDER": lot.choice(["PR1", "PR4"]),
                "DEC": text(end if is_last else close), "REC": ends if is_last else "X1",
                "REASON_PLACE_CHANGE": "" if is_last else lot.choice(["CARPL", "CREQB", "", "CHILD"]),
                "URN": "SC000001",
            }  # fmt: skip
            self.tell("Episodes", row, start, end if is_last else close, clip=("DEC", "REC", "REASON_PLACE_CHANGE"))
            if is_last:
                return
            start, rne = close, lot.choice(["L", "P", "T", "B", "U"])

    def around(self, child: str, born: date, begin: date, end: date | None, who: dict[str, str]) -> None:
        lot, last, worker = self.lot, end or date(2026, 3, 31), max(begin, date(2024, 2, 1))
        on = begin + timedelta(days=lot.choice([20, 27, 34]))
        while on <= last:
            self.tell("Reviews", {**who, "REVIEW": text(on), "REVIEW_CODE": f"PN{lot.randint(1, 7)}"}, on, on)
            on += timedelta(days=lot.choice([80, 150, 178, 190]))
        while worker <= last:
            close = worker + timedelta(days=lot.choice([120, 400, 900]))
            row = {**who, "SW_ID": f"SW{lot.randint(1, 30)}", "SW_DECOM": text(worker), "SW_DEC": text(close)}
            self.tell("SWEpisodes", row, worker, min(close, last), clip=("SW_DEC",))
            worker = close
        for _ in range(lot.choice([0, 0, 1, 3])):
            start = self.between(max(begin, date(2024, 4, 1)), last)
            self.tell("Missing", {**who, "MISSING": lot.choice("MMA"), "MIS_START": text(start)}, start, start)
        if lot.random() < 0.15:
            until = lot.choice(["", text(self.between(date(2024, 6, 1), date(2027, 1, 1)))])
            self.tell("UASC", {**who, "DUC": until}, begin, end)
        for year in YEARS:
            if begin <= date(year - 1, 3, 31) and last >= date(year, 3, 31):
                score = str(lot.randint(0, 40)) if lot.random() < 0.8 else ""
                row = {**who, "SDQ_SCORE": score, **{name: lot.choice("01") for name in OC2_MARKS}}
                self.tell("OC2", row, date(year, 3, 31), date(year, 3, 31))

    def leave(self, child: str) -> None:
        born = self.between(date(2002, 1, 1), date(2009, 3, 31))
        row = {
            "CHILD": child,
            "DOB": text(born),
            "IN_TOUCH": self.lot.choice(["YES", "NO", "RHOM"]),
            "ACTIV": self.lot.choice([code for code in CODE_SETS["ACTIV"] if code]),
            "ACCOM": self.lot.choice(["B1", "S2", "Z1", "U2"]),
        }
        self.tell("OC3", row, date(2026, 3, 1), date(2026, 3, 1))

    def facts(self, *, without: tuple[str, ...] = ()) -> Facts:
        """The same as the product reads it: from the files of both years."""
        earlier, newest = (
            [
                Upload(f"{name.lower()}.csv", csv_text(TABLES[name].column_names, rows))
                for name, rows in tables.items()
                if name not in without
            ]
            for tables in self.years.values()
        )
        return Facts(together(read_return(earlier, year=YEARS[0]), read_return(newest, year=YEARS[1])))


OC2_MARKS = ("CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")


@pytest.fixture(scope="module")
def council() -> Council:
    return Council(seed=903)


@pytest.fixture(scope="module")
def facts(council: Council) -> Facts:
    return council.facts()


def test_every_indicator_that_a_return_gives_is_here_with_its_definition() -> None:
    assert (set(INDICATORS), len(INDICATORS)) == (FROM_A_RETURN, 42)
    assert [one.id for one in INDICATORS.values() if len(one.definition) < 40] == []


@pytest.mark.parametrize("span", SPANS, ids=lambda span: f"{span[0]}")
def test_both_calculations_agree(council: Council, facts: Facts, span: tuple[date, date]) -> None:
    by_hand = Hand(council.years, *span).answers()
    found = {id: plain(one.of(facts, Span(*span))) for id, one in INDICATORS.items()}
    assert found == by_hand


def test_the_invented_council_has_something_to_find_for_each(council: Council, facts: Facts) -> None:
    year = Span(*SPANS[0])
    counts = {id: plain(one.of(facts, year)) for id, one in INDICATORS.items()}
    empty = [id for id, found in counts.items() if not (found[0] if isinstance(found, tuple) else found)]
    assert empty == []


def test_a_span_outside_the_years_held_has_no_answer(facts: Facts) -> None:
    before, after = Span(date(2024, 1, 1), date(2024, 6, 30)), Span(date(2026, 1, 1), date(2026, 6, 30))
    assert {one.of(facts, span) for one in INDICATORS.values() for span in (before, after)} == {None}


def test_placements_in_a_year_need_a_year_of_history(facts: Facts) -> None:
    assert INDICATORS["C1"].of(facts, Span(date(2024, 10, 1), date(2024, 12, 31))) is None


def test_a_table_that_was_not_given_tells_nothing_rather_than_nobody(council: Council) -> None:
    year = Span(*SPANS[0])
    poor = council.facts(without=("AD1", "PlacedAdoption", "Missing", "SWEpisodes"))
    silent = {id for id, one in INDICATORS.items() if one.of(poor, year) is None}
    assert silent == {"C4", "D1", "D5", "H3", "H4", "H6", "H7", "H8"}


def test_nobody_seems_to_keep_their_social_worker_where_few_are_given() -> None:
    council = Council(seed=904)
    for rows in council.years.values():
        del rows["SWEpisodes"][20:]
    assert INDICATORS["C4"].of(council.facts(), Span(*SPANS[0])) is None
