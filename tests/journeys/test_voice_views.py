"""What young people tell us on any day, what becomes of it, and a forum whose notes they agree. Without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import accessibility
from tests.journeys.conftest import DESK
from tests.journeys.pressing import press

Open = Callable[..., Page]
TODAY = date.today()  # noqa: DTZ011, TID251  the council that is served goes by the real day
SMALL_PHONE = {"width": 360, "height": 740}
SAID = "The heating goes off at nine and our rooms are freezing."
ALIKE = "Our rooms are freezing when the heating goes off."
DANGER = "Somebody at the hostel threatens me with a knife."
PROMISE = "The heating stays on until eleven in every home."
FOR_EVERYONE = ("/voice/tell-us/", "/voice/tell-us/thank-you/", "/voice/you-said/", "/groups/", "/good-parents/")
BY_STAFF = ("/staff/views/", "/staff/views/urgent/", "/staff/views/quotes/", "/staff/you-said/", "/staff/forums/")


def tell(page: Page, words: str, who: str = "Also those who can change it") -> None:
    """Tell us something on the public page."""
    page.goto("/voice/tell-us/")
    page.get_by_label("What do you want to tell us?").fill(words)
    page.get_by_label(who).check()
    press(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def write_day(group: Locator, on: date) -> None:
    """Fill in a date."""
    for name, part in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        group.get_by_label(name).fill(str(part))


def test_what_somebody_tells_us_becomes_a_promise_that_changes_the_offer(open_page: Open, sign_in: Open) -> None:
    phone = open_page("/voice/", viewport=SMALL_PHONE)
    press(phone.get_by_role("link", name="Tell us what you think"))
    expect(phone.get_by_text("We cannot find you from this.")).to_be_visible()
    assert accessibility.too_wide(phone) <= 0
    tell(phone, ALIKE)
    tell(phone, SAID, "Everybody. You may show my words")
    assert phone.context.cookies() == []

    page = sign_in("Leon Marchetti", viewport=DESK)
    expect(page.get_by_role("heading", name="What they tell us")).to_be_visible()
    press(page.get_by_role("link", name="You said, we did").first)
    press(page.get_by_role("button", name="Write down what they told us"))
    page.get_by_label("What is it about?").fill("Cold rooms at night")
    page.get_by_label("What did they tell you?").fill("The heating goes off too early.")
    page.get_by_label("Where did they say it?").fill("By two who wrote to us")
    write_day(page.get_by_role("group", name="When?"), TODAY)
    press(page.get_by_role("button", name=re.compile("Keep|Write")))
    for words in (SAID, ALIKE):
        page.goto("/staff/views/")
        press(page.get_by_role("link", name=words))
        press(page.get_by_role("button", name="Say what it is about"))
        page.get_by_label("What is it about?").select_option("Cold rooms at night")
        press(page.get_by_role("button", name="Keep"))
    press(page.get_by_role("link", name=SAID))
    alike = page.locator(".app-text", has_text=ALIKE)
    press(alike.get_by_role("button", name="It is the same: join them"))
    page.goto("/staff/views/")
    expect(page.locator("main tr", has_text="Cold rooms at night").first).to_be_visible()
    press(page.get_by_role("link", name=SAID))
    expect(page.get_by_role("link", name="The view that it was joined to")).to_be_visible()

    press(page.get_by_role("link", name="Show their words"))
    page.get_by_label("What of it is shown?").fill("Our rooms are freezing.")
    page.get_by_label("I have read it: nobody can be known by it").check()
    press(page.get_by_role("button", name="Put the quote forward"))

    press(page.get_by_role("link", name="Cold rooms at night"))
    press(page.get_by_role("button", name="Say what we will do"))
    page.get_by_label("What will you do?").fill(PROMISE)
    page.get_by_label("Whose job is it?").fill("Commissioner of homes")
    write_day(page.get_by_role("group", name="By when?"), TODAY + timedelta(days=60))
    press(page.get_by_role("button", name=re.compile("Keep|Put|Promise")))
    phone.goto("/voice/you-said/")
    expect(phone.get_by_text(PROMISE)).to_have_count(0)

    head = sign_in("Frances Adeyemi", viewport=DESK)
    head.goto("/staff/you-said/")
    press(head.get_by_role("link", name=PROMISE).first)
    press(head.get_by_role("button", name=re.compile("Agree it")))
    expect(head.get_by_text("We are doing it")).to_be_visible()
    head.goto("/staff/views/quotes/")
    press(head.get_by_role("link", name="Our rooms are freezing."))
    head.get_by_label("I have read it: nobody can be known by it").check()
    press(head.get_by_role("button", name="Show it", exact=True))
    expect(head.get_by_text("Shown to everybody")).to_be_visible()

    page.goto("/staff/you-said/")
    press(page.get_by_role("link", name=PROMISE).first)
    press(page.get_by_role("button", name="Say what it changes"))
    page.get_by_label("A page of the local offer").check()
    page.get_by_label(re.compile("Which page")).select_option(index=1)
    press(page.get_by_role("button", name=re.compile("Keep|Link|Add")))
    expect(page.get_by_role("heading", name="What it changes")).to_be_visible()
    changed = page.locator("main li a").first.inner_text()

    phone.goto("/voice/you-said/?later")  # the browser keeps a public page for five minutes
    theirs = phone.locator("section", has_text="Cold rooms at night")
    expect(theirs.get_by_text(PROMISE)).to_be_visible()
    expect(theirs.get_by_text("“Our rooms are freezing.”")).to_be_visible()
    press(theirs.get_by_role("link", name=changed))
    expect(phone.get_by_role("heading", level=1)).to_have_text(changed)


def test_urgent_words_are_looked_at_by_whoever_is_on_duty(open_page: Open, sign_in: Open) -> None:
    tell(open_page(viewport=SMALL_PHONE), DANGER, "Only the team that listens")
    page = sign_in("Latoya Grange", viewport=DESK)
    press(page.get_by_role("link", name=re.compile("Words that may mean danger")))
    row = page.locator("main tr", has_text="hostel")
    press(row.get_by_role("link").first)
    expect(page.get_by_text("Nobody can tell whose it is.")).to_be_visible()
    page.get_by_label("There may be danger, and we cannot tell who it is").check()
    page.get_by_label("What did you do?").fill("Told the police and the managers of our three hostels.")
    press(page.get_by_role("button", name="Keep"))
    expect(page.get_by_text("Told the police").first).to_be_visible()


def test_a_forum_sets_its_agenda_and_agrees_its_notes_before_anybody_reads_them(sign_in: Open, open_page: Open) -> None:
    page = sign_in("Leon Marchetti", viewport=DESK)
    page.goto("/staff/forums/")
    press(page.get_by_role("link", name="The Otters"))
    press(page.get_by_role("button", name="Plan a meeting or a takeover day"))
    page.get_by_label("Meeting", exact=True).check()
    write_day(page.get_by_role("group", name="On which day?"), TODAY)
    press(page.get_by_role("button", name="Plan it"))
    if page.get_by_role("button", name="Add a point").count() == 0:
        press(page.locator("main tr", has_text="Planned").last.get_by_role("link"))
    press(page.get_by_role("button", name="Add a point"))
    page.get_by_label("What is it about?").fill("Cold rooms")
    page.get_by_label("Young people", exact=True).check()
    press(page.get_by_role("button", name=re.compile("Keep|Add")))
    expect(page.get_by_text("Cold rooms (young people)")).to_be_visible()
    press(page.get_by_role("button", name="Who came, what was said"))
    page.get_by_label("How many young people came?").fill("7")
    page.get_by_label("How many others came?").fill("2")
    page.get_by_label("What was said?").fill("We want heating until eleven.")
    press(page.get_by_role("button", name="Keep"))
    phone = open_page("/groups/the-otters/", viewport=SMALL_PHONE)
    expect(phone.get_by_text("We want heating until eleven.")).to_have_count(0)
    press(page.get_by_role("button", name="Young people have agreed the notes"))
    write_day(page.get_by_role("group", name="When did they agree the notes?"), TODAY)
    page.get_by_label("How many of them?").fill("6")
    press(page.get_by_role("button", name="Publish"))
    expect(page.get_by_text("agreed the notes on")).to_be_visible()
    phone.goto("/groups/the-otters/?later")  # the browser keeps a public page for five minutes
    expect(phone.get_by_text("We want heating until eleven.")).to_be_visible()
    expect(phone.get_by_text("Young people who came: 7.").first).to_be_visible()


@pytest.mark.parametrize("path", FOR_EVERYONE)
def test_every_public_page_is_for_everyone(open_page: Open, axe_source: str, path: str) -> None:
    page = open_page(path, scripts=True)
    assert [str(fault) for fault in accessibility.faults(page, axe_source)] == []
    assert accessibility.too_wide(page) <= 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert accessibility.too_wide(page) <= 0


def test_every_page_of_those_who_listen_is_for_everyone(sign_in: Open, axe_source: str) -> None:
    page = sign_in("Leon Marchetti", scripts=True)
    faults = {}
    for path in BY_STAFF:
        page.goto(path)
        faults[path] = [str(fault) for fault in accessibility.faults(page, axe_source)]
        assert accessibility.too_wide(page) <= 0, path
    assert faults == {path: [] for path in BY_STAFF}
