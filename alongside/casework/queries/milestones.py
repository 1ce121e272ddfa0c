"""Questions about supervision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework import access
from alongside.casework.models import SupervisionDecision
from alongside.casework.queries.contact import HeldContact
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class SupervisionRow:
    """What was decided in supervision."""

    id: UUID
    held_on: date
    by: str
    discussion: str
    decision: str
    to_do: str
    due_on: date | None
    done_on: date | None


def supervision(actor: Actor, person_id: UUID, *, on: date) -> tuple[SupervisionRow, ...]:
    """What was decided about somebody's case, newest first."""
    person = access.person_for(actor, person_id, Record.CASE_NOTES, on=on)
    rows = SupervisionDecision.objects.filter(person=person, removed_at=None).select_related("recorded_by")
    return tuple(
        SupervisionRow(
            id=row.pk,
            held_on=row.held_on,
            by=row.recorded_by.name if row.recorded_by else "",
            discussion=row.discussion,
            decision=row.decision,
            to_do=row.to_do,
            due_on=row.due_on,
            done_on=row.done_on,
        )
        for row in rows
    )


def one_supervision(actor: Actor, supervision_id: UUID, *, on: date) -> HeldContact:
    """A decision whose doing this worker may note. Raises NotYours otherwise."""
    row = SupervisionDecision.objects.filter(pk=supervision_id, removed_at=None).first()
    if row is None:
        raise NotYours("supervision")
    access.person_for(actor, row.person_id, Record.CASE_NOTES, Verb.CREATE, on=on)
    return HeldContact(row.person_id, row.version, {})
