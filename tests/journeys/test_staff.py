"""What the council's people come for. Scripts are off and the window is a phone's: no journey may need more."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.pressing import press

SignIn = Callable[..., Page]

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\nNEW1,F,06/03/2008,WBRI,Z695565138921,0,\r\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n"
    "NEW1,31/02/2025,S,C2,N1,U4,PR1,,,,BW1 4AB,BW2 7QD,SC400555\r\n"
)


def test_an_adviser_sees_what_is_due_first_and_why_somebody_stands_where_they_do(sign_in: SignIn) -> None:
    page = sign_in("Marsha Okafor")
    table = page.get_by_role("table", name="What is due, first things first")
    expect(table).to_be_visible()
    press(table.get_by_role("link").first)
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name="What is due")).to_be_visible()
    expect(main.get_by_role("heading", name=re.compile("stands, and why"))).to_be_visible()
    expect(main.get_by_role("link", name=re.compile("Act 1989|Regulations 2010")).first).to_be_visible()
    expect(main.get_by_role("img")).to_be_visible()


def test_an_adviser_proposes_and_only_the_manager_can_decide(sign_in: SignIn) -> None:
    adviser = sign_in("Marsha Okafor")
    adviser.goto("/staff/caseload/?category=eligible")
    for path in [link.get_attribute("href") for link in adviser.get_by_role("table").get_by_role("link").all()]:
        adviser.goto(f"{path}decision/")
        propose = adviser.get_by_role("button", name="Propose a category")
        if propose.count():
            break
    name = adviser.get_by_role("heading", level=1).inner_text().removeprefix("The decision about ")
    press(propose)
    adviser.get_by_role("main").get_by_role("textbox").last.fill("I have read the file and the dates agree.")
    press(adviser.get_by_role("main").get_by_role("button", name="Save"))
    expect(adviser.get_by_role("main")).to_contain_text("Proposed, waiting for a manager")
    expect(adviser.get_by_role("button", name="Decide")).to_have_count(0)

    manager = sign_in("Hilary Stroud")
    press(manager.get_by_role("table", name="Proposals").get_by_role("link", name=name))
    press(manager.get_by_role("button", name="Decide"))
    manager.get_by_role("radio", name=re.compile("Approve")).check()
    press(manager.get_by_role("main").get_by_role("button", name="Save"))
    expect(manager.get_by_role("main")).to_contain_text("Approved")


def test_an_adviser_finds_nobody_elses_people_but_their_initial_and_whom_to_ring(sign_in: SignIn) -> None:
    colleague = sign_in("Kwame Asante")
    row = colleague.get_by_role("table").get_by_role("row").nth(1)
    link = row.get_by_role("link").first
    path, name = link.get_attribute("href"), link.inner_text()
    page = sign_in("Marsha Okafor")
    answer = page.goto(str(path))
    assert answer is not None
    assert answer.status == 404
    page.goto("/staff/find/")
    page.get_by_label("Name or reference").fill(name)
    press(page.get_by_role("main").get_by_role("button", name="Find"))
    expect(page.get_by_role("main")).not_to_contain_text(name.split()[1])
    expect(page.get_by_role("main")).to_contain_text("07700 901")
    assert name.split()[0] not in page.url


def test_a_data_officer_is_told_row_and_reason_and_can_take_the_findings_away(sign_in: SignIn, tmp_path: Path) -> None:
    for table, text in (("header", HEADER), ("episodes", EPISODES)):
        (tmp_path / f"{table}.csv").write_text(text)
    page = sign_in("Wendy Tranter")
    page.goto("/staff/returns/")
    page.get_by_label("This year’s return").set_input_files([tmp_path / "header.csv", tmp_path / "episodes.csv"])
    page.get_by_label("Only check it, change nothing").check()
    press(page.get_by_role("button", name="Send"))
    for _ in range(60):
        if page.get_by_role("table", name=re.compile("Findings|findings")).count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.get_by_role("main")).to_contain_text("31/02/2025")
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("CSV")).click()
    assert "31/02/2025" in Path(taken.value.path()).read_text()


def test_a_photograph_is_refused_in_one_sentence(sign_in: SignIn, tmp_path: Path) -> None:
    photograph = tmp_path / "holiday.jpg"
    photograph.write_bytes(b"\xff\xd8\xff\xe0" + bytes(2000))
    page = sign_in("Wendy Tranter")
    page.goto("/staff/returns/")
    page.get_by_label("This year’s return").set_input_files(photograph)
    press(page.get_by_role("button", name="Send"))
    for _ in range(60):
        if "holiday.jpg" in page.get_by_role("main").inner_text():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.get_by_role("main")).to_contain_text("holiday.jpg")
    expect(page.get_by_role("main")).to_contain_text(re.compile("refused", re.I))


def test_a_solicitor_records_that_a_provision_was_checked_and_the_mark_turns(sign_in: SignIn) -> None:
    page = sign_in("Anthony Keane")
    press(page.get_by_role("link", name="Check the law").first)
    row = page.get_by_role("row", name=re.compile("Children Act 1989, section 17 "))
    expect(row).to_contain_text("Wants checking")
    press(row.get_by_role("link"))
    for field in page.get_by_role("main").get_by_role("textbox").all():
        field.fill("As amended to 1 November 2026")
    for choice in page.get_by_role("main").get_by_role("radio").all()[:1]:
        choice.check()
    press(page.get_by_role("main").get_by_role("button").last)
    page.goto("/staff/law/")
    expect(page.get_by_role("row", name=re.compile("Children Act 1989, section 17 "))).not_to_contain_text(
        "Wants checking"
    )


def test_the_systems_administrator_reads_nobodys_record(sign_in: SignIn) -> None:
    adviser = sign_in("Marsha Okafor")
    path = adviser.get_by_role("table").get_by_role("link").first.get_attribute("href")
    page = sign_in("Piotr Zielinski")
    for closed in (path, "/staff/caseload/", "/staff/find/", "/cms/"):
        answer = page.goto(str(closed))
        assert answer is not None
        assert answer.status == 404, closed
