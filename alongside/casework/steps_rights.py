"""Which step of a complaint, of a request for one's own records and of a consent may follow which.

Pairs as in ``access``: ``check_…`` raises, ``can_…`` asks. A pair that is in no table is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from alongside.casework.models import ComplaintStep, RecordsRequest
from alongside.shell.refusals import WrongState

Stands = ComplaintStep.State
Request = RecordsRequest.State

STAGES = {
    Stands.STAGE_1: 1, Stands.ANSWERED_1: 1, Stands.STAGE_2: 2, Stands.ANSWERED_2: 2,
    Stands.STAGE_3: 3, Stands.ANSWERED_3: 3,
}  # fmt: skip
"""Where a complaint stands → at which stage that is."""

COMPLAINT_STEPS: dict[tuple[str | None, str], str] = {
    (None, "receive"): Stands.STAGE_1,
    (None, "thank"): Stands.THANKED,
    (Stands.STAGE_1, "acknowledge"): Stands.STAGE_1,
    (Stands.STAGE_2, "acknowledge"): Stands.STAGE_2,
    (Stands.STAGE_3, "acknowledge"): Stands.STAGE_3,
    (Stands.STAGE_1, "extend"): Stands.STAGE_1,
    (Stands.STAGE_2, "extend"): Stands.STAGE_2,
    (Stands.STAGE_1, "answer"): Stands.ANSWERED_1,
    (Stands.STAGE_2, "answer"): Stands.ANSWERED_2,
    (Stands.STAGE_3, "answer"): Stands.ANSWERED_3,
    (Stands.STAGE_1, "go_on"): Stands.STAGE_2,
    (Stands.ANSWERED_1, "go_on"): Stands.STAGE_2,
    (Stands.ANSWERED_2, "go_on"): Stands.STAGE_3,
    (Stands.STAGE_1, "take_back"): Stands.TAKEN_BACK,
    (Stands.ANSWERED_1, "take_back"): Stands.TAKEN_BACK,
    (Stands.STAGE_2, "take_back"): Stands.TAKEN_BACK,
    (Stands.ANSWERED_2, "take_back"): Stands.TAKEN_BACK,
    (Stands.STAGE_3, "take_back"): Stands.TAKEN_BACK,
    (Stands.ANSWERED_1, "learn"): Stands.ANSWERED_1,
    (Stands.ANSWERED_2, "learn"): Stands.ANSWERED_2,
    (Stands.ANSWERED_3, "learn"): Stands.ANSWERED_3,
    (Stands.TAKEN_BACK, "learn"): Stands.TAKEN_BACK,
    (Stands.THANKED, "learn"): Stands.THANKED,
}
"""Where a complaint stands × step → where it stands then. Stage 1 is gone on with unanswered only when it is late."""

STEP_TITLES = {
    "receive": "Received",
    "thank": "Received, a compliment",
    "acknowledge": "Acknowledged",
    "extend": "More time, because it is complex",
    "answer": "Answered",
    "go_on": "Gone on to the next stage",
    "take_back": "Taken back",
    "learn": "What we learned",
}

REFUSED_COMPLAINT_STEP = {
    "receive": "It was received before.",
    "thank": "It was received before.",
    "acknowledge": "There is nothing to acknowledge: it is answered, or was taken back.",
    "extend": "This stage cannot be given more time.",
    "answer": "There is nothing to answer: it is answered, or was taken back.",
    "go_on": "There is no next stage to go on to from here.",
    "take_back": "It cannot be taken back now.",
    "learn": "First it has to be answered.",
}

REQUEST_STEPS: dict[tuple[str | None, str], str] = {
    (None, "receive"): Request.RECEIVED,
    (Request.RECEIVED, "identify"): Request.RUNNING,
    (Request.RUNNING, "pause"): Request.PAUSED,
    (Request.PAUSED, "go_on"): Request.RUNNING,
    (Request.RUNNING, "extend"): Request.RUNNING,
    (Request.RUNNING, "look"): Request.RUNNING,
    (Request.RUNNING, "looked"): Request.LOOKED,
    (Request.LOOKED, "back"): Request.RUNNING,
    (Request.LOOKED, "review"): Request.REVIEWED,
    (Request.REVIEWED, "send"): Request.SENT,
    (Request.SENT, "support"): Request.SENT,
    (Request.RECEIVED, "end"): Request.ENDED,
    (Request.RUNNING, "end"): Request.ENDED,
    (Request.PAUSED, "end"): Request.ENDED,
}
"""How far a request for one's own records is × step → how far it is then."""

REFUSED_REQUEST_STEP = {
    "receive": "A request is open already.",
    "identify": "Their identity was confirmed before.",
    "pause": "Only what is being looked through can wait.",
    "go_on": "It is not waiting for anything.",
    "extend": "Only what is being looked through can be made longer.",
    "look": "It is not being looked through now.",
    "looked": "It is not being looked through now.",
    "back": "It is not waiting for a review.",
    "review": "It is not waiting for a review.",
    "send": "Only what was reviewed can be given.",
    "support": "Only what was given can be read together.",
    "end": "It is too far on to be ended.",
}


def check_complaint(state: str | None, step: str) -> str:
    """Where a complaint stands after ``step``. Raises WrongState where the table has no such step."""
    return _after(COMPLAINT_STEPS, REFUSED_COMPLAINT_STEP, state, step)


def can_complaint(state: str | None, step: str) -> bool:
    """Whether ``check_complaint`` would let it pass."""
    return (state, step) in COMPLAINT_STEPS


def check_request(state: str | None, step: str) -> str:
    """How far a request is after ``step``. Raises WrongState where the table has no such step."""
    return _after(REQUEST_STEPS, REFUSED_REQUEST_STEP, state, step)


def can_request(state: str | None, step: str) -> bool:
    """Whether ``check_request`` would let it pass."""
    return (state, step) in REQUEST_STEPS


def _after(
    table: Mapping[tuple[str | None, str], str], refused: Mapping[str, str], state: str | None, step: str
) -> str:
    if (state, step) not in table:
        raise WrongState(refused[step])
    return table[state, step]
