"""Verbs about finding out: needs, a joint assessment with adult services, and the list before 18."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from alongside.casework import access, plan_content, protocol_steps, steps_plan
from alongside.casework.actions.clocks import happened
from alongside.casework.models import AssessmentHead, Head, JointAssessment, NeedsAssessment, TurningEighteen
from alongside.law import age_on
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb

State = NeedsAssessment.State
WRITTEN = ("asked_for", "consulted", "consulted_words", "meetings", "words", "result")
HEAD_WORDS = ("words", "strengths", "needs", "evidence", "conclusion")
FROM_16, FROM_21 = 16, 21
SETTLED_BEFORE_18 = ("choices_on", "home_on", "money_on", "papers_on", "doctor_on", "handover_on")


@transaction.atomic
def begin_assessment(
    *, person_id: UUID, trigger: str, on: date, by: Actor, form: str = "whole", asked_for: str = ""
) -> NeedsAssessment:
    """Begin an assessment of needs. From 21 it may be about no more than what was asked for."""
    person = access.person_for(by, person_id, Record.NEEDS_ASSESSMENT, Verb.CREATE, on=on)
    if person.died_on:
        raise FactRefused("This person has died.")
    access.hold(person)
    known = NeedsAssessment.objects.filter(person=person)
    steps_plan.check_assessment_step(known.filter(removed_at=None).exclude(state=State.APPROVED).first(), "begin")
    if form == NeedsAssessment.Form.ASKED and age_on(person.born_on, on) < FROM_21:
        raise FactRefused("Before 21 an assessment is about every head.")
    if form == NeedsAssessment.Form.ASKED and not asked_for.strip():
        raise FactRefused("Write down what they asked for.")
    assessment = NeedsAssessment.objects.create(
        person=person,
        number=(known.aggregate(top=Max("number"))["top"] or 0) + 1,
        trigger=trigger,
        form=form,
        asked_for=asked_for.strip(),
        started_on=on,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    for head in Head:
        AssessmentHead.objects.create(
            assessment=assessment, person=person, head=head, recorded_at=clock.now(), recorded_by_id=by.id
        )
    _tell(by, "began assessment", assessment)
    return assessment


@transaction.atomic
def write_assessment(
    *, assessment_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor
) -> NeedsAssessment:
    """Write who was asked, what they and the young person say, the meetings and the result."""
    assessment = _assessment(assessment_id, by, Verb.UPDATE, on, "write")
    changes = {name: value for name, value in changes.items() if name in WRITTEN}
    assessment = save_over(assessment, version=version, changes=changes, what="the assessment")
    _tell(by, "wrote assessment", assessment)
    return assessment


@transaction.atomic
def write_assessment_head(
    *, head_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor
) -> AssessmentHead:
    """Write one head of an assessment. A partner writes only the head that is theirs."""
    head = AssessmentHead.objects.filter(pk=head_id, removed_at=None).first()
    if head is None:
        raise NotYours("head of an assessment")
    assessment = _assessment(head.assessment_id, by, Verb.UPDATE, on, "write", head=head.head)
    changes = {name: value for name, value in changes.items() if name in HEAD_WORDS}
    head = save_over(head, version=version, changes=changes, what=f"“{head.get_head_display()}”")
    _tell(by, "wrote head of assessment", assessment, head=head.head)
    return head


@transaction.atomic
def submit_assessment(*, assessment_id: UUID, version: int, on: date, by: Actor) -> NeedsAssessment:
    """Send an assessment to a manager: the young person's words, who was asked and the result are there."""
    assessment = _assessment(assessment_id, by, Verb.UPDATE, on, "submit")
    if missing := plan_content.missing_from(assessment):
        raise FactRefused(f"Still missing: {', '.join(missing)}.")
    changes = {"state": State.SUBMITTED, "submitted_by_id": by.id, "submitted_at": clock.now()}
    assessment = save_over(assessment, version=version, changes=changes, what="the assessment")
    _tell(by, "sent in assessment", assessment)
    return assessment


@transaction.atomic
def decide_assessment(
    *, assessment_id: UUID, version: int, answer: str, on: date, by: Actor, comment: str = ""
) -> NeedsAssessment:
    """Answer an assessment that somebody else sent in: it is finished, or goes back to be written on."""
    step = "approve" if answer == "approve" else "send_back"
    assessment = _assessment(assessment_id, by, Verb.APPROVE, on, step)
    steps_plan.check_not_own(by, assessment)
    if step == "send_back" and not comment.strip():
        raise FactRefused("Say what is missing.")
    changes: dict[str, Any] = {"comment": comment.strip()}
    if step == "approve":
        changes |= {"state": State.APPROVED, "approved_by_id": by.id, "approved_on": on}
    else:
        changes |= {"state": State.DRAFT, "sent_back_by_id": by.id, "submitted_by_id": None, "submitted_at": None}
    assessment = save_over(assessment, version=version, changes=changes, what="the assessment")
    if step == "approve":
        happened(
            person=assessment.person, kind="assessment_completed", happened_on=on, record=assessment.pk, on=on, by=by
        )
    _tell(by, "approved assessment" if step == "approve" else "sent assessment back", assessment)
    return assessment


