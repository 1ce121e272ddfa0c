"""The law on leaving care in England, as code: categories, duties and entitlements, each with its citation."""

from __future__ import annotations

from alongside.law.categories import category_on, timeline
from alongside.law.conditions import Met
from alongside.law.duties import DueDate, Duty, Event, Outcome, due, due_dates, duties_on, status_events
from alongside.law.entitlements import Entitlement, entitlements_on
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
    "DueDate",
    "Duty",
    "Education",
    "Entitlement",
    "Event",
    "FactsError",
    "Finding",
    "FosterStay",
    "Met",
    "Outcome",
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
    "due",
    "due_dates",
    "duties_on",
    "entitlements_on",
    "status_events",
    "timeline",
]
