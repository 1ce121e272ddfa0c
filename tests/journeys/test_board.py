"""The board: a clerk plans a year, a member asks on a phone, a resolution goes red, a paper stays hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import accessibility
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.pressing import press

Open = Callable[..., Page]
CLERK, MEMBER = "Graham Yardley", "Cllr Tom Ashdown"
BOARD = "/staff/board/"


def fill_day(page: Page, group: str, day: date) -> None:
    boxes = page.get_by_role("group", name=group)
    for name, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name).fill(str(part))


def test_a_clerk_makes_the_plan_of_a_year_and_a_pack(sign_in: Open) -> None:
    page = sign_in(CLERK, viewport=DESK)
    page.goto(BOARD)
    press(page.get_by_role("link", name="Corporate Parenting Board", exact=True))
    press(page.get_by_role("button", name="Plan a year"))
    first = date(date.today().year + 2, 6, 10)  # noqa: DTZ011, TID251  the browser's own day
    days = (first, first + timedelta(days=70), first + timedelta(days=160))
    page.get_by_label("On which days does it meet?").fill("\n".join(f"{d.day}/{d.month}/{d.year}" for d in days))
    page.get_by_label("Where?").fill("Committee room 2")
    press(page.get_by_role("button", name="Make the plan"))
    link = page.get_by_role("link", name=re.compile(f"{first.day} June {first.year}"))
    expect(link).to_be_visible()
    press(link)
    press(page.get_by_role("link", name=re.compile("How we are doing")))
    press(page.get_by_role("button", name="Write the paper"))
    page.get_by_label("The paper (optional)").fill("Fewer children moved home.")
    page.get_by_label("Which indicators does it speak of?").fill("C2 I1")
    press(page.get_by_role("button", name="Keep"))
    expect(page.get_by_text("Fewer children moved home.")).to_be_visible()
    press(page.get_by_role("link", name="The meeting", exact=True))
    press(page.get_by_role("button", name="Publish the papers"))
    press(page.get_by_role("button", name="Publish", exact=True))
    expect(page.get_by_text("Papers published.")).to_be_visible()
    expect(page.get_by_role("link", name="The pack (PDF)")).to_be_visible()


def test_a_member_reads_an_item_on_a_phone_and_asks(sign_in: Open) -> None:
    page = sign_in(MEMBER, viewport=PHONE)
    page.goto(BOARD)
    press(page.locator("main").get_by_role("link", name=re.compile(r"\d{4}$")).first)
    press(page.get_by_role("link", name=re.compile("What young people bring")))
    expect(page.get_by_role("heading", name="What if this were my child?")).to_be_visible()
    assert accessibility.too_wide(page) <= 0
    page.get_by_label("What do you ask?").fill("How many of them live near their school?")
    press(page.get_by_role("button", name="Ask"))
    expect(page.get_by_text("How many of them live near their school?")).to_be_visible()


def test_a_late_paper_is_added_and_everybody_reads_why(sign_in: Open, open_page: Open) -> None:
    page = sign_in(CLERK, viewport=PHONE)
    page.goto(BOARD)
    press(page.locator("main").get_by_role("link", name=re.compile(r"\d{4}$")).first)
    press(page.get_by_role("button", name="Add a late paper"))
    for label, words in (
        ("What is it about?", "A letter from the inspectors"),
        ("Who reports?", "Director of children’s services"),
        ("Why does it come late?", "It came on Tuesday."),
        ("The paper", "The letter says three things."),
    ):
        page.get_by_label(label).first.fill(words)
    press(page.get_by_role("button", name="Publish it"))
    expect(page.get_by_role("link", name=re.compile("A letter from the inspectors"))).to_be_visible()
    assert accessibility.too_wide(page) <= 0
    everybody = open_page("/board/")
    press(everybody.get_by_role("link", name=re.compile("Corporate Parenting Board")).first)
    press(everybody.get_by_role("link", name=re.compile("A letter from the inspectors")))
    expect(everybody.get_by_text(re.compile("It came late because: It came on Tuesday"))).to_be_visible()
    assert accessibility.too_wide(everybody) <= 0


def test_a_resolution_becomes_an_action_goes_red_and_is_reported(sign_in: Open) -> None:
    page = sign_in(CLERK, viewport=DESK)
    page.goto(BOARD)
    press(page.get_by_role("link", name="Corporate Parenting Board", exact=True))
    press(page.get_by_role("table", name="Meetings held").get_by_role("link").first)
    press(page.get_by_role("link", name=re.compile("Minutes and what was resolved")))
    press(page.get_by_role("button", name="Write down a resolution"))
    page.get_by_label("What did the board resolve?").fill("Ring every care leaver who moved.")
    page.get_by_label("Whose job is it?").fill("Leaving care manager")
    fill_day(page, "By when?", date.today() - timedelta(days=3))  # noqa: DTZ011, TID251
    press(page.get_by_role("button", name="Keep"))
    page.goto(f"{BOARD}plans/")
    late = page.get_by_role("table", name="Late")
    expect(late.get_by_text("Red: late by 3 days")).to_be_visible()
    press(late.get_by_role("link", name="Ring every care leaver who moved."))
    press(page.get_by_role("button", name="Say how it is going"))
    page.get_by_label("How is it going?").fill("Nine of fourteen were rung.")
    press(page.get_by_role("button", name="Keep"))
    expect(page.get_by_text("Nine of fourteen were rung.")).to_be_visible()
    with page.expect_download() as download:
        page.goto(f"{BOARD}plans/")
        page.get_by_role("link", name="Progress report (XLSX)").click()
    assert download.value.suggested_filename == "progress.xlsx"


def test_a_question_is_answered_and_the_answer_stands_behind_the_next_one(sign_in: Open) -> None:
    words = "Which homes have no locks now, and what does a lock cost?"
    head = sign_in("Frances Adeyemi", viewport=DESK)
    head.goto(f"{BOARD}enquiries/")
    press(head.get_by_role("link", name=words).first)
    press(head.get_by_role("link", name=re.compile("Answer this.*no locks")))
    head.get_by_label("What is the answer?").fill("Quay Lodge and Tern House. Forty pounds a door.")
    press(head.get_by_role("button", name="Answer", exact=True))
    expect(head.get_by_text("Forty pounds a door")).to_be_visible()
    member = sign_in(MEMBER, viewport=PHONE)
    member.goto(f"{BOARD}enquiries/")
    press(member.get_by_role("link", name=re.compile("What did young people ask us for")))
    expect(member.get_by_text(re.compile("Forty pounds a door")).first).to_be_visible()
    assert accessibility.too_wide(member) <= 0


def test_a_meeting_is_cancelled_and_everybody_reads_why(sign_in: Open, open_page: Open) -> None:
    page = sign_in(CLERK, viewport=DESK)
    page.goto(BOARD)
    press(page.get_by_role("link", name="Corporate Parenting Board", exact=True))
    press(
        page.get_by_role("table", name="Meetings to come")
        .get_by_role("row", name=re.compile("Planned"))
        .last.get_by_role("link")
    )
    press(page.get_by_role("link", name="Cancel the meeting"))
    page.get_by_label("Why is it cancelled?").fill("The chamber is being mended.")
    press(page.get_by_role("button", name="Cancel it"))
    expect(page.get_by_text("Cancelled, because: The chamber is being mended.")).to_be_visible()
    everybody = open_page("/board/")
    expect(everybody.get_by_text(re.compile("this meeting is cancelled. The chamber is being mended."))).to_be_visible()


def test_an_exempt_paper_stays_hidden(sign_in: Open, open_page: Open) -> None:
    page = open_page("/board/")
    press(page.get_by_role("link", name=re.compile("Corporate Parenting Board")).first)
    expect(page.get_by_text(re.compile("This paper is not for the public: Paragraph 3"))).to_be_visible()
    assert "Offer for a building" not in page.content() and "The seller asks" not in page.content()
    assert page.context.cookies() == []
    assert accessibility.too_wide(page) <= 0
    worker = sign_in("Leon Marchetti", viewport=DESK)
    worker.goto(BOARD)
    press(worker.locator("main").get_by_role("link", name=re.compile(r"\d{4}$")).first)
    assert "Offer for a building" not in worker.content()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_boards_pages_are_sound(sign_in: Open, axe_source: str, viewport: dict[str, int]) -> None:
    page = sign_in(MEMBER, viewport=viewport, scripts=True)
    for path in (
        "",
        "indicators/?group=B",
        "indicators/F3/",
        "indicators/A4/",
        "enquiries/",
        "contradictions/",
        "plans/",
        "agreed/",
        "staff/",
        "visits/",
        "reports/",
    ):
        page.goto(f"{BOARD}{path}")
        assert accessibility.too_wide(page) <= 0, path
        assert accessibility.faults(page, axe_source) == [], path
