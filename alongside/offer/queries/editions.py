"""Editions of the offer."""

from __future__ import annotations

from alongside.offer.models import Edition


def editions() -> tuple[Edition, ...]:
    """Every edition, the newest first."""
    return tuple(Edition.objects.all())
