"""Writing a return: what is written reads back as what was read, odd values and doubled rows included."""

from __future__ import annotations

import io
import zipfile

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.returns import (
    CareLeaver,
    Return,
    ReturnRefused,
    as_csv_set,
    as_xml,
    as_zip,
    left_out_of_xml,
    read_return,
    with_care_leavers,
)
from alongside.returns.checks import run_checks
from alongside.returns.tables import TABLES
from alongside.returns.tests.invented import Row, Upload, a_return, ep, leaver, table_csv

YEAR = 2026
CHILDREN = ("A", "B<&>", 'C "quoted", with a comma', "Ὀδυσσεύς")
ODD = st.one_of(
    st.just(""),
    st.sampled_from(["=1+1", '"', "a,b", "two\r\nlines", "one\rreturn", "]]>", "&#13;", "﻿mark", "null", "31/02/2025"]),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8),
)
VALUES = st.one_of(ODD, st.dates().map(lambda day: day.strftime("%d/%m/%Y")), st.sampled_from(["YES", "F2", "U1", "1"]))


def a_row(name: str) -> st.SearchStrategy[Row]:
    columns = TABLES[name].column_names
    return st.fixed_dictionaries({"CHILD": st.sampled_from(CHILDREN), **dict.fromkeys(columns[1:], VALUES)})


def returns(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, list[Row]]]:
    return st.fixed_dictionaries({name: st.lists(a_row(name), max_size=4) for name in names})


def read(tables: dict[str, list[Row]]) -> Return:
    return read_return([table_csv(name, rows) for name, rows in tables.items()], year=YEAR)


def rows_of(given: Return, name: str, year: int = YEAR) -> list[tuple[object, ...]]:
    frame = given[name].filter(pl.col("year") == year)
    return frame.select(TABLES[name].column_names).rows()


def in_any_order(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=repr)


@settings(max_examples=60, deadline=None)
@given(returns(tuple(TABLES)))
def test_the_csv_set_reads_back_row_for_row(tables: dict[str, list[Row]]) -> None:
    given = read(tables)
    back = read_return(Upload("return.zip", as_zip(given)), year=YEAR)
    assert {name: rows_of(back, name) for name in TABLES} == {name: rows_of(given, name) for name in TABLES}
    assert back.supplied == given.supplied
    again = read_return(Upload("return.zip", as_zip(back)), year=YEAR)
    assert all(again[name].equals(back[name]) for name in TABLES)


@settings(max_examples=60, deadline=None)
@given(returns(tuple(name for name, table in TABLES.items() if table.in_xml)))
def test_the_xml_form_keeps_every_row_of_every_child(tables: dict[str, list[Row]]) -> None:
    """Two OC3 rows of one child, a UASC row of another sex, an AD1 row with another birth date: all of it."""
    missing = [{"CHILD": child, "SEX": "M", "DOB": "01/01/2010"} for child in CHILDREN]
    given = read({**tables, "Header": [*tables["Header"], *missing]})
    back = read_return(Upload("return.xml", as_xml(given)), year=YEAR)
    for name, table in TABLES.items():
        if table.in_xml:
            assert in_any_order(rows_of(back, name)) == in_any_order(rows_of(given, name)), name
    assert rows_of(back, "Header") == rows_of(given, "Header")


def test_a_sound_return_keeps_its_order_in_xml_too() -> None:
    given = a_return(
        Episodes=[ep("A", "01/05/2025", "02/06/2025", "E4A"), ep("A", "03/07/2025"), ep("B", "01/08/2025")],
        OC3=[leaver("C"), leaver("D", "NO", "0", "0")],
        UASC=[{"CHILD": "B", "SEX": "M", "DUC": "01/01/2028"}],
        Reviews=[{"CHILD": "A", "REVIEW": "01/06/2025", "REVIEW_CODE": "PN1"}],
        OC2=[{"CHILD": "A", "SDQ_SCORE": "12"}],
    )
    back = read_return(Upload("return.xml", as_xml(given)), year=YEAR)
    assert all(rows_of(back, name) == rows_of(given, name) for name in TABLES)
    assert run_checks(back).count_by_check() == run_checks(given).count_by_check()


