"""Supervision and life events."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.casework import actions, local_clocks
from alongside.casework.models import SupervisionDecision
from alongside.casework.tests.scene import TODAY
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, WrongState

WEEK = TODAY + timedelta(days=7)


def decide(council, by="Nadia", to_do="Ring the college", due_on=WEEK, **more):
    given = {"held_on": TODAY, "discussion": "", "decision": "He stays on the course", **more}
    return actions.note_supervision(person_id=council.id("Rory"), to_do=to_do, due_on=due_on, on=TODAY,
                                    by=council.actor(by), **given)  # fmt: skip


def test_what_was_decided_is_due_until_it_is_done(council):
    row = decide(council)

    def running():
        return [
            one.due_on for one in local_clocks.running([council.id("Rory")], TODAY) if one.clock == "supervision_done"
        ]

    assert running() == [WEEK]
    given = {"supervision_id": row.pk, "done_on": TODAY, "on": TODAY, "by": council.actor("Bea")}
    with pytest.raises(EditConflict):
        actions.finish_supervision(**given, version=7)
    actions.finish_supervision(**given, version=1)
    assert running() == []
    with pytest.raises(WrongState):
        actions.finish_supervision(**given, version=2)


@pytest.mark.parametrize(
    "more", [{"decision": " "}, {"due_on": None}, {"to_do": ""}, {"due_on": TODAY - timedelta(days=1)}]
)
def test_a_decision_that_cannot_be_is_refused(council, more):
    with pytest.raises(FactRefused):
        decide(council, **more)
    with pytest.raises(NotYours):
        decide(council, by="Sam")


def test_both_go_through_the_pages(council, visit):
    bea, about = council.users["Bea"], f"/staff/people/{council.id('Rory')}/"
    page = visit(about + "supervision/", by=bea)
    visit.post(about + "supervision/", {**page.fields, "decision": "Visit each week"}, by=bea)
    assert "Visit each week" in visit(about + "supervision/", by=bea)
    assert SupervisionDecision.objects.get().due_on is None
    page = visit(about + "chronology/add/", by=bea)
    visit.post(about + "chronology/add/", {**page.fields, "kind": "achieved", "what": "Passed maths"}, by=bea)
    lived = visit(about + "chronology/", by=bea)
    assert "Passed maths" in lived
    assert "hidden from" not in lived
