"""Care leavers: one sound return and one at fault for each check, and the edges that matter."""

import pytest

from alongside.returns import Return
from alongside.returns.tests.cases import Case, checked, places, prove
from alongside.returns.tests.invented import Row, a_return, ep, leaver

IN_YEAR_17 = {"A": "01/09/2008"}  # 17 on 1 September 2025
IN_YEAR_18 = {"A": "01/09/2007"}
IN_YEAR_19 = {"A": "01/09/2006"}
SEX_F: Row = {"CHILD": "A", "SEX": "F"}
AD1 = {"CHILD": "A", "DATE_INT": "01/05/2025"}
OC2 = {"CHILD": "A", "CONVICTED": "0"}
UASC = {"CHILD": "A", "SEX": "M"}
LEFT_AT_16 = ep("A", "01/04/2025", "01/08/2025", "E4A")

CASES = [
    Case("153", {"OC3": [leaver("A", "", "", "")]}, {"OC3": [leaver("A", accom="")]}, [("OC3", 2, "ACCOM", "A")]),
    Case(
        "344", {"OC3": [leaver("A", "DIED", "0", "0")]}, {"OC3": [leaver("A", "RHOM", "0")]}, [("OC3", 2, "ACCOM", "A")]
    ),
    Case("345", {"OC3": [leaver("A")]}, {"OC3": [leaver("A", activ="0")]}, [("OC3", 2, "ACTIV", "A")]),
    Case(
        "347",
        {"born": IN_YEAR_18, "OC3": [leaver("A", accom="T1")]},
        {"born": IN_YEAR_17, "OC3": [leaver("A", accom="T2")]},
        [("OC3", 2, "ACCOM", "A")],
    ),
    Case(
        "391",
        {"born": {"A": "31/03/2009"}, "OC3": [leaver("A")]},
        {"born": {"A": "01/04/2009"}, "OC3": [leaver("A")]},
        [("OC3", 2, "DOB", "A")],
    ),
    Case(
        "3001",
        {"born": IN_YEAR_18, "OC3": [leaver("A", accom="Z1")]},
        {"born": IN_YEAR_17, "OC3": [leaver("A", accom="Z2")]},
        [("OC3", 2, "ACCOM", "A")],
    ),
    Case(
        "134",
        {"OC3": [leaver("A")], "AD1": [{"CHILD": "B", "DATE_INT": "01/05/2025"}]},
        {"OC3": [leaver("A")], "AD1": [AD1]},
        [("AD1", 2, "DATE_INT", "A")],
    ),
    Case(
        "215",
        {"OC3": [leaver("A", "", "", "")], "OC2": [OC2]},
        {"OC3": [leaver("A")], "OC2": [OC2]},
        [("OC3", 2, "IN_TOUCH", "A")],
    ),
    Case(
        "187",
        {"Episodes": [ep("A", "02/04/2025")], "OC3": [leaver("A")], "AD1": [AD1]},
        {
            "Episodes": [ep("A", "01/05/2024", "01/09/2025", "X1"), ep("A", "01/09/2025", RNE="P")],
            "OC3": [leaver("A")],
            "AD1": [AD1],
        },
        [("OC3", 2, "IN_TOUCH", "A"), ("AD1", 2, "DATE_INT", "A")],
    ),
    Case(
        "165",
        {"Header": [{**SEX_F, "MOTHER": "0"}], "Episodes": [ep("A", "01/05/2025")]},
        {"Header": [SEX_F], "Episodes": [ep("A", "01/05/2025")]},
        [("Header", 2, "MOTHER", "A")],
    ),
    Case(
        "628",
        {"Header": [{**SEX_F, "MOTHER": "1"}], "OC3": [leaver("A")], "Episodes": [ep("A", "01/05/2025")]},
        {"Header": [{**SEX_F, "MOTHER": "1"}], "OC3": [leaver("A")]},
        [("Header", 2, "MOTHER", "A")],
    ),
    Case(
        "1000",
        {"Episodes": [ep("A", "01/05/2025", "01/06/2025", "E8")], "OC3": [leaver("A")]},
        {"Episodes": [ep("A", "01/05/2025", "01/06/2025", "E2")], "OC3": [leaver("A")]},
        [("OC3", 2, "IN_TOUCH", "A")],
    ),
    Case(
        "1001",
        {"Episodes": [ep("A", "01/05/2025", "01/06/2025", "E4A")], "OC3": [leaver("A")]},
        {"Episodes": [ep("A", "01/05/2025", "01/06/2025", "E12")], "OC3": [leaver("A")]},
        [("OC3", 2, "IN_TOUCH", "A")],
    ),
    Case(
        "1002",
        {"born": IN_YEAR_19, "OC3": [leaver("A")]},
        {"born": {"A": "01/04/2011"}, "OC3": [leaver("A")]},
        [("OC3", 2, "IN_TOUCH", "A")],
    ),
    Case(
        "1007",
        {"born": IN_YEAR_17, "Episodes": [ep("A", "01/05/2025", "01/09/2025", "E4A")], "OC3": [leaver("A")]},
        {"born": IN_YEAR_17, "Episodes": [ep("A", "01/05/2025")], "OC3": [leaver("A")]},
        [("OC3", 2, "IN_TOUCH", "A")],
    ),
    Case(
        "1016",
        {"born": IN_YEAR_18, "Episodes": [ep("A", "01/05/2025", "01/09/2025", "E17")], "OC3": [leaver("A")]},
        {"born": IN_YEAR_18, "Episodes": [ep("A", "01/05/2025", "02/09/2025", "E17")], "OC3": [leaver("A")]},
        [("OC3", 2, "IN_TOUCH", "A")],
    ),
    Case(
        "1011",
        {
            "Episodes": [ep("A", "01/05/2025", "01/06/2025", "E3"), ep("A", "01/07/2025", "01/08/2025", "E4A")],
            "OC3": [leaver("A")],
        },
        {"Episodes": [ep("A", "01/05/2025", "01/06/2025", "E3")], "OC3": [leaver("A")]},
        [("OC3", 2, "IN_TOUCH", "A")],
    ),
    Case(
        "1012",
        {"Episodes": [ep("A", "01/05/2025")], "OC2": [OC2], "Missing": [{"CHILD": "A"}]},
        {"OC2": [OC2], "Missing": [{"CHILD": "A"}]},
        [("OC2", 2, "CHILD", "A"), ("Missing", 2, "CHILD", "A")],
    ),
    Case(
        "1014",
        {"Episodes": [ep("A", "01/05/2025")], "OC3": [leaver("A")], "UASC": [UASC]},
        {"OC3": [leaver("A")], "UASC": [UASC]},
        [("UASC", 2, "CHILD", "A")],
    ),
    Case(
        "348",
        {"earlier": a_return(2025, OC3=[leaver("A", "DIED", "0", "0")]), "OC3": [leaver("A", "DIED", "0", "0")]},
        {"earlier": a_return(2025, OC3=[leaver("A", "DIED", "0", "0")]), "OC3": [leaver("A")]},
        [("OC3", 2, "IN_TOUCH", "A")],
    ),
    Case(
        "1010",
        {"earlier": a_return(2025, Episodes=[ep("A", "01/05/2024")]), "Episodes": [LEFT_AT_16], "OC3": [leaver("A")]},
        {"earlier": a_return(2025, Episodes=[ep("A", "01/05/2024")]), "OC3": [leaver("A")]},
        [("OC3", 2, "IN_TOUCH", "A")],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_fault_in_what_is_said_of_care_leavers_is_named(case: Case) -> None:
    prove(case)


def years_of_care(*, born: str, until: str) -> Return:
    """Held since 1 April 2021: in care from 1 May 2021 to a day in 2025/26, in OC3 then."""
    start = "01/05/2021"
    given = None
    for year in range(2022, 2026):
        given = a_return(year, earlier=given, born={"A": born}, Episodes=[ep("A", start)])
    return a_return(2026, earlier=given, born={"A": born}, Episodes=[ep("A", start, until, "E4A")], OC3=[leaver("A")])


def test_too_little_care_is_a_fault_once_history_reaches_back_to_14() -> None:
    """Born in March 2010: 14 in 2024, 16 on 10 March 2026; left on the 16th birthday, so not a day of care at 16."""
    given = years_of_care(born="10/03/2010", until="10/03/2026")
    assert places(given, "1001") == [("OC3", 2, "IN_TOUCH", "A")]
    assert "0 from the 16th" in checked(given, "1001").findings[0].message
    assert places(years_of_care(born="10/03/2010", until="11/03/2026"), "1001") == []


@pytest.mark.parametrize(("left", "faults"), [("02/10/2025", 1), ("03/10/2025", 0)])
def test_ninety_one_days_are_enough_and_ninety_are_not(left: str, faults: int) -> None:
    """Three months of care at 16, from 4 July 2025; everything since the 14th birthday is held."""
    born = {"A": "01/06/2009"}
    given = None
    for year in (2023, 2024, 2025):
        given = a_return(year, earlier=given, born=born)
    given = a_return(2026, earlier=given, born=born, Episodes=[ep("A", "04/07/2025", left, "E4A")], OC3=[leaver("A")])
    assert len(places(given, "1001")) == faults


def test_short_breaks_do_not_count_towards_thirteen_weeks() -> None:
    born = {"A": "01/04/2009"}
    years = None
    for year in (2024, 2025):
        years = a_return(year, earlier=years, born=born)
    broken = [ep("A", "01/05/2025", LS="V4")]
    given = a_return(2026, earlier=years, born=born, Episodes=broken, OC3=[leaver("A")])
    assert places(given, "1001") == [("OC3", 2, "IN_TOUCH", "A")]


@pytest.mark.parametrize("code", ["1001", "1002"])
def test_nobody_is_accused_for_care_before_the_years_that_are_held(code: str) -> None:
    last = a_return(2025, born=IN_YEAR_19, OC3=[leaver("A")])
    given = a_return(2026, earlier=last, born=IN_YEAR_19, OC3=[leaver("A")])
    result = checked(given, code)
    assert result.findings == ()
    assert [(each.check, each.people) for each in result.cannot_say] == [(code, 1)]
    assert "before 01/04/2024" in result.cannot_say[0].reason


def test_a_child_born_on_29_february_does_not_stop_the_check_of_birthdays() -> None:
    born = {"A": "29/02/2008"}  # 18 on 1 March 2026
    on_the_day = a_return(born=born, Episodes=[ep("A", "01/05/2025", "01/03/2026", "E17")], OC3=[leaver("A")])
    assert places(on_the_day, "1007") == []
    assert places(on_the_day, "1016") == []
    a_day_late = a_return(born=born, Episodes=[ep("A", "01/05/2025", "02/03/2026", "E17")], OC3=[leaver("A")])
    assert len(places(a_day_late, "1007")) == 1
    assert len(places(a_day_late, "1016")) == 1


def test_the_foyer_check_knows_that_18_is_old_enough() -> None:
    given = a_return(born=IN_YEAR_19, OC3=[leaver("A", accom="T1")])
    assert places(given, "347") == []


def test_motherhood_is_asked_of_girls_and_never_of_boys() -> None:
    boy = a_return(Header=[{"CHILD": "A", "SEX": "M", "MOTHER": "0"}], Episodes=[ep("A", "01/05/2025")])
    assert places(boy, "165") == [("Header", 2, "MOTHER", "A")]
    old_codes = a_return(2020, Header=[{"CHILD": "A", "SEX": "2"}], Episodes=[ep("A", "01/05/2019")])
    assert places(old_codes, "165") == [("Header", 2, "MOTHER", "A")]
    short_break = a_return(Header=[SEX_F], Episodes=[ep("A", "01/05/2025", LS="V4")])
    assert places(short_break, "165") == []


def test_a_death_reported_two_years_ago_is_remembered() -> None:
    dead = a_return(2024, OC3=[leaver("A", "DIED", "0", "0")])
    given = a_return(2026, earlier=a_return(2025, earlier=dead, OC3=[leaver("B")]), OC3=[leaver("A"), leaver("B")])
    assert places(given, "348") == [("OC3", 2, "IN_TOUCH", "A")]
