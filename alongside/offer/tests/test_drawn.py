"""A page that follows from a question alone is drawn once for all who ask it, and says nothing of who did."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from alongside.offer import drawn, stamp
from alongside.shell import clock

ASK = RequestFactory()


@pytest.fixture
def kept(settings, tmp_path, monkeypatch):
    """Pages are held, and the offer's state is the one given here."""
    settings.KEPT_PAGES = str(tmp_path)
    drawn.forget()
    state = {"stamp": "1"}
    monkeypatch.setattr(stamp, "current", lambda: state["stamp"])
    yield state
    drawn.forget()


def asked(question, drawings, status=200):
    """Ask once; each drawing is numbered."""

    def draw():
        drawings.append(question)
        return HttpResponse(f"{question} {len(drawings)}", status=status)

    return drawn.once(ASK.get("/search/"), question, draw).content.decode()


def test_the_same_question_is_drawn_once_and_another_by_itself(kept):
    drawings: list[str] = []
    assert [asked(question, drawings) for question in ("home", "home", "money", "home")] == [
        "home 1", "home 1", "money 2", "home 1",
    ]  # fmt: skip


def test_it_is_drawn_anew_after_a_publishing_on_another_day_and_for_another_language(kept, set_clock):
    drawings: list[str] = []
    asked("home", drawings)
    kept["stamp"] = "2"
    asked("home", drawings)
    with translation.override("ar"):
        asked("home", drawings)
    set_clock(date(clock.today().year + 1, 1, 2))
    asked("home", drawings)
    assert len(drawings) == 4


@pytest.mark.parametrize("what", ["no database", "a refusal", "switched off"])
def test_what_may_be_wrong_is_not_held(what, kept, settings):
    if what == "no database":
        kept["stamp"] = None
    if what == "switched off":
        settings.KEPT_PAGES = ""
    drawings: list[str] = []
    for _ in range(2):
        asked("home", drawings, status=400 if what == "a refusal" else 200)
    assert len(drawings) == 2


def test_only_so_many_are_held_and_nothing_is_written(kept, tmp_path):
    drawings: list[str] = []
    for number in range(drawn.MOST + 1):
        asked(f"question {number}", drawings)
    asked("question 0", drawings)  # the oldest made room
    asked(f"question {drawn.MOST}", drawings)
    assert len(drawings) == drawn.MOST + 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_who_arrives_later_may_use_the_style_inside_the_page_too(kept, visit):
    arriving = {"Sec-Fetch-Site": "none"}
    first, later = (visit("/search/?q=home", headers=arriving).response for _ in range(2))
    assert first.headers["Content-Security-Policy"] == later.headers["Content-Security-Policy"]
    assert "sha256-" in later.headers["Content-Security-Policy"]
