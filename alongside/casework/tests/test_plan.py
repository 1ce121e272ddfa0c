"""The pathway plan: written with the young person, approved by somebody else, frozen, handed out, followed up."""

from __future__ import annotations

import io
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from pypdf import PdfReader

from alongside.casework import actions, plan_paper, plan_words, queries, steps_plan
from alongside.casework.models import (
    ClockEvent,
    Head,
    PlanAction,
    PlanCopy,
    PlanHead,
    PlanVersion,
)
from alongside.casework.standing import standing_of
from alongside.casework.tests.plans import approved, approved_from, filled, fresh, given, plain, submitted
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.partners import actions as partners
from alongside.partners.models import Organisation
from alongside.shell import actions as accounts
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, FactRefused, NotAllowed, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Role

State = PlanVersion.State
DAY = {"handed_on-day": "23", "handed_on-month": "11", "handed_on-year": "2026"}


# --- Steps -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", State)
def test_every_state_is_reached_and_has_a_way_on(state):
    assert state == State.DRAFT or state in steps_plan.STEPS.values()
    assert [step for (before, step) in steps_plan.STEPS if before == state]


def test_every_step_says_why_it_is_refused():
    assert {step for _, step in steps_plan.STEPS} == set(steps_plan.REFUSED_STEP)
    assert {step for _, step in steps_plan.ASSESSMENT_STEPS} == set(steps_plan.REFUSED_ASSESSMENT_STEP)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", [one for one in steps_plan.REFUSED_STEP if one != "begin"])
def test_a_step_is_possible_where_the_table_has_it_and_nowhere_else(state, step):
    plan = PlanVersion(state=state)
    assert steps_plan.can_step(plan, step) is ((state, step) in steps_plan.STEPS)


def test_a_plan_goes_its_whole_way(council):
    plan = given(council)
    assert (plan.state, plan.given_on) == (State.WITH_PERSON, TODAY)
    plan = approved_from(council, plan)
    assert plan.state == State.APPROVED and len(plan.content_hash) == 64
    copy = {"form": "large", "language": "en-gb", "how": "in_person"}
    actions.hand_out_plan(plan_id=plan.pk, on=TODAY, by=council.actor("Cal"), **copy)
    assert (fresh(plan).state, fresh(plan).shared_on) == (State.SHARED, TODAY)
    actions.hand_out_plan(plan_id=plan.pk, on=TODAY, by=council.actor("Cal"), **copy | {"how": "post"})
    assert PlanCopy.objects.count() == 2


def test_steps_out_of_order_are_refused(council):
    plan, cal, sam = filled(council), council.actor("Cal"), council.actor("Sam")
    args = {"plan_id": plan.pk, "version": plan.version, "on": TODAY}
    with pytest.raises(WrongState):
        actions.submit_plan(**args, by=cal)
    with pytest.raises(WrongState):
        actions.approve_plan(**args, by=sam)
    with pytest.raises(WrongState):
        actions.hand_out_plan(plan_id=plan.pk, form="pdf", language="en-gb", how="post", on=TODAY, by=cal)
    with pytest.raises(WrongState):
        actions.begin_plan(person_id=council.id("Fay"), on=TODAY, by=cal)
    assert fresh(plan).state == State.DRAFT


def test_one_open_plan_a_person_in_the_database_too(council):
    filled(council)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.create(person=council.person("Fay"), number=9, recorded_at="2026-11-23T12:00Z")


def test_nothing_goes_to_a_manager_before_every_head_and_their_answer(council):
    cal = council.actor("Cal")
    plan = actions.begin_plan(person_id=council.id("Fay"), on=TODAY, by=cal)
    plan = actions.put_before_person(plan_id=plan.pk, version=plan.version, on=TODAY, by=cal)
    with pytest.raises(FactRefused, match="Contact and personal support"):
        actions.submit_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=cal)
    for head in plan.heads.exclude(head=Head.ARRIVAL):  # asked only of who came alone
        actions.write_head(head_id=head.pk, version=1, changes={"nothing_now": True}, on=TODAY, by=cal)
    with pytest.raises(FactRefused, match="whether they agree"):
        actions.submit_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=cal)
    with pytest.raises(FactRefused, match="tried"):
        actions.record_plan_voice(plan_id=plan.pk, kind="not_taking_part", on=TODAY, by=cal)
    tried = "Rang three times, called round twice, wrote"
    actions.record_plan_voice(plan_id=plan.pk, kind="not_taking_part", tried=tried, on=TODAY, by=cal)
    plan = actions.submit_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=cal)
    assert plan.state == State.SUBMITTED


