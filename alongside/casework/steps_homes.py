"""Which step of an assessment of a home may follow which. Rules come in pairs: ``check_…`` raises, ``can_…`` asks."""

from __future__ import annotations

from alongside.casework.models import Suitability, SuitabilityDecision
from alongside.shell.actors import Actor
from alongside.shell.refusals import OwnWork, WrongState

SUBMITTED, APPROVED, SENT_BACK = "submitted", "approved", "sent_back"
STEPS: dict[tuple[str, str], str] = {
    (SUBMITTED, "approve"): APPROVED,
    (SUBMITTED, "send_back"): SENT_BACK,
}
"""State × step → the state after it. What is not here is refused. Another look at the home is another assessment."""


def state_of(row: Suitability) -> str:
    """Where an assessment stands."""
    decision = SuitabilityDecision.objects.filter(assessment=row).first()
    return SUBMITTED if decision is None else APPROVED if decision.is_approved else SENT_BACK


def check_open(row: Suitability, step: str) -> str:
    """The state after ``step``. Raises WrongState where the table has no such step."""
    state = state_of(row)
    if (state, step) not in STEPS:
        raise WrongState("This was decided on already, or it is no decision.")
    return STEPS[state, step]


def can_open(row: Suitability, step: str) -> bool:
    """Whether ``check_open`` would let it pass."""
    try:
        check_open(row, step)
    except WrongState:
        return False
    return True


def check_decides(actor: Actor, row: Suitability) -> None:
    """Raise OwnWork where the actor looked at the home themself."""
    if actor.id is not None and actor.id == row.assessed_by_id:
        raise OwnWork("You looked at this home, so someone else has to decide on it.")


def can_decide(actor: Actor, row: Suitability) -> bool:
    """Whether ``check_decides`` would let it pass."""
    try:
        check_decides(actor, row)
    except OwnWork:
        return False
    return True