@transaction.atomic
def ask_adult_services(
    *, person_id: UUID, why: str, on: date, by: Actor, asked_on: date | None = None, agreed: bool | None = None,
    worker: str = "",
) -> JointAssessment:  # fmt: skip
    """Ask adult services for an assessment together, from 16 on."""
    person = access.person_for(by, person_id, Record.NEEDS_ASSESSMENT, Verb.CREATE, on=on)
    asked_on = asked_on or on
    if asked_on > on:
        raise FactRefused("This day is in the future.")
    if age_on(person.born_on, asked_on) < FROM_16:
        raise FactRefused("Adult services are asked from the 16th birthday on.")
    if JointAssessment.objects.filter(person=person, decided_on=None, removed_at=None).exists():
        raise WrongState("Adult services were asked already and have not decided yet.")
    if not why.strip():
        raise FactRefused("Say why.")
    joint = JointAssessment.objects.create(
        person=person,
        why=why.strip(),
        asked_on=asked_on,
        agreed=agreed,
        worker=worker.strip(),
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    protocol_steps.tell(joint, on=on, by=by)
    audit.record(actor=by, verb="asked adult services", subject_kind="person", subject=person.pk)
    return joint


@transaction.atomic
def write_joint_assessment(
    *, joint_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor
) -> JointAssessment:
    """Write down how a joint assessment goes, and what adult services decided."""
    joint = JointAssessment.objects.select_related("person").filter(pk=joint_id, removed_at=None).first()
    if joint is None:
        raise NotYours("joint assessment")
    access.person_for(by, joint.person_id, Record.NEEDS_ASSESSMENT, Verb.UPDATE, on=on)
    if joint.decided_on:
        raise WrongState("This was decided. If much has changed, ask adult services again.")
    allowed = ("worker", "agreed", "met_on", "decided_on", "decision", "decision_words", "told_on")
    changes = {name: value for name, value in changes.items() if name in allowed}
    if bool(changes.get("decided_on")) != bool(changes.get("decision")):
        raise FactRefused("A decision has a day, and a day has a decision.")
    days = [changes[name] for name in ("met_on", "decided_on", "told_on") if changes.get(name)]
    if any(day > on or day < joint.asked_on for day in days):
        raise FactRefused("These days lie between the day on which you asked and today.")
    joint = save_over(joint, version=version, changes=changes, what="the joint assessment")
    protocol_steps.tell(joint, on=on, by=by)
    audit.record(actor=by, verb="wrote joint assessment", subject_kind="person", subject=joint.person_id)
    return joint


@transaction.atomic
def write_before_eighteen(
    *, person_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor
) -> TurningEighteen:
    """Write down what is settled before the 18th birthday, each with its day."""
    person = access.person_for(by, person_id, Record.PATHWAY_PLAN, Verb.CREATE, on=on)
    changes = {name: value for name, value in changes.items() if name in (*SETTLED_BEFORE_18, "notes")}
    if any(changes.get(name) and changes[name] > on for name in SETTLED_BEFORE_18):
        raise FactRefused("What is settled was settled today or before.")
    access.hold(person)
    held = TurningEighteen.objects.filter(person=person).first()
    if held is None:
        held = TurningEighteen.objects.create(person=person, recorded_at=clock.now(), recorded_by_id=by.id)
        version = version or held.version
    held = save_over(held, version=version, changes=changes, what="the list before 18")
    protocol_steps.tell(held, on=on, by=by)
    audit.record(actor=by, verb="wrote list before 18", subject_kind="person", subject=person.pk)
    return held


# ---------------------------------------------------------------------------------------------------------------------


def _assessment(assessment_id: UUID, by: Actor, verb: Verb, on: date, step: str, *, head: str = "") -> NeedsAssessment:
    assessment = NeedsAssessment.objects.select_related("person").filter(pk=assessment_id, removed_at=None).first()
    if assessment is None:
        raise NotYours("assessment")
    access.person_for(by, assessment.person_id, Record.NEEDS_ASSESSMENT, verb, on=on)
    opened = steps_plan.heads_open_to(by, assessment.person, Record.NEEDS_ASSESSMENT, on=on)
    if (head not in opened) if head else (opened != frozenset(Head)):
        raise NotYours("assessment")
    steps_plan.check_assessment_step(assessment, step)
    return assessment


def _tell(by: Actor, verb: str, assessment: NeedsAssessment, **detail: Any) -> None:
    detail = {"number": assessment.number, **detail}
    audit.record(actor=by, verb=verb, subject_kind="person", subject=assessment.person_id, detail=detail)
