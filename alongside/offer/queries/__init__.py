"""Questions about the local offer, answered in frozen dataclasses."""

from alongside.offer.queries.areas import areas_by_name
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
from alongside.offer.queries.published import Published, published, version_stamp

__all__ = [
    "PROMISES",
    "Area",
    "Check",
    "Contact",
    "Entitlement",
    "Home",
    "Published",
    "Sum",
    "advocate",
    "area",
    "areas_by_name",
    "checks_of",
    "editions",
    "entitlement_of",
    "entitlements",
    "home",
    "latest_checks",
    "published",
    "version_stamp",
]
