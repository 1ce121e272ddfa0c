"""Year end: a data officer settles birthdays, the head of service locks them, the return and the lists go out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
DATA_OFFICER, HEAD_OF_SERVICE = "Wendy Tranter", "Frances Adeyemi"


def test_a_data_officer_at_year_end(sign_in: Open, axe_source: str) -> None:
    page = sign_in(DATA_OFFICER, scripts=True)
    page.goto("/staff/birthdays/?show=to_do")
    expect(page.get_by_text(re.compile("are approved and locked"))).to_be_visible()
    assert not faults(page, axe_source) and not too_wide(page)
    press(page.get_by_role("link", name=re.compile(r"^Propose\s*:")).first)
    expect(page.get_by_text(re.compile("What our records say|Our records say nothing")).first).to_be_visible()
    assert not faults(page, axe_source) and not too_wide(page)
    page.get_by_label("In touch").select_option("YES")
    page.get_by_label("Main activity").select_option("F2")
    page.get_by_label(re.compile("Accommodation")).select_option("U1")
    page.get_by_label(re.compile("Where it comes from")).fill("Telephone with the adviser this morning")
    press(page.get_by_role("button", name="Propose"))
    expect(page.get_by_text("It is proposed.")).to_be_visible()
    desk = sign_in(HEAD_OF_SERVICE, scripts=True)
    desk.goto("/staff/birthdays/?show=waiting")
    assert not faults(desk, axe_source) and not too_wide(desk)
    desk.get_by_label(re.compile("^Approve")).last.check()
    press(desk.get_by_role("button", name="Approve and lock what is ticked"))
    expect(desk.get_by_text("1 approved and locked.")).to_be_visible()


def test_the_return_and_the_inspection_list_go_out(sign_in: Open, axe_source: str) -> None:
    page = sign_in(DATA_OFFICER, scripts=True)
    page.goto("/staff/returns/")
    taken_in = page.get_by_role("row").filter(has_text="Taken in")
    press(taken_in.get_by_role("link", name=re.compile("^Return 20")).first)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV tables in one zip").click()
    with zipfile.ZipFile(download.value.path()) as packed:
        assert "oc3.csv" in packed.namelist()
    page.goto("/staff/lists/")
    assert not faults(page, axe_source) and not too_wide(page)
    page.get_by_role("radio", name=re.compile("^Inspection list")).check()
    page.get_by_label("What is it for?").fill("inspection announced today")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert book["List 9"].max_row > 10
    page.goto("/staff/registers/")
    assert not faults(page, axe_source) and not too_wide(page)
