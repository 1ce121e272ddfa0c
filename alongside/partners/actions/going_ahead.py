"""Verbs of going ahead without an approved equality impact assessment."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.partners import impact_gate
from alongside.partners.models import GoingAhead
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

STATE = GoingAhead.State


@transaction.atomic
def ask_to_go_ahead(*, what: str, why: str, on: date, by: Actor) -> GoingAhead:
    """Ask to decide on something before its assessment is approved. ``what``: a key of ``going_ahead_choices``."""
    by.check(Record.IMPACT, Verb.CREATE)
    found = next((one for one in impact_gate.waiting_for_one() if one[0] == what), None)
    if found is None:
        raise NotYours("decision")
    if len(why.strip()) < 10:
        raise FactRefused("Say why it cannot wait.")
    _key, about, reference = found
    if GoingAhead.objects.filter(about=about, reference=reference, state=STATE.WAITING).exists():
        raise FactRefused("Somebody has asked for this already.")
    row = GoingAhead.objects.create(about=about, reference=reference, why=why, asked_by_id=by.id, asked_on=on)
    _tell(row, "asked to go ahead without impact assessment", by)
    return row


@transaction.atomic
def decide_going_ahead(*, going_ahead_id: UUID, version: int, agreed: bool, on: date, by: Actor) -> GoingAhead:
    """Agree that it goes ahead, or not. Whoever asked does not decide."""
    by.check(Record.IMPACT, Verb.APPROVE)
    row = GoingAhead.objects.filter(pk=going_ahead_id).first()
    if row is None:
        raise NotYours("going ahead")
    if row.state != STATE.WAITING:
        raise WrongState("This is decided already.")
    if row.asked_by_id == by.id:
        raise OwnWork("Somebody else decides on what you asked for.")
    changes = {"state": STATE.AGREED if agreed else STATE.REFUSED, "decided_by_id": by.id, "decided_on": on}
    row = save_over(row, version=version, changes=changes, what=str(row))
    _tell(row, "agreed to go ahead without impact assessment" if agreed else "refused to go ahead without it", by)
    return row


def _tell(row: GoingAhead, verb: str, by: Actor) -> None:
    detail = {"about": row.about, "reference": row.reference, "why": row.why}
    audit.record(actor=by, verb=verb, subject_kind="impact assessment", subject=row.pk, detail=detail)
