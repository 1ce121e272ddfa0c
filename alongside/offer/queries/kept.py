"""The whole offer kept at hand in memory, for what reads all of it at every request."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max
from django.utils import translation
from wagtail.models import Page

from alongside.offer.queries.entitlements import Entitlement, entitlements
from alongside.shell import clock

KEPT_FOR = 60
"""Seconds. A page that is published is seen at once; a body's new phone number, which no page tells of, after these."""


def entitlements_at_hand(*, on: date) -> tuple[Entitlement, ...]:
    """What ``entitlements`` answers, read afresh when anything was published, and after a minute."""
    pages = Page.objects.live().aggregate(Count("pk"), Max("last_published_at"), Max("latest_revision"))
    this_minute = int(clock.now().timestamp()) // KEPT_FOR
    return _kept(on, translation.get_language(), tuple(pages.values()), this_minute)


@lru_cache(maxsize=8)
def _kept(on: date, language: str, *as_it_stands: Any) -> tuple[Entitlement, ...]:
    return entitlements(on=on)
