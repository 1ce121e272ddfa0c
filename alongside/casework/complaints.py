"""How far a complaint is, worked out from its steps; and who may see one: never whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.casework import access
from alongside.casework.models import Complaint, ComplaintAbout, ComplaintStep, Letter, Person
from alongside.casework.steps_rights import STAGES, Stands
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

ABOUT_A_COMPLAINT = "complaint_"
"""How the names of letters about a complaint begin."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one complaint stands."""

    state: str
    stage: int | None
    """None where it was taken back, or is a compliment."""
    stage_since: date
    is_open: bool
    is_extended: bool
    acknowledged_on: date | None
    """In this stage."""
    ever_acknowledged: bool
    last_answerer: UUID | None
    """Who answered the stage before, who does not answer the next."""
    count: int


def progress_of(complaint: Complaint, steps: Sequence[ComplaintStep] | None = None) -> Progress:
    """Where it stands by its steps, in order; they are read where they are not given."""
    taken = sorted(steps if steps is not None else complaint.steps.all(), key=lambda one: one.number)
    first, latest = taken[0], taken[-1]
    began, answerer = first, None
    for one in taken:
        if one.step in ("receive", "go_on", "thank"):
            began = one
        if one.step == "answer":
            answerer = one.made_by_id
    inside = [one for one in taken if one.number >= began.number]
    acknowledged = next((one.on for one in inside if one.step == "acknowledge"), None)
    return Progress(
        state=latest.state,
        stage=STAGES.get(Stands(latest.state)),
        stage_since=began.on,
        is_open=latest.state in (Stands.STAGE_1, Stands.STAGE_2, Stands.STAGE_3),
        is_extended=any(one.step == "extend" for one in inside),
        acknowledged_on=acknowledged,
        ever_acknowledged=any(one.step in ("acknowledge", "answer") for one in taken),
        last_answerer=answerer,
        count=len(taken),
    )


def seen_by(actor: Actor, *, on: date, verb: Verb = Verb.READ) -> QuerySet[Complaint]:
    """The complaints in this actor's reach, those about themself left out."""
    people = access.visible_to(actor, Record.COMPLAINTS, verb, on=on)
    return _not_about(actor).filter(person__in=people)


def complaint_for(actor: Actor, complaint_id: UUID, verb: Verb, *, on: date) -> Complaint:
    """The complaint, if this actor may do ``verb`` to it. Raises NotYours, as for one that does not exist."""
    found = _not_about(actor).filter(pk=complaint_id).select_related("person", "handler").first()
    if found is None:
        raise NotYours("complaint")
    access.person_for(actor, found.person_id, Record.COMPLAINTS, verb, on=on)
    return found


def complaints_of(actor: Actor, person: Person) -> QuerySet[Complaint]:
    """The complaints of one person that this actor sees. Whoever asks has checked the person."""
    return _not_about(actor).filter(person=person)


def ids_about(actor: Actor, person: Person) -> frozenset[UUID]:
    """The complaints of one person that are about this actor: nothing that tells of them is shown to them."""
    rows = ComplaintAbout.objects.filter(complaint__person=person, worker_id=actor.id)
    return frozenset(rows.values_list("complaint_id", flat=True))


def is_named_in_one(actor: Actor, person: Person) -> bool:
    """Whether a complaint of this person is about this actor: they look over nothing in which it stands."""
    return actor.id is not None and bool(ids_about(actor, person))


def letters_told(actor: Actor, letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Letters without those about a complaint, where the reader is named in one of the same young person."""
    if actor.id is None:
        return letters
    named = ComplaintAbout.objects.filter(worker_id=actor.id).values("complaint__person")
    return letters.exclude(text_key__startswith=ABOUT_A_COMPLAINT, person__in=named)


def _not_about(actor: Actor) -> QuerySet[Complaint]:
    """What is not about this actor; to the young person themself, what is not hidden from them."""
    rows = Complaint.objects.filter(removed_at=None)
    if actor.id is None:
        return rows
    rows = rows.exclude(pk__in=ComplaintAbout.objects.filter(worker_id=actor.id).values("complaint"))
    return rows.filter(Q(hidden="") | Q(person__user__isnull=True) | ~Q(person__user=actor.id))
