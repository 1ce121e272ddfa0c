"""Every amount has a name, a date, a source; and England's working days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.law.ages import birthday
from alongside.law.register import provision
from alongside.law.rules import all_clocks, all_rules
from alongside.law.values import Basis, all_values, value_on
from alongside.law.working_days import (
    bank_holidays,
    first_and_last_year,
    holidays_by_rule,
    is_by_rule,
    is_working_day,
    working_days_after,
)

DAY = timedelta(days=1)
EVERY_VALUE = [value for values in all_values().values() for value in values]
UNITS = {"years", "months", "weeks", "days", "working days", "pounds", "pounds a year"}
DAYS = st.dates(date(2009, 1, 1), date(2049, 12, 31))
OUTSIDE_THE_RULES = {
    "age_care_counts_from",
    "care_that_makes_eligible",
    "end_of_care_approval",
    "age_records_kept_until",
}
"""Told on the page and to readers; used by the categories or left to people."""


@pytest.mark.parametrize("value", EVERY_VALUE, ids=lambda value: f"{value.id} {value.from_on or ''}")
def test_every_value_has_a_source_an_evidence_mark_and_a_unit(value):
    assert provision(value.cite).citation.link.startswith("https://")
    assert value.evidence
    assert value.unit in UNITS
    assert value.amount >= 0
    assert value.basis is not Basis.LOCAL or value.note or value.id == "adviser_introduced"


@pytest.mark.parametrize("name", sorted(all_values()))
def test_a_values_stretches_neither_overlap_nor_leave_gaps(name):
    for earlier, later in pairwise(all_values()[name]):
        assert earlier.until is not None
        assert later.from_on == earlier.until + DAY
        assert earlier.unit == later.unit


def test_every_value_is_used():
    used = {name for rule in all_rules() for name in (rule.from_age, rule.to_age, rule.amount)}
    for clock in all_clocks().values():
        used |= {
            clock.early,
            clock.opens,
            *(step.within for step in clock.steps),
            *(step.after for step in clock.steps),
        }
    assert set(all_values()) - used <= OUTSIDE_THE_RULES


def test_a_value_holds_from_its_first_day_to_its_last():
    assert value_on("setting_up_home", date(2023, 3, 31)).amount == 2000
    assert value_on("setting_up_home", date(2023, 4, 1)).amount == 3000
    assert value_on("he_bursary", date(2008, 8, 31)) is None
    assert value_on("he_bursary", date(2008, 9, 1)).amount == 2000


def test_a_name_nobody_gave_is_an_error():
    with pytest.raises(KeyError):
        value_on("free_bus_pass", date(2026, 1, 1))


def test_values_are_told_in_words():
    told = {name: str(values[-1]) for name, values in all_values().items()}
    assert told["setting_up_home"] == "£3,000"
    assert told["bursary_16_19"] == "£1,200 a year"
    assert told["first_looked_after_visit"] == "1 week"
    assert told["care_plan"] == "10 working days"


def test_only_intervals_can_be_added_and_only_ages_reached():
    pounds, years, months = (
        value_on(name, date(2026, 1, 1)) for name in ("he_bursary", "age_adult", "pathway_plan_review")
    )
    with pytest.raises(ValueError, match="not an interval"):
        pounds.after(date(2026, 1, 1))
    with pytest.raises(ValueError, match="not an interval"):
        years.after(date(2026, 1, 1))
    with pytest.raises(ValueError, match="not an age"):
        months.reached_on(date(2010, 1, 1))
    with pytest.raises(ValueError, match="only days and months"):
        value_on("care_plan", date(2026, 1, 1)).before(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("born_on", "reached"), [(date(2008, 2, 29), date(2026, 3, 1)), (date(2008, 3, 1), date(2026, 3, 1))]
)
def test_an_age_is_reached_on_the_birthday(born_on, reached):
    assert value_on("age_adult", reached).reached_on(born_on) == reached


@pytest.mark.parametrize(
    ("start", "name", "expected"),
    [
        (date(2026, 8, 31), "pathway_plan_review", date(2027, 2, 28)),
        (date(2027, 8, 31), "pathway_plan_review", date(2028, 2, 29)),
        (date(2026, 3, 10), "needs_assessment_eligible", date(2026, 6, 10)),
        (date(2026, 11, 30), "needs_assessment_eligible", date(2027, 2, 28)),
        (date(2026, 12, 31), "later_visit_to_accommodation", date(2027, 2, 28)),
        (date(2024, 2, 29), "yearly_offer", date(2025, 2, 28)),
        (date(2026, 7, 1), "accommodation_review", date(2026, 7, 29)),
        (date(2026, 7, 1), "first_visit_to_accommodation", date(2026, 7, 8)),
        (date(2026, 7, 1), "keep_in_touch", date(2026, 8, 26)),
    ],
)
def test_an_interval_ends_on_the_corresponding_day(start, name, expected):
    assert value_on(name, start).after(start) == expected


@given(DAYS, st.sampled_from([v for v in EVERY_VALUE if v.unit in {"days", "weeks", "months", "working days"}]))
def test_no_interval_goes_backwards_and_later_starts_never_end_earlier(day, value):
    assert value.after(day) >= day
    assert value.after(day + DAY) >= value.after(day)


@given(DAYS, st.sampled_from([v for v in EVERY_VALUE if v.unit == "months"]))
def test_a_month_ends_on_its_own_day_number_or_the_last_of_the_month(day, value):
    end = value.after(day)
    assert end.day == day.day or (end.day < day.day and (end + DAY).day == 1)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == value.amount


@given(st.dates(date(1990, 1, 1), date(2020, 12, 31)), st.integers(0, 30))
def test_a_birthday_is_never_on_28_february_for_someone_born_on_the_29th(born_on, age):
    if (born_on.month, born_on.day) == (2, 29):
        assert (birthday(born_on, age).month, birthday(born_on, age).day) in {(2, 29), (3, 1)}


# ---- working days ----

ONE_OFFS = [
    date(2020, 5, 8),
    date(2022, 6, 2),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
]
MOVED_AWAY = [date(2020, 5, 4), date(2022, 5, 30)]


@pytest.mark.parametrize("day", ONE_OFFS)
def test_proclaimed_holidays_are_not_working_days(day):
    assert not is_working_day(day)
    assert day not in holidays_by_rule(day.year)


@pytest.mark.parametrize("day", MOVED_AWAY)
def test_days_from_which_a_holiday_was_moved_are_working_days(day):
    assert is_working_day(day)


@pytest.mark.parametrize("year", range(first_and_last_year()[0], first_and_last_year()[1] + 1))
def test_the_data_agree_with_the_standing_rule_but_for_one_offs_and_moves(year):
    assert bank_holidays(year) ^ holidays_by_rule(year) == {d for d in ONE_OFFS + MOVED_AWAY if d.year == year}
    assert not is_by_rule(date(year, 6, 1))


def test_years_outside_the_data_are_computed_and_say_so():
    first, last = first_and_last_year()
    assert (first, last) == (2018, 2028)
    assert is_by_rule(date(last + 1, 1, 1))
    assert is_by_rule(date(first - 1, 12, 31))
    assert date(2029, 3, 30) in bank_holidays(2029)  # Good Friday
    assert date(2033, 12, 27) in bank_holidays(2033)  # Christmas Day is a Sunday


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2022, 9, 16), 1, date(2022, 9, 20)),
        (date(2023, 5, 5), 1, date(2023, 5, 9)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2027, 12, 24), 1, date(2027, 12, 29)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2021, 1, 15), 20, date(2021, 2, 12)),
    ],
)
def test_working_days_are_counted_after_the_day(start, count, expected):
    assert working_days_after(start, count) == expected


@given(DAYS, st.integers(1, 60))
def test_working_days_end_on_a_working_day_with_just_that_many_between(day, count):
    end = working_days_after(day, count)
    assert is_working_day(end)
    assert sum(is_working_day(day + n * DAY) for n in range(1, (end - day).days + 1)) == count


@given(st.integers(1990, 2090))
def test_every_ordinary_year_has_eight_holidays_on_weekdays(year):
    days = holidays_by_rule(year)
    assert len(days) == 8
    assert all(day.weekday() < 5 and day.year == year for day in days)
