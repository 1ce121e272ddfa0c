"""The check-list of the law and guidance (``alongside.law.local_offer``) as the offer uses it."""

from __future__ import annotations

from alongside.law import ItemKind, ItemStatus, OfferItem, local_offer_item, local_offer_items
from alongside.shell.refusals import NotYours

STATUS_WORDS = {
    ItemStatus.LAW: "Must",
    ItemStatus.LAW_2026: "Will be law (2026 Act)",
    ItemStatus.GUIDANCE: "Guidance",
    ItemStatus.OPTIONAL: "Optional",
}
"""How strongly an item is asked for, in the words of staff pages and files."""


def choices() -> list[tuple[str, str]]:
    """The items that one record of the offer can meet, for an editor to tick."""
    return [(str(item.id), f"{item.id}. {item.words}") for item in local_offer_items() if item.is_for_records]


def item_or_refusal(item_id: int) -> OfferItem:
    """The item of this number. Raises NotYours, which a reader sees as "not found", where there is none."""
    try:
        return local_offer_item(item_id)
    except KeyError as error:
        raise NotYours(f"item {item_id}") from error


def can_go_without(item: OfferItem) -> bool:
    """Whether a council may decide not to offer it."""
    return item.status is ItemStatus.OPTIONAL and item.kind is not ItemKind.WHOLE_OFFER


def takes_evidence(item: OfferItem) -> bool:
    """Whether the council's own word can show that it is met. What is offered is shown by a record instead."""
    return item.kind is ItemKind.WHOLE_OFFER and not item.is_spent
