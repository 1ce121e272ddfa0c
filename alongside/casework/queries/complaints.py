"""Complaints and advocates, for those who answer, for the young person, and for the advocate they let see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework import access, slices, steps_rights
from alongside.casework.complaints import Progress, complaint_for, complaints_of, progress_of, seen_by
from alongside.casework.local_clocks import rights as clocks
from alongside.casework.models import Advocacy, Allocation, Complaint, ComplaintStep, Person
from alongside.casework.queries.portal import my_record
from alongside.partners import queries as partners
from alongside.shell import audit
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Role, Verb

ADVOCACY_SERVICE = "Advocacy service"
OWN_STEPS = ("go_on", "take_back")
"""Steps that are the young person's, taken by them or for them."""
HANDLED_STEPS = ("acknowledge", "extend", "answer", "learn")


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint in a list."""

    id: UUID
    person: UUID
    who: str
    kind: str
    is_compliment: bool
    received_on: date
    words: str
    stands: str
    is_open: bool
    answer_by: date | None
    about: str
    handler: str
    outcome: str
    learned: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step, as the history shows it."""

    title: str
    on: date
    by: str
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class OneComplaint:
    """One complaint with all of its steps, and what this reader may do next."""

    row: ComplaintRow
    wants: str
    how: str
    steps: tuple[StepRow, ...]
    may: frozenset[str]
    next_stage: int | None
    hears_of_the_regulator: bool


@dataclass(frozen=True, slots=True)
class AdvocacyRow:
    """An advocate, offered or there."""

    id: UUID
    version: int
    offered_on: date
    asked: bool
    about: str
    answer: str
    answer_words: str
    service: str
    advocate: str
    phone: str
    account: str
    """The id of the advocate's account here; empty where they have none, and then see nothing."""
    from_on: date | None
    to_on: date | None
    shows: tuple[str, ...]
    shows_words: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class MyRightsPage:
    """What one complained about and who stands beside one; what may be chosen."""

    complaints: tuple[ComplaintRow, ...]
    advocate: AdvocacyRow | None
    people: tuple[tuple[str, str], ...]
    """Those who work with the young person: id, and name with role."""
    parts: tuple[tuple[str, str], ...]
    """What can be shown to an advocate."""


@dataclass(frozen=True, slots=True)
class ReferredRow:
    """Somebody who was referred to the reader's organisation."""

    person: UUID
    label: str
    since: date
    what_for: str
    shown: str
    page: str
    """The first page that opens."""


def person_complaints(actor: Actor, person_id: UUID, *, on: date) -> tuple[ComplaintRow, ...]:
    """The complaints of one person, newest first, but none about whoever asks."""
    person = access.person_for(actor, person_id, Record.COMPLAINTS, on=on)
    return _rows(complaints_of(actor, person))


def one_complaint(actor: Actor, complaint_id: UUID, *, on: date) -> OneComplaint:
    """One complaint. Raises NotYours where there is none, and to the one whom it is about."""
    complaint = complaint_for(actor, complaint_id, Verb.READ, on=on)
    detail = {"complaint": str(complaint.pk)}
    audit.record(
        actor=actor, verb="looked at complaint", subject_kind="person", subject=complaint.person_id, detail=detail
    )
    steps = list(complaint.steps.select_related("made_by"))
    where = progress_of(complaint, steps)
    return OneComplaint(
        row=_row(complaint, steps),
        wants=complaint.wants,
        how=complaint.get_how_display(),
        steps=tuple(_step(one) for one in reversed(steps)),
        may=_may(actor, complaint, where, on),
        next_stage=where.stage + 1 if where.stage else None,
        hears_of_the_regulator=complaint.kind == Complaint.Kind.DATA,
    )


def complaints_desk(actor: Actor, *, on: date) -> tuple[ComplaintRow, ...]:
    """What waits for an answer among the people in reach, the most pressing first."""
    rows = [one for one in _rows(seen_by(actor, on=on, verb=Verb.UPDATE)) if one.is_open]
    audit.record(actor=actor, verb="looked at complaints", subject_kind="list", detail={"count": len(rows)})
    return tuple(sorted(rows, key=lambda one: (one.answer_by or date.max, one.received_on)))


