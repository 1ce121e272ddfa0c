"""What is owed, to whom, on both sides of every day on which that changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import alongside.law
from alongside.law import (
    Category,
    Certainty,
    Circumstances,
    Education,
    Evidence,
    Finding,
    Force,
    FosterStay,
    Met,
    Spell,
    SupportRequest,
    category_on,
    duties_on,
)
from alongside.law.ages import birthday
from alongside.law.conditions import Situation
from alongside.law.rules import Owner, all_rules
from alongside.law.tests.invented_people import (
    in_care,
    in_care_to_18,
    in_short_breaks,
    left_at_17,
    never_in_care,
    ten_weeks_at_16,
)
from alongside.law.tests.lives import lives
from alongside.law.values import all_values

DAY = timedelta(days=1)


def owed(circumstances: Circumstances, on: date) -> set[str]:
    return {duty.id for duty in duties_on(circumstances, on)}


def duty_of(circumstances: Circumstances, on: date, duty_id: str):
    return next(duty for duty in duties_on(circumstances, on) if duty.id == duty_id)


# ---- ages: owed the day before, not on the birthday, or the other way round ----


FORMER_RELEVANT_TO_21 = [
    "keep_in_touch",
    "re_establish_contact",
    "personal_adviser",
    "pathway_plan",
    "pathway_plan_review",
    "accommodation_review",
    "visit_7_days",
    "visit_before_review",
    "visit_2_months",
    "employment_assistance",
    "education_assistance",
    "other_assistance",
    "accommodation_at_need",
    "priority_need",
    "adviser_functions",
]
TO_25 = [
    "no_local_connection_test",
    "corporate_parenting_principles",
    "setting_up_home",
    "vacation_accommodation",
    "local_offer",
    "birthday_snapshot",
]
FROM_21_TO_25 = ["offer_support_yearly", "support_on_request"]


@pytest.mark.parametrize("duty_id", FORMER_RELEVANT_TO_21)
def test_what_is_owed_from_18_ends_at_21(duty_id):
    life = in_care_to_18()
    assert duty_id in owed(life, date(2023, 11, 22))
    assert duty_id in owed(life, date(2026, 11, 21))
    assert duty_id not in owed(life, date(2026, 11, 22))


@pytest.mark.parametrize("duty_id", TO_25)
def test_what_is_owed_to_25_ends_there(duty_id):
    life = in_care_to_18()
    assert duty_id in owed(life, date(2030, 11, 21))
    assert duty_id not in owed(life, date(2030, 11, 22))


@pytest.mark.parametrize("duty_id", FROM_21_TO_25)
def test_support_from_21_begins_and_ends_on_birthdays(duty_id):
    life = in_care_to_18()
    assert duty_id not in owed(life, date(2026, 11, 21))
    assert duty_id in owed(life, date(2026, 11, 22))
    assert duty_id in owed(life, date(2030, 11, 21))
    assert duty_id not in owed(life, date(2030, 11, 22))


def test_priority_need_at_21_needs_vulnerability():
    life = in_care_to_18()
    assert "priority_need_if_vulnerable" not in owed(life, date(2026, 11, 21))
    assert "priority_need_if_vulnerable" in owed(life, date(2026, 11, 22))


ELIGIBLE_ONLY = ["needs_assessment", "pathway_plan", "personal_adviser", "pathway_plan_review", "staying_put_planning"]
LOOKED_AFTER = [
    "care_and_welfare",
    "care_plan",
    "placement_plan",
    "health_assessment",
    "personal_education_plan",
    "looked_after_visit",
    "looked_after_review",
    "reviewing_officer",
    "out_of_area_approval",
    "at_distance_approval",
    "area_authority_notice",
    "return_interview",
    "advocacy",
    "complaints",
]


@pytest.mark.parametrize("duty_id", ELIGIBLE_ONLY)
def test_an_eligible_child_is_owed_it_from_the_16th_birthday(duty_id):
    assert duty_id not in owed(in_care(), date(2025, 3, 9))
    assert duty_id in owed(in_care(), date(2025, 3, 10))


@pytest.mark.parametrize("duty_id", LOOKED_AFTER)
def test_a_looked_after_child_of_any_age_is_owed_it_until_care_ends(duty_id):
    life = left_at_17()
    assert duty_id not in owed(life, date(2021, 1, 14))
    assert duty_id in owed(life, date(2021, 1, 15))
    assert duty_id in owed(life, date(2026, 5, 31))
    if duty_id not in ("advocacy", "complaints"):
        assert duty_id not in owed(life, date(2026, 6, 1))


@pytest.mark.parametrize(
    "duty_id",
    ["keep_in_touch", "suitable_accommodation", "maintenance", "visit_7_days", "visit_2_months", "assessment_record"],
)
def test_a_relevant_child_is_owed_it_from_the_day_care_ends(duty_id):
    assert duty_id in owed(left_at_17(), date(2026, 6, 1))


@pytest.mark.parametrize("duty_id", ["suitable_accommodation", "maintenance", "assessment_record"])
def test_what_only_a_relevant_child_is_owed_ends_at_18(duty_id):
    assert duty_id in owed(left_at_17(), date(2027, 3, 9))
    assert duty_id not in owed(left_at_17(), date(2027, 3, 10))


@pytest.mark.parametrize(
    "duty_id", ["advise_and_befriend", "consider_need_for_help", "contact_as_seen_fit", "assistance_at_need"]
)
def test_a_person_qualifying_is_owed_it_until_21(duty_id):
    life = ten_weeks_at_16()
    assert duty_id not in owed(life, date(2025, 7, 9))
    assert duty_id in owed(life, date(2025, 7, 10))
    assert duty_id in owed(life, date(2030, 4, 3))
    assert duty_id not in owed(life, date(2030, 4, 4))


@pytest.mark.parametrize("duty_id", ["education_assistance", "vacation_accommodation"])
def test_education_help_for_a_person_who_qualified_goes_on_to_25(duty_id):
    life = ten_weeks_at_16()
    assert duty_id in owed(life, date(2030, 4, 4))
    assert duty_id in owed(life, date(2034, 4, 3))
    assert duty_id not in owed(life, date(2034, 4, 4))


@pytest.mark.parametrize(
    "duty_id",
    [
        "personal_adviser",
        "pathway_plan",
        "he_bursary",
        "support_on_request",
        "offer_support_yearly",
        "no_local_connection_test",
        "corporate_parenting_principles",
        "keep_in_touch",
        "staying_put",
    ],
)
def test_a_person_qualifying_is_not_owed_what_care_leavers_are(duty_id):
    for on in (date(2026, 1, 1), date(2028, 1, 1), date(2030, 4, 3), date(2031, 1, 1)):
        assert duty_id not in owed(ten_weeks_at_16(), on)


def test_priority_need_of_a_person_qualifying_is_from_18_to_20():
    life = ten_weeks_at_16()
    assert "priority_need" not in owed(life, date(2027, 4, 3))
    assert "priority_need" in owed(life, date(2027, 4, 4))
    assert "priority_need" in owed(life, date(2030, 4, 3))
    assert "priority_need" not in owed(life, date(2030, 4, 4))


def test_nothing_is_owed_to_someone_never_in_care():
    assert owed(never_in_care(), date(2026, 11, 22)) == set()


def test_nothing_is_owed_after_death():
    life = in_care_to_18(died_on=date(2025, 1, 1))
    assert owed(life, date(2024, 12, 31))
    assert owed(life, date(2025, 1, 1)) == set()


def test_who_must_advise_a_person_qualifying_and_who_may():
    voluntary = Circumstances(
        born_on=date(2009, 4, 4),
        accommodated_elsewhere=(
            alongside.law.AccommodatedElsewhere(date(2025, 5, 1), date(2025, 9, 1), kind="voluntary"),
        ),
    )
    private = Circumstances(
        born_on=date(2009, 4, 4),
        accommodated_elsewhere=(
            alongside.law.AccommodatedElsewhere(date(2025, 5, 1), date(2025, 9, 1), kind="private_home"),
        ),
    )
    on = date(2026, 1, 1)
    assert duty_of(ten_weeks_at_16(), on, "advise_and_befriend").force is Force.DUTY
    assert duty_of(voluntary, on, "advise_and_befriend").force is Force.DUTY
    assert duty_of(private, on, "advise_and_befriend").force is Force.POWER
    assert "contact_as_seen_fit" not in owed(private, on)


# ---- Staying Put, short breaks, tracks ----


def with_carer_to(to_on: date | None) -> Circumstances:
    return in_care_to_18(with_former_foster_carer=(FosterStay(date(2023, 11, 22), to_on),))


def test_staying_put_is_owed_while_living_with_the_carer_until_21():
    assert "staying_put" in owed(with_carer_to(None), date(2023, 11, 22))
    assert "staying_put" in owed(with_carer_to(None), date(2026, 11, 21))
    assert "staying_put" not in owed(with_carer_to(None), date(2026, 11, 22))


def test_staying_put_ends_when_they_move_out():
    assert "staying_put" in owed(with_carer_to(date(2025, 1, 1)), date(2024, 12, 31))
    assert "staying_put" not in owed(with_carer_to(date(2025, 1, 1)), date(2025, 1, 1))


def test_staying_put_is_only_for_those_in_care_at_18():
    left_earlier = left_at_17(with_former_foster_carer=(FosterStay(date(2026, 6, 1), None),))
    assert category_on(left_earlier, date(2027, 3, 10)).category is Category.FORMER_RELEVANT
    assert "staying_put" not in owed(left_earlier, date(2027, 3, 10))


def test_short_breaks_have_the_lighter_rules():
    on = date(2026, 10, 5)
    found = owed(in_short_breaks(), on)
    assert {"care_plan", "short_break_plan", "looked_after_review", "complaints"} <= found
    falls_away = {"placement_plan", "health_assessment", "personal_education_plan", "looked_after_visit"}
    assert not found & (falls_away | {"area_authority_notice", "care_plan_content"})
    assert duty_of(in_short_breaks(), on, "looked_after_review").clocks[0].id == "short_break_review"


def test_breaks_that_are_too_long_have_the_full_rules():
    too_long = Circumstances(born_on=date(2011, 5, 5), spells=(Spell(date(2026, 10, 1), None, "V4", "A"),))
    assert "health_assessment" not in owed(too_long, date(2026, 10, 18))
    assert "health_assessment" in owed(too_long, date(2026, 10, 19))


def test_a_programme_in_the_plan_keeps_its_duties_past_21_and_25():
    degree = Education(date(2025, 9, 1), date(2031, 6, 30), in_pathway_plan=True)
    life = in_care_to_18(education=(degree,))
    found = owed(life, date(2026, 11, 22))
    assert {"keep_in_touch", "personal_adviser", "pathway_plan_review", "education_assistance"} <= found
    assert not found & {"employment_assistance", "other_assistance"}
    assert "offer_support_yearly" in found  # section 23CZB(7) asks only whether support under that section is running
    assert "keep_in_touch" in owed(life, date(2030, 11, 22))
    assert "keep_in_touch" not in owed(life, date(2031, 6, 30))


def test_education_taken_up_again_brings_adviser_assessment_and_plan_but_not_keeping_in_touch():
    course = Education(date(2027, 9, 1), date(2028, 7, 1), told_authority_on=date(2027, 6, 1))
    life = in_care_to_18(education=(course,))
    assert "needs_assessment" not in owed(life, date(2027, 5, 31))
    found = owed(life, date(2027, 6, 1))
    assert {"personal_adviser", "needs_assessment", "pathway_plan", "education_assistance"} <= found
    assert "keep_in_touch" not in found
    assert "needs_assessment" not in owed(life, date(2028, 7, 1))


def test_asking_for_support_brings_adviser_and_ends_the_offer_until_it_is_no_longer_wanted():
    life = in_care_to_18(asked_for_support=(SupportRequest(date(2027, 2, 1), date(2027, 8, 1)),))
    assert "offer_support_yearly" in owed(life, date(2027, 1, 31))
    found = owed(life, date(2027, 2, 1))
    assert {"personal_adviser", "needs_assessment", "pathway_plan", "advice_and_support"} <= found
    assert "offer_support_yearly" not in found
    assert "offer_support_yearly" in owed(life, date(2027, 8, 1))


def test_two_tracks_at_once_give_one_adviser_under_both_sections():
    course = Education(date(2027, 9, 1), date(2028, 7, 1), told_authority_on=date(2027, 6, 1))
    life = in_care_to_18(education=(course,), asked_for_support=(SupportRequest(date(2027, 2, 1)),))
    duties = duties_on(life, date(2027, 10, 1))
    assert len(duties) == len({duty.id for duty in duties})
    adviser = duty_of(life, date(2027, 10, 1), "personal_adviser")
    assert adviser.rows == ("G6", "G2")
    assert {"ca1989.s23CA", "ca1989.s23CZB.2"} <= set(adviser.provisions)
    assessment = duty_of(life, date(2027, 10, 1), "needs_assessment")
    assert [clock.id for clock in assessment.clocks] == [
        "needs_assessment_resumed_education",
        "needs_assessment_on_request",
    ]


# ---- dated law: not before it came into force ----


def born(born_on: date, **more) -> Circumstances:
    """In care from 10 to the 18th birthday."""
    spell = Spell(born_on.replace(year=born_on.year + 10), born_on.replace(year=born_on.year + 18), "C2", "A")
    return Circumstances(born_on=born_on, spells=(spell,), **more)


CAME_INTO_FORCE = [
    ("no_local_connection_test", born(date(2006, 1, 1)), date(2025, 7, 10)),
    ("no_local_connection_test", born(date(2008, 1, 1)), date(2025, 7, 10)),
    ("corporate_parenting_principles", born(date(2004, 1, 1)), date(2018, 4, 1)),
    ("corporate_parenting_principles", born(date(1998, 1, 1)), date(2018, 4, 1)),
    ("offer_support_yearly", born(date(1996, 1, 1)), date(2018, 4, 1)),
    ("support_on_request", born(date(1996, 1, 1)), date(2018, 4, 1)),
    ("local_offer", born(date(1998, 1, 1)), date(2018, 4, 1)),
    ("registered_provider", born(date(2007, 6, 1)), date(2023, 10, 28)),
    ("no_unregulated_under_16", born(date(2007, 6, 1)), date(2021, 9, 9)),
    (
        "staying_put",
        born(date(1996, 1, 1), with_former_foster_carer=(FosterStay(date(2014, 1, 1)),)),
        date(2014, 5, 13),
    ),
]


@pytest.mark.parametrize(("duty_id", "life", "from_on"), CAME_INTO_FORCE, ids=lambda value: str(value)[:40])
def test_a_rule_is_not_owed_before_it_came_into_force(duty_id, life, from_on):
    assert duty_id not in owed(life, from_on - DAY)
    assert duty_id in owed(life, from_on)
    assert duty_of(life, from_on, duty_id).from_on == from_on


@pytest.mark.parametrize(
    "rule", [rule for rule in all_rules() if rule.citations[0].from_on], ids=lambda rule: f"{rule.row} {rule.id}"
)
def test_every_dated_rule_begins_on_its_day(rule):
    from_on = rule.citations[0].from_on
    assert rule.in_force_from({}) == (None if rule.commenced_by else from_on)
    assert not rule.is_in_force(from_on - DAY, {})
    assert rule.is_in_force(from_on, {})


THE_2026_ACT = [
    ("staying_close", "cwsa2026.s7", in_care_to_18()),
    ("wider_local_offer", "cwsa2026.s8", in_care_to_18()),
    ("not_intentionally_homeless", "cwsa2026.s9", in_care_to_18()),
    ("not_intentionally_homeless", "cwsa2026.s9", left_at_17()),
    ("temporary_accommodation_notice", "cwsa2026.s11", left_at_17()),
]


@pytest.mark.parametrize(("duty_id", "section", "life"), THE_2026_ACT, ids=lambda value: str(value)[:40])
def test_the_2026_act_is_off_until_its_commencement_is_set(duty_id, section, life):
    on = date(2026, 12, 1)
    assert duty_id not in owed(life, on)
    commenced = alongside.law.Circumstances(
        born_on=life.born_on, spells=life.spells, commenced={section: on, "cwsa2026.s99": date(2020, 1, 1)}
    )
    assert duty_id not in owed(commenced, on - DAY)
    assert duty_id in owed(commenced, on)
    assert duty_of(commenced, on, duty_id).from_on == on


def test_staying_close_ends_at_25():
    life = in_care_to_18(commenced={"cwsa2026.s7": date(2027, 1, 1)})
    assert "staying_close" in owed(life, date(2030, 11, 21))
    assert "staying_close" not in owed(life, date(2030, 11, 22))


# ---- what a duty says of itself ----


def test_a_duty_says_by_whom_under_what_from_when_and_until_when():
    duty = duty_of(in_care_to_18(), date(2025, 1, 1), "personal_adviser")
    assert duty.owed_by is Owner.RESPONSIBLE
    assert duty.authority == "A"
    assert duty.force is Force.DUTY
    assert str(duty.citation) == "Children Act 1989, section 23C(3)(a)"
    assert duty.citation.link == "https://www.legislation.gov.uk/ukpga/1989/41/section/23C"
    assert (duty.from_on, duty.until) == (date(2023, 11, 22), date(2026, 11, 22))
    assert not duty.is_provisional


def test_a_duty_of_others_names_no_council():
    duty = duty_of(in_care_to_18(), date(2025, 8, 1), "no_local_connection_test")
    assert duty.owed_by is Owner.HOUSING_AUTHORITY
    assert duty.authority == ""


def test_a_duty_is_as_sure_as_its_least_sure_provision():
    duty = duty_of(in_care_to_18(), date(2025, 1, 1), "pathway_plan_review")
    assert [citation.evidence for citation in duty.citations] == [Evidence.VERIFIED, Evidence.UNVERIFIED]
    assert duty.evidence is Evidence.UNVERIFIED


def test_how_often_is_told_in_words():
    assert duty_of(left_at_17(), date(2026, 7, 1), "visit_2_months").how_often == ("Visit: 2 months",)


def test_the_finding_of_the_caller_is_used():
    on = date(2025, 1, 1)
    decided = Finding(on=on, category=Category.FORMER_RELEVANT, since=date(2023, 11, 22), responsible="A")
    assert "keep_in_touch" in {duty.id for duty in duties_on(never_in_care(born_on=date(2005, 11, 22)), on, decided)}


def test_a_care_leaver_by_a_managers_decision_has_the_offer_at_21():
    on = date(2027, 1, 1)
    decided = Finding(on=on, category=Category.FORMER_RELEVANT, responsible="A")
    found = {duty.id for duty in duties_on(Circumstances(born_on=date(2005, 11, 22), spells=None), on, decided)}
    assert "offer_support_yearly" in found


# ---- in doubt, support is kept ----


def treated(born_on: date, **more) -> Circumstances:
    return Circumstances(
        **{"born_on": born_on, "history_held_from": date(2026, 4, 1), "treated_as_care_leaver": True} | more
    )


@pytest.mark.parametrize(
    ("born_on", "kept"),
    [
        (date(2009, 6, 1), "suitable_accommodation"),
        (date(2007, 6, 1), "keep_in_touch"),
        (date(2004, 6, 1), "offer_support_yearly"),
    ],
)
def test_support_is_kept_where_history_is_missing(born_on, kept):
    on = date(2026, 11, 22)
    life = treated(born_on)
    assert category_on(life, on).category is Category.UNKNOWN
    assert duty_of(life, on, kept).is_provisional


def test_what_hangs_on_facts_nobody_holds_is_kept_too_while_the_category_is_not_settled():
    on = date(2026, 11, 22)
    assert {"priority_need", "staying_put"} <= owed(treated(date(2007, 6, 1), spells=None), on)


def test_a_child_in_care_whose_history_is_missing_keeps_what_an_eligible_child_is_owed():
    life = Circumstances(
        born_on=date(2009, 6, 1),
        spells=(Spell(date(2026, 11, 1), None, "C2", "A"),),
        history_held_from=date(2026, 4, 1),
    )
    assert category_on(life, date(2026, 11, 22)).category is Category.UNKNOWN
    assert {"needs_assessment", "looked_after_review"} <= owed(life, date(2026, 11, 22))


def test_someone_treated_as_a_care_leaver_keeps_support_though_only_qualifying_is_proved():
    life = treated(date(2007, 6, 1), spells=(Spell(date(2025, 4, 1), date(2025, 4, 20), "V2", "A"),))
    finding = category_on(life, date(2026, 11, 22))
    assert finding.category is Category.QUALIFYING
    assert finding.certainty is not Certainty.CLEAR
    assert "personal_adviser" in owed(life, date(2026, 11, 22))


# ---- every rule, walked ----


@pytest.mark.parametrize(
    "rule", [rule for rule in all_rules() if rule.to_age], ids=lambda rule: f"{rule.row} {rule.id}"
)
def test_no_rule_with_an_upper_age_is_met_on_that_birthday(rule):
    commenced = {rule.commenced_by: date(2020, 1, 1)} if rule.commenced_by else {}
    for life in (in_care_to_18(), left_at_17(), in_care(), ten_weeks_at_16(), in_short_breaks()):
        reached = all_values()[rule.to_age][-1].reached_on(life.born_on)
        life = replace(life, commenced=commenced)
        assert Situation(life, reached, category_on(life, reached)).matches(rule) is Met.NO


# ---- whatever the life ----


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lives(), st.integers(0, 12 * 365))
def test_what_is_owed_is_owed_once_on_the_day_and_was_law_by_then(life, days):
    on = birthday(life.born_on, 14) + days * DAY
    duties = duties_on(life, on)
    assert len(duties) == len({duty.id for duty in duties})
    for duty in duties:
        assert duty.from_on is None or duty.from_on <= on, duty.id
        assert duty.until is None or duty.until > on, duty.id
        assert duty.citation.from_on is None or duty.citation.from_on <= on


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lives(), st.integers(0, 12 * 365))
def test_where_no_category_holds_and_nobody_is_looked_after_no_council_owes_a_plan(life, days):
    on = birthday(life.born_on, 14) + days * DAY
    finding = category_on(life, on)
    if finding.category is Category.NONE and not finding.looked_after:
        assert not owed(life, on) & {"pathway_plan", "personal_adviser", "keep_in_touch", "looked_after_review"}


def test_what_a_looked_after_child_is_owed_holds_through_a_change_of_category():
    review = duty_of(left_at_17(), date(2025, 3, 9), "looked_after_review")
    assert (review.from_on, review.until) == (date(2021, 1, 15), date(2026, 6, 1))
    assert duty_of(in_care(), date(2025, 3, 9), "looked_after_review").until == date(2027, 3, 10)
