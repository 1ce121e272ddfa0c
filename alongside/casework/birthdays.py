"""Of whom the return asks how they are at a birthday, and from when until when the answer counts.

Care leavers at their 17th to 21st birthday, from three months before to one month after it (window unverified: the
guide to the return was not at hand), and at 22 to 25 once in the collection year. Who was still looked after on the
birthday is not asked about (checks 1007 and 1016 of the return).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from alongside.casework import remembered
from alongside.casework.models import Person
from alongside.casework.outcomes import Window
from alongside.casework.standing import Standing
from alongside.law import Category, age_on, birthday, months_after
from alongside.returns.tables import year_ends_on, year_starts_on

FIRST_AGE, LAST_BY_BIRTHDAY, LAST_AGE = 17, 21, 25
MONTHS_BEFORE, MONTHS_AFTER = 3, 1
ASKED = (Category.RELEVANT, Category.FORMER_RELEVANT)
ADULT = 18


@dataclass(frozen=True, slots=True)
class Asked:
    """One birthday of one person about which the return asks."""

    person: Person
    age: int
    birthday_on: date
    window: Window

    @property
    def from_on(self) -> date:
        """The first day whose contact counts."""
        return self.window.from_on

    @property
    def to_on(self) -> date:
        """The day by which it is due."""
        return self.window.to_on


def collection_year(on: date) -> int:
    """The collection year that holds the day: 2026 is 1 April 2025 to 31 March 2026."""
    return on.year + ((on.month, on.day) >= (4, 1))


def about(person: Person, age: int) -> Asked:
    """That birthday with its window, whether or not it is asked about."""
    day = birthday(person.born_on, age)
    year = collection_year(day)
    if age <= LAST_BY_BIRTHDAY:
        window = Window(months_after(day, -MONTHS_BEFORE), months_after(day, MONTHS_AFTER), day, year)
    else:
        window = Window(year_starts_on(year), year_ends_on(year), year_ends_on(year), year)
    return Asked(person, age, day, window)


def asked_in(people: QuerySet[Person], *, year: int, on: date) -> list[Asked]:
    """Everyone among these people of whom the return of that year asks, the first due first."""
    starts_on, ends_on = year_starts_on(year), year_ends_on(year)
    of_age = people.filter(
        born_on__gt=birthday(starts_on, -LAST_AGE - 1), born_on__lte=birthday(ends_on, -FIRST_AGE)
    ).exclude(died_on__lt=starts_on)
    found = []
    for where in remembered.standings(of_age, on=on).values():
        one = about(where.person, age_on(where.person.born_on, ends_on))
        if FIRST_AGE <= one.age <= LAST_AGE and is_asked(where, one):
            found.append(one)
    return sorted(found, key=lambda one: (one.to_on, one.person.child_id))


def is_asked(where: Standing, one: Asked) -> bool:
    """Whether they are a care leaver at that birthday and no longer looked after. Support ends on the 25th itself."""
    day = one.birthday_on - timedelta(days=one.age == LAST_AGE)
    category = where.category_at(day)
    leaver = category in ASKED or (category is Category.UNKNOWN and where.circumstances.treated_as_care_leaver)
    return leaver and not _is_looked_after(where, one)


# ---------------------------------------------------------------------------------------------------------------------


def _is_looked_after(where: Standing, one: Asked) -> bool:
    """Care whose end is not known ends at 18 at the latest, so an open stay counts at the 17th birthday only."""
    return any(
        spell.from_on <= one.birthday_on and (one.age < ADULT if spell.to_on is None else spell.to_on > one.birthday_on)
        for spell in where.circumstances.spells or ()
    )
