"""Questions about the local offer, answered in frozen dataclasses."""

from alongside.offer.queries.audit import Audit, Line, State, audit
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
from alongside.offer.queries.finding import (
    Found,
    MyList,
    found,
    freshness,
    my_list,
    page_title,
    published,
    words_of_offer,
)
from alongside.offer.queries.kept import entitlements_at_hand
from alongside.offer.queries.provisions import Check, checks_of, latest_checks
from alongside.offer.queries.readers import feedback, looked_for
from alongside.offer.queries.published import Published, published, version_stamp

__all__ = [
    "PROMISES",
    "Area",
    "Audit",
    "Check",
    "Contact",
    "Entitlement",
    "Found",
    "Home",
    "MyList",
    "Line",
    "State",
    "Sum",
    "advocate",
    "area",
    "audit",
    "Published",
    "Sum",
    "advocate",
    "area",
    "areas_by_name",
    "checks_of",
    "editions",
    "entitlement_of",
    "entitlements",
    "feedback",
    "found",
    "freshness",
    "entitlements_at_hand",
    "home",
    "latest_checks",
    "looked_for",
    "my_list",
    "page_title",
    "published",
    "words_of_offer",
    "published",
    "version_stamp",
]
