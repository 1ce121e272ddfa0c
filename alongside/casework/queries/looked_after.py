"""While somebody is looked after: being missing, and decisions that a senior officer takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.casework import access
from alongside.casework import steps_looked_after as steps
from alongside.casework.models import CareDecision, Incident, ReturnTalk
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

State = CareDecision.State
MISSING = Q(kind=Incident.Kind.MISSING, removed_at=None)


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One time that somebody was missing, and the talk afterwards."""

    id: UUID
    person: UUID
    from_on: date
    back_on: date | None
    facts: str
    reported_to: str
    version: int
    """Of the talk; 0 where there was none yet."""
    outcome: str
    outcome_words: str
    talk_on: date | None
    talk_with: str
    said: str
    result: str


@dataclass(frozen=True, slots=True)
class CareDecisionRow:
    """One decision with the step at which it stands."""

    id: UUID
    person: UUID
    label: str
    kind: str
    kind_words: str
    state: str
    state_words: str
    planned_on: date
    place: str
    emergency: bool
    why: str
    wishes: str
    checks: tuple[str, ...]
    unchecked: tuple[str, ...]
    comment: str
    proposed_by: str
    decided_by: str
    decided_on: date | None
    told_on: date | None
    directors: bool
    """Only the Director of Children's Services may approve it."""
    may_decide: bool
    may_withdraw: bool
    may_tell: bool


def missing_of(actor: Actor, person_id: UUID, *, on: date) -> tuple[MissingRow, ...]:
    """Every time that this person was missing, newest first."""
    person = access.person_for(actor, person_id, Record.SAFETY, on=on)
    rows = Incident.objects.filter(MISSING, person=person).select_related("return_talk")
    return tuple(_missing(row) for row in rows)


def one_missing(actor: Actor, incident_id: UUID, *, on: date) -> MissingRow:
    """One such time, back again, for the talk. Raises NotYours as for one that does not exist."""
    row = Incident.objects.filter(MISSING, pk=incident_id, back_on__isnull=False).select_related("return_talk").first()
    if row is None:
        raise NotYours("time missing")
    access.person_for(actor, row.person_id, Record.SAFETY, Verb.UPDATE, on=on)
    return _missing(row)


def care_decisions_of(actor: Actor, person_id: UUID, *, on: date) -> tuple[CareDecisionRow, ...]:
    """Every such decision about this person, those that wait first."""
    person = access.person_for(actor, person_id, Record.CARE_HISTORY, on=on)
    found = _latest(CareDecision.objects.filter(person=person).order_by("number"))
    may = access.reachable_records(actor, person, on=on)
    rows = [_decision(actor, row, may, on) for row in found]
    return tuple(sorted(rows, key=lambda row: (row.state != State.PROPOSED, -row.planned_on.toordinal())))


def care_decisions_waiting(actor: Actor, *, on: date) -> tuple[CareDecisionRow, ...]:
    """What waits for a decision of this officer, the nearest day first."""
    actor.check(Record.CARE_HISTORY, Verb.APPROVE)
    people = access.visible_to(actor, Record.CARE_HISTORY, Verb.APPROVE, on=on)
    rows = CareDecision.objects.filter(person__in=people.values("pk")).order_by("number")
    may = frozenset({(Record.CARE_HISTORY, Verb.APPROVE)})
    waiting = [_decision(actor, row, may, on) for row in _latest(rows) if row.state == State.PROPOSED]
    audit.record(actor=actor, verb="looked at care decisions", subject_kind="list", detail={"people": len(waiting)})
    return tuple(sorted(waiting, key=lambda row: row.planned_on))


def one_care_decision(actor: Actor, care_decision_id: UUID, verb: Verb, *, on: date) -> CareDecisionRow:
    """One decision as it stands. Raises NotYours as for one that does not exist."""
    rows = CareDecision.objects.filter(matter=care_decision_id).order_by("number")
    found = _latest(rows)
    if not found:
        raise NotYours("care decision")
    person = access.person_for(actor, found[0].person_id, Record.CARE_HISTORY, verb, on=on)
    return _decision(actor, found[0], access.reachable_records(actor, person, on=on), on)


def care_checks(kind: str) -> tuple[str, ...]:
    """What has to be done before a decision of this kind is put to a senior officer."""
    return tuple(steps.CHECKS[kind])


# ---------------------------------------------------------------------------------------------------------------------


def _missing(row: Incident) -> MissingRow:
    talk: ReturnTalk | None = getattr(row, "return_talk", None)
    return MissingRow(
        id=row.pk,
        person=row.person_id,
        from_on=row.happened_on,
        back_on=row.back_on,
        facts=row.facts,
        reported_to=row.reported_to,
        version=talk.version if talk else 0,
        outcome=talk.outcome if talk else "",
        outcome_words=talk.get_outcome_display() if talk else "Not yet",
        talk_on=talk.talk_on if talk else None,
        talk_with=talk.talk_with if talk else "",
        said=talk.said if talk else "",
        result=talk.result if talk else "",
    )


def _latest(rows: object) -> list[CareDecision]:
    found = rows.select_related("person", "proposed_by", "decided_by")  # type: ignore[attr-defined]
    return list({row.matter: row for row in found}.values())


def _decision(actor: Actor, row: CareDecision, may: frozenset[tuple[Record, Verb]], on: date) -> CareDecisionRow:
    asked = steps.CHECKS[row.kind]
    creates = (Record.CARE_HISTORY, Verb.CREATE) in may
    approves = (Record.CARE_HISTORY, Verb.APPROVE) in may and steps.can_step(row, "approve")
    return CareDecisionRow(
        id=row.matter,
        person=row.person_id,
        label=row.person.label if access.sees_names(actor) else row.person.child_id,
        kind=row.kind,
        kind_words=row.get_kind_display(),
        state=row.state,
        state_words=row.get_state_display(),
        planned_on=row.planned_on,
        place=row.place,
        emergency=row.emergency,
        why=row.why,
        wishes=row.wishes,
        checks=tuple(words for key, words in asked.items() if key in row.checks),
        unchecked=tuple(words for key, words in asked.items() if key not in row.checks),
        comment=row.comment,
        proposed_by=row.proposed_by.name if row.proposed_by else "",
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_on=row.decided_on,
        told_on=row.told_on,
        directors=steps.needs_director(row.person, row.kind, on=on) if row.state == State.PROPOSED else False,
        may_decide=approves and steps.can_decide(actor, row, on=on),
        may_withdraw=creates and steps.can_step(row, "withdraw"),
        may_tell=creates and steps.can_step(row, "tell"),
    )
