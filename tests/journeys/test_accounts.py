"""Somebody begins to work here, gets a second role, loses their phone, and leaves."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.conftest import PHONE
from tests.journeys.pressing import press

Open = Callable[..., Page]


def test_an_account_from_the_first_day_to_the_last(sign_in: Open) -> None:
    page = sign_in("Piotr Zielinski", viewport=PHONE)
    page.goto("/staff/accounts/")
    press(page.get_by_role("button", name="Open an account"))
    page.get_by_label("Name").fill("Joan Okafor")
    page.get_by_label("Work e-mail").fill("joan.okafor@brightwater.example")
    page.get_by_label("Role").select_option("Personal adviser")
    page.get_by_label("Team (optional)", exact=True).select_option("Leaving care, north")
    press(page.get_by_role("button", name="Open it"))
    expect(page.get_by_text("on its way to them")).to_be_visible()
    press(page.get_by_role("link", name="Give a role"))
    page.get_by_label("Role").select_option("Out of hours")
    press(page.get_by_role("button", name="Give it"))
    press(page.get_by_role("link", name=re.compile(r"Take it away\s*: Out of hours")))
    press(page.get_by_role("button", name="Take this role away"))
    expect(page.get_by_text("Out of hours")).to_have_count(0)
    press(page.get_by_role("link", name="They cannot get in: a new link"))
    press(page.get_by_role("button", name="Send the link"))
    press(page.get_by_role("link", name="They have left: close it"))
    press(page.get_by_role("button", name="Close this account"))
    expect(page.get_by_text("This account is closed.")).to_be_visible()


def test_its_pages_are_fit_for_everyone(sign_in: Open, axe_source: str) -> None:
    page = sign_in("Piotr Zielinski", viewport=PHONE, scripts=True)
    page.goto("/staff/accounts/?words=Marsha")
    press(page.get_by_role("link", name="Marsha Okafor"))
    one = page.url
    for path in ("", "change/", "roles/add/", "close/", "ways-in/"):
        page.goto(one + path)
        assert faults(page, axe_source) == [], path
        assert too_wide(page) <= 0, path