def what_was_learned(actor: Actor, *, on: date) -> tuple[ComplaintRow, ...]:
    """What the service does differently because of complaints, newest first."""
    return tuple(one for one in _rows(seen_by(actor, on=on, verb=Verb.UPDATE)) if one.learned)[:50]


def person_advocacy(actor: Actor, person_id: UUID, *, on: date) -> tuple[AdvocacyRow, ...]:
    """The advocates of one person: offered, there, and gone."""
    person = access.person_for(actor, person_id, Record.COMPLAINTS, on=on)
    return _advocates(person, on)


def one_advocacy(actor: Actor, advocacy_id: UUID, *, on: date) -> tuple[UUID, AdvocacyRow]:
    """Whose advocate it is, and the row."""
    held = Advocacy.objects.filter(pk=advocacy_id, removed_at=None).select_related("organisation").first()
    person = access.person_for(
        actor, held.person_id if held else advocacy_id, Record.COMPLAINTS, Verb.CREATE, on=on
    )  # somebody unknown where there is none: the same answer
    return person.pk, next(one for one in _advocates(person, on) if one.id == advocacy_id)


def advocacy_services() -> tuple[tuple[str, str], ...]:
    """The advocacy services, to choose from."""
    return tuple((str(one.id), one.name) for one in partners.organisations() if one.kind == ADVOCACY_SERVICE)


def advocates_here(*, on: date) -> tuple[tuple[str, str], ...]:
    """The advocates who have an account here, to choose from."""
    return tuple((str(one.id), one.name) for one in shell.workers_with(Role.ADVOCATE, on=on))


def workers_of(actor: Actor, person_id: UUID, *, on: date) -> tuple[tuple[str, str], ...]:
    """Whom a complaint can be about: those who work with the person, and everybody's managers."""
    person = access.person_for(actor, person_id, Record.COMPLAINTS, Verb.CREATE, on=on)
    helpers = [one for one in _helpers(person) if one[0] != str(actor.id)]
    managers = [one for one in shell.workers_with(Role.TEAM_MANAGER, on=on) if one.id != actor.id]
    named = {key for key, _ in helpers}
    return (*helpers, *((str(one.id), f"{one.name}, team manager") for one in managers if str(one.id) not in named))


def my_complaints(actor: Actor, *, on: date) -> MyRightsPage:
    """What the young person who is signed in complained about, and who stands beside them."""
    person = my_record(actor, Record.COMPLAINTS, on=on)
    audit.record(actor=actor, verb="looked at own place", subject_kind="person", subject=person.pk)
    open_ones = [one for one in _advocates(person, on, for_person=True) if one.is_open]
    return MyRightsPage(
        complaints=_rows(complaints_of(actor, person)),
        advocate=open_ones[0] if open_ones else None,
        people=_helpers(person),
        parts=tuple((one.value, slices.as_label(one)) for one in slices.open_to_advocates()),
    )


def my_complaint(actor: Actor, complaint_id: UUID, *, on: date) -> OneComplaint:
    """One complaint of one's own."""
    my_record(actor, Record.COMPLAINTS, on=on)
    return one_complaint(actor, complaint_id, on=on)


def referred_to_us(actor: Actor, *, on: date) -> tuple[ReferredRow, ...]:
    """Who was referred to the reader's organisations, what for, and what of them is shown."""
    people = access.visible_to(actor, Record.FIND_PEOPLE, on=on).prefetch_related("referrals")
    found = []
    for person in people:
        for one in person.referrals.all():
            live = one.from_on <= on and (one.to_on is None or one.to_on > on)
            theirs = one.organisation_id in actor.organisations and one.only_for_id in (None, actor.id)
            if live and theirs:
                shown = slices.in_words(group for group in one.field_groups if Record(group) not in slices.ALWAYS)
                found.append(ReferredRow(person.pk, person.label, one.from_on, one.reason, shown, "casework:person"))
    audit.record(actor=actor, verb="looked at referred people", subject_kind="list", detail={"count": len(found)})
    return tuple(sorted(found, key=lambda row: (row.since, row.label), reverse=True))


# ---------------------------------------------------------------------------------------------------------------------


