"""Reviews of the plan, assessments of needs, adult services, and what is settled before 18."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from alongside.casework import actions, local_clocks
from alongside.casework.models import (
    AssessmentHead,
    ClockEvent,
    Head,
    JointAssessment,
    NeedsAssessment,
    PlanReview,
    PlanVersion,
    TurningEighteen,
)
from alongside.casework.standing import standing_of
from alongside.casework.tests.plans import approved, filled, fresh, plain, submitted
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState

HELD = {"held_on": TODAY, "took_part": "there", "words": "It is fine", "is_adequate": True}


def due(council, name="Fay", on=TODAY):
    """The law's clocks that run for somebody: clock → day."""
    return {one.clock: one.on for _, one in standing_of(council.person(name), on=on).due}


def local(council, name, on=TODAY):
    return {one.clock: one.due_on for one in local_clocks.running([council.id(name)], on)}


# --- Reviews --------------------------------------------------------------------------


def test_a_review_that_was_asked_for_runs_until_it_is_held(council):
    cal = council.actor("Cal")
    assert "review_asked_for" not in due(council)
    review = actions.plan_review(person_id=council.id("Fay"), trigger="asked", on=TODAY, by=cal)
    assert due(council)["review_asked_for"] > TODAY
    actions.hold_review(review_id=review.pk, version=review.version, changes=HELD, on=TODAY, by=cal)
    assert "review_asked_for" not in due(council)


def test_a_held_review_moves_the_next_one_half_a_year_on_and_putting_it_right_moves_it_again(council):
    cal = council.actor("Cal")
    approved(council)
    later = TODAY + timedelta(days=100)
    review = actions.plan_review(person_id=council.id("Fay"), trigger="six_months", on=later, by=cal)
    changes = HELD | {"held_on": later}
    review = actions.hold_review(review_id=review.pk, version=review.version, changes=changes, on=later, by=cal)
    assert due(council, on=later)["pathway_plan_review"] == date(2027, 9, 3)
    changes = HELD | {"held_on": later - timedelta(days=2)}
    review = actions.hold_review(review_id=review.pk, version=review.version, changes=changes, on=later, by=cal)
    assert due(council, on=later)["pathway_plan_review"] == date(2027, 9, 1)
    args = {"review_id": review.pk, "version": review.version, "on": later, "by": cal}
    with pytest.raises(FactRefused):
        actions.take_out_review(**args, why=" ")
    actions.take_out_review(**args, why="Written for the wrong person")
    assert due(council, on=later)["pathway_plan_review"] == date(2027, 5, 23)


def test_a_review_is_taken_out_through_its_page_with_the_reason(council, visit):
    cal = council.users["Cal"]
    approved(council)
    review = actions.plan_review(person_id=council.id("Fay"), trigger="six_months", on=TODAY, by=council.actor("Cal"))
    page = f"/staff/reviews/{review.pk}/take-out/"
    assert "Take it out" in visit(f"/staff/people/{council.id('Fay')}/reviews/", by=cal)
    assert "Answer this" in visit.post(page, visit(page, by=cal).fields, by=cal, status=200)
    visit(page, by=council.users["Amir"], status=404)
    visit.post(page, {**visit(page, by=cal).fields, "why": "It was planned twice"}, by=cal)
    assert "Take it out" not in visit(f"/staff/people/{council.id('Fay')}/reviews/", by=cal)
    visit(page, by=cal, status=404)


@pytest.mark.parametrize(
    "wrong",
    [
        {"held_on": TODAY + timedelta(days=1)},
        {"held_on": None},
        {"took_part": ""},
        {"is_adequate": None},
        {"is_adequate": False, "changes": ""},
        {"notes_sent_on": TODAY - timedelta(days=1)},
    ],
)
def test_a_review_that_cannot_be_so_is_refused(council, wrong):
    cal = council.actor("Cal")
    review = actions.plan_review(person_id=council.id("Fay"), trigger="adviser", on=TODAY, by=cal)
    with pytest.raises(FactRefused):
        actions.hold_review(review_id=review.pk, version=1, changes=HELD | wrong, on=TODAY, by=cal)
    assert not ClockEvent.objects.filter(kind="review_held").exists()


