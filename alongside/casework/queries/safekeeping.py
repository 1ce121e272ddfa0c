"""Questions about who must not look, who had to look, and what is restricted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from alongside.casework import access
from alongside.casework.local_clocks.safekeeping import GLASS, RESTRICTION
from alongside.casework.models import BrokenGlass, Conflict, NamedAccess, Person, RestrictionCheck
from alongside.casework.queries.reading import reading_to_look_into
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.models import RoleGrant, User
from alongside.shell.refusals import NotYours
from alongside.shell.roles import AT_WORK, Reach, Record, Role, Verb, reaches

WITH_PEOPLE = tuple(role for role in Role if reaches(frozenset({role}), Record.CORE_DETAILS, Verb.READ) & AT_WORK)
"""Roles that read of single young people; a councillor on an access list could open nothing."""


@dataclass(frozen=True, slots=True)
class GlassRow:
    """A record opened in an emergency."""

    id: UUID
    version: int
    person: UUID
    reference: str
    worker: str
    reason: str
    from_at: datetime
    to_at: datetime
    is_open: bool
    review_by: date
    reviewed_by: str
    was_right: bool | None
    review: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict that a worker declared."""

    id: UUID
    version: int
    reference: str
    worker: str
    why: str
    from_on: date
    is_own: bool


@dataclass(frozen=True, slots=True)
class RestrictedRow:
    """A restricted record, by its reference alone."""

    id: UUID
    reference: str
    names: int
    check_by: date | None


@dataclass(frozen=True, slots=True)
class NameRow:
    """Somebody on an access list."""

    id: UUID
    name: str
    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class RestrictedRecord:
    """One restricted record for who keeps its list: nothing of what it protects."""

    id: UUID
    reference: str
    names: tuple[NameRow, ...]
    checks: tuple[tuple[date, str], ...]
    check_by: date | None
    workers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Safekeeping:
    """What this reader can do about looking and keeping, with how much waits."""

    open_now: tuple[GlassRow, ...]
    to_review: int | None
    reading: int | None
    """Days of unusual reading to look into."""
    conflicts: int | None
    restricted: int | None
    breaks: bool
    declares: bool
    flags: bool
    merges: bool
    disposes: bool


def safekeeping(actor: Actor, *, on: date) -> Safekeeping:
    """The first page of looking and keeping; None where it is not this reader's."""
    actor.check(Record.FIND_PEOPLE, Verb.READ)
    reviews = actor.can(Record.BREAK_GLASS, Verb.UPDATE)
    keeps = Reach.SERVICE in actor.reaches(Record.ALLOCATION, Verb.UPDATE)
    ends = actor.can(Record.CONFLICTS, Verb.READ)
    restricted = access.visible_to(actor, Record.ALLOCATION, Verb.UPDATE, on=on).exclude(restriction="")
    return Safekeeping(
        open_now=tuple(_glass(row, actor) for row in _open_now(actor)),
        to_review=BrokenGlass.objects.filter(reviewed_at=None).exclude(worker_id=actor.id).count() if reviews else None,
        reading=reading_to_look_into(actor, on=on) if reviews else None,
        conflicts=len(conflicts(actor, on=on)) if ends else None,
        restricted=restricted.count() if keeps else None,
        breaks=actor.can(Record.BREAK_GLASS, Verb.CREATE),
        declares=actor.can(Record.CONFLICTS, Verb.CREATE),
        flags=actor.can(Record.MERGING, Verb.CREATE),
        merges=actor.can(Record.MERGING, Verb.READ),
        disposes=actor.can(Record.DISPOSAL, Verb.READ),
    )


def broken_glass(actor: Actor) -> tuple[GlassRow, ...]:
    """Records opened in an emergency: those not looked at yet first."""
    actor.check(Record.BREAK_GLASS, Verb.READ)
    rows = BrokenGlass.objects.select_related("person", "worker", "reviewed_by")[:200]
    audit.record(actor=actor, verb="looked at broken glass", subject_kind="list")
    return tuple(sorted((_glass(row, actor) for row in rows), key=lambda row: bool(row.reviewed_by)))


def one_glass(actor: Actor, glass_id: UUID) -> GlassRow:
    """One of them, to be looked at. Raises NotYours where it was, or is one's own."""
    actor.check(Record.BREAK_GLASS, Verb.UPDATE)
    rows = BrokenGlass.objects.filter(pk=glass_id, reviewed_at=None).exclude(worker_id=actor.id)
    row = rows.select_related("person", "worker", "reviewed_by").first()
    if row is None:
        raise NotYours("broken glass")
    return _glass(row, actor)


