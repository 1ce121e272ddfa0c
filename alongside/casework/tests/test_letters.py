"""Letters: what they say, who may send them, what stops them, and that each goes once."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader

from alongside.casework import actions, going, lettering, queries, tasks
from alongside.casework.actions import letter_sending
from alongside.casework.models import Allocation, Letter, LetterBatch, LetterText, Person
from alongside.casework.steps_letters import REFUSED_STEP, STEPS, check_step
from alongside.casework.tests import scene
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.offer import plain_english
from alongside.shell import actions as accounts
from alongside.shell import clock, paper
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role

State = Letter.State


@pytest.fixture(autouse=True)
def post(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "POST", tmp_path / "post")
    return tmp_path / "post"


@pytest.fixture
def quick_paper(monkeypatch):
    """PDF made at once, without WeasyPrint."""
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF " + html.encode())


def address(council, name="Fay", *, safe=True, protected=False, value="1 Quay, Saltby, BW1 4AB"):
    return actions.add_contact_point(
        person_id=council.id(name), kind="address", value=value, safe_to_write=safe, is_protected=protected,
        on=TODAY, by=SYSTEM,
    )  # fmt: skip


def draft(council, key="welcome", *, who="Fay", worker="Cal", **given) -> Letter:
    return actions.draft_letter(person_id=council.id(who), key=key, on=TODAY, by=council.actor(worker), **given)


def queued(council, **given) -> Letter:
    letter = draft(council, **given)
    return actions.queue_letter(letter_id=letter.pk, on=TODAY, by=council.actor("Cal"))


def send(on=TODAY) -> int:
    return actions.send_letters(on=on, by=SYSTEM)


# --- Texts -----------------------------------------------------------------------------------------------------------


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


# --- One letter ------------------------------------------------------------------------------------------------------


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


# --- Approval --------------------------------------------------------------------------------------------------------


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


# --- What stops a letter ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("safe", "protected", "why"),
    [
        (False, False, going.UNSAFE),
        (None, False, going.NOT_ASKED),
        (True, True, going.PROTECTED),
        (False, True, going.PROTECTED),
    ],
)
def test_no_letter_is_written_to_an_address_that_is_not_safe(council, visit, safe, protected, why):
    address(council, safe=safe, protected=protected)
    with pytest.raises(FactRefused, match=why):
        draft(council)
    page = f"/staff/people/{council.id('Fay')}/letters/write/welcome/"
    form = visit(page, by=council.users["Cal"])
    assert why in visit.post(page, {**form.fields, "channel": "post"}, by=council.users["Cal"], status=200)
    assert not Letter.objects.exists()
    assert draft(council, channel="by_hand").address == ""


def test_no_letter_is_posted_where_no_address_is_recorded(council):
    with pytest.raises(FactRefused, match=going.NO_ADDRESS):
        draft(council)
    with pytest.raises(FactRefused, match="no place of their own"):
        draft(council, channel="own_place")


def stop_by(council, what, point):
    fay, cal = council.person("Fay"), council.actor("Cal")
    if what in ("unsafe", "protected"):
        changes = {"safe_to_write": False} if what == "unsafe" else {"is_protected": True}
        actions.change_contact_point(
            contact_point_id=point.pk, version=point.version, changes=changes, on=TODAY, by=cal
        )
    elif what == "moved":
        actions.change_contact_point(
            contact_point_id=point.pk, version=point.version, changes={"to_on": TODAY}, on=TODAY, by=cal
        )
    else:
        changes = {"died_on": TODAY} if what == "death" else {"born_basis": "disputed"}
        actions.correct_core_details(person_id=fay.pk, version=fay.version, changes=changes, on=TODAY, by=cal)


STOPS = {"death": going.DIED, "disputed": going.DISPUTED, "unsafe": going.UNSAFE, "protected": going.PROTECTED,
         "moved": going.NO_ADDRESS}  # fmt: skip


@pytest.mark.parametrize("what", STOPS)
def test_what_happened_meanwhile_stops_a_letter_that_waits(council, quick_paper, post, what):
    letter = queued_with_address(council)
    stop_by(council, what, letter.contact_point)
    assert send() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.why) == (State.STOPPED, STOPS[what])
    assert letter.sent_at is None and not post.exists()


def queued_with_address(council) -> Letter:
    address(council)
    return queued(council)


@pytest.mark.parametrize("what", STOPS)
def test_what_happens_while_the_paper_is_made_stops_it_too(council, monkeypatch, post, what):
    letter = queued_with_address(council)

    def pdf(html):
        stop_by(council, what, letter.contact_point)
        return b"%PDF"

    monkeypatch.setattr(paper, "pdf", pdf)
    assert send() == 0
    letter.refresh_from_db()
    assert letter.state == State.STOPPED
    assert list(post.iterdir()) == [], "the paper is taken back"


@pytest.mark.parametrize("what", ["death", "disputed"])
def test_death_and_a_disputed_birth_date_stop_what_is_given_by_hand_too(council, what):
    point = address(council)
    stop_by(council, what, point)
    with pytest.raises(FactRefused, match=STOPS[what]):
        draft(council, channel="by_hand")


def test_only_a_condolence_is_written_after_a_death(council):
    to = {"to_name": "Mrs Lindqvist", "address": "3 Lane, Saltby", "asked": {"what": "She loved to sing."}}
    with pytest.raises(FactRefused, match="only when"):
        draft(council, "condolence", **to)
    stop_by(council, "death", address(council))
    assert draft(council, "condolence", **to).to_name == "Mrs Lindqvist"
    with pytest.raises(FactRefused, match="died"):
        draft(council, "gp_support", to_name="x", address="y")


def test_a_stopped_letter_can_go_in_another_way(council, quick_paper):
    letter = queued_with_address(council)
    stop_by(council, "unsafe", letter.contact_point)
    send()
    cal = council.actor("Cal")
    with pytest.raises(FactRefused, match="not safe"):
        actions.queue_letter(letter_id=letter.pk, on=TODAY, by=cal)
    actions.queue_letter(letter_id=letter.pk, channel="by_hand", on=TODAY, by=cal)
    assert send() == 1
    letter.refresh_from_db()
    assert (letter.state, letter.channel, letter.address) == (State.SENT, "by_hand", "")


def test_a_protected_address_is_learnt_only_by_the_access_list(council, visit):
    point = address(council, protected=True, value="7 Secret Row")
    cal = council.users["Cal"]
    page = visit(f"/staff/people/{council.id('Fay')}/", by=cal)
    assert "Secret Row" not in page and "Protected" in page
    visit(f"/staff/contact/{point.pk}/", by=cal, status=404)
    actions.name_access(person_id=council.id("Fay"), user=cal, reason="visits", on=TODAY, by=SYSTEM)
    assert "Secret Row" in visit(f"/staff/people/{council.id('Fay')}/", by=cal)


# --- Sending ---------------------------------------------------------------------------------------------------------


def test_a_letter_is_sent_once_however_often_one_sends(council, quick_paper, post):
    queued_with_address(council)
    assert (send(), send()) == (1, 0)
    assert AuditEvent.objects.filter(verb="sent letter").count() == 1


def _taken() -> Letter:
    with transaction.atomic():
        return letter_sending._take(but=set())


def test_a_letter_that_another_worker_has_is_left_alone_until_the_lease_is_over(council, quick_paper, monkeypatch):
    letter = queued_with_address(council)
    assert _taken().pk == letter.pk
    assert send() == 0
    later = datetime(2026, 11, 23, 12, tzinfo=UTC) + letter_sending.LEASE
    monkeypatch.setattr(clock, "now", lambda: later)
    assert send() == 0
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(seconds=1))
    assert send() == 1


def test_a_worker_that_died_after_the_paper_was_put_posts_no_second_one(council, monkeypatch, post):
    letter = queued_with_address(council)
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF first")
    monkeypatch.setattr(letter_sending, "_gone", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send()
    monkeypatch.undo()
    monkeypatch.setattr(settings, "POST", post)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 13, tzinfo=UTC))
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF second")
    assert send() == 1
    letter.refresh_from_db()
    assert (post / f"{letter.pk}.pdf").read_bytes() == b"%PDF first"
    assert letter.state == State.SENT


def test_a_letter_whose_paper_fails_says_why_and_is_tried_again(council, monkeypatch):
    letter = queued_with_address(council)
    monkeypatch.setattr(paper, "pdf", lambda html: 1 / 0)
    assert send() == 0
    letter.refresh_from_db()
    assert letter.state == State.QUEUED and "ZeroDivision" in letter.error
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF")
    assert send() == 1


def test_a_letter_that_changed_meanwhile_is_not_overwritten(council):
    address(council)
    letter = draft(council)
    actions.queue_letter(letter_id=letter.pk, on=TODAY, by=council.actor("Cal"))
    with pytest.raises(EditConflict):
        from alongside.shell.locking import save_over

        save_over(letter, version=letter.version, changes={"title": "Old"}, what="the letter")


# --- To many ---------------------------------------------------------------------------------------------------------


def test_a_letter_to_many_shows_how_far_it_is_and_why_some_did_not_go(council, visit, quick_paper, monkeypatch):
    for name in ("Ella", "Rory"):
        actions.allocate(person_id=council.id(name), worker=council.users["Amir"], on=TODAY, by=SYSTEM)
    address(council, "Ella")
    amir = council.users["Amir"]
    form = visit("/staff/letters/to-many/", by=amir)
    sent_form = {**form.fields, "text_key": "duty_team", "age_from": "17", "age_to": "17"}
    page = visit.post("/staff/letters/to-many/", sent_form, by=amir)
    batch = LetterBatch.objects.get()
    assert "0 of 2 sent, 2 waiting" in visit(page.location, by=amir)
    send()
    told = visit(page.location, by=amir)
    assert "1 of 2 sent" in told and going.NO_ADDRESS in told and "Rory Okoro" in told
    visit(page.location, by=council.users["Cal"], status=404)
    visit.post("/staff/letters/to-many/", sent_form, by=amir)
    assert LetterBatch.objects.get() == batch


def test_many_get_only_what_can_go_to_anybody(council):
    for key in ("grant_no", "gp_support", "missed_you", "birthday_18"):
        with pytest.raises(FactRefused, match="one person at a time"):
            actions.make_batch(text_key=key, age_from=17, age_to=19, on=TODAY, by=council.actor("Cal"))
    with pytest.raises(FactRefused, match="Nobody"):
        actions.make_batch(text_key="duty_team", age_from=24, age_to=24, on=TODAY, by=council.actor("Cal"))
    with pytest.raises(FactRefused, match="first age"):
        actions.make_batch(text_key="duty_team", age_from=20, age_to=19, on=TODAY, by=council.actor("Cal"))


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_many_sends_none_twice(tmp_path, post, monkeypatch):
    monkeypatch.setattr(tasks, "letters_soon", lambda: None)
    council = scene.a_council()
    born = {f"C{number}": "10/05/2008" for number in range(7)}
    care = dict.fromkeys(born, ("01/06/2024", ""))
    actions.take_in_return(given=scene.files(born=born, care=care, marks={}, reviews={}), on=TODAY, by=SYSTEM)
    for person in Person.objects.all():
        actions.allocate(person_id=person.pk, worker=council.users["Amir"], on=clock.today(), by=SYSTEM)
        actions.add_contact_point(
            person_id=person.pk, kind="address", value="1 Quay", safe_to_write=True, on=clock.today(), by=SYSTEM
        )
    actions.make_batch(
        text_key="duty_team", age_from=18, age_to=18, on=clock.today(), by=council.actor("Amir", clock.today())
    )
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "send_letters"], cwd=settings.BASE_DIR, env=_environment(tmp_path),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    give_up_at = time.monotonic() + 120
    while len(list(post.glob("*.pdf"))) < 3 and worker.poll() is None and time.monotonic() < give_up_at:
        time.sleep(0.01)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    before = {file.name: file.stat().st_mtime_ns for file in post.glob("*.pdf")}
    assert 3 <= len(before) < 7, "killed in the middle"
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF again")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=1))
    actions.send_letters(on=clock.today(), by=SYSTEM)
    assert Letter.objects.filter(state=State.SENT).count() == 7 == len(list(post.glob("*.pdf")))
    assert {name: (post / name).stat().st_mtime_ns for name in before} == before, "none was posted again"
    sent = [line.detail["letter"] for line in AuditEvent.objects.filter(verb="sent letter")]
    assert len(sent) == len(set(sent)) == 7


def _environment(tmp_path: Path) -> dict[str, str]:
    """What a worker of its own needs to work on the database of this test."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{held['NAME']}"
    else:
        host = held["HOST"].replace("/", "%2F")
        address = f"postgres://{held['USER']}:{held['PASSWORD']}@{host}:{held['PORT']}/{held['NAME']}"
    assets = {"ALONGSIDE_VAR": str(tmp_path), "DATABASE_URL": address, "DEMO": "1", "SECRET_KEY": "only for tests"}
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return kept | assets


