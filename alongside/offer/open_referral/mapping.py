"""An entitlement as a record of the standard: "we pay X for Y if you are Z".

The standard has fields for what the person pays, not for what they are given, and none for whom something is for but
ages. So every record says the whole promise in its description, and again field by field in ``x_local_offer``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urljoin
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from alongside.law.register import EVIDENCE_IN_WORDS
from alongside.offer import queries, who_for
from alongside.offer.open_referral import terms
from alongside.offer.open_referral.plain import plain
from alongside.offer.open_referral.records import (
    Attribute,
    Contact,
    LocalOffer,
    Organization,
    OrganizationEntry,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceEntry,
    WePay,
    WhoFor,
)
from alongside.partners.queries import Body

_ENTRY = tuple(ServiceEntry.__annotations__)
_ORGANIZATION_ENTRY = tuple(OrganizationEntry.__annotations__)


def council() -> Organization:
    """The council whose offer this is."""
    of = settings.COUNCIL
    own = terms.id_of(f"urn:alongside:council:{of['authority_code']}")
    number: Any = {
        "id": child(UUID(own), "authority code"),
        "organization_id": own,
        "identifier_type": "Local authority number of the Department for Education",
        "identifier": of["authority_code"],
    }
    return {
        "id": own,
        "name": of["name"],
        "description": f"The corporate parent of children in care and care leavers of {of['short_name']}.",
        "email": of["email"],
        "website": absolute("/"),
        "organization_identifiers": [number],
    }


def organization(body: Body) -> Organization:
    """A body that works with the council."""
    filled: Any = {
        "id": str(body.id),
        "name": body.name,
        "description": f"Gives something of the local offer for care leavers of {settings.COUNCIL['name']}.",
        "email": body.email,
        "website": absolute(body.web) if body.web else "",
    }
    return without_empty(filled)


def organization_entry(full: Organization) -> OrganizationEntry:
    """A body in a list: its own fields."""
    return {name: full[name] for name in _ORGANIZATION_ENTRY if name in full}  # type: ignore[return-value, literal-required]


def service(one: queries.Entitlement, *, given_by: Organization, published_at: datetime | None, on: date) -> Service:
    """An entitlement as a service on the day ``on``, with all that hangs on it."""
    own = str(one.id)
    filled: Any = {
        "id": own,
        "organization_id": given_by["id"],
        "name": one.title,
        "description": "\n\n".join(_description(one)),
        "url": absolute(one.url),
        "email": one.contact.email,
        "status": "active",
        **_ages(one.rows),
        "assured_date": one.last_checked_on.isoformat(),
        "assurer_email": settings.COUNCIL["email"],
        "alert": f"This was due to be checked by {_day(one.next_check_on)}. Ask before you count on it."
        if one.is_overdue
        else "",
        "last_modified": _moment(_last_modified(one, published_at, on)),
        "eligibility_description": " Or: ".join(one.who_for) or "This is for everyone.",
        "organization": given_by,
        "x_local_offer": _local_offer(one),
        "service_areas": _service_areas(one),
        "service_at_locations": [_service_at_location(one)],
        "funding": _funding(one),
        "cost_options": _cost_options(one),
        "contacts": [_contact(one)],
        "attributes": list(_attributes(one)),
    }
    return without_empty(filled)


def service_entry(full: Service) -> ServiceEntry:
    """A service in a list: what belongs to it once."""
    entry: Any = {name: full[name] for name in _ENTRY if name in full}  # type: ignore[literal-required]
    return entry | {"organization": organization_entry(full["organization"])}


def absolute(address: str) -> str:
    """The address with the site's own before it, fit for a machine."""
    return iri_to_uri(urljoin(settings.SITE_URL.rstrip("/") + "/", address))


def child(of: UUID, what: str) -> str:
    """The id of a record that hangs on another: the same each time."""
    return str(uuid5(of, what))


