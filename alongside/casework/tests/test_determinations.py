"""Deciding a category: proposed by one, approved by another, told, disagreed with; each step kept for good."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from alongside.casework import access, actions
from alongside.casework.models import Determination
from alongside.casework.standing import standing_of
from alongside.casework.tests.scene import TODAY
from alongside.law import Category
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours, OwnWork, WrongState

State = Determination.State


def propose(council, who="Amir", child="Ella", **given):
    """A proposal by this worker."""
    return actions.propose_determination(person_id=council.id(child), on=TODAY, by=council.actor(who), **given)


def approve(council, number, who="Nadia", child="Ella", **given):
    """An approval by this worker."""
    return actions.approve_determination(
        person_id=council.id(child), number=number, on=TODAY, by=council.actor(who), **given
    )


def test_the_law_finds_an_adviser_proposes_a_manager_approves(council):
    proposal = propose(council)
    assert (proposal.state, proposal.category) == (State.PROPOSED, "eligible")
    decision = approve(council, proposal.number)
    assert decision.state == State.APPROVED
    assert decision.approved_by == council.users["Nadia"]
    assert standing_of(council.person("Ella"), on=TODAY).is_decided
    states = council.person("Ella").determinations.order_by("number").values_list("state", flat=True)
    assert list(states) == ["found", "proposed", "approved"]


def test_a_step_keeps_facts_reasons_and_all_four_dates(council):
    proposal = propose(council)
    assert proposal.facts["spells"][0]["from"] == "2024-06-01"
    assert proposal.finding["reasons"][0]["citation"]["link"].startswith("https://")
    assert proposal.law_as_at == TODAY
    assert proposal.facts_as_at and proposal.made_at
    assert len(proposal.rules_version) == 12


def test_nobody_approves_their_own_proposal(council):
    proposal = propose(council, who="Nadia")
    with pytest.raises(OwnWork):
        approve(council, proposal.number, who="Nadia")
    approve(council, proposal.number, who="Hana")


def test_the_database_refuses_own_work_too(council):
    proposal = propose(council)
    step = Determination.objects.get(pk=proposal.pk)
    step.pk, step.number = None, step.number + 1
    step.id = type(proposal.id)(int=1)
    step.state, step.approved_by, step.approved_on = State.APPROVED, council.users["Amir"], TODAY
    with pytest.raises(IntegrityError), transaction.atomic():
        step.save(force_insert=True)


def test_an_adviser_approves_nothing(council):
    proposal = propose(council)
    with pytest.raises(NotYours):
        approve(council, proposal.number, who="Bea")


@pytest.mark.parametrize("change", [{"category": "none"}, {"approved_by": None}])
def test_a_step_cannot_be_changed_or_removed(council, change):
    proposal = propose(council)
    with pytest.raises(DatabaseError), transaction.atomic():
        Determination.objects.filter(pk=proposal.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Determination.objects.filter(pk=proposal.pk).delete()


def test_a_proposal_that_is_sent_back_can_be_made_again(council):
    proposal = propose(council)
    with pytest.raises(FactRefused, match="missing"):
        actions.send_back(
            person_id=council.id("Ella"), number=proposal.number, comment=" ", on=TODAY, by=council.actor("Nadia")
        )
    back = actions.send_back(
        person_id=council.id("Ella"), number=proposal.number, comment="Which file?", on=TODAY, by=council.actor("Nadia")
    )
    assert back.state == State.SENT_BACK
    again = propose(council)
    assert approve(council, again.number).state == State.APPROVED


def test_another_category_than_the_laws_needs_a_reason(council):
    with pytest.raises(FactRefused, match="Say why"):
        propose(council, category=Category.RELEVANT)
    proposal = propose(council, category=Category.RELEVANT, why="The order was discharged on Monday.")
    approve(council, proposal.number)
    where = standing_of(council.person("Ella"), on=TODAY)
    assert where.category is Category.RELEVANT
    assert where.finding.category is Category.ELIGIBLE
    assert {duty.id for duty in where.duties} >= {"maintenance", "keep_in_touch"}


def test_not_known_keeps_support_until_a_manager_decides(council):
    actions.allocate(person_id=council.id("Uma"), worker=council.users["Amir"], on=TODAY, by=council.actor("Hana"))
    where = standing_of(council.person("Uma"), on=TODAY)
    assert where.category is Category.UNKNOWN
    assert where.needs_deciding
    assert any(duty.is_provisional for duty in where.duties)
    with pytest.raises(FactRefused, match="Choose a category"):
        propose(council, child="Uma")
    proposal = propose(council, child="Uma", category=Category.FORMER_RELEVANT, why="The paper file from 2019.")
    approve(council, proposal.number, child="Uma")
    where = standing_of(council.person("Uma"), on=TODAY)
    assert where.category is Category.FORMER_RELEVANT
    assert not where.needs_deciding
    assert standing_of(council.person("Uma"), on=date(2031, 2, 2)).decided is None  # her 25th birthday


def test_a_decision_ends_when_its_facts_change(council):
    approve(council, propose(council).number)
    spell = actions.KnownSpell(date(2023, 6, 1), date(2023, 7, 1), "V2")
    actions.complete_history(
        person_id=council.id("Ella"), spells=[spell], whole=False, on=TODAY, by=council.actor("Amir")
    )
    assert not standing_of(council.person("Ella"), on=TODAY).is_decided


def test_a_proposal_lapses_when_its_facts_change(council):
    proposal = propose(council)
    spell = actions.KnownSpell(date(2023, 6, 1), date(2023, 7, 1), "V2")
    actions.complete_history(
        person_id=council.id("Ella"), spells=[spell], whole=False, on=TODAY, by=council.actor("Amir")
    )
    with pytest.raises(WrongState, match="facts have changed"):
        approve(council, proposal.number)


def test_the_young_person_is_told_and_may_disagree(council):
    decision = approve(council, propose(council).number)
    amir = {"person_id": council.id("Ella"), "on": TODAY, "by": council.actor("Amir")}
    told = actions.tell_person(number=decision.number, told_on=TODAY, how="In person", **amir)
    assert (told.told_on, told.told_by) == (TODAY, council.users["Amir"])
    answer = actions.record_disagreement(number=told.number, words="I was there longer.", **amir)
    assert answer.disagreement == "I was there longer."
    assert answer.told_on == TODAY


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
def test_nobody_is_told_in_the_future_or_before_the_decision(council, day):
    decision = approve(council, propose(council).number)
    with pytest.raises(FactRefused):
        actions.tell_person(
            person_id=council.id("Ella"),
            number=decision.number,
            told_on=day,
            how="In person",
            on=TODAY,
            by=council.actor("Amir"),
        )


def test_a_manager_who_may_only_read_records_no_disagreement(council):
    decision = approve(council, propose(council).number)
    with pytest.raises(NotAllowed):
        actions.record_disagreement(
            person_id=council.id("Ella"), number=decision.number, words="No.", on=TODAY, by=council.actor("Hana")
        )


@pytest.mark.parametrize("state", [None, *State])
@pytest.mark.parametrize("step", ["propose", "approve", "send_back", "tell", "disagree"])
def test_every_state_allows_exactly_the_steps_of_the_table(state, step):
    row = Determination(state=state) if state else None
    assert access.can_step(row, step) is ((state, step) in access.STEPS)


def test_steps_out_of_order_are_refused(council):
    with pytest.raises(WrongState):
        approve(council, 1)
    proposal = propose(council)
    with pytest.raises(WrongState):
        propose(council)
    with pytest.raises(WrongState, match="Look at it again"):
        approve(council, proposal.number - 1)


def test_finding_again_on_the_same_day_adds_nothing_and_on_a_birthday_it_does(council):
    assert actions.find_determinations(on=TODAY, by=council.actor("Hana")) == 0
    eighteenth = date(2027, 5, 10)
    assert actions.find_determinations(on=eighteenth, by=council.actor("Hana", eighteenth)) >= 1
    assert council.person("Ella").determinations.order_by("number").last().category == "former_relevant"


def test_the_system_decides_nothing(council):
    with pytest.raises(FactRefused, match="Only a person"):
        actions.propose_determination(person_id=council.id("Ella"), on=TODAY, by=actor_of_a_job())


def actor_of_a_job():
    """The system itself."""
    from alongside.shell.actors import Actor

    return Actor.system("a job")
