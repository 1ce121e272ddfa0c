"""Verbs about what each billing authority takes off council tax for care leavers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.partners.models import CouncilTaxScheme, District
from alongside.partners.queries.organisations import districts_of
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Reach, Record, Verb

STATE = CouncilTaxScheme.State


@transaction.atomic
def propose_scheme(*, district: str, age_from: int, age_until: int, by: Actor, **facts: Any) -> CouncilTaxScheme:
    """Write down a district's scheme, which somebody else approves. District: its slug."""
    found = District.objects.filter(slug=district).first()
    if found is None:
        raise NotYours("district")
    _check_reach(found.pk, Verb.CREATE, by=by)
    if age_until <= age_from:
        raise FactRefused("The last birthday comes after the first.")
    if CouncilTaxScheme.objects.filter(district=found, state=STATE.PROPOSED).exists():
        raise FactRefused("A scheme of this district waits to be approved already.")
    scheme = CouncilTaxScheme.objects.create(
        district=found, age_from=age_from, age_until=age_until, proposed_by_id=by.id, **facts
    )
    _tell(scheme, "proposed council tax scheme", by)
    return scheme


@transaction.atomic
def approve_scheme(*, scheme_id: UUID, version: int, by: Actor) -> CouncilTaxScheme:
    """Approve what somebody else proposed. The scheme before it ends on the day on which this one begins."""
    scheme = _proposed(scheme_id, by=by)
    open_one = CouncilTaxScheme.objects.filter(district=scheme.district, state=STATE.APPROVED, to_on=None).first()
    if open_one is not None:
        if scheme.from_on <= open_one.from_on:
            raise FactRefused("The scheme that holds began on this day or later.")
        save_over(open_one, version=open_one.version, changes={"to_on": scheme.from_on}, what=str(open_one))
    changes = {"state": STATE.APPROVED, "approved_by_id": by.id}
    scheme = save_over(scheme, version=version, changes=changes, what=str(scheme))
    _tell(scheme, "approved council tax scheme", by)
    return scheme


@transaction.atomic
def decline_scheme(*, scheme_id: UUID, version: int, by: Actor) -> CouncilTaxScheme:
    """Do not approve it."""
    scheme = _proposed(scheme_id, by=by)
    scheme = save_over(scheme, version=version, changes={"state": STATE.DECLINED}, what=str(scheme))
    _tell(scheme, "declined council tax scheme", by)
    return scheme


# ---------------------------------------------------------------------------------------------------------------------


def _proposed(scheme_id: UUID, *, by: Actor) -> CouncilTaxScheme:
    scheme = CouncilTaxScheme.objects.select_related("district").filter(pk=scheme_id).first()
    if scheme is None:
        raise NotYours("scheme")
    _check_reach(scheme.district_id, Verb.APPROVE, by=by)
    if scheme.state != STATE.PROPOSED:
        raise WrongState("This scheme is decided already.")
    if scheme.proposed_by_id == by.id:
        raise OwnWork("Somebody else approves what you proposed.")
    return scheme


def _check_reach(district_id: UUID, verb: Verb, *, by: Actor) -> None:
    by.check(Record.COUNCIL_TAX, verb)
    if Reach.ANYTHING in by.reaches(Record.COUNCIL_TAX, verb):
        return
    if district_id not in districts_of(by.organisations):
        raise NotYours("district")


def _tell(scheme: CouncilTaxScheme, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind="council tax scheme", subject=scheme.pk)