def without_empty(record: Any) -> Any:
    """The record without fields that say nothing. A number that is nought and a no say something."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {}) or value is False}


def _description(one: queries.Entitlement) -> Iterator[str]:
    yield one.answer
    if one.amounts:
        yield "What it is worth: " + "; ".join(_worth(amount) for amount in one.amounts) + "."
    if one.schemes:
        yield "How much is taken off: " + " ".join(taxed.words for taxed in one.taxed)
    if one.who_for:
        yield "Who can have it: " + " Or: ".join(one.who_for)
    yield from (part for part in (plain(one.body),) if part)
    yield _headed("How to get it:", plain(one.how_to_get_it))
    yield from (part for part in (one.how_long_it_takes,) if part)


def _headed(heading: str, text: str) -> str:
    """A heading before a text, on a line of its own before a list."""
    return f"{heading}\n{text}" if text.startswith("- ") else f"{heading} {text}"


def _worth(amount: queries.Sum) -> str:
    return f"{amount.what_for}: {amount.text}" if amount.what_for else amount.text


def _ages(rows: Iterable[who_for.Row]) -> dict[str, int]:
    """The youngest and the oldest of any row, where each row has such a limit."""
    rows = list(rows)
    ages = {}
    if rows and all(row.age_from is not None for row in rows):
        ages["minimum_age"] = min(row.age_from for row in rows if row.age_from is not None)
    if rows and all(row.age_until is not None for row in rows):
        ages["maximum_age"] = max(row.age_until for row in rows if row.age_until is not None) - 1
    return ages


def _last_modified(one: queries.Entitlement, published_at: datetime | None, on: date) -> datetime:
    """When the record last said something new: when it was published, an amount came or went, or a check fell due."""
    days = [
        day
        for amount in (*one.amounts, *one.past_amounts)
        for day in (amount.from_on, amount.to_on)
        if day and day <= on
    ]
    if one.is_overdue:
        days.append(one.next_check_on + timedelta(days=1))
    began = [timezone.make_aware(datetime.combine(day, time())) for day in days]
    return max([published_at or timezone.make_aware(datetime.combine(one.last_checked_on, time())), *began])


def _local_offer(one: queries.Entitlement) -> LocalOffer:
    filled: Any = {
        "kind": one.kind,
        "basis": "statutory" if one.kind == "law" else "discretionary",
        "area": one.area,
        "promise": one.answer,
        "given_by": one.given_by,
        "decided_by": one.decided_by,
        "law": [_ground(ground) for ground in one.grounds],
        "we_pay": [_we_pay(amount) for amount in one.amounts],
        "we_will_pay": [_we_pay(amount) for amount in one.later_amounts],
        "who_for": [_who_for(row) for row in one.rows],
        "how_to_get_it": plain(one.how_to_get_it),
        "how_long_it_takes": one.how_long_it_takes,
        "also_called": [word for word in (part.strip() for part in one.search_words.split(",")) if word],
        "guidance_items": sorted(one.guidance_items),
        "next_check": one.next_check_on.isoformat(),
        "is_overdue": one.is_overdue,
        "is_sensitive": one.is_sensitive,
        "sources": list(one.sources),
    }
    return without_empty(filled)


def _ground(ground: Any) -> dict[str, str]:
    citation = ground.citation
    return {
        "provision": ground.provision_id,
        "citation": str(citation),
        "link": absolute(citation.link),
        "evidence": EVIDENCE_IN_WORDS[citation.evidence],
    }


def _we_pay(amount: queries.Sum) -> WePay:
    filled: Any = {
        "amount": float(amount.pounds),
        "currency": "GBP",
        "is_at_most": amount.is_at_most,
        "wording": amount.text,
        "how_often": amount.how_often,
        "what_for": amount.what_for,
        "valid_from": amount.from_on.isoformat() if amount.from_on else "",
        "valid_to": (amount.to_on - timedelta(days=1)).isoformat() if amount.to_on else "",
    }
    return without_empty(filled)


def _who_for(row: who_for.Row) -> WhoFor:
    filled: Any = {
        "wording": " ".join(who_for.sentences([row])),
        "categories": sorted(row.categories),
        "age_from": row.age_from,
        "age_until": row.age_until,
        "circumstances": [one.value for one in row.circumstances],
        "lives": row.lives.value,
        "other_councils": row.other_councils,
    }
    return without_empty(filled)


def _service_areas(one: queries.Entitlement) -> list[ServiceArea]:
    """The districts, or the whole county; beyond it where somebody who lives elsewhere can have it too."""
    names = list(one.districts)
    if not names:
        name = settings.COUNCIL["short_name"]
        inside = bool(one.rows) and all(row.lives is who_for.Lives.INSIDE for row in one.rows)
        names = [name if inside else f"{name}, and wherever its care leavers live"]
    return [
        {"id": child(one.id, f"area {name}"), "service_id": str(one.id), "name": name, "service_area": name}
        for name in names
    ]


def _service_at_location(one: queries.Entitlement) -> ServiceAtLocation:
    """The team that is asked, wherever one is: by telephone, by e-mail or on the web."""
    contact = one.contact
    ways = {"By telephone": contact.phone, "By e-mail": contact.email, "On the web": contact.web}
    reached = [f"{way}: {address}." for way, address in ways.items() if address]
    own = terms.id_of(f"urn:alongside:contact:{_asked(one)}:{'|'.join(ways.values())}")
    return {
        "id": child(one.id, "at its location"),
        "service_id": str(one.id),
        "location_id": own,
        "location": {
            "id": own,
            "location_type": "virtual",
            "name": f"{_asked(one)}, from anywhere",
            "description": " ".join(reached),
        },
    }


def _asked(one: queries.Entitlement) -> str:
    """The team to ask: a team and never one person."""
    return one.contact.name or one.given_by or "Leaving care team"


def _funding(one: queries.Entitlement) -> list[Any]:
    """Who pays. Of what is only pointed at, that is not known here."""
    source = one.given_by or (settings.COUNCIL["name"] if one.is_ours else "")
    if one.kind == "signpost" or not source:
        return []
    return [{"id": child(one.id, "funding"), "service_id": str(one.id), "source": source}]


def _cost_options(one: queries.Entitlement) -> list[Any]:
    """What the person pays: nothing, where they are given money. Of the rest the offer does not say."""
    if not one.amounts or one.kind == "signpost":
        return []
    cost = {
        "id": child(one.id, "cost"),
        "service_id": str(one.id),
        "option": "Care leavers",
        "amount": 0,
        "amount_description": "Free: you are given this and pay nothing for it",
    }
    return [cost]


def _contact(one: queries.Entitlement) -> Contact:
    own = child(one.id, "contact")
    phone: Any = {"id": child(one.id, "phone"), "contact_id": own, "number": one.contact.phone}
    filled: Any = {
        "id": own,
        "service_id": str(one.id),
        "name": _asked(one),
        "phones": [phone] if one.contact.phone else [],
    }
    return without_empty(filled)


def _attributes(one: queries.Entitlement) -> Iterator[Attribute]:
    for kind, term in terms.terms_for(one):
        yield {
            "id": child(one.id, f"{kind} {term['term_uri']}"),
            "link_id": str(one.id),
            "link_type": kind,
            "taxonomy_term_id": term["id"],
            "taxonomy_term": term,
        }


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
