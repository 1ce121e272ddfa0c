"""Assessments as they are read: needs, adult services, the list before 18."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside.casework import access, plan_words, steps_plan
from alongside.casework.local_clocks.plan import JOINT, opens_on
from alongside.casework.models import AssessmentHead, Head, JointAssessment, NeedsAssessment, Person, TurningEighteen
from alongside.casework.plan_content import missing_from
from alongside.law import age_on, birthday
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

FROM_16 = 16
BEFORE_18 = {
    "choices_on": "Choices of homes gone through with them, from 16",
    "home_on": "Where they live from 18",
    "money_on": "Money from 18: benefits, allowance, bank account",
    "papers_on": "Identity documents",
    "doctor_on": "A doctor (GP)",
    "handover_on": "The worker after 18 is known, and they have met",
}
"""What is settled before an 18th birthday."""
_ASKED_OF = {
    "parent": "your mum, dad or whoever decides for you",
    "carer": "whoever cares for you",
    "school": "your school or college",
    "health": "somebody who looks after your health",
    "reviewing": "your reviewing officer",
    "adviser": "your adviser",
    "advocate": "your advocate",
    "other": "somebody you named",
}
"""Who was asked, said to the person themself."""


@dataclass(frozen=True, slots=True)
class AssessmentHeadRow:
    """One head of an assessment."""

    id: UUID
    version: int
    head: str
    title: str
    statute: str
    words: str
    strengths: str
    needs: str
    evidence: str
    conclusion: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said here yet."""
        return not (self.words or self.strengths or self.needs or self.evidence or self.conclusion)


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment in a list."""

    id: UUID
    number: int
    trigger: str
    state: str
    state_words: str
    started_on: date
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment, whole or a partner's head of it."""

    id: UUID
    version: int
    person: UUID
    number: int
    trigger: str
    form: str
    asked_for: str
    state: str
    state_words: str
    started_on: date
    consulted: tuple[str, ...]
    consulted_words: str
    consulted_codes: tuple[str, ...]
    meetings: str
    words: str
    result: str
    heads: tuple[AssessmentHeadRow, ...]
    submitted_by: str
    submitted_at: datetime | None
    comment: str
    approved_by: str
    finished_on: date | None
    missing: tuple[str, ...]
    is_whole: bool
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class JointRow:
    """A joint assessment with adult services."""

    id: UUID
    version: int
    person: UUID
    why: str
    asked_on: date
    due_on: date
    agreed: bool | None
    worker: str
    met_on: date | None
    decided_on: date | None
    decision: str
    decision_code: str
    decision_words: str
    told_on: date | None


@dataclass(frozen=True, slots=True)
class BeforeEighteen:
    """What has to be settled before 18: each with the day since when it is, or None."""

    version: int
    rows: tuple[tuple[str, str, date | None], ...]
    notes: str
    birthday: date
    opens_on: date
    is_running: bool


@dataclass(frozen=True, slots=True)
class PersonAssessments:
    """Everything on somebody's page of assessments."""

    rows: tuple[AssessmentRow, ...]
    may_begin: bool
    joint: tuple[JointRow, ...]
    may_ask: bool
    before_18: BeforeEighteen | None
    """None for whoever is past 18 and has no list."""


def person_assessments(actor: Actor, person_id: UUID, *, on: date) -> PersonAssessments:
    """Somebody's assessments. Raises NotYours; the page's header keeps the look. A partner sees needs only."""
    person = access.person_for(actor, person_id, Record.NEEDS_ASSESSMENT, on=on)
    rows = NeedsAssessment.objects.filter(person=person, removed_at=None)
    being_written = rows.exclude(state=NeedsAssessment.State.APPROVED).first()
    may_create = access.can_reach(actor, person, Record.NEEDS_ASSESSMENT, Verb.CREATE, on=on)
    whole = steps_plan.sees_whole(actor, person, Record.NEEDS_ASSESSMENT, on=on)
    joint = JointAssessment.objects.filter(person=person, removed_at=None) if whole else ()
    return PersonAssessments(
        rows=tuple(map(_line, rows)),
        may_begin=may_create and being_written is None,
        joint=tuple(map(_joint, joint)),
        may_ask=may_create
        and age_on(person.born_on, on) >= FROM_16
        and not any(one.decided_on is None for one in joint),
        before_18=before_eighteen_of(person, on) if whole else None,
    )