def test_before_21_a_plan_is_whole_and_from_21_it_may_be_about_what_was_asked(council, set_clock):
    with pytest.raises(FactRefused, match="Before 21"):
        actions.begin_plan(person_id=council.id("Fay"), on=TODAY, by=council.actor("Cal"), scope="asked")
    day = date(2028, 6, 20)  # her 21st birthday
    with pytest.raises(FactRefused, match="Before 21"):
        actions.begin_plan(person_id=council.id("Fay"), on=day - timedelta(days=1), by=SYSTEM, scope="asked")
    set_clock(day)
    plan = actions.begin_plan(person_id=council.id("Fay"), on=day, by=SYSTEM, scope="asked")
    head = plan.heads.get(head=Head.MONEY)
    actions.write_head(head_id=head.pk, version=1, changes={"need": "Help with the form"}, on=day, by=SYSTEM)
    plan = actions.put_before_person(plan_id=plan.pk, version=plan.version, on=day, by=SYSTEM)
    actions.record_plan_voice(plan_id=plan.pk, kind="agrees", on=day, by=SYSTEM)
    assert actions.submit_plan(plan_id=plan.pk, version=plan.version, on=day, by=SYSTEM).state == State.SUBMITTED


def test_sent_back_returns_to_draft_with_the_comment(council, visit):
    plan, sam = submitted(council), council.actor("Sam")
    with pytest.raises(FactRefused):
        actions.send_plan_back(plan_id=plan.pk, version=plan.version, comment=" ", on=TODAY, by=sam)
    comment = "Say who pays for the college books."
    plan = actions.send_plan_back(plan_id=plan.pk, version=plan.version, comment=comment, on=TODAY, by=sam)
    assert (plan.state, plan.submitted_by) == (State.DRAFT, None)
    assert comment in visit(f"/staff/plans/{plan.pk}/", by=council.users["Cal"])


# --- Who -------------------------------------------------------------------------------------------------------------


def test_nobody_approves_what_they_sent_in(council):
    plan = submitted(council)
    PlanVersion.objects.filter(pk=plan.pk).update(submitted_by=council.users["Sam"])
    with pytest.raises(OwnWork):
        actions.approve_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=council.actor("Sam"))
    with pytest.raises(OwnWork):
        actions.send_plan_back(plan_id=plan.pk, version=plan.version, comment="x", on=TODAY, by=council.actor("Sam"))
    raw = fresh(plan)
    raw.state, raw.approved_by, raw.approved_on, raw.content_hash = "approved", council.users["Sam"], TODAY, "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        raw.save()


def test_the_head_of_service_decides_what_was_passed_on_and_nothing_else(council):
    plan, sam, hana = submitted(council), council.actor("Sam"), council.actor("Hana")
    with pytest.raises(NotAllowed):
        actions.approve_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=hana)
    plan = actions.escalate_plan(plan_id=plan.pk, version=plan.version, why="A home out of area", on=TODAY, by=sam)
    with pytest.raises(WrongState):
        actions.approve_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=sam)
    assert [one.id for one in queries.plans_waiting(hana, on=TODAY)] == [plan.pk]
    assert not queries.plans_waiting(sam, on=TODAY)
    assert actions.approve_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=hana).state == State.APPROVED


def test_under_18_the_social_worker_sends_it_in_and_the_adviser_takes_part(council):
    social = accounts.open_account(email="sw@brightwater.example", name="Sasha", by=SYSTEM)
    accounts.grant_role(user=social, role=Role.SOCIAL_WORKER, team=council.teams["north"], from_on=TODAY, by=SYSTEM)
    council.users["Sasha"] = social
    actions.allocate(person_id=council.id("Ella"), worker=social, kind="social_worker", on=TODAY, by=SYSTEM)
    plan = given(council, "Ella", "Amir")
    actions.record_plan_voice(plan_id=plan.pk, kind="agrees", on=TODAY, by=council.actor("Amir"))
    with pytest.raises(FactRefused, match="social worker owns"):
        actions.submit_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=council.actor("Amir"))
    page = queries.one_plan(council.actor("Amir"), plan.pk, on=TODAY)
    assert "submit" not in page.may and "write" in page.may
    plan = actions.submit_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=council.actor("Sasha"))
    assert plan.submitted_by == social


