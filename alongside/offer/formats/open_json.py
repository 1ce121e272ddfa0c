"""The whole offer as data. ``schema.json`` beside this file says what each field means; it is served as well.

Days are ISO dates, amounts are text with two decimals and a currency, so no reader rounds them. Fields are only ever
added.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from alongside.offer.formats.promises import promise
from alongside.offer.formats.record import HERE, Document, in_its_language, key_of, site_address
from alongside.offer.queries import Entitlement, Sum
from alongside.partners.queries import Scheme
from alongside.shell import design

SCHEMA = HERE / "schema.json"


@in_its_language
def text(document: Document) -> str:
    """The document as JSON."""
    return json.dumps(data(document), ensure_ascii=False, indent=1) + "\n"


def data(document: Document) -> dict[str, Any]:
    """The document in plain values."""
    of = design.council()
    return {
        "schema": site_address("/offer.schema.json"),
        "council": {
            "name": of.name,
            "phone": of.phone,
            "out_of_hours_phone": of.out_of_hours_phone,
            "email": of.email,
        },
        "language": document.language,
        "as_at": document.on.isoformat(),
        "edition": document.edition,
        "areas": [
            {
                "id": area.area,
                "title": area.title,
                "summary": area.summary,
                "entitlements": [_entitlement(one) for one in area.entitlements],
            }
            for area in document.areas
        ],
    }


def _entitlement(one: Entitlement) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "key": key_of(one),
        "url": site_address(one.url),
        "title": one.title,
        "kind": one.kind,
        "promise": promise(one),
        "answer": one.answer,
        "body_html": str(one.body),
        "how_to_get_it_html": str(one.how_to_get_it),
        "how_long_it_takes": one.how_long_it_takes,
        "amounts": [_sum(sum_) for sum_ in one.amounts],
        "later_amounts": [_sum(sum_) for sum_ in one.later_amounts],
        "past_amounts": [_sum(sum_) for sum_ in one.past_amounts],
        "council_tax": [_scheme(scheme) for scheme in one.schemes],
        "who_for": [
            {
                "categories": sorted(row.categories),
                "age_from": row.age_from,
                "age_until": row.age_until,
                "circumstances": [asked.value for asked in row.circumstances],
                "lives": row.lives.value,
                "other_councils": row.other_councils,
            }
            for row in one.rows
        ],
        "who_for_in_words": list(one.who_for),
        "districts": list(one.districts),
        "given_by": one.given_by,
        "law": [{"text": str(ground.citation), "url": ground.citation.link} for ground in one.grounds],
        "decided_by": one.decided_by,
        "contact": {
            "name": one.contact.name,
            "phone": one.contact.phone,
            "email": one.contact.email,
            "web": one.contact.web,
        },
        "last_checked_on": one.last_checked_on.isoformat(),
        "next_check_on": one.next_check_on.isoformat(),
        "is_sensitive": one.is_sensitive,
        "sources": list(one.sources),
    }


def _scheme(scheme: Scheme) -> dict[str, Any]:
    return {
        "district": scheme.district,
        "percent": scheme.percent,
        "age_from": scheme.age_from,
        "age_until": scheme.age_until,
        "joint": scheme.joint_key,
        "other_councils": scheme.other_councils,
        "lives_elsewhere": scheme.lives_elsewhere,
        "from_on": _iso(scheme.from_on),
        "to_on": _iso(scheme.to_on),
        "in_words": scheme.words,
    }


def _sum(sum_: Sum) -> dict[str, Any]:
    return {
        "amount": f"{sum_.pounds:.2f}",
        "currency": "GBP",
        "is_at_most": sum_.is_at_most,
        "how_often": sum_.how_often or "once",
        "what_for": sum_.what_for,
        "from_on": _iso(sum_.from_on),
        "to_on": _iso(sum_.to_on),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
