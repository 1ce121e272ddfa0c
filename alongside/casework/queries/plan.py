"""Pathway plans as they are read: one version whole, all of somebody's, two side by side, those that wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from alongside.casework import access, plan_words, steps_plan
from alongside.casework.models import Head, Person, PlanAction, PlanCopy, PlanHead, PlanVersion, PlanVoice
from alongside.casework.plan_content import hash_of_plan, missing_heads
from alongside.casework.queries.assessing import assessments_waiting
from alongside.casework.queries.core_system import handed_at
from alongside.law import age_on
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Verb

State = PlanVersion.State
FROM_21 = 21
"""The birthday from which a plan may be about no more than what was asked for."""
SHOWN = (State.WITH_PERSON, State.SUBMITTED, State.APPROVED, State.SHARED, State.SUPERSEDED)
"""What the young person sees: every version but one that is still being written."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something that somebody does."""

    id: UUID
    version: int
    head: str
    what: str
    owner: str
    owner_code: str
    owner_name: str
    due_on: date | None
    state: str
    state_words: str
    settled_on: date | None
    outcome: str
    their_word: str
    their_word_on: date | None
    is_carried: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == PlanAction.State.OPEN


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One head of a version."""

    id: UUID
    version: int
    head: str
    title: str
    """As the young person reads it."""
    statute: str
    asks: str
    words: str
    need: str
    will_happen: str
    who: str
    by_when: date | None
    otherwise: str
    nothing_now: bool
    hidden: str
    """Why the young person does not see it; empty where they do."""
    hidden_words: str
    hidden_until: date | None
    actions: tuple[ActionRow, ...]
    comments: tuple[VoiceRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said here yet."""
        return not (self.words or self.need or self.will_happen or self.nothing_now or self.actions or self.comments)


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """Something that the young person says about a plan."""

    kind: str
    kind_words: str
    head: str
    words: str
    tried: str
    said_on: date
    is_theirs: bool
    """Whether they wrote it themself."""
    by: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy that was handed out."""

    form: str
    language: str
    to: str
    how: str
    handed_on: date
    by: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A version in a list."""

    id: UUID
    number: int
    state: str
    state_words: str
    on: date | None
    """The day of approval; for one being written, when it was begun."""
    is_open: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """One version, whole or a partner's head of it."""

    id: UUID
    version: int
    person: UUID
    name: str
    number: int
    state: str
    state_words: str
    scope: str
    about_me: str
    how_made: str
    heads: tuple[HeadRow, ...]
    answer: VoiceRow | None
    comments: tuple[VoiceRow, ...]
    """Those about the plan as a whole."""
    given_on: date | None
    submitted_by: str
    is_escalated: bool
    escalated_why: str
    sent_back_by: str
    sent_back_on: date | None
    comment: str
    approved_by: str
    approved_on: date | None
    shared_on: date | None
    copies: tuple[CopyRow, ...]
    handed_at: datetime | None
    """When the council's core system was given it."""
    is_as_approved: bool
    """Whether what it says still has the hash that it was approved with."""
    missing: tuple[str, ...]
    is_whole: bool
    """Whether the reader sees more than one head of it."""
    others: tuple[PlanRow, ...]
    may: frozenset[str]
    """The steps that this reader can take now."""

    @property
    def is_settled(self) -> bool:
        """Whether its words can no longer be changed."""
        return self.state in steps_plan.SETTLED


