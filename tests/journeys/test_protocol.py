"""A district signs the housing protocol through its own approval, and sees its own slice only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.pressing import press

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}


def test_a_district_signs_the_protocol_and_sees_its_own_figures_only(sign_in: Open) -> None:
    today = date.today()  # noqa: DTZ011, TID251  the council that is served goes by the real day
    officer = sign_in("Farah Aziz", viewport=PHONE)
    officer.goto("/staff/partners/protocols/")
    expect(officer.get_by_text("Waits for your signature")).to_be_visible()
    expect(officer.get_by_role("link", name="Health after care, with the NHS")).to_have_count(0)
    press(officer.get_by_role("link", name="Homes for care leavers"))
    press(officer.get_by_role("link", name="Sign for Westering District Council"))
    officer.get_by_label("Your post").fill("Head of housing")
    officer.get_by_label("Which body of yours approved it?").fill("Cabinet")
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        officer.locator(f"[name=approved_on-{part}]").fill(str(value))
    press(officer.get_by_role("button", name="Sign"))
    expect(officer.get_by_text("Signed for Westering District Council.")).to_be_visible()
    expect(officer.get_by_role("link", name="Sign for Westering District Council")).to_have_count(0)
    expect(officer.get_by_role("heading", name="What was kept in the last year")).to_have_count(0)

    housing = sign_in("Rob Tansley", viewport=PHONE)
    housing.goto("/staff/partners/protocols/")
    press(housing.get_by_role("link", name="Homes for care leavers"))
    kept = housing.get_by_role("table", name="What was kept")
    expect(kept.get_by_role("rowheader", name="Kingsmere District Council")).to_be_visible()
    expect(kept.get_by_role("rowheader")).to_have_count(1)
    housing.goto("/staff/partners/homes/")
    expect(housing.get_by_text("Nowhere with staff at night")).to_have_count(0)


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 700}, {"width": 1280, "height": 900}])
def test_the_pages_are_accessible(sign_in: Open, axe_source: str, viewport: dict[str, int]) -> None:
    page = sign_in("Bronwen Hale", scripts=True, viewport=viewport)
    for path in ("protocols/", "homes/", "homes/strategy/", "council-tax/", "impact/"):
        page.goto(f"/staff/partners/{path}")
        assert faults(page, axe_source) == [], path
        assert not too_wide(page), path
    page.goto("/staff/partners/protocols/")
    press(page.get_by_role("link", name="Homes for care leavers"))
    assert faults(page, axe_source) == []
    assert not too_wide(page)


@pytest.mark.parametrize("path", ["/partners/council-tax/", "/partners/impact/"])
def test_the_public_pages_are_accessible(open_page: Open, axe_source: str, path: str) -> None:
    page = open_page(path, scripts=True, viewport={"width": 320, "height": 700})
    assert faults(page, axe_source) == []
    assert not too_wide(page)


def test_a_partner_signs_and_says_what_it_did_on_its_own_page(sign_in: Open) -> None:
    today = date.today()  # noqa: DTZ011, TID251  the council that is served goes by the real day
    nurse = sign_in("Helen Ombati", viewport=PHONE)
    nurse.goto("/staff/ours/")
    expect(nurse.get_by_role("heading", name="Brightwater Community Health")).to_be_visible()
    press(nurse.get_by_role("link", name="Health after care, with the NHS").first)
    press(nurse.get_by_role("link", name="Sign for Brightwater Community Health"))
    nurse.get_by_label("Your post").fill("Chief nurse")
    nurse.get_by_label("Which body of yours approved it?").fill("Trust board")
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        nurse.locator(f"[name=approved_on-{part}]").fill(str(value))
    press(nurse.get_by_role("button", name="Sign"))
    nurse.goto("/staff/ours/")
    expect(nurse.get_by_role("heading", name="Waits for your signature")).to_have_count(0)
    press(nurse.get_by_role("link", name="Say what we did for it"))
    nurse.get_by_label("What did you do?").fill("Each of them got a letter with their jabs on it.")
    press(nurse.get_by_role("button", name="Save"))
    expect(nurse.get_by_text("Each of them got a letter with their jabs on it.")).to_be_visible()
    expect(nurse.get_by_role("cell", name="Waits to be agreed").first).to_be_visible()


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 700}, {"width": 1280, "height": 900}])
def test_an_organisations_own_page_is_accessible(sign_in: Open, axe_source: str, viewport: dict[str, int]) -> None:
    page = sign_in("Rob Tansley", scripts=True, viewport=viewport)
    for path in ("/staff/ours/", "/staff/council-tax/"):
        page.goto(path)
        assert faults(page, axe_source) == [], path
        assert not too_wide(page), path
