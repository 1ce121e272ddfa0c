"""The rules of meetings: what comes when, how many clear days of notice, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

from alongside.law import is_working_day

DAY = timedelta(days=1)
MONTHS = {"quarter": 3, "half_year": 6, "year": 12}
ADDED = 100
"""The place of the first item that was added to a published agenda: after all others, whose numbers are known."""
WAITING = 10_000
"""The place of one that nobody has agreed to be urgent yet: after those whose numbers are known."""
FIRST_MONTH = 5
"""A municipal year begins with the annual meeting of the council, in May."""


class Rule(Protocol):
    """What a rule of the agenda says."""

    every: str
    month: int


def latest_publication(meeting_on: date, clear_days: int) -> date:
    """The last day on which papers can be published, with so many clear working days before the meeting.

    Neither the day of publication nor that of the meeting counts (Local Government Act 1972, section 100B(3), five
    clear days for a committee; that only working days count is how councils read it, and is unverified here).
    """
    day = meeting_on - DAY
    left = clear_days
    while left > 0:
        left -= is_working_day(day)
        day -= DAY
    return day


def due_by(meeting_on: date, clear_days: int) -> date:
    """The last working day on which papers can be published in time: nobody is in the office on a Sunday."""
    day = latest_publication(meeting_on, clear_days)
    while not is_working_day(day):
        day -= DAY
    return day


def meetings_for(rule: Rule, days: Sequence[date]) -> list[date]:
    """The meetings of a municipal year to which a rule brings its item: on, or first after, each month it is due.

    What is due after the last of them comes to that one: else a year would pass without it.
    """
    if rule.every == "meeting":
        return list(days)
    step = MONTHS[rule.every]
    first = (rule.month - FIRST_MONTH) % 12
    due = {(first + step * number) % 12 for number in range(12 // step)}
    found: list[date] = []
    for month in sorted(due):
        later = [day for day in days if (day.month - FIRST_MONTH) % 12 >= month] or list(days[-1:])
        if later and later[0] not in found:
            found.append(later[0])
    return found


def municipal_year(on: date) -> str:
    """``2026/27``."""
    begins = on.year if on.month >= FIRST_MONTH else on.year - 1
    return f"{begins}/{(begins + 1) % 100:02}"


class Placed(Protocol):
    """What an item of an agenda says of its place."""

    place: int
    title: str
    is_young_peoples: bool


def in_order(items: Iterable[Placed], *, young_people_first: bool) -> list[Placed]:
    """The items in the order in which they are taken: young people's first, where they asked for it.

    What was added after the agenda was published comes last, so that no number changes that somebody has read.
    """

    def place(one: Placed) -> tuple[bool, bool, int, str]:
        return one.place >= ADDED, young_people_first and not one.is_young_peoples, one.place, one.title

    return sorted(items, key=place)
