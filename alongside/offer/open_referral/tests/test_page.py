"""The page that tells people of the open data."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.conf import settings

from alongside.offer.actions import Loaded
from alongside.offer.reading import reading_age
from tests.visiting import Visit

pytestmark = pytest.mark.django_db


def test_somebody_who_builds_a_directory_finds_the_feed_and_what_they_may_do_with_it(
    offer: Loaded, visit: Visit
) -> None:
    assert visit("/").links["Open data"] == "/open-data/"
    page = visit("/open-data/")
    assert page.links["Open Government Licence v3.0"] == settings.OPEN_DATA_LICENCE["url"]
    assert f"from the local offer of {settings.COUNCIL['name']}, licensed under the Open Government Licence" in page
    assert "LG Inform Plus" in page
    assert "an Open Referral UK resource" in page


def test_every_address_that_the_page_names_answers(offer: Loaded, visit: Visit) -> None:
    links = [link for link in visit("/open-data/").links.values() if link.startswith(settings.SITE_URL)]
    assert len(links) == 15
    for link in links:
        parts = urlsplit(link)
        assert "json" in visit(f"{parts.path}?{parts.query}").response.headers["Content-Type"]


def test_the_page_is_plain_enough_for_somebody_who_builds_no_feeds(offer: Loaded, visit: Visit) -> None:
    sentences = [sentence for sentence in visit("/open-data/").text.split(". ") if "/" not in sentence]
    assert reading_age(". ".join(sentences)) <= 11
