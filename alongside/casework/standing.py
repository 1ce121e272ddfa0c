"""Where young people stand with the law on a day: their facts from our rows, what the law finds, what was decided, what
is owed and when.

Everything is read for many people at once in a handful of queries, and the law itself is asked afresh for each day, so
no category and no due date is ever stored where it could go stale.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, IntegerField, OuterRef, Value

import alongside.law
from alongside.casework import keeping_in_touch
from alongside.casework.events import NEW_PLACEMENT, PLANNED
from alongside.casework.keeping_in_touch import Agreed
from alongside.casework.models import (
    Agreement,
    Allocation,
    CareMark,
    ClockEvent,
    Determination,
    Episode,
    Person,
    ReturnImport,
    Source,
    SupportRequest,
)
from alongside.law import (
    Category,
    Certainty,
    Circumstances,
    DueDate,
    Duty,
    Event,
    Finding,
    Outcome,
    Spell,
    age_on,
    birthday,
    category_on,
    due_dates,
    duties_on,
    status_events,
)
from alongside.law import SupportRequest as AskedFor
from alongside.returns.cohort.join import Episode as JoinedEpisode
from alongside.returns.cohort.join import Rows, circumstances_of, end_what_was_left_open, is_told_by_a_later_year

LEAST_AGE = 14
"""The first birthday that matters: time in care counts towards leaving care from here on."""
APPOINTED = "adviser_appointed"
"""The event that an allocation tells of; nobody records it by itself."""


class Stay(NamedTuple):
    """What of an episode bears on the law."""

    from_on: date
    to_on: date | None
    legal_status: str
    authority: str
    reason_started: str
    reason_ended: str
    place: str
    place_postcode: str
    year: int | None


@dataclass(frozen=True)
class Standing:
    """One young person on one day. ``category`` is what holds: decided by a manager, else as the law finds it."""

    person: Person
    on: date
    circumstances: Circumstances
    finding: Finding
    stays: tuple[Stay, ...]
    latest: Determination | None
    """The latest step of the decision, whatever its state."""
    decided: Determination | None
    """The approved decision that holds today, if there is one."""
    recorded: tuple[Event, ...]
    """What is recorded to have happened; see ``events``."""
    stated: frozenset[str]
    """The kinds of event of which a worker or the opening position said when they last happened."""
    agreed: Agreed | None = None
    """How often it was agreed to be in touch, where it was."""

    @property
    def age(self) -> int:
        """Whole years."""
        return age_on(self.person.born_on, self.on)

    @property
    def category(self) -> Category:
        """The category that holds today."""
        return self.holding.category

    @property
    def is_decided(self) -> bool:
        """A manager decided what holds today."""
        return self.decided is not None

    @property
    def needs_deciding(self) -> bool:
        """In doubt and not yet decided: support is kept until a manager decides."""
        return self.holding.certainty is not Certainty.CLEAR

    def category_at(self, day: date) -> Category:
        """The category on another day, as the facts are known now: as decided, else as the law finds it."""
        decided = self.decided
        if (
            decided is not None
            and (decided.since_on or day) <= day
            and (decided.until_on is None or day < decided.until_on)
        ):
            return Category(decided.category)
        return _finding(_Asked.about(self.circumstances), day).category

    @cached_property
    def holding(self) -> Finding:
        """The finding that holds: the law's, or what a manager decided in its place."""
        if self.decided is None:
            return self.finding
        return replace(
            self.finding,
            category=Category(self.decided.category),
            also=tuple(Category(category) for category in self.decided.also),
            certainty=Certainty.CLEAR,
            ambiguities=(),
            responsible=self.decided.responsible,
            since=self.decided.since_on,
            until=self.decided.until_on,
        )

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Everything owed today."""
        return _duties(_Asked.about(self.circumstances), self.on, self.holding)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happened up to today: what the law knows by itself, and what is recorded."""
        return (*_events(_Asked.about(self.circumstances), self.on), *self.recorded)

    @cached_property
    def due(self) -> tuple[tuple[Duty, DueDate], ...]:
        """Every running clock with its duty: those with a day first, the most pressing one first of all.

        A clock that nothing recorded here has started, or started before our records, has no day and is never late.
        """
        found = [
            (duty, keeping_in_touch.as_agreed(one, self.agreed))
            for duty in self.duties
            if duty.clocks
            for one in self._due_dates(duty)
        ]
        once = {one.clock: (duty, one) for duty, one in reversed(found)}
        return tuple(sorted(once.values(), key=lambda pair: (pair[1].on or date.max, pair[1].title)))

    def _due_dates(self, duty: Duty) -> tuple[DueDate, ...]:
        """Of a clock whose events somebody stated, all is known; of another, only what came after our records began."""
        known = tuple(clock for clock in duty.clocks if self.stated.intersection((*clock.starts, *clock.done_by)))
        if len(known) == len(duty.clocks):
            return due_dates(duty, self.events)
        rest = tuple(clock for clock in duty.clocks if clock not in known)
        dates = due_dates(replace(duty, clocks=rest), self.events, recorded_from=self.person.recorded_from)
        return (*due_dates(replace(duty, clocks=known), self.events), *dates) if known else dates

    def is_left_open_before(self, year: int) -> bool:
        """In care when the last return that tells of them closed, and that return is older than the one of ``year``."""
        told = [stay for stay in self.stays if stay.year is not None]
        return bool(told) and told[-1].to_on is None and (told[-1].year or 0) < year

    @property
    def next_due(self) -> DueDate | None:
        """The most pressing due date; None where nothing recorded here says when."""
        return next((one for _, one in self.due if one.outcome is Outcome.DUE), None)


