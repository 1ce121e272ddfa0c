"""Questions about the local offer, answered in frozen dataclasses."""

from alongside.offer.queries.areas import areas_by_name
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
from alongside.offer.queries.finding import (
    Found,
    MyList,
    found,
    freshness,
    my_list,
    page_title,
    words_of_offer,
)
from alongside.offer.queries.kept import known_stamp, published
from alongside.offer.queries.last_published import Published, last_published
from alongside.offer.queries.provisions import Check, checks_of, latest_checks
from alongside.offer.queries.readers import feedback, looked_for

__all__ = [
    "PROMISES",
    "Area",
    "Audit",
    "Check",
    "Contact",
    "Entitlement",
    "Found",
    "Home",
    "Line",
    "MyList",
    "Published",
    "State",
    "Sum",
    "advocate",
    "area",
    "areas_by_name",
    "audit",
    "checks_of",
    "editions",
    "entitlement_of",
    "entitlements",
    "feedback",
    "found",
    "freshness",
    "home",
    "known_stamp",
    "last_published",
    "latest_checks",
    "looked_for",
    "my_list",
    "page_title",
    "published",
    "words_of_offer",
]
