"""What no rule about markup can see: whether what is painted lies where it can be pressed, both ways round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from playwright.sync_api import Browser, Page

from alongside.shell import design
from alongside.shell.gallery import LAYOUTS, gallery
from tests.journeys import accessibility

DIRECTIONS = ("ltr", "rtl")
BOTH_WAYS = pytest.mark.parametrize("direction", DIRECTIONS)
EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)

PAINTED = """() => [...document.querySelectorAll(".govuk-radios__item, .govuk-checkboxes__item")].map(item => {
  const input = item.querySelector("input").getBoundingClientRect();
  const label = item.querySelector("label");
  const box = getComputedStyle(label, "::before"), at = item.getBoundingClientRect();
  const left = at.left + parseFloat(box.left), top = at.top + parseFloat(box.top);
  const words = document.createRange();
  words.selectNodeContents(label);
  return {input: [input.left, input.right, input.top, input.bottom],
          painted: [left, left + parseFloat(box.width), top, top + parseFloat(box.height)],
          words: [words.getBoundingClientRect().left, words.getBoundingClientRect().right]};
})"""

SMALL_TARGETS = """() => [...document.querySelectorAll("button, .govuk-button, .app-card, .govuk-input, .govuk-select")]
  .filter(one => one.getBoundingClientRect().height < 47.5).map(one => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Shows a page of the gallery: ``show("public", "rtl", width=320)``."""
    opened = []

    def show_it(layout: str, direction: str, *, width: int) -> Page:
        request = RequestFactory().get("/gallery/", {"dir": direction})
        request.user = AnonymousUser()
        html = gallery(request, layout).content.decode()
        page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        opened.append(page)
        page.set_content(html, wait_until="domcontentloaded")
        name = ("staff" if layout == "staff" else "public") + (".rtl" if direction == "rtl" else "")
        css = (settings.VAR / "assets" / f"{name}.css").read_text() + design.custom_properties(design.council())
        page.add_style_tag(content=css)
        return page

    yield show_it
    for page in opened:
        page.close()


@BOTH_WAYS
@pytest.mark.parametrize("layout", ["public", "staff"])
def test_a_choice_is_painted_where_it_is_pressed(show: Callable[..., Page], layout: str, direction: str) -> None:
    choices: list[dict[str, Any]] = show(layout, direction, width=360).evaluate(PAINTED)
    assert len(choices) >= 7
    for choice in choices:
        left, right, top, bottom = choice["input"]
        painted = choice["painted"]
        assert left - 1 <= painted[0] and painted[1] <= right + 1, choice
        assert top - 1 <= painted[2] and painted[3] <= bottom + 1, choice
        starts_beside_its_words = (
            right <= choice["words"][0] + 1 if direction == "ltr" else left >= choice["words"][1] - 1
        )
        assert starts_beside_its_words, choice


@BOTH_WAYS
@pytest.mark.parametrize("layout", ["public", "staff"])
def test_day_month_and_year_stand_side_by_side_on_a_phone(
    show: Callable[..., Page], layout: str, direction: str
) -> None:
    boxes = show(layout, direction, width=320).locator(".govuk-date-input").first.locator("input").all()
    places = [box.bounding_box() for box in boxes]
    assert len({place["y"] for place in places if place}) == 1
    across = [place["x"] for place in places if place]
    assert across == sorted(across, reverse=direction == "rtl")


@BOTH_WAYS
@EVERY_LAYOUT
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nobody_scrolls_sideways(show: Callable[..., Page], layout: str, direction: str, width: int) -> None:
    assert accessibility.too_wide(show(layout, direction, width=width)) <= 0


@BOTH_WAYS
@EVERY_LAYOUT
def test_words_twice_as_big_still_fit(show: Callable[..., Page], layout: str, direction: str) -> None:
    page = show(layout, direction, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert accessibility.too_wide(page) <= 0


@BOTH_WAYS
def test_what_is_pressed_on_a_public_page_is_as_big_as_a_thumb(show: Callable[..., Page], direction: str) -> None:
    assert show("public", direction, width=360).evaluate(SMALL_TARGETS) == []


@BOTH_WAYS
@EVERY_LAYOUT
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_the_gallery(
    show: Callable[..., Page], axe_source: str, layout: str, direction: str, width: int
) -> None:
    assert [str(fault) for fault in accessibility.faults(show(layout, direction, width=width), axe_source)] == []


@EVERY_LAYOUT
@pytest.mark.parametrize("width", [320, 1280])
def test_words_stand_out_seven_to_one(show: Callable[..., Page], axe_source: str, layout: str, width: int) -> None:
    page = show(layout, "ltr", width=width)
    page.evaluate(axe_source)
    found = page.evaluate("axe.run(document, {runOnly: {type: 'rule', values: ['color-contrast-enhanced']}})")
    faint = [(node["html"], node["any"][0]["message"]) for one in found["violations"] for node in one["nodes"]]
    assert faint == []
    assert found["passes"]


def test_a_page_goes_to_paper_without_what_only_a_screen_needs(show: Callable[..., Page]) -> None:
    page = show("public", "ltr", width=700)
    page.emulate_media(media="print")
    assert not page.locator(".govuk-service-navigation").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator(".app-amount__sum").first.is_visible()
