"""Loading an opening position: names, contact details, advisers, last dates. Whole or not at all; twice is once."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from alongside.casework import opening, standing
from alongside.casework.access import live
from alongside.casework.models import (
    Allocation,
    ClockEvent,
    ContactPoint,
    OpeningPositionImport,
    Person,
    Source,
)
from alongside.casework.opening import BadRow, Row
from alongside.casework.standing import Stay
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.models import RoleGrant, Team, User
from alongside.shell.refusals import FileRefused, NotAllowed
from alongside.shell.roles import Record, Role, Verb

State = OpeningPositionImport.State
FROM_HERE = Source.OPENING_POSITION
BATCH = 100
MOST_FAULTS = 1000
"""As many rows at fault are listed: whoever has more of them has sent another file than was meant."""
NAMES = ("first_name", "surname", "preferred_name")
SAFE = {
    ContactPoint.Kind.PHONE: ("safe_to_call", "safe_to_text"),
    ContactPoint.Kind.EMAIL: ("safe_to_write",),
    ContactPoint.Kind.ADDRESS: ("safe_to_write",),
}
"""What "safe: yes" in the file says of each kind. "No" says that nothing is safe there."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of an opening position. ``changed`` is false where it said nothing new, or on a dry run."""

    changed: bool
    summary: dict[str, int]


def load_opening_position(
    *,
    name: str,
    data: bytes,
    on: date,
    by: Actor,
    dry_run: bool = False,
    intake: OpeningPositionImport | None = None,
) -> Loaded:
    """Load a CSV or XLSX file (columns: ``opening.COLUMNS``). Raises FileRefused with one sentence naming the row.

    What workers changed since by hand stays: names corrected, allocations made, contact points typed.
    """
    by.check(Record.OPENING_POSITION, Verb.CREATE)
    rows, faults = opening.read_opening_position(name, data)
    with transaction.atomic():
        loaded = _load(name, data, rows, faults, on=on, by=by, intake=intake, dry_run=dry_run)
        if dry_run:
            transaction.set_rollback(True)
    return loaded


@transaction.atomic
def send_opening_position(*, name: str, data: bytes, by: Actor, dry_run: bool = False) -> OpeningPositionImport:
    """Keep an upload until a background job reads it; the page shows how far it is."""
    by.check(Record.OPENING_POSITION, Verb.CREATE)
    from alongside.casework.tasks import read_sent_opening_position

    intake = OpeningPositionImport.objects.create(
        file_name=name[:200],
        upload=data,
        dry_run=dry_run,
        sent_by_id=by.id,
        sent_by_name=by.name[:120],
        sent_at=clock.now(),
        step="Waiting to be read",
    )
    audit.record(actor=by, verb="sent opening position", subject_kind="opening position", subject=intake.pk)
    sender = str(by.id) if by.id else None
    transaction.on_commit(lambda: read_sent_opening_position.enqueue(str(intake.pk), sender))
    return intake


def read_sent(*, intake_id: UUID, on: date, by: Actor) -> OpeningPositionImport:
    """Read an upload that was kept, in the background. What goes wrong is kept as a sentence for whoever sent it."""
    intake = OpeningPositionImport.objects.get(pk=intake_id)
    if intake.upload is None or intake.state != State.WAITING:
        return intake
    try:
        loaded = load_opening_position(
            name=intake.file_name, data=bytes(intake.upload), on=on, by=by, dry_run=intake.dry_run, intake=intake
        )
    except FileRefused as refused:
        _close(intake, state=State.REFUSED, message=str(refused), counts={"faults": refused.details[:MOST_FAULTS]})
    except NotAllowed:
        _close(intake, state=State.REFUSED, message="Whoever sent this may no longer load an opening position.")
    except Exception:
        _close(intake, state=State.REFUSED, message="Something went wrong on our side; nothing was changed. Try again.")
        raise
    else:
        with transaction.atomic():
            _close(intake, state=State.CHECKED if intake.dry_run else State.TAKEN_IN, counts=loaded.summary)
    return intake


# ---------------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Known:
    """What is there already, found once for the whole file."""

    people: dict[str, Person]
    workers: dict[str, User]
    roles: dict[UUID, set[str]]
    team_of: dict[UUID, Team]
    teams: dict[str, Team]
    points: dict[tuple[UUID, str], list[ContactPoint]] = field(default_factory=lambda: defaultdict(list))
    allocations: dict[tuple[UUID, str], Allocation] = field(default_factory=dict)
    events: dict[tuple[UUID, str], list[ClockEvent]] = field(default_factory=lambda: defaultdict(list))
    stays: dict[UUID, tuple[Stay, ...]] = field(default_factory=dict)

    @classmethod
    def on(cls, on: date) -> _Known:
        people = Person.objects.filter(authority=settings.COUNCIL["authority_code"]).order_by("pk")
        people = people.select_related("merged_into").select_for_update(of=("self",))
        roles: dict[UUID, set[str]] = defaultdict(set)
        team_of: dict[UUID, Team] = {}
        for grant in RoleGrant.objects.filter(live(on)).select_related("team"):
            roles[grant.user_id].add(grant.role)
            if grant.team is not None:
                team_of[grant.user_id] = grant.team
        known = cls(
            people={person.child_id: person.merged_into or person for person in people},
            workers={user.email.lower(): user for user in User.objects.filter(is_active=True)},
            roles=roles,
            team_of=team_of,
            teams={team.name.lower(): team for team in Team.objects.all()},
        )
        for point in ContactPoint.objects.filter(to_on=None):
            known.points[point.person_id, point.kind].append(point)
        for allocation in Allocation.objects.filter(to_on=None).exclude(kind=Allocation.Kind.CO_WORKER):
            known.allocations[allocation.person_id, allocation.kind] = allocation
        for event in ClockEvent.objects.filter(corrected_by__isnull=True, kind__in=_EVENT_KINDS):
            known.events[event.person_id, event.kind].append(event)
        known.stays = standing.stays_of(person.pk for person in known.people.values())
        return known


