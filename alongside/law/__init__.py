"""The law on leaving care in England, as code: categories, duties and entitlements, each with its citation."""

from __future__ import annotations

from alongside.law.categories import category_on, timeline
from alongside.law.facts import (
    AccommodatedElsewhere,
    Circumstances,
    Detention,
    Education,
    FactsError,
    FosterStay,
    ParentStay,
    SpecialGuardianship,
    Spell,
    Stretch,
    SupportRequest,
)
from alongside.law.findings import Category, Certainty, Finding, Reason, TimelineStretch, Track, WouldChange

__all__ = [
    "AccommodatedElsewhere",
    "Category",
    "Certainty",
    "Circumstances",
    "Detention",
    "Education",
    "FactsError",
    "Finding",
    "FosterStay",
    "ParentStay",
    "Reason",
    "SpecialGuardianship",
    "Spell",
    "Stretch",
    "SupportRequest",
    "TimelineStretch",
    "Track",
    "WouldChange",
    "category_on",
    "timeline",
]
