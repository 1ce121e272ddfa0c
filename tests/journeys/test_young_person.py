"""What a young person who has not signed in comes for, on a phone 320 px wide, with scripts off."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pressing import press

Open = Callable[..., Page]


def answer(page: Page, *answers: str) -> None:
    """Tap one answer after the other."""
    for one in answers:
        press(page.get_by_role("button", name=one, exact=False).first)


def answer_unsure_to_the_end(page: Page) -> int:
    """Tap the last answer, which is "I don't know" or "I'd rather not say", until there is a result; how many taps."""
    taps = 0
    while page.locator("button[name=answer]").count():
        press(page.locator("button[name=answer]").last)
        taps += 1
    return taps


def test_somebody_moving_in_finds_the_money_for_it_in_two_taps(open_page: Open) -> None:
    page = open_page("/")
    press(page.get_by_role("link", name="A place to live"))
    press(page.get_by_role("main").get_by_role("link", name=re.compile("furniture|move|home", re.I)).first)
    words = page.get_by_role("main").inner_text()
    assert "You can get" in " ".join(words.split()[:80])
    expect(page.get_by_text(re.compile("We choose to do this|We must do this")).first).to_be_visible()


def test_a_care_leaver_learns_where_they_stand_why_and_what_comes_with_it(open_page: Open) -> None:
    page = open_page("/what-can-i-get/")
    answer(page, "Brightwater", "18, 19 or 20", "When I turned 18", "Yes, 13 weeks or more")
    answer_unsure_to_the_end(page)
    main = page.get_by_role("main")
    expect(page.get_by_role("heading", name="What you can get")).to_be_visible()
    expect(main).to_contain_text("former relevant child")
    expect(main).to_contain_text("What you must be given")
    expect(main).to_contain_text("What we choose to give you")
    expect(main).to_contain_text("Children Act 1989, section 23C")
    expect(main).to_contain_text("You think this is wrong")
    expect(main).to_contain_text("Speak Up Brightwater")
    assert page.context.cookies() == []
    assert page.url.endswith("/what-can-i-get/")


def test_i_dont_know_all_the_way_still_helps(open_page: Open) -> None:
    page = open_page("/what-can-i-get/")
    assert answer_unsure_to_the_end(page) <= 6
    expect(page.get_by_role("main")).to_contain_text("01632 960100")
    expect(page.get_by_role("main")).to_contain_text("You think this is wrong")


def test_another_councils_care_leaver_is_told_who_owes_them_what(open_page: Open) -> None:
    page = open_page("/what-can-i-get/")
    answer(page, "Another council", "18, 19 or 20", "When I turned 18", "Yes, 13 weeks or more")
    answer_unsure_to_the_end(page)
    expect(page.get_by_role("main")).to_contain_text("the council that looked after you")


def test_one_can_go_back_and_answer_otherwise(open_page: Open) -> None:
    page = open_page("/what-can-i-get/")
    answer(page, "Brightwater", "16 or 17")
    expect(page.get_by_role("heading", level=1)).to_have_text("When did you last leave care?")
    answer(page, "Back to the last question")
    expect(page.get_by_role("heading", level=1)).to_have_text("How old are you?")


def test_the_law_is_laid_open_category_by_category(open_page: Open) -> None:
    page = open_page("/how-the-law-works/")
    press(page.get_by_role("main").get_by_role("link", name="You are 16 or 17 and have left care"))
    link = page.get_by_role("main").get_by_role("link", name=re.compile("Children Act 1989, section 23B")).first
    assert link.get_attribute("href") == "https://www.legislation.gov.uk/ukpga/1989/41/section/23B"


@pytest.mark.parametrize("path", ["/staff/", "/staff/caseload/", "/staff/people/00000000-0000-4000-8000-000000000000/"])
def test_a_stranger_is_asked_to_sign_in_and_learns_nothing(open_page: Open, path: str) -> None:
    page = open_page(path)
    assert "/accounts/login/" in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