def test_another_adviser_and_a_stranger_find_nothing(council, visit):
    plan = approved(council)
    amir = council.users["Amir"]
    for address in (f"plans/{plan.pk}/", f"plans/{plan.pk}/copies/", f"plans/{plan.pk}/paper/pdf/en-gb/"):
        visit(f"/staff/{address}", by=amir, status=404)
    head = plan.heads.first()
    visit(f"/staff/plan-heads/{head.pk}/", by=amir, status=404)
    with pytest.raises(NotYours):
        actions.write_head(head_id=head.pk, version=1, changes={}, on=TODAY, by=council.actor("Amir"))


def test_a_housing_officer_sees_and_writes_the_home_and_nothing_else(council, visit):
    plan = given(council, "Ella", "Amir")
    body = partners.add_organisation(name="Homes", kind=Organisation.Kind.ADVOCACY, by=SYSTEM)
    partners.add_member(organisation=body, user=council.users["Hugo"], from_on=date(2020, 1, 1), by=SYSTEM)
    groups = [Record.PATHWAY_PLAN]
    args = {"organisation_id": body.pk, "field_groups": groups, "reason": "a home", "on": TODAY, "by": SYSTEM}
    actions.refer(person_id=council.id("Ella"), **args)
    page = visit(f"/staff/plans/{plan.pk}/", by=council.users["Hugo"])
    assert "What Ella says of home" in page
    assert "What Ella says of health" not in page.html and "What matters to me" not in page
    home, health = plan.heads.get(head=Head.HOME), plan.heads.get(head=Head.HEALTH)
    changes = {"will_happen": "A flat in Kingsmere from May"}
    hugo = council.actor("Hugo")
    actions.write_head(head_id=home.pk, version=home.version, changes=changes, on=TODAY, by=hugo)
    with pytest.raises(NotYours):
        actions.write_head(head_id=health.pk, version=health.version, changes=changes, on=TODAY, by=hugo)
    with pytest.raises(NotYours):
        actions.record_plan_voice(plan_id=plan.pk, kind="agrees", on=TODAY, by=hugo)
    visit(f"/staff/plan-heads/{health.pk}/", by=council.users["Hugo"], status=404)


# --- Writing ---------------------------------------------------------------------------------------------------------


def test_two_who_write_one_head_do_not_overwrite_each_other_and_other_heads_stay_free(council):
    plan, cal = filled(council), council.actor("Cal")
    home, money = plan.heads.get(head=Head.HOME), plan.heads.get(head=Head.MONEY)
    actions.write_head(head_id=home.pk, version=home.version, changes={"need": "A flat"}, on=TODAY, by=cal)
    with pytest.raises(EditConflict):
        actions.write_head(head_id=home.pk, version=home.version, changes={"need": "A house"}, on=TODAY, by=cal)
    actions.write_head(head_id=money.pk, version=money.version, changes={"need": "Savings"}, on=TODAY, by=cal)
    assert PlanHead.objects.get(pk=home.pk).need == "A flat"


