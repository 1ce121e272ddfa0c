"""Running all checks: nothing swallowed, nothing changed, every check proved and well described."""

import inspect

import polars as pl
import pytest
from hypothesis import given as example
from hypothesis import settings
from hypothesis import strategies as st

from alongside.returns.checks import CHECKS, LEFT_OUT, Check, run_checks
from alongside.returns.checks import test_codes as codes
from alongside.returns.checks import test_dates as dates
from alongside.returns.checks import test_episodes as episodes
from alongside.returns.checks import test_integrity as integrity
from alongside.returns.checks import test_last_year as last_year
from alongside.returns.checks import test_legal_status as legal_status
from alongside.returns.checks import test_oc3 as oc3
from alongside.returns.checks import test_placements as placements
from alongside.returns.checks.view import View
from alongside.returns.tables import TABLES
from alongside.returns.tests.invented import a_return, ep, leaver

TESTED = (codes, dates, episodes, integrity, last_year, legal_status, oc3, placements)
TESTED_WITHOUT_A_CASE = {"INT32"}


def test_every_check_is_proved_by_a_sound_and_a_faulty_return() -> None:
    proved = {case.code for module in TESTED for case in module.CASES}
    assert set(CHECKS) == proved | TESTED_WITHOUT_A_CASE


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)
def test_every_check_speaks_of_tables_and_columns_that_exist(check: Check) -> None:
    columns = {column for table in check.tables for column in TABLES[table].column_names}
    assert set(check.tables) <= set(TABLES)
    assert set(check.columns) <= columns
    assert check.message.endswith(".")
    assert check.code not in LEFT_OUT


def test_a_check_that_fails_is_reported_and_the_others_run() -> None:
    def broken(view: View) -> pl.DataFrame:
        return view.rows("OC3").select("NO_SUCH_COLUMN")

    checks = {"broken": Check("broken", "Never said.", ("OC3",), ("ACCOM",), broken), "133": CHECKS["133"]}
    result = run_checks(a_return(OC3=[leaver("A", accom="S1")]), checks)
    assert result.ran == ("133",)
    assert [each.check for each in result.findings] == ["133"]
    assert [(each.check, each.failed) for each in result.could_not_run] == [("broken", True)]
    assert "ColumnNotFoundError" in result.could_not_run[0].reason


def test_a_check_cannot_change_what_the_next_one_sees() -> None:
    def meddling(view: View) -> pl.DataFrame:
        for frame in (view.rows("Episodes"), view.episodes(), view.history(), view.all_rows("Episodes")):
            frame[0, "LS"] = "ZZ"
            frame.drop_in_place("REC")
        return view.rows("Episodes").clear()

    given = a_return(Episodes=[ep("A", "01/05/2025")])
    before = given["Episodes"]
    checks = {"meddling": Check("meddling", "Never said.", ("Episodes",), ("LS",), meddling), "144": CHECKS["144"]}
    result = run_checks(given, checks)
    assert result.ran == ("meddling", "144")
    assert result.findings == ()
    assert given["Episodes"].equals(before)


def test_the_order_of_checks_does_not_matter() -> None:
    given = a_return(
        Episodes=[ep("A", "01/05/2025", LS="V3"), ep("B", "01/05/2025", rec="X1"), ep("B", "02/05/2025", LS="C9")],
        OC3=[leaver("A", accom="S1"), leaver("C", activ="0")],
    )
    forwards = run_checks(given)
    backwards = run_checks(given, dict(reversed(CHECKS.items())))
    assert set(forwards.findings) == set(backwards.findings)
    assert not [each for each in forwards.could_not_run if each.failed]


def test_a_sound_return_is_sound() -> None:
    given = a_return(
        born={"A": "01/09/2010", "B": "01/09/2006"},
        Episodes=[ep("A", "01/05/2025")],
        OC3=[leaver("B")],
        SWEpisodes=[{"CHILD": "A", "SW_ID": "SW1", "SW_DECOM": "01/05/2025", "SW_REASON": "FCONTA"}],
    )
    result = run_checks(given)
    assert result.findings == ()
    assert {each.check for each in result.cannot_say} == {"1001", "1002"}


def test_a_table_that_was_not_given_is_told_and_its_checks_say_so() -> None:
    result = run_checks(a_return(without=["AD1"], Episodes=[ep("A", "01/05/2025")]))
    assert [(each.check, each.table) for each in result.findings] == [("table_missing", "AD1")]
    assert "134" in {each.check for each in result.could_not_run}


def test_an_empty_return_is_checked_without_a_fault_of_ours() -> None:
    result = run_checks(a_return())
    assert result.findings == ()
    assert not [each for each in result.could_not_run if each.failed]


WORDS = ("", "A", "B", "Z", "S", "X1", "E2", "V3", "L1", "K3", "T4", "F", "1", "0", "YES", "DIED", "P1", "💥", "{row}")
DAYS = ("29/02/2008", "31/12/2100", "01/01/1900", "31/02/2025", "01/04/2025", "31/03/2026", "30/06/2024", "9/9/99")
VALUES = st.sampled_from([*WORDS, *DAYS])
ROWS = {name: st.lists(st.tuples(*[VALUES] * len(TABLES[name].columns)), max_size=6) for name in TABLES}


def _filled(rows: dict[str, list[tuple[str, ...]]]) -> dict[str, list[dict[str, str]]]:
    return {
        name: [dict(zip(TABLES[name].column_names, row, strict=True)) for row in table_rows]
        for name, table_rows in rows.items()
    }


@settings(max_examples=10, deadline=None)
@example(st.fixed_dictionaries(ROWS), st.fixed_dictionaries(ROWS))
def test_no_value_in_any_cell_stops_a_check(
    this_year: dict[str, list[tuple[str, ...]]], last_year: dict[str, list[tuple[str, ...]]]
) -> None:
    given = a_return(2027, earlier=a_return(2026, **_filled(last_year)), **_filled(this_year))
    result = run_checks(given)
    assert not [each for each in result.could_not_run if each.failed]
    assert len(result.ran) == len(CHECKS)
    for finding in result.findings:
        assert finding.row is None or given[finding.table].filter(year=finding.year, row=finding.row).height == 1


def test_every_check_is_a_function_with_a_name_that_says_what_holds() -> None:
    for check in CHECKS.values():
        assert inspect.isfunction(check.find)
        assert check.name != "<lambda>"


def test_a_finding_has_the_shape_that_the_command_writes() -> None:
    given = a_return(OC3=[leaver("A", accom="S1")])
    finding = next(each for each in run_checks(given).findings if each.check == "133")
    assert finding.as_record() == {
        "check": "133",
        "table": "OC3",
        "row": 2,
        "column": "ACCOM",
        "child": "A",
        "message": "ACCOM is S1, which is not a code for accommodation.",
        "year": 2026,
        "file": "oc3.csv",
    }
