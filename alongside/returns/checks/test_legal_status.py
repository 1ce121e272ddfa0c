"""Legal statuses: one sound return and one at fault for each check, and the edges of the time limits."""

from datetime import date
from typing import Any

import pytest

from alongside.returns.checks import CHECKS, run_checks
from alongside.returns.tests.cases import Case, places, prove
from alongside.returns.tests.invented import a_return, ep


def case(code: str, sound: dict[str, str], faulty: dict[str, str], column: str, **more: Any) -> Case:
    return Case(code, {"Episodes": [sound], **more}, {"Episodes": [faulty], **more}, [("Episodes", 2, column, "A")])


CASES = [
    case("358", ep("A", "01/06/2025", LS="J1"), ep("A", "31/05/2025", LS="J2"), "LS", born={"A": "01/06/2015"}),
    case("359", ep("A", "01/05/2025", LS="V2", PLACE="K2"), ep("A", "01/05/2025"), "DEC", born={"A": "01/06/2007"}),
    case(
        "361",
        ep("A", "01/05/2025", "04/05/2025", "E8", LS="L1"),
        ep("A", "01/05/2025", "05/05/2025", "E8", LS="L1"),
        "LS",
    ),
    case(
        "362",
        ep("A", "01/05/2025", "22/05/2025", "E8", LS="L2"),
        ep("A", "01/05/2025", "23/05/2025", "E8", LS="L2"),
        "LS",
    ),
    case(
        "363",
        ep("A", "01/05/2025", "08/05/2025", "E8", LS="L3"),
        ep("A", "01/05/2025", "09/05/2025", "E8", LS="L3"),
        "LS",
    ),
    case(
        "365",
        ep("A", "01/05/2025", "18/05/2025", "E4A", LS="V3"),
        ep("A", "01/05/2025", "19/05/2025", "E4A", LS="V3"),
        "LS",
    ),
    case(
        "367",
        ep("A", "01/05/2025", "15/07/2025", "E4A", LS="V3"),
        ep("A", "01/05/2025", "16/07/2025", "E4A", LS="V3"),
        "LS",
    ),
    case("378", ep("A", "01/05/2025", PLACE="P1"), ep("A", "01/05/2025", PLACE="P1", LS="V2"), "PLACE"),
    case("408", ep("A", "01/05/2025", PLACE="A6", LS="E1"), ep("A", "01/05/2025", PLACE="A6"), "LS"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_legal_status_that_cannot_be_is_named(case: Case) -> None:
    prove(case)


def test_care_that_ended_on_the_18th_birthday_is_in_order() -> None:
    born = {"A": "01/06/2007"}
    assert places(a_return(born=born, Episodes=[ep("A", "01/05/2025", "01/06/2025", "E17")]), "359") == []
    assert len(places(a_return(born=born, Episodes=[ep("A", "01/05/2025", "02/06/2025", "E17")]), "359")) == 1


def test_protection_is_counted_over_episodes_that_follow_on_but_not_over_a_gap() -> None:
    moved = [
        ep("A", "01/05/2025", "03/05/2025", "X1", LS="L1"),
        ep("A", "03/05/2025", "05/05/2025", "E8", LS="L1", RNE="P"),
    ]
    assert len(places(a_return(Episodes=moved), "361")) == 2
    apart = [
        ep("A", "01/05/2025", "03/05/2025", "E8", LS="L1"),
        ep("A", "04/05/2025", "06/05/2025", "E8", LS="L1"),
    ]
    assert places(a_return(Episodes=apart), "361") == []


def test_a_short_break_that_goes_on_is_counted_to_the_end_of_the_year() -> None:
    assert places(a_return(Episodes=[ep("A", "14/03/2026", LS="V3")]), "365") == []
    assert len(places(a_return(Episodes=[ep("A", "13/03/2026", LS="V3")]), "365")) == 1


def test_short_breaks_are_counted_over_any_twelve_months_not_only_the_collection_year() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/02/2025", "15/03/2025", "E4A", LS="V3")])  # 42 days
    this = [ep("A", "01/05/2025", "04/06/2025", "E4A", LS="V3")]  # 34 more within the twelve months
    assert len(places(a_return(earlier=last, Episodes=this), "367")) == 1
    a_year_on = [ep("A", "01/03/2026", "30/03/2026", "E4A", LS="V3")]
    assert places(a_return(earlier=last, Episodes=a_year_on), "367") == []


def test_somebody_in_care_who_turns_18_later_in_a_running_year_is_no_fault_yet() -> None:
    running = a_return(born={"A": "01/06/2007"}, Episodes=[ep("A", "01/04/2025")])
    looked_over = [run_checks(running, {"359": CHECKS["359"]}, as_at=date(2025, 6, day)) for day in (1, 2)]
    assert [len(checked.findings) for checked in looked_over] == [0, 1]