@dataclass(frozen=True, slots=True)
class PersonPlans:
    """Everything on somebody's plan page: the plan that holds, the one being written, the earlier ones."""

    current: Plan | None
    open: PlanRow | None
    rows: tuple[PlanRow, ...]
    may_begin: bool
    is_from_21: bool


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A plan or an assessment that waits for a manager."""

    id: UUID
    person: UUID
    label: str
    what: str
    url_name: str
    sent_by: str
    sent_at: datetime
    is_own: bool
    is_escalated: bool


def person_plans(actor: Actor, person_id: UUID, *, on: date) -> PersonPlans:
    """Somebody's plans. Raises NotYours; the page's header keeps the look."""
    person = access.person_for(actor, person_id, Record.PATHWAY_PLAN, on=on)
    plans = list(plans_of(person).filter(removed_at=None))
    current = next((one for one in plans if one.state in (State.APPROVED, State.SHARED)), None)
    being_written = next((one for one in plans if one.state in steps_plan.OPEN), None)
    may_create = access.can_reach(actor, person, Record.PATHWAY_PLAN, Verb.CREATE, on=on)
    return PersonPlans(
        current=plan_as_read(current, actor, on, plans) if current else None,
        open=row_of(being_written) if being_written else None,
        rows=tuple(map(row_of, plans)),
        may_begin=may_create and steps_plan.can_step(being_written, "begin"),
        is_from_21=age_on(person.born_on, on) >= FROM_21,
    )


def one_plan(actor: Actor, plan_id: UUID, *, on: date) -> Plan:
    """One version, as far as this reader sees it. Raises NotYours."""
    plan = plan_in_reach(actor, plan_id, on)
    return plan_as_read(plan, actor, on, list(plans_of(plan.person).filter(removed_at=None)))


def one_head(actor: Actor, head_id: UUID, *, on: date) -> tuple[Plan, HeadRow]:
    """A head with its plan. Raises NotYours."""
    found = PlanHead.objects.filter(pk=head_id).values_list("plan_id", flat=True).first()
    plan = one_plan(actor, found, on=on) if found else None
    for head in plan.heads if plan else ():
        if head.id == head_id:
            return plan, head  # type: ignore[return-value]
    raise NotYours("head of a plan")


def one_plan_action(actor: Actor, action_id: UUID, *, on: date) -> tuple[Plan, ActionRow]:
    """An action with its plan. Raises NotYours."""
    found = PlanAction.objects.filter(pk=action_id, removed_at=None).values_list("plan_id", flat=True).first()
    plan = one_plan(actor, found, on=on) if found else None
    for head in plan.heads if plan else ():
        for action in head.actions:
            if action.id == action_id:
                return plan, action  # type: ignore[return-value]
    raise NotYours("action of a plan")


def plans_waiting(actor: Actor, *, on: date) -> list[WaitingRow]:
    """The plans that this manager decides, longest waiting first. What was passed on waits for the head of service."""
    people = access.visible_to(actor, Record.PATHWAY_PLAN, Verb.APPROVE, on=on)
    over_service = Reach.SERVICE in actor.reaches(Record.PATHWAY_PLAN, Verb.APPROVE)
    rows = PlanVersion.objects.filter(person__in=people, state=State.SUBMITTED, removed_at=None)
    rows = rows.filter(is_escalated=over_service).select_related("person", "submitted_by").order_by("submitted_at")
    audit.record(actor=actor, verb="looked at plans to decide", subject_kind="list")
    plans = [
        WaitingRow(
            id=one.pk,
            person=one.person_id,
            label=one.person.label,
            what=f"Pathway plan {one.number}",
            url_name="casework:plan_version",
            sent_by=one.submitted_by.name if one.submitted_by else "",
            sent_at=one.submitted_at,
            is_own=one.submitted_by_id == actor.id,
            is_escalated=one.is_escalated,
        )
        for one in rows
        if one.submitted_at is not None
    ]
    needs = [
        WaitingRow(
            id=one.pk,
            person=one.person_id,
            label=one.person.label,
            what=f"Assessment {one.number}",
            url_name="casework:assessment",
            sent_by=_name(one.submitted_by),
            sent_at=one.submitted_at,
            is_own=one.submitted_by_id == actor.id,
            is_escalated=False,
        )
        for one in assessments_waiting(actor, on=on)
        if one.submitted_at is not None
    ]
    return sorted([*plans, *needs], key=lambda one: one.sent_at)


def plan_for_paper(actor: Actor, plan_id: UUID, *, on: date, form: str, language: str) -> Plan:
    """An approved version for a copy: what is hidden from the young person is not in it. The download is kept."""
    plan = plan_in_reach(actor, plan_id, on)
    if plan.state not in steps_plan.SETTLED or language not in dict(settings.LANGUAGES):
        raise NotYours("a copy of a plan")
    if not steps_plan.sees_whole(actor, plan.person, Record.PATHWAY_PLAN, on=on):
        raise NotYours("a copy of a plan")
    detail = {"form": form, "language": language, "number": plan.number}
    audit.record(actor=actor, verb="downloaded plan", subject_kind="person", subject=plan.person_id, detail=detail)
    return plan_of(plan, heads=frozenset(Head), for_person=True)


def plan_of(
    plan: PlanVersion,
    *,
    heads: frozenset[str],
    for_person: bool = False,
    others: Iterable[PlanVersion] = (),
    may: frozenset[str] = frozenset(),
) -> Plan:
    """A version with these heads. Whoever asks has checked; for the person, what is hidden is left out."""
    voices = [_voice(one) for one in plan.voices.select_related("recorded_by")]
    answers = [one for one in voices if one.kind != PlanVoice.Kind.WORDS]
    is_whole = heads == frozenset(Head)
    copies = plan.copies.select_related("recorded_by") if is_whole else ()
    return Plan(
        id=plan.pk,
        handed_at=handed_at([plan.pk]).get(plan.pk),
        version=plan.version,
        person=plan.person_id,
        name=plan.person.preferred_name or plan.person.first_name or plan.person.label,
        number=plan.number,
        state=plan.state,
        state_words=plan_words.STATES[State(plan.state)] if for_person else plan.get_state_display(),
        scope=plan.scope,
        about_me=plan.about_me if is_whole else "",
        how_made=plan.how_made if is_whole else "",
        heads=tuple(_heads(plan, heads, voices, for_person)),
        answer=answers[-1] if answers and is_whole else None,
        comments=tuple(one for one in voices if one.kind == PlanVoice.Kind.WORDS and not one.head) if is_whole else (),
        given_on=plan.given_on,
        submitted_by=_name(plan.submitted_by),
        is_escalated=plan.is_escalated,
        escalated_why=plan.escalated_why,
        sent_back_by=_name(plan.sent_back_by),
        sent_back_on=plan.sent_back_on,
        comment=plan.comment,
        approved_by=_name(plan.approved_by),
        approved_on=plan.approved_on,
        shared_on=plan.shared_on,
        copies=tuple(map(_copy, copies)),
        is_as_approved=not plan.content_hash or plan.content_hash == hash_of_plan(plan),
        missing=tuple(missing_heads(plan)) if plan.state in steps_plan.OPEN else (),
        is_whole=is_whole,
        others=tuple(row_of(one) for one in others if one.pk != plan.pk),
        may=may,
    )


def plans_of(person: Person) -> QuerySet[PlanVersion]:
    """Every version of somebody's plan, newest first. Whoever asks has checked."""
    people = ("person", "submitted_by", "sent_back_by", "approved_by")
    return PlanVersion.objects.filter(person=person).select_related(*people).order_by("-number")


