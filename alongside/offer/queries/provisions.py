"""Checks of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.offer.models import ProvisionCheck


@dataclass(frozen=True, slots=True)
class Check:
    """A legal officer's check of a provision."""

    provision_id: str
    agrees: bool
    checked_on: date
    edition: str
    note: str
    by: str


def checks_of(provision_id: str) -> tuple[Check, ...]:
    """Every check of a provision, the newest first."""
    return tuple(_check(row) for row in ProvisionCheck.objects.filter(provision_id=provision_id))


def latest_checks() -> dict[str, Check]:
    """The latest check of each provision that was ever checked."""
    return {row.provision_id: _check(row) for row in ProvisionCheck.objects.order_by("id")}


def _check(row: ProvisionCheck) -> Check:
    return Check(row.provision_id, row.agrees, row.checked_on, row.edition, row.note, row.checked_by_name)
