"""Which step of a birthday record may follow which. Approved is the end: what the return said stays as it was said."""

from __future__ import annotations

from alongside.casework.models import BirthdayRecord
from alongside.shell.actors import Actor
from alongside.shell.refusals import OwnWork, WrongState

State = BirthdayRecord.State

BIRTHDAY_STEPS: dict[tuple[str | None, str], State] = {
    (None, "propose"): State.PROPOSED,
    (State.SENT_BACK, "propose"): State.PROPOSED,
    (State.PROPOSED, "approve"): State.APPROVED,
    (State.PROPOSED, "send_back"): State.SENT_BACK,
}
"""State × step → the state after it. A pair that is not here is refused."""

REFUSED_BIRTHDAY_STEP = {
    "propose": "This birthday was proposed already: it waits for a decision, or is decided and locked.",
    "approve": "There is nothing to approve: someone decided this already.",
    "send_back": "There is nothing to send back: someone decided this already.",
}


def check_birthday_step(latest: BirthdayRecord | None, step: str) -> State:
    """The state after ``step``. Raises WrongState where the table has no such step."""
    state = State(latest.state) if latest else None
    if (state, step) not in BIRTHDAY_STEPS:
        raise WrongState(REFUSED_BIRTHDAY_STEP[step])
    return BIRTHDAY_STEPS[state, step]


def can_birthday_step(latest: BirthdayRecord | None, step: str) -> bool:
    """Whether ``check_birthday_step`` would let it pass."""
    try:
        check_birthday_step(latest, step)
    except WrongState:
        return False
    return True


def check_decides_birthday(actor: Actor, record: BirthdayRecord) -> None:
    """Raise OwnWork where the actor proposed what is to be decided."""
    if actor.id is not None and actor.id == record.proposed_by_id:
        raise OwnWork("You proposed this, so someone else has to decide it.")


def can_decide_birthday(actor: Actor, record: BirthdayRecord) -> bool:
    """Whether ``check_decides_birthday`` would let it pass."""
    try:
        check_decides_birthday(actor, record)
    except OwnWork:
        return False
    return True