def conflicts(actor: Actor, *, on: date) -> tuple[ConflictRow, ...]:
    """The open conflicts about people whose allocation this reader changes."""
    actor.check(Record.CONFLICTS, Verb.READ)
    people = access.visible_to(actor, Record.ALLOCATION, Verb.READ, on=on)
    rows = Conflict.objects.filter(ended_on=None, person__in=people).select_related("person", "worker")
    return tuple(_conflict(row, actor) for row in rows.order_by("from_on"))


def one_conflict(actor: Actor, conflict_id: UUID, *, on: date) -> ConflictRow:
    """An open conflict of somebody else's."""
    found = [row for row in conflicts(actor, on=on) if row.id == conflict_id and not row.is_own]
    if not found:
        raise NotYours("conflict")
    return found[0]


def restricted_records(actor: Actor, *, on: date) -> tuple[RestrictedRow, ...]:
    """The restricted records whose list this reader keeps."""
    actor.check(Record.ALLOCATION, Verb.UPDATE)
    people = access.visible_to(actor, Record.ALLOCATION, Verb.UPDATE, on=on).exclude(restriction="")
    audit.record(actor=actor, verb="looked at restricted records", subject_kind="list")
    return tuple(
        RestrictedRow(
            person.pk,
            person.child_id,
            NamedAccess.objects.filter(access.live(on), person=person).count(),
            _check_by(person),
        )
        for person in people.order_by("child_id")
    )


def restricted_record(actor: Actor, record_id: UUID, *, on: date) -> RestrictedRecord:
    """The list of one restricted record. Raises NotYours where this reader does not keep it."""
    person = access.person_for(actor, record_id, Record.ALLOCATION, Verb.UPDATE, on=on)
    if not person.is_restricted:
        raise NotYours("restricted record")
    names = NamedAccess.objects.filter(access.live(on), person=person).select_related("user").order_by("user__name")
    checks = RestrictionCheck.objects.filter(person=person, removed_at=None)
    audit.record(actor=actor, verb="looked at access list", subject_kind="person", subject=person.pk)
    return RestrictedRecord(
        id=person.pk,
        reference=person.child_id,
        names=tuple(NameRow(row.pk, row.user.name, row.from_on, row.reason) for row in names),
        checks=tuple((row.checked_on, row.words) for row in checks),
        check_by=_check_by(person),
        workers=workers(actor, on=on),
    )


def workers(actor: Actor, *, on: date) -> tuple[tuple[str, str], ...]:
    """Who can be put on an access list: everybody whose work is with single young people, oneself excepted."""
    actor.check(Record.ALLOCATION, Verb.UPDATE)
    held = RoleGrant.objects.filter(access.live(on), role__in=WITH_PEOPLE)
    users = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk=actor.id)
    return tuple((str(user.pk), user.name) for user in users.order_by("name"))


# ---------------------------------------------------------------------------------------------------------------------


def _open_now(actor: Actor) -> list[BrokenGlass]:
    now = clock.now()
    rows = BrokenGlass.objects.filter(worker_id=actor.id, from_at__lte=now, to_at__gt=now)
    return list(rows.select_related("person", "worker", "reviewed_by"))


def _glass(row: BrokenGlass, actor: Actor) -> GlassRow:
    return GlassRow(
        id=row.pk,
        version=row.version,
        person=row.person_id,
        reference=row.person.child_id,
        worker=row.worker.name,
        reason=row.reason,
        from_at=row.from_at,
        to_at=row.to_at,
        is_open=row.to_at > clock.now(),
        review_by=GLASS.period.after(timezone.localdate(row.from_at)),
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
        was_right=row.was_right,
        review=row.review,
        is_own=row.worker_id == actor.id,
    )


def _conflict(row: Conflict, actor: Actor) -> ConflictRow:
    own = row.worker_id == actor.id
    return ConflictRow(row.pk, row.version, row.person.child_id, row.worker.name, row.why, row.from_on, own)


def _check_by(person: Person) -> date | None:
    checked = RestrictionCheck.objects.filter(person=person, removed_at=None).order_by("-checked_on").first()
    named = NamedAccess.objects.filter(person=person).order_by("-from_on").first()
    days = [checked.checked_on] if checked else [named.from_on] if named else []
    return RESTRICTION.period.after(days[0]) if days else None
