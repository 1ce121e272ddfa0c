"""The district councils' own parts of the offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.offer.queries.entitlements import Entitlement, entitlements
from alongside.partners import queries as partners


@dataclass(frozen=True, slots=True)
class DistrictPart:
    """What somebody can get who lives in one district: what its council writes, and what the county gives there."""

    slug: str
    name: str
    council: str
    own: tuple[Entitlement, ...]
    county: tuple[Entitlement, ...]


def district_part(slug: str, *, on: date) -> DistrictPart | None:
    """One district's page; None where there is no such district."""
    found = partners.district(slug)
    if found is None:
        return None
    district_id, name = found
    council = partners.district_councils()[district_id]
    everything = entitlements(on=on)
    return DistrictPart(
        slug=slug,
        name=name,
        council=council,
        own=tuple(one for one in everything if one.written_by == council),
        county=tuple(one for one in everything if not one.written_by and (not one.districts or name in one.districts)),
    )