def one_assessment(actor: Actor, assessment_id: UUID, *, on: date) -> Assessment:
    """One assessment, as far as this reader sees it. Raises NotYours."""
    people = ("person", "submitted_by", "approved_by")
    found = NeedsAssessment.objects.select_related(*people).filter(pk=assessment_id, removed_at=None).first()
    if found is None:
        raise NotYours("assessment")
    access.person_for(actor, found.person_id, Record.NEEDS_ASSESSMENT, on=on)
    heads = steps_plan.heads_open_to(actor, found.person, Record.NEEDS_ASSESSMENT, on=on)
    is_whole = heads == frozenset(Head)
    rows = sorted(found.heads.filter(removed_at=None, head__in=heads), key=_order)
    return Assessment(
        id=found.pk,
        version=found.version,
        person=found.person_id,
        number=found.number,
        trigger=found.get_trigger_display(),
        form=found.form,
        asked_for=found.asked_for if is_whole else "",
        state=found.state,
        state_words=found.get_state_display(),
        started_on=found.started_on,
        consulted=tuple(_asked(code) for code in found.consulted) if is_whole else (),
        consulted_codes=tuple(found.consulted) if is_whole else (),
        consulted_words=found.consulted_words if is_whole else "",
        meetings=found.meetings if is_whole else "",
        words=found.words if is_whole else "",
        result=found.result if is_whole else "",
        heads=tuple(map(_head, rows)),
        submitted_by=found.submitted_by.name if found.submitted_by else "",
        submitted_at=found.submitted_at,
        comment=found.comment if is_whole else "",
        approved_by=found.approved_by.name if found.approved_by else "",
        finished_on=found.approved_on,
        missing=tuple(missing_from(found)) if is_whole and found.state == NeedsAssessment.State.DRAFT else (),
        is_whole=is_whole,
        may=_may(found, actor, is_whole, on),
    )


def one_assessment_head(actor: Actor, head_id: UUID, *, on: date) -> tuple[Assessment, AssessmentHeadRow]:
    """A head with its assessment. Raises NotYours."""
    found = AssessmentHead.objects.filter(pk=head_id).values_list("assessment_id", flat=True).first()
    assessment = one_assessment(actor, found, on=on) if found else None
    for head in assessment.heads if assessment else ():
        if head.id == head_id:
            return assessment, head  # type: ignore[return-value]
    raise NotYours("head of an assessment")


def one_joint(actor: Actor, joint_id: UUID, *, on: date) -> JointRow:
    """A joint assessment about to be written on. Raises NotYours."""
    found = JointAssessment.objects.filter(pk=joint_id, removed_at=None).first()
    if found is None:
        raise NotYours("joint assessment")
    access.person_for(actor, found.person_id, Record.NEEDS_ASSESSMENT, Verb.UPDATE, on=on)
    return _joint(found)


def before_eighteen(actor: Actor, person_id: UUID, *, on: date) -> BeforeEighteen:
    """The list before 18, about to be written on. Raises NotYours."""
    person = access.person_for(actor, person_id, Record.PATHWAY_PLAN, Verb.CREATE, on=on)
    return before_eighteen_of(person, on, always=True)  # type: ignore[return-value]


def before_eighteen_of(person: Person, on: date, *, always: bool = False) -> BeforeEighteen | None:
    """The list before somebody's 18th birthday. Whoever asks has checked."""
    held = TurningEighteen.objects.filter(person=person).first()
    past = age_on(person.born_on, on) >= 18
    if held is None and past and not always:
        return None
    rows = tuple((name, words, getattr(held, name, None)) for name, words in BEFORE_18.items())
    since = opens_on(person.born_on)
    return BeforeEighteen(
        version=held.version if held else 0,
        rows=rows,
        notes=held.notes if held else "",
        birthday=birthday(person.born_on, 18),
        opens_on=since,
        is_running=since <= on and not all(day for _, _, day in rows),
    )


