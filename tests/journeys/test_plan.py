"""A plan written with a young person, approved by somebody else, read by them: on a phone 320 px wide, scripts off."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}


def open_person(page: Page, name: str) -> None:
    """From an adviser's young people to one of them."""
    page.goto("/staff/caseload/")
    press(page.get_by_role("table").get_by_role("link", name=name).first)


def test_an_adviser_writes_with_them_a_manager_approves_and_they_take_their_copy(sign_in: Open) -> None:
    me = sign_in("Somebody of 19", viewport=PHONE)
    adviser = me.locator("main p strong").first.inner_text()
    me.goto("/me/plan/")
    first = me.get_by_role("heading", level=1)
    expect(first).to_have_text("My plan")
    me.goto("/me/messages/")
    me.get_by_label("Your message").fill("Please write my plan again with me.")
    press(me.get_by_role("button", name="Send"))

    desk = sign_in(adviser, viewport=PHONE)
    desk.goto("/staff/messages/")
    press(desk.get_by_role("row", name=re.compile("write my plan again")).get_by_role("link").first)
    press(desk.get_by_role("link", name="Plan", exact=True))
    press(desk.get_by_role("button", name="Write the next plan"))
    desk.get_by_label("Every head").check()
    press(desk.get_by_role("button", name="Save"))
    press(desk.get_by_role("button", name="Go on with plan 2"))
    press(desk.get_by_role("link", name=re.compile(r"(Begin|Write)\s*: Where I live")))
    desk.get_by_label("What they say").fill("I have a cat now. She is called Biscuit.")
    press(desk.get_by_role("button", name="Save"))
    press(desk.get_by_role("button", name=re.compile("Put it before")))

    me.goto("/me/plan/")
    press(me.get_by_role("link", name="Read plan 2"))
    expect(me.get_by_text("She is called Biscuit.")).to_be_visible()
    press(me.get_by_role("button", name="Say if you agree"))
    me.get_by_label("I agree with some of it").check()
    me.get_by_label("In your own words").fill("The cat part is right. I do not want weekly checks.")
    press(me.get_by_role("button", name="Send"))

    desk.reload()
    expect(desk.get_by_role("main")).to_contain_text("I do not want weekly checks.")
    press(desk.get_by_role("button", name="Send to a manager"))
    press(desk.get_by_role("button", name="Send", exact=True))
    expect(desk.get_by_role("button", name="Decide")).to_have_count(0)
    desk.goto("/demo/")

    for name in ("Hilary Stroud", "Jerome Baptiste", "Meera Solanki"):
        manager = sign_in(name, viewport=PHONE)
        manager.goto("/staff/plans/")
        row = manager.get_by_role("row", name=re.compile(adviser)).filter(has_text="Pathway plan 2")
        if row.count():
            break
    press(row.get_by_role("link").first)
    press(manager.get_by_role("button", name="Decide"))
    manager.get_by_label("Approve it").check()
    press(manager.get_by_role("main").get_by_role("button", name="Decide"))
    expect(manager.get_by_role("main")).to_contain_text("Approved")

    me.goto("/me/plan/")
    expect(me.get_by_text("This is your plan now.")).to_be_visible()
    with me.expect_download() as download:
        me.get_by_role("button", name="Save it in large print").click()
    assert download.value.suggested_filename == "plan-2-large.pdf"


def test_the_pages_of_a_plan_are_for_everyone(sign_in: Open, axe_source: str) -> None:
    me = sign_in("Somebody of 17", scripts=True, viewport=PHONE)
    adviser = me.locator("main p strong").first.inner_text()
    found = []
    for name in ("plan/", "plan/meeting/"):
        me.goto(f"/me/{name}")
        found += [f"/me/{name} {fault}" for fault in faults(me, axe_source)]
        assert too_wide(me) <= 0, name
    me.goto("/me/plan/")
    press(me.get_by_role("link", name="Add your words to it"))
    found += [f"words {fault}" for fault in faults(me, axe_source)]
    desk = sign_in(adviser, scripts=True, viewport=PHONE)
    desk.goto("/staff/messages/")
    desk.goto("/staff/caseload/")
    press(desk.get_by_role("table").get_by_role("link").first)
    base = desk.url
    for name in ("plan/", "reviews/", "reviews/new/", "assessments/", "assessments/begin/"):
        desk.goto(f"{base}{name}")
        found += [f"{name} {fault}" for fault in faults(desk, axe_source)]
        assert too_wide(desk) <= 0, name
    assert found == []
