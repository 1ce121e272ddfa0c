"""A council that has not published its offer yet: every page still helps."""

from __future__ import annotations

import pytest
from django.conf import settings

from alongside.offer.checker.state import packed
from alongside.offer.tests.test_every_page import ANSWERED, CODE, shown
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
OPEN_PAGES = (
    "/",
    "/what-can-i-get/",
    "/how-the-law-works/",
    "/how-the-law-works/18-to-20/",
    "/glossary/",
    "/what-has-changed/",
    "/contact/",
    "/accessibility/",
    "/privacy/",
)


def test_every_page_helps_on(visit: Visit) -> None:
    for path in OPEN_PAGES:
        page = visit(path)
        assert settings.COUNCIL["phone"] in page.html, path
        assert not page.response.cookies, path
        assert not CODE.search(shown(page)), path
    first = visit("/")
    assert "You can still get help. Ring us." in first
    assert first.links["See what the law gives you"] == "/how-the-law-works/"


@pytest.mark.parametrize("answers", ANSWERED)
def test_the_checker_still_says_the_status(answers: dict[str, str], visit: Visit) -> None:
    page = visit.post("/what-can-i-get/", {"state": packed(answers)}, status=200)
    assert settings.COUNCIL["phone"] in page
    assert "Why we say this" in page
    assert not CODE.search(shown(page))


def test_with_nothing_to_offer_the_checker_asks_nothing_about_their_life(visit: Visit) -> None:
    state = packed({"council": "ours", "age": "18_20", "left": "at_18"})
    page = visit.post("/what-can-i-get/", {"state": state, "answer": "enough"}, status=200)
    assert page.h1 == "What you can get"
    assert "You are a care leaver with full rights" in page
