"""Takes the pictures in docs/screenshots of the demo council as it stands: `make screenshots`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys import council

FOLDER = Path(council.ROOT) / "docs" / "screenshots"
WIDTHS = (360, 1280)


def main() -> None:
    """One picture of each page at each width."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with council.served(dict(os.environ), worker=False) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=council.chromium(), args=council.CHROMIUM_ARGUMENTS)
        for width in WIDTHS:
            for name, go_to in PICTURES.items():
                page = browser.new_page(base_url=address, viewport={"width": width, "height": 800})
                go_to(page)
                page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True)
                page.close()
                print(f"docs/screenshots/{name}-{width}.png")


def home(page: Page) -> None:
    """The local offer's first page."""
    page.goto("/")


def area(page: Page) -> None:
    """One area of the offer."""
    home(page)
    page.get_by_role("link", name="A place to live").click()


def entitlement(page: Page) -> None:
    """One entitlement, with an amount."""
    area(page)
    page.get_by_role("main").get_by_role("link", name=re.compile("£|move in|furniture|set up", re.I)).first.click()


def checker_result(page: Page) -> None:
    """What somebody of 18 who left care on that birthday is told."""
    page.goto("/what-can-i-get/")
    for answer in ("Brightwater", "18, 19 or 20", "When I turned 18", "Yes, 13 weeks or more"):
        page.get_by_role("button", name=answer).first.click()
    while page.locator("button[name=answer]").count():
        page.locator("button[name=answer]").last.click()


def caseload(page: Page) -> None:
    """An adviser's young people."""
    page.goto("/demo/")
    page.get_by_role("button", name="Marsha Okafor").first.click()
    page.goto("/staff/caseload/")


def person(page: Page) -> None:
    """One young person, as their adviser sees them: the first former relevant child."""
    caseload(page)
    page.goto("/staff/caseload/?category=former_relevant")
    page.get_by_role("table").get_by_role("link").first.click()


PICTURES: dict[str, Callable[[Page], None]] = {
    "home": home,
    "area": area,
    "entitlement": entitlement,
    "checker-result": checker_result,
    "caseload": caseload,
    "person": person,
}

if __name__ == "__main__":
    main()