def test_a_review_that_changes_things_leads_to_the_next_version(council, visit):
    first, cal = approved(council), council.users["Cal"]
    add = f"/staff/people/{council.id('Fay')}/reviews/new/"
    visit.post(add, {**plain(visit(add, by=cal).fields), "trigger": "moved"}, by=cal)
    review = PlanReview.objects.get()
    held = f"/staff/reviews/{review.pk}/held/"
    form = {**plain(visit(held, by=cal).fields), "took_part": "there", "is_adequate": "no", "changes": "A new home"}
    visit.post(held, form, by=cal)
    assert "The plan changes." in visit(f"/staff/people/{council.id('Fay')}/reviews/", by=cal)
    page = visit.post(f"/staff/reviews/{review.pk}/next-plan/", by=cal)
    second = PlanVersion.objects.get(number=2)
    assert page.location == f"/staff/plans/{second.pk}/" and second.reviewed == first
    visit.post(f"/staff/reviews/{review.pk}/next-plan/", by=cal, status=409)


def test_two_who_write_one_review_do_not_overwrite_each_other(council):
    cal = council.actor("Cal")
    review = actions.plan_review(person_id=council.id("Fay"), trigger="adviser", on=TODAY, by=cal)
    actions.change_review(review_id=review.pk, version=1, changes={"place": "The café"}, on=TODAY, by=cal)
    with pytest.raises(EditConflict):
        actions.change_review(review_id=review.pk, version=1, changes={"place": "Office"}, on=TODAY, by=cal)


def test_another_advisers_review_is_out_of_reach(council, visit):
    review = actions.plan_review(person_id=council.id("Fay"), trigger="adviser", on=TODAY, by=SYSTEM)
    visit(f"/staff/reviews/{review.pk}/held/", by=council.users["Amir"], status=404)
    with pytest.raises(NotYours):
        actions.hold_review(review_id=review.pk, version=1, changes=HELD, on=TODAY, by=council.actor("Amir"))


def test_she_asks_for_a_meeting_once_and_the_clock_runs(council, fay, visit):
    page = visit("/me/plan/meeting/", by=fay)
    form = {**page.fields, "words": "I want to move"}
    for _ in range(2):
        visit.post("/me/plan/meeting/", form, by=fay)
    assert PlanReview.objects.get().asked_words == "I want to move"
    assert "review_asked_for" in due(council)
    assert "You asked on 23 November 2026" in visit("/me/plan/meeting/", by=fay)
    with pytest.raises(FactRefused, match="asked already"):
        actions.ask_for_my_review(words="Again", on=TODAY, by=council.actor("Fay"))
    assert "I want to move" in visit(f"/staff/people/{council.id('Fay')}/reviews/", by=council.users["Cal"])


# --- Needs --------------------------------------------------------------------------


def assessed(council, name="Fay", worker="Cal", on=TODAY, **given) -> NeedsAssessment:
    """An assessment in which everything is said."""
    by = council.actor(worker, on)
    args = {"trigger": "changed", **given}
    assessment = actions.begin_assessment(person_id=council.id(name), on=on, by=by, **args)
    for head in assessment.heads.all():
        changes = {"words": "I say", "needs": "A person to call"}
        actions.write_assessment_head(head_id=head.pk, version=head.version, changes=changes, on=on, by=by)
    changes = {"words": "I want a cat", "result": "A plan", "consulted": ["carer"]}
    return actions.write_assessment(
        assessment_id=assessment.pk, version=assessment.version, changes=changes, on=on, by=by
    )


def sent_in(council, **given) -> NeedsAssessment:
    one = assessed(council, **given)
    return actions.submit_assessment(assessment_id=one.pk, version=one.version, on=TODAY, by=council.actor("Cal"))


def answer(council, one, word="approve", by="Sam", comment=""):
    args = {"assessment_id": one.pk, "version": one.version, "comment": comment, "on": TODAY}
    return actions.decide_assessment(answer=word, by=council.actor(by), **args)


def test_a_finished_assessment_starts_the_clock_of_the_plan(council):
    assert "pathway_plan" not in due(council)
    one = answer(council, sent_in(council))
    assert (one.state, one.approved_on) == ("approved", TODAY)
    assert ClockEvent.objects.get(kind="assessment_completed").record == one.pk


def test_a_finished_assessment_is_read_by_the_young_person_and_nothing_that_others_said(council, visit, fay):
    assert "Nothing is finished here yet" in visit("/me/needs/", by=fay)
    one = sent_in(council)
    NeedsAssessment.objects.filter(pk=one.pk).update(consulted_words="The carer says QZX")
    first, second = AssessmentHead.objects.filter(assessment=one)[:2]
    AssessmentHead.objects.filter(pk=first.pk).update(evidence="QZX saw it", needs="A cooker")
    AssessmentHead.objects.filter(pk=second.pk).update(hidden="serious_harm", needs="QZX")
    assert "A cooker" not in visit("/me/needs/", by=fay)
    answer(council, one)
    page = visit("/me/needs/", by=fay)
    assert "I want a cat" in page and "A cooker" in page and "We asked: whoever cares for you" in page
    assert "QZX" not in page
    assert "What I need" in visit("/me/", by=fay)


