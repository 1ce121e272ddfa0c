"""On a phone: an adviser records a move, a district tells of arrears, a young person says what a home is like."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}


def test_a_move_is_recorded_and_the_seven_day_visit_is_due(sign_in: Open) -> None:
    page = sign_in("Tom Leadbetter", viewport=PHONE)
    page.goto("/staff/caseload/?category=former_relevant")
    owed_visits = page.locator("main tr", has_text=re.compile(r"Former relevant\s+(18|19|20)\b"))
    press(owed_visits.first.get_by_role("link").first)
    person = page.url
    expect(page.get_by_text("First visit to the new home")).to_have_count(0)
    press(page.get_by_role("link", name="Life", exact=True))
    press(page.get_by_role("link", name="Home", exact=True).last)
    press(page.get_by_role("link", name="Record a home"))
    page.get_by_label("What kind of place").select_option("D")
    page.get_by_label("Provider or landlord").fill("Harbour Lodgings")
    now = time.localtime()
    for name, value in (("Day", now.tm_mday), ("Month", now.tm_mon), ("Year", now.tm_year)):
        page.get_by_role("group", name="First day").get_by_label(name).fill(str(value))
    page.get_by_label("The council provides it").check()
    press(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("It is recorded.")).to_be_visible()
    page.goto(person)
    expect(page.get_by_text("First visit to the new home").first).to_be_visible()


def test_a_housing_officer_tells_of_arrears_and_sees_no_more(sign_in: Open) -> None:
    page = sign_in("Rob Tansley", viewport=PHONE)
    page.goto("/staff/housing/")
    row = page.get_by_role("row").nth(1)
    name = row.get_by_role("link").first.inner_text()
    press(row.get_by_role("link", name=re.compile("Enter a sign of trouble")))
    person = re.search(r"people/([0-9a-f-]+)/", page.url)
    assert person
    page.get_by_label("What was noticed").select_option(label="Rent arrears")
    page.get_by_label("How much is owed").fill("310")
    for part, value in (("Day", "1"), ("Month", "11"), ("Year", "2025")):
        page.get_by_role("group", name="Noticed on").get_by_label(part).fill(value)
    press(page.get_by_role("button", name="Save"))
    expect(page.get_by_text(re.compile("Rent arrears in .*£310")).first).to_be_visible()
    for closed in ("life/health/", "life/leave_and_custody/", "life/learning/", "messages/", "owed/"):
        assert page.goto(f"/staff/people/{person[1]}/{closed}").status == 404
    page.goto("/staff/housing/")
    expect(page.get_by_role("row", name=re.compile(re.escape(name))).get_by_text("£310")).to_be_visible()


def test_somebody_of_19_says_what_the_home_is_like_and_what_is_new(sign_in: Open) -> None:
    page = sign_in("Somebody of 19", viewport=PHONE)
    press(page.get_by_role("link", name="My home, learning and health"))
    press(page.get_by_role("link", name="Say what you think of your home"))
    page.get_by_label("Not good").check()
    page.get_by_label("What is good, and what has to change?").fill("The heating is broken.")
    press(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("You said: “The heating is broken.”")).to_be_visible()
    press(page.get_by_role("link", name="Something is new"))
    page.get_by_label("School or college, part time").check()
    for part, value in (("Day", "1"), ("Month", "9"), ("Year", "2025")):
        page.get_by_label(part, exact=True).fill(value)
    press(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("Your adviser will look at it.")).to_be_visible()


def test_the_pages_are_for_everyone(sign_in: Open, axe_source: str) -> None:
    found = []
    page = sign_in("Marsha Okafor", scripts=True, viewport=PHONE)
    page.goto("/staff/housing/")
    link = page.locator("main a[href*='/people/']").first.get_attribute("href")
    person = re.search(r"people/([0-9a-f-]+)/", link or "")
    assert person
    areas = ("", "home/", "housing/", "learning/", "health/", "identity/", "benefits/", "children/", "home/new/")
    places = [f"/staff/people/{person[1]}/life/{area}" for area in areas]
    for place in (*places, "/staff/housing/", "/staff/refused-services/", "/staff/jobcentres/"):
        assert page.goto(place).status == 200
        found += [f"{place} {fault}" for fault in faults(page, axe_source)]
        assert too_wide(page) <= 0, place
    own = sign_in("Somebody of 23", scripts=True, viewport=PHONE)
    for place in ("/me/life/", "/me/life/home/", "/me/life/learning/"):
        own.goto(place)
        found += [f"{place} {fault}" for fault in faults(own, axe_source)]
        assert too_wide(own) <= 0, place
    assert found == []
