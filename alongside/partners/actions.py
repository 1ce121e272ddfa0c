"""Verbs about organisations."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.partners.models import District, Membership, Organisation
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.models import User
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
def add_member(*, organisation: Organisation, user: User, from_on: date, by: Actor) -> Membership:
    """Let somebody act for an organisation from a day on."""
    by.check(Record.ORGANISATIONS, Verb.CREATE)
    membership = Membership.objects.create(organisation=organisation, user=user, from_on=from_on)
    audit.record(actor=by, verb="added member", subject_kind="organisation", subject=organisation.pk)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by: Actor) -> Membership:
    """End a membership; the person's reach through it ends with it."""
    by.check(Record.ORGANISATIONS, Verb.UPDATE)
    membership.to_on = on
    membership.save()
    audit.record(actor=by, verb="ended membership", subject_kind="organisation", subject=membership.organisation_id)
    return membership
