"""Verbs about contacts for co-operation: who at each body, for what, and when that was last checked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.partners.models import CooperationContact, Organisation
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

BETWEEN_CHECKS = timedelta(days=182)
"""A contact is checked twice a year unless somebody says otherwise."""


@transaction.atomic
def add_contact(
    *,
    organisation_id: UUID,
    name: str,
    for_what: str,
    last_checked_on: date,
    on: date,
    by: Actor,
    next_check_on: date | None = None,
    **facts: Any,
) -> CooperationContact:
    """Name whom to ring at a body, and for what."""
    by.check(Record.ORGANISATIONS, Verb.UPDATE)
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotYours("organisation")
    next_check_on = next_check_on or last_checked_on + BETWEEN_CHECKS
    _check_days(last_checked_on, next_check_on, on)
    contact = CooperationContact.objects.create(
        organisation=organisation,
        name=name,
        for_what=for_what,
        last_checked_on=last_checked_on,
        next_check_on=next_check_on,
        **facts,
    )
    _tell(contact, "added co-operation contact", by)
    return contact


@transaction.atomic
def change_contact(*, contact_id: UUID, version: int, on: date, by: Actor, **changes: Any) -> CooperationContact:
    """Change a contact."""
    contact = _contact(contact_id, by)
    changes["next_check_on"] = changes.get("next_check_on") or changes["last_checked_on"] + BETWEEN_CHECKS
    _check_days(changes["last_checked_on"], changes["next_check_on"], on)
    contact = save_over(contact, version=version, changes=changes, what=f"the contact {contact.name}")
    _tell(contact, "changed co-operation contact", by)
    return contact


@transaction.atomic
def check_contact(*, contact_id: UUID, on: date, by: Actor) -> CooperationContact:
    """Write down that a contact was rung or asked today and is right."""
    contact = _contact(contact_id, by)
    changes = {"last_checked_on": on, "next_check_on": on + BETWEEN_CHECKS}
    contact = save_over(contact, version=contact.version, changes=changes, what=f"the contact {contact.name}")
    _tell(contact, "checked co-operation contact", by)
    return contact


@transaction.atomic
def remove_contact(*, contact_id: UUID, on: date, by: Actor) -> CooperationContact:
    """Take a contact off the list: it is somebody else now, or nobody."""
    contact = _contact(contact_id, by)
    contact = save_over(
        contact, version=contact.version, changes={"removed_on": on}, what=f"the contact {contact.name}"
    )
    _tell(contact, "removed co-operation contact", by)
    return contact


# ---------------------------------------------------------------------------------------------------------------------


def _contact(contact_id: UUID, by: Actor) -> CooperationContact:
    by.check(Record.ORGANISATIONS, Verb.UPDATE)
    contact = CooperationContact.objects.filter(pk=contact_id, removed_on=None).select_related("organisation").first()
    if contact is None:
        raise NotYours("contact")
    return contact


def _check_days(last_checked_on: date, next_check_on: date, on: date) -> None:
    if last_checked_on > on:
        raise FactRefused("The last check cannot be in the future.")
    if next_check_on <= last_checked_on:
        raise FactRefused("The next check is after the last one.")


def _tell(contact: CooperationContact, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind="organisation", subject=contact.organisation_id)
