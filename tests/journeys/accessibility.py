"""Asks axe-core what is wrong with a page for somebody who cannot see, hear, point or read it as we do."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that axe found."""

    rule: str
    help: str
    where: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.help} at {self.where}"


def faults(page: Page, axe_source: str) -> list[Fault]:
    """What axe finds on the page as it stands, by the WCAG 2.2 AA rules. Scripts have to be on."""
    assert page.evaluate("matchMedia('(scripting: enabled)').matches"), "axe waits for ever where scripts are off"
    page.evaluate(axe_source)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", WCAG_2_2_AA
    )
    return [
        Fault(one["id"], one["help"], node["target"][0] if node["target"] else "?")
        for one in found["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than the window: nobody should have to scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
