"""Money: somebody of 19 is refused and asks again; at night money goes at once. On a phone, with scripts off."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}


def decide(page: Page, what: str, *, answer: str, why: str = "") -> None:
    """From the list of what waits, decide on one request."""
    page.goto("/staff/money/")
    press(page.get_by_role("row", name=re.compile(what)).get_by_role("link", name=re.compile("Decide|Countersign")))
    page.get_by_label(answer, exact=True).check()
    if why:
        page.get_by_label(re.compile("Why, in words")).fill(why)
    press(page.get_by_role("button", name="Save"))


def test_at_19_one_asks_is_refused_asks_again_and_sees_when_it_is_paid(sign_in: Open) -> None:
    page = sign_in("Somebody of 19", viewport=PHONE)
    press(page.get_by_role("link", name="My money"))
    page.get_by_label("What do you need money for?").select_option("Something else")
    page.get_by_label("Something else? Say what").fill("A bed frame")
    page.get_by_label("How much?").fill("95.50")
    page.get_by_label("Tell us why").fill("I sleep on the floor.")
    press(page.get_by_role("button", name="Ask", exact=True))
    expect(page.get_by_text(re.compile("You get an answer by")).first).to_be_visible()
    team_manager = manager_who_decides(sign_in, "A bed frame")
    decide(team_manager, "A bed frame", answer="No", why="There is a bed in the flat list.")
    page.reload()
    expect(page.get_by_text("The answer is no.")).to_be_visible()
    press(page.get_by_role("link", name="Ask again for A bed frame"))
    page.get_by_label("Say why you ask again").fill("That bed was taken away.")
    press(page.get_by_role("button", name="Ask again"))
    expect(page.get_by_text("Somebody else looks at it now.")).to_be_visible()
    decide(sign_in("Frances Adeyemi", viewport=PHONE), "A bed frame", answer="Yes")
    finance = sign_in("Stuart Ng", viewport=PHONE)
    finance.goto("/staff/payments/")
    press(finance.get_by_role("row", name=re.compile("A bed frame")).get_by_role("link"))
    finance.get_by_label("Into their bank account").check()
    press(finance.get_by_role("button", name="It is paid"))
    page.goto("/me/money/")
    expect(page.get_by_text(re.compile(r"£95\.50 was paid on"))).to_be_visible()


def manager_who_decides(sign_in: Open, what: str) -> Page:
    """The manager in whose team the young person is."""
    for name in ("Hilary Stroud", "Jerome Baptiste", "Meera Solanki"):
        page = sign_in(name, viewport=PHONE)
        page.goto("/staff/money/")
        if page.get_by_role("row", name=re.compile(what)).count():
            return page
    raise AssertionError(f"No manager can decide on {what}")


def test_at_night_thirty_pounds_go_at_once_and_a_manager_countersigns(sign_in: Open) -> None:
    adviser = sign_in("Marsha Okafor", viewport=PHONE)
    press(adviser.locator("main a[href*='/people/']").first)
    person = re.search(r"/people/[0-9a-f-]+/", adviser.url)
    assert person
    night = sign_in("Latoya Grange", viewport=PHONE)
    night.goto(f"/staff{person[0]}money/ask/")
    night.get_by_label("What is it?").select_option("Something else")
    night.get_by_label(re.compile("If it is something else")).fill("Supper and a taxi")
    night.get_by_label("How much?").fill("30")
    night.get_by_label("Why", exact=True).fill("No money until Friday, and nobody was home.")
    night.get_by_label(re.compile("Did you pay it at once")).select_option("Cash")
    press(night.get_by_role("button", name="Save"))
    expect(night.get_by_text("Paid at once, to be countersigned").first).to_be_visible()
    manager = manager_who_decides(sign_in, "Supper and a taxi")
    decide(manager, "Supper and a taxi", answer="Yes, I countersign it")
    adviser.goto(f"/staff{person[0]}money/")
    expect(adviser.get_by_text("Paid at once, countersigned").first).to_be_visible()


def test_money_and_safety_are_for_everyone(sign_in: Open, axe_source: str) -> None:
    found = []
    for name, paths in (
        ("Somebody of 19", ("/me/money/", "/me/safe/")),
        ("Frances Adeyemi", ("/staff/money/", "/staff/payments/", "/staff/risk-panels/", "/staff/risk-panels/call/")),
        ("Stuart Ng", ("/staff/payments/",)),
        ("Rob Tansley", ("/staff/risk-panels/",)),
    ):
        page = sign_in(name, scripts=True, viewport=PHONE)
        seen = list(paths)
        page.goto(paths[-1])
        seen += [str(one.get_attribute("href")) for one in page.locator("main td a, main th a").all()[:2]]
        for path in seen:
            page.goto(path)
            found += [f"{name} {path} {fault}" for fault in faults(page, axe_source)]
            assert too_wide(page) <= 0, path
    page = sign_in("Marsha Okafor", scripts=True, viewport=PHONE)
    press(page.locator("main a[href*='/people/']").first)
    address = page.url.split("?")[0]
    for name in ("risk-panel/", "safety/", "safety/warn/", "safety/plan/", "money/", "money/ask/"):
        page.goto(f"{address}{name}")
        found += [f"{name} {fault}" for fault in faults(page, axe_source)]
        assert too_wide(page) <= 0, name
    assert found == []
