"""Where young people stand with the law on a day: their facts from our rows, what the law finds, what was decided.

Everything is read for many people at once in a handful of queries, and the law itself is asked afresh for each day, so
no category and no due date is ever stored where it could go stale.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

import alongside.law
from alongside.casework.models import CareMark, Determination, Episode, Person
from alongside.law import Category, Certainty, Circumstances, Finding, SpecialGuardianship, Spell, category_on
from alongside.law.ages import birthday

ADOPTED = frozenset({"E11", "E12"})
"""Reasons for the end of care (the return's REC) that mean an adoption order."""
SPECIAL_GUARDIANSHIP = frozenset({"E43", "E44", "E45", "E46", "E47", "E48"})
"""Those that mean a special guardianship order; E43 and E44 are the codes of returns before 2019."""
LEAST_AGE = 14
"""The first birthday that matters: time in care counts towards leaving care from here on."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One young person on one day. ``category`` is what holds: decided by a manager, else as the law finds it."""

    person: Person
    on: date
    circumstances: Circumstances
    finding: Finding
    latest: Determination | None
    """The latest step of the decision, whatever its state."""
    decided: Determination | None
    """The approved decision that holds today, if there is one."""

    @property
    def category(self) -> Category:
        """The category that holds today."""
        return Category(self.decided.category) if self.decided else self.finding.category

    @property
    def certainty(self) -> Certainty:
        """How sure it is: what a manager decided is settled."""
        return Certainty.CLEAR if self.decided else self.finding.certainty

    @property
    def needs_deciding(self) -> bool:
        """In doubt and not yet decided: support is kept until a manager decides."""
        return self.certainty is not Certainty.CLEAR

    @property
    def is_decided(self) -> bool:
        """A manager decided what holds today."""
        return self.decided is not None


def standings(people: Iterable[Person], *, on: date) -> dict[UUID, Standing]:
    """Where each of these people stands on the day ``on``: five queries, however many people."""
    people = list(people)
    facts = _Facts.about(people)
    latest = _latest_determinations(people)
    found = {}
    for person in people:
        circumstances = facts.circumstances_of(person)
        steps = latest.get(person.pk, _Steps())
        decided = steps.approved
        if decided is not None and not _still_holds(decided, circumstances, on):
            decided = None
        found[person.pk] = Standing(
            person=person,
            on=on,
            circumstances=circumstances,
            finding=category_on(circumstances, on),
            latest=steps.latest,
            decided=decided,
        )
    return found


def standing_of(person: Person, *, on: date) -> Standing:
    """Where one person stands."""
    return standings([person], on=on)[person.pk]


def believed(rows: Iterable[Episode]) -> list[Episode]:
    """One person's episodes as they are now believed, in order.

    An episode open at a year's end stands in the next return too: of rows with one start, the newest year's are
    believed. A worker's rows stand beside the returns', and give way where a return tells of the same start.
    """
    by_start: dict[date, list[Episode]] = defaultdict(list)
    for row in rows:
        by_start[row.from_on].append(row)
    kept = []
    for start in sorted(by_start):
        newest = max(row.year or 0 for row in by_start[start])
        kept += [row for row in by_start[start] if (row.year or 0) == newest]
    return kept


def facts_record(circumstances: Circumstances) -> dict[str, Any]:
    """Circumstances in the law's own format, ready to be stored."""
    record = _plain(circumstances)
    return {name: value for name, value in record.items() if value not in ([], None, False, {})} | {
        "spells": record["spells"]
    }


def hash_of(facts: Mapping[str, Any]) -> str:
    """The same facts have the same hash."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding ready to be stored: category, certainty, reasons with citations, what would change it."""
    record = _plain(finding)
    for reason in record["reasons"]:
        reason["citation"] = {
            "text": f"{reason['citation']['instrument']}, {reason['citation']['provision']}",
            "link": reason["citation"]["link"],
        }
    return record


def decided_until(category: Category, born_on: date) -> date | None:
    """The birthday at which a decision for this category ends at the latest (Children Act 1989, sections 23A to 24)."""
    last_age = {Category.ELIGIBLE: 18, Category.RELEVANT: 18, Category.FORMER_RELEVANT: 25, Category.QUALIFYING: 25}
    return birthday(born_on, last_age[category]) if category in last_age else None


@cache
def rules_version() -> str:
    """A short fingerprint of the law as coded here: it changes whenever a rule or an amount does."""
    folder = Path(alongside.law.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".py", ".toml"} and "tests" not in file.parts:
            digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]


