"""Searching, the index, the list of one's own, and how fresh it all is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from alongside.offer import queries, stamp
from alongside.offer.actions import Loaded
from alongside.shell import clock
from tests.visiting import Page, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_offer_of_this_test() -> None:
    stamp.forget()


def test_the_script_is_small(offer: Loaded) -> None:
    assert len(Path(finders.find("offer/page.js")).read_bytes()) < 3_000


def test_a_search_leads_to_the_answer(offer: Loaded, visit: Visit) -> None:
    page = visit("/search/?q=got+kicked+out")
    assert page.links["No home tonight, or about to lose it"] == "/home/homeless/"
    assert page.fields["q"] == "got kicked out"


def test_a_search_in_vain_tells_what_to_do_next(offer: Loaded, visit: Visit) -> None:
    page = visit("/search/?q=xyzzy")
    assert "We found nothing for “xyzzy”" in page
    assert page.links["check what you can get, in six taps"] == "/what-can-i-get/"
    assert settings.COUNCIL["phone"] in page


@pytest.mark.parametrize("words", ["i want to die", "he hits me", "thinking about suicid"])
def test_somebody_in_danger_sees_the_numbers_first(words: str, offer: Loaded, visit: Visit) -> None:
    page = visit(f"/search/?q={words}")
    assert page.text.index("116 123") < min((page.text.find("answers to") + 1 or 9_999), 9_999)


@pytest.mark.parametrize(
    "words",
    ["", " ", "\0", "<script>alert(1)</script>", "'; DROP TABLE", "😀", "the", "x" * 5_000, "a " * 3_000, "({[*?+"],
)
def test_no_question_breaks_the_search(words: str, offer: Loaded, visit: Visit) -> None:
    page = visit(f"/search/?{urlencode({'q': words})}")
    assert page.h1 == "Search"
    assert "<script>alert" not in page.html


def test_the_index_lists_every_entitlement_and_what_people_call_it(offer: Loaded, visit: Visit) -> None:
    page = visit("/a-to-z/")
    assert {one.url for one in queries.entitlements(on=clock.today())} <= set(page.links.values())
    assert "Bailiff: Less council tax, or none" in page


def test_how_fresh_names_what_is_late(offer: Loaded, visit: Visit, set_clock: Callable[[date], None]) -> None:
    page = visit("/how-fresh/")
    assert "No page is late today" in page
    assert {one.url for one in queries.entitlements(on=clock.today())} <= set(page.links.values())
    today = clock.today()
    set_clock(today.replace(year=today.year + 2, day=1))
    page = visit("/how-fresh/")
    assert "are late for their check" in page
    assert "Late: was due on" in page


# --- The list --------


def add(visit: Visit, path: str, items: str = "") -> Page:
    """Put the entitlement of a page on a list that holds ``items`` already."""
    fields = visit(path).fields
    return visit.post("/my-list/", fields | {"items": items}, status=200)


def test_a_list_is_made_without_script_or_cookie(offer: Loaded, visit: Visit) -> None:
    page = add(visit, "/home/homeless/")
    page = visit.post(
        "/my-list/", page.fields | {"choose": [code_of("gym"), code_of("laptop")], "link": ""}, status=200
    )
    for title in ("No home tonight, or about to lose it", "Free gym and swim", "A laptop for your course"):
        assert title in page.links
    assert not page.response.cookies
    assert "private" in page.response.headers["Cache-Control"]


def test_something_can_be_taken_off(offer: Loaded, visit: Visit) -> None:
    page = add(visit, "/home/homeless/", items=code_of("gym"))
    page = visit.post("/my-list/", {"items": page.fields["items"], "remove": code_of("gym")}, status=200)
    assert page.fields["items"] == code_of("homeless")


def test_the_link_opens_the_same_list(offer: Loaded, visit: Visit) -> None:
    page = add(visit, "/home/homeless/", items=code_of("gym"))
    link = next(link for link in page.links if "#list=" in link)
    assert "?" not in link, "What is on a list never reaches a log"
    again = visit.post("/my-list/", {"items": "", "link": link}, status=200)
    assert again.fields["items"] == page.fields["items"]


@pytest.mark.parametrize("sent", ["zzz", "<b>", "deadbe", "." * 9_000, "0" * 9_000, "😀", "\0"])
def test_a_list_that_was_meddled_with_is_an_empty_list(sent: str, offer: Loaded, visit: Visit) -> None:
    page = visit.post("/my-list/", {"items": sent, "add": sent, "link": sent}, status=200)
    assert "Your list is empty" in page
    assert page.fields["items"] == ""


def test_no_two_entitlements_share_a_code(offer: Loaded) -> None:
    codes = [one.code for one in queries.entitlements(on=clock.today())]
    assert len(set(codes)) == len(codes)


def test_a_form_from_another_site_makes_no_list(offer: Loaded, visit: Visit) -> None:
    visit.post("/my-list/", {"add": code_of("gym")}, status=403, headers={"Origin": "https://evil.example"})


def test_the_way_out_tells_nobody_where_one_came_from(offer: Loaded, visit: Visit) -> None:
    page = visit("/home/homeless/")
    way_out = re.search(r'<a class="app-exit__link"[^>]*>', page.html)[0]
    assert 'rel="nofollow noreferrer"' in way_out
    assert page.response.headers["Referrer-Policy"] == "same-origin"


def code_of(slug: str) -> str:
    """The code of the demo's entitlement with this slug."""
    return next(one.code for one in queries.entitlements(on=clock.today()) if one.url.endswith(f"/{slug}/"))
