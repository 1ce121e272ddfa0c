"""Questions about the local offer, answered in frozen dataclasses."""

from alongside.offer.queries.editions import editions
from alongside.offer.queries.entitlements import (
    PROMISES,
    Area,
    Contact,
    Entitlement,
    Home,
    Sum,
    advocate,
    area,
    entitlement_of,
    entitlements,
    home,
)
from alongside.offer.queries.languages import Coverage, Translated, coverage, translations
from alongside.offer.queries.provisions import Check, checks_of, latest_checks

__all__ = [
    "PROMISES",
    "Area",
    "Check",
    "Contact",
    "Coverage",
    "Entitlement",
    "Home",
    "Sum",
    "Translated",
    "advocate",
    "area",
    "checks_of",
    "coverage",
    "editions",
    "entitlement_of",
    "entitlements",
    "home",
    "latest_checks",
    "translations",
]
