"""Feedback and counts: useful to the editor, and nothing in them or in any log says who."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from alongside.offer import readers, stamp
from alongside.offer.actions import Loaded
from alongside.offer.models import Count, Feedback
from alongside.shell import clock
from alongside.shell.models import AuditEvent, User
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
ABOUT = "/home/homeless/"


@pytest.fixture(autouse=True)
def _nothing_waits() -> None:
    readers._waiting.clear()
    stamp.forget()


def say(visit: Visit, status: int = 302, **sent: str) -> Any:
    """Fill in the form of a page and send it."""
    fields = visit(f"/feedback/?page={ABOUT}").fields
    return visit.post("/feedback/", fields | sent, status=status)


def test_somebody_tells_us_without_a_name_and_the_editor_reads_it(
    offer: Loaded, visit: Visit, account: Callable[..., User]
) -> None:
    assert say(visit, useful="no", words="Nobody picked up 😀 <b>").location == "/feedback/thank-you/"
    page = visit("/staff/offer/feedback/", by=account(Role.OFFER_EDITOR))
    assert "Nobody picked up 😀 <b>" in page
    assert "Did not help" in page
    assert ABOUT in page.links


def test_before_one_writes_one_is_told_that_we_cannot_find_them_and_whom_to_ring(offer: Loaded, visit: Visit) -> None:
    page = visit(f"/feedback/?page={ABOUT}")
    assert "We cannot find you from this" in page
    assert "No home tonight, or about to lose it" in page
    for number in (settings.COUNCIL["phone"], settings.COUNCIL["out_of_hours_phone"], "999"):
        assert number in page


def test_feedback_keeps_the_day_and_nothing_more(offer: Loaded, visit: Visit) -> None:
    before = AuditEvent.objects.count()
    say(visit, useful="yes", words="Good")
    kept = Feedback.objects.values().get()
    assert kept == {"id": kept["id"], "page": ABOUT, "useful": True, "words": "Good", "on": clock.today()}
    assert AuditEvent.objects.count() == before, "The audit's hour would tell more than we said we keep"


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "Choose yes or no, or write something."), ({"useful": "perhaps"}, "There is a problem"),
     ({"words": "x" * 1_001}, "at most 1000 characters")],
)  # fmt: skip
def test_what_says_nothing_or_too_much_is_sent_back(
    sent: dict[str, str], said: str, offer: Loaded, visit: Visit
) -> None:
    assert said in say(visit, status=200, **sent)
    assert not Feedback.objects.exists()


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(offer: Loaded, visit: Visit) -> None:
    say(visit, useful="yes", words="buy", website="https://spam.example")
    assert not Feedback.objects.exists()


def test_an_address_of_elsewhere_is_not_kept(offer: Loaded, visit: Visit) -> None:
    say(visit, useful="yes", page="https://evil.example/")
    assert Feedback.objects.get().page == ""


def test_feedback_from_another_sites_form_is_refused(offer: Loaded, visit: Visit) -> None:
    visit.post("/feedback/", {"useful": "yes"}, status=403, headers={"Origin": "https://evil.example"})
    assert not Feedback.objects.exists()


def test_a_flood_is_stopped_and_people_are_told_to_ring(
    offer: Loaded, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "MOST_FEEDBACK_A_DAY", 1)
    say(visit, useful="yes")
    page = say(visit, status=409, useful="yes")
    assert settings.COUNCIL["phone"] in page
    assert Feedback.objects.count() == 1


# --- Counts --------


def test_pages_and_searches_are_counted_by_the_day(offer: Loaded, visit: Visit) -> None:
    for _ in range(3):
        visit(ABOUT)
    visit("/search/?q=Skint")
    visit("/search/?q=xyzzy")
    assert not Count.objects.exists(), "A reader waits for no writing"
    readers.write_counts()
    visit(ABOUT)
    readers.write_counts()
    counted = {(one.kind, one.key): one.number for one in Count.objects.all()}
    assert counted == {("page", ABOUT): 4, ("search", "skint"): 1, ("miss", "xyzzy"): 1}
    assert set(Count.objects.values_list("day", flat=True)) == {clock.today()}


def test_pages_of_staff_are_not_counted(offer: Loaded, visit: Visit, account: Callable[..., User]) -> None:
    visit("/staff/offer/feedback/", by=account(Role.OFFER_EDITOR))
    visit("/no-such-page/", status=404)
    assert not readers._waiting


@pytest.mark.parametrize(
    "words",
    [
        "ring me on 01632 960123",
        "ama@brightwater.example",
        "my name is ama and i live at 4 mill lane with",
        "born 4/5/2007",
    ],
)
def test_words_that_may_tell_a_person_are_not_kept(words: str) -> None:
    assert readers.key_of(words) == readers.A_LONGER_QUESTION


def test_the_editor_sees_what_was_missed_but_not_what_few_typed(
    offer: Loaded, visit: Visit, account: Callable[..., User]
) -> None:
    for _ in range(5):
        readers.was_looked_for("ice skating", found=False, on=clock.today())
    for _ in range(4):
        readers.was_looked_for("ama kovacs", found=False, on=clock.today())
    readers.write_counts()
    page = visit("/staff/offer/what-people-look-for/", by=account(Role.OFFER_EDITOR))
    assert "ice skating" in page
    assert "ama kovacs" not in page.html
    assert "1 different searches" in page or "1 different search" in page


def test_counts_wait_while_the_database_is_down(offer: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    readers.was_looked_for("skint", found=True, on=clock.today())
    with monkeypatch.context() as broken:
        broken.setattr(Count.objects, "get_or_create", lambda **_: (_ for _ in ()).throw(OperationalError("gone")))
        readers.write_counts()
    readers.write_counts()
    assert Count.objects.get().number == 1


def test_a_crowd_of_different_words_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_KEYS", 3)
    for number in range(9):
        readers.was_looked_for(f"word {number}", found=False, on=clock.today())
    assert len(readers._waiting) == 3


# --- Logs --------


def test_no_log_hears_what_a_reader_typed(offer: Loaded, visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)  # the database is not a log
    visit("/search/?q=secretword")
    say(visit, useful="no", words="secretword")
    say(visit, status=200, useful="secretword")
    visit.post("/my-list/", {"items": "secretword", "link": "secretword"}, status=200)
    visit.post("/what-can-i-get/", {"state": "secretword", "answer": "secretword"}, status=None)
    visit.post("/feedback/", {"words": "secretword"}, status=403, headers={"Origin": "https://evil.example"})
    assert "secretword" not in caplog.text
