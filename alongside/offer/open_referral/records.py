"""What the feed sends, field by field. The OpenAPI document is printed from here: it declares just what is sent.

A field without a value is left out: nothing is null and nothing is empty. Fields that begin with ``x_`` are our own,
``eligibility_description`` and ``phones`` are of the standard's parent (HSDS), all others are the standard's.
"""

from __future__ import annotations

from typing import (
    Annotated,
    Literal,
    NotRequired,  # Pydantic takes the standard library's own from Python 3.12 on
)

from pydantic import Field, WithJsonSchema
from typing_extensions import TypedDict

Id = Annotated[str, WithJsonSchema({"type": "string", "format": "uuid"})]
Uri = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
Email = Annotated[str, WithJsonSchema({"type": "string", "format": "email"})]
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]


def says(text: str) -> object:
    """What a field means, for the OpenAPI document."""
    return Field(description=text)


class ApiDetails(TypedDict):
    """About the feed."""

    version: str
    profile: Uri
    openapi_url: Uri
    x_licence: Annotated[str, says("The licence of the data, in words.")]
    x_licence_url: Uri
    x_publisher: Annotated[str, says("Who publishes the data.")]
    x_about: Annotated[Uri, says("A page about this feed for people.")]


class Identifier(TypedDict):
    """A number that others know an organisation by."""

    id: Id
    organization_id: Id
    identifier_type: str
    identifier: str


class OrganizationEntry(TypedDict):
    """A body that gives something of the offer."""

    id: Id
    name: str
    description: str
    email: NotRequired[Email]
    website: NotRequired[Uri]


class Organization(OrganizationEntry):
    """A body, in full."""

    organization_identifiers: NotRequired[list[Identifier]]


class Term(TypedDict):
    """A word of one of the lists that services are tagged with."""

    id: Id
    name: str
    description: str
    taxonomy: Annotated[str, says("The address of the list.")]
    taxonomy_id: Id
    term_uri: Uri
    term: Annotated[str, says("The word's own code in its list.")]


class Taxonomy(TypedDict):
    """A list of words that services are tagged with."""

    id: Id
    name: str
    description: str
    uri: Uri
    version: str


class FullTaxonomy(Taxonomy):
    """A list with its words."""

    taxonomy_terms: list[Term]


class Attribute(TypedDict):
    """A tag of a service."""

    id: Id
    link_id: Id
    link_type: Annotated[
        str, says("service_type: what it is. service_eligibility: whom it is for. basis: why it is given.")
    ]
    taxonomy_term_id: Id
    taxonomy_term: Term


class ServiceArea(TypedDict):
    """Where it can be had."""

    id: Id
    service_id: Id
    name: str
    service_area: str


class Funding(TypedDict):
    """Who pays."""

    id: Id
    service_id: Id
    source: str


class CostOption(TypedDict):
    """What the person pays. What we pay stands in x_local_offer.we_pay."""

    id: Id
    service_id: Id
    option: str
    amount: float
    amount_description: str


class Phone(TypedDict):
    """A telephone number of a contact."""

    id: Id
    contact_id: Id
    number: str


class Contact(TypedDict):
    """The team to ask."""

    id: Id
    service_id: Id
    name: str
    phones: NotRequired[list[Phone]]


class WePay(TypedDict):
    """An amount that the person is given."""

    amount: float
    currency: Literal["GBP"]
    is_at_most: bool
    wording: Annotated[str, says("The amount as the public page says it.")]
    how_often: NotRequired[str]
    what_for: NotRequired[str]
    valid_from: NotRequired[Day]
    valid_to: Annotated[NotRequired[Day], says("The last day on which it holds.")]


class Ground(TypedDict):
    """A provision of the law that it rests on."""

    provision: str
    citation: str
    link: Uri
    evidence: Annotated[str, says("How far the wording was checked against the law as published.")]


