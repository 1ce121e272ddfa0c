"""Presses what leads to another page, and waits until that page has come."""

from __future__ import annotations

from playwright.sync_api import Locator


def press(link_or_button: Locator) -> None:
    """Presses a link or a button and returns when its page is loaded.

    A bare click returns before the answer is there: who then reads the page, or goes on to another, meets what was
    there before what was pressed, and now and then stops the press on its way.
    """
    with link_or_button.page.expect_navigation():
        link_or_button.click()