def test_the_pages_carry_a_plan_from_the_first_word_to_the_copy(council, visit):
    cal, sam, fay = council.users["Cal"], council.users["Sam"], council.id("Fay")
    begin = f"/staff/people/{fay}/plan/begin/"
    visit.post(begin, {**visit(begin, by=cal).fields, "scope": "whole"}, by=cal)
    plan = PlanVersion.objects.get()
    for head in plan.heads.all():
        address = f"/staff/plan-heads/{head.pk}/"
        form = {**visit(address, by=cal).fields, "words": f"I want {head.head}", "need": "Time", "keep": ""}
        form.pop("keep")
        form.pop("nothing_now", None)
        visit.post(address, form, by=cal)
    home = plan.heads.get(head="home")
    add = f"/staff/plan-heads/{home.pk}/action/"
    action = {"what": "Bid for the flat", "owner": "partner", "owner_name": "", "due_on-day": "1"}
    action |= {"due_on-month": "2", "due_on-year": "2027"}
    assert "Say who does it" in visit.post(add, {**visit(add, by=cal).fields, **action}, by=cal, status=200)
    sent_form = {**visit(add, by=cal).fields, **action, "owner_name": "Rob at Kingsmere"}
    sent_form.pop("keep", None)
    for _ in range(2):  # over a bad line
        visit.post(add, sent_form, by=cal)
    assert PlanAction.objects.count() == 1
    visit.post(f"/staff/plans/{plan.pk}/give/", by=cal)
    says = f"/staff/plans/{plan.pk}/says/"
    visit.post(says, {**plain(visit(says, by=cal).fields), "kind": "partly", "words": "Not the room-mate."}, by=cal)
    send = f"/staff/plans/{plan.pk}/send/"
    visit.post(send, plain(visit(send, by=cal).fields), by=cal)
    assert "Fay Lindqvist" in visit("/staff/plans/", by=sam)
    decide = f"/staff/plans/{plan.pk}/decide/"
    visit(decide, by=cal, status=404)
    visit.post(decide, {**plain(visit(decide, by=sam).fields), "answer": "approve"}, by=sam)
    copies = f"/staff/plans/{plan.pk}/copies/"
    visit.post(copies, {**plain(visit(copies, by=cal).fields), "form": "pdf", "how": "in_person", **DAY}, by=cal)
    page = visit(f"/staff/people/{fay}/plan/", by=cal)
    assert "Agrees with some of it: Not the room-mate." in page and "I want home" in page
    assert "has had it since 23 November 2026" in page


# --- What is approved stays ------------------------------------------------------------------------------------------


