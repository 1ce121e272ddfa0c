"""Clocks that the council sets itself: how soon an adviser introduces themself, how soon money is decided on.

The law's clocks are in ``law.duties``; these stand beside them. Each is derived from records on the day that is asked
about, and none is counted or stored, so that a night without a job changes nothing. ``settings.LOCAL_CLOCKS`` gives a
council's own periods by clock. A subject of casework keeps its clocks in a file of its own here and enters them below.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from uuid import UUID

from alongside.casework.local_clocks.base import Find, LocalClock, Period, Running, Unit
from alongside.casework.local_clocks.portal import CLOCKS as PORTAL

__all__ = ["LOCAL_CLOCKS", "Find", "LocalClock", "Period", "Running", "Unit", "by_id", "running"]

LOCAL_CLOCKS: tuple[LocalClock, ...] = (*PORTAL,)
"""Every local clock, subject by subject."""


@cache
def by_id() -> dict[str, LocalClock]:
    """The same by id."""
    return {clock.id: clock for clock in LOCAL_CLOCKS}


def running(people: Collection[UUID], on: date) -> list[Running]:
    """Every local clock that runs for these people on a day, the most pressing first.

    Clocks that are found together (they name the same ``find``) are asked for once. A clock about a worker or the
    service comes whoever the people are.
    """
    finds = dict.fromkeys(clock.find for clock in LOCAL_CLOCKS)
    return sorted((one for find in finds for one in find(people, on)), key=lambda one: one.due_on)
