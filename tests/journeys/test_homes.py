"""A commissioner compares two forecasts, the head of service publishes; every page holds on a small screen."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
HERE = "/staff/sufficiency/"
SCENARIO = "Two more households a month, and homes of four"
PAGES = (
    *("", "places/", "places/homes/take-in/", "places/fees/take-in/"),
    *("searches/", "searches/add/", "forecasts/", "forecasts/how-wrong/"),
    *("scenarios/", "scenarios/add/", "others/", "others/?what=a5", "strategy/", "/compare/", "/homes-needed/"),
)


def test_two_forecasts_are_compared_and_a_second_person_publishes(sign_in: Open) -> None:
    commissioner = sign_in("Bronwen Hale", viewport=PHONE)
    commissioner.goto(f"{HERE}scenarios/")
    commissioner.get_by_label("The first").select_option(index=1)
    commissioner.get_by_label("The second").select_option(index=0)
    press(commissioner.get_by_role("button", name="Compare"))
    expect(commissioner.get_by_role("heading", name="Two forecasts beside each other")).to_be_visible()
    expect(commissioner.get_by_role("table", name="Differences")).to_contain_text("Foster households")
    assert not too_wide(commissioner)
    commissioner.goto(f"{HERE}scenarios/")
    press(commissioner.get_by_role("link", name=SCENARIO))
    expect(commissioner.get_by_role("button", name="Publish to the strategy")).to_have_count(0)

    head = sign_in("Frances Adeyemi", viewport=PHONE)
    head.goto(f"{HERE}scenarios/")
    press(head.get_by_role("link", name=SCENARIO))
    press(head.get_by_role("button", name="Publish to the strategy"))
    expect(head.get_by_text("It is published to the strategy.")).to_be_visible()
    head.goto(f"{HERE}strategy/")
    expect(head.get_by_role("link", name=SCENARIO)).to_be_visible()


def test_the_register_of_homes_goes_out_and_comes_in_with_one_bed_less(sign_in: Open) -> None:
    page = sign_in("Bronwen Hale", viewport=PHONE)
    page.goto(f"{HERE}places/")
    with page.expect_download() as download:
        page.get_by_role("link", name="The register of homes as it stands").click()
    kept = download.value.path().read_bytes()
    for content, said in (
        (kept.replace(b",supported,", b",hostel,", 1), "kind must be residential or supported, not “hostel”."),
        (kept.replace(b"Sandpiper House,residential,5", b"Sandpiper House,residential,4"), "0 added, 1 changed"),
        (kept, "0 added, 1 changed"),
    ):
        page.goto(f"{HERE}places/homes/take-in/")
        page.get_by_label("The file (CSV)").set_input_files(
            {"name": "homes.csv", "mimeType": "text/csv", "buffer": content}
        )
        press(page.get_by_role("button", name="Take it in"))
        expect(page.get_by_text(said).first).to_be_visible()
        assert not too_wide(page)


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 700}, {"width": 1280, "height": 900}])
def test_the_pages_are_accessible(sign_in: Open, axe_source: str, viewport: dict[str, int]) -> None:
    page = sign_in("Bronwen Hale", scripts=True, viewport=viewport)
    for path in PAGES:
        page.goto(urljoin(HERE, path))
        assert faults(page, axe_source) == [], path
        assert not too_wide(page), path
    page.goto(f"{HERE}forecasts/")
    press(page.locator("main tr a").first)
    assert faults(page, axe_source) == []
    assert not too_wide(page)