def row_of(plan: PlanVersion) -> PlanRow:
    """A version as a line of a list."""
    return PlanRow(
        id=plan.pk,
        number=plan.number,
        state=plan.state,
        state_words=plan.get_state_display(),
        on=plan.approved_on or plan.recorded_at.date(),
        is_open=plan.state in steps_plan.OPEN,
    )


def plan_in_reach(actor: Actor, plan_id: UUID, on: date) -> PlanVersion:
    """A version that this reader may read. Raises NotYours."""
    people = ("person", "submitted_by", "sent_back_by", "approved_by")
    plan = PlanVersion.objects.select_related(*people).filter(pk=plan_id, removed_at=None).first()
    if plan is None:
        raise NotYours("plan")
    access.person_for(actor, plan.person_id, Record.PATHWAY_PLAN, on=on)
    return plan


def plan_as_read(plan: PlanVersion, actor: Actor, on: date, others: list[PlanVersion]) -> Plan:
    """A version with what this reader may read of it and do to it."""
    heads = steps_plan.heads_open_to(actor, plan.person, Record.PATHWAY_PLAN, on=on)
    return plan_of(plan, heads=heads, others=others, may=_may(plan, actor, heads, on))


# ---------------------------------------------------------------------------------------------------------------------


def _may(plan: PlanVersion, actor: Actor, heads: frozenset[str], on: date) -> frozenset[str]:
    """The steps that the reader can take now."""
    can = {step for step in steps_plan.REFUSED_STEP if steps_plan.can_step(plan, step)}
    writes = access.can_reach(actor, plan.person, Record.PATHWAY_PLAN, Verb.UPDATE, on=on)
    decides = access.can_reach(actor, plan.person, Record.PATHWAY_PLAN, Verb.APPROVE, on=on)
    may = can & {"write", "progress"} if writes else set()
    if writes and heads == frozenset(Head):
        may |= {"hide"} if actor.id != plan.person.user_id else set()
        may |= can & {"give", "answer", "comment", "share"}
        if steps_plan.can_own(actor, plan.person, on):
            may |= can & {"submit"}
    if decides and steps_plan.can_decide(actor, plan):
        may |= can & {"approve", "send_back"}
    own = actor.id is not None and actor.id == plan.submitted_by_id
    over_service = Reach.SERVICE in actor.reaches(Record.PATHWAY_PLAN, Verb.APPROVE)
    if decides and not own and not over_service and not plan.is_escalated:
        may |= can & {"escalate"}
    return frozenset(may)


