"""Sending: each letter once, whatever happens to the worker; and letters to many."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from alongside.casework import actions, going, tasks
from alongside.casework.actions import letter_sending
from alongside.casework.models import Letter, LetterBatch, Person
from alongside.casework.tests import scene
from alongside.casework.tests.letter_scene import address, draft, queued_with_address, send
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell import clock, paper
from alongside.shell.locking import save_over
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, FactRefused

pytestmark = pytest.mark.usefixtures("post")
State = Letter.State


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
