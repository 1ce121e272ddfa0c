"""A manager's morning: what is late in the team, why, a reason, and somebody handed to somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
MANAGER, COLLEAGUE, DIRECTOR = "Hilary Stroud", "Gareth Pugh", "Sanjay Mistry"


def test_a_manager_sees_what_is_late_says_why_and_hands_over(sign_in: Open) -> None:
    page = sign_in(MANAGER, viewport=PHONE)
    press(page.get_by_role("link", name="Due", exact=True))
    expect(page.get_by_role("heading", name="What is due")).to_be_visible()
    page.goto("/staff/due/?due=late")
    press(page.locator("main tbody a[href*='/clocks/']").first)
    expect(page.get_by_text("What settles it").first).to_be_attached()
    person = page.url
    press(page.get_by_role("button", name="Say why something is late"))
    page.get_by_role("radio").first.check()
    page.get_by_label("Why?").fill("The adviser was ill. Somebody else goes on Thursday.")
    press(page.get_by_role("button", name="Keep this reason"))
    expect(page.get_by_text("The clock runs on.")).to_be_visible()
    expect(page.get_by_text(re.compile("Somebody else goes on Thursday")).first).to_be_visible()
    page.goto(person.replace("/clocks/", "/allocate/"))
    worker = page.get_by_label("Worker")
    chosen = worker.locator("option", has_text=COLLEAGUE).first.inner_text()
    worker.select_option(label=chosen)
    press(page.get_by_role("button", name="Save"))
    page.goto("/staff/due/?due=late")
    expect(page.get_by_text(re.compile("Somebody else goes on Thursday")).first).to_be_visible()
    expect(page.get_by_text(COLLEAGUE).first).to_be_attached()


def test_a_manager_notes_who_is_away_and_it_is_due_to_arrange_cover(sign_in: Open) -> None:
    page = sign_in(MANAGER, viewport=PHONE)
    page.goto("/staff/due/?clock=uncovered")
    expect(page.get_by_text("Arrange cover").first).to_be_visible()


def test_a_worker_has_it_in_a_calendar_without_names(sign_in: Open) -> None:
    page = sign_in(MANAGER, viewport=PHONE)
    page.goto("/staff/calendar/")
    press(page.get_by_role("button", name="Make an address"))
    address = page.locator(".app-address").inner_text()
    answer = page.request.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text().startswith("BEGIN:VCALENDAR\r\n")
    press(page.get_by_role("button", name="End this address"))
    assert page.request.get(address).status == 404


def test_a_director_decides(sign_in: Open) -> None:
    page = sign_in(DIRECTOR, viewport=PHONE)
    page.goto("/staff/care-decisions/")
    press(page.get_by_role("link", name=re.compile("^Decide")).first)
    page.get_by_label("Approve").check()
    press(page.get_by_role("button", name="Decide"))
    expect(page.get_by_text("It is decided.")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("Care ends: approved"))).to_be_visible()


def test_the_pages_are_for_everyone_and_fit_a_phone(sign_in: Open, axe_source: str) -> None:
    page = sign_in(MANAGER, viewport=PHONE, scripts=True)
    page.goto("/staff/due/?due=late")
    person = page.locator("main tbody a[href*='/clocks/']").first.get_attribute("href") or ""
    base = person.removesuffix("clocks/")
    found = []
    for name in ("/staff/due/", "/staff/calendar/", "/staff/cover/", person, f"{base}clocks/reason/", f"{base}missing/",
                 f"{base}care-decisions/", f"{base}care-decisions/new/"):  # fmt: skip
        page.goto(name)
        found += [f"{name} {fault}" for fault in faults(page, axe_source)]
        assert too_wide(page) <= 0, name
    assert found == []