# ---------------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Steps:
    """The steps of somebody's decision that matter now."""

    latest: Determination | None = None
    approved: Determination | None = None


@dataclass(slots=True)
class _Facts:
    """The rows from which circumstances are made, by person."""

    held_from: date | None
    episodes: dict[UUID, list[Episode]] = field(default_factory=lambda: defaultdict(list))
    marked: set[UUID] = field(default_factory=set)

    @classmethod
    def about(cls, people: list[Person]) -> _Facts:
        facts = cls(returns_held_from())
        ids = [person.pk for person in people]
        for chunk in _chunks(ids):
            for episode in Episode.objects.filter(person__in=chunk, withdrawn_at=None).order_by("from_on", "pk"):
                facts.episodes[episode.person_id].append(episode)
            marks = CareMark.objects.filter(person__in=chunk, withdrawn_at=None)
            facts.marked.update(marks.values_list("person_id", flat=True))
        return facts

    def circumstances_of(self, person: Person) -> Circumstances:
        episodes = believed(self.episodes.get(person.pk, ()))
        return Circumstances(
            born_on=person.born_on,
            spells=tuple(
                Spell(row.from_on, row.to_on, legal_status=row.legal_status, authority=row.authority)
                for row in episodes
            ),
            special_guardianship=_guardianship(episodes),
            adopted_on=next((row.to_on for row in episodes if row.reason_ended in ADOPTED), None),
            died_on=person.died_on,
            history_held_from=self._held_from(person),
            treated_as_care_leaver=person.pk in self.marked,
            commenced=settings.COMMENCED,
        )

    def _held_from(self, person: Person) -> date | None:
        if person.history_complete:
            return None
        return self.held_from or person.recorded_from


def returns_held_from() -> date | None:
    """The first day of the unbroken run of collection years, up to the newest, that were taken in."""
    years = set(Episode.objects.filter(withdrawn_at=None, year__isnull=False).values_list("year", flat=True).distinct())
    years |= set(CareMark.objects.filter(withdrawn_at=None).values_list("year", flat=True).distinct())
    if not years:
        return None
    first = max(years)
    while first - 1 in years:
        first -= 1
    return date(first - 1, 4, 1)


def _guardianship(episodes: list[Episode]) -> SpecialGuardianship | None:
    made_on = next((row.to_on for row in episodes if row.reason_ended in SPECIAL_GUARDIANSHIP and row.to_on), None)
    return SpecialGuardianship(made_on) if made_on else None


def _latest_determinations(people: list[Person]) -> dict[UUID, _Steps]:
    steps: dict[UUID, _Steps] = defaultdict(_Steps)
    for chunk in _chunks([person.pk for person in people]):
        rows = Determination.objects.filter(person__in=chunk).order_by("person", "number").defer("facts")
        for row in rows:
            steps[row.person_id].latest = row
            if row.state == Determination.State.APPROVED:
                steps[row.person_id].approved = row
    return steps


def _still_holds(decided: Determination, circumstances: Circumstances, on: date) -> bool:
    """A decision holds for the time it speaks of, as long as the facts it rests on are the same."""
    begun = decided.since_on is None or decided.since_on <= on
    over = decided.until_on is not None and decided.until_on <= on
    return begun and not over and decided.facts_hash == hash_of(facts_record(circumstances))


def _chunks(ids: list[UUID], size: int = 5000) -> Iterable[list[UUID]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


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
