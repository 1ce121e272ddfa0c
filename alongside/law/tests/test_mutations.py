"""Had the law been read or written otherwise, the situations would have noticed: a test of the tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.law.categories import care, life
from alongside.law.situations import OUR_SITUATIONS, problems_of, records_in, situation_of

SITUATIONS = [situation_of(record) for file in sorted(OUR_SITUATIONS.glob("*.toml")) for record in records_in(file)]


def birthday_on_the_28th(born_on: date, age: int) -> date:
    day = min(born_on.day, 28) if born_on.month == 2 else born_on.day
    return born_on.replace(year=born_on.year + age, day=day)


def years_of_365_days(born_on: date, age: int) -> date:
    return date.fromordinal(born_on.toordinal() + 365 * age)


def count_of_failures() -> int:
    care.birthdays.cache_clear()
    care._months_on.cache_clear()
    return sum(bool(problems_of(situation)) for situation in SITUATIONS)


@pytest.mark.parametrize(
    ("module", "name", "otherwise"),
    [
        (life, "THIRTEEN_WEEKS", 90),
        (life, "THIRTEEN_WEEKS", 92),
        (care, "BREAK_DAYS", 16),
        (care, "BREAK_DAYS", 18),
        (care, "BREAK_DAYS_IN_TWELVE_MONTHS", 74),
        (care, "BREAK_DAYS_IN_TWELVE_MONTHS", 76),
        (care, "BREAK_FOUR_WEEKS", 27),
        (care, "BREAK_FOUR_WEEKS", 29),
        (care, "STAY_HOURS", 11),
        (care, "STAY_HOURS", 25),
        (life, "QUALIFYING_STAY_MONTHS", 2),
        (life, "QUALIFYING_STAY_MONTHS", 4),
        (life, "SETTLED_MONTHS", 5),
        (life, "SETTLED_MONTHS", 7),
        (care, "birthday", birthday_on_the_28th),
        (care, "birthday", years_of_365_days),
        (life, "LONG_STAYS", frozenset({"hospital"})),
    ],
)
def test_another_number_would_fail_some_situation(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, otherwise: Any
) -> None:
    monkeypatch.setattr(module, name, otherwise)
    try:
        assert count_of_failures() > 0
    finally:
        monkeypatch.undo()
        care.birthdays.cache_clear()
        care._months_on.cache_clear()


@pytest.mark.parametrize("reading", [name for name in life.OTHERWISE if name != "A5"])
def test_taking_an_open_question_the_other_way_would_fail_some_situation(
    monkeypatch: pytest.MonkeyPatch, reading: str
) -> None:
    as_decided = life.Life.category_on

    def other_way(self: life.Life, on: int, otherwise: frozenset[str] = life.AS_READ) -> Any:
        return as_decided(self, on, otherwise | {reading})

    monkeypatch.setattr(life.Life, "category_on", other_way)
    assert count_of_failures() > 0


def test_as_it_stands_no_situation_fails() -> None:
    assert count_of_failures() == 0
