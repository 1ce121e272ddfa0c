"""The texts of letters: whole, easy to read, proposed by one person and approved by another."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from alongside.casework import actions, lettering
from alongside.casework.models import LetterText
from alongside.casework.tests import scene
from alongside.casework.tests.letter_scene import draft
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.offer import plain_english
from alongside.shell import actions as accounts
from alongside.shell import clock
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role

pytestmark = pytest.mark.usefixtures("post")


@pytest.mark.parametrize("key", lettering.delivered())
def test_a_delivered_text_is_whole_and_easy_to_read(key):
    text = lettering.delivered()[key]
    lettering.check_text(text.title, text.body)
    plain = lettering._MARK.sub("Sam", text.body)
    reading = plain_english.read("".join(f"<p>{one}</p>" for one in plain.split("\n") if one))
    assert not reading.is_too_hard, f"{reading.age}"


def test_every_group_of_letters_is_there():
    assert {text.group for text in lettering.delivered().values()} == set(lettering.GROUPS)
    assert {f"birthday_{age}" for age in range(18, 26)} <= set(lettering.delivered())


@pytest.mark.parametrize(
    ("body", "named"),
    [("Dear {nmae}", "{nmae}"), ("Dear {name", "{name"), ("Dear name}", "}"), ("", "Write a title"), ("{ }", "{}")],
)
def test_what_cannot_be_filled_in_is_refused_by_its_name(council, body, named):
    with pytest.raises(FactRefused, match=named.replace("{", r"\{").replace("}", r"\}")):
        actions.propose_letter_text(
            key="welcome", title="Hello", body=body, why="Shorter", on=TODAY, by=council.actor("Nadia")
        )
    assert not LetterText.objects.exists()


def propose(council, body="I am {worker}. Call me on {worker_phone}.", worker="Nadia"):
    return actions.propose_letter_text(
        key="welcome", title="Hello", body=body, why="Shorter", on=TODAY, by=council.actor(worker)
    )


def test_a_text_is_used_when_somebody_else_has_approved_it(council):
    row = propose(council)
    assert "My job is" in str(draft(council, channel="by_hand").snapshot)
    actions.decide_letter_text(key="welcome", number=row.number, answer="approve", on=TODAY, by=council.actor("Hana"))
    letter = draft(council, channel="by_hand")
    letter.refresh_from_db()
    assert (letter.title, letter.text_number) == ("Hello", 2)
    assert letter.snapshot["blocks"] == [["p", ["I am Cal. Call me on 07700 900111."]]]


def test_nobody_approves_their_own_text(council):
    accounts.grant_role(user=council.users["Nadia"], role=Role.HEAD_OF_SERVICE, from_on=scene.BEFORE, by=SYSTEM)
    row = propose(council)
    with pytest.raises(OwnWork):
        actions.decide_letter_text(
            key="welcome", number=row.number, answer="approve", on=TODAY, by=council.actor("Nadia")
        )
    nadia = council.users["Nadia"].pk
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterText.objects.create(
            key="welcome", number=9, state="approved", title="x", body="x", why="x", made_at=clock.now(),
            proposed_by_id=nadia, decided_by_id=nadia,
        )  # fmt: skip


def test_a_version_of_a_text_never_changes(council):
    row = propose(council)
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterText.objects.filter(pk=row.pk).update(body="Something else")
    with pytest.raises(WrongState):
        propose(council, body="Another while the first waits {name}")
    with pytest.raises(NotYours):
        propose(council, worker="Cal")


def test_a_text_sent_back_can_be_proposed_again(council):
    row = propose(council)
    with pytest.raises(FactRefused):
        actions.decide_letter_text(
            key="welcome", number=row.number, answer="send_back", on=TODAY, by=council.actor("Hana")
        )
    actions.decide_letter_text(
        key="welcome", number=row.number, answer="send_back", comment="Longer", on=TODAY, by=council.actor("Hana")
    )
    assert propose(council).number == 3


def test_texts_are_proposed_and_approved_on_their_pages(council, visit):
    nadia, hana = council.users["Nadia"], council.users["Hana"]
    assert "Hello from your adviser" in visit("/staff/letters/texts/", by=nadia)
    form = visit("/staff/letters/texts/welcome/propose/", by=nadia)
    wrong = visit.post(
        "/staff/letters/texts/welcome/propose/", {**form.fields, "body": "{nmae}", "why": "x"}, by=nadia, status=200
    )
    assert "There is no {nmae}" in wrong
    visit.post("/staff/letters/texts/welcome/propose/", {**form.fields, "body": "{name}", "why": "x"}, by=nadia)
    page = visit("/staff/letters/texts/welcome/", by=hana)
    assert "Proposed by Nadia" in page
    visit.post("/staff/letters/texts/welcome/decide/", {**page.fields, "answer": "approve"}, by=hana)
    assert "Version 2" in visit("/staff/letters/texts/welcome/", by=nadia)
    visit("/staff/letters/texts/nothing/", by=hana, status=404)
