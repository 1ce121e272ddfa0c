"""A young person keeps the offer on their phone, reads it without signal, and takes it off again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.pressing import press

KEPT = "async () => (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length"
"""How many stores and workers of this site the phone holds."""


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A phone with scripts."""
    context = browser.new_context(base_url=site, viewport=PHONE)
    context.set_default_timeout(15_000)
    yield context
    context.close()


def saved(phone: BrowserContext) -> Page:
    """The page of saving, after the tap."""
    page = phone.new_page()
    page.goto("/save/")
    assert page.evaluate(KEPT) == 0, "Something was saved before anybody asked"
    page.get_by_role("button", name="Save to this phone").click()
    expect(page.get_by_text("Saved on")).to_be_visible()
    return page


def test_what_was_saved_is_read_without_signal_and_goes_with_one_tap(phone: BrowserContext) -> None:
    page = saved(phone)
    phone.set_offline(True)
    press(page.get_by_role("link", name="Read what you saved"))
    expect(page.get_by_role("heading", level=1)).to_have_text("All our help on one page")
    expect(page.get_by_role("heading", name="Money to set up your home")).to_be_visible()
    expect(page.get_by_text("Saved on")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("All our help on one page")
    page.get_by_role("button", name="Take it off this phone").click()
    expect(page.get_by_text("Saved on")).to_be_hidden()
    assert page.evaluate(KEPT) == 0


def test_leaving_quickly_takes_it_off_too(phone: BrowserContext) -> None:
    page = saved(phone)
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.get_by_role("link", name="Leave this page now").click()
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.goto("/save/")
    assert page.evaluate(KEPT) == 0


def test_leaving_a_page_without_scripts_takes_it_off_too(phone: BrowserContext) -> None:
    page = saved(phone)
    phone.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.goto("/home/homeless/")
    page.get_by_role("link", name="Leave this page now").click()
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.goto("/save/")
    assert page.evaluate(KEPT) == 0


def test_without_scripts_there_is_a_file_instead(open_page: Callable[..., Page]) -> None:
    page = open_page("/save/")
    expect(page.get_by_role("button", name="Save to this phone")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("link", name="One page to send by message").click()
    assert download.value.suggested_filename == "brightwater-local-offer-one-file.html"


def test_nothing_personal_is_ever_kept(phone: BrowserContext) -> None:
    page = saved(phone)
    held = page.evaluate(
        "async () => (await (await caches.open('saved-offer')).keys()).map((one) => new URL(one.url).pathname)"
    )
    assert held
    assert [path for path in held if not path.startswith(("/save/", "/look/"))] == []
