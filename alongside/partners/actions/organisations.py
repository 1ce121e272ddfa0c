"""Verbs about organisations."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from alongside.partners.models import District, Membership, Organisation
from alongside.shell import audit
from alongside.shell import queries as accounts
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.models import User
from alongside.shell.refusals import FactRefused, NotYours, OwnWork
from alongside.shell.roles import Record, Verb


@transaction.atomic
def add_district(*, name: str, slug: str, by: Actor) -> District:
    """Add a district, or return the one with this slug."""
    if known := District.objects.filter(slug=slug).first():
        return known
    by.check(Record.ORGANISATIONS, Verb.CREATE)
    district = District.objects.create(slug=slug, name=name)
    audit.record(actor=by, verb="added district", subject_kind="district", subject=district.pk)
    return district


@transaction.atomic
def add_organisation(
    *,
    name: str,
    kind: str,
    by: Actor,
    district: District | None = None,
    phone: str = "",
    email: str = "",
    web: str = "",
) -> Organisation:
    """Add an organisation, or return the one with this name."""
    if known := Organisation.objects.filter(name=name).first():
        return known
    by.check(Record.ORGANISATIONS, Verb.CREATE)
    organisation = Organisation.objects.create(
        name=name, kind=kind, district=district, phone=phone, email=email, web=web
    )
    audit.record(actor=by, verb="added organisation", subject_kind="organisation", subject=organisation.pk)
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation_id: UUID, version: int, by: Actor, district: str = "", **changes: Any
) -> Organisation:
    """Change what is known of an organisation, or say since when it works with us no longer. District: its slug."""
    by.check(Record.ORGANISATIONS, Verb.UPDATE)
    organisation = _organisation(organisation_id)
    changes["district_id"] = _district(district)
    _check(changes.get("kind", organisation.kind), changes["district_id"])
    name = changes.get("name", organisation.name)
    if Organisation.objects.filter(name__iexact=name).exclude(pk=organisation.pk).exists():
        raise FactRefused("Another organisation has this name.")
    organisation = save_over(organisation, version=version, changes=changes, what=organisation.name)
    detail = {"fields": sorted(changes)}
    audit.record(
        actor=by, verb="changed organisation", subject_kind="organisation", subject=organisation.pk, detail=detail
    )
    return organisation


@transaction.atomic
def add_new_organisation(*, name: str, kind: str, by: Actor, district: str = "", **facts: Any) -> Organisation:
    """Add an organisation that is not there yet. Raises FactRefused where one has this name. District: its slug."""
    if Organisation.objects.filter(name__iexact=name.strip()).exists():
        raise FactRefused("There is an organisation of this name already.")
    district_id = _district(district)
    _check(kind, district_id)
    return add_organisation(
        name=name.strip(), kind=kind, district=District.objects.filter(pk=district_id).first(), by=by, **facts
    )


@transaction.atomic
def add_new_district(*, name: str, by: Actor) -> District:
    """Add a district that is not there yet. Raises FactRefused where there is one of this name or address."""
    name, slug = name.strip(), slugify(name)
    if not slug:
        raise FactRefused("A district has a name in letters.")
    if District.objects.filter(Q(name__iexact=name) | Q(slug=slug)).exists():
        raise FactRefused("There is a district of this name already.")
    return add_district(name=name, slug=slug, by=by)


@transaction.atomic
def add_member(
    *, organisation: Organisation, user: User, from_on: date, by: Actor, capacity: str = "", to_on: date | None = None
) -> Membership:
    """Let somebody act for an organisation from a day on. It gives reach, so it is done by who grants roles."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    if by.id == user.pk:
        raise OwnWork("Nobody lets themself act for an organisation. Ask a colleague.")
    membership = Membership.objects.create(
        organisation=organisation, user=user, capacity=capacity, from_on=from_on, to_on=to_on
    )
    audit.record(actor=by, verb="added member", subject_kind="organisation", subject=organisation.pk)
    return membership


@transaction.atomic
def add_member_by_email(
    *, organisation_id: UUID, email: str, capacity: str, from_on: date, by: Actor, to_on: date | None = None
) -> Membership:
    """The same for somebody with an account, by their e-mail address."""
    user = User.objects.filter(pk=accounts.account_named(email), is_active=True).first()
    if user is None:
        raise FactRefused("Nobody has an open account with this e-mail address.")
    if to_on is not None and to_on <= from_on:
        raise FactRefused("The last day has to be after the first.")
    organisation = _organisation(organisation_id)
    if Membership.objects.filter(organisation=organisation, user=user, to_on=None).exists():
        raise FactRefused("They act for this organisation already.")
    return add_member(organisation=organisation, user=user, capacity=capacity, from_on=from_on, to_on=to_on, by=by)


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by: Actor) -> Membership:
    """End a membership; the person's reach through it ends with it."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    membership.to_on = on
    membership.save()
    audit.record(actor=by, verb="ended membership", subject_kind="organisation", subject=membership.organisation_id)
    return membership


@transaction.atomic
def end_membership_of(*, membership_id: int, to_on: date, by: Actor) -> Membership:
    """The same by its number. The day ``to_on`` is the first on which they act no longer."""
    membership = Membership.objects.filter(pk=membership_id).first()
    if membership is None:
        raise NotYours("membership")
    if to_on <= membership.from_on:
        raise FactRefused("The last day has to be after the first.")
    return end_membership(membership=membership, on=to_on, by=by)


# ---------------------------------------------------------------------------------------------------------------------


def _organisation(organisation_id: UUID) -> Organisation:
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotYours("organisation")
    return organisation


def _district(slug: str) -> UUID | None:
    return District.objects.values_list("pk", flat=True).get(slug=slug) if slug else None


def _check(kind: str, district_id: UUID | None) -> None:
    if kind == Organisation.Kind.DISTRICT and district_id is None:
        raise FactRefused("Say which district the council is of.")
