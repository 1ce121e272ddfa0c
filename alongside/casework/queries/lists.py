"""Lists of people: a caseload with what is due first, a team with what is late, and finding somebody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.casework import access, remembered, words
from alongside.casework.models import Absence, Allocation, Cover, Determination, Person
from alongside.casework.standing import Standing
from alongside.law import Category, DueDate, Outcome
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.models import RoleGrant, Team, User
from alongside.shell.roles import Reach, Record, Role, Verb

SOON = timedelta(days=14)
"""What falls due within this is shown as soon."""
ADVISER = "personal_adviser"
"""The law's word for the duty to appoint a personal adviser."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One young person in a list. ``next_due`` is None where nothing recorded here says when anything is due."""

    id: UUID
    label: str
    reference: str
    age: int
    category: Category
    category_words: str
    needs_deciding: bool
    worker: str
    next_due: DueDate | None
    late: tuple[DueDate, ...]
    not_recorded: tuple[str, ...]
    """Titles of the clocks that nothing recorded here has started."""


class WorkerName(NamedTuple):
    """The worker named beside somebody on a list."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """How a list is narrowed. Empty: not at all."""

    category: str = ""
    due: str = ""
    """late, soon, not_recorded or to_decide."""
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Caseload:
    """Everyone within reach, what is due first on top."""

    on: date
    rows: tuple[CaseRow, ...]
    everyone: int
    late: int
    soon: int
    to_decide: int
    workers: tuple[tuple[str, str], ...]
    """Id and name of each worker in it, for the filter; empty for somebody's own caseload."""
    covering: tuple[str, ...]
    """Names of those whom the reader covers for today."""


@dataclass(frozen=True, slots=True)
class ClockCount:
    """One of the law's clocks across a team."""

    title: str
    late: int
    soon: int
    not_recorded: int


@dataclass(frozen=True, slots=True)
class WorkerCount:
    """One worker's share of a team's work."""

    id: UUID
    name: str
    people: int
    late: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision that waits for this manager."""

    person: UUID
    label: str
    proposed: str
    proposed_by: str
    made_on: date
    can_decide: bool


@dataclass(frozen=True, slots=True)
class Unallocated:
    """Somebody owed a personal adviser who has none."""

    id: UUID
    label: str
    age: int
    category_words: str
    team: str
    in_reach: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """What a manager sees first: what is late, what waits, who has nobody."""

    on: date
    names: tuple[str, ...]
    people: int
    late_people: int
    clocks: tuple[ClockCount, ...]
    workers: tuple[WorkerCount, ...]
    waiting: tuple[Waiting, ...]
    to_decide: int
    unallocated: tuple[Unallocated, ...]


@dataclass(frozen=True, slots=True)
class CoverRow:
    """Somebody covers for an absent worker, the last day included."""

    worker: str
    covered_by: str
    from_on: date
    last_on: date
    told_on: date | None


@dataclass(frozen=True, slots=True)
class CoverPage:
    """Cover as a manager sees it. ``mine``: id and name of the workers for whom this manager arranges it."""

    on: date
    mine: tuple[tuple[str, str], ...]
    everyone: tuple[tuple[str, str], ...]
    covers: tuple[CoverRow, ...]
    uncovered: tuple[tuple[str, date, date | None], ...]
    """Who is away, or will be, with nobody covering on the first day that counts: name, first day, last day."""


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody found. Outside the reader's reach only a thin preview: initial, year of birth, team, adviser's phone.

    ``id`` is None where there is no page to open; ``restricted`` where only the existence of a record may be told.
    """

    id: UUID | None
    label: str
    born: str
    team: str
    adviser: str
    adviser_phone: str
    restricted: bool = False


def teams_to_add_to(actor: Actor) -> list[tuple[str, str]]:
    """The teams, by id and name, to which this person may add somebody: their own, or any in the whole service."""
    everywhere = Reach.SERVICE in actor.reaches(Record.ALLOCATION, Verb.CREATE)
    return [(str(pk), name) for pk, name in Team.objects.values_list("pk", "name") if everywhere or pk in actor.teams]


