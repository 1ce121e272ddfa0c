"""Questions about the local offer, answered in frozen dataclasses."""

from alongside.offer.queries.audit import Audit, Line, State, audit
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
from alongside.offer.queries.provisions import Check, checks_of, latest_checks

__all__ = [
    "PROMISES",
    "Area",
    "Audit",
    "Check",
    "Contact",
    "Entitlement",
    "Home",
    "Line",
    "State",
    "Sum",
    "advocate",
    "area",
    "audit",
    "checks_of",
    "editions",
    "entitlement_of",
    "entitlements",
    "home",
    "latest_checks",
]
