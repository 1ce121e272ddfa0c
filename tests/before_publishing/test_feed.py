"""A council that has not written its offer yet."""

from __future__ import annotations

import json

import pytest

from tests.visiting import Visit

pytestmark = pytest.mark.django_db


def test_an_empty_offer_is_an_empty_feed(visit: Visit) -> None:
    page = json.loads(visit("/open-referral/services").content)
    assert (page["total_items"], page["total_pages"], page["last_page"], page["empty"]) == (0, 1, True, True)
    assert json.loads(visit("/open-referral/organizations").content)["total_items"] == 1, "the council itself"
