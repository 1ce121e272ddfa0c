"""When each entitlement was published last, and by which body it is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.offer.models import EntitlementPage, in_english


@dataclass(frozen=True, slots=True)
class Published:
    """When an entitlement was published last (None: it is not known), and the body that gives it."""

    at: datetime | None
    provider_id: UUID | None


def last_published() -> dict[UUID, Published]:
    """Every published entitlement, by its id."""
    rows = in_english(EntitlementPage.objects.live()).values_list("entitlement_id", "last_published_at", "provider_id")
    return {entitlement_id: Published(at, provider_id) for entitlement_id, at, provider_id in rows}
