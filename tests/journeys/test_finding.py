"""Finding something, keeping it, taking it along: with a keyboard alone, without scripts, and with them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import too_wide
from tests.journeys.conftest import PHONE
from tests.journeys.pressing import press
from tests.journeys.test_every_page import WIDTHS, objections

Open = Callable[..., Page]
MOST_TABS = 60
FOCUSED = """() => { const one = document.activeElement;
  return one.name === "q" ? "the search box" : (one.innerText || "").trim(); }"""
PAGES = [
    "/",
    "/home/",
    "/home/homeless/",
    "/search/",
    "/search/?q=got+kicked+out",
    "/search/?q=i+want+to+die",
    "/search/?q=xyzzy",
    "/a-to-z/",
    "/how-fresh/",
    "/my-list/",
    "/feedback/?page=/home/homeless/",
    "/feedback/thank-you/",
    "/privacy/",
]


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(words):
            return
    raise AssertionError(f"{words!r} is not reached with {MOST_TABS} tabs from the top of {page.url}")


def enter(page: Page, words: str) -> None:
    """Go to something with the keyboard and press Enter; wait for the next page."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_with_a_keyboard_alone_from_the_first_page_to_a_list_on_paper(open_page: Open) -> None:
    page = open_page("/")
    tab_to(page, "the search box")
    page.keyboard.type("got kickd out")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    enter(page, "No home tonight, or about to lose it")
    enter(page, "Add to my list")
    expect(page.get_by_role("heading", level=1)).to_have_text("My list")
    expect(page.get_by_role("main")).to_contain_text("No home tonight, or about to lose it")
    page.emulate_media(media="print")
    expect(page.get_by_role("main")).to_contain_text("01632 960100")
    expect(page.locator(".app-qr svg")).to_be_visible()
    for not_on_paper in ("Take off", "Add to my list", "Open the list"):
        expect(page.get_by_role("button", name=not_on_paper)).to_have_count(0)
    assert page.context.cookies() == []


def test_without_scripts_a_list_grows_by_ticking(open_page: Open) -> None:
    page = open_page("/my-list/")
    page.get_by_text("Health", exact=True).first.click()
    page.get_by_label("Free gym and swim").check()
    press(page.get_by_role("button", name="Add to my list"))
    page.locator("summary", has_text=re.compile("^Money$")).click()
    page.get_by_label("Birthday money").check()
    press(page.get_by_role("button", name="Add to my list"))
    expect(page.locator(".app-mine h2")).to_have_text(["Free gym and swim", "Birthday money"])
    press(page.get_by_role("button", name="Take off Free gym and swim"))
    expect(page.locator(".app-mine h2")).to_have_text(["Birthday money"])


def test_with_scripts_the_list_travels_in_the_address_and_opens_on_another_phone(open_page: Open) -> None:
    page = open_page("/your-health/gym/", scripts=True)
    press(page.get_by_role("button", name="Add to my list"))
    page.wait_for_url("**/my-list/#list=*")
    press(page.get_by_role("link", name="Home", exact=True))
    press(page.get_by_role("link", name="Money", exact=True))
    press(page.get_by_role("link", name="Birthday money"))
    press(page.get_by_role("button", name="Add to my list"))
    expect(page.locator(".app-mine h2")).to_have_text(["Free gym and swim", "Birthday money"])
    page.wait_for_url("**/my-list/#list=*.*")
    assert page.evaluate("localStorage.length") == 0, "Nothing is kept unless the reader asks"
    link = page.locator(".app-address").inner_text()
    other = open_page(link, scripts=True)
    expect(other.locator(".app-mine h2")).to_have_text(["Free gym and swim", "Birthday money"])


def test_the_list_stays_on_the_phone_when_asked_and_the_way_out_takes_it_off(open_page: Open) -> None:
    page = open_page("/home/homeless/", scripts=True)
    page.route(
        "https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html")
    )
    press(page.get_by_role("button", name="Add to my list"))
    page.get_by_role("button", name="Keep my list on this phone").click()
    expect(page.get_by_role("button", name="Take my list off this phone")).to_be_visible()
    page.goto("/my-list/")
    expect(page.locator(".app-mine h2")).to_have_text(["No home tonight, or about to lose it"])
    page.goto("/home/homeless/")
    page.get_by_role("link", name="Leave this page now").click()
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    page.go_back()
    assert "/home/homeless/" not in page.url, "The back button does not show it again"
    page.goto("/my-list/")
    expect(page.get_by_role("main")).to_contain_text("Your list is empty")


def test_somebody_tells_us_without_a_name(open_page: Open) -> None:
    page = open_page("/home/homeless/")
    press(page.get_by_role("link", name="Did this page help? Tell us"))
    expect(page.get_by_role("main")).to_contain_text("We cannot find you from this")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What should we know?").fill("Nobody picked up")
    press(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_fit_for_everyone(path: str, open_page: Open, axe_source: str) -> None:
    page = open_page("/", scripts=True)
    assert objections(page, path, axe_source, WIDTHS["ltr"]) == []
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert too_wide(page) <= 0, f"{path} with letters twice as large"