def caseload(actor: Actor, *, on: date, choice: Choice = Choice()) -> Caseload:
    """Everyone whose clocks this person may read, narrowed by ``choice``, sorted by what is due."""
    actor.check(Record.CLOCKS, Verb.READ)
    where = remembered.standings(access.visible_to(actor, Record.CLOCKS, on=on), on=on)
    reaches = actor.reaches(Record.CLOCKS, Verb.READ)
    wide = reaches != {Reach.OWN}
    workers = _workers_of(on) if wide else {}
    names = access.sees_names(actor)
    rows = [_row(one, workers.get(pk), names) for pk, one in where.items()]
    kept = sorted((row for row in rows if _is_chosen(row, choice, workers, on)), key=_by_due)
    audit.record(
        actor=actor, verb="looked at caseload", subject_kind="list", detail={"people": len(rows), "shown": len(kept)}
    )
    return Caseload(
        on=on,
        rows=tuple(kept),
        everyone=len(rows),
        late=sum(bool(row.late) for row in rows),
        soon=sum(_is_soon(row, on) for row in rows),
        to_decide=sum(row.needs_deciding for row in rows),
        workers=_names_of(workers[pk] for pk in where if pk in workers) if wide else (),
        covering=_covering(actor, on) if Reach.OWN in reaches else (),
    )


def team(actor: Actor, *, on: date) -> TeamPage:
    """A manager's teams (a head of service: the whole service): late by clock, what waits, who has nobody."""
    actor.check(Record.ELIGIBILITY, Verb.APPROVE)
    where = remembered.standings(access.visible_to(actor, Record.CLOCKS, on=on), on=on)
    mine = list(where.values())
    page = TeamPage(
        on=on,
        names=_team_names(actor),
        people=len(mine),
        late_people=sum(any(one.is_late(on) for _, one in standing.due) for standing in mine),
        clocks=_by_clock(mine, on),
        workers=_by_worker(mine, _workers_of(on), on),
        waiting=_waiting(actor, mine),
        to_decide=sum(standing.needs_deciding for standing in mine),
        unallocated=_unallocated({**remembered.standings(_nobodys(on), on=on), **where}, set(where), on),
    )
    audit.record(actor=actor, verb="looked at team", subject_kind="list", detail={"people": len(mine)})
    return page


def cover_page(actor: Actor, *, on: date) -> CoverPage:
    """Who covers for whom, today and later, among the workers whom this manager answers for."""
    actor.check(Record.ALLOCATION, Verb.UPDATE)
    workers = User.objects.filter(pk__in=_workers_at_work(on).values("user"))
    if Reach.SERVICE in actor.reaches(Record.ALLOCATION, Verb.UPDATE):
        mine = workers
    else:
        mine = User.objects.filter(pk__in=_workers_at_work(on).filter(team__in=actor.teams).values("user"))
    rows = Cover.objects.filter(worker__in=mine, to_on__gt=on).select_related("worker", "covered_by")
    return CoverPage(
        on=on,
        mine=tuple((str(user.pk), user.name) for user in mine.order_by("name")),
        everyone=tuple((str(user.pk), user.name) for user in workers.order_by("name")),
        covers=tuple(
            CoverRow(row.worker.name, row.covered_by.name, row.from_on, row.to_on - timedelta(days=1), row.told_on)
            for row in rows.order_by("from_on", "worker__name")
        ),
        uncovered=_uncovered(mine, on),
    )


def find(actor: Actor, *, text: str, on: date) -> tuple[Match, ...]:
    """People by reference, or by whole words of their name. Each search is kept in the audit, without its words.

    Within reach, part of a name is enough. Outside it, only the whole reference or whole names match, so that nobody is
    found by trying letters; and a restricted person only by the whole reference. The reference of a record that was
    merged into another finds the one that lives on.
    """
    actor.check(Record.FIND_PEOPLE, Verb.READ)
    text = " ".join(text.split())
    near = access.visible_to(actor, Record.CORE_DETAILS, on=on)
    names = access.sees_names(actor)
    like = _like(text) if names else Q(child_id__icontains=text)  # else trying names would tell whose reference it is
    old = Q(pk__in=Person.objects.filter(child_id__iexact=text, merged_into__isnull=False).values("merged_into"))
    found = list(near.filter(like | old)[:50]) if len(text) >= 2 else []
    known = {person.pk for person in found}
    others = Person.objects.filter(merged_into=None).exclude(pk__in=near.values("pk"))
    if Reach.SERVICE not in actor.reaches(Record.FIND_PEOPLE, Verb.READ) and not actor.is_system:
        others = others.none()
    thin = list(others.filter(restriction="").filter(_exactly(text) | old)[:20]) if len(text) >= 2 else []
    hidden = others.exclude(restriction="").filter(child_id__iexact=text).exists()
    advisers = _advisers_of([*found, *thin], on)
    matches = [_match(person, advisers.get(person.pk), in_reach=True, names=names) for person in found]
    matches += [_match(person, advisers.get(person.pk), in_reach=False, names=names) for person in thin]
    if hidden:
        matches.append(
            Match(None, "A record exists. Ask the head of service about it.", "", "", "", "", restricted=True)
        )
    audit.record(
        actor=actor, verb="searched people", subject_kind="list", detail={"found": len(known), "thin": len(thin)}
    )
    return tuple(matches)


