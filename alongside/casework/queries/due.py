"""What is due: a page for an adviser, a team and the service, and the clocks of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from alongside.casework import access, local_clocks, remembered, ticking
from alongside.casework.doors import Doors
from alongside.casework.ladder import LATE, Rung
from alongside.casework.models import Allocation, LatenessReason, Person
from alongside.casework.standing import Standing
from alongside.casework.ticking import Tick
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.models import RoleGrant, User
from alongside.shell.roles import Reach, Record, Verb

PRESSING = frozenset(Rung) - {Rung.LATER}
GROUPS = (
    ("Today", frozenset({Rung.TODAY})),
    ("Late", LATE),
    ("Soon", frozenset({Rung.SOON})),
    ("Later", frozenset({Rung.LATER})),
)
"""The order of the page: a worker sees today first."""
NARROWED = {
    "": PRESSING,
    "today": frozenset({Rung.TODAY}),
    "late": LATE,
    "manager": frozenset({Rung.MANAGER, Rung.HEAD}),
    "head": frozenset({Rung.HEAD}),
    "soon": frozenset({Rung.SOON}),
    "everything": frozenset(Rung),
}
NOBODY = "none"
HAND_OVER = "casework:allocate"


class Holder(NamedTuple):
    """Who works with somebody, and in which team. None where nobody does."""

    worker: UUID | None
    name: str
    team: UUID | None
    team_name: str


NO_HOLDER = Holder(None, "", None, "")


@dataclass(frozen=True, slots=True)
class DueChoice:
    """How the list is narrowed. Empty: everything that presses."""

    due: str = ""
    clock: str = ""
    team: str = ""
    worker: str = ""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why something is late, as somebody said."""

    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DueRow:
    """One clock in the list."""

    tick: Tick
    group: str
    label: str
    """Whose it is: the young person, or the worker where it is about a worker or the service."""
    reference: str
    worker: str
    team: str
    url_name: str
    """The page where it is met; takes the person's id. Empty where it is about nobody, or does not open for them."""
    may_hand_over: bool
    reason: ReasonRow | None


@dataclass(frozen=True, slots=True)
class DueCount:
    """How much is late and soon in one team, with one worker or by one clock."""

    id: str
    name: str
    late: int
    manager: int
    head: int
    soon: int


@dataclass(frozen=True, slots=True)
class DuePage:
    """What is due for everyone within reach."""

    on: date
    rows: tuple[DueRow, ...]
    total: DueCount
    today: int
    clocks: tuple[tuple[str, str], ...]
    """Id and title of each clock that runs, for the filter; likewise teams and workers, where there are several."""
    teams: tuple[DueCount, ...]
    workers: tuple[DueCount, ...]
    may_hand_over: bool
    may_export: bool
    may_decide_care: bool


def due_page(actor: Actor, *, on: date, choice: DueChoice = DueChoice()) -> DuePage:
    """Everything that runs for the people within reach, narrowed, today first. A few queries, however many people."""
    actor.check(Record.CLOCKS, Verb.READ)
    where = remembered.standings(access.visible_to(actor, Record.CLOCKS, on=on), on=on)
    return _page(actor, where, choice, on)


def due_table(actor: Actor, *, on: date, choice: DueChoice = DueChoice()) -> tuple[DueRow, ...]:
    """The rows of the same list, for a file: only of the people whom this reader may also export."""
    actor.check(Record.PERSON_EXPORT, Verb.EXPORT)
    people = access.visible_to(actor, Record.CLOCKS, on=on)
    people = people.filter(pk__in=access.visible_to(actor, Record.PERSON_EXPORT, Verb.EXPORT, on=on).values("pk"))
    rows = _page(actor, remembered.standings(people, on=on), choice, on).rows
    audit.record(actor=actor, verb="exported what is due", subject_kind="list", detail={"rows": len(rows)})
    return rows


# ---------------------------------------------------------------------------------------------------------------------


