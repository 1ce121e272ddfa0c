"""The events that start or meet the law's clocks, and where each comes from in our records.

Workers record most of them. Some the return states: a looked-after review, a move into a placement. Some our own
records imply: an adviser was allocated, a category was decided. The rest the law finds from the facts by itself.
"""

from __future__ import annotations

from alongside.law import derived_event_kinds, event_kinds, planned_event_kinds

KINDS: dict[str, str] = {kind: words for kind, words in event_kinds().items() if kind not in derived_event_kinds()}
"""The kinds that are recorded, with their words ("contact was made")."""

EVERYDAY = (
    *("contact_made", "visit_made", "plan_agreed", "review_held", "assessment_completed", "adviser_introduced"),
    *("offered_support", "health_assessed", "looked_after_review_held", "looked_after_visit_made"),
    *("accommodation_provided", "accommodation_ended", "review_asked_for", "contact_lost", "contact_step_taken"),
)
"""Those a worker is offered first, in the order of a working week."""

PLANNED = planned_event_kinds()
"""Those that may lie ahead: a vacation, a move, care that is meant to end. Something has to be done before them."""

NEW_PLACEMENT = frozenset("SPTBU")
"""Reasons for a new episode that mean a new placement or carer (RNE; L is a new legal status only)."""
