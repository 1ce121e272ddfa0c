"""Which protocols somebody reaches: staff all, a partner those that were put to their organisation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from alongside.partners.models import Edition, Party
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Verb


def is_everywhere(actor: Actor, verb: Verb = Verb.READ) -> bool:
    """Whether they do this for every party, and not for their own organisation only."""
    return Reach.ANYTHING in actor.reaches(Record.PROTOCOLS, verb)


def editions(actor: Actor) -> QuerySet[Edition]:
    """The editions that they may read. What is still being written, only the council's own people read."""
    rows = Edition.objects.select_related("protocol")
    if is_everywhere(actor):
        return rows
    if not actor.can(Record.PROTOCOLS, Verb.READ):
        return rows.none()
    return rows.filter(parties__organisation_id__in=actor.organisations).exclude(state=Edition.State.DRAFT).distinct()


def edition(actor: Actor, edition_id: UUID) -> Edition:
    """One of them. Raises NotYours."""
    row = editions(actor).filter(pk=edition_id).first()
    if row is None:
        raise NotYours("protocol")
    return row


def parties(actor: Actor, row: Edition, verb: Verb = Verb.READ) -> QuerySet[Party]:
    """The parties of an edition whose steps they may read, or write down."""
    found = row.parties.select_related("organisation", "signature", "signature__signed_by")
    return found if is_everywhere(actor, verb) else found.filter(organisation_id__in=actor.organisations)