class WhoFor(TypedDict):
    """One way to have it: everything in the row must hold. Any one row is enough."""

    wording: str
    categories: NotRequired[list[str]]
    age_from: Annotated[NotRequired[int], says("From this birthday on.")]
    age_until: Annotated[NotRequired[int], says("It ends on this birthday.")]
    circumstances: NotRequired[list[str]]
    lives: Annotated[Literal["anywhere", "inside", "outside"], says("Where the person lives: in our area or not.")]
    other_councils: Annotated[bool, says("Whether care leavers of other councils can have it.")]


class LocalOffer(TypedDict):
    """What the standard has no field for: the promise of a care leavers' local offer."""

    kind: Annotated[
        Literal["law", "choice", "partner", "signpost", "pledge"],
        says(
            "law: the law says it must be given. choice: the council chooses to. partner: a partner's own for care "
            "leavers. signpost: for everybody. pledge: promised by a body outside the council."
        ),
    ]
    basis: Literal["statutory", "discretionary"]
    area: str
    promise: Annotated[str, says("The whole promise in at most 60 words.")]
    given_by: NotRequired[str]
    decided_by: NotRequired[str]
    law: NotRequired[list[Ground]]
    we_pay: NotRequired[list[WePay]]
    we_will_pay: Annotated[NotRequired[list[WePay]], says("Amounts agreed for later.")]
    who_for: NotRequired[list[WhoFor]]
    how_to_get_it: NotRequired[str]
    how_long_it_takes: NotRequired[str]
    also_called: NotRequired[list[str]]
    guidance_items: Annotated[
        NotRequired[list[int]], says("Items of the check-list of the statutory guidance that it meets.")
    ]
    next_check: Day
    is_overdue: bool
    is_sensitive: Annotated[bool, says("Show a way to leave the page quickly.")]
    sources: NotRequired[list[str]]


class MinimalService(TypedDict):
    """Which services there are and when each changed last."""

    id: Id
    last_modified: Moment


class ServiceEntry(TypedDict):
    """A service with what belongs to it once."""

    id: Id
    organization_id: Id
    name: str
    description: str
    url: Uri
    email: NotRequired[Email]
    status: Literal["active"]
    minimum_age: NotRequired[int]
    maximum_age: Annotated[NotRequired[int], says("The last age: 24 for “until your 25th birthday”.")]
    assured_date: Annotated[Day, says("When it was last checked.")]
    assurer_email: Annotated[Email, says("The team that checks.")]
    alert: NotRequired[str]
    last_modified: Moment
    eligibility_description: str
    organization: OrganizationEntry
    x_local_offer: LocalOffer


class Location(TypedDict):
    """Where it is asked for. Nothing of a local offer is tied to one building: it is a team that can be reached."""

    id: Id
    location_type: Literal["virtual"]
    name: str
    description: str


class ServiceAtLocation(TypedDict):
    """A service, and where it is asked for."""

    id: Id
    service_id: Id
    location_id: Id
    location: Location


class Service(ServiceEntry):
    """A service with all that hangs on it."""

    organization: Organization  # type: ignore[misc]
    service_areas: list[ServiceArea]
    service_at_locations: list[ServiceAtLocation]
    funding: NotRequired[list[Funding]]
    cost_options: NotRequired[list[CostOption]]
    contacts: list[Contact]
    attributes: list[Attribute]


class FullOrganization(Organization):
    """A body with what it gives."""

    services: NotRequired[list[ServiceEntry]]


class Page(TypedDict):
    """A page of a list."""

    total_items: int
    total_pages: int
    page_number: int
    size: Annotated[int, says("How many records this page has.")]
    first_page: bool
    last_page: bool
    empty: bool


class ServicePage(Page):
    """Services."""

    contents: list[Service | ServiceEntry | MinimalService]


class OrganizationPage(Page):
    """Organisations."""

    contents: list[FullOrganization | OrganizationEntry]


class TaxonomyPage(Page):
    """Lists of words."""

    contents: list[Taxonomy]


class TermPage(Page):
    """Words."""

    contents: list[Term]


class ServiceAtLocationPage(Page):
    """Services at places."""

    contents: list[ServiceAtLocation]


class Problem(TypedDict):
    """What was wrong with what was asked."""

    detail: str
