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
from alongside.offer.queries.kept import entitlements_at_hand
from alongside.offer.queries.provisions import Check, checks_of, latest_checks

__all__ = [
    "PROMISES",
    "Area",
    "Check",
    "Contact",
    "Entitlement",
    "Home",
    "Sum",
    "advocate",
    "area",
    "checks_of",
    "editions",
    "entitlement_of",
    "entitlements",
    "entitlements_at_hand",
    "home",
    "latest_checks",
]
