"""The whole published offer, kept in memory until something is published: for what reads all of it at every request."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import translation

from alongside.offer import stamp
from alongside.offer.queries.entitlements import Entitlement, entitlements

_last: dict[str, Any] = {"stamp": None}


def published(*, on: date) -> tuple[Entitlement, ...]:
    """What ``entitlements`` answers. While the database does not answer, what was kept still serves."""
    return _kept(on, translation.get_language(), known_stamp())


def known_stamp() -> str | None:
    """The stamp of the offer as it was last known."""
    _last["stamp"] = stamp.current() or _last["stamp"]
    return _last["stamp"]


@lru_cache(maxsize=16)  # a language each
def _kept(on: date, _language: str | None, _stamp: str | None) -> tuple[Entitlement, ...]:
    return entitlements(on=on)
