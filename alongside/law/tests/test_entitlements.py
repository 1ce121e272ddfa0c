"""Money and help: how much on which day, must or may, and whether it is for this person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.law import (
    Category,
    Certainty,
    Circumstances,
    Finding,
    Force,
    FosterStay,
    Met,
    Spell,
    category_on,
    entitlements_on,
)
from alongside.law.rules import Owner, all_rules
from alongside.law.tests.invented_people import (
    in_care,
    in_care_to_18,
    left_at_17,
    never_in_care,
    ten_weeks_at_16,
)

DAY = timedelta(days=1)
NINETEEN = date(2025, 1, 10)


def entitlement(life: Circumstances, on: date, entitlement_id: str):
    return next(one for one in entitlements_on(life, on) if one.id == entitlement_id)


def met(life: Circumstances, on: date, entitlement_id: str) -> Met:
    return entitlement(life, on, entitlement_id).met


def former_relevant_born(born_on: date) -> Circumstances:
    spell = Spell(born_on.replace(year=born_on.year + 10), born_on.replace(year=born_on.year + 18), "C2", "A")
    return Circumstances(born_on=born_on, spells=(spell,))


# ---- amounts on both sides of the day they changed ----

AMOUNTS = [
    ("setting_up_home", date(2023, 3, 31), "£2,000"),
    ("setting_up_home", date(2023, 4, 1), "£3,000"),
    ("apprenticeship_bursary", date(2023, 7, 31), "£1,000"),
    ("apprenticeship_bursary", date(2023, 8, 1), "£3,000"),
    ("he_bursary", date(2020, 1, 1), "£2,000"),
    ("he_bursary", date(2026, 11, 22), "£2,000"),
    ("bursary_16_19", date(2026, 11, 22), "£1,200 a year"),
    ("junior_isa", date(2026, 11, 22), "£200"),
]


@pytest.mark.parametrize(("entitlement_id", "on", "amount"), AMOUNTS)
def test_the_amount_is_the_one_in_force_on_the_day(entitlement_id, on, amount):
    found = entitlement(former_relevant_born(date(2003, 6, 1)), on, entitlement_id)
    assert str(found.amount) == amount
    assert found.amount.citation.link.startswith("https://")


def test_the_one_bedroom_rate_reached_22_to_24_on_31_may_2021():
    life = former_relevant_born(date(1998, 1, 1))  # 23 on that day
    assert met(life, date(2021, 5, 30), "shared_rate_exemption") is Met.NO
    assert met(life, date(2021, 5, 31), "shared_rate_exemption") is Met.NOT_KNOWN


def test_the_one_bedroom_rate_ends_at_22_before_and_at_25_after():
    earlier = former_relevant_born(date(1998, 6, 1))
    assert met(earlier, date(2020, 5, 31), "shared_rate_exemption") is Met.NOT_KNOWN
    assert met(earlier, date(2020, 6, 1), "shared_rate_exemption") is Met.NO
    later = in_care_to_18()
    assert met(later, date(2030, 11, 21), "shared_rate_exemption") is Met.NOT_KNOWN
    assert met(later, date(2030, 11, 22), "shared_rate_exemption") is Met.NO
    assert entitlement(earlier, date(2020, 5, 31), "shared_rate_exemption").until == date(2020, 6, 1)
    assert entitlement(later, date(2027, 1, 1), "shared_rate_exemption").until == date(2030, 11, 22)


def test_the_highest_loan_is_there_from_the_academic_year_2026():
    life = in_care_to_18()
    assert "maximum_maintenance_loan" not in {one.id for one in entitlements_on(life, date(2026, 7, 31))}
    assert met(life, date(2026, 8, 1), "maximum_maintenance_loan") is Met.NOT_KNOWN


def test_the_highest_loan_has_no_upper_age_and_is_not_for_those_never_in_care():
    old = former_relevant_born(date(1980, 1, 1))
    assert met(old, date(2026, 9, 1), "maximum_maintenance_loan") is Met.NOT_KNOWN
    assert entitlement(old, date(2026, 9, 1), "maximum_maintenance_loan").until is None
    assert met(never_in_care(), date(2026, 9, 1), "maximum_maintenance_loan") is Met.NO


# ---- ages ----

AGES = [
    ("bursary_16_19", in_care(), date(2025, 3, 10), date(2028, 3, 10)),
    ("apprenticeship_bursary", in_care_to_18(), date(2021, 11, 22), date(2030, 11, 22)),
    ("setting_up_home", in_care_to_18(), date(2023, 11, 22), date(2030, 11, 22)),
    ("vacation_accommodation", in_care_to_18(), date(2023, 11, 22), date(2030, 11, 22)),
    ("no_local_connection_test", in_care(), date(2025, 7, 10), date(2034, 3, 10)),
    ("other_assistance", in_care_to_18(), date(2023, 11, 22), date(2026, 11, 22)),
    ("support_on_request", in_care_to_18(), date(2026, 11, 22), date(2030, 11, 22)),
    ("advise_and_befriend", ten_weeks_at_16(), date(2025, 7, 10), date(2030, 4, 4)),
    ("priority_need", ten_weeks_at_16(), date(2027, 4, 4), date(2030, 4, 4)),
    ("education_assistance", ten_weeks_at_16(), date(2025, 7, 10), date(2034, 4, 4)),
]


@pytest.mark.parametrize(("entitlement_id", "life", "first", "end"), AGES, ids=lambda value: str(value)[:25])
def test_it_begins_and_ends_on_its_day(entitlement_id, life, first, end):
    assert all(one.met is Met.NO for one in entitlements_on(life, first - DAY) if one.id == entitlement_id)
    assert met(life, first, entitlement_id) is not Met.NO
    assert met(life, end - DAY, entitlement_id) is not Met.NO
    assert met(life, end, entitlement_id) is Met.NO


# ---- met, not met, not known ----


def test_what_status_alone_gives_is_met():
    assert met(in_care_to_18(), date(2025, 8, 1), "no_local_connection_test") is Met.YES
    assert met(in_care_to_18(), NINETEEN, "personal_adviser") is Met.YES
    assert met(in_care_to_18(), NINETEEN, "advocacy") is Met.YES


def test_what_hangs_on_something_nobody_recorded_is_not_known_and_says_on_what():
    found = entitlement(in_care_to_18(), NINETEEN, "he_bursary")
    assert found.met is Met.NOT_KNOWN
    assert "two academic years" in found.condition


def test_what_needs_another_category_is_not_met():
    assert met(ten_weeks_at_16(), date(2028, 1, 1), "he_bursary") is Met.NO
    assert met(never_in_care(), date(2026, 11, 22), "personal_adviser") is Met.NO


def test_an_exception_nobody_decided_leaves_it_met():
    assert met(left_at_17(), date(2026, 7, 1), "maintenance") is Met.YES
    assert met(left_at_17(), date(2026, 7, 1), "suitable_accommodation") is Met.YES


def test_staying_put_is_not_for_someone_known_not_to_have_been_in_care_at_18_though_earlier_years_are_not_held():
    left = Circumstances(
        date(2006, 9, 1),
        (Spell(date(2021, 5, 7), date(2022, 9, 10), "C2"),),
        history_held_from=date(2022, 4, 1),
        treated_as_care_leaver=True,
    )
    assert met(left, date(2026, 11, 24), "staying_put") is Met.NO
    held_later = replace(left, history_held_from=date(2025, 4, 1))
    assert met(held_later, date(2026, 11, 24), "staying_put") is Met.NOT_KNOWN


def test_staying_put_is_not_known_until_someone_says_where_they_live():
    carer = FosterStay(date(2023, 11, 22), date(2025, 1, 1))
    assert met(in_care_to_18(), NINETEEN, "staying_put") is Met.NOT_KNOWN
    assert met(in_care_to_18(with_former_foster_carer=(carer,)), date(2024, 12, 31), "staying_put") is Met.YES
    assert met(in_care_to_18(with_former_foster_carer=(carer,)), date(2025, 1, 1), "staying_put") is Met.NO
    assert met(left_at_17(), date(2027, 4, 1), "staying_put") is Met.NO


def test_in_doubt_nothing_is_met_and_nothing_is_taken_away():
    life = Circumstances(born_on=date(2006, 6, 1), spells=None, treated_as_care_leaver=True)
    assert category_on(life, NINETEEN).category is Category.UNKNOWN
    assert met(life, NINETEEN, "personal_adviser") is Met.NOT_KNOWN
    assert met(life, NINETEEN, "priority_need") is Met.NOT_KNOWN
    assert met(life, NINETEEN, "staying_put") is Met.NOT_KNOWN


def test_a_callers_finding_is_used():
    decided = Finding(on=NINETEEN, category=Category.FORMER_RELEVANT, certainty=Certainty.CLEAR)
    life = Circumstances(born_on=date(2006, 1, 1), spells=None)
    found = {one.id: one.met for one in entitlements_on(life, NINETEEN, decided)}
    assert found["personal_adviser"] is Met.YES


# ---- must or may ----

MUST_OR_MAY = [
    ("personal_adviser", in_care_to_18(), True),
    ("he_bursary", in_care_to_18(), True),
    ("education_assistance", in_care_to_18(), True),
    ("education_assistance", ten_weeks_at_16(), False),
    ("employment_assistance", ten_weeks_at_16(), False),
    ("vacation_accommodation", ten_weeks_at_16(), True),
    ("accommodation_at_need", in_care_to_18(), False),
    ("setting_up_home", in_care_to_18(), False),
    ("council_tax_discount", in_care_to_18(), False),
    ("bursary_16_19", in_care(), False),
]


@pytest.mark.parametrize(("entitlement_id", "life", "must"), MUST_OR_MAY, ids=lambda value: str(value)[:25])
def test_must_is_told_from_choose(entitlement_id, life, must):
    on = date(2025, 9, 1)
    found = entitlement(life, on, entitlement_id)
    assert found.met is not Met.NO
    assert found.must is must
    assert found.force is not Force.DUTY or must


def test_who_gives_it_is_told():
    assert entitlement(in_care_to_18(), NINETEEN, "bursary_16_19").given_by is Owner.COLLEGE
    assert entitlement(in_care_to_18(), NINETEEN, "council_tax_discount").given_by is Owner.BILLING_AUTHORITY


# ---- the table ----


@pytest.mark.parametrize("on", [date(2012, 1, 1), date(2020, 1, 1), date(2026, 11, 22)])
def test_every_entitlement_in_force_is_told_once(on):
    told = [one.id for one in entitlements_on(in_care_to_18(), on)]
    assert len(told) == len(set(told))
    in_force = {rule.id for rule in all_rules() if rule.entitlement and rule.is_in_force(on, {})}
    assert set(told) == in_force


def test_the_2026_act_gives_nothing_until_commenced():
    on = date(2026, 12, 1)
    told = {one.id for one in entitlements_on(in_care_to_18(), on)}
    assert not told & {"staying_close", "not_intentionally_homeless"}
    commenced = in_care_to_18(commenced={"cwsa2026.s7": on, "cwsa2026.s9": on + DAY})
    told = {one.id for one in entitlements_on(commenced, on)}
    assert "staying_close" in told
    assert "not_intentionally_homeless" not in told


def test_a_benefit_claim_can_be_started_28_days_before_18_and_not_after():
    life = left_at_17()
    assert met(life, date(2027, 2, 9), "advance_benefit_claim") is Met.NO
    assert met(life, date(2027, 2, 10), "advance_benefit_claim") is Met.NOT_KNOWN
    assert met(life, date(2027, 3, 9), "advance_benefit_claim") is Met.NOT_KNOWN
    assert met(life, date(2027, 3, 10), "advance_benefit_claim") is Met.NO
