"""A council that has not written its offer yet."""

from __future__ import annotations

import pytest

from alongside.offer.open_referral.tests.conftest import Ask

pytestmark = pytest.mark.django_db


def test_an_empty_offer_is_an_empty_feed(ask: Ask) -> None:
    page = ask("/services")
    assert (page["total_items"], page["total_pages"], page["last_page"], page["empty"]) == (0, 1, True, True)
    assert ask("/organizations")["total_items"] == 1, "the council itself"