def standings(people: Iterable[Person], *, on: date) -> dict[UUID, Standing]:
    """Where each of these people stands on the day ``on``: six queries, however many people."""
    people = list(people)
    rows = _Rows.about(people)
    return {person.pk: rows.standing_of(person, on) for person in people}


def standing_of(person: Person, *, on: date) -> Standing:
    """Where one person stands."""
    return standings([person], on=on)[person.pk]


def believed(stays: Iterable[Stay]) -> tuple[Stay, ...]:
    """One person's episodes as they are now believed, in order.

    An episode open at a year's end stands in the next return too: of rows with one start, the newest year's are
    believed. A worker's rows stand beside the returns', and give way where a return tells of the same start.
    """
    by_start: dict[date, list[Stay]] = defaultdict(list)
    for stay in stays:
        by_start[stay.from_on].append(stay)
    kept: list[Stay] = []
    for start in sorted(by_start):
        newest = max(stay.year or 0 for stay in by_start[start])
        kept += [stay for stay in by_start[start] if (stay.year or 0) == newest]
    return tuple(kept)


def stays_of(people: Iterable[UUID]) -> dict[UUID, tuple[Stay, ...]]:
    """The believed episodes of these people."""
    found: dict[UUID, list[Stay]] = defaultdict(list)
    rows = Episode.objects.filter(person__in=list(people), withdrawn_at=None).order_by("from_on", "to_on")
    for person, *stay in rows.values_list("person_id", *Stay._fields):
        found[person].append(Stay(*stay))
    return {person: believed(stays) for person, stays in found.items()}


def facts_record(circumstances: Circumstances) -> dict[str, Any]:
    """Circumstances in the law's own format, ready to be stored."""
    record: dict[str, Any] = _plain(circumstances)
    return {name: value for name, value in record.items() if name == "spells" or value not in ([], None, False, {})}


