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
from alongside.offer.queries.formats import (
    EasyLine,
    Made,
    area_summaries,
    easy_read,
    languages_of_the_offer,
    made_file,
    made_files,
)
from alongside.offer.queries.provisions import Check, checks_of, latest_checks

__all__ = [
    "PROMISES",
    "Area",
    "Check",
    "Contact",
    "EasyLine",
    "Entitlement",
    "Home",
    "Made",
    "Sum",
    "advocate",
    "area",
    "area_summaries",
    "checks_of",
    "easy_read",
    "editions",
    "entitlement_of",
    "entitlements",
    "home",
    "languages_of_the_offer",
    "latest_checks",
    "made_file",
    "made_files",
]