# --- On paper --------------------------------------------------------------------------------------------------------


def _words_at_the_window(page) -> str:
    """What stands where the window of a DL envelope is: 20 to 110 mm from the left, 40 to 80 mm from the top."""
    found: list[str] = []
    point = 72 / 25.4

    def visit_text(text, outer, inner, _font, _size):
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        from_top = float(page.mediabox.height) - height
        if 38 * point <= from_top <= 80 * point:
            found.append(text)

    page.extract_text(visitor_text=visit_text)
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("large", [False, True])
def test_a_letter_on_paper_is_for_everyone_and_shows_only_the_address_in_the_window(council, large):
    address(council)
    letter = draft(council, "yearly_offer", large_print=large)
    pdf = PdfReader(io.BytesIO(queries.letter_paper(council.actor("Cal"), letter.pk, on=TODAY)))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for words in ("Dear Fay", "Cal", "07700 900111", "complaint", "advocate", "Your answer", "23 November 2026"):
        assert words in text
    window = _words_at_the_window(pdf.pages[0])
    assert "Fay Lindqvist" in window and "1 Quay" in window
    for words in ("care", "help", "Do you want", "Dear", "leaver"):
        assert words not in window


def test_headings_come_in_another_language(council):
    letter = draft(council, channel="by_hand", language="ar")
    from alongside.casework import composing

    page = composing.page(letter, TODAY)
    assert 'dir="rtl"' in page and "Talk to someone" not in page and "Dear Fay" in page


def test_who_covers_is_named(council):
    actions.cover(
        worker=council.users["Cal"], covered_by=council.users["Bea"], from_on=TODAY,
        to_on=TODAY + timedelta(days=3), by=SYSTEM,
    )  # fmt: skip
    assert draft(council, channel="by_hand").snapshot["helper"]["cover"] == "Bea"


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
