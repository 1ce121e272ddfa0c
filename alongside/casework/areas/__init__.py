"""The areas of a young person's life that are recorded: home, housing, learning, health, papers, benefits, children.

Each kind of record says in one place whose it is, what its form asks, how it reads in a sentence, what it checks and
which of the law's clocks it moves. Pages, actions and queries go through these tables, so that an area is added by
adding a kind.
"""

from __future__ import annotations

from alongside.casework.areas import homes, housing, learning, wellbeing
from alongside.casework.areas.base import Area, Kind

__all__ = ["AREAS", "KINDS", "Area", "Kind", "area_of"]

AREAS: tuple[Area, ...] = (
    homes.AREA,
    housing.AREA,
    learning.AREA,
    wellbeing.HEALTH_AREA,
    wellbeing.PAPERS_AREA,
    wellbeing.BENEFITS_AREA,
    wellbeing.CHILDREN_AREA,
    wellbeing.HELPERS_AREA,
    wellbeing.RESTRICTED_AREA,
)
KINDS: dict[str, Kind] = {kind.slug: kind for area in AREAS for kind in area.kinds}


def area_of(kind: Kind) -> Area:
    """The area on whose page a kind is shown."""
    return next(area for area in AREAS if kind in area.kinds)