def _page(actor: Actor, where: dict[UUID, Standing], choice: DueChoice, on: date) -> DuePage:
    holders = holders_on(on)
    ticks = seen_by(actor, ticking.of_everyone(where, on), on)
    reaches = actor.reaches(Record.CLOCKS, Verb.READ)
    wide = reaches != {Reach.OWN}
    names = _names_of_workers(ticks)
    held = [(tick, _holder_of(tick, holders, names)) for tick in ticks]
    kept = [(tick, holder) for tick, holder in held if _is_chosen(tick, holder, choice)]
    reasons = reasons_of([tick for tick, _ in kept if tick.rung.is_late])
    sees_names = access.sees_names(actor)
    doors = Doors(actor, where, on=on, through=Record.CLOCKS)
    rows = [_row(tick, holder, where, reasons, doors, sees_names=sees_names) for tick, holder in kept]
    order = {name: place for place, (name, _) in enumerate(GROUPS)}
    rows.sort(key=lambda row: (order[row.group], row.tick.due_on, row.label.lower(), row.tick.title))
    audit.record(
        actor=actor,
        verb="looked at what is due",
        subject_kind="list",
        detail={"people": len(where), "shown": len(rows)},
    )
    return DuePage(
        on=on,
        rows=tuple(rows),
        total=_count("", "", ticks),
        today=sum(tick.rung is Rung.TODAY for tick in ticks),
        clocks=tuple(sorted({(tick.clock, tick.title) for tick in ticks}, key=lambda one: one[1])),
        teams=_counts((str(h.team or NOBODY), h.team_name or "No team", tick) for tick, h in held) if wide else (),
        workers=_counts((str(h.worker or NOBODY), h.name or "Nobody yet", tick) for tick, h in held) if wide else (),
        may_hand_over=any(row.may_hand_over for row in rows),
        may_export=actor.can_at_work(Record.PERSON_EXPORT, Verb.EXPORT),
        may_decide_care=actor.can_at_work(Record.CARE_HISTORY, Verb.APPROVE),
    )


def seen_by(actor: Actor, ticks: Iterable[Tick], on: date) -> list[Tick]:
    """Those that this reader may see: a clock that shows another record needs reach to that record too."""
    ticks = list(ticks)
    reaches = actor.reaches(Record.CLOCKS, Verb.READ)
    known: dict[Record, set[UUID] | None] = {}
    """For each record, the people whose record is in reach; None where it is as wide as the clocks themselves."""
    for tick in ticks:
        record = _record_of(tick)
        if record is not None and record not in known and tick.person is not None:
            as_wide = actor.is_system or reaches <= actor.reaches(record, Verb.READ)
            known[record] = (
                None if as_wide else set(access.visible_to(actor, record, on=on).values_list("pk", flat=True))
            )
    managed = _managed(actor, on) if any(tick.person is None for tick in ticks) else set()
    found = []
    for tick in ticks:
        record = _record_of(tick)
        if tick.person is None:
            seen = _sees_of_service(actor, tick, record, managed)
        else:
            people = known.get(record) if record else None
            seen = people is None or tick.person in people
        if seen and actor.id not in tick.not_for:
            found.append(tick)
    return found


def holders_on(on: date) -> dict[UUID, Holder]:
    """Person → who works with them: the personal adviser, else the social worker, else a team alone."""
    rows = Allocation.objects.filter(access.live(on)).exclude(kind=Allocation.Kind.CO_WORKER)
    # "personal_adviser" sorts before "social_worker", so the adviser is written last.
    rows = rows.order_by("-kind").values_list("person_id", "worker_id", "worker__name", "team_id", "team__name")
    return {person: Holder(worker, name or "", team, team_name or "") for person, worker, name, team, team_name in rows}


def reasons_of(ticks: Iterable[Tick]) -> dict[tuple[UUID | None, str], ReasonRow]:
    """The newest reason by person and key of the clock."""
    people = {tick.person for tick in ticks if tick.person is not None}
    rows = LatenessReason.objects.filter(person__in=people).order_by("given_at").select_related("given_by")
    return {
        (row.person_id, key_of(row)): ReasonRow(row.words, row.given_by.name if row.given_by else "", row.given_at)
        for row in rows
    }


def key_of(row: LatenessReason) -> str:
    """The key of the clock that a reason is about."""
    return f"{row.clock}|{row.due_on.isoformat()}|{row.about or ''}"