def hash_of(facts: Mapping[str, Any]) -> str:
    """The same facts have the same hash. That support was asked for is left out: no category hangs on it."""
    facts = {name: fact for name, fact in facts.items() if name != "asked_for_support"}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding ready to be stored: category, certainty, reasons with citations, what would change it."""
    record: dict[str, Any] = _plain(finding)
    for reason, told in zip(finding.reasons, record["reasons"], strict=True):
        told["citation"] = {"text": str(reason.citation), "link": reason.citation.link}
    return record


def decided_until(category: Category, born_on: date) -> date | None:
    """The birthday at which a decision for this category ends at the latest (Children Act 1989, ss 23A to 24)."""
    last_age = {Category.ELIGIBLE: 18, Category.RELEVANT: 18, Category.FORMER_RELEVANT: 25, Category.QUALIFYING: 21}
    return birthday(born_on, last_age[category]) if category in last_age else None


def years_held() -> tuple[int, ...]:
    """The unbroken run of collection years, up to the newest, whose episodes were taken in; oldest first."""
    taken = ReturnImport.objects.filter(stored_returns__isnull=False).order_by()
    told = Exists(Episode.objects.filter(year=OuterRef("stored_returns__year")))
    years = set(taken.filter(told).values_list("stored_returns__year", flat=True))
    if not years:
        return ()
    first = max(years)
    while first - 1 in years:
        first -= 1
    return tuple(range(first, max(years) + 1))


@cache
def rules_version() -> str:
    """A short fingerprint of the law as coded here: it changes whenever a rule or an amount does."""
    folder = Path(alongside.law.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".py", ".toml"} and "tests" not in file.parts:
            digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]


# --- Asking the law, once for the same facts and day -----------------------------------------------------------------


class _Asked(NamedTuple):
    """Circumstances in a form that can be remembered by."""

    facts: tuple[Any, ...]
    commenced: tuple[tuple[str, date], ...]

    @classmethod
    def about(cls, circumstances: Circumstances) -> _Asked:
        facts = tuple(getattr(circumstances, name) for name in _FACTS)
        return cls(facts, tuple(sorted(circumstances.commenced.items())))

    @property
    def circumstances(self) -> Circumstances:
        return Circumstances(**dict(zip(_FACTS, self.facts, strict=True)), commenced=dict(self.commenced))


_FACTS = tuple(one.name for one in fields(Circumstances) if one.name != "commenced")

# The law is a function of facts and day: a page with a thousand people asks it once a day for each of them.


@lru_cache(maxsize=4096)
def _finding(asked: _Asked, on: date) -> Finding:
    return category_on(asked.circumstances, on)


@lru_cache(maxsize=4096)
def _duties(asked: _Asked, on: date, finding: Finding) -> tuple[Duty, ...]:
    return duties_on(asked.circumstances, on, finding)


@lru_cache(maxsize=4096)
def _hash(asked: _Asked) -> str:
    return hash_of(facts_record(asked.circumstances))


@lru_cache(maxsize=4096)
def _events(asked: _Asked, on: date) -> tuple[Event, ...]:
    return status_events(asked.circumstances, on)


# --- Reading the rows ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Rows:
    """The rows from which standings are made, by person."""

    years: tuple[int, ...]
    """The unbroken run of collection years held, up to the newest."""
    stays: dict[UUID, tuple[Stay, ...]]
    in_touch: dict[UUID, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    latest: dict[UUID, Determination] = field(default_factory=dict)
    approved: dict[UUID, Determination] = field(default_factory=dict)
    recorded: dict[UUID, list[Event]] = field(default_factory=lambda: defaultdict(list))
    stated: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    agreed: dict[UUID, list[Agreed]] = field(default_factory=lambda: defaultdict(list))
    asked: dict[UUID, list[AskedFor]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def about(cls, people: list[Person]) -> _Rows:
        ids = [person.pk for person in people]
        rows = cls(years_held(), stays_of(ids))
        marks = CareMark.objects.filter(person__in=ids, withdrawn_at=None)
        for person, year, answer in marks.values_list("person_id", "year", "in_touch"):
            rows.in_touch[person][year] = answer
        for step in Determination.objects.filter(person__in=ids).order_by("number").defer("facts", "finding"):
            rows.latest[step.person_id] = step
            if step.state == Determination.State.APPROVED:
                rows._decided(step)
        rows._read_events(ids)
        rows._read_support(ids)
        return rows

    def _decided(self, step: Determination) -> None:
        self.approved[step.person_id] = step
        if step.approved_on is not None:
            self._state(step.person_id, "category_decided", step.approved_on)

    def _read_events(self, ids: list[UUID]) -> None:
        happened = ClockEvent.objects.filter(person__in=ids, on__isnull=False, corrected_by__isnull=True)
        advisers = Allocation.objects.filter(
            person__in=ids, kind=Allocation.Kind.PERSONAL_ADVISER, worker__isnull=False
        ).order_by()
        appointed = advisers.values_list("person_id", Value(APPOINTED), "from_on", "source")
        rows = happened.order_by().values_list("person_id", "kind", "on", "source").union(appointed, all=True)
        for person, kind, day, source in rows.order_by("on", "kind", "source"):  # read twice, they are the same
            if kind == APPOINTED:
                self._state(person, kind, day)
                if source == Source.OPENING_POSITION:  # the team's own list: they have known each other for some time
                    self._state(person, "adviser_introduced", day)
            elif source == Source.RETURN:  # a return tells only of its year: what came after it is not known from it
                self.recorded[person].append(Event(kind, day))
            else:
                self._state(person, kind, day)

    def _read_support(self, ids: list[UUID]) -> None:
        here = {"person__in": ids, "removed_at": None}
        agreed = Agreement.objects.filter(**here).order_by()
        asked = SupportRequest.objects.filter(**here).order_by()
        asked = asked.values_list("person_id", "asked_on", "ended_on", Value(None, IntegerField()))
        rows = agreed.values_list("person_id", "from_on", "to_on", "every_weeks").union(asked, all=True)
        for person, from_on, to_on, every_weeks in rows.order_by("from_on"):
            if every_weeks is not None:
                self.agreed[person].append(Agreed(every_weeks, from_on, to_on))
                continue
            self.asked[person].append(AskedFor(from_on, to_on))
            self.stated[person].add("asked_for_support")
            if to_on:
                self.stated[person].add("support_ended")

    def _state(self, person: UUID, kind: str, day: date) -> None:
        self.recorded[person].append(Event(kind, day))
        self.stated[person].add(kind)

    def standing_of(self, person: Person, on: date) -> Standing:
        circumstances = self._circumstances_of(person)
        decided = self.approved.get(person.pk)
        if decided is not None and not _still_holds(decided, circumstances, on):
            decided = None
        stays = self.stays.get(person.pk, ())
        placements = [Event("placement_started", stay.from_on) for stay in stays if _is_new_placement(stay)]
        return Standing(
            person=person,
            on=on,
            circumstances=circumstances,
            finding=_finding(_Asked.about(circumstances), on),
            stays=stays,
            latest=self.latest.get(person.pk),
            decided=decided,
            recorded=(
                *(e for e in self.recorded.get(person.pk, ()) if e.on <= on or e.kind in PLANNED),
                *(event for event in placements if event.on <= on),
            ),
            stated=frozenset(self.stated.get(person.pk, ())),
            agreed=next((one for one in reversed(self.agreed.get(person.pk, [])) if one.holds_on(on)), None),
        )

    def _circumstances_of(self, person: Person) -> Circumstances:
        """What the returns tell, read as ``returns.cohort`` reads them, and what workers added."""
        stays = self.stays.get(person.pk, ())
        typed = tuple(
            Spell(stay.from_on, stay.to_on, legal_status=stay.legal_status, authority=_council(stay.authority))
            for stay in stays
            if stay.year is None
        )
        told = self._told_by_returns(person, stays)
        return replace(
            told,
            spells=tuple(sorted((*(told.spells or ()), *typed), key=lambda spell: spell.from_on)),
            died_on=person.died_on or told.died_on,
            asked_for_support=tuple(self.asked.get(person.pk, ())),
            history_held_from=None if person.history_complete else told.history_held_from or person.recorded_from,
            commenced=settings.COMMENCED,
        )

    def _told_by_returns(self, person: Person, stays: tuple[Stay, ...]) -> Circumstances:
        if not self.years:
            return Circumstances(person.born_on, treated_as_care_leaver=person.pk in self.in_touch)
        rows = Rows(
            episodes=[_episode(stay) for stay in stays if stay.year is not None],
            in_touch=dict(self.in_touch.get(person.pk, {})),
        )
        rows.has_gap = any(not is_told_by_a_later_year(rows, year) for year in person.gap_years)
        end_what_was_left_open(rows, self.years[-1])
        first, last = date(self.years[0] - 1, 4, 1), date(self.years[-1], 3, 31)
        return circumstances_of(rows, person.born_on, first, last, settings.COUNCIL["short_name"])


def _episode(stay: Stay) -> JoinedEpisode:
    postcode = stay.place_postcode.replace(" ", "").upper()
    return JoinedEpisode(stay.year or 0, stay.from_on, stay.to_on, stay.legal_status, stay.reason_ended, postcode)


def _council(authority: str) -> str:
    """Our own council by its name, as it stands in the law's sentences; another as it was written down."""
    return settings.COUNCIL["short_name"] if authority == settings.COUNCIL["authority_code"] else authority


def _is_new_placement(stay: Stay) -> bool:
    return stay.reason_started != "" and stay.reason_started in NEW_PLACEMENT


def _still_holds(decided: Determination, circumstances: Circumstances, on: date) -> bool:
    """A decision holds for the time it speaks of, as long as the facts it rests on are the same."""
    begun = decided.since_on is None or decided.since_on <= on
    over = decided.until_on is not None and decided.until_on <= on
    return begun and not over and decided.facts_hash == _hash(_Asked.about(circumstances))


def _plain(value: Any) -> Any:
    """Frozen records as JSON: dates in ISO, ``from_on`` and ``to_on`` as the law's format writes them."""
    if is_dataclass(value) and not isinstance(value, type):
        renamed = {"from_on": "from", "to_on": "to"}
        return {renamed.get(f.name, f.name): _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [_plain(item) for item in value]
    return value
