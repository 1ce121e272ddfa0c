"""The same pages written right-to-left: a file of its own, so that the other core can walk it at the same time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.test_every_page import VISITORS, all_objections


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_is_fit_right_to_left(visitor: str, browser: Browser, site_rtl: str, axe_source: str) -> None:
    assert not (found := all_objections(browser, site_rtl, "rtl", VISITORS[visitor], axe_source)), "\n" + "\n".join(
        found
    )
