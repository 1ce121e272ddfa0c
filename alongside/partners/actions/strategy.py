"""Verbs of the accommodation strategy as a whole: it is put to be approved, and approved by somebody else."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.partners import impact_gate, protocol_reach
from alongside.partners.models import StrategyHead, StrategyVersion
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

STATE = StrategyVersion.State


@transaction.atomic
def propose_strategy(*, on: date, by: Actor) -> StrategyVersion:
    """Put the six heads, as they are written now, to be approved."""
    _check(by, Verb.UPDATE)
    words = dict(StrategyHead.objects.exclude(words="").values_list("head", "words"))
    missing = [str(title) for head, title in StrategyHead.Head.choices if head not in words]
    if missing:
        raise FactRefused(f"Nothing is written yet under: {', '.join(missing)}.")
    last = StrategyVersion.objects.first()
    if last is not None and last.state == STATE.PROPOSED:
        raise WrongState("A version waits to be approved already.")
    if last is not None and last.state == STATE.APPROVED and last.words == words:
        raise FactRefused("Nothing has changed since the version that is approved.")
    number = last.number + 1 if last else 1
    row = StrategyVersion.objects.create(number=number, words=words, proposed_by_id=by.id, proposed_on=on)
    _tell(row, "proposed strategy", by)
    return row


@transaction.atomic
def approve_strategy(*, number: int, version: int, on: date, by: Actor) -> StrategyVersion:
    """Approve what somebody else proposed, once its impact on equality is assessed."""
    row = _proposed(number, by)
    before = StrategyVersion.objects.filter(state=STATE.APPROVED).first()
    in_the_way = impact_gate.in_the_way_of_strategy(before.approved_on if before else None, on)
    if in_the_way:
        raise FactRefused(in_the_way)
    changes = {"state": STATE.APPROVED, "approved_by_id": by.id, "approved_on": on}
    row = save_over(row, version=version, changes=changes, what=str(row))
    _tell(row, "approved strategy", by)
    return row


@transaction.atomic
def send_back_strategy(*, number: int, version: int, why: str, by: Actor) -> StrategyVersion:
    """Send it back, with the reason."""
    row = _proposed(number, by)
    changes = {"state": STATE.SENT_BACK, "why_sent_back": why}
    row = save_over(row, version=version, changes=changes, what=str(row))
    _tell(row, "sent back strategy", by)
    return row


def _check(by: Actor, verb: Verb) -> None:
    by.check(Record.PROTOCOLS, verb)
    if not protocol_reach.is_everywhere(by, verb):
        raise NotYours("strategy")


def _proposed(number: int, by: Actor) -> StrategyVersion:
    _check(by, Verb.APPROVE)
    row = StrategyVersion.objects.filter(number=number).first()
    if row is None:
        raise NotYours("strategy")
    if row.state != STATE.PROPOSED:
        raise WrongState(f"This version: {row.get_state_display().lower()}.")
    if row.proposed_by_id == by.id:
        raise OwnWork("Somebody else decides on what you proposed.")
    return row


def _tell(row: StrategyVersion, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind="strategy", detail={"number": row.number})
