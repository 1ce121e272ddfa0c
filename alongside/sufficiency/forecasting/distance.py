"""How far a placement is from home: great circles between the middles of postcodes."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_MILES = 3958.8
FAR_MILES = 20.0
"""The statutory return's own measure: more than 20 miles from home and outside the area."""


@dataclass(frozen=True, slots=True)
class Centroid:
    """The middle of a postcode, in degrees, and whether it lies in the council's area; None where nobody said."""

    latitude: float
    longitude: float
    is_inside: bool | None = None


def miles(one: Centroid, other: Centroid) -> float:
    """The distance as the crow flies."""
    here, there = radians(one.latitude), radians(other.latitude)
    across = sin((there - here) / 2) ** 2
    along = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(across + cos(here) * cos(there) * along))


def plain_postcode(postcode: str) -> str:
    """A postcode without blanks, in capitals, so that it is found however it was typed."""
    return "".join(postcode.split()).upper()
