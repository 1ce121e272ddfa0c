"""Questions about equality impact assessments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.partners.models import ImpactAction, ImpactAssessment, ImpactFinding
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb
from alongside.shell.slots import Followed, followed_in

ABOUT = ImpactAssessment.About.choices
CHARACTERISTICS = ImpactFinding.Characteristic.choices
STATE = ImpactAssessment.State


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment in a list."""

    id: UUID
    title: str
    about: str
    reference: str
    state: str
    review_on: date
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What it means for people who share a characteristic."""

    key: str
    characteristic: str
    barriers: str
    positive: str
    negative: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is done about it."""

    id: UUID
    version: int
    what: str
    lead: str
    by_on: date
    done_on: date | None
    followed: tuple[Followed, ...] = ()
    """The action of a plan that it has become, or where it can become one."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment, and what the person who looks may do now."""

    row: AssessmentRow
    version: int
    aims: str
    stakeholders: str
    why_sent_back: str
    approved_on: date | None
    findings: tuple[Finding, ...]
    actions: tuple[Step, ...]
    missing: tuple[str, ...]
    """Characteristics of which nothing is written."""
    may: frozenset[str]
    """write, send, decide, publish, finish"""


def assessments() -> tuple[AssessmentRow, ...]:
    """All of them, by the day on which they are looked at again."""
    return tuple(_row(row) for row in ImpactAssessment.objects.order_by("review_on"))


def assessments_of(about: str, reference: str) -> tuple[AssessmentRow, ...]:
    """Those of one edition, strategy or protocol."""
    return tuple(_row(row) for row in ImpactAssessment.objects.filter(about=about, about_reference=reference))


def published_assessments() -> tuple[AssessmentRow, ...]:
    """Those that everybody reads, the newest first."""
    rows = ImpactAssessment.objects.filter(published_on__isnull=False).order_by("-published_on")
    return tuple(_row(row) for row in rows)


def assessment(actor: Actor, assessment_id: UUID) -> Assessment:
    """One of them. Raises NotYours where there is none."""
    row = ImpactAssessment.objects.filter(pk=assessment_id).first()
    if row is None or not actor.can(Record.IMPACT, Verb.READ):
        raise NotYours("assessment")
    return _whole(row, _may(row, actor), actor)


def published_assessment(assessment_id: UUID) -> Assessment:
    """One that everybody reads. Raises NotYours."""
    row = ImpactAssessment.objects.filter(pk=assessment_id, published_on__isnull=False).first()
    if row is None:
        raise NotYours("assessment")
    return _whole(row, frozenset())


def agreed_actions(assessment_id: UUID) -> tuple[Step, ...]:
    """What is done by an assessment that was approved; nothing while it is a draft."""
    rows = ImpactAction.objects.filter(assessment_id=assessment_id, assessment__state=STATE.APPROVED)
    return tuple(_step(one, None) for one in rows)


# ---------------------------------------------------------------------------------------------------------------------


def _row(row: ImpactAssessment) -> AssessmentRow:
    return AssessmentRow(
        row.pk, row.title, row.get_about_display(), row.about_reference, row.get_state_display(), row.review_on,
        row.published_on,
    )  # fmt: skip


def _whole(row: ImpactAssessment, may: frozenset[str], actor: Actor | None = None) -> Assessment:
    written = {one.characteristic: one for one in row.findings.all()}
    findings = [
        Finding(key, str(title), written[key].barriers, written[key].positive, written[key].negative)
        for key, title in CHARACTERISTICS
        if key in written
    ]
    return Assessment(
        row=_row(row),
        version=row.version,
        aims=row.aims,
        stakeholders=row.stakeholders,
        why_sent_back=row.why_sent_back,
        approved_on=row.approved_on,
        findings=tuple(findings),
        actions=tuple(_step(one, actor) for one in row.actions.all()),
        missing=tuple(str(title) for key, title in CHARACTERISTICS if key not in written),
        may=may,
    )


def _step(one: ImpactAction, actor: Actor | None) -> Step:
    followed = [found for ask in followed_in.all() for found in ask(actor, one.pk)] if actor else []
    return Step(one.pk, one.version, one.what, one.lead, one.by_on, one.done_on, tuple(followed))


def _may(row: ImpactAssessment, actor: Actor) -> frozenset[str]:
    may = set()
    if actor.can(Record.IMPACT, Verb.UPDATE):
        may.add("finish")
        if row.state in (STATE.DRAFT, STATE.SENT_BACK):
            may |= {"write", "send"}
        if row.state == STATE.APPROVED and row.published_on is None:
            may.add("publish")
    if actor.can(Record.IMPACT, Verb.APPROVE) and row.state == STATE.WAITING and row.written_by_id != actor.id:
        may.add("decide")
    return frozenset(may)
