"""This year against last year."""

import pytest

from alongside.returns.tests.cases import Case, checked, places, prove
from alongside.returns.tests.invented import a_return, ep

LAST = a_return(2025, Episodes=[ep("A", "01/05/2024"), ep("B", "01/05/2024", "01/06/2024", "E4A")])
SAME = ep("A", "01/05/2024", "01/06/2025", "E4A")


def case(code: str, column: str, **changed: str) -> Case:
    return Case(
        code,
        {"earlier": LAST, "Episodes": [SAME]},
        {"earlier": LAST, "Episodes": [ep("B", "01/05/2025"), {**SAME, **changed}]},
        [("Episodes", 3, column, "A")],
    )


CASES = [
    case("502", "DECOM", DECOM="02/05/2024"),
    case("562", "DECOM", DECOM="02/05/2024"),
    case("503A", "RNE", RNE="P"),
    case("503B", "LS", LS="C1"),
    case("503C", "CIN", CIN="N2"),
    case("503D", "PLACE", PLACE="K2"),
    case("503E", "PLACE_PROVIDER", PLACE_PROVIDER=""),
    case("503F", "URN", URN="SC000009"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_break_with_last_year_is_named(case: Case) -> None:
    prove(case)


def test_an_episode_that_began_on_the_first_day_of_the_year_need_not_be_in_last_years_return() -> None:
    assert places(a_return(earlier=LAST, Episodes=[ep("C", "01/04/2025")]), "562") == []
    assert len(places(a_return(earlier=LAST, Episodes=[ep("C", "31/03/2025")]), "562")) == 1


def test_without_last_year_the_check_says_so() -> None:
    result = checked(a_return(Episodes=[SAME]), "502")
    assert [each.reason for each in result.could_not_run] == ["Episodes not given for 2024/25."]
    assert result.ran == ()
