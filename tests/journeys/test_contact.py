"""Contact on a phone, with scripts off: six touches for an adviser; asking and coming back for somebody of 23."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
STAFF_PAGES = ("contact-log/", "contact-log/agree/", "lost-contact/", "notes/", "chronology/", "network/", "support/")
OWN_PAGES = ("contacts/", "people/", "support/", "support/stop/")


def test_an_adviser_records_a_contact_in_six_touches_and_the_clock_moves(sign_in: Open) -> None:
    page = sign_in("Marsha Okafor", viewport=PHONE)
    touches = 0

    def touch(what: Callable[[], object]) -> None:
        nonlocal touches
        touches += 1
        what()

    touch(page.get_by_role("link", name="Record contact").first.click)
    touch(page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click)
    touch(page.get_by_label("Made: we spoke").check)
    touch(page.get_by_label("Phone call").check)
    touch(lambda: page.get_by_label("In one line").fill("Rang about the bus pass. It came."))
    touch(page.get_by_role("button", name="Record it").click)
    assert touches <= 6
    expect(page.get_by_text("The contact is recorded.")).to_be_visible()
    expect(page.get_by_text("Rang about the bus pass. It came.")).to_be_visible()
    last = page.locator("dl.govuk-summary-list div", has_text="Last contact")
    expect(last).not_to_contain_text("not recorded here")
    assert too_wide(page) <= 0


def test_what_was_typed_stays_when_something_is_wrong(sign_in: Open) -> None:
    page = sign_in("Marsha Okafor", viewport=PHONE)
    press(page.get_by_role("link", name="Record contact").first)
    press(page.get_by_role("main").get_by_role("listitem").get_by_role("link").first)
    page.get_by_label("In one line").fill("Half a thought")
    press(page.get_by_role("button", name="Record it"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("In one line")).to_have_value("Half a thought")


def test_somebody_of_23_asks_for_help_stops_and_comes_back(sign_in: Open) -> None:
    page = sign_in("Somebody of 23", viewport=PHONE)
    page.goto("/me/")
    press(page.get_by_role("link", name="Help after 21"))
    page.get_by_label("What do you want help with?").fill("Starting at college in January")
    press(page.get_by_role("button", name="I want help"))
    expect(page.get_by_text("Starting at college in January")).to_be_visible()
    press(page.get_by_role("link", name="Stop the help"))
    press(page.get_by_role("button", name="Stop the help"))
    expect(page.get_by_text("It has stopped.")).to_be_visible()
    press(page.get_by_role("button", name="I want to come back"))
    expect(page.get_by_text("You asked for help on")).to_be_visible()
    page.goto("/me/people/")
    expect(page.get_by_text(re.compile("we may talk to them about")).first).to_be_visible()


def test_every_page_of_contact_is_for_everyone(sign_in: Open, axe_source: str) -> None:
    page = sign_in("Marsha Okafor", scripts=True, viewport=PHONE)
    page.goto("/staff/contact-log/")
    log = page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.get_attribute("href") or ""
    about = log.split("contact-log/")[0]
    found = []
    for path in ("/staff/contact-log/", *(about + name for name in STAFF_PAGES)):
        page.goto(path)
        found += [f"{path} {fault}" for fault in faults(page, axe_source)]
        assert too_wide(page) <= 0, path
    own = sign_in("Somebody of 23", scripts=True, viewport=PHONE)
    for name in OWN_PAGES:
        own.goto(f"/me/{name}")
        found += [f"/me/{name} {fault}" for fault in faults(own, axe_source)]
        assert too_wide(own) <= 0, name
    assert found == []
