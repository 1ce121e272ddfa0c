"""When each entitlement was published last, and whether anything of the offer has changed since somebody looked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.offer.models import AreaPage, EntitlementPage
from alongside.partners import queries as partners


@dataclass(frozen=True, slots=True)
class Published:
    """When an entitlement was published last (None: it is not known), and the body that gives it."""

    at: datetime | None
    provider_id: UUID | None


def published() -> dict[UUID, Published]:
    """Every published entitlement, by its id."""
    rows = EntitlementPage.objects.live().values_list("entitlement_id", "last_published_at", "provider_id")
    return {entitlement_id: Published(at, provider_id) for entitlement_id, at, provider_id in rows}


def version_stamp() -> str:
    """A short text that changes whenever anything that is published changes: a page, a body, a district."""
    columns = ("pk", "path", "url_path", "last_published_at")
    told = [
        list(EntitlementPage.objects.live().order_by("pk").values_list(*columns)),
        list(AreaPage.objects.live().order_by("pk").values_list(*columns)),
        partners.organisations(),
        partners.districts(),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()
