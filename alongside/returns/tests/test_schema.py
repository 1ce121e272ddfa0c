"""Tables and codes: the counts that the return has, and codes that come and go with the years."""

from alongside.returns.codes import CODE_SETS, INTRODUCED, WITHDRAWN, codes_in, meaning
from alongside.returns.tables import TABLES, Kind, year_ends_on, year_in_words, year_starts_on


def test_the_return_has_12_tables_78_columns_and_23_code_sets() -> None:
    assert len(TABLES) == 12
    assert sum(len(table.columns) for table in TABLES.values()) == 78
    assert len(CODE_SETS) == 23


def test_every_column_of_codes_has_its_codes() -> None:
    for table in TABLES.values():
        assert table.columns[0].name == "CHILD"
        for column in table.columns:
            assert (column.kind is Kind.CODE) == (column.codes is not None)
            assert column.codes is None or column.codes in CODE_SETS


def test_no_heading_can_be_taken_for_another_table() -> None:
    names = [frozenset(table.column_names) for table in TABLES.values()]
    assert not [(one, other) for one in names for other in names if one < other]


def test_codes_come_and_go_with_the_years() -> None:
    assert {"1", "2"} <= codes_in("SEX", 2024)
    assert not {"1", "2"} & codes_in("SEX", 2025)
    assert "Z1" in codes_in("PLACE", 2025)
    assert "Z1" not in codes_in("PLACE", 2026)
    assert "Z11" in codes_in("PLACE", 2026)
    assert "Z11" not in codes_in("PLACE", 2025)
    assert "K3" in codes_in("PLACE", 2024)
    assert "F3" not in codes_in("ACTIV", 2022)
    assert not {"S1", "X1"} & codes_in("ACCOM", 2020)


def test_no_code_is_both_current_and_withdrawn() -> None:
    for name, codes in WITHDRAWN.items():
        assert not set(codes) & set(CODE_SETS[name])
    for name, codes in INTRODUCED.items():
        assert set(codes) <= set(CODE_SETS[name])


def test_a_meaning_that_is_not_known_is_not_invented() -> None:
    unknown = {(name, code) for name, codes in CODE_SETS.items() for code, words in codes.items() if words is None}
    assert unknown == {("PLACE", code) for code in ("Z11", "Z12", "Z13", "Z14")}
    assert meaning("ACCOM", "U1") == "Independent living: suitable"


def test_a_collection_year_is_named_by_its_end() -> None:
    assert (str(year_starts_on(2026)), str(year_ends_on(2026))) == ("2025-04-01", "2026-03-31")
    assert year_in_words(2026) == "2025/26"
    assert year_in_words(2000) == "1999/00"
