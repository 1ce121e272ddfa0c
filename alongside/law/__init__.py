"""The law on leaving care in England, as code: categories, duties and entitlements, each with its citation."""

from __future__ import annotations

from alongside.law.ages import age_on, birthday, months_after
from alongside.law.by_category import Entry, Section, law_by_category
from alongside.law.categories import category_on, timeline
from alongside.law.citations import Citation, Evidence, Force
from alongside.law.conditions import Met
from alongside.law.duties import DueDate, Duty, Manner, Outcome, due, due_dates, duties_on
from alongside.law.entitlements import Entitlement, entitlements_on
from alongside.law.events import Event, status_events
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
from alongside.law.local_offer import ItemKind, ItemStatus, OfferItem, local_offer_item, local_offer_items
from alongside.law.open_questions import OPEN_QUESTIONS, OpenQuestion
from alongside.law.register import EVIDENCE_IN_WORDS, Provision, provision, provisions
from alongside.law.rules import all_clocks, all_rules, derived_event_kinds, event_kinds, planned_event_kinds
from alongside.law.values import Basis, Value, all_values
from alongside.law.working_days import is_working_day, working_days_after

__all__ = [
    "EVIDENCE_IN_WORDS",
    "OPEN_QUESTIONS",
    "AccommodatedElsewhere",
    "Basis",
    "Category",
    "Certainty",
    "Circumstances",
    "Citation",
    "Detention",
    "DueDate",
    "Duty",
    "Education",
    "Entitlement",
    "Entry",
    "Event",
    "Evidence",
    "FactsError",
    "Finding",
    "Force",
    "FosterStay",
    "ItemKind",
    "ItemStatus",
    "Manner",
    "Met",
    "OfferItem",
    "OpenQuestion",
    "Outcome",
    "ParentStay",
    "Provision",
    "Reason",
    "Section",
    "SpecialGuardianship",
    "Spell",
    "Stretch",
    "SupportRequest",
    "TimelineStretch",
    "Track",
    "Value",
    "WouldChange",
    "age_on",
    "all_clocks",
    "all_rules",
    "all_values",
    "birthday",
    "category_on",
    "derived_event_kinds",
    "due",
    "due_dates",
    "duties_on",
    "entitlements_on",
    "event_kinds",
    "is_working_day",
    "law_by_category",
    "local_offer_item",
    "local_offer_items",
    "months_after",
    "planned_event_kinds",
    "provision",
    "provisions",
    "status_events",
    "timeline",
    "working_days_after",
]
