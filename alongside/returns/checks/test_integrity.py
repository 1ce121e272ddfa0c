"""Tables that disagree with one another."""

import pytest

from alongside.returns import read_return
from alongside.returns.checks import CHECKS, integrity
from alongside.returns.tests.cases import Case, checked, places, prove
from alongside.returns.tests.invented import a_return, ep, leaver, table_csv, together

_TABLES = {code: CHECKS[code].tables[0] for code in CHECKS if CHECKS[code].find.__module__ == integrity.__name__}
STRANGERS = [code for code in _TABLES if CHECKS[code].name == "everyone_is_in_header"]
BIRTH_DATES = [code for code in _TABLES if CHECKS[code].name == "birth_dates_agree"]
TWICE = [code for code in _TABLES if CHECKS[code].name == "nobody_is_there_twice"]

CASES = [
    *[
        Case(
            code,
            {_TABLES[code]: [{"CHILD": "A"}]},
            {_TABLES[code]: [{"CHILD": "A"}, {"CHILD": "Z"}], "strangers": ["Z"]},
            [(_TABLES[code], 3, "CHILD", "Z")],
        )
        for code in STRANGERS
    ],
    *[
        Case(
            code,
            {_TABLES[code]: [{"CHILD": "A"}]},
            {_TABLES[code]: [{"CHILD": "A", "DOB": "02/01/2010"}]},
            [(_TABLES[code], 2, "DOB", "A")],
        )
        for code in BIRTH_DATES
    ],
    *[
        Case(
            code,
            {_TABLES[code]: [{"CHILD": "A"}, {"CHILD": "B"}]},
            {_TABLES[code]: [{"CHILD": "A"}, {"CHILD": "B"}, {"CHILD": "A"}]},
            [(_TABLES[code], 2, "CHILD", "A"), (_TABLES[code], 4, "CHILD", "A")],
        )
        for code in TWICE
        if code != "INT32"
    ],
    Case(
        "INT21",
        {"UASC": [{"CHILD": "A", "SEX": "M"}]},
        {"UASC": [{"CHILD": "A", "SEX": "F"}]},
        [("UASC", 2, "SEX", "A")],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_tables_that_disagree_are_named(case: Case) -> None:
    prove(case)


def test_a_child_twice_in_header_is_named() -> None:
    given = read_return([table_csv("Header", [{"CHILD": "A"}, {"CHILD": "A"}])], year=2026)
    assert places(given, "INT32") == [("Header", 2, "CHILD", "A"), ("Header", 3, "CHILD", "A")]


def test_someone_in_header_of_last_year_only_is_a_stranger_this_year() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/05/2024")])
    this = read_return([table_csv("Header", []), table_csv("OC3", [leaver("A")])], year=2026)
    assert places(together(last, this), "INT06") == [("OC3", 2, "CHILD", "A")]


def test_without_header_the_check_says_that_it_could_not_run() -> None:
    given = read_return([table_csv("OC3", [leaver("A")])], year=2026)
    assert [each.reason for each in checked(given, "INT06").could_not_run] == ["Header not given for 2025/26."]
