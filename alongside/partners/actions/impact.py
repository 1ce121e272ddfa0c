"""Verbs about equality impact assessments."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.partners.models import ImpactAction, ImpactAssessment, ImpactFinding
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

STATE = ImpactAssessment.State
OPEN = (STATE.DRAFT, STATE.SENT_BACK)


@transaction.atomic
def begin_assessment(*, review_on: date, on: date, by: Actor, **facts: Any) -> ImpactAssessment:
    """Begin an assessment of something that is to be decided. ``about`` and ``about_reference`` say of what."""
    by.check(Record.IMPACT, Verb.CREATE)
    if review_on <= on:
        raise FactRefused("It is looked at again later than today.")
    row = ImpactAssessment.objects.create(review_on=review_on, written_by_id=by.id, **facts)
    _tell(row, "began impact assessment", by)
    return row


@transaction.atomic
def write_finding(
    *, assessment_id: UUID, characteristic: str, barriers: str, positive: str, negative: str, by: Actor
) -> ImpactFinding:
    """Write what it means for people who share a characteristic, or write it anew."""
    row = _in(assessment_id, OPEN, Verb.UPDATE, by=by)
    if not (barriers + positive + negative).strip():
        raise FactRefused("Write at least one of the three.")
    words = {"barriers": barriers, "positive": positive, "negative": negative}
    finding = row.findings.filter(characteristic=characteristic).first()
    if finding is None:
        finding = ImpactFinding.objects.create(assessment=row, characteristic=characteristic, **words)
    else:
        finding = save_over(finding, version=finding.version, changes=words, what=str(finding))
    _tell(row, "wrote finding of impact assessment", by)
    return finding


@transaction.atomic
def add_impact_action(*, assessment_id: UUID, what: str, lead: str, by_on: date, on: date, by: Actor) -> ImpactAction:
    """Add what is done about it."""
    row = _in(assessment_id, OPEN, Verb.UPDATE, by=by)
    if by_on < on:
        raise FactRefused("That day is over.")
    action = ImpactAction.objects.create(assessment=row, what=what, lead=lead, by_on=by_on)
    _tell(row, "added action to impact assessment", by)
    return action


@transaction.atomic
def finish_impact_action(*, action_id: UUID, version: int, on: date, by: Actor) -> ImpactAction:
    """Write down that it is done, also after the assessment was approved."""
    by.check(Record.IMPACT, Verb.UPDATE)
    action = ImpactAction.objects.select_related("assessment").filter(pk=action_id, done_on=None).first()
    if action is None:
        raise NotYours("action")
    action = save_over(action, version=version, changes={"done_on": on}, what="the action")
    _tell(action.assessment, "finished action of impact assessment", by)
    return action


@transaction.atomic
def send_assessment(*, assessment_id: UUID, version: int, by: Actor) -> ImpactAssessment:
    """Pass it on to be approved. What gets worse for somebody needs an action."""
    row = _in(assessment_id, OPEN, Verb.UPDATE, by=by)
    if not row.findings.exists():
        raise FactRefused("Write first what it means for somebody.")
    if row.findings.exclude(negative="").exists() and not row.actions.exists():
        raise FactRefused("Something gets worse for somebody. Say what is done about it.")
    return _move(row, version, {"state": STATE.WAITING}, "sent impact assessment", by=by)


@transaction.atomic
def approve_assessment(*, assessment_id: UUID, version: int, on: date, by: Actor) -> ImpactAssessment:
    """Approve what somebody else wrote."""
    row = _to_decide(assessment_id, by=by)
    changes = {"state": STATE.APPROVED, "approved_by_id": by.id, "approved_on": on, "why_sent_back": ""}
    return _move(row, version, changes, "approved impact assessment", by=by)


@transaction.atomic
def send_back_assessment(*, assessment_id: UUID, version: int, why: str, by: Actor) -> ImpactAssessment:
    """Send it back, with the reason."""
    row = _to_decide(assessment_id, by=by)
    changes = {"state": STATE.SENT_BACK, "why_sent_back": why}
    return _move(row, version, changes, "sent back impact assessment", by=by)


@transaction.atomic
def publish_assessment(*, assessment_id: UUID, version: int, on: date, by: Actor) -> ImpactAssessment:
    """Put it where everybody reads it."""
    row = _in(assessment_id, (STATE.APPROVED,), Verb.UPDATE, by=by)
    if row.published_on:
        raise WrongState("It is published already.")
    return _move(row, version, {"published_on": on}, "published impact assessment", by=by)


# ---------------------------------------------------------------------------------------------------------------------


def _in(assessment_id: UUID, states: tuple[str, ...], verb: Verb, *, by: Actor) -> ImpactAssessment:
    by.check(Record.IMPACT, verb)
    row = ImpactAssessment.objects.filter(pk=assessment_id).first()
    if row is None:
        raise NotYours("assessment")
    if row.state not in states:
        raise WrongState(f"This assessment: {row.get_state_display().lower()}.")
    return row


def _to_decide(assessment_id: UUID, *, by: Actor) -> ImpactAssessment:
    row = _in(assessment_id, (STATE.WAITING,), Verb.APPROVE, by=by)
    if row.written_by_id == by.id:
        raise OwnWork("Somebody else decides on what you wrote.")
    return row


def _move(row: ImpactAssessment, version: int, changes: dict[str, Any], verb: str, *, by: Actor) -> ImpactAssessment:
    row = save_over(row, version=version, changes=changes, what=row.title)
    _tell(row, verb, by)
    return row


def _tell(row: ImpactAssessment, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind="impact assessment", subject=row.pk)
