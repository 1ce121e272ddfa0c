"""While somebody is looked after: the talk after being missing, and decisions that a senior officer takes."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from alongside.casework import actions, queries
from alongside.casework import steps_looked_after as steps
from alongside.casework.ladder import Rung
from alongside.casework.models import CareDecision, ReturnTalk
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY, named, tables
from alongside.shell import actions as accounts
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Role, Verb

DAY = timedelta(days=1)
ENDS = TODAY + 40 * DAY


@pytest.fixture
def officers(council):
    """The council with a social worker for Ella, and the director."""
    for name, role, team in (("Sasha", Role.SOCIAL_WORKER, "north"), ("Dana", Role.DIRECTOR, None)):
        user = accounts.open_account(email=f"{name.lower()}@brightwater.example", name=name, by=SYSTEM)
        accounts.grant_role(user=user, role=role, team=council.teams.get(team or ""), from_on=BEFORE, by=SYSTEM)
        council.users[name] = user
    actions.allocate(
        person_id=council.id("Ella"), worker=council.users["Sasha"], kind="social_worker", on=TODAY, by=SYSTEM
    )
    return council


def clock_of(council, name, clock_id, on=TODAY):
    page = queries.clocks_page(SYSTEM, council.id(name), on=on)
    return next((row.tick for row in page.rows if row.tick.clock == clock_id), None)


# --- Being missing ---------------------------------------------------------------------------------------------------


def missing(council, worker="Amir", back_on=None):
    by = council.actor(worker)
    incident = actions.record_incident(
        person_id=council.id("Ella"), kind="missing", happened_on=TODAY - 3 * DAY, aware_on=TODAY - 3 * DAY,
        facts="She did not come home.", reported_to="Police", on=TODAY, by=by,
    )  # fmt: skip
    return back(council, incident, back_on) if back_on else incident


def back(council, incident, day):
    return actions.follow_incident(
        incident_id=incident.pk, version=incident.version, back_on=day, on=TODAY, by=council.actor("Amir")
    )


HELD = {
    "outcome": "held", "talk_on": TODAY, "talk_with": "Ola, of the missing team", "said": "I went to my brother.",
    "version": 0,
}  # fmt: skip


def talk(council, incident, worker="Amir", on=TODAY, **given):
    return actions.record_return_talk(incident_id=incident.pk, on=on, by=council.actor(worker), **HELD | given)


def test_the_talk_is_due_three_days_after_they_are_back(council):
    incident = missing(council)
    assert clock_of(council, "Ella", "return_interview") is None
    incident = back(council, incident, TODAY - DAY)
    tick = clock_of(council, "Ella", "return_interview")
    assert (tick.since, tick.due_on) == (TODAY - DAY, TODAY + 2 * DAY)
    assert clock_of(council, "Ella", "return_interview", TODAY + 2 * DAY).rung is Rung.TODAY
    assert clock_of(council, "Ella", "return_interview", TODAY + 3 * DAY).rung is Rung.LATE
    talk(council, incident)
    assert clock_of(council, "Ella", "return_interview") is None


@pytest.mark.parametrize(("outcome", "stops"), [("held", True), ("declined", True), ("not_held", False)])
def test_a_talk_held_or_not_wanted_meets_the_duty(council, outcome, stops):
    talk(council, missing(council, back_on=TODAY - DAY), outcome=outcome, result="Ola tries again tomorrow.")
    assert (clock_of(council, "Ella", "return_interview") is None) is stops


def test_a_day_put_right_moves_the_clock(council):
    incident = missing(council, back_on=TODAY)
    assert clock_of(council, "Ella", "return_interview").due_on == TODAY + 3 * DAY
    back(council, incident, TODAY - 2 * DAY)
    assert clock_of(council, "Ella", "return_interview").due_on == TODAY + DAY


@pytest.mark.parametrize(
    "wrong",
    [
        {"talk_on": TODAY + DAY},
        {"talk_on": TODAY - 2 * DAY},
        {"talk_with": " "},
        {"outcome": "not_held"},
    ],
)
def test_what_cannot_be_of_a_talk_is_refused(council, wrong):
    with pytest.raises(FactRefused):
        talk(council, missing(council, back_on=TODAY - DAY), **wrong)


def test_there_is_no_talk_before_they_are_back(council):
    with pytest.raises(FactRefused):
        talk(council, missing(council))


def test_the_second_of_two_who_edit_a_talk_is_told(council):
    incident = missing(council, back_on=TODAY - DAY)
    first = talk(council, incident, outcome="not_held", result="She was asleep.")
    talk(council, incident, version=first.version)
    with pytest.raises(EditConflict):
        talk(council, incident, version=first.version)
    assert ReturnTalk.objects.count() == 1


def test_a_talk_is_recorded_by_their_own_workers(council, visit):
    incident = missing(council, back_on=TODAY - DAY)
    for name in ("Bea", "Cal", "Dora"):
        with pytest.raises(NotYours):
            talk(council, incident, worker=name)
    visit(f"/staff/missing/{incident.pk}/talk/", by=council.users["Bea"], status=404)
    visit(f"/staff/missing/{uuid4()}/talk/", by=council.users["Amir"], status=404)


def test_a_talk_goes_through_its_page_once(council, visit):
    amir, base = council.users["Amir"], f"/staff/people/{council.id('Ella')}/missing/"
    incident = missing(council)
    assert "not back" in visit(base, by=amir)
    back(council, incident, TODAY - DAY)
    address = f"/staff/missing/{incident.pk}/talk/"
    sent = {
        **visit(address, by=amir).fields, "outcome": "held", "talk_with": "Ola", "said": "I went to my brother.",
        "talk_on-day": "23", "talk_on-month": "11", "talk_on-year": "2026",
    }  # fmt: skip
    for _ in range(2):
        visit.post(address, sent, by=amir)
    assert ReturnTalk.objects.get().version == 1
    page = visit(base, by=amir)
    assert "It was held, 23 Nov 2026: Ola" in page and "“I went to my brother.”" in page
    refused = visit.post(address, {**visit(address, by=amir).fields, "talk_with": ""}, by=amir, status=200)
    assert refused.document.words("title").startswith("Error")


# --- Decisions of a senior officer -----------------------------------------------------------------------------------


def propose(council, kind="end_of_care", worker="Sasha", name="Ella", **given):
    given = {
        "planned_on": ENDS, "why": "She moves in with her aunt.", "wishes": "I want to live with my aunt.",
        "checks": list(steps.CHECKS[kind]), "place": "12 Quay" if kind != "end_of_care" else "",
    } | given  # fmt: skip
    return actions.propose_care_decision(
        person_id=council.id(name), kind=kind, on=TODAY, by=council.actor(worker), **given
    )


def decide(council, decision, officer="Dana", answer="approve", comment="", on=TODAY):
    return actions.decide_care_decision(
        care_decision_id=decision.matter, answer=answer, comment=comment, on=on, by=council.actor(officer)
    )


def test_the_law_s_clock_runs_until_it_is_approved(officers):
    decision = propose(officers)
    assert clock_of(officers, "Ella", "end_of_care").due_on == ENDS
    assert clock_of(officers, "Ella", "end_of_care", ENDS + DAY).rung is Rung.LATE
    step = decide(officers, decision)
    assert (step.state, step.decided_by, step.number) == ("approved", officers.users["Dana"], 2)
    assert clock_of(officers, "Ella", "end_of_care") is None


@pytest.mark.parametrize("what", ["refuse", "withdraw"])
def test_what_is_refused_or_withdrawn_is_no_longer_planned(officers, what):
    decision = propose(officers)
    if what == "refuse":
        with pytest.raises(FactRefused):
            decide(officers, decision, answer="refuse")
        decide(officers, decision, answer="refuse", comment="The aunt has not agreed yet.")
    else:
        actions.withdraw_care_decision(care_decision_id=decision.matter, on=TODAY, by=officers.actor("Sasha"))
    assert clock_of(officers, "Ella", "end_of_care") is None
    assert propose(officers).number == 1


def care_order(council):
    """Ella is under a care order: so the return corrected says."""
    texts = tables()
    texts["episodes.csv"] = texts["episodes.csv"].replace("ELLA,01/06/2024,S,V2", "ELLA,01/06/2024,S,C2")
    given = [named(name, text.encode()) for name, text in texts.items()]
    actions.take_in_return(given=given, on=TODAY, by=SYSTEM)


def test_at_16_without_a_care_order_the_director_decides_that_care_ends(officers):
    decision = propose(officers)
    with pytest.raises(FactRefused, match="Director"):
        decide(officers, decision, officer="Hana")
    assert decide(officers, decision).state == "approved"


def test_under_a_care_order_a_nominated_officer_may_decide_it(officers):
    care_order(officers)
    assert decide(officers, propose(officers), officer="Hana").state == "approved"


@pytest.mark.parametrize(("kind", "officer", "may"), [
    ("out_of_area", "Hana", True), ("out_of_area", "Dana", True),
    ("at_distance", "Hana", False), ("at_distance", "Dana", True),
])  # fmt: skip
def test_the_director_alone_approves_a_home_at_a_distance(officers, kind, officer, may):
    decision = propose(officers, kind)
    clock_id = f"{kind}_approval"
    assert clock_of(officers, "Ella", clock_id).due_on == ENDS
    assert clock_of(officers, "Ella", "area_authority_notice").due_on <= ENDS
    if may:
        decide(officers, decision, officer=officer)
        assert clock_of(officers, "Ella", clock_id) is None
    else:
        with pytest.raises(FactRefused):
            decide(officers, decision, officer=officer)


def test_telling_the_other_council_stops_its_clock(officers):
    decision = propose(officers, "out_of_area")
    tell = {"care_decision_id": decision.matter, "told_on": TODAY, "on": TODAY, "by": officers.actor("Sasha")}
    with pytest.raises(WrongState):
        actions.tell_other_council(**tell)
    decide(officers, decision)
    with pytest.raises(FactRefused):
        actions.tell_other_council(**tell | {"told_on": TODAY + DAY})
    assert actions.tell_other_council(**tell).state == "told"
    assert clock_of(officers, "Ella", "area_authority_notice") is None


def test_in_an_emergency_the_other_council_is_told_within_five_working_days(officers):
    propose(officers, "out_of_area", emergency=True, planned_on=TODAY, checks=[])
    assert clock_of(officers, "Ella", "emergency_area_authority_notice").since == TODAY
    with pytest.raises(FactRefused):
        propose(officers, "at_distance", emergency=True, planned_on=TODAY + DAY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"planned_on": TODAY - DAY},
        {"why": " "},
        {"wishes": ""},
        {"checks": ["wishes"]},
        {"kind": "out_of_area", "place": " "},
        {"kind": "nonsense", "checks": []},
    ],
)
def test_a_proposal_that_is_not_ready_is_refused(officers, wrong):
    kind = wrong.pop("kind", "end_of_care") if "kind" in wrong else "end_of_care"
    with pytest.raises(FactRefused):
        if kind == "nonsense":
            actions.propose_care_decision(
                person_id=officers.id("Ella"), kind=kind, planned_on=ENDS, why="x", wishes="y", checks=[], on=TODAY,
                by=officers.actor("Sasha"),
            )  # fmt: skip
        else:
            propose(officers, kind, **wrong)
    assert not CareDecision.objects.exists()


def test_one_of_a_kind_waits_at_a_time(officers):
    propose(officers)
    with pytest.raises(FactRefused):
        propose(officers)


def test_nobody_decides_what_they_proposed(officers):
    accounts.grant_role(user=officers.users["Dana"], role=Role.SOCIAL_WORKER, team=officers.teams["north"],
                        from_on=BEFORE, by=SYSTEM)  # fmt: skip
    actions.allocate(person_id=officers.id("Ella"), worker=officers.users["Dana"], kind="co_worker", on=TODAY,
                     by=SYSTEM)  # fmt: skip
    decision = propose(officers, worker="Dana")
    with pytest.raises(OwnWork):
        decide(officers, decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        CareDecision.objects.create(
            **{f.attname: getattr(decision, f.attname) for f in CareDecision._meta.fields if f.attname not in
               ("id", "state", "number", "decided_by_id", "decided_on")},
            state="approved", number=2, decided_by=decision.proposed_by, decided_on=TODAY,
        )  # fmt: skip


def test_a_step_can_be_neither_changed_nor_removed(officers):
    decision = propose(officers)
    decision.why = "another"
    for change in (decision.save, decision.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("state", [None, *CareDecision.State])
@pytest.mark.parametrize("step", ["propose", "approve", "refuse", "withdraw", "tell"])
def test_every_step_that_is_not_in_the_table_is_refused(state, step):
    decision = CareDecision(state=state, kind="out_of_area") if state else None
    if (state, step) in steps.STEPS:
        assert steps.check_step(decision, step) is steps.STEPS[state, step]
    else:
        assert not steps.can_step(decision, step)
        with pytest.raises(WrongState):
            steps.check_step(decision, step)
    assert not steps.can_step(CareDecision(state="approved", kind="end_of_care"), "tell")


def test_who_proposes_and_who_decides_follows_the_table_of_roles(officers):
    for name in ("Amir", "Hana", "Sam", "Dora"):
        with pytest.raises(NotYours):
            propose(officers, worker=name)
    decision = propose(officers)
    for name in ("Amir", "Sasha", "Nadia", "Sam"):
        with pytest.raises(NotYours):
            decide(officers, decision, officer=name)
        with pytest.raises(NotYours):
            queries.one_care_decision(officers.actor(name), decision.matter, Verb.APPROVE, on=TODAY)
    for act in (actions.withdraw_care_decision, actions.decide_care_decision):
        with pytest.raises(NotYours):
            extra = {"answer": "approve", "comment": ""} if act is actions.decide_care_decision else {}
            act(care_decision_id=uuid4(), on=TODAY, by=officers.actor("Dana"), **extra)


def test_a_decision_goes_through_the_pages(officers, visit):
    sasha, dana, hana = (officers.users[name] for name in ("Sasha", "Dana", "Hana"))
    base = f"/staff/people/{officers.id('Ella')}/care-decisions/"
    sent = {
        **visit(f"{base}new/", by=sasha).fields, "kind": "at_distance", "place": "12 Quay", "why": "Kin live there.",
        "wishes": "I want to be near my sister.", "checks": list(steps.CHECKS["at_distance"]),
        "planned_on-day": "2", "planned_on-month": "1", "planned_on-year": "2027",
    }  # fmt: skip
    for _ in range(2):
        visit.post(f"{base}new/", sent, by=sasha)
    matter = CareDecision.objects.get().matter
    assert "the director’s" in visit("/staff/care-decisions/", by=hana)
    visit(f"/staff/care-decisions/{matter}/", by=hana, status=404)
    assert "Care decisions to take" in visit("/staff/due/", by=dana)
    assert "Decide" in visit("/staff/care-decisions/", by=dana)
    page = visit(f"/staff/care-decisions/{matter}/", by=dana)
    assert "I want to be near my sister." in page
    visit.post(f"/staff/care-decisions/{matter}/", {**page.fields, "answer": "approve"}, by=dana)
    assert "approved" in visit(base, by=sasha)
    told = f"/staff/care-decisions/{matter}/told/"
    day = {"told_on-day": "23", "told_on-month": "11", "told_on-year": "2026"}
    visit.post(told, {**visit(told, by=sasha).fields, **day}, by=sasha)
    assert "the other council told" in visit(base, by=officers.users["Amir"])
    visit(base, by=officers.users["Cal"], status=404)
    visit("/staff/care-decisions/", by=officers.users["Nadia"], status=404)


def test_a_manager_withdraws_on_the_page(officers, visit):
    matter = propose(officers).matter
    visit.post(f"/staff/care-decisions/{matter}/withdraw/", by=officers.users["Nadia"])
    assert CareDecision.objects.latest("number").state == "withdrawn"
    assert not queries.care_decisions_waiting(officers.actor("Dana"), on=TODAY)
    assert Record.CARE_HISTORY.value == "care history"
