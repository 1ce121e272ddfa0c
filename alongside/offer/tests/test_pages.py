"""Pages of the offer, as anybody sees them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings

from alongside.offer import queries
from alongside.offer.actions import Loaded
from alongside.shell import clock, design
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
A_PAGE = 20_000
PLAIN_PAGES = (
    "/",
    "/what-can-i-get/",
    "/how-the-law-works/",
    "/glossary/",
    "/what-has-changed/",
    "/contact/",
    "/accessibility/",
    "/privacy/",
    "/how-complete/",
)


def test_the_first_page_leads_to_every_area_and_to_the_checker(offer: Loaded, visit: Visit) -> None:
    home = visit("/")
    assert home.links["What can I get?"] == "/what-can-i-get/"
    for area in ("A place to live", "Money", "Health", "Work", "Your rights", "Who can help"):
        assert visit(home.links[area]).h1 == area
    assert settings.COUNCIL["phone"] in home
    assert settings.COUNCIL["out_of_hours_phone"] in home


@pytest.mark.parametrize("path", PLAIN_PAGES)
def test_a_public_page_sets_no_cookie_and_may_be_kept(path: str, offer: Loaded, visit: Visit) -> None:
    page = visit(path)
    assert not page.response.cookies
    assert "Cookie" not in page.response.headers.get("Vary", "")
    kept = page.response.headers["Cache-Control"]
    assert ("private" if path == "/what-can-i-get/" else "public, max-age=300") in kept


def test_every_entitlement_answers_first_and_weighs_little(offer: Loaded, visit: Visit) -> None:
    style = len(design._sheet("public").packed)
    for one in queries.entitlements(on=clock.today()):
        page = visit(one.url)
        assert not page.response.cookies
        words = page.text.removeprefix(one.title).split()
        assert words[:2] == one.answer.split()[:2], f"{one.title} does not begin with its answer"
        weight = len(gzip.compress(page.content)) + style
        assert weight <= A_PAGE, f"{one.title} weighs {weight} bytes"


def test_a_sensitive_page_has_a_way_out_and_another_has_not(offer: Loaded, visit: Visit) -> None:
    assert "Leave this page now" in visit("/home/homeless/").links
    assert "Leave this page now" not in visit("/home/housing-list/").links


def test_a_sensitive_page_has_the_number_for_the_night(offer: Loaded, visit: Visit) -> None:
    for one in queries.entitlements(on=clock.today()):
        if one.is_sensitive:
            assert settings.COUNCIL["out_of_hours_phone"] in visit(one.url), one.title


def test_every_entitlement_says_what_you_can_get_how_to_ask_and_whom_to_call(offer: Loaded) -> None:
    for one in queries.entitlements(on=clock.today()):
        assert one.answer.startswith("You can get"), one.title
        assert one.how_to_get_it and one.contact.name and one.contact.phone, one.title
        assert one.owner and not one.is_overdue, one.title
        assert one.grounds or one.decided_by or one.given_by or one.kind == "signpost", f"{one.title} does not say why"


def test_a_page_on_paper_says_where_it_is_on_the_web(offer: Loaded, visit: Visit) -> None:
    assert "This page on the web: http://testserver/home/homeless/" in visit("/home/homeless/").document.words("footer")


def test_an_entitlement_says_must_or_choose_and_why(offer: Loaded, visit: Visit) -> None:
    must, choose = visit("/who-can-help/personal-adviser/"), visit("/home/setting-up-home/")
    assert "We must do this. It is the law" in must
    assert any(link.startswith("Children Act 1989, section 23C") for link in must.links)
    assert "We choose to do this" in choose
    assert "Decided by: Cabinet" in choose
    assert "£3,000" in choose
    assert "Before 1 April 2023 it was £2,000." in choose


def test_an_amount_shows_from_its_date(offer: Loaded, visit: Visit, set_clock: Callable[[date], None]) -> None:
    set_clock(date(2025, 3, 31))
    before = visit("/money/birthday-money/")
    assert "£40 a year" in before
    assert "From 1 April 2025: £50 a year." in before
    set_clock(date(2025, 4, 1))
    assert "£50 a year" in visit("/money/birthday-money/")


def test_a_page_in_english_stays_left_to_right_on_an_arabic_phone(offer: Loaded, visit: Visit) -> None:
    for path in ("/", "/privacy/", "/what-can-i-get/"):
        html = visit(path, headers={"Accept-Language": "ar"}).document.all("html")[0]
        assert (html.get("lang"), html.get("dir")) == ("en-gb", "ltr")


def test_every_term_of_the_glossary_has_its_place(offer: Loaded, visit: Visit) -> None:
    ids = visit("/glossary/").document.ids
    for slug in ("eligible", "relevant", "former-relevant", "qualifying", "pathway-plan", "personal-adviser"):
        assert ids[slug] == 1
