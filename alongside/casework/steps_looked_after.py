"""Which step of a senior officer's decision may follow which, and who takes it."""

from __future__ import annotations

from datetime import date

from alongside.casework import standing
from alongside.casework.models import CareDecision, Person
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, OwnWork, Refusal, WrongState
from alongside.shell.roles import Role

State, Kind = CareDecision.State, CareDecision.Kind

STEPS: dict[tuple[str | None, str], State] = {
    (None, "propose"): State.PROPOSED,
    (State.PROPOSED, "approve"): State.APPROVED,
    (State.PROPOSED, "refuse"): State.REFUSED,
    (State.PROPOSED, "withdraw"): State.WITHDRAWN,
    (State.APPROVED, "tell"): State.TOLD,
}
"""State × step → the state after it. A pair that is not here is refused."""
REFUSED_STEP = {
    "propose": "This was proposed already.",
    "approve": "This is not waiting for a decision any more.",
    "refuse": "This is not waiting for a decision any more.",
    "withdraw": "This is not waiting for a decision any more.",
    "tell": "The other council is told of what is approved, once.",
}
DIRECTORS_DUTY = "end_of_care_director_approval"
"""The law's word: at 16 or 17 and without a care order the director decides that care ends."""
OUTSIDE = frozenset({Kind.OUT_OF_AREA, Kind.AT_DISTANCE})
CHECKS: dict[str, dict[str, str]] = {
    Kind.END_OF_CARE: {
        "wishes": "The child’s wishes and feelings were asked",
        "reviewing_officer": "The independent reviewing officer was told",
        "needs": "Home, money and support after care are arranged",
        "plan": "The plan says what support follows",
    },
    Kind.OUT_OF_AREA: {
        "wishes": "The child’s wishes and feelings were asked",
        "reviewing_officer": "The independent reviewing officer was asked",
        "best": "It is the most suitable home there is",
        "parents": "Parents or carers were asked, where that is right",
    },
    Kind.AT_DISTANCE: {
        "wishes": "The child’s wishes and feelings were asked",
        "reviewing_officer": "The independent reviewing officer was asked",
        "best": "It is the most suitable home there is",
        "parents": "Parents or carers were asked, where that is right",
        "area": "The council of that area was asked what is there for the child",
    },
}
"""What whoever proposes ticks, by kind. All have to be ticked, but in an emergency."""


def check_step(decision: CareDecision | None, step: str) -> State:
    """The state after ``step``. Raises WrongState where the table has no such step."""
    state = State(decision.state) if decision else None
    if (state, step) not in STEPS or (step == "tell" and decision and decision.kind not in OUTSIDE):
        raise WrongState(REFUSED_STEP[step])
    return STEPS[state, step]


def can_step(decision: CareDecision | None, step: str) -> bool:
    """Whether ``check_step`` would let it pass."""
    try:
        check_step(decision, step)
    except WrongState:
        return False
    return True


def needs_director(person: Person, kind: str, *, on: date) -> bool:
    """Whether only the Director of Children's Services may approve it; else a nominated officer may too."""
    if kind == Kind.AT_DISTANCE:
        return True
    owed = {duty.id for duty in standing.standing_of(person, on=on).duties}
    return kind == Kind.END_OF_CARE and DIRECTORS_DUTY in owed


def check_decides(actor: Actor, decision: CareDecision, *, on: date) -> None:
    """Raise OwnWork or FactRefused unless this officer may decide it. Nobody decides what they proposed."""
    if actor.id is not None and actor.id == decision.proposed_by_id:
        raise OwnWork("You proposed this, so someone else has to decide it.")
    if needs_director(decision.person, decision.kind, on=on) and Role.DIRECTOR not in actor.roles:
        raise FactRefused("The law leaves this to the Director of Children’s Services.")


def can_decide(actor: Actor, decision: CareDecision, *, on: date) -> bool:
    """Whether ``check_decides`` would let it pass."""
    try:
        check_decides(actor, decision, on=on)
    except Refusal:
        return False
    return True
