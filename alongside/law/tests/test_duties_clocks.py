"""When a duty falls due: one row a situation, then what must hold whatever happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.law import (
    Circumstances,
    Education,
    Event,
    Outcome,
    Spell,
    SupportRequest,
    due,
    due_dates,
    duties_on,
    status_events,
)
from alongside.law.clocks import run
from alongside.law.duties import Manner
from alongside.law.rules import all_clocks, derived_event_kinds, event_kinds
from alongside.law.tests.invented_people import in_care, in_care_to_18, in_short_breaks, left_at_17, ten_weeks_at_16
from alongside.law.values import Basis

NOT_RECORDED = "not recorded"
LONG_AGO = date(2010, 1, 1)


def events(*told: str) -> list[Event]:
    """Events from "contact_made 2026-09-20"."""
    return [Event(kind, date.fromisoformat(on)) for kind, on in (one.split() for one in told)]


def asked(life: Circumstances, on: date, duty_id: str, *told: str, recorded_from: date | None = LONG_AGO):
    """The most pressing due date, from what the law knows by itself and what is told."""
    duty = next(duty for duty in duties_on(life, on) if duty.id == duty_id)
    return due(duty, [*status_events(life, on), *events(*told)], recorded_from=recorded_from)


def back_in_education() -> Circumstances:
    course = Education(date(2027, 9, 1), date(2028, 7, 1), told_authority_on=date(2027, 6, 1))
    return in_care_to_18(education=(course,))


def asked_at_22() -> Circumstances:
    return in_care_to_18(asked_for_support=(SupportRequest(date(2028, 1, 10)),))


def placed_at_3() -> Circumstances:
    return Circumstances(born_on=date(2023, 2, 1), spells=(Spell(date(2026, 1, 5), None, "C2", "A"),))


HOME = "accommodation_provided 2026-07-01"
LATE_2026 = date(2026, 11, 22)

# (duty, life, day asked about, what is recorded, due on, who set the interval)
CLOCKS = [
    # 1 decision on the category: five working days, with the spring bank holiday in between
    ("category_decision", left_at_17(), date(2026, 6, 2), [], date(2026, 6, 8), Basis.LOCAL),
    ("category_decision", left_at_17(), date(2026, 6, 9), ["category_decided 2026-06-03"], None, None),
    # 2 needs assessment of an eligible child: three months after the 16th birthday
    ("needs_assessment", in_care(), date(2025, 3, 10), [], date(2025, 6, 10), Basis.LAW),
    ("needs_assessment", in_care(), LATE_2026, ["assessment_completed 2025-06-10"], None, None),
    ("needs_assessment", in_care(), LATE_2026, ["plan_agreed 2025-06-01"], None, None),
    # 3 of a relevant child without a plan
    ("needs_assessment", left_at_17(), date(2026, 6, 1), [], date(2026, 9, 1), Basis.LAW),
    ("needs_assessment", left_at_17(), date(2026, 6, 1), ["plan_agreed 2025-09-01"], None, None),
    # 4 back in education: three months after the authority was told
    ("needs_assessment", back_in_education(), date(2027, 6, 1), [], date(2027, 9, 1), Basis.LAW),
    # 5 on request: our default, the law sets none
    ("needs_assessment", asked_at_22(), date(2028, 2, 1), [], date(2028, 4, 10), Basis.LOCAL),
    # 6 the plan, once the assessment is done
    ("pathway_plan", in_care(), LATE_2026, ["assessment_completed 2025-05-01"], date(2025, 6, 2), Basis.LOCAL),
    ("pathway_plan", in_care(), LATE_2026, [], None, None),
    # 7 the personal adviser
    ("personal_adviser", left_at_17(), date(2026, 6, 1), [], date(2026, 6, 1), Basis.LAW),
    ("personal_adviser", in_care(), date(2025, 3, 10), [], date(2025, 6, 10), Basis.GUIDANCE),
    (
        "personal_adviser",
        left_at_17(),
        date(2026, 6, 1),
        ["adviser_appointed 2025-05-01", "contact_made 2025-05-09"],
        None,
        None,
    ),
    # 8 says hello
    ("personal_adviser", in_care(), LATE_2026, ["adviser_appointed 2026-11-02"], date(2026, 11, 16), Basis.LOCAL),
    # 9 review of the plan
    ("pathway_plan_review", left_at_17(), LATE_2026, ["plan_agreed 2026-08-31"], date(2027, 2, 28), Basis.LAW),
    (
        "pathway_plan_review",
        left_at_17(),
        LATE_2026,
        ["plan_agreed 2026-03-01", "review_held 2026-09-15"],
        date(2027, 3, 15),
        Basis.LAW,
    ),
    # in care the plan is reviewed with the looked-after review, once there is a plan
    (
        "pathway_plan_review",
        in_care(),
        LATE_2026,
        ["plan_agreed 2026-03-02", "looked_after_review_held 2026-08-03"],
        date(2027, 2, 3),
        Basis.LAW,
    ),
    ("pathway_plan_review", in_care(), LATE_2026, ["looked_after_review_held 2026-08-03"], None, None),
    # 10 a review that was asked for goes first
    (
        "pathway_plan_review",
        left_at_17(),
        LATE_2026,
        ["plan_agreed 2026-08-31", "review_asked_for 2026-11-02"],
        date(2026, 11, 30),
        Basis.LOCAL,
    ),
    # 11 review after a home is provided: from the 28th day on
    ("accommodation_review", left_at_17(), LATE_2026, [HOME], date(2026, 7, 29), Basis.LAW),
    ("accommodation_review", left_at_17(), LATE_2026, [HOME, "review_held 2026-07-28"], date(2026, 7, 29), Basis.LAW),
    ("accommodation_review", left_at_17(), LATE_2026, [HOME, "review_held 2026-07-29"], None, None),
    ("accommodation_review", left_at_17(), LATE_2026, [], None, None),
    # 12 first visit: seven days
    ("visit_7_days", left_at_17(), LATE_2026, [HOME], date(2026, 7, 8), Basis.LAW),
    ("visit_7_days", left_at_17(), LATE_2026, [HOME, "visit_made 2026-07-05"], None, None),
    ("visit_7_days", left_at_17(), LATE_2026, [HOME, "accommodation_ended 2026-07-03"], None, None),
    ("visit_7_days", left_at_17(), LATE_2026, ["accommodation_ended 2026-07-01", HOME], date(2026, 7, 8), Basis.LAW),
    ("visit_7_days", left_at_17(), LATE_2026, [], None, None),
    # 13 second visit: before that review
    ("visit_before_review", left_at_17(), LATE_2026, [HOME], None, None),
    ("visit_before_review", left_at_17(), LATE_2026, [HOME, "visit_made 2026-07-05"], date(2026, 7, 29), Basis.LAW),
    (
        "visit_before_review",
        left_at_17(),
        LATE_2026,
        [HOME, "visit_made 2026-07-05", "visit_made 2026-07-20"],
        None,
        None,
    ),
    # 14 later visits: two months
    ("visit_2_months", left_at_17(), LATE_2026, [HOME, "visit_made 2026-08-31"], date(2026, 10, 31), Basis.LAW),
    ("visit_2_months", left_at_17(), LATE_2026, [HOME, "visit_made 2026-12-31"], date(2027, 2, 28), Basis.LAW),
    ("visit_2_months", left_at_17(), LATE_2026, ["visit_made 2026-08-31"], None, None),
    (
        "visit_2_months",
        left_at_17(),
        LATE_2026,
        [HOME, "visit_made 2026-08-31", "accommodation_ended 2026-09-30"],
        None,
        None,
    ),
    # 15 keep in touch: eight weeks after the last contact made
    ("keep_in_touch", in_care_to_18(), date(2025, 1, 1), ["contact_made 2024-12-20"], date(2025, 2, 14), Basis.LOCAL),
    ("keep_in_touch", in_care_to_18(), date(2023, 12, 1), [], date(2024, 1, 17), Basis.LOCAL),
    # 16 contact lost: think at once, then a step every two weeks until contact is made
    ("re_establish_contact", left_at_17(), LATE_2026, ["contact_lost 2026-10-01"], date(2026, 10, 1), Basis.LAW),
    (
        "re_establish_contact",
        left_at_17(),
        LATE_2026,
        ["contact_lost 2026-10-01", "contact_step_taken 2026-10-02"],
        date(2026, 10, 16),
        Basis.LOCAL,
    ),
    (
        "re_establish_contact",
        left_at_17(),
        LATE_2026,
        ["contact_lost 2026-10-01", "contact_made 2026-10-01"],
        None,
        None,
    ),
    # 17 and 18 the offer after 21, then yearly
    ("offer_support_yearly", in_care_to_18(), date(2026, 11, 22), [], date(2026, 12, 18), Basis.LOCAL),
    (
        "offer_support_yearly",
        in_care_to_18(),
        date(2027, 1, 1),
        ["offered_support 2026-12-01"],
        date(2027, 12, 1),
        Basis.LAW,
    ),
    # 22 looked-after reviews
    ("looked_after_review", in_care(), date(2021, 1, 16), [], date(2021, 2, 12), Basis.LAW),
    (
        "looked_after_review",
        in_care(),
        date(2021, 3, 1),
        ["looked_after_review_held 2021-02-10"],
        date(2021, 5, 10),
        Basis.LAW,
    ),
    (
        "looked_after_review",
        in_care(),
        date(2021, 6, 1),
        ["looked_after_review_held 2021-02-10", "looked_after_review_held 2021-05-10"],
        date(2021, 11, 10),
        Basis.LAW,
    ),
    ("looked_after_review", in_short_breaks(), date(2026, 10, 5), [], date(2027, 1, 1), Basis.LAW),
    # 23 visits to a placement
    ("looked_after_visit", in_care(), LATE_2026, ["placement_started 2026-11-02"], date(2026, 11, 9), Basis.LAW),
    (
        "looked_after_visit",
        in_care(),
        LATE_2026,
        ["placement_started 2026-11-02", "looked_after_visit_made 2026-11-05"],
        date(2026, 12, 17),
        Basis.LAW,
    ),
    (
        "looked_after_visit",
        in_care(),
        LATE_2026,
        ["placement_started 2024-11-02", "looked_after_visit_made 2024-11-05", "looked_after_visit_made 2026-11-05"],
        date(2026, 12, 17),
        Basis.LAW,
    ),
    (
        "looked_after_visit",
        in_care(),
        LATE_2026,
        [
            "placement_started 2024-11-02",
            "placement_meant_to_last 2024-11-02",
            "looked_after_visit_made 2024-11-05",
            "looked_after_visit_made 2026-11-05",
        ],
        date(2027, 2, 5),
        Basis.LAW,
    ),
    (
        "looked_after_visit",
        in_care(),
        LATE_2026,
        [
            "placement_started 2026-06-01",
            "placement_meant_to_last 2026-06-01",
            "looked_after_visit_made 2026-06-03",
            "looked_after_visit_made 2026-11-05",
        ],
        date(2026, 12, 17),
        Basis.LAW,
    ),
    # 24 health
    ("health_assessment", in_care(), date(2021, 1, 16), [], date(2021, 2, 12), Basis.LAW),
    ("health_assessment", in_care(), LATE_2026, ["health_assessed 2026-02-10"], date(2027, 2, 10), Basis.LAW),
    ("health_assessment", placed_at_3(), LATE_2026, ["health_assessed 2026-02-01"], date(2026, 8, 1), Basis.LAW),
    # 25 education plan
    ("personal_education_plan", in_care(), date(2021, 1, 16), [], date(2021, 2, 12), Basis.GUIDANCE),
    (
        "personal_education_plan",
        in_care(),
        LATE_2026,
        ["education_plan_reviewed 2021-02-01", "term_ends 2026-12-18"],
        date(2026, 12, 18),
        Basis.GUIDANCE,
    ),
    (
        "personal_education_plan",
        in_care(),
        LATE_2026,
        ["education_plan_reviewed 2021-02-01", "term_ends 2026-12-18", "education_plan_reviewed 2026-11-02"],
        None,
        None,
    ),
    # 26 the decision to end care, before it ends
    ("end_of_care_decision", in_care(), LATE_2026, ["end_of_care_planned 2027-01-10"], date(2027, 1, 10), Basis.LAW),
    (
        "end_of_care_decision",
        in_care(),
        LATE_2026,
        ["end_of_care_planned 2027-01-10", "end_of_care_approved 2026-12-20"],
        None,
        None,
    ),
    # 27 homes out of area
    (
        "area_authority_notice",
        in_care(),
        LATE_2026,
        ["out_of_area_placement_planned 2026-12-01"],
        date(2026, 12, 1),
        Basis.LAW,
    ),
    (
        "area_authority_notice",
        in_care(),
        LATE_2026,
        ["emergency_out_of_area_placement 2026-12-21"],
        date(2026, 12, 30),
        Basis.LAW,
    ),
    (
        "out_of_area_approval",
        in_care(),
        LATE_2026,
        ["out_of_area_placement_planned 2026-12-01", "out_of_area_approved 2026-11-20"],
        None,
        None,
    ),
    (
        "at_distance_approval",
        in_care(),
        LATE_2026,
        ["at_distance_placement_planned 2026-12-01"],
        date(2026, 12, 1),
        Basis.LAW,
    ),
    # 28 Staying Put decided by 17 and a half
    ("staying_put_planning", in_care(), date(2025, 4, 1), [], date(2026, 9, 10), Basis.LOCAL),
    ("staying_put_planning", in_care(), LATE_2026, ["staying_put_decided 2026-05-01"], None, None),
    # 29 the provider is registered
    (
        "registered_provider",
        in_care(),
        LATE_2026,
        ["supported_accommodation_planned 2026-12-05"],
        date(2026, 12, 5),
        Basis.LAW,
    ),
    # 30 the home is suitable
    (
        "suitable_accommodation",
        left_at_17(),
        LATE_2026,
        ["accommodation_planned 2026-12-05"],
        date(2026, 12, 5),
        Basis.LAW,
    ),
    # 31 the birthday record, from three months before to one month after
    ("birthday_snapshot", in_care_to_18(), date(2024, 11, 22), [], date(2024, 12, 22), Basis.GUIDANCE),
    ("birthday_snapshot", in_care_to_18(), date(2024, 11, 22), ["birthday_recorded 2024-08-22"], None, None),
    (
        "birthday_snapshot",
        in_care_to_18(),
        date(2024, 11, 22),
        ["birthday_recorded 2024-08-21"],
        date(2024, 12, 22),
        Basis.GUIDANCE,
    ),
    # 45 vacations, each in turn
    (
        "vacation_accommodation",
        in_care_to_18(),
        date(2024, 11, 1),
        ["vacation_starts 2024-12-14", "vacation_home_arranged 2024-11-20", "vacation_starts 2025-03-29"],
        date(2025, 3, 29),
        Basis.LAW,
    ),
    # 46 instalments of the bursary
    (
        "he_bursary",
        in_care_to_18(),
        date(2024, 11, 1),
        [
            "bursary_instalment_due 2024-09-30",
            "bursary_instalment_due 2025-01-15",
            "bursary_instalment_paid 2024-10-02",
        ],
        date(2025, 1, 15),
        Basis.LAW,
    ),
    # a plan and a placement
    ("care_plan", in_care(), date(2021, 1, 16), [], date(2021, 1, 29), Basis.LAW),
    ("placement_plan", in_care(), LATE_2026, ["placement_started 2026-11-20"], date(2026, 11, 27), Basis.LAW),
    (
        "placement_plan",
        in_care(),
        LATE_2026,
        ["placement_started 2026-11-20", "placement_plan_made 2026-11-18"],
        None,
        None,
    ),
    (
        "return_interview",
        in_care(),
        LATE_2026,
        ["returned_from_missing 2026-11-20"],
        date(2026, 11, 23),
        Basis.GUIDANCE,
    ),
]


@pytest.mark.parametrize(("duty_id", "life", "on", "told", "expected", "basis"), CLOCKS, ids=lambda v: str(v)[:30])
def test_the_clock_says(duty_id, life, on, told, expected, basis):
    found = asked(life, on, duty_id, *told)
    assert (found and found.on) == expected
    assert (found and found.interval.basis) == basis
    if found:
        assert found.outcome is Outcome.DUE
        assert found.started_by is not None


def test_a_series_of_short_breaks_is_reviewed_from_its_first():
    breaks = tuple(Spell(date(2026, month, 1), date(2026, month, 8), "V4", "A") for month in (7, 8, 9))
    life = Circumstances(born_on=date(2011, 5, 5), spells=breaks)
    assert asked(life, date(2026, 9, 3), "looked_after_review").on == date(2026, 10, 1)


def test_a_benefit_claim_opens_28_days_before_18():
    clock = all_clocks()["benefit_claim"]
    found = run(clock, status_events(in_care(), LATE_2026))
    assert (found.opens_on, found.on) == (date(2027, 2, 10), date(2027, 3, 10))


# ---- not recorded is never late ----


@pytest.mark.parametrize(
    ("duty_id", "life", "on"),
    [
        ("needs_assessment", in_care(), LATE_2026),
        ("personal_adviser", in_care(), LATE_2026),
        ("pathway_plan_review", in_care(), LATE_2026),
        ("looked_after_review", in_care(), LATE_2026),
        ("looked_after_visit", in_care(), LATE_2026),
        ("health_assessment", in_care(), LATE_2026),
        ("care_plan", in_care(), LATE_2026),
        ("keep_in_touch", in_care_to_18(), LATE_2026 - timedelta(days=1)),
        ("pathway_plan_review", in_care_to_18(), LATE_2026 - timedelta(days=1)),
        ("offer_support_yearly", in_care_to_18(), date(2028, 1, 1)),
    ],
)
def test_what_was_due_before_records_begin_is_not_recorded_and_never_late(duty_id, life, on):
    found = asked(life, on, duty_id, recorded_from=on)
    assert found.outcome is Outcome.NOT_RECORDED
    assert found.on is None
    assert found.started_by is None
    assert found.missing
    assert found.days_left(on) is None
    assert not found.is_late(date(2040, 1, 1))


@pytest.mark.parametrize(
    ("duty_id", "life", "on", "told", "expected"),
    [
        ("pathway_plan_review", left_at_17(), LATE_2026, "plan_agreed 2026-03-02", date(2026, 9, 2)),
        ("keep_in_touch", left_at_17(), LATE_2026, "contact_made 2026-08-03", date(2026, 9, 28)),
        ("offer_support_yearly", in_care_to_18(), date(2028, 1, 1), "offered_support 2026-12-01", date(2027, 12, 1)),
    ],
)
def test_the_last_one_told_at_the_start_counts_and_its_next_one_can_be_late(duty_id, life, on, told, expected):
    found = asked(life, on, duty_id, told, recorded_from=on)
    assert found.on == expected
    assert found.is_late(on)


def test_what_is_over_before_records_begin_is_not_asked_for():
    on = date(2026, 11, 1)
    assert asked(in_care_to_18(), on, "birthday_snapshot", recorded_from=on) is None
    told = ["adviser_appointed 2024-01-05"]
    assert asked(in_care_to_18(), on, "personal_adviser", *told, recorded_from=on) is None


def test_the_birthday_record_of_21_is_no_longer_asked_for_at_22():
    assert asked(in_care_to_18(), date(2027, 11, 21), "birthday_snapshot").on == date(2026, 12, 22)
    assert asked(in_care_to_18(), date(2027, 11, 22), "birthday_snapshot") is None


def test_without_any_word_on_records_a_missing_start_is_not_recorded():
    found = asked(left_at_17(), LATE_2026, "keep_in_touch", recorded_from=None)
    assert found.outcome is Outcome.NOT_RECORDED
    assert found.missing == ("contact was made",)


def test_a_review_is_not_missed_while_the_first_plan_is_still_being_made():
    assert asked(left_at_17(), date(2026, 6, 2), "pathway_plan_review", recorded_from=date(2026, 1, 1)) is None
    later = asked(left_at_17(), date(2026, 6, 2), "pathway_plan_review", recorded_from=date(2026, 6, 2))
    assert later.outcome is Outcome.NOT_RECORDED


@pytest.mark.parametrize(
    ("duty_id", "told", "expected"),
    [
        ("looked_after_review", "looked_after_review_held 2026-10-05", date(2027, 4, 5)),
        ("looked_after_visit", "looked_after_visit_made 2026-10-05", date(2026, 11, 16)),
        ("health_assessment", "health_assessed 2026-03-02", date(2027, 3, 2)),
    ],
)
def test_the_last_one_known_is_enough_where_earlier_ones_lie_before_our_records(duty_id, told, expected):
    told = [told] if duty_id != "looked_after_visit" else [told, "placement_started 2024-01-05"]
    found = asked(in_care(), LATE_2026, duty_id, *told, recorded_from=date(2026, 11, 1))
    assert found.on == expected


def test_a_home_from_before_our_records_with_a_known_visit_has_only_its_next_visit():
    told = ["accommodation_provided 2026-06-05", "visit_made 2026-10-20"]
    records = date(2026, 11, 1)
    assert asked(left_at_17(), LATE_2026, "visit_7_days", *told, recorded_from=records) is None
    assert asked(left_at_17(), LATE_2026, "visit_before_review", *told, recorded_from=records) is None
    assert asked(left_at_17(), LATE_2026, "visit_2_months", *told, recorded_from=records).on == date(2026, 12, 20)


# ---- late, early, manner ----


def test_a_day_is_late_only_when_it_is_over():
    found = asked(left_at_17(), LATE_2026, "visit_7_days", HOME)
    assert not found.is_late(date(2026, 7, 8))
    assert found.is_late(date(2026, 7, 9))
    assert found.days_left(date(2026, 7, 5)) == 3
    assert found.days_left(date(2026, 7, 9)) == -1


def test_as_soon_as_practicable_has_a_first_day_and_no_last():
    found = asked(left_at_17(), LATE_2026, "accommodation_review", HOME)
    assert found.manner is Manner.NOT_BEFORE
    assert not found.is_late(date(2030, 1, 1))


def test_the_event_that_started_it_is_told():
    found = asked(left_at_17(), LATE_2026, "needs_assessment")
    assert found.started_by == Event("became_relevant", date(2026, 6, 1))
    assert str(found.started_by) == "became a relevant child"


def test_working_days_beyond_the_data_say_that_they_are_computed():
    told = ["assessment_completed 2031-05-01"]
    found = run(all_clocks()["pathway_plan"], events(*told))
    assert "one-off holiday" in found.note
    assert "one-off holiday" not in run(all_clocks()["pathway_plan"], events("assessment_completed 2026-05-01")).note


def test_an_unknown_kind_of_event_is_refused():
    with pytest.raises(ValueError, match="not a kind of event"):
        Event("had_tea", LATE_2026)


# ---- what the law knows by itself ----


def test_status_events_follow_a_life():
    told = [(event.kind, event.on.isoformat()) for event in status_events(left_at_17(), date(2027, 4, 1))]
    assert told == [
        ("turned_5", "2014-03-10"),
        ("care_started", "2021-01-15"),
        ("turned_14", "2023-03-10"),
        ("became_eligible", "2025-03-10"),
        ("turned_16", "2025-03-10"),
        ("turned_17", "2026-03-10"),
        ("became_relevant", "2026-06-01"),
        ("care_ended", "2026-06-01"),
        ("became_former_relevant", "2027-03-10"),
        ("turned_18", "2027-03-10"),
    ]


def test_status_events_stop_at_the_day_asked_about_and_at_death():
    assert Event("became_relevant", date(2026, 6, 1)) not in status_events(left_at_17(), date(2026, 5, 31))
    dead = left_at_17(died_on=date(2026, 7, 1))
    assert all(event.on <= date(2026, 7, 1) for event in status_events(dead, date(2030, 1, 1)))


def test_someone_born_on_29_february_turns_17_on_1_march():
    life = Circumstances(born_on=date(2008, 2, 29), spells=(Spell(date(2020, 1, 1), None, "C2", "A"),))
    told = {event.kind: event.on for event in status_events(life, date(2026, 4, 1))}
    assert told["turned_16"] == date(2024, 2, 29)
    assert told["turned_17"] == date(2025, 3, 1)
    assert told["care_ended"] == told["turned_18"] == date(2026, 3, 1)


def test_an_open_spell_has_not_ended_before_18():
    assert "care_ended" not in {event.kind for event in status_events(in_care(), LATE_2026)}


def test_nothing_is_derived_about_care_where_nothing_is_known():
    told = {event.kind for event in status_events(Circumstances(born_on=date(2009, 1, 1), spells=None), LATE_2026)}
    assert told == {"turned_5", "turned_14", "turned_16", "turned_17"}


def test_qualifying_and_requests_are_events():
    told = {event.kind for event in status_events(ten_weeks_at_16(), LATE_2026)}
    assert "became_qualifying" in told
    told = {event.kind for event in status_events(asked_at_22(), date(2028, 2, 1))}
    assert "asked_for_support" in told
    told = {event.kind for event in status_events(back_in_education(), date(2028, 2, 1))}
    assert "told_authority" in told


# ---- whatever happened ----

KINDS = sorted(event_kinds())
LISTS_OF_EVENTS = st.lists(
    st.builds(Event, st.sampled_from(KINDS), st.dates(date(2018, 1, 1), date(2030, 12, 31))), max_size=12
)
ONE_CLOCK = st.sampled_from(sorted(all_clocks()))
RECORDS = st.none() | st.dates(date(2018, 1, 1), date(2030, 12, 31))


@given(ONE_CLOCK, LISTS_OF_EVENTS, RECORDS)
def test_nothing_is_due_before_what_started_it(name, happened, records):
    found = run(all_clocks()[name], happened, records)
    if found and found.outcome is Outcome.DUE:
        assert found.started_by in happened
        assert found.on >= found.started_by.on
        assert found.opens_on is None or found.opens_on <= found.on


@given(ONE_CLOCK, LISTS_OF_EVENTS, RECORDS, st.dates(date(2018, 1, 1), date(2040, 1, 1)))
def test_what_is_not_recorded_is_never_late(name, happened, records, today):
    found = run(all_clocks()[name], happened, records)
    if found and found.outcome is Outcome.NOT_RECORDED:
        assert found.on is None
        assert not found.is_late(today)
        assert found.missing


@given(ONE_CLOCK, st.dates(date(2018, 1, 1), date(2030, 12, 31)))
def test_without_events_nothing_is_ever_due(name, records):
    for recorded_from in (None, records):
        found = run(all_clocks()[name], [], recorded_from)
        assert found is None or found.outcome is Outcome.NOT_RECORDED


@given(ONE_CLOCK, LISTS_OF_EVENTS, RECORDS)
def test_events_of_other_clocks_change_nothing(name, happened, records):
    clock = all_clocks()[name]
    ours = {*clock.starts, *clock.done_by, *clock.ends, *clock.requires, *clock.or_from, *clock.waits_from}
    ours |= {step.given for step in clock.steps}
    mattering = [event for event in happened if event.kind in ours]
    assert run(clock, happened, records) == run(clock, mattering, records)


@given(LISTS_OF_EVENTS)
def test_the_most_pressing_date_is_the_earliest_known(happened):
    duty = next(duty for duty in duties_on(left_at_17(), LATE_2026) if duty.id == "pathway_plan_review")
    known = [found.on for found in due_dates(duty, happened) if found.on]
    first = due(duty, happened)
    assert (first and first.on) == min(known, default=None)


def test_callers_record_everything_that_is_not_derived():
    assert derived_event_kinds() < set(event_kinds())
    assert not {"contact_made", "plan_agreed", "visit_made"} & derived_event_kinds()
