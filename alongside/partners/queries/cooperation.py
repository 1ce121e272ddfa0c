"""Questions about contacts for co-operation under section 10 of the Children Act 2004."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.partners.models import CooperationContact, Organisation
from alongside.shell.refusals import NotYours

BOUND = (
    Organisation.Kind.DISTRICT,
    Organisation.Kind.HEALTH,
    Organisation.Kind.POLICE,
    Organisation.Kind.EDUCATION,
    Organisation.Kind.PROBATION,
    Organisation.Kind.JOBCENTRE,
)
"""Kinds of body that section 10 binds to co-operate with the council."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring at a body, and for what."""

    id: UUID
    organisation_id: UUID
    organisation: str
    name: str
    post: str
    for_what: str
    phone: str
    email: str
    last_checked_on: date
    next_check_on: date
    is_overdue: bool
    version: int


@dataclass(frozen=True, slots=True)
class Cooperation:
    """All contacts, those overdue first, and the bodies that are bound and have nobody named."""

    contacts: tuple[Contact, ...]
    without: tuple[tuple[UUID, str], ...]

    @property
    def overdue(self) -> int:
        """How many contacts are late for their check."""
        return sum(one.is_overdue for one in self.contacts)


def cooperation(*, on: date) -> Cooperation:
    """Every contact, and every body that should have one."""
    rows = CooperationContact.objects.filter(removed_on=None, organisation__closed_on=None)
    contacts = [_contact(row, on) for row in rows.select_related("organisation")]
    contacts.sort(key=lambda one: (not one.is_overdue, one.organisation, one.name))
    named = {one.organisation_id for one in contacts}
    bound = Organisation.objects.filter(kind__in=BOUND, closed_on=None).values_list("pk", "name")
    return Cooperation(tuple(contacts), tuple((pk, name) for pk, name in bound if pk not in named))


def contacts_at(organisation_id: UUID, *, on: date) -> tuple[Contact, ...]:
    """The contacts at one body."""
    rows = CooperationContact.objects.filter(removed_on=None, organisation_id=organisation_id)
    return tuple(_contact(row, on) for row in rows.select_related("organisation"))


def one_contact(contact_id: UUID, *, on: date) -> Contact:
    """One contact. Raises NotYours where there is none."""
    row = CooperationContact.objects.filter(pk=contact_id, removed_on=None).select_related("organisation").first()
    if row is None:
        raise NotYours("contact")
    return _contact(row, on)


def _contact(row: CooperationContact, on: date) -> Contact:
    return Contact(
        id=row.pk,
        organisation_id=row.organisation_id,
        organisation=row.organisation.name,
        name=row.name,
        post=row.post,
        for_what=row.for_what,
        phone=row.phone,
        email=row.email,
        last_checked_on=row.last_checked_on,
        next_check_on=row.next_check_on,
        is_overdue=row.next_check_on < on,
        version=row.version,
    )
