"""What can be asked of a list, and which records answer it. Filters narrow: a record must pass every one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from alongside.offer.open_referral import mapping
from alongside.offer.open_referral.feed import Feed, Kept
from alongside.offer.open_referral.pages import MOST
from alongside.offer.open_referral.records import Organization, Taxonomy, Term

Age = Annotated[float, Field(ge=0, le=200, allow_inf_nan=False)]


class Paging(Schema):
    """Which part of a list, in which form."""

    page: Annotated[int, Field(ge=1, le=1_000_000_000, description="The first page is 1.")] = 1
    per_page: Annotated[int | None, Field(ge=1, le=MOST, description="50 where nothing is said.")] = None
    format: Annotated[
        Literal["json", "ndjson"],
        Field(description="ndjson: a record a line; without page and per_page the whole list."),
    ] = "json"
    search: Annotated[str, Field(max_length=400, description="Records that have all these words.")] = ""

    def are_in(self, words: str) -> bool:
        """Whether every word that is searched for is among these."""
        return all(word in words for word in self.search.casefold().split())


class _OfServices(Paging):
    """What can be asked of services, wherever they are listed."""

    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: Annotated[datetime | None, Field(description="On or after this moment.")] = None
    minimum_age: Annotated[Age | None, Field(description="The service's lowest age is at least this.")] = None
    maximum_age: Annotated[Age | None, Field(description="The service's highest age is at most this.")] = None
    full: Annotated[bool, Field(description="With all that hangs on each.")] = False

    def services(self, feed: Feed) -> list[Kept]:
        """The services that pass."""
        return [one for one in feed.services.values() if self._lets_through(one)]

    def _lets_through(self, one: Kept) -> bool:
        return (
            self.are_in(one.words)
            and (self.taxonomy_term_id is None or str(self.taxonomy_term_id) in one.term_ids)
            and (self.taxonomy_id is None or str(self.taxonomy_id) in one.taxonomy_ids)
            and (self.organization_id is None or str(self.organization_id) == one.full["organization_id"])
            and (self.modified_after is None or one.modified_at >= _aware(self.modified_after))
            and self._is_of_age(one)
        )

    def _is_of_age(self, one: Kept) -> bool:
        youngest, oldest = one.full.get("minimum_age", 0), one.full.get("maximum_age")
        return (self.minimum_age is None or youngest >= self.minimum_age) and (
            self.maximum_age is None or (oldest is not None and oldest <= self.maximum_age)
        )


class ServiceFilter(_OfServices):
    """What can be asked of services."""

    minimal: Annotated[bool, Field(description="Only ids and when each changed last, in one page.")] = False

    def chosen(self, feed: Feed) -> list[Any]:
        """The services that pass, as they were asked for."""
        found = self.services(feed)
        if self.minimal:
            return [{"id": one.full["id"], "last_modified": one.full["last_modified"]} for one in found]
        return [one.full if self.full else one.entry for one in found]


class ServiceAtLocationFilter(_OfServices):
    """What can be asked of where services are asked for."""

    postcode: Annotated[str, Field(max_length=20, description="Finds none: nothing here is tied to a place.")] = ""
    proximity: Annotated[float | None, Field(ge=0, allow_inf_nan=False, description="Metres from the postcode.")] = None

    def chosen(self, feed: Feed) -> list[Any]:
        """Where the services that pass are asked for. Near a postcode is none: what has no place is near nowhere."""
        if self.postcode.strip():
            return []
        return [place for one in self.services(feed) for place in one.full["service_at_locations"]]


class OrganizationFilter(Paging):
    """What can be asked of organisations."""

    full: bool = False
    full_service: Annotated[bool, Field(description="With what each gives.")] = False

    def chosen(self, feed: Feed) -> list[Any]:
        """The organisations that pass, as they were asked for."""
        found = [one for one in feed.organizations.values() if self.are_in(_said(one))]
        if self.full_service:
            return [with_services(one, feed) for one in found]
        return [one if self.full else mapping.organization_entry(one) for one in found]


class TaxonomyFilter(Paging):
    """What can be asked of lists of words."""

    def chosen(self, feed: Feed) -> list[Taxonomy]:
        """The lists that pass."""
        return [one for one in feed.taxonomies.values() if self.are_in(_said(one))]


class TermFilter(Paging):
    """What can be asked of words."""

    taxonomy_id: UUID | None = None
    top_only: Annotated[bool, Field(description="Only words that stand under no other; here all do.")] = False
    parent_id: Annotated[UUID | None, Field(description="Words under this one; here there are none.")] = None

    def chosen(self, feed: Feed) -> list[Term]:
        """The words that pass."""
        if self.parent_id is not None:
            return []
        wanted = str(self.taxonomy_id) if self.taxonomy_id else None
        found = (one for one in feed.taxonomy_terms.values() if wanted is None or one["taxonomy_id"] == wanted)
        return [one for one in found if self.are_in(_said(one))]


def with_services(one: Organization, feed: Feed) -> Any:
    """An organisation with what it gives."""
    entries = [kept.entry for kept in feed.services.values() if kept.full["organization_id"] == one["id"]]
    return {**one, "services": entries} if entries else one


def _said(one: Organization | Taxonomy | Term) -> str:
    return f"{one['name']} {one['description']}".casefold()


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
