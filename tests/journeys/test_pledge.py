"""A café pledges a discount: on the public form, checked, approved, in the offer, and gone on the day it ends."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
SLOWLY = 3_500
"""Milliseconds: nobody fills in the form faster, and a machine that does is asked to look it over."""


def fill_date(page: Page, name: str, day: date) -> None:
    """Type a day into its three boxes."""
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={name}-{part}]").fill(str(value))


def test_a_cafe_pledges_a_discount_on_a_phone_and_it_is_in_the_offer_until_its_end(
    open_page: Open, sign_in: Open, environment: dict[str, str]
) -> None:
    today = date.today()  # noqa: DTZ011, TID251  the council that is served goes by the real day
    cafe = open_page("/partners/join/", viewport=PHONE)
    cafe.get_by_label("What is your organisation called?").fill("The Gull’s Nest")
    cafe.get_by_label("A business").check()
    cafe.get_by_label("Your name").fill("Nell Archer")
    cafe.get_by_label("Your e-mail").fill("nell@gull.example")
    cafe.get_by_label("New horizons").check()
    cafe.get_by_label("What do you promise?").fill("A hot drink and a cake for £1")
    cafe.get_by_label("How does a young person get it?").fill("Show your care leaver card at the till.")
    cafe.get_by_label("Who can a young person ask?").fill("Whoever is at the till")
    fill_date(cafe, "ends_on", today + timedelta(days=20))
    cafe.wait_for_timeout(SLOWLY)
    press(cafe.get_by_role("button", name="Send"))
    expect(cafe.get_by_role("heading", name="Thank you")).to_be_visible()

    worker = sign_in("Leon Marchetti", viewport=PHONE)
    worker.goto("/staff/partners/covenant/")
    press(worker.get_by_role("link", name="A hot drink and a cake for £1"))
    press(worker.get_by_role("button", name="Check it"))
    worker.get_by_label("Title").fill("Cake and a drink for £1")
    worker.get_by_label("What you can get").fill("You can get a hot drink and a cake for £1.")
    press(worker.get_by_role("button", name="Pass it on"))
    expect(worker.get_by_text("Checked. Somebody else approves it.")).to_be_visible()
    expect(worker.get_by_role("button", name="Approve")).to_have_count(0)

    head = sign_in("Frances Adeyemi", viewport=PHONE)
    head.goto("/staff/partners/covenant/")
    press(head.get_by_role("link", name="Cake and a drink for £1"))
    press(head.get_by_role("button", name="Approve"))
    expect(head.get_by_text("In the offer,")).to_be_visible()

    reader = open_page("/partners/covenant/", viewport=PHONE)
    expect(reader.get_by_role("heading", name="Cake and a drink for £1")).to_be_visible()
    reader.goto("/search/?q=cake")
    press(reader.get_by_role("link", name="Cake and a drink for £1"))
    expect(reader.get_by_text("You can get a hot drink and a cake for £1.")).to_be_visible()
    expect(reader.get_by_text(re.compile("This ends on"))).to_be_visible()
    page_of_it = reader.url

    bring_the_end_to(today, environment)
    answer = reader.goto(page_of_it)
    assert answer is not None and answer.status == 404
    reader.goto("/partners/covenant/")
    expect(reader.get_by_role("heading", name="Cake and a drink for £1")).to_have_count(0)


def test_a_signatory_goes_on_with_its_pledge_in_arabic_and_somebody_else_agrees(open_page: Open, sign_in: Open) -> None:
    until = date.today() + timedelta(days=200)  # noqa: DTZ011, TID251  the council that is served goes by the real day
    worker = sign_in("Leon Marchetti", viewport=PHONE)
    worker.goto("/staff/partners/covenant/")
    press(worker.get_by_role("link", name="Cinema tickets for £2").first)
    pledge = worker.url
    press(worker.get_by_role("button", name="They were asked today"))
    expect(worker.get_by_text("whether it goes on. No answer yet.")).to_be_visible()
    found = re.search(r"/partners/pledges/\S+/", worker.locator("main").inner_text())
    assert found
    cinema = open_page(f"/ar{found[0]}", viewport=PHONE)
    expect(cinema.get_by_role("heading", name="وعودكم")).to_be_visible()
    assert not too_wide(cinema)
    press(cinema.get_by_role("link", name="الاستمرار فيه"))
    fill_date(cinema, "ends_on", until)
    cinema.wait_for_timeout(SLOWLY)
    press(cinema.get_by_role("button", name="أرسل"))
    expect(cinema.get_by_text("سنخبركم")).to_be_visible()
    head = sign_in("Frances Adeyemi", viewport=PHONE)
    head.goto(pledge)
    press(head.get_by_role("button", name="Agree to the renewal"))
    expect(head.get_by_text(f"to {until:%-d %B %Y}.").first).to_be_visible()


def bring_the_end_to(day: date, environment: dict[str, str]) -> None:
    """Let the pledge have been made earlier, so that it ends today: a browser cannot wait for twenty days."""
    database = sqlite3.connect(Path(environment["ALONGSIDE_VAR"]) / "alongside.sqlite3", timeout=20)
    with database:
        begun = (day - timedelta(days=20)).isoformat()
        changed = database.execute(
            "UPDATE partners_pledge SET from_on = ?, ends_on = ? WHERE title = ?",
            (begun, day.isoformat(), "Cake and a drink for £1"),
        )
        assert changed.rowcount == 1
    database.close()


@pytest.mark.parametrize(
    "path", ["/partners/join/", "/partners/covenant/", "/partners/promise/", "/partners/promise/rate/"]
)
@pytest.mark.parametrize("viewport", [{"width": 320, "height": 700}, {"width": 1280, "height": 900}])
def test_the_public_pages_are_accessible(open_page: Open, axe_source: str, path: str, viewport: dict[str, int]) -> None:
    page = open_page(path, scripts=True, viewport=viewport)
    assert faults(page, axe_source) == []
    assert not too_wide(page)


def test_the_staffs_pages_are_accessible(sign_in: Open, axe_source: str) -> None:
    page = sign_in("Leon Marchetti", scripts=True, viewport={"width": 320, "height": 700})
    for path in ("covenant/", "promise/", "contacts/", ""):
        page.goto(f"/staff/partners/{path}")
        assert faults(page, axe_source) == [], path
        assert not too_wide(page), path
    page.goto("/staff/partners/covenant/")
    press(page.get_by_role("link", name="Football for free"))
    assert faults(page, axe_source) == []
    assert not too_wide(page)