def test_the_same_rows_make_the_same_bytes() -> None:
    one, other = (a_return(Episodes=[ep("A", "01/05/2025")]) for _ in range(2))
    assert as_zip(one) == as_zip(other)
    assert as_xml(one) == as_xml(other)
    with zipfile.ZipFile(io.BytesIO(as_zip(one))) as packed:
        assert {"header.csv", "placed_for_adoption.csv", "previous_permanence.csv"} <= set(packed.namelist())


def test_one_year_is_written_and_it_is_the_newest() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/05/2024")])
    given = a_return(earlier=last, Episodes=[ep("B", "01/05/2025")])
    assert b"01/05/2024" not in as_csv_set(given)["episodes.csv"]
    assert rows_of(read_return(Upload("r.xml", as_xml(given, year=2025))), "Episodes", 2025)[0][0] == "A"
    with pytest.raises(ReturnRefused, match="Nothing was given for 2023/24"):
        as_zip(given, year=2024)
    with pytest.raises(ReturnRefused, match="Nothing was given for 2023/24"):
        as_xml(given, year=2024)


def test_a_child_without_a_header_row_is_refused_not_left_out() -> None:
    given = a_return(Episodes=[ep("A", "01/05/2025")], OC3=[leaver("Z")], strangers=["Z"])
    with pytest.raises(ReturnRefused, match=r"^Z is in OC3, row 2, but has no row in Header"):
        as_xml(given)
    assert b"\r\nZ," in as_csv_set(given)["oc3.csv"]


def test_a_row_without_a_child_is_refused_in_xml() -> None:
    given = read({"Header": [{"CHILD": "A"}], "Reviews": [{"REVIEW": "01/06/2025"}]})
    with pytest.raises(ReturnRefused, match=r"^Reviews, row 2 names no child"):
        as_xml(given)


def test_a_sign_that_a_form_cannot_carry_is_refused_with_its_place() -> None:
    given = read({"Header": [{"CHILD": "A", "UPN": "bell\x07"}]})
    with pytest.raises(ReturnRefused, match=r"^Header, row 2: UPN holds a sign that cannot stand in XML"):
        as_xml(given)
    assert rows_of(read_return(Upload("r.zip", as_zip(given)), year=YEAR), "Header") == rows_of(given, "Header")


def test_what_xml_has_no_place_for_is_counted() -> None:
    given = a_return(SWEpisodes=[{"CHILD": "A", "SW_ID": "W1", "SW_DECOM": "01/05/2025"}])
    assert left_out_of_xml(given) == {"SWEpisodes": 1}


def test_what_was_decided_replaces_a_care_leavers_row_and_adds_those_who_had_none() -> None:
    last = a_return(2025, OC3=[leaver("A", "NO", "0", "0")])
    given = a_return(earlier=last, Episodes=[ep("B", "01/05/2025")], OC3=[leaver("A"), leaver("A"), leaver("C")])
    decided = {
        "A": CareLeaver("A", "YES", "G4", "V1", born="02/02/2007"),
        "N": CareLeaver("N", "DIED", "0", "0", born="29/02/2008", sex="F", ethnicity="WBRI", upn="UN3"),
    }
    made = with_care_leavers(given, decided)
    assert rows_of(made, "OC3") == [
        ("C", "01/01/2010", "YES", "F2", "U1"),
        ("A", "01/01/2010", "YES", "G4", "V1"),
        ("N", "29/02/2008", "DIED", "0", "0"),
    ]
    assert rows_of(made, "Header")[-1] == ("N", "F", "29/02/2008", "WBRI", "UN3", None, None)
    assert rows_of(made, "OC3", 2025) == rows_of(given, "OC3", 2025)
    assert made["OC3"].schema == given["OC3"].schema
    assert made.sha256 != given.sha256
    back = read_return(Upload("r.zip", as_zip(made)), year=YEAR)
    assert rows_of(back, "OC3") == rows_of(made, "OC3")
    assert rows_of(read_return(Upload("r.xml", as_xml(made)), year=YEAR), "Header") == rows_of(made, "Header")


def test_deciding_into_a_return_without_the_table_makes_it() -> None:
    given = a_return(Episodes=[ep("A", "01/05/2025")], without=["OC3"])
    made = with_care_leavers(given, {"A": CareLeaver("A", "YES", "F2", "U1", born="01/01/2010")})
    assert made.has("OC3")
    assert rows_of(made, "OC3") == [("A", "01/01/2010", "YES", "F2", "U1")]
