"""Placements: one sound return and one at fault for each check."""

from typing import Any

import pytest

from alongside.returns.tests.cases import Case, places, prove
from alongside.returns.tests.invented import Row, a_return, ep


def case(code: str, sound: list[Row], faulty: list[Row], column: str, row: int = 2, **more: Any) -> Case:
    return Case(code, {"Episodes": sound, **more}, {"Episodes": faulty, **more}, [("Episodes", row, column, "A")])


HOLIDAY = {"PLACE": "T3", "PLACE_PROVIDER": "", "URN": "", "RNE": "P"}
MOVE = ep("A", "01/05/2025", "01/06/2025", "X1")
WITH_REASON = {**MOVE, "REASON_PLACE_CHANGE": "CARPL"}

CASES = [
    case(
        "213",
        [ep("A", "01/05/2025", PLACE="T1", PLACE_PROVIDER="")],
        [ep("A", "01/05/2025", PLACE="T1")],
        "PLACE_PROVIDER",
    ),
    case("526", [ep("A", "01/05/2025")], [ep("A", "01/05/2025", PLACE_PROVIDER="")], "PLACE_PROVIDER"),
    case("217", [ep("A", "01/05/2025", PLACE="A3")], [ep("A", "01/05/2025", PLACE="A3", RNE="P")], "RNE"),
    case("222", [ep("A", "01/05/2025", PLACE="P1", URN="XXXXXXX")], [ep("A", "01/05/2025", PLACE="P1")], "URN"),
    case(
        "225",
        [WITH_REASON, ep("A", "01/06/2025", RNE="P")],
        [MOVE, ep("A", "01/06/2025", RNE="P")],
        "REASON_PLACE_CHANGE",
    ),
    case(
        "226",
        [MOVE, ep("A", "01/06/2025", **HOLIDAY)],
        [WITH_REASON, ep("A", "01/06/2025", **HOLIDAY)],
        "REASON_PLACE_CHANGE",
    ),
    case(
        "371",
        [ep("A", "01/06/2025", PLACE="K3")],
        [ep("A", "31/05/2025", PLACE="K3")],
        "PLACE",
        born={"A": "01/06/2009"},
    ),
    case(
        "376",
        [ep("A", "01/05/2025", "22/05/2025", "X1", **HOLIDAY)],
        [ep("A", "01/05/2025", "23/05/2025", "X1", **HOLIDAY)],
        "PLACE",
    ),
    case(
        "379",
        [ep("A", "25/03/2026", PLACE="T4")],
        [ep("A", "23/03/2026", PLACE="T4")],
        "PLACE",
    ),
    case("380", [ep("A", "01/05/2025", PLACE="T1", RNE="B")], [ep("A", "01/05/2025", PLACE="T1")], "PLACE"),
    case(
        "381",
        [ep("A", "01/05/2025", "02/05/2025", "X1", PLACE="T1")],
        [ep("A", "01/05/2025", "02/05/2025", "E4A", PLACE="T1")],
        "PLACE",
    ),
    case("392b", [ep("A", "01/05/2025")], [ep("A", "01/05/2025", PL_POST="")], "PL_POST"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_placement_that_cannot_be_is_named(case: Case) -> None:
    prove(case)


def test_a_move_to_a_temporary_placement_needs_no_reason() -> None:
    assert places(a_return(Episodes=[MOVE, ep("A", "01/06/2025", **HOLIDAY)]), "225") == []


def test_postcodes_are_not_asked_of_short_breaks_nor_of_unaccompanied_children() -> None:
    blank = {"HOME_POST": "", "PL_POST": ""}
    assert places(a_return(Episodes=[ep("A", "01/05/2025", LS="V4", **blank)]), "392b") == []
    alone = a_return(Episodes=[ep("A", "01/05/2025", **blank)], UASC=[{"CHILD": "A", "SEX": "M"}])
    assert places(alone, "392b") == []


def test_the_old_code_for_other_placements_may_have_a_provider_or_none() -> None:
    for provider in ("", "PR4"):
        given = a_return(2025, Episodes=[ep("A", "01/05/2024", PLACE="Z1", PLACE_PROVIDER=provider)])
        assert places(given, "213") == places(given, "526") == []
