"""The real pages in Arabic, in a real browser: mirrored, readable, with numbers in their own direction."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys import accessibility
from tests.journeys.pressing import press

PAGES = ("/ar/", "/ar/money/", "/ar/home/setting-up-home/", "/ar/money/festival-money/", "/ar/what-can-i-get/",
         "/ar/contact/", "/ar/how-the-law-works/18-to-20/")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nobody_scrolls_sideways(
    open_page: Callable[..., Page], axe_source: str, path: str
) -> None:
    page = open_page(path, scripts=True)
    assert [str(fault) for fault in accessibility.faults(page, axe_source)] == []
    assert accessibility.too_wide(page) <= 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert accessibility.too_wide(page) <= 0


def test_what_points_and_marks_stands_on_the_right(open_page: Callable[..., Page]) -> None:
    page = open_page("/ar/home/setting-up-home/")
    middle = page.viewport_size["width"] / 2  # type: ignore[index]
    back = page.locator(".govuk-back-link").bounding_box()
    assert back and back["x"] + back["width"] > middle
    assert page.locator("h1").evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert page.locator(".app-phone").first.evaluate("one => getComputedStyle(one).direction") == "ltr"
    marker = page.locator(".app-translation").first
    assert marker.evaluate("one => getComputedStyle(one).borderRightWidth") == "4px"


def test_the_languages_unfold_within_a_small_screen(open_page: Callable[..., Page]) -> None:
    for path in ("/", "/ar/"):
        page = open_page(path)
        page.locator("details.app-languages summary").click()
        box = page.locator("details.app-languages ul").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
        press(page.get_by_role("link", name="Tiếng Việt"))
        assert page.url.endswith("/vi/")
