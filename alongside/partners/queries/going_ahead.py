"""Questions about going ahead without an approved equality impact assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.partners import impact_gate
from alongside.partners.models import GoingAhead
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

in_the_way_of_the_offer = impact_gate.in_the_way_of_the_offer


@dataclass(frozen=True, slots=True)
class GoingAheadRow:
    """Something that somebody wants to decide on, or that was decided on, without an assessment."""

    id: UUID
    version: int
    reference: str
    why: str
    state: str
    asked_by: str
    asked_on: date
    decided_by: str
    decided_on: date | None
    may_decide: bool


def going_ahead(actor: Actor) -> tuple[GoingAheadRow, ...]:
    """All of them, what waits first."""
    rows = GoingAhead.objects.select_related("asked_by", "decided_by")
    found = [_row(row, actor) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.decided_on is not None, -one.asked_on.toordinal())))


def one_going_ahead(actor: Actor, going_ahead_id: UUID) -> GoingAheadRow:
    """One that waits and that this person may decide. Raises NotYours."""
    for one in going_ahead(actor):
        if one.id == going_ahead_id and one.may_decide:
            return one
    raise NotYours("going ahead")


def going_ahead_choices() -> list[tuple[str, str]]:
    """What may be asked to go ahead, for a form."""
    return [(key, reference) for key, _about, reference in impact_gate.waiting_for_one()]


def _row(row: GoingAhead, actor: Actor) -> GoingAheadRow:
    waits = row.state == GoingAhead.State.WAITING
    return GoingAheadRow(
        id=row.pk,
        version=row.version,
        reference=row.reference,
        why=row.why,
        state=row.get_state_display(),
        asked_by=row.asked_by.name if row.asked_by else "",
        asked_on=row.asked_on,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_on=row.decided_on,
        may_decide=waits and actor.can(Record.IMPACT, Verb.APPROVE) and row.asked_by_id != actor.id,
    )
