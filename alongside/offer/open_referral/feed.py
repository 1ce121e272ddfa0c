"""The whole feed, kept in memory until something of the offer changes or a new day begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from threading import Lock

from alongside.offer import queries
from alongside.offer.open_referral import mapping, terms
from alongside.offer.open_referral.records import Organization, Service, ServiceAtLocation, Taxonomy, Term
from alongside.partners import queries as partners
from alongside.shell import clock


@dataclass(frozen=True, slots=True)
class Kept:
    """A service with what is asked of it again and again."""

    full: Service
    entry: object
    words: str
    """All that is searched, in small letters."""
    modified_at: datetime
    term_ids: frozenset[str]
    taxonomy_ids: frozenset[str]


@dataclass(frozen=True)
class Feed:
    """Every record, by its id."""

    services: dict[str, Kept]
    organizations: dict[str, Organization]

    @cached_property
    def taxonomies(self) -> dict[str, Taxonomy]:
        """The lists of words."""
        return terms.taxonomies()

    @cached_property
    def taxonomy_terms(self) -> dict[str, Term]:
        """The words."""
        return terms.terms()

    @cached_property
    def service_at_locations(self) -> dict[str, ServiceAtLocation]:
        """Where each service is asked for."""
        return {place["id"]: place for kept in self.services.values() for place in kept.full["service_at_locations"]}


_making = Lock()


def feed() -> Feed:
    """The feed of today. While the database is down it is the one that was made last."""
    with _making:  # once, however many ask
        return _of(clock.today(), queries.known_stamp())


@lru_cache(maxsize=2)
def _of(on: date, _stamp: str | None) -> Feed:
    return build(on=on)


def build(*, on: date) -> Feed:
    """Every record as of the day ``on``."""
    council = mapping.council()
    bodies = {body.id: mapping.organization(body) for body in partners.organisations()}
    published = queries.last_published()
    services, organizations = {}, {council["id"]: council}
    for one in queries.entitlements(on=on):
        told = published[one.id]
        given_by = bodies[told.provider_id] if told.provider_id else council
        organizations[given_by["id"]] = given_by
        services[str(one.id)] = _kept(mapping.service(one, given_by=given_by, published_at=told.at, on=on))
    return Feed(services, organizations)


def _kept(full: Service) -> Kept:
    tags = [attribute["taxonomy_term"] for attribute in full["attributes"]]
    more = [*full["x_local_offer"].get("also_called", []), full["organization"]["name"]]
    return Kept(
        full=full,
        entry=mapping.service_entry(full),
        words="\n".join([full["name"], full["description"], *more, *(tag["name"] for tag in tags)]).casefold(),
        modified_at=datetime.fromisoformat(full["last_modified"]),
        term_ids=frozenset(tag["id"] for tag in tags),
        taxonomy_ids=frozenset(tag["taxonomy_id"] for tag in tags),
    )
