"""What every figure of casework begins with: the register, the day on which records began, and whom it is about."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

from alongside.casework import remembered
from alongside.casework.models import Allocation, ClockEvent, Person
from alongside.casework.standing import Standing, Stay, stays_of, years_held
from alongside.law import Category, age_on, birthday
from alongside.shell.figures import Figures, Measured, Period, share

figures = Figures("casework")
"""What casework computes of the board's register."""

LEAVERS = (Category.RELEVANT, Category.FORMER_RELEVANT)
ENTITLED = (Category.ELIGIBLE, *LEAVERS)
"""Whoever has a personal adviser and a pathway plan by duty (Children Act 1989, sections 23B to 23E, Schedule 2)."""
YOUNGEST, TOO_OLD = 16, 25
SHORT_BREAKS = ("V3", "V4")
Measure = Callable[[Period], Measured | None]


ONE_IN = 10
"""Records have begun when one in so many of all who were ever brought in is here: a few came before as a trial."""


def began_on() -> date | None:
    """The first day from which records are complete here; None while nobody was brought in."""
    days = Person.objects.filter(merged_into=None).order_by("recorded_from").values_list("recorded_from", flat=True)
    number = days.count()
    return days[number // ONE_IN] if number else None


def on_the_last_day(id: str, source: str) -> Callable[[Measure], Callable[[Period], object]]:
    """A figure of a day: asked of the last day of the period, from the day on which records began."""
    return _from(id, source, lambda period: period.to_on, at_the_end=True)


def in_the_days(id: str, source: str) -> Callable[[Measure], Callable[[Period], object]]:
    """A figure of all days of the period: only of those that lie wholly after records began."""
    return _from(id, source, lambda period: period.from_on, at_the_end=False)


def _from(
    id: str, source: str, first: Callable[[Period], date], *, at_the_end: bool
) -> Callable[[Measure], Callable[[Period], object]]:
    def let_in(measure: Measure) -> Callable[[Period], object]:
        def known(period: Period) -> Measured | None:
            began = began_on()
            return measure(period) if began is not None and began <= first(period) else None

        known.__doc__ = measure.__doc__
        known.__name__ = measure.__name__
        return figures.computes(id, source=source, at_the_end=at_the_end)(known)

    return let_in


def young_people(on: date) -> dict[UUID, Standing]:
    """Everyone of 16 to 24 and where they stand on the day."""
    return _standings(on, range(YOUNGEST, TOO_OLD))


def leavers(on: date) -> dict[UUID, Standing]:
    """Relevant and former relevant young people on the day."""
    return {id: one for id, one in young_people(on).items() if one.category in LEAVERS}


def entitled(on: date) -> dict[UUID, Standing]:
    """Eligible, relevant and former relevant young people on the day."""
    return {id: one for id, one in young_people(on).items() if one.category in ENTITLED}


def of_21_and_over(on: date) -> set[UUID]:
    """Former relevant young people of 21 to 24."""
    return {id for id, one in leavers(on).items() if one.age >= 21}


def turned(age: int, period: Period) -> set[UUID]:
    """Care leavers, or still in care until then, who reached this age in the period."""
    last = young_people(period.to_on)
    known = (*ENTITLED, Category.QUALIFYING)
    return {id for id, one in last.items() if one.category in known and birthday(one.person.born_on, age) in period}


def in_care(on: date, ages: range) -> set[UUID]:
    """Everybody looked after on the day, without short breaks, who is of such an age.

    Whoever an older return left open, and a newer one does not tell of, is not counted.
    """
    born = {"born_on__year__gte": on.year - ages.stop, "born_on__year__lte": on.year - ages.start}
    people = dict(Person.objects.filter(merged_into=None, **born).values_list("pk", "born_on"))
    newest = max(years_held(), default=0)
    return {
        id
        for id, stays in stays_of(people).items()
        if age_on(people[id], on) in ages and any(_is_open(stay, on, newest) for stay in stays)
    }


def with_adviser(on: date) -> dict[UUID, UUID]:
    """Person → the personal adviser named for them on the day."""
    rows = Allocation.objects.filter(kind=Allocation.Kind.PERSONAL_ADVISER, worker__isnull=False, from_on__lte=on)
    rows = rows.exclude(to_on__lte=on).order_by("from_on")
    return dict(rows.values_list("person_id", "worker_id"))


def to_whom_it_happened(kinds: Collection[str], *, after: date, until: date) -> set[UUID]:
    """The people of whom one of these events is recorded after a day, up to another."""
    rows = ClockEvent.objects.filter(kind__in=kinds, on__gt=after, on__lte=until, corrected_by__isnull=True)
    return set(rows.values_list("person_id", flat=True))


def part(some: set[UUID], everyone: Collection[UUID]) -> Measured | None:
    """How many of everyone are among some."""
    return share(len(some & set(everyone)), of=len(everyone))


def is_enough(known: Collection[object], everyone: Collection[object]) -> bool:
    """Whether something is recorded of at least half of them: the rest could turn a smaller share round."""
    return 2 * len(known) >= len(everyone) > 0


def _standings(on: date, ages: range) -> dict[UUID, Standing]:
    born = {"born_on__year__gte": on.year - ages.stop, "born_on__year__lte": on.year - ages.start}
    found = remembered.standings(Person.objects.filter(merged_into=None, **born), on=on)
    return {
        id: one
        for id, one in found.items()
        if one.age in ages and (one.person.died_on is None or one.person.died_on > on)
    }


def _is_open(stay: Stay, on: date, newest: int) -> bool:
    holds = stay.from_on <= on and (stay.to_on is None or on < stay.to_on)
    is_left_open = stay.to_on is None and stay.year is not None and stay.year < newest
    return holds and not is_left_open and stay.legal_status not in SHORT_BREAKS
