"""The staff's directory of organisations: the list with its filters, and everything about one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q

from alongside.partners.models import Membership, Organisation
from alongside.partners.queries.cooperation import Contact, contacts_at
from alongside.shell import queries as accounts
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

SHOWN = ("name", "kind", "district", "phone", "email", "web", "closed_on")
"""What the history tells of."""
KINDS = Organisation.Kind.choices


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation in the list."""

    id: UUID
    name: str
    kind: str
    district: str
    phone: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who acts or acted for an organisation."""

    id: int
    name: str
    capacity: str
    roles: str
    from_on: date
    to_on: date | None
    acts: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the record: what was what before."""

    at: datetime
    by: str
    fields: tuple[tuple[str, str, str], ...]
    """Name, before, after."""


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything about one organisation. Who acts for it is told only to those who grant roles or keep the list."""

    id: UUID
    name: str
    kind: str
    kind_key: str
    district: str
    district_slug: str
    phone: str
    email: str
    web: str
    closed_on: date | None
    version: int
    members: tuple[Member, ...] | None
    contacts: tuple[Contact, ...]
    changes: tuple[Change, ...]


def directory(*, kind: str = "", district: str = "", words: str = "", closed: bool = False) -> tuple[Listed, ...]:
    """The organisations that fit the filters, by name. Those that work with us no longer only where asked for."""
    rows = Organisation.objects.select_related("district")
    if kind:
        rows = rows.filter(kind=kind)
    if district:
        rows = rows.filter(district__slug=district)
    if words:
        rows = rows.filter(name__icontains=words)
    if not closed:
        rows = rows.filter(closed_on=None)
    return tuple(
        Listed(
            row.pk,
            row.name,
            row.get_kind_display(),
            row.district.name if row.district else "",
            row.phone,
            row.closed_on is not None,
        )
        for row in rows
    )


def organisation_page(actor: Actor, organisation_id: UUID, *, on: date) -> OrganisationPage:
    """One organisation. Raises NotYours where there is none."""
    row = Organisation.objects.filter(pk=organisation_id).select_related("district").first()
    if row is None:
        raise NotYours("organisation")
    sees_people = actor.can(Record.ROLE_GRANTS, Verb.CREATE) or actor.can(Record.ORGANISATIONS, Verb.UPDATE)
    return OrganisationPage(
        id=row.pk,
        name=row.name,
        kind=row.get_kind_display(),
        kind_key=row.kind,
        district=row.district.name if row.district else "",
        district_slug=row.district.slug if row.district else "",
        phone=row.phone,
        email=row.email,
        web=row.web,
        closed_on=row.closed_on,
        version=row.version,
        members=_members(row, on) if sees_people else None,
        contacts=contacts_at(row.pk, on=on),
        changes=_changes(row),
    )


def membership_name(membership_id: int, *, on: date) -> tuple[str, UUID]:
    """Who acts, and the organisation. Raises NotYours where nobody does on the day ``on`` or later."""
    open_ones = Membership.objects.filter(Q(to_on=None) | Q(to_on__gt=on), pk=membership_id)
    row = open_ones.select_related("user", "organisation").first()
    if row is None:
        raise NotYours("membership")
    return f"{row.user.name}, for {row.organisation.name}", row.organisation_id


def _members(organisation: Organisation, on: date) -> tuple[Member, ...]:
    rows = organisation.memberships.select_related("user").order_by("-from_on")
    return tuple(
        Member(
            row.pk,
            row.user.name,
            row.capacity,
            ", ".join(sorted(role.label for role in accounts.actor_for(row.user_id, on=on).roles)),
            row.from_on,
            row.to_on,
            row.from_on <= on and (row.to_on is None or row.to_on > on),
        )
        for row in rows
    )


def _changes(organisation: Organisation) -> tuple[Change, ...]:
    """From one saved state to the next, newest first; what was saved without a change is left out."""
    states = list(organisation.history.order_by("-history_date", "-history_id"))
    users = get_user_model().objects.in_bulk({one.history_user_id for one in states if one.history_user_id})
    found = []
    for after, before in pairwise(states):
        fields = tuple(
            (_label(name), _said(before, name), _said(after, name))
            for name in SHOWN
            if _said(before, name) != _said(after, name)
        )
        if fields:
            who = users.get(after.history_user_id)
            found.append(Change(after.history_date, who.name if who else "the system", fields))
    return tuple(found)


def _label(name: str) -> str:
    return str(Organisation._meta.get_field(name).verbose_name).capitalize()


def _said(state: Organisation, name: str) -> str:
    display = getattr(state, f"get_{name}_display", None)
    value = display() if display else getattr(state, name)
    return str(value) if value else "–"
