"""Complaints with their stages and clocks, who may not see one, advocates, and what a young person does themself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from alongside.casework import access, actions, local_clocks, queries, steps_rights
from alongside.casework.models import Advocacy, Complaint, ComplaintAbout, ComplaintStep
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY
from alongside.law import working_days_after
from alongside.partners import actions as partners
from alongside.partners.models import Organisation
from alongside.shell import actions as accounts
from alongside.shell.models import User
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Role


@pytest.fixture
def ada(council) -> User:
    """Ada, an advocate of Speak Up."""
    user = accounts.open_account(email="ada@speakup.example", name="Ada", by=SYSTEM)
    accounts.grant_role(user=user, role=Role.ADVOCATE, from_on=BEFORE, by=SYSTEM)
    body = partners.add_organisation(name="Speak Up", kind=Organisation.Kind.ADVOCACY, by=SYSTEM)
    partners.add_member(organisation=body, user=user, from_on=BEFORE, by=SYSTEM)
    council.users["Ada"] = user
    return user


def complain(council, by="Fay", **more):
    """Fay says that her money never came."""
    given = {"kind": "complaint", "words": "My money never came.", "on": TODAY, "by": council.actor(by)}
    return actions.complain(**given | more)


def running(council, on=TODAY):
    """The local clocks that run for Fay: id and day."""
    return {one.clock: one.due_on for one in local_clocks.running([council.id("Fay")], on) if one.person}


def answer(council, complaint, by, on=TODAY):
    """Answer the stage that it is at."""
    return actions.answer_complaint(
        complaint_id=complaint.pk, outcome="partly", words="We are sorry.", on=on, by=council.actor(by, on)
    )


# --- Stages and clocks -----------------------------------------------------------------------------------------------


def test_a_complaint_goes_through_three_stages_and_each_has_its_clock(council, fay):
    complaint = complain(council)
    assert running(council)["complaint_stage_1"] == working_days_after(TODAY, 10)
    answer(council, complaint, "Sam")
    assert not running(council)
    actions.go_on_with_complaint(complaint_id=complaint.pk, words="No.", on=TODAY, by=council.actor("Fay"))
    assert running(council) == {"complaint_stage_2": working_days_after(TODAY, 25)}
    answer(council, complaint, "Hana")
    actions.go_on_with_complaint(complaint_id=complaint.pk, words="No.", on=TODAY, by=council.actor("Fay"))
    assert running(council) == {"complaint_panel": working_days_after(TODAY, 30)}


def test_a_complex_complaint_has_longer_once_and_says_why(council, fay):
    complaint = complain(council)
    given = {"complaint_id": complaint.pk, "on": TODAY, "by": council.actor("Sam")}
    with pytest.raises(FactRefused, match="why it is complex"):
        actions.extend_complaint(words=" ", **given)
    actions.extend_complaint(words="Two teams have to be asked.", **given)
    assert running(council) == {"complaint_stage_1_complex": working_days_after(TODAY, 20)}
    with pytest.raises(WrongState):
        actions.extend_complaint(words="More.", **given)


@pytest.mark.parametrize(("later", "may"), [(0, False), (1, True)])
def test_stage_one_is_gone_on_with_unanswered_only_when_it_is_late(council, fay, later, may):
    complaint = complain(council)
    on = working_days_after(TODAY, 10) + timedelta(days=later)
    act = {"complaint_id": complaint.pk, "words": "", "on": on, "by": council.actor("Fay", on)}
    assert ("go_on" in queries.one_complaint(council.actor("Fay", on), complaint.pk, on=on).may) is may
    if may:
        assert actions.go_on_with_complaint(**act).state == ComplaintStep.State.STAGE_2
    else:
        with pytest.raises(WrongState, match="our time to answer"):
            actions.go_on_with_complaint(**act)


@pytest.mark.parametrize("day", [29, 30])
def test_a_complaint_about_data_is_acknowledged_in_thirty_days(council, fay, day):
    complain(council, kind="data")
    assert running(council, TODAY + timedelta(days=day)) == {"data_complaint_acknowledged": TODAY + timedelta(days=30)}
    complaint = Complaint.objects.get()
    actions.acknowledge_complaint(complaint_id=complaint.pk, words="It is here.", on=TODAY, by=council.actor("Sam"))
    assert "data_complaint_acknowledged" not in running(council)
    with pytest.raises(WrongState):
        actions.go_on_with_complaint(complaint_id=complaint.pk, words="", on=TODAY, by=council.actor("Fay"))


def test_a_compliment_has_no_clock_and_is_learned_from(council, fay):
    thanks = complain(council, kind="compliment", words="Cal is great.")
    assert not running(council)
    actions.learn_from_complaint(complaint_id=thanks.pk, words="Do more of it.", on=TODAY, by=council.actor("Sam"))
    assert [row.learned for row in queries.what_was_learned(council.actor("Sam"), on=TODAY)] == ["Do more of it."]


def test_it_is_taken_back_and_stays_on_record(council, fay):
    complaint = complain(council)
    actions.take_complaint_back(complaint_id=complaint.pk, on=TODAY, by=council.actor("Fay"))
    assert not running(council) and Complaint.objects.get().words == "My money never came."
    with pytest.raises(WrongState):
        answer(council, complaint, "Sam")


def test_every_step_of_a_complaint_and_a_request_says_why_it_is_refused():
    assert {step for _, step in steps_rights.COMPLAINT_STEPS} == set(steps_rights.REFUSED_COMPLAINT_STEP)
    assert {step for _, step in steps_rights.REQUEST_STEPS} == set(steps_rights.REFUSED_REQUEST_STEP)
    assert {step for _, step in steps_rights.COMPLAINT_STEPS} == set(steps_rights.STEP_TITLES)
    for state in ComplaintStep.State:
        assert state == "stage_1" or state in steps_rights.COMPLAINT_STEPS.values()


@pytest.mark.parametrize("state", [None, *ComplaintStep.State])
def test_what_the_table_does_not_have_is_refused(state):
    for step in steps_rights.REFUSED_COMPLAINT_STEP:
        if not steps_rights.can_complaint(state, step):
            with pytest.raises(WrongState):
                steps_rights.check_complaint(state, step)


# --- Who may not -----------------------------------------------------------------------------------------------------


def test_whom_it_is_about_never_sees_it(council, fay, visit):
    cal = council.users["Cal"]
    complaint = complain(council, about=[str(cal.pk)])
    about = f"/staff/people/{council.id('Fay')}/complaints/"
    assert "My money" not in visit(about, by=cal)
    visit(f"/staff/complaints/{complaint.pk}/", by=cal, status=404)
    assert "My money" in visit(about, by=council.users["Sam"])
    [clock] = [one for one in local_clocks.running([council.id("Fay")], TODAY) if one.clock == "complaint_stage_1"]
    assert clock.not_for == {cal.pk}
    for address in ("/staff/due/", f"/staff/people/{council.id('Fay')}/clocks/"):
        assert "Answer to a complaint" not in visit(address, by=cal)
        assert "Answer to a complaint" in visit(address, by=council.users["Sam"])
    with pytest.raises(NotYours):
        actions.take_complaint_back(complaint_id=complaint.pk, on=TODAY, by=council.actor("Cal"))


def test_whom_it_is_about_never_handles_it_whatever_their_role(council, fay):
    sam = council.users["Sam"]
    complaint = actions.record_complaint(
        person_id=council.id("Fay"), kind="complaint", received_on=TODAY, how="phone", words="Sam shouted.",
        about=[str(sam.pk)], on=TODAY, by=council.actor("Cal"),
    )  # fmt: skip
    for act in (actions.acknowledge_complaint, actions.extend_complaint, actions.learn_from_complaint):
        with pytest.raises(NotYours):
            act(complaint_id=complaint.pk, words="x", on=TODAY, by=council.actor("Sam"))
    with pytest.raises(NotYours):
        answer(council, complaint, "Sam")
    assert complaint.pk not in {row.id for row in queries.complaints_desk(council.actor("Sam"), on=TODAY)}


def test_a_complaint_names_several_and_none_of_them_sees_it_or_learns_of_it(council, fay, visit):
    cal, sam, hana = council.users["Cal"], council.users["Sam"], council.users["Hana"]
    add = f"/staff/people/{council.id('Fay')}/complaints/add/"
    accounts.grant_role(user=council.users["Amir"], role=Role.TEAM_MANAGER, team=council.teams["south"],
                        from_on=BEFORE, by=SYSTEM)  # fmt: skip
    amir = council.users["Amir"]
    form = {**visit(add, by=amir).fields, "kind": "complaint", "how": "phone", "words": "Both shouted.",
            "about": [str(cal.pk), str(sam.pk)]}  # fmt: skip
    visit.post(add, form, by=amir)
    complaint = Complaint.objects.get()
    actions.acknowledge_complaint(
        complaint_id=complaint.pk, words="I look into it.", on=TODAY, by=council.actor("Hana")
    )
    for worker in (cal, sam):
        visit(f"/staff/complaints/{complaint.pk}/", by=worker, status=404)
    looked = f"/staff/people/{council.id('Fay')}/looked/"
    assert "ook step of complaint" in visit(looked, by=hana)
    assert "ook step of complaint" not in visit(looked, by=sam)
    assert "about Cal, Sam, who" in visit(f"/staff/complaints/{complaint.pk}/", by=hana)
    with pytest.raises(DatabaseError), transaction.atomic():
        ComplaintAbout.objects.all().delete()


def test_nobody_named_in_a_complaint_learns_of_it_anywhere(council, fay, ada, visit):
    sam, person = council.users["Sam"], council.id("Fay")
    complaint = complain(council, advocate=True)
    ComplaintAbout.objects.create(complaint=complaint, worker=sam)
    asked = {"what": "My money never came.", "who": "Hana", "deadline": "7 December"}
    letter = actions.draft_letter(
        person_id=person, key="complaint_received", channel="by_hand", asked=asked, on=TODAY, by=council.actor("Cal")
    )
    tick = f"complaint_stage_1|{working_days_after(TODAY, 10).isoformat()}|{complaint.pk}"
    later = working_days_after(TODAY, 12)
    actions.give_reason(person_id=person, tick=tick, words="Two teams", on=later, by=council.actor("Hana", later))
    request = actions.receive_records_request(
        person_id=person, received_on=TODAY, how="phone", on=TODAY, by=council.actor("Cal")
    )
    actions.confirm_identity(
        request_id=request.pk, version=request.version, identity_on=TODAY, identity_how="I know her", on=TODAY,
        by=council.actor("Cal"),
    )  # fmt: skip
    pages = ["/staff/", "/staff/due/?due=everything", reverse("casework:rights_desk"), "/staff/letters/to-approve/"]
    pages += [f"/staff/people/{person}/{one}/" for one in ("", "clocks", "complaints", "looked", "life")]
    pages = [page.replace("//", "/") for page in pages] + [reverse("casework:records_request", args=[request.pk])]
    for page in pages:
        shown = visit(page, by=sam, status=None).html
        for hint in ("My money never came", "We got your complaint", "nswer to a complaint", "ook step of complaint"):
            assert hint not in shown, (page, hint)
        assert "A complaint<" not in shown and "about: A complaint" not in shown
    visit(reverse("casework:letter", args=[letter.pk]), by=sam, status=404)
    letters = {name: queries.letters_of(council.actor(name), person, on=TODAY).rows for name in ("Sam", "Hana")}
    assert ({row.id for row in letters["Sam"]}, {row.id for row in letters["Hana"]}) == (set(), {letter.pk})
    assert queries.one_records_request(council.actor("Sam"), request.pk, on=TODAY).looks == ()
    with pytest.raises(NotYours):
        actions.finish_looking(request_id=request.pk, version=request.version, on=TODAY, by=council.actor("Sam"))
    feed = queries.calendar_of(actions.make_calendar_address(by=council.actor("Sam")), str, on=TODAY)
    assert "complaint" not in str(feed).lower()


def test_nobody_answers_two_stages_in_a_row_and_later_ones_are_answered_higher_up(council, fay):
    complaint = complain(council)
    answer(council, complaint, "Hana")
    actions.go_on_with_complaint(complaint_id=complaint.pk, words="", on=TODAY, by=council.actor("Fay"))
    with pytest.raises(OwnWork):
        answer(council, complaint, "Hana")
    with pytest.raises(NotYours):
        answer(council, complaint, "Sam")


def test_steps_can_be_neither_changed_nor_removed(council, fay):
    complain(council)
    step = ComplaintStep.objects.get()
    step.words = "Something else"
    for act in (step.save, step.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_an_adviser_of_somebody_else_finds_nothing(council, fay, visit):
    complaint = complain(council)
    visit(f"/staff/complaints/{complaint.pk}/", by=council.users["Amir"], status=404)
    with pytest.raises(NotYours):
        answer(council, complaint, "Nadia")


def test_a_young_person_names_one_of_their_own_people_only(council, fay):
    with pytest.raises(FactRefused, match="one of your people"):
        complain(council, about=[str(council.users["Amir"].pk)])


def test_a_hidden_complaint_is_not_shown_to_the_young_person(council, fay, visit):
    complaint = complain(council)
    Complaint.objects.filter(pk=complaint.pk).update(hidden="investigation")
    assert "My money" not in visit("/me/complaints/", by=fay)
    visit(f"/me/complaints/{complaint.pk}/", by=fay, status=404)


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_fay_complains_sees_where_it_stands_goes_on_and_takes_it_back(council, fay, visit):
    page = visit("/me/complaints/", by=fay)
    form = {**page.fields, "kind": "complaint", "words": "My money never came.", "advocate": "on"}
    visit.post("/me/complaints/", form, by=fay)
    visit.post("/me/complaints/", form, by=fay)
    complaint = Complaint.objects.get()
    assert Advocacy.objects.get().answer == "yes"
    answer(council, complaint, "Sam")
    own = f"/me/complaints/{complaint.pk}/"
    page = visit(own, by=fay)
    assert "We are sorry." in page and "Go on to stage 2" in page
    visit.post(own, {**page.fields, "words": "It is still not here."}, by=fay)
    assert "Stage 2" in visit(own, by=fay)
    visit.post(f"{own}back/", by=fay)
    assert "Taken back" in visit("/me/complaints/", by=fay)


def test_a_worker_writes_down_and_answers_through_the_pages(council, fay, visit):
    cal, sam = council.users["Cal"], council.users["Sam"]
    add = f"/staff/people/{council.id('Fay')}/complaints/add/"
    form = {**visit(add, by=cal).fields, "kind": "complaint", "how": "phone",
            "words": "The meeting was moved twice."}  # fmt: skip
    visit.post(add, form, by=cal)
    visit.post(add, form, by=cal)
    complaint = Complaint.objects.get()
    assert "The meeting was moved twice." in visit("/staff/rights/", by=sam)
    for kind, more in (
        ("acknowledge", {"words": "I look into it."}),
        ("extend", {"words": "Two teams."}),
        ("answer", {"outcome": "upheld", "words": "You are right."}),
        ("learn", {"words": "We ask before we move a meeting."}),
    ):
        step = f"/staff/complaints/{complaint.pk}/{kind}/"
        visit.post(step, {**visit(step, by=sam).fields, **more}, by=sam)
    page = visit(f"/staff/complaints/{complaint.pk}/", by=sam)
    assert "You are right." in page and "Sam deals with it" in page
    assert "We ask before we move a meeting." in visit("/staff/rights/", by=sam)
    visit(f"/staff/complaints/{complaint.pk}/answer/", by=cal, status=404)


# --- Advocates -------------------------------------------------------------------------------------------------------


def with_an_advocate(council):
    """Fay asked, and Ada is there."""
    asked = actions.ask_for_advocate(about="My money", on=TODAY, by=council.actor("Fay"))
    body = Organisation.objects.get(name="Speak Up")
    return actions.record_advocate(
        advocacy_id=asked.pk, version=asked.version, answer="yes", organisation=str(body.pk), advocate="Ada",
        account=str(council.users["Ada"].pk), from_on=TODAY, on=TODAY, by=council.actor("Cal"),
    )  # fmt: skip


def test_an_advocate_sees_what_the_young_person_chose_and_nothing_else(council, fay, ada, visit):
    with_an_advocate(council)
    complaint = complain(council)
    person = council.id("Fay")
    assert "Nobody is referred to you" in visit("/staff/referred/", by=ada)
    visit(f"/staff/people/{person}/", by=ada, status=404)
    page = visit("/me/advocate/", by=fay)
    visit.post("/me/advocate/", {**page.fields, "shares": ["complaints and advocacy"]}, by=fay)
    assert "Fay Lindqvist" in visit("/staff/referred/", by=ada)
    assert "My money" in visit(f"/staff/people/{person}/complaints/", by=ada)
    visit(f"/staff/complaints/{complaint.pk}/", by=ada)
    seen = access.reachable_records(council.actor("Ada"), council.person("Fay"), on=TODAY)
    assert {record for record, _ in seen} == {Record.FIND_PEOPLE, Record.CORE_DETAILS, Record.COMPLAINTS}
    page = visit("/me/advocate/", by=fay)
    assert "Now they see: my complaints" in page
    visit.post("/me/advocate/", {"once": page.fields["once"]}, by=fay)
    visit(f"/staff/people/{person}/complaints/", by=ada, status=404)


def test_what_is_shown_opens_to_the_named_advocate_and_to_nobody_else_of_the_service(council, fay, ada, visit):
    held = with_an_advocate(council)
    ann = accounts.open_account(email="ann@speakup.example", name="Ann", by=SYSTEM)
    accounts.grant_role(user=ann, role=Role.ADVOCATE, from_on=BEFORE, by=SYSTEM)
    partners.add_member(organisation=held.organisation, user=ann, from_on=BEFORE, by=SYSTEM)
    council.users["Ann"] = ann
    held = actions.show_my_advocate(shares=["documents"], on=TODAY, by=council.actor("Fay"))
    sees = lambda name: access.visible_to(council.actor(name), Record.DOCUMENTS, on=TODAY).exists()  # noqa: E731
    assert (sees("Ada"), sees("Ann")) == (True, False)
    assert "Fay Lindqvist" in visit("/staff/referred/", by=ada)
    assert "Fay Lindqvist" not in visit("/staff/referred/", by=ann)
    visit(f"/staff/people/{council.id('Fay')}/", by=ann, status=404)
    given = {"advocacy_id": held.pk, "answer": "yes", "organisation": str(held.organisation_id), "from_on": TODAY}
    held = actions.record_advocate(
        **given, version=held.version, advocate="Ann", account=str(ann.pk), on=TODAY, by=council.actor("Cal")
    )
    assert (sees("Ada"), sees("Ann")) == (False, True)
    held = actions.record_advocate(**given, version=held.version, advocate="Jo", on=TODAY, by=council.actor("Cal"))
    assert (sees("Ada"), sees("Ann")) == (False, False)
    assert "They see nothing until they can" in visit("/me/advocate/", by=fay)
    with pytest.raises(FactRefused, match="does not belong"):
        actions.record_advocate(
            **given, version=held.version, account=str(council.users["Cal"].pk), on=TODAY, by=council.actor("Cal")
        )


def test_what_an_advocate_cannot_be_shown_is_not_shown_whoever_asks(council, fay, ada):
    with_an_advocate(council)
    held = actions.show_my_advocate(shares=["health", "case notes", "documents"], on=TODAY, by=council.actor("Fay"))
    assert held.shares == ["documents"]
    with pytest.raises(NotYours):
        actions.show_my_advocate(shares=["documents"], on=TODAY, by=council.actor("Cal"))


def test_when_the_advocate_has_finished_everything_is_closed(council, fay, ada, visit):
    held = with_an_advocate(council)
    held = actions.show_my_advocate(shares=["documents"], on=TODAY, by=council.actor("Fay"))
    end = f"/staff/advocates/{held.pk}/end/"
    cal = council.users["Cal"]
    visit.post(end, visit(end, by=cal).fields, by=cal)
    assert not access.visible_to(council.actor("Ada"), Record.DOCUMENTS, on=TODAY)
    with pytest.raises(EditConflict):
        actions.end_advocacy(advocacy_id=held.pk, version=held.version, to_on=TODAY, on=TODAY, by=council.actor("Cal"))


def test_an_advocate_is_offered_once_and_comes_from_an_advocacy_service(council, fay, visit):
    cal = council.users["Cal"]
    offer = f"/staff/people/{council.id('Fay')}/advocate/offer/"
    visit.post(offer, {**visit(offer, by=cal).fields, "about": "The flat"}, by=cal)
    assert "offered already" in visit.post(offer, {**visit(offer, by=cal).fields}, by=cal, status=200)
    held = Advocacy.objects.get()
    with pytest.raises(FactRefused, match="advocacy service"):
        actions.record_advocate(
            advocacy_id=held.pk, version=held.version, answer="yes", organisation=str(council.id("Fay")),
            from_on=TODAY, on=TODAY, by=council.actor("Cal"),
        )  # fmt: skip
    assert actions.ask_for_advocate(about="", on=TODAY, by=council.actor("Fay")).pk == held.pk
    assert "Yes" in visit(f"/staff/people/{council.id('Fay')}/advocate/", by=cal)


def test_a_day_that_cannot_be_is_refused(council, fay):
    for day in (TODAY + timedelta(days=1), date(1999, 1, 1)):
        with pytest.raises(FactRefused, match="future"):
            actions.offer_advocate(
                person_id=council.id("Fay"), about="", offered_on=day, on=TODAY, by=council.actor("Cal")
            )
