"""Which commitments somebody may reach, and what may follow what. Pairs: ``check_…`` raises, ``can_…`` asks."""

from __future__ import annotations

from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours, OwnWork, WrongState
from alongside.shell.roles import AT_WORK, Record, Verb
from alongside.voice.models import Commitment, Theme

State = Commitment.State
STEPS: dict[str, tuple[State, ...]] = {
    "change": (State.WRITTEN, State.SENT_BACK),
    "agree": (State.WRITTEN,),
    "send back": (State.WRITTEN,),
    "report": (State.PROMISED,),
    "finish": (State.PROMISED,),
    "hear": (State.PROMISED, State.DONE, State.CANNOT),
    "link": (State.WRITTEN, State.SENT_BACK, State.PROMISED, State.DONE),
}
"""Step → the states in which it can be taken."""

REFUSED = {
    "change": "Everybody can read it, so it stays as it is. Report on it instead.",
    "agree": "It does not wait to be agreed.",
    "send back": "It does not wait to be agreed.",
    "report": "It is not a promise under way.",
    "finish": "It is not a promise under way.",
    "hear": "Nobody can read it yet.",
    "link": "It cannot be done, so nothing is changed by it.",
}
SHOWN = (State.PROMISED, State.DONE, State.CANNOT)
"""The states in which everybody sees a commitment."""


def theme_for(actor: Actor, theme_id: UUID, verb: Verb = Verb.READ) -> Theme:
    """The theme, locked for whoever changes it. Raises NotYours."""
    if not actor.reaches(Record.COMMITMENTS, verb) & AT_WORK:
        raise NotYours("theme")
    rows = Theme.objects.all() if verb is Verb.READ else Theme.objects.select_for_update()
    found = rows.filter(pk=theme_id).first()
    if found is None:
        raise NotYours("theme")
    return found


def commitment_for(actor: Actor, commitment_id: UUID, verb: Verb = Verb.READ) -> Commitment:
    """The commitment, locked for whoever changes it. Whoever owns one may report on it too. Raises NotYours."""
    rows = Commitment.objects.select_related("theme")
    if verb is not Verb.READ:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=commitment_id).first()
    if found is None or not can_reach(actor, found, verb):
        raise NotYours("commitment")
    return found


def can_reach(actor: Actor, commitment: Commitment, verb: Verb) -> bool:
    """Whether this person may do this to the commitment, whatever its state."""
    if actor.reaches(Record.COMMITMENTS, verb) & AT_WORK:
        return True
    owns = actor.id is not None and commitment.owner_id == actor.id
    return owns and verb is Verb.UPDATE and bool(actor.reaches(Record.COMMITMENTS, Verb.READ) & AT_WORK)


def can_step(commitment: Commitment, step: str) -> bool:
    """Whether this can be done with it in its state."""
    return commitment.state in STEPS[step]


def check_step(commitment: Commitment, step: str) -> None:
    """Raise WrongState unless it can."""
    if not can_step(commitment, step):
        raise WrongState(REFUSED[step])


def is_own_work(actor: Actor, commitment: Commitment) -> bool:
    """Whether this person wrote it."""
    return actor.id is not None and commitment.written_by_id == actor.id


def check_not_own_work(actor: Actor, commitment: Commitment) -> None:
    """Raise OwnWork for whoever wrote it."""
    if is_own_work(actor, commitment):
        raise OwnWork("You wrote this. Somebody else has to agree it.")
