"""People in columns are the same people."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.law import Circumstances, Education, Spell
from alongside.law import ages as law_ages
from alongside.returns.cohort import Lives
from alongside.returns.cohort.days import Birthdays, certain_day_of, day_number, months_after
from benchmarks.lives import invented_lives

DATES = st.dates(date(1930, 1, 1), date(2080, 12, 31))


def same(one: Lives, other: Lives) -> bool:
    columns = [(getattr(one, column.name), getattr(other, column.name)) for column in fields(Lives)]
    return all(np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b for a, b in columns)


def test_people_come_out_of_the_columns_as_they_went_in() -> None:
    lives = invented_lives(500)
    people = [lives.circumstances_of(i) for i in range(len(lives))]
    again = Lives.from_circumstances(people)
    assert [again.circumstances_of(i) for i in range(len(again))] == people


def test_parquet_gives_back_what_was_written(tmp_path: Path) -> None:
    lives = invented_lives(500)
    lives.to_parquet(tmp_path)
    assert same(Lives.from_parquet(tmp_path), lives)


def test_an_authority_without_a_name_survives_parquet(tmp_path: Path) -> None:
    spells = (Spell(date(2020, 1, 1), None, "C2"), Spell(date(2021, 1, 1), None, "", "A"))
    lives = Lives.from_circumstances([Circumstances(date(2010, 1, 1), spells=spells)])
    lives.to_parquet(tmp_path)
    assert Lives.from_parquet(tmp_path).circumstances_of(0).spells == spells


def test_facts_without_a_column_are_kept_whole_but_not_written(tmp_path: Path) -> None:
    person = Circumstances(date(2005, 1, 1), education=(Education(date(2024, 9, 1), in_pathway_plan=True),))
    lives = Lives.from_circumstances([person])
    assert lives.circumstances_of(0) == person
    with pytest.raises(ValueError, match="1 people have facts that the columns cannot hold"):
        lives.to_parquet(tmp_path)


def test_some_of_the_people_are_the_same_people() -> None:
    lives = invented_lives(300)
    assert lives.of_people(np.array([7, 250])).circumstances_of(1) == lives.circumstances_of(250)
    assert lives.part(100, 200).circumstances_of(5) == lives.circumstances_of(105)


@settings(deadline=None)
@given(DATES, st.sampled_from([-12, 1, 6, 12, 168]))
def test_months_are_counted_as_the_law_counts_them(day: date, months: int) -> None:
    number = np.full(1, day_number(day), dtype=np.int32)
    assert certain_day_of(months_after(number, months)[0]) == law_ages.months_after(day, months)
    many = np.full(1_500, day_number(day), dtype=np.int32)
    assert certain_day_of(months_after(many, months)[-1]) == law_ages.months_after(day, months)


@settings(deadline=None)
@given(st.lists(DATES, min_size=1, max_size=20))
def test_birthdays_are_those_of_the_law(births: list[date]) -> None:
    born_on = np.array([day_number(day) for day in births], dtype=np.int32)
    birthdays = Birthdays(born_on, (14, 16, 18, 21))
    for age in (14, 16, 18, 21):
        assert [certain_day_of(day) for day in birthdays.of(born_on, age)] == [
            law_ages.birthday(day, age) for day in births
        ]
    assert birthdays.is_29_february(born_on).tolist() == [(day.month, day.day) == (2, 29) for day in births]
