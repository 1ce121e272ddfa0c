"""A consultation: answered in Arabic on a phone, closed and told by the worker who asked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import accessibility
from tests.journeys.conftest import DESK
from tests.journeys.pressing import press

Open = Callable[..., Page]
ASKED = "/voice/where-do-you-feel-at-home/"
TOLD = "/voice/is-the-money-in-our-offer-fair/results/"
PAGES = ("/voice/", ASKED, f"{ASKED}easy/", "/voice/thank-you/", TOLD, f"/ar{ASKED}", f"/ar{TOLD}")


def test_a_young_person_answers_in_arabic_on_a_phone(open_page: Open) -> None:
    page = open_page("/ar/voice/")
    press(page.get_by_role("link", name="أين تشعر أنك في بيتك؟"))
    expect(page.get_by_text("لا يمكننا أن نعرفك من هذا.")).to_be_visible()
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.get_by_label("جيد جداً").check()
    page.get_by_label("حديقة").check()
    page.get_by_label("ما أول شيء يجب أن نغيره؟").fill("أريد نافذة أكبر.")
    assert accessibility.too_wide(page) <= 0
    press(page.get_by_role("button", name="أرسل"))
    expect(page.get_by_role("heading", name="شكرًا لك")).to_be_visible()
    assert page.context.cookies() == []


def test_a_young_person_answers_in_their_own_place(sign_in: Open) -> None:
    page = sign_in("Somebody of 19")
    page.goto("/me/")
    press(page.get_by_role("link", name="Have your say"))
    press(page.get_by_role("link", name=re.compile("your adviser")))
    page.get_by_label("Good", exact=True).check()
    press(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.goto("/me/voice/")
    expect(page.get_by_text("We ask nothing of you just now.")).to_be_visible()


def test_a_worker_asks_hears_counts_and_tells(sign_in: Open, open_page: Open) -> None:
    page = sign_in("Leon Marchetti", viewport=DESK)
    page.goto("/staff/voice/consultations/")
    press(page.get_by_role("button", name="Ask young people something"))
    for label, words in (("What is it called?", "Is our lunch good?"), ("What is it for?", "Better lunch."),
                         ("What can change?", "What there is."), ("What cannot change?", "The hour.")):  # fmt: skip
        page.get_by_label(label).fill(words)
    page.get_by_label("Anybody who finds the page").check()
    press(page.get_by_role("button", name="Begin"))
    for kind, text in (
        ("A scale of five faces with words", "How good is it?"),
        ("In their own words", "What is missing?"),
    ):
        press(page.get_by_role("button", name="Add a question"))
        page.get_by_label(kind).check()
        page.get_by_label("What do you ask?").fill(text)
        press(page.get_by_role("button", name="Add"))
    press(page.get_by_role("button", name="Open it"))
    until = page.get_by_role("group", name="Last day")
    for name, part in (("Day", "31"), ("Month", "12"), ("Year", "2099")):
        until.get_by_label(name).fill(part)
    press(page.get_by_role("button", name="Open"))
    desk = page.url

    phone = open_page()
    for number in range(5):
        phone.goto("/voice/is-our-lunch-good/")
        phone.get_by_label("Good", exact=True).check()
        phone.get_by_label("What is missing?").fill(f"Fruit, {number} times")
        press(phone.get_by_role("button", name="Send"))
        expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()

    page.goto(desk)
    press(page.get_by_role("button", name="Close it"))
    press(page.get_by_role("button", name="Open the box and count"))
    press(page.get_by_role("link", name=re.compile("Theme and quote")).first)
    page.get_by_label("What is it about?").fill("Fruit")
    page.get_by_label("What of it is shown?").fill("Fruit, every day")
    page.get_by_label("I have read it: nobody can be known by it").check()
    press(page.get_by_role("button", name="Keep"))
    page.get_by_label("What did they say?").fill("You want fruit.")
    page.get_by_label("What happens next?").fill("There is fruit from Monday.")
    press(page.get_by_role("button", name="Keep"))
    press(page.get_by_role("button", name="Put the results forward"))
    head = sign_in("Frances Adeyemi", viewport=DESK)
    head.goto(f"{desk}results/")
    press(head.get_by_role("button", name="Publish the results"))

    phone.goto("/voice/")
    press(phone.get_by_role("link", name="Is our lunch good?"))
    expect(phone.get_by_text("There is fruit from Monday.")).to_be_visible()
    expect(phone.get_by_text("“Fruit, every day”")).to_be_visible()
    assert "3 times" not in phone.content()


def test_codes_on_slips_and_forms_on_paper_go_into_one_box(sign_in: Open, open_page: Open) -> None:
    page = sign_in("Leon Marchetti", viewport=DESK)
    page.goto("/staff/voice/consultations/new/")
    for label, words in (("What is it called?", "Is our drop-in good?"), ("What is it for?", "A better drop-in."),
                         ("What can change?", "The hours."), ("What cannot change?", "The building.")):  # fmt: skip
        page.get_by_label(label).fill(words)
    page.get_by_label("Whoever has a code, once").check()
    press(page.get_by_role("button", name="Begin"))
    desk = page.url
    press(page.get_by_role("button", name="Add a question"))
    page.get_by_label("A scale of five faces with words").check()
    page.get_by_label("What do you ask?").fill("How good is it?")
    press(page.get_by_role("button", name="Add"))
    press(page.get_by_role("button", name="Open it"))
    until = page.get_by_role("group", name="Last day")
    for name, part in (("Day", "31"), ("Month", "12"), ("Year", "2099")):
        until.get_by_label(name).fill(part)
    press(page.get_by_role("button", name="Open"))
    press(page.get_by_role("button", name="Make codes"))
    page.get_by_label("How many codes?").fill("6")
    press(page.get_by_role("button", name="Make codes"))
    codes = re.findall(r"\b[A-Z0-9]{5}-[A-Z0-9]{5}\b", page.locator("main").inner_text())
    assert len(set(codes)) == 6

    phone = open_page(viewport={"width": 360, "height": 740})
    for code in (*codes[:3], codes[0]):
        phone.goto("/ar/voice/is-our-drop-in-good/")
        phone.locator("[name=code]").fill(code)
        phone.locator("[name=q1]").first.check()
        press(phone.get_by_role("button", name="أرسل"))
    expect(phone.get_by_role("heading", name="شكرًا لك")).to_have_count(0)  # a code works once

    page.goto(f"{desk}form/")
    expect(page.get_by_text("☐ Very good")).to_be_visible()
    page.goto(desk)
    press(page.get_by_role("button", name="Type in paper forms"))
    for code in codes[3:]:
        page.get_by_label("Your code").fill(code)
        page.get_by_label("Good", exact=True).check()
        press(page.get_by_role("button", name="Put it into the box"))
        expect(page.get_by_text("It is in the box. Now the next one.")).to_be_visible()
    press(page.get_by_role("button", name="That was the last one"))
    press(page.get_by_role("button", name="Close it"))
    press(page.get_by_role("button", name="Open the box and count"))
    expect(page.get_by_text("6 answers.")).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_for_everyone(open_page: Open, axe_source: str, path: str) -> None:
    page = open_page(path, scripts=True)
    assert [str(fault) for fault in accessibility.faults(page, axe_source)] == []
    assert accessibility.too_wide(page) <= 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert accessibility.too_wide(page) <= 0
