"""Which consultations somebody may reach, and what may follow what. Pairs: ``check_…`` raises, ``can_…`` asks."""

from __future__ import annotations

from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours, WrongState
from alongside.shell.roles import Reach, Record, Verb
from alongside.voice.models import Consultation

State = Consultation.State
STEPS: dict[str, tuple[State, ...]] = {
    "write": (State.DRAFT,),
    "translate": (State.DRAFT, State.OPEN),
    "open": (State.DRAFT,),
    "invite": (State.OPEN,),
    "type in": (State.OPEN,),
    "close": (State.OPEN,),
    "extend": (State.OPEN, State.CLOSED),
    "count": (State.CLOSED,),
    "end": (State.CLOSED,),
    "work on results": (State.COUNTED,),
    "publish": (State.COUNTED,),
}
"""Step → the states in which it can be taken."""

REFUSED = {
    "write": "It is open or over, so its questions stay as they are. People have answered them.",
    "translate": "It is closed. A translation helps nobody any more.",
    "open": "It was opened already.",
    "invite": "It is not open.",
    "type in": "It is not open.",
    "close": "It is not open.",
    "extend": "The answers were opened already.",
    "count": "Close it first.",
    "end": "Close it first.",
    "work on results": "The answers have not been counted, or the results are published already.",
    "publish": "The answers have not been counted, or the results are published already.",
}


def consultation_for(actor: Actor, consultation_id: UUID, verb: Verb = Verb.READ) -> Consultation:
    """The consultation, locked for whoever changes it. Raises NotYours."""
    if Reach.ANYTHING not in actor.reaches(Record.CONSULTATIONS, verb):
        raise NotYours("consultation")
    rows = Consultation.objects.all() if verb is Verb.READ else Consultation.objects.select_for_update()
    found = rows.filter(pk=consultation_id).first()
    if found is None:
        raise NotYours("consultation")
    return found


def can_step(consultation: Consultation, step: str) -> bool:
    """Whether this can be done with it in its state."""
    return consultation.state in STEPS[step]


def check_step(consultation: Consultation, step: str) -> None:
    """Raise WrongState unless it can."""
    if not can_step(consultation, step):
        raise WrongState(REFUSED[step])