def assessments_waiting(actor: Actor, *, on: date) -> list[NeedsAssessment]:
    """The assessments that this manager answers. For the page that shows plans too, which keeps the look."""
    people = access.visible_to(actor, Record.NEEDS_ASSESSMENT, Verb.APPROVE, on=on)
    rows = NeedsAssessment.objects.filter(person__in=people, state=NeedsAssessment.State.SUBMITTED, removed_at=None)
    return list(rows.select_related("person", "submitted_by").order_by("submitted_at"))


def my_assessments(actor: Actor, *, on: date) -> tuple[Assessment, ...]:
    """One's own finished assessments, newest first; how we know and what others said are left out. Raises NotYours."""
    from alongside.casework.queries.portal import my_record

    person = my_record(actor, Record.NEEDS_ASSESSMENT, on=on)
    audit.record(
        actor=actor,
        verb="looked at own place",
        subject_kind="person",
        subject=person.pk,
        detail={"page": "what I need"},
    )
    rows = NeedsAssessment.objects.filter(person=person, state="approved", removed_at=None, hidden="")
    hidden = set(AssessmentHead.objects.filter(assessment__in=rows).exclude(hidden="").values_list("pk", flat=True))
    found = (one_assessment(Actor.system("own assessments"), one.pk, on=on) for one in rows.order_by("-number"))
    return tuple(_for_themself(one, hidden) for one in found)


# ---------------------------------------------------------------------------------------------------------------------


def _for_themself(told: Assessment, hidden: Collection[UUID]) -> Assessment:
    heads = tuple(replace(head, evidence="") for head in told.heads if head.id not in hidden)
    asked = tuple(_ASKED_OF[code] for code in told.consulted_codes)
    return replace(
        told, heads=heads, consulted=asked, consulted_words="", meetings="", comment="", missing=(), may=frozenset()
    )


def _may(found: NeedsAssessment, actor: Actor, is_whole: bool, on: date) -> frozenset[str]:
    can = {one for one in steps_plan.REFUSED_ASSESSMENT_STEP if steps_plan.can_assessment_step(found, one)}
    may: set[str] = set()
    if access.can_reach(actor, found.person, Record.NEEDS_ASSESSMENT, Verb.UPDATE, on=on):
        may |= can & ({"write", "submit"} if is_whole else {"write"})
    own = actor.id is not None and actor.id == found.submitted_by_id
    if not own and access.can_reach(actor, found.person, Record.NEEDS_ASSESSMENT, Verb.APPROVE, on=on):
        may |= can & {"approve", "send_back"}
    return frozenset(may)


def _line(one: NeedsAssessment) -> AssessmentRow:
    state, trigger = one.get_state_display(), one.get_trigger_display()
    return AssessmentRow(one.pk, one.number, trigger, one.state, state, one.started_on, one.approved_on)


def _head(one: AssessmentHead) -> AssessmentHeadRow:
    title = plan_words.HEADS[one.head].title
    said = (one.words, one.strengths, one.needs, one.evidence, one.conclusion)
    return AssessmentHeadRow(one.pk, one.version, one.head, title, one.get_head_display(), *said)


def _order(one: AssessmentHead) -> int:
    return plan_words.ORDER.index(Head(one.head))


def _asked(code: str) -> str:
    return str(dict(NeedsAssessment.Asked.choices).get(code, code))


def _joint(one: JointAssessment) -> JointRow:
    return JointRow(
        id=one.pk,
        version=one.version,
        person=one.person_id,
        why=one.why,
        asked_on=one.asked_on,
        due_on=JOINT.period.after(one.asked_on),
        agreed=one.agreed,
        worker=one.worker,
        met_on=one.met_on,
        decided_on=one.decided_on,
        decision=one.get_decision_display(),
        decision_code=one.decision,
        decision_words=one.decision_words,
        told_on=one.told_on,
    )
