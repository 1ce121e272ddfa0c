"""Episodes one after another: one sound return and one at fault for each check."""

from typing import Any

import pytest

from alongside.returns.tests.cases import Case, places, prove
from alongside.returns.tests.invented import a_return, ep

FIRST = ep("A", "01/05/2025", "01/06/2025", "X1", REASON_PLACE_CHANGE="CARPL")
MOVED = {"RNE": "P", "PL_POST": "ZZ3 3ZZ"}
ENDED = ep("A", "01/05/2025", "01/06/2025", "E4A")


def case(
    code: str, sound: list[dict[str, str]], faulty: list[dict[str, str]], row: int, column: str, **more: Any
) -> Case:
    return Case(code, {"Episodes": sound, **more}, {"Episodes": faulty, **more}, [("Episodes", row, column, "A")])


CASES = [
    case(
        "142",
        [FIRST, ep("A", "01/06/2025", **MOVED)],
        [ep("A", "01/05/2025"), ep("A", "01/06/2025", **MOVED)],
        2,
        "DEC",
    ),
    case("148", [ENDED], [ep("A", "01/05/2025", rec="X1")], 2, "DEC"),
    case("302", [ep("A", "01/05/2025")], [ep("A", "30/04/2025")], 2, "DECOM", born={"A": "01/05/2025"}),
    case("352", [ep("A", "31/05/2025")], [ep("A", "01/06/2025")], 2, "DECOM", born={"A": "01/06/2007"}),
    case("354", [ep("A", "31/03/2026")], [ep("A", "01/04/2026")], 2, "DECOM"),
    case("385", [ep("A", "01/05/2025", "31/03/2026", "E8")], [ep("A", "01/05/2025", "01/04/2026", "E8")], 2, "DEC"),
    case("355", [ep("A", "01/05/2025", "02/05/2025", "E8")], [ep("A", "01/05/2025", "01/05/2025", "E8")], 2, "DECOM"),
    case("356", [ep("A", "01/05/2025", "01/05/2025", "E8")], [ep("A", "01/05/2025", "30/04/2025", "E8")], 2, "DEC"),
    case("357", [ep("A", "31/03/2025", RNE="P")], [ep("A", "01/04/2025", RNE="P")], 2, "RNE"),
    case(
        "387",
        [ep("A", "01/05/2025", "01/06/2025", "E5")],
        [ep("A", "01/05/2025", "31/05/2025", "E6")],
        2,
        "REC",
        born={"A": "01/06/2011"},
    ),
    case(
        "389",
        [ep("A", "01/05/2025", "01/06/2025", "E7")],
        [ep("A", "01/05/2025", "31/05/2025", "E7")],
        2,
        "REC",
        born={"A": "01/06/2009"},
    ),
    case(
        "460",
        [ep("A", "01/05/2025", "01/06/2025", "E17")],
        [ep("A", "01/05/2025", "31/05/2025", "E17")],
        2,
        "REC",
        born={"A": "01/06/2007"},
    ),
    case("388", [FIRST, ep("A", "01/06/2025", **MOVED)], [FIRST], 2, "REC"),
    case("431", [ENDED, ep("A", "02/06/2025")], [ENDED, ep("A", "01/06/2025")], 3, "RNE"),
    case("432", [ENDED, ep("A", "02/06/2025")], [ENDED, ep("A", "02/06/2025", RNE="L")], 3, "RNE"),
    case("433", [FIRST, ep("A", "01/06/2025", **MOVED)], [FIRST, ep("A", "03/06/2025", **MOVED)], 3, "RNE"),
    case(
        "434",
        [FIRST, ep("A", "01/06/2025", RNE="L", LS="C1")],
        [FIRST, ep("A", "01/06/2025", RNE="L", LS="C1", URN="SC000002")],
        3,
        "RNE",
    ),
    case("435", [FIRST, ep("A", "01/06/2025", **MOVED)], [FIRST, ep("A", "01/06/2025", RNE="T")], 3, "RNE"),
    case(
        "436",
        [FIRST, ep("A", "01/06/2025", RNE="B", LS="C1", PLACE="K2")],
        [FIRST, ep("A", "01/06/2025", RNE="U", LS="C1")],
        3,
        "RNE",
    ),
    case(
        "437",
        [ep("A", "01/05/2025", "01/06/2025", "E2")],
        [ep("A", "01/05/2025", "01/06/2025", "E15"), ep("A", "01/07/2025")],
        2,
        "REC",
    ),
    case("501", [FIRST, ep("A", "01/06/2025", **MOVED)], [FIRST, ep("A", "31/05/2025", **MOVED)], 3, "DECOM"),
    case("504", [ENDED, ep("A", "02/06/2025", CIN="N2")], [FIRST, ep("A", "01/06/2025", CIN="N2", **MOVED)], 3, "CIN"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_fault_in_a_chain_of_episodes_is_named(case: Case) -> None:
    prove(case)


def test_an_end_of_care_on_the_day_the_next_episode_starts_must_be_x1() -> None:
    assert places(a_return(Episodes=[ENDED, ep("A", "01/06/2025")]), "388") == [("Episodes", 2, "REC", "A")]


def test_rows_in_any_order_are_read_in_the_order_of_their_dates() -> None:
    given = a_return(Episodes=[ep("A", "01/06/2025", **MOVED), ep("B", "01/05/2025"), FIRST])
    for code in ("142", "388", "433", "501"):
        assert places(given, code) == []


def test_an_episode_carries_on_from_last_years_return() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/05/2024", "01/04/2025", "X1")])
    assert places(a_return(earlier=last, Episodes=[ep("A", "01/04/2025", **MOVED)]), "433") == []
    assert len(places(a_return(earlier=last, Episodes=[ep("A", "02/04/2025", **MOVED)]), "433")) == 1


def test_the_episode_that_last_year_left_open_is_the_one_this_year_ends() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/05/2024")])
    given = a_return(earlier=last, Episodes=[ep("A", "01/05/2024", "01/06/2025", "X1"), ep("A", "01/06/2025", **MOVED)])
    for code in ("142", "388", "433", "501"):
        assert places(given, code) == []
