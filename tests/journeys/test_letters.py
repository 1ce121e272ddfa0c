"""Proof of care-leaver status, checked by a stranger; a letter that may not go; one in somebody's own language."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
NARROW = {"width": 360, "height": 740}


def check(page: Page, code: str) -> None:
    """Type a code on the public page, as a stranger does."""
    page.goto("/verify/")
    page.get_by_label("The code").fill(code)
    press(page.get_by_role("button", name="Check"))


def test_at_19_one_makes_a_proof_a_stranger_checks_it_and_one_ends_it(sign_in: Open, open_page: Open) -> None:
    page = sign_in("Somebody of 19", viewport=NARROW)
    page.goto("/me/")
    press(page.get_by_role("link", name="My proof"))
    press(page.get_by_role("button", name="Make a proof"))
    code = page.locator(".app-amount__sum").inner_text()
    name = page.request.get("/me/").text().split("Hello, ")[1].split("<")[0]
    landlord = open_page("/verify/", viewport=NARROW)
    check(landlord, code)
    expect(landlord.get_by_text("Yes.", exact=True)).to_be_visible()
    assert name not in landlord.content() and code not in landlord.url
    press(page.get_by_role("button", name="End this proof"))
    expect(page.get_by_text("You ended it").first).to_be_visible()
    check(landlord, code)
    expect(landlord.get_by_text("No.", exact=True)).to_be_visible()


def test_an_adviser_is_told_why_a_letter_cannot_go(sign_in: Open) -> None:
    page = sign_in("Marsha Okafor", viewport=NARROW)
    press(page.locator("main a[href*='/people/']:not([href*='contact-log'])").first)
    about = page.url
    press(page.get_by_role("row", name=re.compile("^Address")).get_by_role("link", name="Change"))
    page.get_by_label("Number or address").fill("1 Quay Street, Saltby")
    page.get_by_label("Is it safe to write there?").select_option("no")
    press(page.get_by_role("button", name="Save"))
    page.goto(f"{about}letters/")
    expect(page.get_by_text("It is not safe to write to their address.")).to_be_visible()
    page.get_by_text("Hello, and who is who").click()
    press(page.get_by_role("link", name="The team you can always call"))
    page.get_by_label("By post").check()
    press(page.get_by_role("button", name="Write it and look at it"))
    expect(page.get_by_text(re.compile("not safe to write")).first).to_be_visible()
    page.get_by_label("By hand: you give it to them").check()
    press(page.get_by_role("button", name="Write it and look at it"))
    press(page.get_by_role("link", name="The team you can always call").first)
    press(page.get_by_role("button", name="Send it"))
    expect(page.get_by_text("The letter is on its way.")).to_be_visible()


def test_a_letter_is_read_in_ones_own_place(sign_in: Open) -> None:
    page = sign_in("Somebody of 19", viewport=NARROW)
    page.goto("/me/letters/")
    press(page.get_by_role("link", name="The team you can always call"))
    expect(page.get_by_text("You do not have to know who you want to speak to.")).to_be_visible()
    press(page.get_by_role("button", name="I have read it"))
    expect(page.get_by_text("We know that you have read it.")).to_be_visible()


def test_a_young_person_gets_a_letter_in_their_own_language(sign_in: Open) -> None:
    page = sign_in("Marsha Okafor", viewport=NARROW)
    press(page.locator("main a[href*='/people/']:not([href*='contact-log'])").nth(1))
    about = page.url
    press(page.get_by_role("link", name="Correct the details"))
    page.get_by_label("Letters in (optional)").select_option("ar")
    press(page.get_by_role("button", name="Save"))
    page.goto(f"{about}letters/write/change_of_adviser/")
    expect(page.get_by_text("A machine wrote the translation and nobody has checked it")).to_be_visible()
    page.get_by_label("By hand: you give it to them").check()
    press(page.get_by_role("button", name="Write it and look at it"))
    press(page.get_by_role("link", name="You have a new adviser").first)
    arabic = page.locator("[lang=ar]", has_text="تغيّر مستشارك")
    expect(arabic).to_have_css("direction", "rtl")
    expect(page.get_by_text("Machine draft, not reviewed. The English follows below.")).to_be_visible()
    expect(page.get_by_text("Your adviser has changed.")).to_be_visible()
    head = sign_in("Frances Adeyemi", viewport=NARROW)
    head.goto("/staff/letters/texts/change_of_adviser/")
    press(head.get_by_role("link", name="العربية"))
    head.get_by_label("It is right: letters go out with it alone").check()
    head.get_by_label("How was it checked, or what should be different?").fill("Read with an interpreter")
    press(head.get_by_role("button", name="Record it"))
    expect(head.get_by_text("Checked by Frances Adeyemi").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("Machine draft, not reviewed. The English follows below.")).to_be_visible()
    page.goto(f"{about}letters/write/change_of_adviser/")
    expect(page.get_by_text("it goes out in their language alone")).to_be_visible()


def test_the_pages_of_letters_are_for_everyone(sign_in: Open, open_page: Open, axe_source: str) -> None:
    found = []
    for name, paths in (
        ("Somebody of 23", ("/me/letters/", "/me/proof/")),
        ("Hilary Stroud", ("/staff/letters/to-approve/", "/staff/letters/to-many/", "/staff/letters/texts/",
                           "/staff/letters/texts/missed_you/", "/staff/letters/texts/come_back/in/ar/",
                           "/staff/letters/texts/come_back/in/ar/write/")),
    ):  # fmt: skip
        page = sign_in(name, scripts=True, viewport=NARROW)
        for path in paths:
            page.goto(path)
            found += [f"{path} {fault}" for fault in faults(page, axe_source)]
            assert too_wide(page) <= 0, path
    stranger = open_page("/verify/", scripts=True, viewport=NARROW)
    found += [f"/verify/ {fault}" for fault in faults(stranger, axe_source)]
    assert found == []