# ---------------------------------------------------------------------------------------------------------------------


def _row(standing: Standing, worker: WorkerName | None, names: bool) -> CaseRow:
    person = standing.person
    due = [one for _, one in standing.due]
    return CaseRow(
        id=person.pk,
        label=person.label if names else person.child_id,
        reference=person.child_id,
        age=standing.age,
        category=standing.category,
        category_words=words.category_in_words(standing.category, looked_after=standing.finding.looked_after),
        needs_deciding=standing.needs_deciding,
        worker=worker.name if worker else "",
        next_due=standing.next_due,
        late=tuple(one for one in due if one.is_late(standing.on)),
        not_recorded=tuple(one.title for one in due if one.outcome is Outcome.NOT_RECORDED),
    )


def _by_due(row: CaseRow) -> tuple[date, bool, str, str]:
    on = row.next_due.on if row.next_due and row.next_due.on else date.max
    return on, not row.not_recorded, row.label.lower(), row.reference


def _is_soon(row: CaseRow, on: date) -> bool:
    return row.next_due is not None and row.next_due.on is not None and on <= row.next_due.on <= on + SOON


def _is_chosen(row: CaseRow, choice: Choice, workers: dict[UUID, WorkerName], on: date) -> bool:
    if choice.category and row.category.value != choice.category:
        return False
    if choice.worker:
        worker = workers.get(row.id)
        if (str(worker.id) if worker else "none") != choice.worker:
            return False
    asked = {
        "late": bool(row.late),
        "soon": _is_soon(row, on),
        "not_recorded": bool(row.not_recorded),
        "to_decide": row.needs_deciding,
    }
    return asked.get(choice.due, True)


def _workers_of(on: date) -> dict[UUID, WorkerName]:
    """Person → the worker named on lists, for everybody: the personal adviser, else the social worker."""
    rows = Allocation.objects.filter(access.live(on), worker__isnull=False).exclude(kind=Allocation.Kind.CO_WORKER)
    # "personal_adviser" sorts before "social_worker", so the adviser is written last.
    rows = rows.order_by("-kind").values_list("person_id", "worker_id", "worker__name")
    return {person: WorkerName(worker, name) for person, worker, name in rows if worker is not None}


def _advisers_of(people: Iterable[Person], on: date) -> dict[UUID, Allocation]:
    rows = Allocation.objects.filter(access.live(on), person__in=[person.pk for person in people])
    rows = rows.exclude(kind=Allocation.Kind.CO_WORKER).select_related("worker", "team").order_by("-kind")
    return {row.person_id: row for row in rows}


def _names_of(workers: Iterable[WorkerName]) -> tuple[tuple[str, str], ...]:
    return tuple((str(worker.id), worker.name) for worker in sorted(set(workers), key=lambda one: one.name))


def _covering(actor: Actor, on: date) -> tuple[str, ...]:
    rows = Cover.objects.filter(access.live(on), covered_by_id=actor.id).values_list("worker__name", flat=True)
    return tuple(sorted(rows))


def _team_names(actor: Actor) -> tuple[str, ...]:
    if Reach.SERVICE in actor.reaches(Record.CLOCKS, Verb.READ):
        return ()
    return tuple(Team.objects.filter(pk__in=actor.teams).values_list("name", flat=True))


def _uncovered(workers: QuerySet[User], on: date) -> tuple[tuple[str, date, date | None], ...]:
    """Absences today and later for which nobody covers on the day that counts: today, or the first day."""
    away = Absence.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on), worker__in=workers).select_related("worker")
    covers = list(Cover.objects.filter(worker__in=workers, to_on__gt=on).values_list("worker_id", "from_on", "to_on"))
    return tuple(
        (row.worker.name, row.from_on, row.to_on - timedelta(days=1) if row.to_on else None)
        for row in away.order_by("from_on", "worker__name")
        if not any(
            worker == row.worker_id and from_on <= max(on, row.from_on) < to_on for worker, from_on, to_on in covers
        )
    )


def _workers_at_work(on: date) -> QuerySet[RoleGrant]:
    """The grants by which somebody works with young people of their own today."""
    return RoleGrant.objects.filter(
        access.live(on), role__in=[Role.PERSONAL_ADVISER, Role.SOCIAL_WORKER], user__is_active=True
    )


def _nobodys(on: date) -> QuerySet[Person]:
    """People with whom neither a worker nor a team works. Restricted ones are left to the head of service."""
    held = Allocation.objects.filter(access.live(on)).values("person")
    return Person.objects.filter(restriction="").exclude(pk__in=held)


