"""Disability, in the codes of the children in need census, which the Standard Safeguarding Dataset carries too.

The statutory return on looked-after children does not ask about it. The list is from general knowledge (unverified):
compare it with the guide to the census before each release.
"""

from __future__ import annotations

from collections.abc import Sequence

NONE = "NONE"
DISABILITIES = {
    NONE: "No disability",
    "MOB": "Moving about",
    "HAND": "Using the hands",
    "PC": "Personal care",
    "INC": "Incontinence",
    "COMM": "Communicating",
    "LD": "Learning",
    "HEAR": "Hearing",
    "VIS": "Seeing",
    "BEH": "Behaviour",
    "CON": "Consciousness: seizures, for example",
    "AUT": "Autism, diagnosed",
    "DDA": "Another disability under the Equality Act 2010",
}
"""Code → what it means. An empty list of codes: nobody has written down what they say."""


def in_words(codes: Sequence[str]) -> str:
    """Yes, No, or empty where nothing is recorded."""
    if not codes:
        return ""
    return "No" if list(codes) == [NONE] else "Yes"


def why_not(codes: Sequence[str]) -> str:
    """Why these codes cannot stand together; empty where they can."""
    if set(codes) - set(DISABILITIES):
        return "Choose from the list of disabilities."
    if NONE in codes and len(set(codes)) > 1:
        return "Either there is no disability, or there is one: untick one of the two."
    return ""
