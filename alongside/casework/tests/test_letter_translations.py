"""A letter's words in another language: one person writes them, another checks them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from alongside.casework import actions, letter_languages, letter_texts, lettering
from alongside.casework.models import LetterTranslation
from alongside.casework.tests import scene
from alongside.casework.tests.letter_scene import translate
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell import actions as accounts
from alongside.shell import clock
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role

State = LetterTranslation.State
POLISH = "Nazywam się {worker}. Jestem {role}. Zadzwoń: {worker_phone}."


def check(council, number, *, by="Hana", answer="check", language="pl", key="welcome", comment="Read with a speaker"):
    return actions.decide_letter_translation(
        key=key, language=language, number=number, answer=answer, comment=comment, on=TODAY, by=council.actor(by)
    )


def words(language="pl", key="welcome"):
    return letter_languages.words_in(letter_texts.current(key), language)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Nazywam się {worker}. Jestem {role}.", "{worker_phone} is missing"),
        (f"{POLISH} {{duty_phone}}", "{duty_phone} does not stand in the English"),
        (f"{POLISH} {{nmae}}", "There is no {nmae}"),
        (f"{POLISH} {{name", "{name"),
        ("", "Write a title and a text"),
    ],
)
def test_a_translation_fills_in_what_the_english_fills_in(council, body, told):
    with pytest.raises(FactRefused, match=told.replace("{", r"\{").replace("}", r"\}")):
        translate(council, language="pl", title="Witaj", body=body)
    assert not LetterTranslation.objects.exists()


def test_it_is_used_when_somebody_else_has_checked_it(council):
    row = translate(council, language="pl", title="Witaj", body=POLISH)
    assert words().state == letter_languages.NONE
    check(council, row.number)
    held = words()
    assert (held.state, held.title, held.number, held.checked_by, held.checked_on) == (
        letter_languages.CHECKED, "Witaj", 2, "Hana", TODAY,
    )  # fmt: skip
    lines = AuditEvent.objects.filter(subject_kind="letter text").order_by("number")
    assert [line.verb for line in lines] == ["wrote letter translation", "checked letter translation"]


def test_nobody_checks_their_own(council):
    accounts.grant_role(user=council.users["Nadia"], role=Role.HEAD_OF_SERVICE, from_on=scene.BEFORE, by=SYSTEM)
    row = translate(council, language="pl", title="Witaj", body=POLISH)
    with pytest.raises(OwnWork):
        check(council, row.number, by="Nadia")
    nadia = council.users["Nadia"].pk
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterTranslation.objects.create(
            key="welcome", language="pl", number=9, state="checked", title="x", body="x", english="x",
            made_at=clock.now(), written_by_id=nadia, checked_by_id=nadia,
        )  # fmt: skip


def test_a_delivered_draft_is_checked_by_anybody_who_may_and_only_by_them(council):
    with pytest.raises(NotYours):
        check(council, 0, by="Nadia", language="ar")
    with pytest.raises(NotYours):
        check(council, 0, by="Cal", language="ar")
    with pytest.raises(FactRefused, match="how it was checked"):
        check(council, 0, language="ar", comment=" ")
    row = check(council, 0, language="ar")
    assert (row.state, row.written_by, row.title) == (State.CHECKED, None, "مرحبًا من مستشارك")
    with pytest.raises(WrongState):
        check(council, 0, language="ar")


@pytest.mark.parametrize(("number", "answer"), [(0, "check"), (0, "send_back"), (7, "check")])
def test_what_is_not_there_is_not_checked(council, number, answer):
    with pytest.raises(WrongState):
        check(council, number, answer=answer)


def test_what_was_sent_back_can_be_written_again_and_two_never_wait(council):
    row = translate(council, language="pl", title="Witaj", body=POLISH)
    with pytest.raises(WrongState, match="already waiting"):
        translate(council, language="pl", title="Hej", body=POLISH)
    check(council, row.number, answer="send_back", comment="Warmer")
    assert words().state == letter_languages.NONE
    assert translate(council, language="pl", title="Hej", body=POLISH).number == 3


def test_a_draft_that_somebody_corrects_stays_in_use_until_the_correction_is_checked(council):
    row = translate(council, title="مرحبًا", body="{worker} {role} {worker_phone}")
    assert (words("ar").state, words("ar").number) == (letter_languages.MACHINE_DRAFT, 0)
    with pytest.raises(WrongState):
        check(council, 0, language="ar")
    check(council, row.number, language="ar")
    assert (words("ar").state, words("ar").title) == (letter_languages.CHECKED, "مرحبًا")
    with pytest.raises(FactRefused, match="Nothing is changed"):
        translate(council, title="مرحبًا", body="{worker} {role} {worker_phone}")


def new_english(council, body, title="Hello from your adviser"):
    row = actions.propose_letter_text(
        key="welcome", title=title, body=body, why="Shorter", on=TODAY, by=council.actor("Nadia")
    )
    actions.decide_letter_text(key="welcome", number=row.number, answer="approve", on=TODAY, by=council.actor("Hana"))


def test_when_the_english_changes_the_translation_is_out_of_date_and_says_what_changed(council, visit):
    check(council, 0, language="ar")
    old = letter_texts.current("welcome").body
    new_english(council, old.replace("in a café", "in a library"))
    assert words("ar").state == words("fa").state == letter_languages.BEING_UPDATED
    page = visit("/staff/letters/texts/welcome/", by=council.users["Nadia"])
    assert "in a <del>café,</del> <ins>library,</ins> or on a walk. …" in " ".join(page.html.split())
    with pytest.raises(WrongState, match="English has changed"):
        check(council, 0, language="fa")
    new_english(council, old)
    assert (words("ar").state, words("fa").state) == (letter_languages.CHECKED, letter_languages.MACHINE_DRAFT)


def test_what_waits_is_not_checked_against_another_english(council):
    row = translate(council, language="pl", title="Witaj", body=POLISH)
    new_english(council, "I am {worker}, your {role}: {worker_phone}.")
    with pytest.raises(WrongState, match="English has changed"):
        check(council, row.number)
    check(council, row.number, answer="send_back", comment="The English has changed")
    with pytest.raises(WrongState, match="since you read it"):
        actions.write_letter_translation(
            key="welcome", language="pl", title="Witaj", body=POLISH, english="of another day", on=TODAY,
            by=council.actor("Nadia"),
        )  # fmt: skip


def test_a_step_of_a_translation_never_changes(council):
    row = translate(council, language="pl", title="Witaj", body=POLISH)
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterTranslation.objects.filter(pk=row.pk).update(body="Something else")


def test_there_is_no_translation_of_what_goes_to_somebody_else_nor_into_english(council):
    with pytest.raises(FactRefused, match="always in English"):
        translate(council, "gp_support", language="pl", title="x", body="x")
    for language in ("en-gb", "xx"):
        with pytest.raises(NotYours):
            translate(council, language=language, title="x", body=POLISH)


def test_it_is_written_and_checked_on_its_pages(council, visit):
    nadia, hana = council.users["Nadia"], council.users["Hana"]
    listed = visit("/staff/letters/texts/", by=nadia)
    assert "5 machine drafts." in listed
    page = visit("/staff/letters/texts/welcome/", by=nadia)
    assert "Machine draft, not reviewed" in page and "None: the English goes out" in page
    assert "May check a translation: Hana. Nobody checks what they wrote themself." in page
    form = visit("/staff/letters/texts/welcome/in/pl/write/", by=nadia)
    told = {**form.fields, "title": "Witaj", "body": "Witaj!"}
    assert "{role} is missing" in visit.post("/staff/letters/texts/welcome/in/pl/write/", told, by=nadia, status=200)
    visit.post("/staff/letters/texts/welcome/in/pl/write/", {**told, "body": POLISH}, by=nadia)
    assert "What Nadia wrote waits to be checked" in visit("/staff/letters/texts/welcome/", by=nadia)
    own = visit("/staff/letters/texts/welcome/in/pl/", by=nadia)
    assert "Written by Nadia, not checked" in own and 'name="answer"' not in own.html
    read = visit("/staff/letters/texts/welcome/in/pl/", by=hana)
    told = {**read.fields, "answer": "check", "comment": "Read with Jan"}
    visit.post("/staff/letters/texts/welcome/in/pl/check/", told, by=hana)
    assert "Checked by Hana, 23 Nov 2026" in visit("/staff/letters/texts/welcome/", by=nadia)
    assert "Read with Jan" in visit("/staff/letters/texts/welcome/in/pl/", by=nadia)


def test_whoever_may_not_is_shown_no_way_to(council, visit):
    cal = council.users["Cal"]
    page = visit("/staff/letters/texts/welcome/in/ar/", by=cal)
    assert "مرحبًا من مستشارك" in page and "correct it" not in page and 'name="answer"' not in page.html
    visit("/staff/letters/texts/welcome/in/ar/write/", by=cal, status=404)
    visit.post("/staff/letters/texts/welcome/in/ar/check/", {"number": "0", "answer": "check"}, by=cal, status=404)
    for address in ("welcome/in/xx/", "welcome/in/en-gb/", "nothing/in/ar/", "gp_support/in/ar/"):
        visit(f"/staff/letters/texts/{address}", by=cal, status=404)


def test_what_changed_is_said_word_by_word():
    assert letter_languages.changes("a b c", "a x c") == (("same", "a "), ("gone", "b"), ("new", "x"), ("same", " c"))
    long = (("same", "one two three four five six seven eight nine"), ("gone", "x"), ("same", " a b "))
    assert letter_languages.briefly(long)[0] == ("same", "… six seven eight nine")
    assert lettering.isolated("one\n- two\n") == "\u2068one\u2069\n- \u2068two\u2069\n"