def _by_clock(mine: list[Standing], on: date) -> tuple[ClockCount, ...]:
    late: Counter[str] = Counter()
    soon: Counter[str] = Counter()
    not_recorded: Counter[str] = Counter()
    for standing in mine:
        for _, one in standing.due:
            if one.on is None:
                not_recorded[one.title] += 1
            elif one.is_late(on):
                late[one.title] += 1
            elif on <= one.on <= on + SOON:
                soon[one.title] += 1
    titles = sorted({*late, *soon, *not_recorded}, key=lambda title: (-late[title], -soon[title], title))
    return tuple(ClockCount(title, late[title], soon[title], not_recorded[title]) for title in titles)


def _by_worker(mine: list[Standing], workers: dict[UUID, WorkerName], on: date) -> tuple[WorkerCount, ...]:
    people: Counter[WorkerName] = Counter()
    late: Counter[WorkerName] = Counter()
    for standing in mine:
        worker = workers.get(standing.person.pk)
        if worker is not None:
            people[worker] += 1
            late[worker] += any(one.is_late(on) for _, one in standing.due)
    ordered = sorted(people, key=lambda worker: (-late[worker], worker.name))
    return tuple(WorkerCount(worker.id, worker.name, people[worker], late[worker]) for worker in ordered)


def _waiting(actor: Actor, mine: list[Standing]) -> tuple[Waiting, ...]:
    proposals = [
        (standing, standing.latest)
        for standing in mine
        if standing.latest is not None and standing.latest.state == Determination.State.PROPOSED
    ]
    names = dict(User.objects.filter(pk__in=[row.proposed_by_id for _, row in proposals]).values_list("pk", "name"))
    return tuple(
        Waiting(
            person=standing.person.pk,
            label=standing.person.label,
            proposed=words.CATEGORIES[Category(row.category)],
            proposed_by=names.get(row.proposed_by_id, ""),
            made_on=timezone.localdate(row.made_at),
            can_decide=access.can_decide(actor, row),
        )
        for standing, row in sorted(proposals, key=lambda pair: pair[1].made_at)
    )


def _unallocated(where: dict[UUID, Standing], mine: set[UUID], on: date) -> tuple[Unallocated, ...]:
    owed = [one for one in where.values() if any(duty.id == ADVISER for duty in one.duties)]
    rows = Allocation.objects.filter(
        access.live(on), person__in=[one.person.pk for one in owed], kind=Allocation.Kind.PERSONAL_ADVISER
    ).select_related("team")
    teams: dict[UUID, str] = defaultdict(str)
    with_adviser = set()
    for row in rows:
        teams[row.person_id] = row.team.name if row.team else ""
        if row.worker_id is not None:
            with_adviser.add(row.person_id)
    return tuple(
        Unallocated(
            id=one.person.pk,
            label=one.person.label if one.person.pk in mine else one.person.child_id,
            age=one.age,
            category_words=words.category_in_words(one.category, looked_after=one.finding.looked_after),
            team=teams[one.person.pk],
            in_reach=one.person.pk in mine,
        )
        for one in sorted(owed, key=lambda one: (-one.age, one.person.label))
        if one.person.pk not in with_adviser
    )


def _like(text: str) -> Q:
    """The reference, or every word somewhere in the name."""
    matches = Q(child_id__icontains=text)
    by_name = Q()
    for word in text.split(" "):
        by_name &= Q(first_name__icontains=word) | Q(surname__icontains=word) | Q(preferred_name__icontains=word)
    return matches | by_name


def _exactly(text: str) -> Q:
    """The whole reference, or a whole first name and surname."""
    first, _, last = text.partition(" ")
    matches = Q(child_id__iexact=text)
    if last:
        matches |= (Q(first_name__iexact=first) | Q(preferred_name__iexact=first)) & Q(surname__iexact=last)
    return matches


def _match(person: Person, allocation: Allocation | None, *, in_reach: bool, names: bool) -> Match:
    worker = allocation.worker if allocation else None
    shown = (person.label if names else person.child_id) if in_reach else _initial(person)
    return Match(
        id=person.pk if in_reach else None,
        label=shown,
        born=f"{person.born_on:%d/%m/%Y}" if in_reach else str(person.born_on.year),
        team=allocation.team.name if allocation and allocation.team else "",
        adviser=worker.name if worker and in_reach else "",
        adviser_phone=worker.phone if worker else "",
    )


def _initial(person: Person) -> str:
    name = person.preferred_name or person.first_name
    return f"{name[0]}." if name else person.child_id
