"""Letters that tell a decision: somebody else approves each."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from alongside.casework import actions
from alongside.casework.models import Letter
from alongside.casework.tests.letter_scene import address, draft, send
from alongside.casework.tests.scene import TODAY
from alongside.shell import clock
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState

pytestmark = pytest.mark.usefixtures("post")
State = Letter.State


def no_money(council, worker="Cal") -> Letter:
    address(council)
    asked = {"what": "A bicycle", "why": "It was paid for last year", "deadline": "1 December"}
    return draft(council, "grant_no", worker=worker, asked=asked)


def test_a_letter_that_tells_a_decision_goes_when_somebody_else_has_approved_it(council, visit, quick_paper):
    letter = no_money(council)
    with pytest.raises(WrongState, match="approve it first"):
        actions.queue_letter(letter_id=letter.pk, on=TODAY, by=council.actor("Cal"))
    sam = council.users["Sam"]
    assert "About the money" in visit("/staff/letters/to-approve/", by=sam)
    assert "About the money" not in visit("/staff/letters/to-approve/", by=council.users["Nadia"])
    page = visit(f"/staff/letters/{letter.pk}/", by=sam)
    visit.post(f"/staff/letters/{letter.pk}/decide/", {**page.fields, "answer": "approve"}, by=sam)
    send()
    letter.refresh_from_db()
    assert (letter.state, letter.approved_by) == (State.SENT, sam)
    assert "No letter waits" in visit("/staff/letters/to-approve/", by=sam)


def test_nobody_approves_their_own_letter(council):
    letter = no_money(council, worker="Sam")
    with pytest.raises(OwnWork):
        actions.decide_letter(letter_id=letter.pk, answer="approve", on=TODAY, by=council.actor("Sam"))
    sam = council.users["Sam"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(approved_by=sam, approved_at=clock.now())


def test_that_it_is_their_own_letter_is_said_on_its_page_and_kept_in_the_audit(council, visit):
    letter, sam = no_money(council, worker="Sam"), council.users["Sam"]
    page = visit(f"/staff/letters/{letter.pk}/", by=sam)
    sent = {"once": page.fields["once"], "answer": "approve"}
    said = visit.post(f"/staff/letters/{letter.pk}/decide/", sent, by=sam, status=200)
    assert "You wrote this letter, so someone else has to approve it." in said
    line = AuditEvent.objects.get(verb="refused OwnWork")
    assert (line.subject, line.actor, line.allowed) == (letter.pk, sam.pk, False)


def test_no_letter_that_decides_is_sent_unapproved_even_past_the_actions(council):
    letter = no_money(council)
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(state=State.QUEUED)


def test_a_letter_that_is_not_approved_says_why(council):
    letter = no_money(council)
    with pytest.raises(FactRefused):
        actions.decide_letter(letter_id=letter.pk, answer="stop", on=TODAY, by=council.actor("Sam"))
    letter = actions.decide_letter(
        letter_id=letter.pk, answer="stop", comment="Say which year", on=TODAY, by=council.actor("Sam")
    )
    assert (letter.state, letter.why) == (State.STOPPED, "Say which year")


def test_what_the_director_signs_is_approved_above_the_team(council):
    address(council)
    told = {"date": "Monday", "what": "A list was sent to the wrong place", "why": "We got it back"}
    letter = draft(council, "breach_notice", asked=told)
    with pytest.raises(NotYours):
        actions.decide_letter(letter_id=letter.pk, answer="approve", on=TODAY, by=council.actor("Sam"))
    assert actions.decide_letter(letter_id=letter.pk, answer="approve", on=TODAY, by=council.actor("Hana")).approved_at
