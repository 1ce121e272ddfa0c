"""An advocate sees what a young person chose, and nothing else; at 19 one complains, asks, and takes a yes back."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
OWN_PAGES = ("complaints/", "advocate/", "records/", "records/wrong/", "who-knows/", "was-shared/")
RIGHTS = ("Complaints", "Advocate", "Own records", "Consent and sharing", "Services")


def test_at_19_one_complains_asks_for_the_records_and_takes_a_yes_back(sign_in: Open) -> None:
    page = sign_in("Somebody of 19", viewport=PHONE)
    page.goto("/me/rights/")
    press(page.get_by_role("link", name=re.compile("Make a complaint")))
    page.get_by_label("Something is wrong", exact=True).check()
    page.get_by_label("What happened?").fill("My money came two weeks late.")
    press(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("You can see here where it stands")).to_be_visible()
    press(page.get_by_role("link", name=re.compile("two weeks late")))
    expect(page.get_by_text(re.compile("You have an answer by"))).to_be_visible()
    press(page.get_by_role("button", name="I take it back"))
    page.goto("/me/records/")
    expect(page.get_by_text(re.compile("It comes by"))).to_be_visible()
    page.goto("/me/who-knows/")
    press(page.get_by_role("button", name=re.compile("Take it back")).first)
    expect(page.get_by_text(re.compile("You took it back on"))).to_be_visible()
    page.goto("/me/was-shared/")
    expect(page.get_by_text("It is our job by law to look after you").first).to_be_visible()


def test_an_advocate_sees_what_was_chosen_and_nothing_else(sign_in: Open) -> None:
    young = sign_in("Somebody of 23", viewport=PHONE)
    young.goto("/me/advocate/")
    young.get_by_label("My papers").uncheck()
    press(young.get_by_role("button", name="Save"))
    expect(young.get_by_text("Now they see: my complaints")).to_be_visible()
    page = sign_in("Angharad Lowe", viewport=PHONE)
    expect(page.get_by_role("heading", name="Referred to us")).to_be_visible()
    shown = page.get_by_role("row").filter(has_text="complaints and advocacy").filter(has_not_text="documents")
    press(shown.get_by_role("link").first)
    assert not {"Money", "Messages", "Plan", "Safety", "Record"} & set(page.locator("nav a").all_inner_texts())
    press(page.get_by_role("link", name="Rights", exact=True).first)
    expect(page.get_by_text("My meeting was moved twice").first).to_be_visible()
    young.get_by_label("My complaints").uncheck()
    press(young.get_by_role("button", name="Save"))
    assert page.reload().status == 404  # type: ignore[union-attr]


def test_the_pages_of_rights_are_for_everyone(sign_in: Open, axe_source: str) -> None:
    found = []
    page = sign_in("Somebody of 23", scripts=True, viewport=PHONE)
    for name in OWN_PAGES:
        page.goto(f"/me/{name}")
        found += [f"/me/{name} {fault}" for fault in faults(page, axe_source)]
        assert too_wide(page) <= 0, name
    desk = sign_in("Frances Adeyemi", scripts=True, viewport=PHONE)
    for address in ("/staff/rights/", "/staff/breaches/", "/staff/breaches/add/"):
        desk.goto(address)
        found += [f"{address} {fault}" for fault in faults(desk, axe_source)]
        assert too_wide(desk) <= 0, address
    desk.goto("/staff/rights/")
    press(desk.get_by_role("table").first.get_by_role("link").first)
    for name in RIGHTS:
        press(desk.get_by_role("navigation", name="In this part").get_by_role("link", name=name, exact=True))
        found += [f"{name} {fault}" for fault in faults(desk, axe_source)]
        assert too_wide(desk) <= 0, name
    assert found == []