_LOOKED_AFTER_VISIT = "looked_after_visit_made"
_EVENT_KINDS = {*opening.EVENTS.values(), _LOOKED_AFTER_VISIT}


@dataclass(slots=True)
class _Writes:
    """Everything to write, gathered row by row and written at once."""

    people: list[Person] = field(default_factory=list)
    points_added: list[ContactPoint] = field(default_factory=list)
    points_changed: list[ContactPoint] = field(default_factory=list)
    allocations_added: list[Allocation] = field(default_factory=list)
    allocations_ended: list[Allocation] = field(default_factory=list)
    events: list[ClockEvent] = field(default_factory=list)
    what: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    kept_by_hand: int = 0


def _load(
    name: str,
    data: bytes,
    rows: list[Row],
    faults: opening.Faults,
    *,
    on: date,
    by: Actor,
    intake: OpeningPositionImport | None,
    dry_run: bool,
) -> Loaded:
    sha = hashlib.sha256(data).hexdigest()
    before = OpeningPositionImport.objects.filter(sha256=sha, state=State.TAKEN_IN).order_by("-sent_at").first()
    newest = OpeningPositionImport.objects.filter(state=State.TAKEN_IN).order_by("-done_at").first()
    if before is not None and newest is not None and before.sha256 == newest.sha256:
        return Loaded(False, {"rows": len(rows), "people_changed": 0, "kept_as_changed_by_hand": 0})
    known = _Known.on(on)
    seen: dict[str, int] = {}
    for row in rows:
        try:
            _check(row, known, seen, on)
        except BadRow as fault:
            faults[row.number] = str(fault)
    opening.refuse_if_faulty(faults)
    writes = _Writes()
    for row in rows:
        _gather(row, known, writes, on, by)
    _write_all(writes)
    summary = {
        "rows": len(rows),
        "people_changed": len(writes.what),
        "kept_as_changed_by_hand": writes.kept_by_hand,
        **{f"{what}_changed": count for what, count in Counter(w for ws in writes.what.values() for w in ws).items()},
    }
    audit.record_many(
        (
            audit.Line("changed by opening position", "person", person, {"what": sorted(what)})
            for person, what in writes.what.items()
        ),
        actor=by,
    )
    if intake is None:
        intake = OpeningPositionImport(
            file_name=name[:200], sent_by_id=by.id, sent_by_name=by.name[:120], sent_at=clock.now()
        )
    _close(intake, state=State.TAKEN_IN, counts=summary, sha256=sha)
    audit.record(actor=by, verb="loaded opening position", subject_kind="opening position", subject=intake.pk)
    return Loaded(bool(writes.what) and not dry_run, summary)


def _check(row: Row, known: _Known, seen: dict[str, int], on: date) -> None:
    """Raise BadRow where a row does not fit what is known."""
    if row.reference in seen:
        raise BadRow(f"{row.reference} stands in row {seen[row.reference]} already.")
    seen[row.reference] = row.number
    person = known.people.get(row.reference)
    if person is None:
        raise BadRow(f"there is no young person with the reference {row.reference}. Bring in the return first.")
    email, team = row.texts["adviser_email"].lower(), row.texts["team"].lower()
    if email:
        worker = known.workers.get(email)
        if worker is None:
            raise BadRow(f"there is no account {email} for the adviser.")
        if not known.roles[worker.pk] & {Role.PERSONAL_ADVISER, Role.SOCIAL_WORKER}:
            raise BadRow(f"{email} is neither a personal adviser nor a social worker.")
    if team and team not in known.teams:
        raise BadRow(f"there is no team called {row.texts['team']}.")
    for column, day in row.dates.items():
        if day > on:
            raise BadRow(f"{column} is {day:%d/%m/%Y}, which is in the future.")
        if day < person.born_on:
            raise BadRow(f"{column} is {day:%d/%m/%Y}, which is before the date of birth.")


