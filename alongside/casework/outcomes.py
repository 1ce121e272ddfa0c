"""What our records say of somebody's contact, activity and home in a stretch of time, and which record says so.

Nothing is made up: where no record speaks, nothing stands. What an older return says is a hint, not evidence: it was so
then. Each source is a function in ``SOURCES``, so that a new kind of record adds itself in one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.casework.models import Activity, BirthdayRecord, CareMark, ClockEvent, Home, Person, SuitabilityDecision
from alongside.returns.tables import year_in_words

IN_TOUCH, ACTIVITY, ACCOMMODATION = "in_touch", "activity", "accommodation"
FIELDS = (IN_TOUCH, ACTIVITY, ACCOMMODATION)
NOT_ASKED = "0"
"""The code of an activity and a home that nothing is asked about."""
NEVER_SUITABLE = ("S", "X")
"""Places that the return takes as unsuitable only."""
GONE = ("DIED", "RHOM")
"""Whoever died or went home: nothing more is asked (checks 344 and 345 of the return)."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time in which something counts, the day about which it is asked, and the collection year."""

    from_on: date
    to_on: date
    at: date
    year: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record that says something: of which field, which code, in words, when, and which record it is."""

    field: str
    value: str
    words: str
    on: date | None
    kind: str
    record: UUID | None = None
    is_firm: bool = True
    """Whether it speaks of the very time that is asked about."""

    def as_record(self) -> dict[str, Any]:
        """Plain words, ready for JSON."""
        told = asdict(self)
        return told | {
            "on": self.on.isoformat() if self.on else None,
            "record": str(self.record) if self.record else None,
        }


@dataclass(frozen=True, slots=True)
class Known:
    """Everything our records say of one person in one window, what is firm first and newest first."""

    evidence: tuple[Evidence, ...] = ()

    def of(self, field: str) -> Evidence | None:
        """What is believed of a field; None where no record speaks of it."""
        return next((one for one in self.evidence if one.field == field), None)

    def value(self, field: str) -> str:
        """The code that is believed; empty where no record speaks."""
        found = self.of(field)
        return found.value if found else ""

    @property
    def is_whole(self) -> bool:
        """Whether all three fields have evidence of the very time asked about."""
        return all((found := self.of(field)) is not None and found.is_firm for field in FIELDS)

    def backs(self, field: str, value: str) -> bool:
        """Whether some firm record says so."""
        return any(one.field == field and one.value == value and one.is_firm for one in self.evidence)


Source = Callable[[Collection[UUID], Mapping[UUID, Window]], Iterable[tuple[UUID, Evidence]]]
"""What one kind of record says of these people in their windows."""


def known(people: Iterable[Person], windows: Mapping[UUID, Window]) -> dict[UUID, Known]:
    """What is recorded of each of these people in their window: one query a source, however many people."""
    people = list(people)
    found: dict[UUID, list[Evidence]] = defaultdict(list)
    for person in people:
        if person.died_on is not None and person.died_on <= windows[person.pk].to_on:
            found[person.pk] += _after_death(person.died_on)
    ids = [person.pk for person in people]
    for source in SOURCES:
        for pk, evidence in source(ids, windows):
            found[pk].append(evidence)
    return {pk: Known(tuple(sorted(found[pk], key=_strength))) for pk in ids}


# ---------------------------------------------------------------------------------------------------------------------


def _strength(one: Evidence) -> tuple[bool, bool, int]:
    """A death settles everything; then what is firm; then the newest."""
    return (one.kind != "death", not one.is_firm, -(one.on or date.min).toordinal())


def _after_death(died_on: date) -> list[Evidence]:
    words = "The date of death is recorded"
    return [Evidence(field, "DIED" if field == IN_TOUCH else NOT_ASKED, words, died_on, "death") for field in FIELDS]


def _contacts(ids: Collection[UUID], windows: Mapping[UUID, Window]) -> Iterator[tuple[UUID, Evidence]]:
    """A contact that was made in the window."""
    rows = ClockEvent.objects.filter(person__in=ids, kind="contact_made", on__isnull=False, corrected_by__isnull=True)
    for person, on, record, pk in rows.values_list("person_id", "on", "record", "pk"):
        window = windows[person]
        if on is not None and window.from_on <= on <= window.to_on:
            yield person, Evidence(IN_TOUCH, "YES", "Contact was made", on, "contact", record or pk)


def _returns(ids: Collection[UUID], windows: Mapping[UUID, Window]) -> Iterator[tuple[UUID, Evidence]]:
    """What the newest return up to the year says: of the same year firm, of an older one a hint."""
    newest: dict[UUID, CareMark] = {}
    for mark in CareMark.objects.filter(person__in=ids, withdrawn_at=None).order_by("year"):
        if mark.year is not None and mark.year <= windows[mark.person_id].year:
            newest[mark.person_id] = mark
    for person, mark in newest.items():
        is_firm = mark.year == windows[person].year
        words = f"The return of {year_in_words(mark.year or 0)} says so"
        for field in FIELDS if is_firm else (ACTIVITY, ACCOMMODATION):
            if value := getattr(mark, field):
                yield person, Evidence(field, value, words, None, "return", mark.pk, is_firm)


def _approved(ids: Collection[UUID], windows: Mapping[UUID, Window]) -> Iterator[tuple[UUID, Evidence]]:
    """The newest approved birthday record up to the year: of the same year firm, of an older one a hint."""
    newest: dict[UUID, BirthdayRecord] = {}
    rows = BirthdayRecord.objects.filter(person__in=ids, state=BirthdayRecord.State.APPROVED)
    for row in rows.order_by("year").defer("evidence"):
        if row.year <= windows[row.person_id].year:
            newest[row.person_id] = row
    for person, row in newest.items():
        is_firm = row.year == windows[person].year
        words = f"The birthday record at {row.age} says so"
        for field in FIELDS if is_firm else (ACTIVITY, ACCOMMODATION):
            yield person, Evidence(field, getattr(row, field), words, None, "birthday record", row.pk, is_firm)


def _activities(ids: Collection[UUID], windows: Mapping[UUID, Window]) -> Iterator[tuple[UUID, Evidence]]:
    """What they did on the day that is asked about."""
    rows = Activity.objects.filter(person__in=ids, is_proposed=False, removed_at=None)
    for row in rows.order_by("from_on"):
        if _holds(row.from_on, row.to_on, windows[row.person_id].at):
            yield (
                row.person_id,
                Evidence(ACTIVITY, row.code, "What they do is recorded", row.from_on, "activity", row.pk),
            )


def _homes(ids: Collection[UUID], windows: Mapping[UUID, Window]) -> Iterator[tuple[UUID, Evidence]]:
    """Where they lived on that day, and whether an approved assessment says that it is suitable.

    Without one only the letter is known, which is no whole answer. Some places are never suitable.
    """
    suitable = {
        row.assessment.home_id: row.assessment.is_suitable
        for row in SuitabilityDecision.objects.filter(person__in=ids, is_approved=True)
        .select_related("assessment")
        .order_by("assessment__assessed_on", "decided_at")
    }
    for row in Home.objects.filter(person__in=ids, removed_at=None).order_by("from_on"):
        if not _holds(row.from_on, row.to_on, windows[row.person_id].at):
            continue
        fits = False if row.place in NEVER_SUITABLE else suitable.get(row.pk)
        code = row.place if fits is None else f"{row.place}{1 if fits else 2}"
        words = "Their home is recorded" + (", not whether it is suitable" if fits is None else "")
        yield row.person_id, Evidence(ACCOMMODATION, code, words, row.from_on, "home", row.pk, fits is not None)


def _holds(from_on: date, to_on: date | None, day: date) -> bool:
    return from_on <= day and (to_on is None or day < to_on)


SOURCES: list[Source] = [_contacts, _activities, _homes, _approved, _returns]
"""Every kind of record that says something."""
