"""Somebody who works here joins their work account, and next time signs in with it: their browser goes away and back.

The provider is real but for its people. It hands the browser on to another origin, as many do: a form of ours that led
there would be stopped by our own policy, which no test without a browser notices.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import council
from tests.journeys.accessibility import faults, too_wide
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.pressing import press
from tests.provider import CLIENT, SECRET, serving

ADVISER = "Marsha Okafor"
BUTTON = "Sign in with my Brightwater name"


@pytest.fixture(scope="module")
def site_with_provider(built: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The council, whose settings name a provider on this machine."""
    with serving() as provider:
        environment = council.copied(built, tmp_path_factory.mktemp("council_oidc"))
        environment |= {"OIDC_SERVER": provider.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
        with council.served(environment | {"OIDC_NAME": BUTTON}, worker=False) as address:
            yield address


def go_there(page: Page, button: str) -> None:
    """Press what leads to the provider, and wait until its page has come."""
    press(page.get_by_role("button", name=button))
    page.wait_for_url("http://127.0.0.1:*/who*")
    expect(page.get_by_role("heading", name="Brightwater sign-in")).to_be_visible()


def test_an_adviser_joins_their_work_account_and_signs_in_with_it(
    browser: Browser, site_with_provider: str, axe_source: str
) -> None:
    context = browser.new_context(base_url=site_with_provider, java_script_enabled=False, viewport=PHONE)
    context.set_default_timeout(15_000)
    try:
        page = context.new_page()
        page.goto("/demo/")
        press(page.get_by_role("button", name=ADVISER).first)
        page.goto("/staff/single-sign-on/")
        go_there(page, "Join my work account")
        press(page.get_by_role("link", name="It is me"))
        expect(page.get_by_text("Joined. From now on you can sign in with your work account.")).to_be_visible()
        page.goto("/accounts/logout/")
        press(page.get_by_role("main").get_by_role("button", name="Sign out"))

        page.goto("/accounts/login/?next=/staff/caseload/")
        go_there(page, BUTTON)
        press(page.get_by_role("link", name="Stop"))
        expect(page.get_by_role("heading", name="You stopped")).to_be_visible()
        press(page.get_by_role("button", name="Sign in"))
        go_there(page, BUTTON)
        press(page.get_by_role("link", name="It is me"))
        expect(page.get_by_role("link", name=ADVISER)).to_be_visible()
    finally:
        context.close()


def test_its_pages_are_fit_for_everyone(browser: Browser, site_with_provider: str, axe_source: str) -> None:
    context = browser.new_context(base_url=site_with_provider, viewport=PHONE)
    context.set_default_timeout(15_000)
    try:
        page = context.new_page()
        for path in ("/accounts/login/", "/accounts/single-sign-on/back/?state=x", "/staff/single-sign-on/"):
            if path.startswith("/staff/"):
                page.goto("/demo/")
                press(page.get_by_role("button", name=ADVISER).first)
            page.goto(path)
            for size in (PHONE, DESK):
                page.set_viewport_size(size)
                assert not faults(page, axe_source) and not too_wide(page), path
    finally:
        context.close()
