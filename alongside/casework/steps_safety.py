"""Which step of a warning or a safety plan may follow which.

Both hold as soon as they are written, for a danger does not wait for a signature; a manager approves them after.
"""

from __future__ import annotations

from alongside.casework.models import SafetyPlan, SafetyWarning
from alongside.shell.actors import Actor
from alongside.shell.refusals import OwnWork, WrongState

State = SafetyWarning.State
STEPS: dict[tuple[str | None, str], State] = {
    (None, "write"): State.WRITTEN,
    (State.WRITTEN, "change"): State.WRITTEN,
    (State.APPROVED, "change"): State.WRITTEN,
    (State.WRITTEN, "approve"): State.APPROVED,
    (State.WRITTEN, "review"): State.WRITTEN,
    (State.APPROVED, "review"): State.APPROVED,
    (State.WRITTEN, "end"): State.ENDED,
    (State.APPROVED, "end"): State.ENDED,
}
"""State × step → the state after it. A pair that is not here is refused."""
REFUSED_STEP = {
    "write": "This was written already.",
    "change": "It has ended. Write a new one.",
    "approve": "There is nothing to approve: it was approved already, or it has ended.",
    "review": "It has ended.",
    "end": "It has ended already.",
}


def check_step(row: SafetyWarning | SafetyPlan | None, step: str) -> State:
    """The state after ``step``. Raises WrongState where the table has no such step."""
    state = State(row.state) if row else None
    if (state, step) not in STEPS:
        raise WrongState(REFUSED_STEP[step])
    return STEPS[state, step]


def can_step(row: SafetyWarning | SafetyPlan | None, step: str) -> bool:
    """Whether ``check_step`` would let it pass."""
    try:
        check_step(row, step)
    except WrongState:
        return False
    return True


def check_not_own_work(actor: Actor, row: SafetyWarning | SafetyPlan) -> None:
    """Raise OwnWork where the actor wrote what is to be approved."""
    if actor.id is not None and actor.id == row.written_by_id:
        raise OwnWork("You wrote this, so someone else has to approve it.")


def can_approve(actor: Actor, row: SafetyWarning | SafetyPlan) -> bool:
    """Whether ``check_not_own_work`` would let it pass."""
    try:
        check_not_own_work(actor, row)
    except OwnWork:
        return False
    return True
