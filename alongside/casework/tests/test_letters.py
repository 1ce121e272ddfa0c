"""Letters: written, read, sent, answered; and what is worth writing now."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from alongside.casework import actions, queries
from alongside.casework.models import Allocation, Letter
from alongside.casework.steps_letters import REFUSED_STEP, STEPS, check_step
from alongside.casework.tests.letter_scene import address, draft, queued, send
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell.refusals import FactRefused, NotYours, WrongState

pytestmark = pytest.mark.usefixtures("post")
State = Letter.State


@pytest.mark.parametrize(("state", "step"), [(s, step) for s in [None, *State] for step in REFUSED_STEP])
def test_every_step_of_a_letter_is_in_the_table_or_refused(state, step):
    letter = Letter(state=state) if state else None
    if (state, step) in STEPS:
        assert check_step(letter, step) == STEPS[state, step]
    else:
        with pytest.raises(WrongState, match=r"\."):
            check_step(letter, step)


def test_a_letter_is_written_read_and_sent(council, visit, quick_paper, post):
    address(council)
    cal, page = council.users["Cal"], f"/staff/people/{council.id('Fay')}/letters/"
    assert "Hello from your adviser" in visit(page, by=cal)
    form = visit(f"{page}write/missed_you/", by=cal)
    visit.post(f"{page}write/missed_you/", {**form.fields, "date": "Tuesday", "channel": "post"}, by=cal)
    letter = Letter.objects.get()
    shown = visit(f"/staff/letters/{letter.pk}/", by=cal)
    assert "I came to see you on Tuesday" in shown and "1 Quay" in shown and "safe to write" in shown
    visit.post(f"/staff/letters/{letter.pk}/send/", {"once": shown.fields["once"]}, by=cal)
    send()
    letter.refresh_from_db()
    assert (letter.state, letter.text_key, letter.text_number) == (State.SENT, "missed_you", 0)
    assert [file.name for file in post.iterdir()] == [f"{letter.pk}.pdf"]
    assert len(letter.pdf_sha256) == len(letter.page_sha256) == 64
    assert visit(f"/staff/letters/{letter.pk}/letter.pdf", by=cal).content.startswith(b"%PDF")


def test_a_form_sent_twice_over_a_bad_line_writes_one_letter(council, visit):
    address(council)
    cal, page = council.users["Cal"], f"/staff/people/{council.id('Fay')}/letters/write/welcome/"
    sent = {**visit(page, by=cal).fields, "channel": "post"}
    visit.post(page, sent, by=cal)
    visit.post(page, sent, by=cal)
    assert Letter.objects.count() == 1


def test_another_advisers_young_person_gets_no_letter_and_shows_none(council, visit):
    address(council)
    with pytest.raises(NotYours):
        draft(council, worker="Amir")
    letter, amir = draft(council), council.users["Amir"]
    visit(f"/staff/people/{council.id('Fay')}/letters/", by=amir, status=404)
    visit(f"/staff/letters/{letter.pk}/", by=amir, status=404)
    visit(f"/staff/letters/{letter.pk}/letter.pdf", by=amir, status=404)
    visit.post(f"/staff/letters/{letter.pk}/send/", by=amir, status=404)
    with pytest.raises(NotYours):
        actions.queue_letter(letter_id=letter.pk, on=TODAY, by=council.actor("Amir"))


def test_what_the_text_asks_has_to_be_answered(council):
    address(council)
    with pytest.raises(FactRefused, match="On what day"):
        draft(council, "missed_you")
    with pytest.raises(FactRefused, match="no braces"):
        draft(council, "missed_you", asked={"date": "{name}"})
    with pytest.raises(NotYours):
        draft(council, "no_such_letter")


def test_a_letter_to_somebody_else_says_nothing_of_their_address(council):
    address(council, value="99 Hidden Street")
    with pytest.raises(FactRefused, match="to whom"):
        draft(council, "gp_support")
    letter = draft(council, "gp_support", to_name="The Surgery", address="2 High Street, Saltby")
    assert (letter.to_other, letter.address) == (True, "2 High Street, Saltby")
    assert "Hidden" not in str(letter.snapshot) and "Fay Lindqvist" in str(letter.snapshot)


def test_a_letter_that_came_back_or_was_answered(council, quick_paper):
    address(council)
    letter = queued(council)
    with pytest.raises(WrongState):
        actions.settle_letter(letter_id=letter.pk, what="return", on=TODAY, by=council.actor("Cal"))
    send()
    actions.settle_letter(letter_id=letter.pk, what="return", why="Gone away", on=TODAY, by=council.actor("Cal"))
    letter.refresh_from_db()
    assert (letter.state, letter.why) == (State.RETURNED, "Gone away")
    with pytest.raises(WrongState):
        actions.settle_letter(letter_id=letter.pk, what="acknowledge", on=TODAY, by=council.actor("Cal"))


def test_a_letter_taken_back_does_not_go(council, quick_paper, post):
    address(council)
    letter = queued(council)
    actions.withdraw_letter(letter_id=letter.pk, why="Wrong one", on=TODAY, by=council.actor("Cal"))
    assert send() == 0 and not post.exists()
    with pytest.raises(WrongState):
        actions.withdraw_letter(letter_id=letter.pk, why="Again", on=TODAY, by=council.actor("Cal"))


# --- What is offered -------------------------------------------------------------------------------------------------


def test_a_welcome_is_offered_after_an_allocation_and_a_status_letter_after_the_decision_was_told(council):
    cal, sam = council.actor("Cal"), council.actor("Sam")

    def offered():
        return [one.key for one in queries.letters_of(cal, council.id("Fay"), on=TODAY).suggestions]

    assert offered() == ["welcome"]
    draft(council, "welcome", channel="by_hand")
    assert offered() == []
    row = actions.propose_determination(person_id=council.id("Fay"), on=TODAY, by=cal, why="Read with the file")
    actions.approve_determination(person_id=council.id("Fay"), number=row.number, on=TODAY, by=sam)
    assert offered() == []
    number = council.person("Fay").determinations.order_by("-number").first().number
    actions.tell_person(person_id=council.id("Fay"), number=number, told_on=TODAY, how="In person", on=TODAY, by=cal)
    assert offered() == ["you_are_former_relevant"]
    letter = draft(council, "you_are_former_relevant", channel="by_hand")
    assert letter.decides and "Why we say so" in str(letter.snapshot)


def test_no_welcome_is_offered_for_an_adviser_who_came_with_the_opening_position(council):
    Allocation.objects.filter(person=council.id("Fay")).update(source="opening_position")
    told = queries.letters_of(council.actor("Cal"), council.id("Fay"), on=TODAY)
    assert [one.key for one in told.suggestions] == []
    day = TODAY + timedelta(days=1)
    actions.allocate(person_id=council.id("Fay"), worker=council.users["Bea"], from_on=day, on=TODAY, by=SYSTEM)
    told = queries.letters_of(council.actor("Bea", day), council.id("Fay"), on=day)
    assert [one.key for one in told.suggestions] == ["change_of_adviser"]


def test_a_change_of_adviser_is_offered_where_there_was_one_before(council):
    actions.allocate(
        person_id=council.id("Fay"), worker=council.users["Bea"], from_on=TODAY + timedelta(days=1), on=TODAY, by=SYSTEM
    )
    day = TODAY + timedelta(days=1)
    told = queries.letters_of(council.actor("Bea", day), council.id("Fay"), on=day)
    assert [one.key for one in told.suggestions] == ["change_of_adviser"]


def test_what_does_not_exist_is_out_of_reach(council):
    for act in (actions.queue_letter, actions.acknowledge_my_letter):
        with pytest.raises(NotYours):
            act(letter_id=uuid4(), on=TODAY, by=council.actor("Cal"))


def test_a_stranger_to_the_team_cannot_make_a_batch(council):
    with pytest.raises(NotYours):
        actions.make_batch(
            text_key="duty_team", age_from=17, age_to=19, on=date(2026, 11, 23), by=council.actor("Dora")
        )
