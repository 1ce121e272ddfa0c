"""What a young person who has a place of their own comes for, on a phone 320 px wide, with scripts off."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
OWN_PAGES = (
    *("", "messages/", "can-get/", "papers/", "details/", "why/", "rights/", "looked/"),
    *("sign-in/", "letters/", "letters/how/"),
)


def open_from_home(page: Page, name: str) -> None:
    """From one's first page to another, by its card."""
    page.goto("/me/")
    press(page.get_by_role("link", name=name).first)


def test_at_17_one_sees_what_happens_next_and_the_answer_that_came(sign_in: Open) -> None:
    page = sign_in("Somebody of 17")
    expect(page.get_by_role("heading", name="What happens next")).to_be_visible()
    expect(page.get_by_text("Your personal adviser").first).to_be_visible()
    press(page.get_by_role("link", name=re.compile(r"Messages \(1 new\)")))
    expect(page.get_by_text("I will ask her.")).to_be_visible()
    assert page.title() == "Messages – Notes"


def test_at_19_one_asks_for_help_and_the_adviser_answers(sign_in: Open) -> None:
    page = sign_in("Somebody of 19")
    adviser = page.locator("main p strong").first.inner_text()
    open_from_home(page, "Messages")
    page.get_by_label("Your message").fill("My heating is off as well.")
    press(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("Your message is sent.")).to_be_visible()
    expect(page.get_by_text(re.compile("answer by")).first).to_be_visible()
    desk = sign_in(adviser)
    desk.goto("/staff/messages/")
    press(desk.get_by_role("row", name=re.compile("heating")).get_by_role("link", name="Answer"))
    desk.get_by_label("What you write").fill("I am calling the landlord now.")
    press(desk.get_by_role("button", name="Send"))
    page.reload()
    expect(page.get_by_text("I am calling the landlord now.")).to_be_visible()


def test_at_23_one_keeps_a_photo_and_learns_what_one_can_get(sign_in: Open) -> None:
    page = sign_in("Somebody of 23")
    photo = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(photo, "JPEG")
    open_from_home(page, "My papers")
    page.get_by_label("What is it?").fill("Receipt for the cooker")
    page.get_by_label("The photo").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    press(page.get_by_role("button", name="Keep it"))
    expect(page.get_by_role("link", name="Receipt for the cooker")).to_be_visible()
    open_from_home(page, "What I can get")
    expect(page.get_by_role("heading", name="This is for you")).to_be_visible()


def test_one_leaves_at_once(sign_in: Open) -> None:
    page = sign_in("Somebody of 19")
    with page.expect_event("framenavigated"):  # to the weather, or without a network to the browser's own page
        page.get_by_role("button", name="Leave now").click()
    assert "/me/" not in page.url
    page.goto("/me/")
    expect(page).to_have_url(re.compile("/accounts/login/"))


def with_a_finger(page: Page) -> None:
    """A phone that knows its owner's finger, and has felt it."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    reader = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    knows = dict.fromkeys(("hasResidentKey", "hasUserVerification", "isUserVerified"), True)
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": reader | knows})


def test_a_code_lets_somebody_in_and_then_a_finger_does(sign_in: Open, open_page: Open) -> None:
    page = sign_in("Marsha Okafor")
    press(page.locator("main a[href*='/people/']").first)
    born = re.search(r"Born\s+(\d+) (\w+) (\d{4})", page.locator(".app-facts").inner_text())
    assert born
    press(page.get_by_role("link", name="Messages", exact=True).last)
    press(page.get_by_role("link", name="Their own place"))
    page.get_by_label("In person").check()
    press(page.get_by_role("button", name="Make a code"))
    code = page.locator(".app-amount__sum").inner_text()
    phone = open_page("/me/start/")
    phone.get_by_label("Your code").fill(code)
    for name, text in zip(("Day", "Month", "Year"), born.groups(), strict=True):
        phone.get_by_label(name, exact=True).fill(text)
    phone.get_by_label("Your e-mail").fill("new.here@mail.example")
    phone.get_by_label("A new password").fill("three plain words")
    press(phone.get_by_role("button", name="Go in"))
    expect(phone.get_by_role("heading", name="What happens next")).to_be_visible()

    phone = open_page("/accounts/login/", scripts=True)
    with_a_finger(phone)
    phone.get_by_label("Email").fill("new.here@mail.example")
    phone.get_by_label("Password").fill("three plain words")
    press(phone.get_by_role("button", name="Sign in", exact=True))
    phone.goto("/accounts/2fa/webauthn/add/")
    phone.get_by_label("Password").fill("three plain words")
    press(phone.get_by_role("button", name="It is me"))
    press(phone.get_by_role("button", name="Add it"))
    expect(phone.get_by_role("heading", name="Spare codes")).to_be_visible()
    phone.context.clear_cookies()
    phone.goto("/accounts/login/")
    press(phone.get_by_role("button", name="Sign in with a passkey"))
    expect(phone.get_by_role("heading", name="What happens next")).to_be_visible()


def test_at_26_one_still_reads_a_copy_of_ones_own(sign_in: Open) -> None:
    page = sign_in("Somebody of 26")
    expect(page.get_by_role("heading", name="Your own copy")).to_be_visible()
    open_from_home(page, "My plan")
    expect(page.get_by_text("This was your last plan.")).to_be_visible()


def test_at_19_one_gets_letters_in_ones_own_language_from_now_on(sign_in: Open) -> None:
    page = sign_in("Somebody of 19")
    open_from_home(page, "Letters")
    press(page.get_by_role("link", name="Change how they come"))
    page.get_by_label("Language").select_option("ar")
    page.get_by_label("Big letters").check()
    press(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("in big letters")).to_be_visible()


def test_every_page_of_ones_own_place_is_for_everyone(sign_in: Open, axe_source: str) -> None:
    page = sign_in("Somebody of 19", scripts=True)
    found = []
    for name in OWN_PAGES:
        page.goto(f"/me/{name}")
        found += [f"/me/{name} {fault}" for fault in faults(page, axe_source)]
        assert too_wide(page) <= 0, name
    assert found == []
