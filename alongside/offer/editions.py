"""What an edition holds, and what changed from one to the next, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from alongside.offer.queries import Entitlement
from alongside.shell import wording


def snapshot(entitlements: Iterable[Entitlement]) -> dict[str, dict[str, Any]]:
    """Every entitlement as it stands, by its id, in plain values."""
    return {
        str(one.id): {
            "title": one.title,
            "area": one.area,
            "area_title": one.area_title,
            "kind": one.kind,
            "answer": one.answer,
            "body": one.body,
            "how_to_get_it": one.how_to_get_it,
            "how_long_it_takes": one.how_long_it_takes,
            "amounts": [sum_.text for sum_ in one.amounts],
            "amounts_since": max((sum_.from_on.isoformat() for sum_ in one.amounts if sum_.from_on), default=""),
            "later_amounts": [[sum_.from_on.isoformat(), sum_.text] for sum_ in one.later_amounts if sum_.from_on],
            "who_for": list(one.who_for),
            "law": list(one.law_ids),
            "districts": list(one.districts),
            "written_by": one.written_by,
            "contact": [one.contact.name, one.contact.phone, one.contact.email, one.contact.web],
            "last_checked_on": one.last_checked_on.isoformat(),
        }
        for one in entitlements
    }


def changes(before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What a reader should know, one sentence each. That something was looked at again is no change."""
    return [
        *(f"New: {after[one]['title']}." for one in after if one not in before),
        *(f"No longer offered: {before[one]['title']}." for one in before if one not in after),
        *(said for one in after if one in before for said in _changed(before[one], after[one])),
    ]


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    title = after["title"]
    if before["title"] != title:
        yield f"“{before['title']}” is now called “{title}”."
    if before["amounts"] != after["amounts"]:
        was, now = " and ".join(before["amounts"]), " and ".join(after["amounts"])
        since = after.get("amounts_since")
        when = f"from {wording.day(date.fromisoformat(since))} it is" if since else "it is now"
        yield f"{title}: {when} {now or 'not fixed'}. It was {was or 'not fixed'}."
    for from_on, amount in after.get("later_amounts", []):
        if [from_on, amount] not in before.get("later_amounts", []):
            now = " and ".join(after["amounts"]) or "not fixed"
            yield f"{title}: from {wording.day(date.fromisoformat(from_on))} it will be {amount}. It is {now}."
    if before["kind"] != after["kind"]:
        yield f"{title}: why you get it has changed."
    if before["who_for"] != after["who_for"]:
        yield f"{title}: who can get it has changed."
    if before["contact"] != after["contact"]:
        yield f"{title}: whom to ask has changed."
    if before["districts"] != after["districts"]:
        yield f"{title}: where you can get it has changed."
    if any(_without_sums(before[part]) != _without_sums(after[part]) for part in _TEXTS):
        yield f"{title}: the text has changed."


_TEXTS = ("answer", "body", "how_to_get_it", "how_long_it_takes")


def _without_sums(text: str) -> str:
    """A new amount is told as an amount, not as a new text."""
    return re.sub(r"£[\d,.]*\d", "£", text)
