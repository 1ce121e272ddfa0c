"""Short lives that the tests of duties, entitlements and clocks share. Everyone in them is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.law import Circumstances, Spell


def in_care_to_18(**more: Any) -> Circumstances:
    """In care under a care order from 2018 to the 18th birthday; 21 on 22 November 2026."""
    return Circumstances(**_care(date(2005, 11, 22), date(2018, 1, 1), date(2023, 11, 22)) | more)


def in_care(**more: Any) -> Circumstances:
    """In care under a care order since 2021, eligible from the 16th birthday, 10 March 2025."""
    return Circumstances(**_care(date(2009, 3, 10), date(2021, 1, 15), None) | more)


def left_at_17(**more: Any) -> Circumstances:
    """Left care on 1 June 2026 at 17: relevant until the 18th birthday, 10 March 2027."""
    return Circumstances(**_care(date(2009, 3, 10), date(2021, 1, 15), date(2026, 6, 1)) | more)


def ten_weeks_at_16(**more: Any) -> Circumstances:
    """In care by agreement for ten weeks at 16: qualifying until the 21st birthday, 4 April 2030."""
    return Circumstances(**_care(date(2009, 4, 4), date(2025, 5, 1), date(2025, 7, 10), "V2") | more)


def in_short_breaks(**more: Any) -> Circumstances:
    """Fifteen years old, in a short break from 1 to 15 October 2026."""
    return Circumstances(**_care(date(2011, 5, 5), date(2026, 10, 1), date(2026, 10, 15), "V4") | more)


def never_in_care(**more: Any) -> Circumstances:
    """Seventeen, and never in care."""
    return Circumstances(**{"born_on": date(2009, 1, 1)} | more)


def _care(born_on: date, from_on: date, to_on: date | None, legal_status: str = "C2") -> dict[str, Any]:
    return {"born_on": born_on, "spells": (Spell(from_on, to_on, legal_status, "A"),)}
