"""Clocks that follow from where somebody stands: the plan that starts early, the ending, and having nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework import remembered
from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import Allocation, Person
from alongside.casework.standing import Standing
from alongside.law import Category, birthday, category_on, months_after
from alongside.shell.roles import Record

ADVISER = "personal_adviser"
"""The law's word for the duty to appoint a personal adviser."""
APPOINTING = frozenset({"adviser_for_eligible", "adviser_for_relevant"})
"""The law's own clocks for a first appointment: while one runs, ours keeps out of its way."""
PLAN_STARTS = 15 * 12 + 6
ENDING_STARTS = 24 * 12 + 9
"""In months from birth."""
BEGUN = frozenset({"assessment_completed", "plan_agreed"})
LOOKED_AT = frozenset({"plan_agreed", "review_held"})
TO_25 = frozenset({Category.FORMER_RELEVANT, Category.UNKNOWN})
DAY = date.resolution


def _of_people(people: Collection[UUID], on: date) -> Iterator[Running]:
    where = remembered.standings(Person.objects.filter(pk__in=people), on=on)
    ended = _advisers(people, on)
    for one in where.values():
        if one.person.died_on and one.person.died_on <= on:
            continue
        yield from _start_of_plan(one)
        yield from _ending(one)
        yield from _without_adviser(one, *ended.get(one.person.pk, (False, None)))


def _start_of_plan(one: Standing) -> Iterator[Running]:
    if not one.finding.looked_after:
        return
    since = months_after(one.person.born_on, PLAN_STARTS)
    came = max((event.on for event in one.events if event.kind == "care_started"), default=since)
    since = max(since, came)
    begun = any(event.kind in BEGUN for event in one.recorded)
    if since <= one.on < birthday(one.person.born_on, 16) and not begun:
        yield Running(START_OF_PLAN.id, one.person.pk, since, START_OF_PLAN.period.after(since))


def _ending(one: Standing) -> Iterator[Running]:
    since = months_after(one.person.born_on, ENDING_STARTS)
    last = birthday(one.person.born_on, 25)
    if one.on < since or one.person.recorded_from > last:
        return
    looked_at = any(event.kind in LOOKED_AT and since <= event.on <= one.on for event in one.recorded)
    if looked_at:
        return
    eve = one.category if one.on < last else category_on(one.circumstances, last - DAY).category
    if eve in TO_25:
        yield Running(ENDING.id, one.person.pk, since, ENDING.period.after(since))


def _without_adviser(one: Standing, has_one: bool, since: date | None) -> Iterator[Running]:
    if has_one:
        return
    duty = next((duty for duty in one.duties if duty.id == ADVISER), None)
    if duty is None:
        return
    if since is None and any(due.clock in APPOINTING for _, due in one.due):
        return
    since = max(filter(None, (since, duty.from_on, one.person.recorded_from)))
    if since <= one.on:
        yield Running(NOBODY.id, one.person.pk, since, NOBODY.period.after(since))


def _advisers(people: Collection[UUID], on: date) -> dict[UUID, tuple[bool, date | None]]:
    """Person → whether an adviser works with them today, and else since when the last one no longer does."""
    rows = Allocation.objects.filter(
        person__in=people, kind=Allocation.Kind.PERSONAL_ADVISER, worker__isnull=False, from_on__lte=on
    )
    found: dict[UUID, list[date | None]] = defaultdict(list)
    for person, to_on in rows.values_list("person_id", "to_on"):
        found[person].append(to_on)
    return {
        person: (any(day is None or day > on for day in ends), max((day for day in ends if day), default=None))
        for person, ends in found.items()
    }


START_OF_PLAN = LocalClock(
    id="start_of_plan",
    title="Begin the leaving-care assessment",
    usual=Period(3, "months"),
    why="They are in care and 15 and a half: the plan for leaving care begins now, not at 18.",
    stops="The needs assessment is finished or a pathway plan agreed. From 16 on the law’s own clock runs.",
    find=_of_people,
)
ENDING = LocalClock(
    id="ending_plan",
    title="Plan and letter before 25",
    usual=Period(3, "months"),
    why="The duties end on the 25th birthday: what stays open, and whom to call, is planned together before.",
    stops="The plan is agreed or reviewed after the age of 24 years and 9 months.",
    find=_of_people,
)
NOBODY = LocalClock(
    id="without_adviser",
    title="Allocate a personal adviser",
    usual=Period(1, "working days"),
    why="They are owed a personal adviser, and nobody is allocated.",
    stops="A personal adviser is allocated.",
    find=_of_people,
    url_name="casework:allocate",
    record=Record.ALLOCATION,
)
CLOCKS = (START_OF_PLAN, ENDING, NOBODY)
