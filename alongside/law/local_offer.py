"""What a local offer for care leavers has to say (Children and Social Work Act 2017, section 2): ``local_offer.toml``.

Items are numbered 1 to 114 for good: records of an offer, a council's decisions and audits point at them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from alongside.law.citations import Citation, Evidence
from alongside.law.register import provision

_FILE = Path(__file__).with_name("local_offer.toml")


class ItemStatus(StrEnum):
    """How strongly an item is asked for."""

    LAW = "law"
    LAW_2026 = "law_2026"
    """Law once its provision of the Children's Wellbeing and Schools Act 2026 is in force."""
    GUIDANCE = "guidance"
    OPTIONAL = "optional"


class ItemKind(StrEnum):
    """What an item is about."""

    WHOLE_OFFER = "whole_offer"
    STATEMENT = "statement"
    ENTITLEMENT = "entitlement"
    EXTRA = "extra"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class OfferItem:
    """One item of the check-list."""

    id: int
    words: str
    status: ItemStatus
    kind: ItemKind
    area: str
    """One of the areas of an offer; nothing where it is about the whole of it."""
    cites: tuple[str, ...]
    """Ids of provisions of the register."""
    evidence: Evidence
    rules: tuple[str, ...]
    """Ids of duties and entitlements which answer the item where a record rests on one of them."""
    commenced_by: str
    is_for_records: bool
    """Whether a record of the offer can meet it; else a fact about the offer, or the council's word, does."""
    is_spent: bool
    """Whether nothing is asked any longer."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The provisions behind it."""
        return tuple(provision(cite).citation for cite in self.cites)

    def status_on(self, on: date, commenced: Mapping[str, date]) -> ItemStatus:
        """The status on the day ``on``: an item of the 2026 Act is law from the day its provision commenced."""
        began = commenced.get(self.commenced_by)
        return ItemStatus.LAW if began is not None and began <= on else self.status


@cache
def local_offer_items() -> tuple[OfferItem, ...]:
    """Every item, by its number."""
    return tuple(_item(row) for row in tomllib.loads(_FILE.read_text("utf-8"))["item"])


def local_offer_item(item_id: int) -> OfferItem:
    """The item of this number. Raises KeyError where there is none."""
    items = local_offer_items()
    if not 1 <= item_id <= len(items):
        raise KeyError(item_id)
    return items[item_id - 1]


def _item(row: Mapping[str, Any]) -> OfferItem:
    return OfferItem(
        id=row["id"],
        words=row["words"],
        status=ItemStatus(row["status"]),
        kind=ItemKind(row["kind"]),
        area=row.get("area", ""),
        cites=tuple(row.get("cites", ())),
        evidence=Evidence(row.get("evidence", "S")),
        rules=tuple(row.get("rules", ())),
        commenced_by=row.get("commenced_by", ""),
        is_for_records=row["kind"] != ItemKind.WHOLE_OFFER or row.get("by_record", False),
        is_spent=row.get("spent", False),
    )
