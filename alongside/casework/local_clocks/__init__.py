"""Clocks that the council sets itself: how soon an adviser introduces themself, how soon money is decided on.

The law's clocks are in ``law.duties``; these stand beside them. Each is derived from records on the day that is asked
about, and none is counted or stored, so that a night without a job changes nothing. ``settings.LOCAL_CLOCKS`` gives a
council's own periods by clock. A subject of casework keeps its clocks in a file of its own here and enters them below.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import cache
from uuid import UUID

from alongside.casework.local_clocks.at_reviews import CLOCKS as AT_REVIEWS
from alongside.casework.local_clocks.base import Find, LocalClock, Period, Running, Unit
from alongside.casework.local_clocks.birthdays import CLOCKS as BIRTHDAYS
from alongside.casework.local_clocks.contact import CLOCKS as CONTACT
from alongside.casework.local_clocks.homes import CLOCKS as HOMES
from alongside.casework.local_clocks.letters import CLOCKS as LETTERS
from alongside.casework.local_clocks.life import CLOCKS as LIFE
from alongside.casework.local_clocks.milestones import CLOCKS as MILESTONES
from alongside.casework.local_clocks.money import CLOCKS as MONEY
from alongside.casework.local_clocks.panel import CLOCKS as PANEL
from alongside.casework.local_clocks.people import CLOCKS as PEOPLE
from alongside.casework.local_clocks.plan import CLOCKS as PLAN
from alongside.casework.local_clocks.portal import CLOCKS as PORTAL
from alongside.casework.local_clocks.rights import CLOCKS as RIGHTS
from alongside.casework.local_clocks.safekeeping import CLOCKS as SAFEKEEPING
from alongside.casework.local_clocks.safety import CLOCKS as SAFETY
from alongside.casework.local_clocks.support import CLOCKS as SUPPORT
from alongside.casework.local_clocks.terms import CLOCKS as TERMS
from alongside.casework.local_clocks.workers import CLOCKS as WORKERS
from alongside.casework.models import Person

__all__ = [
    "LOCAL_CLOCKS",
    "Find",
    "LocalClock",
    "Period",
    "Running",
    "Unit",
    "by_id",
    "running",
]

MANY = 300
"""More people than this are not named to the database one by one."""

LOCAL_CLOCKS: tuple[LocalClock, ...] = (
    *PEOPLE,
    *WORKERS,
    *PORTAL,
    *CONTACT,
    *PLAN,
    *HOMES,
    *AT_REVIEWS,
    *LIFE,
    *TERMS,
    *MONEY,
    *LETTERS,
    *SAFETY,
    *PANEL,
    *SAFEKEEPING,
    *BIRTHDAYS,
    *MILESTONES,
    *RIGHTS,
    *SUPPORT,
)
"""Every local clock, subject by subject."""


@cache
def by_id() -> dict[str, LocalClock]:
    """The same by id."""
    return {clock.id: clock for clock in LOCAL_CLOCKS}


def running(people: Collection[UUID], on: date) -> list[Running]:
    """Every local clock that runs for these people on a day, the most pressing first.

    Clocks that are found together (they name the same ``find``) are asked for once. A clock about a worker or the
    service comes whoever the people are. Of somebody who has died few run on: ``after_death``.
    """
    within = set(people)
    finds = dict.fromkeys(clock.find for clock in LOCAL_CLOCKS)
    dead = set(Person.objects.filter(died_on__lte=on).values_list("pk", flat=True))
    found = (one for find in finds for one in find(_asked_of(within), on))
    found = (one for one in found if one.person not in dead or by_id()[one.clock].after_death)
    return sorted(filter(None, (_within(one, within) for one in found)), key=lambda one: one.due_on)


def _asked_of(people: set[UUID]) -> Collection[UUID]:
    """These people; where they are many, everybody: a table is read sooner than it is told hundreds of ids."""
    return people if len(people) <= MANY else Person.objects.values_list("pk", flat=True)


def _within(one: Running, people: set[UUID]) -> Running | None:
    """The clock, if it is about one of these people, or about none."""
    if one.person is None or one.person in people:
        return one
    return replace(one, person=None) if by_id()[one.clock].stays_with_worker else None