def _heads(plan: PlanVersion, heads: frozenset[str], voices: list[VoiceRow], for_person: bool) -> Iterable[HeadRow]:
    rows = plan.heads.filter(removed_at=None, head__in=heads)
    actions = plan.actions.filter(removed_at=None, head__in=heads)
    if for_person:
        rows, actions = rows.filter(hidden=""), actions.filter(hidden="")
    told = [_action(one) for one in actions]
    for row in sorted(rows, key=lambda one: plan_words.ORDER.index(Head(one.head))):
        said = plan_words.HEADS[row.head]
        yield HeadRow(
            id=row.pk,
            version=row.version,
            head=row.head,
            title=said.title,
            statute=row.get_head_display(),
            asks=said.asks,
            words=row.words,
            need=row.need,
            will_happen=row.will_happen,
            who=row.who,
            by_when=row.by_when,
            otherwise=row.otherwise,
            nothing_now=row.nothing_now,
            hidden=row.hidden,
            hidden_words=row.get_hidden_display() if row.hidden else "",
            hidden_until=row.hidden_until,
            actions=tuple(one for one in told if one.head == row.head),
            comments=tuple(one for one in voices if one.head == row.head),
        )


def _action(one: PlanAction) -> ActionRow:
    owner = one.owner_name if one.owner == PlanAction.Owner.PARTNER else one.get_owner_display()
    return ActionRow(
        id=one.pk,
        version=one.version,
        head=one.head,
        what=one.what,
        owner=owner,
        owner_code=one.owner,
        owner_name=one.owner_name,
        due_on=one.due_on,
        state=one.state,
        state_words=one.get_state_display(),
        settled_on=one.settled_on,
        outcome=one.outcome,
        their_word=one.their_word,
        their_word_on=one.their_word_on,
        is_carried=one.carried_from_id is not None,
    )


def _voice(one: PlanVoice) -> VoiceRow:
    return VoiceRow(
        kind=one.kind,
        kind_words=one.get_kind_display(),
        head=one.head,
        words=one.words,
        tried=one.tried,
        said_on=one.said_on,
        is_theirs=one.source == "portal",
        by=_name(one.recorded_by),
    )


def _copy(one: PlanCopy) -> CopyRow:
    language = dict(settings.LANGUAGES).get(one.language, one.language)
    form, how = one.get_form_display(), one.get_how_display()
    return CopyRow(form, str(language), one.to, how, one.handed_on, _name(one.recorded_by))


def _name(user: object) -> str:
    return str(getattr(user, "name", "") or "")
