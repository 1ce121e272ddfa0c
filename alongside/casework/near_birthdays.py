"""Whose birthday is near, from the 18th to the 25th, and has had no letter: found from facts, on any day.

A run that was missed leaves no hole: a birthday is looked at from three weeks before to a month after it. Born on
29 February: in a common year the birthday is 1 March, as the law counts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from alongside.casework.models import Determination, Letter, Person
from alongside.law import Category, birthday

AGES = range(18, 26)
AHEAD = timedelta(days=21)
"""How long before the birthday a letter is written, so that it arrives before the day."""
LATE = timedelta(days=30)
"""How long after it a missed one is still written."""
GONE = (Letter.State.SENT, Letter.State.RETURNED, Letter.State.ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class Near:
    """A birthday that is near."""

    person: Person
    age: int
    day: date

    @property
    def once(self) -> str:
        """What makes the letter the only one of its kind."""
        return f"birthday:{self.age}:{self.person.pk}"


def near(on: date, people: Collection[UUID] | None = None) -> list[Near]:
    """Every birthday near the day ``on`` of somebody to whom we write, letters or not.

    Whoever is in no category, as decided last or found by the law, gets none; in doubt help is kept, and so is the
    letter. A birthday before somebody came into our records was not ours to mark.
    """
    born = reduce(or_, (Q(born_on__range=_born(on, age)) for age in AGES))
    latest = Determination.objects.filter(person=OuterRef("pk")).order_by("-number").values("category")[:1]
    rows = Person.objects.filter(born, died_on=None).annotate(held=Subquery(latest))
    if people is not None:
        rows = rows.filter(pk__in=people)
    found = []
    for person in rows.order_by("pk"):
        for age in AGES:
            day = birthday(person.born_on, age)
            is_near = on - LATE <= day <= on + AHEAD and day >= person.recorded_from
            if is_near and person.held != Category.NONE.value:
                found.append(Near(person, age, day))
    return found


def _born(on: date, age: int) -> tuple[date, date]:
    """The dates of birth that may be near, a little wider than needed."""
    return birthday(on - LATE - timedelta(days=2), -age), birthday(on + AHEAD + timedelta(days=2), -age)