def test_for_a_relevant_child_it_meets_the_three_months(council):
    name, bea = "Rory", council.actor("Bea")
    actions.record_clock_event(person_id=council.id(name), kind="contact_made", happened_on=TODAY, on=TODAY, by=bea)
    one = assessed(council, name, "Bea", trigger="relevant")
    one = actions.submit_assessment(assessment_id=one.pk, version=one.version, on=TODAY, by=bea)
    actions.decide_assessment(
        assessment_id=one.pk, version=one.version, answer="approve", on=TODAY, by=council.actor("Nadia")
    )
    after = due(council, name)
    assert "needs_assessment_relevant" not in after and after["pathway_plan"] > TODAY


def test_an_assessment_needs_the_words_of_the_young_person_who_was_asked_and_a_result(council):
    cal = council.actor("Cal")
    one = actions.begin_assessment(person_id=council.id("Fay"), trigger="changed", on=TODAY, by=cal)
    with pytest.raises(FactRefused, match="what the young person says, the result, who was asked"):
        actions.submit_assessment(assessment_id=one.pk, version=one.version, on=TODAY, by=cal)


def test_from_21_it_may_be_about_what_was_asked_and_not_before(council):
    args = {"person_id": council.id("Fay"), "trigger": "asked", "form": "asked", "by": SYSTEM}
    day = date(2028, 6, 20)
    with pytest.raises(FactRefused, match="Before 21"):
        actions.begin_assessment(on=day - timedelta(days=1), asked_for="A course", **args)
    with pytest.raises(FactRefused, match="what they asked for"):
        actions.begin_assessment(on=day, **args)
    one = actions.begin_assessment(on=day, asked_for="A course", **args)
    head = one.heads.get(head=Head.LEARNING)
    actions.write_assessment_head(head_id=head.pk, version=1, changes={"needs": "The fare"}, on=day, by=SYSTEM)
    changes = {"words": "I want to learn", "result": "The fare is paid"}
    one = actions.write_assessment(assessment_id=one.pk, version=1, changes=changes, on=day, by=SYSTEM)
    assert actions.submit_assessment(assessment_id=one.pk, version=one.version, on=day, by=SYSTEM).state == "submitted"


def test_nobody_answers_what_they_sent_in(council):
    one = sent_in(council)
    NeedsAssessment.objects.filter(pk=one.pk).update(submitted_by=council.users["Sam"])
    with pytest.raises(OwnWork):
        answer(council, one)
    raw = NeedsAssessment.objects.get(pk=one.pk)
    raw.state, raw.approved_by, raw.approved_on = "approved", council.users["Sam"], TODAY
    with pytest.raises(IntegrityError), transaction.atomic():
        raw.save()


def test_sent_back_it_is_written_on_and_a_finished_one_is_frozen(council):
    one = sent_in(council)
    with pytest.raises(FactRefused):
        answer(council, one, "send_back")
    one = answer(council, one, "send_back", comment="Ask the college too.")
    assert (one.state, one.submitted_by) == ("draft", None)
    cal = council.actor("Cal")
    one = actions.submit_assessment(assessment_id=one.pk, version=one.version, on=TODAY, by=cal)
    answer(council, one)
    head = one.heads.first()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        AssessmentHead.objects.filter(pk=head.pk).update(needs="Less")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        NeedsAssessment.objects.filter(pk=one.pk).update(result="Less")
    with pytest.raises(WrongState):
        actions.write_assessment_head(head_id=head.pk, version=head.version, changes={}, on=TODAY, by=cal)


