"""Dates that no calendar has, and needed cells left blank."""

import pytest

from alongside.returns.checks import run_checks
from alongside.returns.tests.cases import Case, places, prove
from alongside.returns.tests.invented import a_return, ep, leaver

AD1 = {"CHILD": "A", "DATE_INT": "01/05/2025", "DATE_MATCH": "01/06/2025"}
PLACED = {"CHILD": "A", "DATE_PLACED": "01/05/2025", "DATE_PLACED_CEASED": "01/06/2025"}


def in_table(code: str, table: str, row: dict[str, str], column: str, bad: str) -> Case:
    return Case(code, {table: [row]}, {table: [{**row, column: bad}]}, [(table, 2, column, "A")])


CASES = [
    in_table("102", "Header", {"CHILD": "A"}, "DOB", "30/02/2010"),
    in_table("141", "Episodes", ep("A", "01/05/2025"), "DECOM", "31/02/2025"),
    in_table("147", "Episodes", ep("A", "01/05/2025", "01/06/2025", "X1"), "DEC", "2025-06-01"),
    in_table("104", "UASC", {"CHILD": "A", "DUC": "01/01/2028"}, "DUC", "1/13/2028"),
    in_table("112", "AD1", AD1, "DATE_INT", ""),
    in_table("113", "AD1", AD1, "DATE_MATCH", "soon"),
    in_table("115", "PlacedAdoption", PLACED, "DATE_PLACED", ""),
    in_table("116", "PlacedAdoption", PLACED, "DATE_PLACED_CEASED", "32/01/2025"),
    in_table("impossible_date", "Reviews", {"CHILD": "A", "REVIEW": "01/05/2025"}, "REVIEW", "01/05/25"),
    in_table("blank", "Missing", {"CHILD": "A", "MIS_START": "01/05/2025"}, "MIS_START", ""),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_not_a_date_is_named(case: Case) -> None:
    prove(case)


def test_parts_of_a_date_may_be_unknown_only_where_the_return_lets_them() -> None:
    good = [
        {"CHILD": "A", "PREV_PERM": "P1", "DATE_PERM": value} for value in ("zz/zz/2012", "ZZ/05/2012", "01/05/2012")
    ]
    assert places(a_return(PrevPerm=good), "impossible_date") == []
    bad = [{"CHILD": "A", "PREV_PERM": "P1", "DATE_PERM": "about 2012"}]
    assert places(a_return(PrevPerm=bad), "impossible_date") == [("PrevPerm", 2, "DATE_PERM", "A")]


def test_a_row_without_a_child_is_named_and_kept() -> None:
    given = a_return(OC3=[leaver("A"), leaver("")])
    assert given["OC3"].height == 2
    assert places(given, "blank") == [("OC3", 3, "CHILD", None)]


def test_one_impossible_date_does_not_stop_other_checks_nor_accuse_its_neighbours() -> None:
    given = a_return(
        Episodes=[
            ep("A", "01/05/2025", "01/06/2025", "X1", REASON_PLACE_CHANGE="CARPL"),
            ep("A", "31/02/2025", "01/07/2025", "X1", RNE="P"),
            ep("A", "01/07/2025", RNE="P"),
            ep("B", "01/05/2025", "01/04/2025", "E8"),
        ]
    )
    result = run_checks(given)
    assert [(each.check, each.child) for each in result.findings if each.table == "Episodes"] == [
        ("141", "A"),
        ("356", "B"),
    ]
    assert not [each for each in result.could_not_run if each.failed]
