"""The personal education plan of each term, by the council's own term dates.

Where a record of the plan names the last day of its term, the law's own clock runs, and this one keeps out of its way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from alongside.casework import remembered, school_terms
from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import EducationPlan, Person
from alongside.shell.roles import Record

FROM_AGE, TO_AGE = 3, 17
"""From nursery school to the end of school: who has an education plan (from general knowledge, unverified)."""
REVIEWED = "education_plan_reviewed"
SAME_TERM = timedelta(days=21)
"""Last days of a term that lie so near to one another are of one term: schools differ by a few days."""


def _plans(people: Collection[UUID], on: date) -> Iterator[Running]:
    term = school_terms.term_of(on)
    if term is None:
        return
    named = defaultdict(list)
    for person, day in EducationPlan.objects.filter(person__in=people, removed_at=None).values_list(
        "person_id", "term_ends_on"
    ):
        named[person].append(day)
    for one in remembered.standings(Person.objects.filter(pk__in=people), on=on).values():
        if not one.finding.looked_after or not FROM_AGE <= one.age <= TO_AGE or one.person.died_on:
            continue
        came = max((event.on for event in one.events if event.kind == "care_started"), default=term.from_on)
        known_since = max(came, one.person.recorded_from)
        done = any(event.kind == REVIEWED and event.on >= term.from_on for event in one.recorded)
        has_own = any(abs(day - term.to_on) <= SAME_TERM for day in named[one.person.pk])
        if known_since <= term.from_on and not done and not has_own:
            yield Running(PLAN.id, one.person.pk, term.from_on, PLAN.period.after(term.to_on))


PLAN = LocalClock(
    id="education_plan_this_term",
    title="Personal education plan this term",
    usual=Period(0, "days"),
    why="They are in care, and their education plan is made or looked at every term: the council’s own term dates.",
    stops="The day on which the plan was made or looked at in this term.",
    find=_plans,
    url_name="casework:life_learning",
    record=Record.LEARNING,
    basis=(
        "Care Planning Regulations 2010, regulation 5, for the plan; that it is looked at every term is statutory "
        "guidance [unverified]"
    ),
)
CLOCKS = (PLAN,)