def _gather(row: Row, known: _Known, writes: _Writes, on: date, by: Actor) -> None:
    person = known.people[row.reference]
    _gather_names(person, row, writes)
    for kind in ContactPoint.Kind:
        if row.texts[kind.value]:
            _gather_point(person, kind, row.texts[kind.value], row.safe[kind.value], known, writes, on)
    _gather_allocation(person, row, known, writes, on)
    for column, day in row.dates.items():
        kind = opening.EVENTS[column]
        if column == "last_visit" and _was_looked_after(known.stays.get(person.pk, ()), day):
            kind = _LOOKED_AFTER_VISIT
        _gather_event(person, kind, day, known, writes, by)


def _gather_names(person: Person, row: Row, writes: _Writes) -> None:
    differs = {name: row.texts[name] for name in NAMES if row.texts[name] and getattr(person, name) != row.texts[name]}
    by_hand = [name for name in differs if name in person.corrected_by_hand]
    writes.kept_by_hand += bool(by_hand)
    for name in differs.keys() - set(by_hand):
        setattr(person, name, differs[name])
        writes.what[person.pk].add("name")
    if "name" in writes.what.get(person.pk, ()):
        person.version += 1
        writes.people.append(person)


def _gather_point(
    person: Person, kind: ContactPoint.Kind, value: str, safe: bool | None, known: _Known, writes: _Writes, on: date
) -> None:
    says: dict[str, bool | None] = {}
    if safe is not None:
        says = dict.fromkeys(SAFE[kind], safe)
        if not safe and kind is ContactPoint.Kind.PHONE:
            says["safe_to_voicemail"] = False
    there = known.points[person.pk, kind]
    same = next((point for point in there if point.value == value), None)
    if same is not None:
        if same.source == FROM_HERE and any(getattr(same, name) != flag for name, flag in says.items()):
            for name, flag in says.items():
                setattr(same, name, flag)
            same.version += 1
            writes.points_changed.append(same)
            writes.what[person.pk].add("contact")
        return
    for point in there:
        if point.source == FROM_HERE:
            point.to_on = on
            point.version += 1
            writes.points_changed.append(point)
    added = ContactPoint(person=person, kind=kind, value=value, from_on=on, source=FROM_HERE, **says)
    writes.points_added.append(added)
    writes.what[person.pk].add("contact")


def _gather_allocation(person: Person, row: Row, known: _Known, writes: _Writes, on: date) -> None:
    worker = known.workers.get(row.texts["adviser_email"].lower())
    team = known.teams.get(row.texts["team"].lower())
    if worker is None and team is None:
        return
    if worker is not None and team is None:
        team = known.team_of.get(worker.pk)
    kind = Allocation.Kind.PERSONAL_ADVISER
    if worker is not None and Role.PERSONAL_ADVISER not in known.roles[worker.pk]:
        kind = Allocation.Kind.SOCIAL_WORKER
    there = known.allocations.get((person.pk, kind))
    if there is not None:
        same = there.worker_id == (worker and worker.pk) and there.team_id == (team and team.pk)
        if same:
            return
        if there.source != FROM_HERE:
            writes.kept_by_hand += 1
            return
        there.to_on = on
        writes.allocations_ended.append(there)
    writes.allocations_added.append(
        Allocation(person=person, worker=worker, team=team, kind=kind, from_on=on, source=FROM_HERE)
    )
    writes.what[person.pk].add("adviser")


def _gather_event(person: Person, kind: str, day: date, known: _Known, writes: _Writes, by: Actor) -> None:
    there = known.events[person.pk, kind]
    if any(event.on == day for event in there):
        return
    wrong = next((event for event in there if event.source == FROM_HERE), None)
    writes.events.append(
        ClockEvent(
            person=person,
            kind=kind,
            on=day,
            source=FROM_HERE,
            corrects=wrong,
            recorded_at=clock.now(),
            recorded_by_id=by.id,
        )
    )
    writes.what[person.pk].add("dates")


def _was_looked_after(stays: tuple[Stay, ...], day: date) -> bool:
    return any(stay.from_on <= day and (stay.to_on is None or day < stay.to_on) for stay in stays)


def _write_all(writes: _Writes) -> None:
    how: dict[str, Any] = {"batch_size": BATCH, "default_change_reason": "opening position"}
    bulk_update_with_history(writes.people, Person, [*NAMES, "version"], **how)
    bulk_update_with_history(
        writes.points_changed,
        ContactPoint,
        ["to_on", "safe_to_call", "safe_to_text", "safe_to_voicemail", "safe_to_write", "version"],
        **how,
    )
    bulk_update_with_history(writes.allocations_ended, Allocation, ["to_on"], **how)
    bulk_create_with_history(writes.points_added, ContactPoint, **how)
    bulk_create_with_history(writes.allocations_added, Allocation, **how)
    ClockEvent.objects.bulk_create(writes.events, batch_size=BATCH)


def _close(intake: OpeningPositionImport, **changes: Any) -> None:
    """The upload is done with: its bytes go, the outcome stays."""
    for name, value in {"upload": None, "step": "", "done_at": clock.now(), **changes}.items():
        setattr(intake, name, value)
    intake.save()
