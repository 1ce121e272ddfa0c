"""A legal officer's checks."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.offer import basis
from alongside.offer.models import ProvisionCheck
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb


@transaction.atomic
def check_provision(*, provision_id: str, agrees: bool, edition: str, on: date, by: Actor, note: str = "") -> int:
    """Record that a provision was compared with the law as published: who, when, against which edition.

    A later check of the same provision stands beside the earlier one; the latest counts.
    """
    by.check(Record.LAW_CHECK, Verb.CREATE)
    provision = basis.provision_or_refusal(provision_id)
    check = ProvisionCheck.objects.create(
        provision_id=provision.id,
        agrees=agrees,
        checked_on=on,
        edition=edition,
        note=note,
        checked_by_id=by.id,
        checked_by_name=by.name,
    )
    audit.record(
        actor=by, verb="checked provision", subject_kind="law", detail={"provision": provision.id, "agrees": agrees}
    )
    return check.pk
