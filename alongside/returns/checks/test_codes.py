"""Every code check, with a code its year takes and one it does not."""

import pytest

from alongside.returns.checks.codes import unknown
from alongside.returns.checks.view import View
from alongside.returns.tests.cases import Case, places, prove
from alongside.returns.tests.invented import a_return, ep, leaver

HEADER = {"CHILD": "A"}
REVIEW = {"CHILD": "A", "REVIEW": "01/06/2025", "REVIEW_CODE": "PN1"}
MISSING = {"CHILD": "A", "MIS_START": "01/06/2025", "MISSING": "M"}
AD1 = {"CHILD": "A", "FOSTER_CARE": "0", "NB_ADOPTR": "2", "SEX_ADOPTR": "MF", "LS_ADOPTR": "L11"}
PLACED = {"CHILD": "A", "DATE_PLACED": "01/06/2025"}
PREV_PERM = {"CHILD": "A", "PREV_PERM": "Z1"}
WORKER = {"CHILD": "A", "SW_ID": "SW1", "SW_DECOM": "01/06/2025"}
OC2 = {"CHILD": "A", "SDQ_SCORE": "12", "CONVICTED": "0"}


def in_table(code: str, table: str, row: dict[str, str], column: str, bad: str) -> Case:
    """The row as it stands is sound; with ``bad`` in the column it is not."""
    return Case(code, {table: [row]}, {table: [{**row, column: bad}]}, [(table, 2, column, "A")])


CASES = [
    in_table("101", "Header", HEADER, "SEX", "2"),
    in_table("103", "Header", HEADER, "ETHNIC", "WHIT"),
    in_table("168", "Header", HEADER, "UPN", "O123456789012"),
    in_table("143", "Episodes", ep("A", "01/05/2025"), "RNE", "Q"),
    in_table("144", "Episodes", ep("A", "01/05/2025"), "LS", "C9"),
    in_table("145", "Episodes", ep("A", "01/05/2025"), "CIN", "N9"),
    in_table("146", "Episodes", ep("A", "01/05/2025"), "PLACE", "H5"),
    in_table("149", "Episodes", ep("A", "01/05/2025"), "REC", "E44"),
    in_table("178", "Episodes", ep("A", "01/05/2025"), "PLACE_PROVIDER", "PR9"),
    in_table("1009", "Episodes", ep("A", "01/05/2025"), "REASON_PLACE_CHANGE", "WHIM"),
    in_table("131", "OC3", leaver("A"), "IN_TOUCH", "yes"),
    in_table("132", "OC3", leaver("A"), "ACTIV", "F3"),
    in_table("133", "OC3", leaver("A"), "ACCOM", "S1"),
    in_table("167", "Reviews", REVIEW, "REVIEW_CODE", "PN9"),
    in_table("1006", "Missing", MISSING, "MISSING", "X"),
    in_table("114", "AD1", AD1, "FOSTER_CARE", "2"),
    in_table("175", "AD1", AD1, "NB_ADOPTR", "3"),
    in_table("176", "AD1", AD1, "SEX_ADOPTR", "XX"),
    in_table("177", "AD1", AD1, "LS_ADOPTR", "L1"),
    in_table("120", "PlacedAdoption", PLACED, "REASON_PLACED_CEASED", "XXX"),
    in_table("631", "PrevPerm", PREV_PERM, "PREV_PERM", "P9"),
    in_table("196", "OC2", OC2, "SDQ_REASON", "SDQ9"),
    in_table("181", "OC2", OC2, "TEETH_CHECK", "Y"),
    in_table("180", "OC2", OC2, "SDQ_SCORE", "41"),
    in_table("SW13STG1", "SWEpisodes", WORKER, "SW_REASON", "SWLAZY"),
    in_table("SW02STG1", "SWEpisodes", WORKER, "SW_ID", "12"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_code_the_year_does_not_take_is_named(case: Case) -> None:
    prove(case)


@pytest.mark.parametrize("code", ["131", "132", "133"])
def test_a_blank_answer_about_leaving_care_is_named(code: str) -> None:
    assert len(places(a_return(OC3=[leaver("A", "", "", "")]), code)) == 1


def test_supported_accommodation_is_a_code_in_every_year_since_it_began() -> None:
    for year in (2024, 2025, 2026, 2027):
        assert places(a_return(year, Episodes=[ep("A", f"01/05/{year - 1}", PLACE="K3")]), "146") == []


def test_each_year_is_held_to_its_own_codes() -> None:
    old = a_return(2025, Episodes=[ep("A", "01/05/2024", PLACE="Z1"), ep("B", "01/05/2024", PLACE="Z11")])
    new = a_return(2026, Episodes=[ep("A", "01/05/2024", PLACE="Z1"), ep("B", "01/05/2024", PLACE="Z11")], earlier=old)
    rows = unknown(View(new), "Episodes", "PLACE", needed=True)
    assert rows.select("year", "PLACE").rows() == [(2025, "Z11"), (2026, "Z1")]


@pytest.mark.parametrize("score", ["-1", "4.5", "twelve"])
def test_an_impossible_score_is_named(score: str) -> None:
    assert len(places(a_return(OC2=[{**OC2, "SDQ_SCORE": score}]), "180")) == 1
