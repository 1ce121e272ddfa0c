"""Birthdays and corresponding dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.law.ages import age_on, birthday, days_after, months_after, weeks_after

BIRTHS = st.dates(date(1950, 1, 1), date(2050, 12, 31))


def test_an_age_is_reached_as_the_birthday_begins() -> None:
    assert age_on(date(2009, 4, 10), date(2025, 4, 9)) == 15
    assert age_on(date(2009, 4, 10), date(2025, 4, 10)) == 16


def test_someone_born_on_29_february_has_a_birthday_on_1_march_in_a_common_year() -> None:
    assert birthday(date(2008, 2, 29), 16) == date(2024, 2, 29)
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17


@given(BIRTHS, st.integers(0, 100))
def test_age_changes_on_the_birthday_and_on_no_other_day(born_on: date, age: int) -> None:
    day = birthday(born_on, age)
    assert age_on(born_on, day) == age
    assert age_on(born_on, day - timedelta(days=1)) == age - 1


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 3, 10), 3, date(2026, 6, 10)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 1, 15), -12, date(2025, 1, 15)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_run_to_the_corresponding_date(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@given(BIRTHS, st.integers(0, 300))
def test_more_months_never_end_sooner(day: date, months: int) -> None:
    assert months_after(day, months) < months_after(day, months + 1)


def test_days_and_weeks() -> None:
    assert days_after(date(2026, 2, 27), 2) == date(2026, 3, 1)
    assert weeks_after(date(2026, 2, 27), 13) == days_after(date(2026, 2, 27), 91)
