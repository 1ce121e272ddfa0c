"""What the council says of its offer against the check-list."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.offer import access, checklist
from alongside.offer.models import AuditEvidence, NotOffered
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb


@transaction.atomic
def record_not_offered(
    *,
    item_id: int,
    reason: str,
    said_publicly: bool,
    decided_by: str,
    decided_on: date,
    next_look_on: date,
    by: Actor,
) -> int:
    """Record that the council decided not to offer an item of the check-list, why, and when it looks at it again.

    A later decision stands beside the earlier one and counts; a record that meets the item counts above both.
    Raises FactRefused for an item that is not the council's to leave out.
    """
    access.check(by, Record.OFFER_TEXT, Verb.UPDATE, None)
    item = checklist.item_or_refusal(item_id)
    if not checklist.can_go_without(item):
        raise FactRefused(f"“{item.words}” is not the council’s to leave out.")
    if next_look_on <= decided_on:
        raise FactRefused("The next look comes after the decision.")
    decision = NotOffered.objects.create(
        item=item.id,
        reason=reason,
        said_publicly=said_publicly,
        decided_by=decided_by,
        decided_on=decided_on,
        next_look_on=next_look_on,
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="recorded not offered", subject_kind="offer", detail={"item": item.id})
    return decision.pk


@transaction.atomic
def record_audit_evidence(*, item_id: int, words: str, on: date, by: Actor) -> int:
    """Record what shows that an item about the whole offer is met.

    Raises FactRefused for an item that only a record of the offer can meet.
    """
    access.check(by, Record.OFFER_TEXT, Verb.UPDATE, None)
    item = checklist.item_or_refusal(item_id)
    if not checklist.takes_evidence(item):
        raise FactRefused(f"“{item.words}” is met by a record of the offer, not by a note.")
    evidence = AuditEvidence.objects.create(
        item=item.id, words=words, recorded_on=on, recorded_by_id=by.id, recorded_by_name=by.name
    )
    audit.record(actor=by, verb="recorded evidence", subject_kind="offer", detail={"item": item.id})
    return evidence.pk