def test_the_pages_carry_an_assessment_to_its_answer(council, visit):
    cal, sam, fay_id = council.users["Cal"], council.users["Sam"], council.id("Fay")
    begin = f"/staff/people/{fay_id}/assessments/begin/"
    visit.post(begin, {**plain(visit(begin, by=cal).fields), "trigger": "changed", "extent": "whole"}, by=cal)
    one = NeedsAssessment.objects.get()
    address = f"/staff/assessments/{one.pk}/"
    for head in one.heads.all():
        head_page = f"/staff/assessment-heads/{head.pk}/"
        visit.post(head_page, {**plain(visit(head_page, by=cal).fields), "needs": "Time"}, by=cal)
    form = {
        **plain(visit(f"{address}write/", by=cal).fields),
        "words": "A cat",
        "result": "Plan",
        "consulted": ["carer"],
    }
    visit.post(f"{address}write/", form, by=cal)
    visit.post(f"{address}send/", plain(visit(f"{address}send/", by=cal).fields), by=cal)
    assert "Assessment 1" in visit("/staff/plans/", by=sam)
    visit.post(f"{address}decide/", {**plain(visit(f"{address}decide/", by=sam).fields), "answer": "approve"}, by=sam)
    page = visit(address, by=cal)
    assert "Finished" in page and "Whoever cares for them day to day" in page
    visit(address, by=council.users["Amir"], status=404)


# --- Adult services, and before 18 --------------------------------------------------------------------------


def test_adult_services_are_asked_from_16_and_the_clock_runs_until_they_decide(council):
    amir = council.actor("Amir")
    args = {"person_id": council.id("Ella"), "why": "Help with every day", "on": TODAY, "by": amir}
    with pytest.raises(FactRefused, match="16th birthday"):
        actions.ask_adult_services(**args, asked_on=date(2025, 5, 9))
    joint = actions.ask_adult_services(**args, asked_on=date(2026, 11, 1))
    assert local(council, "Ella")["joint_assessment"] == date(2027, 2, 1)
    with pytest.raises(WrongState):
        actions.ask_adult_services(**args)
    change = {"joint_id": joint.pk, "version": joint.version, "on": TODAY, "by": amir}
    for wrong in ({"decided_on": TODAY}, {"decision": "support"}, {"decided_on": date(2026, 10, 1), "decision": "not"}):
        with pytest.raises(FactRefused):
            actions.write_joint_assessment(**change, changes=wrong)
    actions.write_joint_assessment(**change, changes={"decided_on": TODAY, "decision": "support"})
    assert "joint_assessment" not in local(council, "Ella")
    with pytest.raises(WrongState):
        actions.write_joint_assessment(**change | {"version": 2}, changes={"worker": "x"})


def test_sixteen_today_is_old_enough(council):
    day = date(2025, 5, 10)  # Ella's 16th birthday
    actions.ask_adult_services(person_id=council.id("Ella"), why="Help", on=day, by=SYSTEM)
    assert JointAssessment.objects.get().asked_on == day


@pytest.mark.parametrize(("day", "runs"), [(date(2026, 11, 9), False), (date(2026, 11, 10), True)])
def test_the_list_before_18_runs_from_seventeen_and_a_half(council, day, runs):
    assert ("before_eighteen" in local(council, "Ella", day)) is runs


def test_the_list_before_18_is_met_when_all_five_are_settled(council, visit):
    amir, address = council.users["Amir"], f"/staff/people/{council.id('Ella')}/before-18/"
    assert local(council, "Ella")["before_eighteen"] == date(2027, 5, 10)
    form = plain(visit(address, by=amir).fields)
    for name in ("home_on", "money_on", "papers_on", "doctor_on"):
        form |= {f"{name}-day": "20", f"{name}-month": "11", f"{name}-year": "2026"}
    visit.post(address, form, by=amir)
    assert "before_eighteen" in local(council, "Ella")
    assert "Not settled" in visit(f"/staff/people/{council.id('Ella')}/assessments/", by=amir)
    held = TurningEighteen.objects.get()
    with pytest.raises(FactRefused):
        actions.write_before_eighteen(
            person_id=council.id("Ella"), version=held.version, changes={"handover_on": TODAY + timedelta(days=1)},
            on=TODAY, by=council.actor("Amir"),
        )  # fmt: skip
    actions.write_before_eighteen(
        person_id=council.id("Ella"), version=held.version, changes={"handover_on": TODAY}, on=TODAY,
        by=council.actor("Amir"),
    )  # fmt: skip
    assert "before_eighteen" not in local(council, "Ella")


def test_a_plan_that_waits_and_one_not_handed_out_have_clocks(council):
    plan, cal = submitted(council), council.actor("Cal")
    assert "plan_decided" in local(council, "Fay")
    plan = actions.approve_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=council.actor("Sam"))
    assert "plan_decided" not in local(council, "Fay") and local(council, "Fay")["plan_shared"] == date(2026, 11, 30)
    actions.hand_out_plan(plan_id=plan.pk, form="pdf", language="en-gb", how="post", on=TODAY, by=cal)
    assert "plan_shared" not in local(council, "Fay")
    assert fresh(plan).shared_on == TODAY and filled(council).number == 2
