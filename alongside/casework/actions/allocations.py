"""Verbs about who works with somebody: allocation, cover, referral."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from alongside.casework import access
from alongside.casework.models import Absence, Allocation, Cover, NamedAccess, Person, Referral
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.models import RoleGrant, Team, User
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours, WrongState
from alongside.shell.roles import Reach, Record, Verb

Kind = Allocation.Kind
LONGEST_COVER = timedelta(days=91)


@transaction.atomic
def allocate(
    *,
    person_id: UUID,
    on: date,
    by: Actor,
    worker: User | None = None,
    team: Team | None = None,
    kind: str = Kind.PERSONAL_ADVISER,
    from_on: date | None = None,
    reason: str = "",
    told_on: date | None = None,
) -> Allocation:
    """Let a worker (or, with no worker yet, a team) work with somebody from ``from_on`` on; today if not given.

    Whoever did so in the same kind until now stops on that day; co-workers go on beside one another.
    """
    person = _person_to_allocate(by, person_id, team, on)
    from_on = from_on or on
    if from_on < person.born_on:
        raise FactRefused("This day is before birth.")
    access.hold(person)
    _check_worker_may(person, worker, on)
    team = team or _team_of(worker, on)
    if worker is None and team is None:
        raise FactRefused("Choose a worker or a team.")
    for open_one in Allocation.objects.filter(person=person, kind=kind, to_on=None):
        if open_one.worker_id == (worker and worker.pk) and open_one.team_id == (team and team.pk):
            return open_one
        if kind != Kind.CO_WORKER:
            if open_one.from_on > from_on:
                raise FactRefused(f"The allocation until now began on {open_one.from_on:%d/%m/%Y}, after this day.")
            open_one.to_on = from_on
            open_one.save()
    allocation = Allocation.objects.create(
        person=person, worker=worker, team=team, kind=kind, from_on=from_on, reason=reason, told_on=told_on
    )
    audit.record(
        actor=by,
        verb="allocated",
        subject_kind="person",
        subject=person.pk,
        detail={"kind": kind, "worker": str(worker.pk) if worker else None, "team": str(team.pk) if team else None},
    )
    return allocation


@transaction.atomic
def allocate_worker(
    *, person_id: UUID, worker: str, kind: str, from_on: date, on: date, by: Actor, told_on: date | None = None
) -> Allocation:
    """``allocate``, with the worker named by id as a form sends it."""
    found = User.objects.filter(pk=worker, is_active=True).first()
    if found is None:
        raise FactRefused("There is no such worker.")
    _check_past(told_on, on)
    return allocate(person_id=person_id, worker=found, kind=kind, from_on=from_on, told_on=told_on, on=on, by=by)


@transaction.atomic
def note_hand_over(
    *, allocation_id: UUID, version: int, told_on: date | None, handed_over_on: date | None, on: date, by: Actor
) -> Allocation:
    """Note when the young person was told of a worker, and when whoever worked with them before handed over.

    Of two who note it at once the first is kept, and the other is shown what it says.
    """
    allocation = Allocation.objects.filter(access.live(on), pk=allocation_id).first()
    if allocation is None:
        raise NotYours("allocation")
    access.hold(access.person_for(by, allocation.person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on))
    allocation.refresh_from_db()
    if allocation.handed_over_on is not None:
        raise FactRefused("Somebody has noted the hand-over already.")
    _check_past(told_on, on)
    _check_past(handed_over_on, on)
    changes = {"told_on": told_on, "handed_over_on": handed_over_on}
    allocation = save_over(allocation, version=version, changes=changes, what="when they were told and handed over")
    audit.record(actor=by, verb="noted hand-over", subject_kind="person", subject=allocation.person_id)
    return allocation


@transaction.atomic
def take_into_team(*, person_id: UUID, on: date, by: Actor) -> Allocation:
    """Take somebody with whom nobody works into the manager's own team; a worker follows by ``allocate``."""
    teams = list(Team.objects.filter(pk__in=by.teams))
    if len(teams) != 1:
        raise FactRefused("You do not manage exactly one team: open the record and allocate a worker.")
    person = _person_to_allocate(by, person_id, teams[0], on)
    if Allocation.objects.filter(access.live(on), person=person).exists():
        raise WrongState("Somebody works with this young person already.")
    return allocate(person_id=person_id, team=teams[0], reason="Taken into the team", on=on, by=by)


@transaction.atomic
def cover_worker(
    *, worker: str, covered_by: str, from_on: date, last_on: date, on: date, by: Actor, told_on: date | None = None
) -> Cover:
    """``cover``, with the workers named by id as a form sends them and the last day included."""
    people = {str(user.pk): user for user in User.objects.filter(pk__in={worker, covered_by}, is_active=True)}
    if not {worker, covered_by} <= people.keys():
        raise FactRefused("There is no such worker.")
    if last_on < on:
        raise FactRefused("The last day is in the past.")
    days = {"from_on": from_on, "to_on": last_on + timedelta(days=1)}
    _check_past(told_on, on)
    return cover(worker=people[worker], covered_by=people[covered_by], told_on=told_on, by=by, **days)