def _rows(complaints: Iterable[Complaint]) -> tuple[ComplaintRow, ...]:
    found = complaints.select_related("person", "handler").prefetch_related("steps", "about__worker")  # type: ignore[attr-defined]
    return tuple(_row(one, list(one.steps.all())) for one in found)


def _row(complaint: Complaint, steps: list[ComplaintStep]) -> ComplaintRow:
    where = progress_of(complaint, steps)
    outcome = next((one.get_outcome_display() for one in reversed(steps) if one.outcome), "")
    return ComplaintRow(
        id=complaint.pk,
        person=complaint.person_id,
        who=complaint.person.label,
        kind=complaint.get_kind_display(),
        is_compliment=complaint.kind == Complaint.Kind.COMPLIMENT,
        received_on=complaint.received_on,
        words=complaint.words,
        stands=ComplaintStep.State(where.state).label,
        is_open=where.is_open,
        answer_by=clocks.answer_by(complaint, where),
        about=", ".join(sorted(one.worker.name for one in complaint.about.all())),
        handler=complaint.handler.name if complaint.handler else "",
        outcome=outcome,
        learned=next((one.words for one in reversed(steps) if one.step == "learn"), ""),
    )


def _step(one: ComplaintStep) -> StepRow:
    title = steps_rights.STEP_TITLES[one.step]
    stage = steps_rights.STAGES.get(steps_rights.Stands(one.state))
    if one.step in ("answer", "extend", "go_on") and stage:
        title = f"{title}, stage {stage}"
    return StepRow(title, one.on, one.made_by.name if one.made_by else "", one.get_outcome_display(), one.words)


def _may(actor: Actor, complaint: Complaint, where: Progress, on: date) -> frozenset[str]:
    """The steps that this reader may take now: what the action would not refuse."""
    held = access.reachable_records(actor, complaint.person, on=on)
    found = set()
    for step in (*OWN_STEPS, *HANDLED_STEPS):
        verb = Verb.CREATE if step in OWN_STEPS else Verb.UPDATE
        if steps_rights.can_complaint(where.state, step) and (Record.COMPLAINTS, verb) in held:
            found.add(step)
    if where.stage in (2, 3) and (Record.COMPLAINTS, Verb.APPROVE) not in held:
        found.discard("answer")
    if actor.id is not None and actor.id == where.last_answerer:
        found.discard("answer")
    if where.acknowledged_on:
        found.discard("acknowledge")
    if where.is_extended or complaint.kind == Complaint.Kind.DATA:
        found.discard("extend")
    due = clocks.answer_by(complaint, where)
    if complaint.kind != Complaint.Kind.COMPLAINT or (due is not None and on <= due):
        found.discard("go_on")
    return frozenset(found)


def _helpers(person: Person) -> tuple[tuple[str, str], ...]:
    rows = Allocation.objects.filter(person=person, worker__isnull=False).select_related("worker").order_by("-from_on")
    found: dict[str, str] = {}
    for row in rows:
        if row.worker is not None:
            found.setdefault(str(row.worker_id), f"{row.worker.name}, {row.get_kind_display().lower()}")
    return tuple(found.items())


def _advocates(person: Person, on: date, *, for_person: bool = False) -> tuple[AdvocacyRow, ...]:
    rows = Advocacy.objects.filter(person=person, removed_at=None).select_related("organisation")
    rows = rows.filter(hidden="") if for_person else rows
    return tuple(
        AdvocacyRow(
            id=row.pk,
            version=row.version,
            offered_on=row.offered_on,
            asked=row.asked,
            about=row.about,
            answer=row.answer,
            answer_words=row.get_answer_display(),
            service=row.organisation.name if row.organisation else "",
            advocate=row.advocate,
            phone=row.phone or (row.organisation.phone if row.organisation else ""),
            account=str(row.account_id or ""),
            from_on=row.from_on,
            to_on=row.to_on,
            shows=tuple(row.shares),
            shows_words=slices.in_their_words(row.shares) if row.shares else "",
            is_open=row.answer != Advocacy.Answer.NO and (row.to_on is None or row.to_on > on),
        )
        for row in rows
    )
