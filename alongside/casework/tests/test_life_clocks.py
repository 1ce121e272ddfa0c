"""The council's own clocks of home, housing, health, papers, leave, custody and benefits: both sides of each day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework import actions
from alongside.casework.local_clocks import by_id
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.casework.tests.test_life import FOUND, add, clocks, home, kingsmere, law, saltby  # noqa: F401
from alongside.law import working_days_after
from alongside.shell.refusals import FactRefused

DAY = timedelta(days=1)
FAY_18 = date(2025, 6, 20)


def change(council, row, slug, **changes):
    actions.change_life_record(slug=slug, record_id=row.pk, version=row.version, on=TODAY, by=SYSTEM, **changes)


def given(council, slug, who="Fay", on=TODAY, **facts):
    return actions.add_life_record(slug=slug, person_id=council.id(who), on=on, by=SYSTEM, **facts)


def test_from_18_a_home_nobody_has_looked_at_is_due_on_the_day_of_the_move(council):
    row = home(council, from_on=TODAY + 6 * DAY)
    assert clocks(council)["home_suitability"] == TODAY + 6 * DAY
    actions.assess_home(home_id=row.pk, assessed_on=TODAY, on=TODAY, by=council.actor("Cal"), **FOUND)
    assert "home_suitability" not in clocks(council)


def test_before_18_only_the_laws_own_clock_asks_it(council):
    home(council, "Rory")
    assert "home_suitability" not in clocks(council, "Rory")
    assert "suitability_assessment" in law(council, "Rory")


@pytest.mark.parametrize(("leave_by", "due"), [(TODAY + 90 * DAY, TODAY + 34 * DAY), (TODAY + 30 * DAY, TODAY)])
def test_notice_is_met_56_days_before_or_at_once(council, kingsmere, leave_by, due):  # noqa: F811
    row = home(council)
    change(council, row, "home", notice_on=TODAY, leave_by=leave_by)
    assert clocks(council)["notice_to_leave"] == due
    given(council, "application", district=kingsmere.pk, consented_on=TODAY, referred_on=TODAY)
    assert "notice_to_leave" not in clocks(council)


def test_nobody_is_referred_as_homeless_without_agreeing(council, kingsmere):  # noqa: F811
    with pytest.raises(FactRefused, match="have to agree"):
        given(council, "application", district=kingsmere.pk, referred_on=TODAY)
    with pytest.raises(FactRefused, match="have to agree"):
        given(council, "application", district=kingsmere.pk, referred_on=TODAY - DAY, consented_on=TODAY)


def test_council_tax_is_claimed_from_each_authority_within_ten_working_days_of_a_move(council, kingsmere, saltby):  # noqa: F811
    home(council, district=kingsmere.pk)
    assert clocks(council)["council_tax_claim"] == date(2026, 12, 7)
    given(council, "council-tax", district=saltby.pk, claimed_on=TODAY)
    assert "council_tax_claim" in clocks(council)
    given(council, "council-tax", district=kingsmere.pk, claimed_on=TODAY)
    assert "council_tax_claim" not in clocks(council)


def test_council_tax_is_claimed_again_from_the_first_of_april(council, kingsmere):  # noqa: F811
    home(council, district=kingsmere.pk)
    given(council, "council-tax", district=kingsmere.pk, claimed_on=TODAY)
    assert "council_tax_claim" not in clocks(council, on=date(2027, 3, 31))
    assert clocks(council, on=date(2027, 4, 1))["council_tax_claim"] == date(2027, 4, 15)


@pytest.mark.parametrize(("name", "place"), [("Rory", "U"), ("Fay", "Z")])
def test_no_council_tax_before_18_or_in_somebody_elses_home(council, kingsmere, name, place):  # noqa: F811
    home(council, name, place=place, district=kingsmere.pk)
    assert "council_tax_claim" not in clocks(council, name)


def test_what_follows_staying_put_is_due_six_months_before_21(council):
    row = given(council, "staying-put", decided="stays", decided_on=TODAY, from_on=FAY_18)
    assert clocks(council)["staying_put_ends"] == date(2027, 12, 20)
    change(council, row, "staying-put", what_next="A flat of her own in Kingsmere")
    assert "staying_put_ends" not in clocks(council)


def test_staying_put_begins_at_18_and_ends_at_21(council):
    with pytest.raises(FactRefused, match="begins at 18"):
        given(council, "staying-put", from_on=FAY_18 - DAY)
    with pytest.raises(FactRefused, match="21 at the latest"):
        given(council, "staying-put", from_on=FAY_18, ends_on=date(2028, 6, 21))
    given(council, "staying-put", from_on=FAY_18, ends_on=date(2028, 6, 20))


def test_a_decision_on_staying_put_meets_the_laws_clock(council):
    assert "staying_put_planning" in law(council, "Ella")
    given(council, "staying-put", "Ella", decided="stays", decided_on=TODAY)
    assert "staying_put_planning" not in law(council, "Ella")


def test_a_refusal_of_the_main_duty_can_be_reviewed_for_21_days(council, kingsmere):  # noqa: F811
    row = given(council, "application", district=kingsmere.pk, decision="not_owed", decided_on=TODAY)
    assert clocks(council)["homeless_review"] == TODAY + 21 * DAY
    change(council, row, "application", review_asked_on=TODAY)
    assert "homeless_review" not in clocks(council)


def test_a_sign_of_trouble_is_acted_on_in_five_working_days(council, kingsmere):  # noqa: F811
    row = given(council, "signal", district=kingsmere.pk, sign="rent", told_on=TODAY - 20 * DAY)
    assert clocks(council)["signal_acted_on"] == date(2026, 11, 30)
    change(council, row, "signal", action="Agreed to pay £10 a week", acted_on=TODAY)
    assert "signal_acted_on" not in clocks(council)


def test_papers_and_passport_before_18(council):
    found = clocks(council, "Rory")
    assert found["identity_papers"] == found["health_passport"] == date(2027, 3, 1)
    assert "health_passport" not in clocks(council, "Rory", on=date(2026, 2, 28))
    for paper in ("passport", "birth", "insurance"):
        given(council, "identity-paper", "Rory", paper=paper, received_on=TODAY)
    assert "identity_papers" in clocks(council, "Rory")
    given(council, "identity-paper", "Rory", paper="bank", received_on=TODAY)
    given(council, "health", "Rory", passport_given_on=TODAY)
    assert not {"identity_papers", "health_passport"} & set(clocks(council, "Rory"))


def test_a_paper_that_runs_out_is_seen_six_months_before(council):
    given(council, "identity-paper", paper="passport", received_on=TODAY, expires_on=date(2027, 8, 10))
    assert "paper_runs_out" not in clocks(council, on=date(2027, 2, 9))
    assert clocks(council, on=date(2027, 2, 10))["paper_runs_out"] == date(2027, 8, 10)


def test_before_leave_runs_out_advice_an_application_and_a_plan(council):
    row = given(council, "leave", status="limited", expires_on=date(2027, 11, 23))
    found = clocks(council)
    assert found["leave_advice"] == date(2027, 5, 23)
    assert found["leave_application"] == date(2027, 8, 23)
    assert found["leave_plan"] == date(2027, 10, 23)
    change(council, row, "leave", adviser="Quay Law")
    row.refresh_from_db()
    assert set(clocks(council)) & {"leave_advice", "leave_application", "leave_plan"} == {
        "leave_application", "leave_plan",
    }  # fmt: skip
    change(council, row, "leave", applied_on=TODAY, if_refused="Appeal; stay in the flat")
    assert not {"leave_advice", "leave_application", "leave_plan"} & set(clocks(council))


def test_in_custody_a_visit_in_ten_working_days_and_a_plan_before_release(council):
    row = given(council, "custody", prison="Fenmoor", from_on=TODAY, release_on=date(2027, 2, 1))
    found = clocks(council)
    assert (found["custody_visit"], found["release_plan"]) == (date(2026, 12, 7), date(2027, 2, 1))
    change(council, row, "custody", visited_on=TODAY, release_plan_on=TODAY)
    assert not {"custody_visit", "release_plan"} & set(clocks(council))


def test_a_service_that_said_no_is_taken_further_in_two_working_days(council):
    row = given(council, "refused-service", service="CAMHS", refused_on=TODAY - 9 * DAY, reason="short")
    assert clocks(council)["refusal_escalated"] == date(2026, 11, 25)
    with pytest.raises(FactRefused, match="to whom"):
        change(council, row, "refused-service", escalated_on=TODAY)
    change(council, row, "refused-service", escalated_on=TODAY, escalated_to="Designated nurse")
    assert "refusal_escalated" not in clocks(council)


def test_stopped_money_is_put_right_in_two_working_days(council):
    row = given(council, "benefits", trouble_on=TODAY, trouble="Missed an appointment while in hospital")
    assert clocks(council)["benefit_stopped"] == date(2026, 11, 25)
    change(council, row, "benefits", trouble_settled_on=TODAY)
    assert "benefit_stopped" not in clocks(council)


def test_a_claim_is_made_ready_in_the_28_days_before_18(council):
    assert "benefit_claim_ready" not in clocks(council, "Rory", on=date(2027, 1, 31))
    assert clocks(council, "Rory", on=date(2027, 2, 1))["benefit_claim_ready"] == date(2027, 3, 1)
    given(council, "benefits", "Rory", claimed_on=TODAY)
    assert "benefit_claim_ready" not in clocks(council, "Rory", on=date(2027, 2, 1))


def test_instalments_are_due_on_the_day_agreed_and_met_when_paid(council):
    row = given(council, "instalment", bursary="University", amount=500, due_on=TODAY + 30 * DAY)
    assert law(council, "Fay").get("bursary_instalment") == TODAY + 30 * DAY
    change(council, row, "instalment", paid_on=TODAY)
    assert "bursary_instalment" not in law(council, "Fay")


def test_a_home_for_the_vacation_is_due_before_it_starts(council):
    row = given(council, "vacation", name="Christmas", from_on=date(2026, 12, 19), needs_home=True)
    assert law(council, "Fay").get("vacation_accommodation") == date(2026, 12, 19)
    change(council, row, "vacation", arranged_on=TODAY, where="With Aunt Meg")
    assert "vacation_accommodation" not in law(council, "Fay")


def test_an_education_plan_is_due_before_the_term_ends(council):
    row = given(council, "education-plan", "Ella", term_ends_on=date(2026, 12, 18))
    assert law(council, "Ella")["termly_education_plan"] == date(2026, 12, 18)
    change(council, row, "education-plan", reviewed_on=TODAY)
    assert "termly_education_plan" not in law(council, "Ella")


def test_health_assessed_is_told_to_the_law(council):
    given(council, "health", "Ella", assessed_on=TODAY)
    assert law(council, "Ella")["health_assessment"] == date(2027, 11, 23)


def test_a_council_sets_its_own_periods(settings):
    settings.LOCAL_CLOCKS = {"council_tax_claim": (5, "working days")}
    assert by_id()["council_tax_claim"].period.count == 5


# --- What is looked at again whenever the plan is reviewed -----------------------------------------------------------


def reviewed(council, name, day, kind="review_held"):
    actions.record_clock_event(person_id=council.id(name), kind=kind, happened_on=day, on=day, by=SYSTEM)


@pytest.mark.parametrize("kind", ["review_held", "looked_after_review_held"])
def test_a_review_asks_again_whether_the_provider_is_registered_at_16_and_17(council, kind):
    since = TODAY - 60 * DAY
    row = home(council, "Rory", place="D", from_on=since, provider_checked_on=since)
    assert "provider_checked_at_review" not in clocks(council, "Rory")
    reviewed(council, "Rory", TODAY, kind)
    assert clocks(council, "Rory")["provider_checked_at_review"] == working_days_after(TODAY, 5)
    change(council, row, "home", provider_checked_on=TODAY)
    assert "provider_checked_at_review" not in clocks(council, "Rory")


def test_from_18_nobody_asks_it_and_what_was_checked_for_the_review_counts(council):
    since = TODAY - 60 * DAY
    home(council, "Fay", place="D", from_on=since, provider_checked_on=since)
    home(council, "Rory", place="D", from_on=since, provider_checked_on=TODAY - 14 * DAY)
    for name in ("Fay", "Rory"):
        reviewed(council, name, TODAY)
        assert "provider_checked_at_review" not in clocks(council, name)


def test_staying_put_is_looked_at_whenever_the_plan_is_reviewed(council):
    decided = {"decided": "stays", "decided_on": TODAY - 90 * DAY, "from_on": TODAY - 90 * DAY}
    row = given(council, "staying-put", "Fay", **decided)
    assert "staying_put_at_review" not in clocks(council)
    reviewed(council, "Fay", TODAY)
    assert clocks(council)["staying_put_at_review"] == working_days_after(TODAY, 5)
    change(council, row, "staying-put", reviewed_on=TODAY)
    assert "staying_put_at_review" not in clocks(council)


def test_what_should_have_been_done_before_anybody_told_us_is_due_at_once_and_not_long_late(council):
    given(council, "leave", status="limited", expires_on=TODAY + 60 * DAY)
    found = clocks(council)
    assert found["leave_advice"] == found["leave_application"] == TODAY < found["leave_plan"]
