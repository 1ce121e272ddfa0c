"""The words of casework on staff pages: categories, states, certainty, kinds."""

from __future__ import annotations

from alongside.casework.models import Determination
from alongside.law import Category, Certainty

CATEGORIES = {
    Category.ELIGIBLE: "Eligible child",
    Category.RELEVANT: "Relevant child",
    Category.FORMER_RELEVANT: "Former relevant child",
    Category.QUALIFYING: "Person qualifying for advice and assistance",
    Category.NONE: "No category",
    Category.UNKNOWN: "Not known yet",
}
SHORT_CATEGORIES = {
    Category.ELIGIBLE: "Eligible",
    Category.RELEVANT: "Relevant",
    Category.FORMER_RELEVANT: "Former relevant",
    Category.QUALIFYING: "Qualifying",
    Category.NONE: "No category",
    Category.UNKNOWN: "Not known yet",
}
CERTAINTIES = {
    Certainty.CLEAR: "Clear",
    Certainty.BORDERLINE: "Borderline: a manager has to decide",
    Certainty.CONTESTED: "Contested: lawyers read this point of law in two ways, so a manager has to decide",
    Certainty.UNKNOWN: "Not known: the care history needed to decide is not held here",
}
STATES = {
    Determination.State.FOUND: "Found by the law, not yet proposed",
    Determination.State.PROPOSED: "Proposed, waiting for a manager",
    Determination.State.SENT_BACK: "Sent back by a manager",
    Determination.State.APPROVED: "Approved",
}


def category_in_words(category: Category, *, looked_after: bool) -> str:
    """The short word for a list; a child who is looked after and in no category is just that."""
    if category is Category.NONE and looked_after:
        return "Looked after"
    return SHORT_CATEGORIES[category]
