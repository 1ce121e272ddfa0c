"""Verbs while somebody is looked after: the talk after being missing, and decisions that a senior officer takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from alongside.casework import access
from alongside.casework import steps_looked_after as steps
from alongside.casework.actions.clocks import happened
from alongside.casework.models import CareDecision, Incident, Person, ReturnTalk
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb

Kind, State, Outcome = CareDecision.Kind, CareDecision.State, ReturnTalk.Outcome
MEETS_THE_DUTY = frozenset({Outcome.HELD, Outcome.DECLINED})
"""The duty is to offer the talk: one that was offered and not wanted meets it, and says so."""
PLANNED = {
    Kind.END_OF_CARE: "end_of_care_planned",
    Kind.OUT_OF_AREA: "out_of_area_placement_planned",
    Kind.AT_DISTANCE: "at_distance_placement_planned",
}
APPROVED = {
    Kind.END_OF_CARE: "end_of_care_approved",
    Kind.OUT_OF_AREA: "out_of_area_approved",
    Kind.AT_DISTANCE: "at_distance_approved",
}
EMERGENCY = "emergency_out_of_area_placement"
CARRIED = ("person_id", "matter", "kind", "planned_on", "place", "emergency", "why", "wishes", "checks", "comment",
           "proposed_by_id", "decided_by_id", "decided_on", "told_on")  # fmt: skip
"""What a step carries over from the step before, unless it says otherwise."""


@transaction.atomic
def record_return_talk(
    *,
    incident_id: UUID,
    version: int,
    outcome: str,
    talk_on: date,
    talk_with: str,
    on: date,
    by: Actor,
    said: str = "",
    result: str = "",
) -> ReturnTalk:
    """Record what came of the talk after being missing. ``version`` is 0 the first time, else the one read."""
    incident = Incident.objects.filter(pk=incident_id, kind=Incident.Kind.MISSING, removed_at=None).first()
    if incident is None:
        raise NotYours("time missing")
    person = access.person_for(by, incident.person_id, Record.SAFETY, Verb.UPDATE, on=on)
    changes = {"outcome": outcome, "talk_on": talk_on, "talk_with": talk_with.strip(), "said": said.strip(),
               "result": result.strip()}  # fmt: skip
    _check_talk(incident, outcome, talk_on, changes["talk_with"], changes["result"], on)
    access.hold(person)
    talk = ReturnTalk.objects.filter(incident=incident).first()
    if talk is None:
        talk = ReturnTalk.objects.create(
            person=person, incident=incident, recorded_at=clock.now(), recorded_by_id=by.id, **changes
        )
    else:
        talk = save_over(talk, version=version, changes=changes, what=f"the talk with {person.label}")
    met = talk.talk_on if talk.outcome in MEETS_THE_DUTY else None
    happened(person=person, kind="return_interview_held", happened_on=met, record=talk.pk, on=on, by=by)
    audit.record(actor=by, verb="recorded return talk", subject_kind="person", subject=person.pk)
    return talk


@transaction.atomic
def propose_care_decision(
    *,
    person_id: UUID,
    kind: str,
    planned_on: date,
    why: str,
    wishes: str,
    checks: Iterable[str],
    on: date,
    by: Actor,
    place: str = "",
    emergency: bool = False,
) -> CareDecision:
    """Put a decision to a senior officer: care ends, or a home lies outside the area. The law's clock runs from now."""
    person = access.person_for(by, person_id, Record.CARE_HISTORY, Verb.CREATE, on=on)
    steps.check_step(None, "propose")
    place = place.strip() if kind in steps.OUTSIDE else ""
    _check_proposal(kind, planned_on, why, wishes, set(checks), place, emergency, on)
    access.hold(person)
    open_ones = _latest(person)
    if any(one.kind == kind and one.state == State.PROPOSED for one in open_ones):
        raise FactRefused("The same is waiting for a decision already.")
    decision = CareDecision.objects.create(
        person=person,
        matter=uuid4(),
        number=1,
        kind=kind,
        state=State.PROPOSED,
        planned_on=planned_on,
        place=place,
        emergency=emergency and kind in steps.OUTSIDE,
        why=why.strip(),
        wishes=wishes.strip(),
        checks=sorted(set(checks) & steps.CHECKS[kind].keys()),
        proposed_by_id=by.id,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    _plan(decision, planned_on, by, on)
    audit.record(
        actor=by, verb="proposed care decision", subject_kind="person", subject=person.pk, detail={"kind": kind}
    )
    return decision


@transaction.atomic
def decide_care_decision(*, care_decision_id: UUID, answer: str, comment: str, on: date, by: Actor) -> CareDecision:
    """Approve or refuse what waits. Nobody decides what they proposed; some of it is the director's alone."""
    latest = _decision(care_decision_id, Verb.APPROVE, by, on)
    state = steps.check_step(latest, "approve" if answer == "approve" else "refuse")
    steps.check_decides(by, latest, on=on)
    if state == State.REFUSED and not comment.strip():
        raise FactRefused("Say why not.")
    step = _next(latest, state, by, decided_by_id=by.id, decided_on=on, comment=comment.strip())
    if state == State.APPROVED:
        happened(
            person=latest.person, kind=APPROVED[Kind(latest.kind)], happened_on=on, record=latest.matter, on=on, by=by
        )
    else:
        _plan(latest, None, by, on)
    audit.record(
        actor=by,
        verb="decided care decision",
        subject_kind="person",
        subject=latest.person_id,
        detail={"kind": latest.kind, "state": state.value},
    )
    return step


@transaction.atomic
def withdraw_care_decision(*, care_decision_id: UUID, on: date, by: Actor) -> CareDecision:
    """Take back what waits: it is no longer meant to happen."""
    latest = _decision(care_decision_id, Verb.CREATE, by, on)
    step = _next(latest, steps.check_step(latest, "withdraw"), by)
    _plan(latest, None, by, on)
    audit.record(actor=by, verb="withdrew care decision", subject_kind="person", subject=latest.person_id)
    return step


@transaction.atomic
def tell_other_council(*, care_decision_id: UUID, told_on: date, on: date, by: Actor) -> CareDecision:
    """Record that the council of the area was written to."""
    latest = _decision(care_decision_id, Verb.CREATE, by, on)
    state = steps.check_step(latest, "tell")
    if told_on > on:
        raise FactRefused("This day is in the future.")
    step = _next(latest, state, by, told_on=told_on)
    happened(person=latest.person, kind="area_authority_told", happened_on=told_on, record=latest.matter, on=on, by=by)
    audit.record(actor=by, verb="told other council", subject_kind="person", subject=latest.person_id)
    return step


# ---------------------------------------------------------------------------------------------------------------------


def _check_talk(incident: Incident, outcome: str, talk_on: date, talk_with: str, result: str, on: date) -> None:
    if incident.back_on is None:
        raise FactRefused("Say first when they came back.")
    if not incident.back_on <= talk_on <= on:
        raise FactRefused("The talk lies between the day they came back and today.")
    if not talk_with:
        raise FactRefused("Say who talked with them, or offered it.")
    if outcome == Outcome.NOT_HELD and not result:
        raise FactRefused("Say why it could not be held, and what you do next.")


def _check_proposal(
    kind: str, planned_on: date, why: str, wishes: str, checks: set[str], place: str, emergency: bool, on: date
) -> None:
    if kind not in steps.CHECKS:
        raise FactRefused("Choose what is to be decided.")
    if not why.strip() or not wishes.strip():
        raise FactRefused("Say why, and what the young person wants.")
    if kind in steps.OUTSIDE and not place:
        raise FactRefused("Say which home it is.")
    if emergency and kind in steps.OUTSIDE:
        if planned_on > on:
            raise FactRefused("An emergency has happened already: the day lies in the future.")
        return
    if planned_on < on:
        raise FactRefused("It is decided before it happens. This day is in the past.")
    missing = [words for key, words in steps.CHECKS[kind].items() if key not in checks]
    if missing:
        raise FactRefused(f"Not done yet: {'; '.join(missing)}.")


def _plan(decision: CareDecision, planned_on: date | None, by: Actor, on: date) -> None:
    """Let the law's clocks know the day on which it is to happen, or that it is not."""
    kinds = [PLANNED[Kind(decision.kind)], *([EMERGENCY] if decision.emergency else [])]
    for kind in kinds:
        happened(person=decision.person, kind=kind, happened_on=planned_on, record=decision.matter, on=on, by=by)


def _latest(person: Person) -> list[CareDecision]:
    """The latest step of each decision about this person."""
    found = {row.matter: row for row in CareDecision.objects.filter(person=person).order_by("number")}
    return list(found.values())


def _decision(matter: UUID, verb: Verb, by: Actor, on: date) -> CareDecision:
    latest = CareDecision.objects.filter(matter=matter).select_related("person").order_by("number").last()
    if latest is None:
        raise NotYours("care decision")
    access.person_for(by, latest.person_id, Record.CARE_HISTORY, verb, on=on)
    return latest


def _next(latest: CareDecision, state: State, by: Actor, **changes: Any) -> CareDecision:
    carried = {name: getattr(latest, name) for name in CARRIED}
    try:
        with transaction.atomic():
            return CareDecision.objects.create(
                **{**carried, **changes},
                number=latest.number + 1,
                state=state,
                recorded_at=clock.now(),
                recorded_by_id=by.id,
            )
    except IntegrityError as error:
        raise WrongState("Somebody was quicker: look at it again.") from error
