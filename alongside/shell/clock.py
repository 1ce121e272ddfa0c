"""The one place that asks what time it is. Everything else takes a date."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """Today in the council's time zone (``TIME_ZONE``)."""
    return timezone.localdate()
