"""Which consultations somebody may reach, and what may follow what. Pairs: ``check_…`` raises, ``can_…`` asks."""

from __future__ import annotations

from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours, OwnWork, WrongState
from alongside.shell.roles import Reach, Record, Verb
from alongside.voice.models import Consultation, Drawing, Said

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
    "put forward": (State.COUNTED,),
    "send back": (State.WAITING,),
    "publish": (State.WAITING,),
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
    "work on results": "The answers have not been counted, or somebody else is reading the results already.",
    "put forward": "The answers have not been counted, or the results were put forward already.",
    "send back": "They do not wait for a second person.",
    "publish": "Put the results forward first: a second person publishes them.",
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


def is_own_work(actor: Actor, consultation: Consultation) -> bool:
    """Whether this person wrote the results, put them forward, or chose anything that is shown in them."""
    if actor.id is None:
        return False
    if actor.id in (consultation.results_by_id, consultation.put_forward_by_id):
        return True
    chosen = {"question__consultation": consultation, "chosen_by_id": actor.id}
    return Said.objects.filter(**chosen).exists() or Drawing.objects.filter(**chosen).exists()


def check_not_own_work(actor: Actor, consultation: Consultation) -> None:
    """Raise OwnWork for whoever had a hand in the results."""
    if is_own_work(actor, consultation):
        raise OwnWork("You worked on these results. Somebody else has to publish them.")