def _record_of(tick: Tick) -> Record | None:
    return None if tick.is_law else local_clocks.by_id()[tick.clock].record


def _sees_of_service(actor: Actor, tick: Tick, record: Record | None, managed: set[UUID] | None) -> bool:
    """A clock about a worker: the worker, and whoever manages them. About the service: whoever may do its record."""
    if record is not None and not any(actor.can_at_work(record, verb) for verb in Verb):
        return False
    if actor.is_system or managed is None or (tick.worker is None and record is not None):
        return True
    return tick.worker is not None and (tick.worker == actor.id or tick.worker in managed)


def _managed(actor: Actor, on: date) -> set[UUID] | None:
    """The workers for whom this manager answers; None for all."""
    reaches = actor.reaches(Record.ALLOCATION, Verb.UPDATE)
    if Reach.SERVICE in reaches:
        return None
    if Reach.TEAM not in reaches or not actor.teams:
        return set()
    return set(RoleGrant.objects.filter(access.live(on), team__in=actor.teams).values_list("user_id", flat=True))


def _names_of_workers(ticks: Iterable[Tick]) -> dict[UUID, str]:
    """Names of those who are named by a clock itself."""
    ids = {tick.worker for tick in ticks if tick.worker is not None}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _holder_of(tick: Tick, holders: dict[UUID, Holder], names: dict[UUID, str]) -> Holder:
    holder = holders.get(tick.person, NO_HOLDER) if tick.person else NO_HOLDER
    if tick.worker is None:
        return holder
    return holder._replace(worker=tick.worker, name=names.get(tick.worker, ""))


def _is_chosen(tick: Tick, holder: Holder, choice: DueChoice) -> bool:
    if tick.rung not in NARROWED.get(choice.due, PRESSING):
        return False
    if choice.clock and tick.clock != choice.clock:
        return False
    if choice.team and str(holder.team or NOBODY) != choice.team:
        return False
    return not choice.worker or str(holder.worker or NOBODY) == choice.worker


def _row(
    tick: Tick,
    holder: Holder,
    where: dict[UUID, Standing],
    reasons: dict[tuple[UUID | None, str], ReasonRow],
    doors: Doors,
    *,
    sees_names: bool,
) -> DueRow:
    person: Person | None = where[tick.person].person if tick.person in where else None
    label = (person.label if sees_names else person.child_id) if person else holder.name
    return DueRow(
        tick=tick,
        group=next(name for name, rungs in GROUPS if tick.rung in rungs),
        label=label or "The service",
        reference=person.child_id if person else "",
        worker=holder.name,
        team=holder.team_name,
        url_name=url_name_of(tick, doors),
        may_hand_over=tick.person is not None and doors.opens(HAND_OVER, tick.person),
        reason=reasons.get((tick.person, tick.key)),
    )


def url_name_of(tick: Tick, doors: Doors) -> str:
    """The page where it is met: the clock's own where it opens for the reader, else the person's clocks."""
    own = "" if tick.is_law else local_clocks.by_id()[tick.clock].url_name
    if tick.person is None:
        return own
    return own if own and doors.opens(own, tick.person) else "casework:clocks"


def _count(key: str, name: str, ticks: Iterable[Tick]) -> DueCount:
    rungs = Counter(tick.rung for tick in ticks)
    return DueCount(
        id=key,
        name=name,
        late=sum(rungs[rung] for rung in LATE),
        manager=rungs[Rung.MANAGER] + rungs[Rung.HEAD],
        head=rungs[Rung.HEAD],
        soon=rungs[Rung.SOON] + rungs[Rung.TODAY],
    )


def _counts(held: Iterable[tuple[str, str, Tick]]) -> tuple[DueCount, ...]:
    """Counts by team or worker, the most late first. No number is hidden: these are the reader's own people."""
    found: dict[tuple[str, str], list[Tick]] = {}
    for key, name, tick in held:
        found.setdefault((key, name), []).append(tick)
    rows = [_count(key, name, ticks) for (key, name), ticks in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row.late, -row.soon, row.name)))
