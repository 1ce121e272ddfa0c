"""Takes the pictures in docs/screenshots of the demo council as it stands: `make screenshots`."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.journeys import council
from tests.journeys.pressing import press

FOLDER = Path(council.ROOT) / "docs" / "screenshots"
WIDTHS = (360, 1280)
TALLEST = 2200
"""Pixels: what is below shows nothing new."""
COLOURS = 48
"""Enough for pages of few colours, in a quarter of the bytes."""


def main() -> None:
    """One picture of each page at each width."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with council.served(dict(os.environ), worker=False) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=council.chromium(), args=council.CHROMIUM_ARGUMENTS)
        for width in WIDTHS:
            for name, go_to in PICTURES.items():
                page = browser.new_page(base_url=address, viewport={"width": width, "height": 800})
                go_to(page)
                _keep(page.screenshot(full_page=True), FOLDER / f"{name}-{width}.png")
                page.close()
                print(f"docs/screenshots/{name}-{width}.png")


def _keep(picture: bytes, path: Path) -> None:
    """Save a picture small."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    shown = whole.crop((0, 0, whole.width, min(whole.height, TALLEST)))
    shown.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def home(page: Page) -> None:
    """The local offer's first page."""
    page.goto("/")


def area(page: Page) -> None:
    """One area of the offer."""
    home(page)
    press(page.get_by_role("link", name="A place to live"))


def entitlement(page: Page) -> None:
    """One entitlement, with an amount."""
    area(page)
    press(page.get_by_role("main").get_by_role("link", name=re.compile("£|move in|furniture|set up", re.I)).first)


def checker_result(page: Page) -> None:
    """What somebody of 18 who left care on that birthday is told."""
    page.goto("/what-can-i-get/")
    for answer in ("Brightwater", "18, 19 or 20", "When I turned 18", "Yes, 13 weeks or more"):
        press(page.get_by_role("button", name=answer).first)
    while page.locator("button[name=answer]").count():
        press(page.locator("button[name=answer]").last)


def caseload(page: Page) -> None:
    """An adviser's young people."""
    at_work("Marsha Okafor", "/staff/caseload/")(page)


def person(page: Page) -> None:
    """One young person, as their adviser sees them: the first former relevant child."""
    caseload(page)
    page.goto("/staff/caseload/?category=former_relevant")
    press(page.get_by_role("table").get_by_role("link").first)


def at_work(who: str, path: str) -> Callable[[Page], None]:
    """A page of the staff's, as somebody sees it."""

    def go_to(page: Page) -> None:
        _sign_in(page, who)
        page.goto(path)

    return go_to


def forecast(page: Page) -> None:
    """A forecast of homes, with what it says of its doubt."""
    at_work("Bronwen Hale", "/staff/sufficiency/forecasts/")(page)
    press(page.locator("main tr a").first)


def two_forecasts(page: Page) -> None:
    """Two forecasts beside each other."""
    at_work("Bronwen Hale", "/staff/sufficiency/scenarios/")(page)
    page.get_by_label("The first").select_option(index=1)
    page.get_by_label("The second").select_option(index=0)
    press(page.get_by_role("button", name="Compare"))


def meeting(page: Page) -> None:
    """The newest public meeting of the board with its papers."""
    page.goto("/board/")
    press(page.get_by_role("main").get_by_role("link", name=re.compile("Corporate Parenting Board")).first)


def one_s_own(path: str) -> Callable[[Page], None]:
    """A page of the young person's of 19."""
    return at_work("Somebody of 19", f"/me/{path}")


def about_them(path: str, link: str = "") -> Callable[[Page], None]:
    """A page about the same young person, as their adviser sees it; or the first page that a link on it leads to."""

    def go_to(page: Page) -> None:
        _sign_in(page, "Somebody of 19")
        page.goto("/me/")
        name = page.locator("h1").inner_text().removeprefix("Hello, ")
        adviser = page.locator("main p strong").first.inner_text()
        _sign_in(page, adviser)
        page.goto("/staff/caseload/")
        press(page.get_by_role("link", name=re.compile(f"^{name} ")).first)
        page.goto(page.url + path)
        if link:
            press(page.get_by_role("main").get_by_role("link", name=re.compile(link)).first)

    return go_to


def _sign_in(page: Page, who: str) -> None:
    page.goto("/demo/")
    press(page.get_by_role("button", name=who).first)


PICTURES: dict[str, Callable[[Page], None]] = {
    "home": home,
    "area": area,
    "entitlement": entitlement,
    "checker-result": checker_result,
    "caseload": caseload,
    "person": person,
    "due": at_work("Marsha Okafor", "/staff/due/"),
    "record-contact": about_them("contact-log/"),
    "assessment": about_them("assessments/", "^Assessment"),
    "plan": about_them("plan/"),
    "reviews": about_them("reviews/"),
    "life": about_them("life/"),
    "letters": about_them("letters/"),
    "money": about_them("money/"),
    "safety": about_them("safety/"),
    "sharing": about_them("sharing/"),
    "own-records": about_them("own-records/"),
    "team": at_work("Hilary Stroud", "/staff/team/"),
    "rights-desk": at_work("Hilary Stroud", "/staff/rights/"),
    "risk-panels": at_work("Hilary Stroud", "/staff/risk-panels/"),
    "birthdays": at_work("Wendy Tranter", "/staff/birthdays/"),
    "lists-out": at_work("Wendy Tranter", "/staff/lists/"),
    "housing": at_work("Rob Tansley", "/staff/housing/"),
    "consultation": lambda page: page.goto("/voice/where-do-you-feel-at-home/"),
    "meeting": meeting,
    "enquiries": at_work("Cllr Tom Ashdown", "/staff/board/enquiries/"),
    "indicator": at_work("Cllr Tom Ashdown", "/staff/board/indicators/H7/"),
    "plans": at_work("Graham Yardley", "/staff/board/plans/"),
    "homes-now": at_work("Bronwen Hale", "/staff/sufficiency/"),
    "forecast": forecast,
    "two-forecasts": two_forecasts,
    "homes-needed": lambda page: page.goto("/homes-needed/"),
    "my-place": one_s_own(""),
    "my-plan": one_s_own("plan/"),
    "what-i-need": one_s_own("needs/"),
    "my-money": one_s_own("money/"),
    "what-i-can-get": one_s_own("can-get/"),
    "my-rights": one_s_own("rights/"),
    "who-looked": one_s_own("looked/"),
}

if __name__ == "__main__":
    main()
