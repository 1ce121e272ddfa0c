"""Events that clocks run on: those the law finds in the facts by itself, and those that workers record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alongside.law.ages import birthday
from alongside.law.categories import Case
from alongside.law.facts import Circumstances
from alongside.law.findings import Category
from alongside.law.rules import derived_event_kinds, event_kinds

_TURNED = "turned_"
_BECAME = {
    Category.ELIGIBLE: "became_eligible",
    Category.RELEVANT: "became_relevant",
    Category.FORMER_RELEVANT: "became_former_relevant",
    Category.QUALIFYING: "became_qualifying",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is planned, on a day. ``kind`` is one of ``event_kinds()``."""

    kind: str
    on: date

    def __post_init__(self) -> None:
        if self.kind not in event_kinds():
            raise ValueError(f"{self.kind!r} is not a kind of event that a clock knows.")

    def __str__(self) -> str:
        return event_kinds()[self.kind]


def status_events(circumstances: Circumstances, on: date) -> tuple[Event, ...]:
    """Everything the law itself knows to have happened by the day: birthdays, changes of category, care, requests.

    Events that a worker records (plans, reviews, visits, contact) are for the caller to add.
    """
    case = Case(circumstances)
    found = (
        *_birthdays(circumstances.born_on),
        *_changes_of_category(case),
        *_care(case),
        *_requests(circumstances),
    )
    died_on = circumstances.died_on or date.max
    return tuple(sorted((e for e in found if e.on <= on and e.on <= died_on), key=lambda e: (e.on, e.kind)))


def _birthdays(born_on: date) -> Iterator[Event]:
    for kind in derived_event_kinds():
        if kind.startswith(_TURNED):
            yield Event(kind, birthday(born_on, int(kind.removeprefix(_TURNED))))


def _changes_of_category(case: Case) -> Iterator[Event]:
    before = None
    for start, answer in case.answers():
        if answer.category is not before and answer.category in _BECAME:
            yield Event(_BECAME[answer.category], date.fromordinal(start))
        before = answer.category


def _care(case: Case) -> Iterator[Event]:
    for start, end in case.life.care.runs:
        yield Event("care_started", date.fromordinal(start))
        yield Event("care_ended", date.fromordinal(end))  # at the 18th birthday at the latest


def _requests(circumstances: Circumstances) -> Iterator[Event]:
    for course in circumstances.education:
        if course.told_authority_on is not None:
            yield Event("told_authority", course.told_authority_on)
    for request in circumstances.asked_for_support:
        yield Event("asked_for_support", request.on)
        if request.ended_on is not None:
            yield Event("support_ended", request.ended_on)
