"""Which step of a pathway plan may follow which, who takes it, and which heads each reader sees.

Rules come in pairs: ``check_…`` raises, ``can_…`` asks, so that a button and its refusal never disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from alongside.casework import access
from alongside.casework.models import Allocation, Head, NeedsAssessment, Person, PlanVersion
from alongside.law import age_on
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotAllowed, OwnWork, Refusal, WrongState
from alongside.shell.roles import Reach, Record, Role, Verb

State = PlanVersion.State
OPEN = (State.DRAFT, State.WITH_PERSON, State.SUBMITTED)
"""A version still being made: at most one a person."""
SETTLED = (State.APPROVED, State.SHARED, State.SUPERSEDED)
"""What such a version says never changes."""

STEPS: dict[tuple[str | None, str], State] = {
    (None, "begin"): State.DRAFT,
    (State.DRAFT, "write"): State.DRAFT,
    (State.DRAFT, "give"): State.WITH_PERSON,
    (State.DRAFT, "answer"): State.DRAFT,
    (State.WITH_PERSON, "write"): State.WITH_PERSON,
    (State.WITH_PERSON, "answer"): State.WITH_PERSON,
    (State.WITH_PERSON, "comment"): State.WITH_PERSON,
    (State.WITH_PERSON, "submit"): State.SUBMITTED,
    (State.SUBMITTED, "answer"): State.SUBMITTED,
    (State.SUBMITTED, "comment"): State.SUBMITTED,
    (State.SUBMITTED, "escalate"): State.SUBMITTED,
    (State.SUBMITTED, "send_back"): State.DRAFT,
    (State.SUBMITTED, "approve"): State.APPROVED,
    (State.APPROVED, "answer"): State.APPROVED,
    (State.APPROVED, "comment"): State.APPROVED,
    (State.APPROVED, "progress"): State.APPROVED,
    (State.APPROVED, "share"): State.SHARED,
    (State.APPROVED, "follow"): State.SUPERSEDED,
    (State.SHARED, "answer"): State.SHARED,
    (State.SHARED, "comment"): State.SHARED,
    (State.SHARED, "progress"): State.SHARED,
    (State.SHARED, "share"): State.SHARED,
    (State.SHARED, "follow"): State.SUPERSEDED,
    (State.SUPERSEDED, "comment"): State.SUPERSEDED,
    (State.SUPERSEDED, "share"): State.SUPERSEDED,
}
"""State × step → the state after it. A pair that is not here is refused. ``follow``: the next version is approved."""

REFUSED_STEP = {
    "begin": "A plan is being written already: go on with that one.",
    "write": "This version can no longer be changed. Write the next one.",
    "give": "Only what is being written is put before the young person.",
    "answer": "This is an earlier plan: say it about the plan that holds now.",
    "comment": "The young person has not been shown this yet.",
    "submit": "Put the plan before the young person first; then it goes to a manager.",
    "escalate": "Only a plan that waits for a manager goes on to the head of service.",
    "send_back": "There is nothing to send back: somebody decided already.",
    "approve": "There is nothing to approve: somebody decided already, or it was not sent yet.",
    "progress": "How it goes is noted in the plan that holds now.",
    "share": "Only an approved plan is handed out.",
    "follow": "Only an approved plan is followed by another.",
}

ASSESSMENT_STEPS: dict[tuple[str | None, str], str] = {
    (None, "begin"): NeedsAssessment.State.DRAFT,
    (NeedsAssessment.State.DRAFT, "write"): NeedsAssessment.State.DRAFT,
    (NeedsAssessment.State.DRAFT, "submit"): NeedsAssessment.State.SUBMITTED,
    (NeedsAssessment.State.SUBMITTED, "send_back"): NeedsAssessment.State.DRAFT,
    (NeedsAssessment.State.SUBMITTED, "approve"): NeedsAssessment.State.APPROVED,
}
"""The same for an assessment of needs."""

REFUSED_ASSESSMENT_STEP = {
    "begin": "An assessment is being written already: go on with that one.",
    "write": "This assessment waits for a manager or is finished. It can no longer be changed.",
    "submit": "Only an assessment that is being written goes to a manager.",
    "send_back": "There is nothing to send back: somebody decided already.",
    "approve": "There is nothing to approve: somebody decided already, or it was not sent yet.",
}

PARTNER_HEADS = {
    Role.HOUSING_OFFICER: frozenset({Head.HOME}),
    Role.HEALTH_NURSE: frozenset({Head.HEALTH}),
    Role.VIRTUAL_SCHOOL: frozenset({Head.LEARNING}),
    Role.ADVOCATE: frozenset(Head),
}
"""What a partner sees of a plan or an assessment of somebody who was referred to them."""


def check_step(plan: PlanVersion | None, step: str) -> State:
    """The state after ``step``. Raises WrongState where the table has no such step."""
    state = State(plan.state) if plan else None
    if (state, step) not in STEPS:
        raise WrongState(REFUSED_STEP[step])
    return STEPS[state, step]


def check_assessment_step(assessment: NeedsAssessment | None, step: str) -> str:
    """The same for an assessment."""
    state = assessment.state if assessment else None
    if (state, step) not in ASSESSMENT_STEPS:
        raise WrongState(REFUSED_ASSESSMENT_STEP[step])
    return ASSESSMENT_STEPS[state, step]


def can_step(plan: PlanVersion | None, step: str) -> bool:
    """Whether ``check_step`` would let it pass."""
    return _passes(check_step, plan, step)


def can_assessment_step(assessment: NeedsAssessment | None, step: str) -> bool:
    """Whether ``check_assessment_step`` would let it pass."""
    return _passes(check_assessment_step, assessment, step)


def check_not_own(actor: Actor, what: PlanVersion | NeedsAssessment) -> None:
    """Raise OwnWork where the actor sent in what is to be decided."""
    if actor.id is not None and actor.id == what.submitted_by_id:
        raise OwnWork("You sent this in, so somebody else has to decide it.")


def check_decider(actor: Actor, plan: PlanVersion) -> None:
    """The team manager decides; where a plan was passed on, the head of service does, and nobody else."""
    check_not_own(actor, plan)
    over_service = Reach.SERVICE in actor.reaches(Record.PATHWAY_PLAN, Verb.APPROVE)
    if over_service and not plan.is_escalated:
        raise NotAllowed("a plan that the team manager decides")
    if plan.is_escalated and not over_service:
        raise WrongState("This plan was passed on to the head of service, who decides it.")


def can_decide(actor: Actor, plan: PlanVersion) -> bool:
    """Whether ``check_decider`` would let it pass."""
    return _passes(check_decider, actor, plan)


def check_owner(actor: Actor, person: Person, on: date) -> None:
    """Under 18 the social worker owns the plan: where there is one, it is they who send it to a manager."""
    if actor.is_system or age_on(person.born_on, on) >= 18:
        return
    kind = Allocation.Kind.SOCIAL_WORKER
    theirs = Allocation.objects.filter(access.live(on), person=person, kind=kind, worker__isnull=False)
    if theirs.exists() and Role.SOCIAL_WORKER not in actor.roles:
        raise FactRefused("Until 18 the social worker owns the plan and sends it to a manager. You take part in it.")


def can_own(actor: Actor, person: Person, on: date) -> bool:
    """Whether ``check_owner`` would let it pass."""
    return _passes(check_owner, actor, person, on)


def heads_open_to(actor: Actor, person: Person, record: Record, *, on: date) -> frozenset[str]:
    """The heads of this person's plans or assessments that the actor sees: all, or a partner's own."""
    if not access.is_only_referred(actor, person, record, Verb.READ, on=on):
        return frozenset(Head)
    return frozenset().union(*(PARTNER_HEADS.get(role, frozenset()) for role in actor.roles))


def sees_whole(actor: Actor, person: Person, record: Record, *, on: date) -> bool:
    """Whether the actor sees more than a partner's own head."""
    return heads_open_to(actor, person, record, on=on) == frozenset(Head)


# ---------------------------------------------------------------------------------------------------------------------


def _passes(check: Callable[..., object], *given: object) -> bool:
    try:
        check(*given)
    except Refusal:
        return False
    return True