@transaction.atomic
def note_absence(*, worker: str, from_on: date, last_on: date, on: date, by: Actor) -> Absence:
    """Note that a worker is away and nobody covers yet; the last day included. Why they are away is not asked."""
    found = User.objects.filter(pk=worker, is_active=True).first()
    if found is None:
        raise FactRefused("There is no such worker.")
    if by.id != found.pk:
        _check_manages(by, found, on)
    if last_on < max(from_on, on):
        raise FactRefused("The last day is before the first, or in the past.")
    absence, made = Absence.objects.get_or_create(worker=found, from_on=from_on, to_on=last_on + timedelta(days=1))
    if made:
        audit.record(actor=by, verb="noted absence", subject_kind="user", subject=found.pk)
    return absence


@transaction.atomic
def end_allocation(*, allocation_id: UUID, to_on: date, on: date, by: Actor) -> Allocation:
    """End an allocation. Nobody follows: the person shows as unallocated."""
    allocation = Allocation.objects.filter(pk=allocation_id).first()
    if allocation is None:
        raise NotYours("allocation")
    access.hold(access.person_for(by, allocation.person_id, Record.ALLOCATION, Verb.UPDATE, on=on))
    allocation.refresh_from_db()
    if to_on < allocation.from_on:
        raise FactRefused("The last day is before the first.")
    allocation.to_on = to_on
    allocation.save()
    audit.record(actor=by, verb="ended allocation", subject_kind="person", subject=allocation.person_id)
    return allocation


@transaction.atomic
def cover(
    *,
    worker: User,
    covered_by: User,
    from_on: date,
    to_on: date,
    by: Actor,
    note: str = "",
    told_on: date | None = None,
) -> Cover:
    """Let ``covered_by`` reach everyone whom ``worker`` works with, in ``[from_on, to_on)``.

    Workers arrange their own, managers their team's, a head of service anybody's.
    """
    if by.id != worker.pk:
        _check_manages(by, worker, from_on)
    if to_on <= from_on:
        raise FactRefused("Cover ends before it starts.")
    if worker.pk == covered_by.pk:
        raise FactRefused("Nobody covers for themself.")
    if to_on <= from_on:
        raise FactRefused("The last day is before the first.")
    if to_on - from_on > LONGEST_COVER:
        raise FactRefused("Cover lasts at most 90 days. For longer, allocate somebody else.")
    made = Cover.objects.create(
        worker=worker, covered_by=covered_by, from_on=from_on, to_on=to_on, note=note, told_on=told_on
    )
    audit.record(
        actor=by,
        verb="arranged cover",
        subject_kind="user",
        subject=worker.pk,
        detail={"covered_by": str(covered_by.pk)},
    )
    return made


@transaction.atomic
def refer(
    *,
    person_id: UUID,
    organisation_id: UUID,
    field_groups: Iterable[Record],
    reason: str,
    on: date,
    by: Actor,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Referral:
    """Refer somebody to an organisation: while it lasts, its people reach these groups of fields and no others."""
    person = access.person_for(by, person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    access.check_open(by, person, on=on)
    referral = Referral.objects.create(
        person=person,
        organisation_id=organisation_id,
        field_groups=sorted(record.value for record in field_groups),
        reason=reason,
        from_on=from_on or on,
        to_on=to_on,
        referred_by_id=by.id,
    )
    audit.record(
        actor=by,
        verb="referred",
        subject_kind="person",
        subject=person.pk,
        detail={"organisation": str(organisation_id), "field_groups": referral.field_groups},
    )
    return referral


@transaction.atomic
def end_referral(*, referral_id: UUID, to_on: date, on: date, by: Actor) -> Referral:
    """End a referral; the organisation's reach ends with it."""
    referral = Referral.objects.filter(pk=referral_id).first()
    if referral is None:
        raise NotYours("referral")
    access.person_for(by, referral.person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    referral.to_on = to_on
    referral.save()
    audit.record(actor=by, verb="ended referral", subject_kind="person", subject=referral.person_id)
    return referral


def _check_past(day: date | None, on: date) -> None:
    if day is not None and day > on:
        raise FactRefused("Nobody can have been told after today.")


def _person_to_allocate(by: Actor, person_id: UUID, team: Team | None, on: date) -> Person:
    """The person, if within reach; a team manager also takes somebody whom nobody has into their own team."""
    try:
        return access.person_for(by, person_id, Record.ALLOCATION, Verb.CREATE, on=on)
    except NotYours:
        takes_in = Reach.TEAM in by.reaches(Record.ALLOCATION, Verb.CREATE) and team and team.pk in by.teams
        nobodys = Person.objects.filter(pk=person_id, restriction="").exclude(
            pk__in=Allocation.objects.filter(access.live(on)).values("person")
        )
        person = nobodys.first() if takes_in else None
        if person is None:
            raise
        return person


def _check_manages(by: Actor, worker: User, on: date) -> None:
    """Raise NotAllowed unless the worker is in one of this manager's teams, or the whole service is theirs."""
    by.check(Record.ALLOCATION, Verb.UPDATE)
    if by.is_system or Reach.SERVICE in by.reaches(Record.ALLOCATION, Verb.UPDATE):
        return
    if not RoleGrant.objects.filter(access.live(on), user=worker, team__in=by.teams).exists():
        raise NotAllowed("arrange cover in another team")


def _check_worker_may(person: Person, worker: User | None, on: date) -> None:
    if worker is None or not person.is_restricted:
        return
    if not NamedAccess.objects.filter(access.live(on), person=person, user=worker).exists():
        raise FactRefused(f"This record is restricted: put {worker.name} on its access list first.")


def _team_of(worker: User | None, on: date) -> Team | None:
    held = RoleGrant.objects.filter(access.live(on), user=worker, team__isnull=False).select_related("team").first()
    return held.team if worker and held else None