def test_an_approved_plan_its_heads_and_actions_cannot_be_changed(council):
    plan = filled(council)
    head = plan.heads.get(head=Head.HOME)
    cal = council.actor("Cal")
    action = actions.add_plan_action(head_id=head.pk, what="Call", owner="adviser", on=TODAY, by=cal)
    plan = actions.put_before_person(plan_id=plan.pk, version=plan.version, on=TODAY, by=cal)
    plan = approved_from(council, plan)
    for model, pk, name in (
        (PlanVersion, plan.pk, "about_me"), (PlanVersion, plan.pk, "content_hash"), (PlanHead, head.pk, "words"),
        (PlanHead, head.pk, "will_happen"), (PlanAction, action.pk, "what"), (PlanAction, action.pk, "owner_name"),
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            model.objects.filter(pk=pk).update(**{name: "something else"})
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        PlanVersion.objects.filter(pk=plan.pk).update(state="with_person")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        PlanAction.objects.create(
            plan=plan, person=plan.person, head="home", what="x", owner="person", recorded_at="2026-11-23T12:00Z"
        )
    for one in (action, head):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(one).objects.filter(pk=one.pk).delete()
    with pytest.raises(WrongState):
        actions.write_head(head_id=head.pk, version=head.version, changes={"need": "x"}, on=TODAY, by=cal)
    done = actions.note_progress(action_id=action.pk, version=1, state="done", outcome="He rang", on=TODAY, by=cal)
    assert done.settled_on == TODAY
    assert queries.one_plan(cal, plan.pk, on=TODAY).is_as_approved


def test_what_they_say_is_never_changed(council):
    plan = approved(council)
    with pytest.raises(DatabaseError), transaction.atomic():
        plan.voices.update(words="Another thing")


def test_the_next_version_carries_the_open_actions_forward_and_takes_the_place_of_the_first(council):
    plan, cal, sam = filled(council), council.actor("Cal"), council.actor("Sam")
    home = plan.heads.get(head=Head.HOME)
    for what in ("Bid for a flat", "See the doctor"):
        actions.add_plan_action(head_id=home.pk, what=what, owner="person", on=TODAY, by=cal)
    plan = approved_from(council, actions.put_before_person(plan_id=plan.pk, version=plan.version, on=TODAY, by=cal))
    done = PlanAction.objects.get(what="See the doctor")
    actions.note_progress(action_id=done.pk, version=done.version, state="done", outcome="", on=TODAY, by=cal)
    second = actions.begin_plan(person_id=council.id("Fay"), on=TODAY, by=cal)
    assert (second.number, second.reviewed_id) == (2, plan.pk)
    assert [one.what for one in second.actions.all()] == ["Bid for a flat"]
    assert second.heads.get(head="home").words == "What Fay says of home"
    head = second.heads.get(head="home")
    actions.write_head(head_id=head.pk, version=1, changes={"words": "I have the flat!"}, on=TODAY, by=cal)
    assert fresh(plan).state == State.APPROVED
    second = actions.put_before_person(plan_id=second.pk, version=second.version, on=TODAY, by=cal)
    approved_from(council, second)
    assert fresh(plan).state == State.SUPERSEDED
    told = queries.compared_plans(sam, second.pk, on=TODAY)
    assert [one.title for one in told.differences if one.is_changed] == [plan_words.HEADS["home"].title]


def test_two_versions_stand_side_by_side(council, visit):
    approved(council)
    second = approved(council)
    page = visit(f"/staff/plans/{second.pk}/beside/", by=council.users["Cal"])
    assert page.h1 == "Plan 1 beside plan 2" and "The same in both" in page
    visit(f"/staff/plans/{second.pk}/beside/?with=99", by=council.users["Cal"], status=404)


# --- Clocks ----------------------------------------------------------------------------------------------------------


def test_approval_meets_the_clock_of_the_plan_and_starts_the_review(council):
    def due(name):
        where = standing_of(council.person("Fay"), on=TODAY)
        return {one.clock: one.on for _, one in where.due}.get(name)

    actions.record_clock_event(
        person_id=council.id("Fay"), kind="assessment_completed", happened_on=TODAY, on=TODAY, by=council.actor("Cal")
    )
    before = due("pathway_plan_review")
    plan = approved(council)
    assert ClockEvent.objects.get(kind="plan_agreed").record == plan.pk
    assert before is None and due("pathway_plan_review") == date(2027, 5, 23)
    assert due("pathway_plan") is None


# --- Paper -----------------------------------------------------------------------------------------------------------


def test_a_plan_on_paper_is_two_tagged_pages_with_their_words_and_headings_in_a_language(council, visit):
    plan = approved(council)
    cal = council.users["Cal"]
    sent = visit(f"/staff/plans/{plan.pk}/paper/pdf/en-gb/", by=cal)
    pdf = PdfReader(io.BytesIO(sent.content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert len(pdf.pages) <= 2 and "What Fay says of home" in " ".join(text.split())
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    assert 'filename="plan-1-pdf.pdf"' in sent.response.headers["Content-Disposition"]
    polish = PdfReader(io.BytesIO(visit(f"/staff/plans/{plan.pk}/paper/large/pl/", by=cal).content))
    assert "Gdzie mieszkam" in " ".join(page.extract_text() for page in polish.pages)
    assert AuditEvent.objects.filter(verb="downloaded plan").count() == 2
    visit(f"/staff/plans/{plan.pk}/paper/easy/en-gb/", by=cal, status=404)
    visit(f"/staff/plans/{plan.pk}/paper/pdf/xx/", by=cal, status=404)


def test_no_copy_of_what_is_not_approved(council, visit):
    plan = submitted(council)
    visit(f"/staff/plans/{plan.pk}/paper/pdf/en-gb/", by=council.users["Cal"], status=404)


def test_every_language_has_every_heading():
    for language in plan_words.languages():
        assert set(plan_words._translated()[language]) == set(plan_words.ENGLISH)


def test_a_copy_is_not_handed_out_before_approval_or_tomorrow(council):
    plan = approved(council)
    args = {"plan_id": plan.pk, "form": "pdf", "language": "en-gb", "how": "post", "on": TODAY}
    args["by"] = council.actor("Cal")
    for wrong in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(FactRefused):
            actions.hand_out_plan(**args, handed_on=wrong)
    assert not PlanCopy.objects.exists()


def test_words_in_english_keep_their_direction_among_headings_from_right_to_left(council):
    plan = approved(council)
    told = queries.one_plan(council.actor("Cal"), plan.pk, on=TODAY)
    page = plan_paper.page(told, form="pdf", language="ar", on=TODAY)
    words = next(head.words for head in told.heads if head.words)
    assert f"\u2068{words.splitlines()[0]}\u2069" in unescape(page)
