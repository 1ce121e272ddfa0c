"""Which forums, meetings and visits somebody may reach."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.locking import Versioned
from alongside.shell.refusals import NotYours
from alongside.shell.roles import AT_WORK, Record, Verb
from alongside.voice.models import Forum, Meeting, Visit

Kept = TypeVar("Kept", bound=Versioned)


def forum_for(actor: Actor, forum_id: UUID, verb: Verb = Verb.READ) -> Forum:
    """The forum, locked for whoever changes it. Raises NotYours."""
    return _one(Forum, actor, forum_id, verb)


def meeting_for(actor: Actor, meeting_id: UUID, verb: Verb = Verb.READ) -> Meeting:
    """The meeting, likewise."""
    return _one(Meeting, actor, meeting_id, verb)


def visit_for(actor: Actor, visit_id: UUID, verb: Verb = Verb.READ) -> Visit:
    """The visit, likewise."""
    return _one(Visit, actor, visit_id, verb)


def _one(kind: type[Kept], actor: Actor, key: UUID, verb: Verb) -> Kept:
    if not actor.reaches(Record.FORUMS, verb) & AT_WORK:
        raise NotYours(kind.__name__.lower())
    rows = kind._default_manager.all()
    found = (rows if verb is Verb.READ else rows.select_for_update()).filter(pk=key).first()
    if found is None:
        raise NotYours(kind.__name__.lower())
    return found
