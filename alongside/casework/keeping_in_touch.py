"""How often a young person and their adviser agreed to be in touch, laid over the law's clock.

The law says keep in touch, and sets no interval: what was agreed holds in place of the council's usual one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings

from alongside.law import DueDate, months_after, working_days_after

CLOCK = "keep_in_touch"
"""The law's clock, and the name under which a council may set a usual interval of its own."""
CHOICES = (1, 2, 3, 4, 6, 8, 12, 26)
"""Weeks that can be agreed."""
USUAL_WEEKS = 8
"""Less often than this is agreed only with the young person: the usual interval [unverified: the law sets none]."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed, from a day until a day."""

    weeks: int
    from_on: date
    to_on: date | None

    def holds_on(self, on: date) -> bool:
        """Whether it holds on the day."""
        return self.from_on <= on and (self.to_on is None or on < self.to_on)


def as_agreed(found: DueDate, agreed: Agreed | None) -> DueDate:
    """The law's due date for contact by what was agreed, else by the council's own usual interval.

    An interval that was shortened counts from the day it was agreed, so that nobody is late by an agreement made today.
    """
    if found.clock != CLOCK or found.on is None or found.started_by is None:
        return found
    last = found.started_by.on
    usual = _usual(found, last)
    if agreed is None:
        return replace(found, on=usual)
    interval = replace(
        found.interval, amount=agreed.weeks, unit="weeks", note=f"Agreed from {agreed.from_on:%-d %B %Y} on."
    )
    due_on = last + timedelta(weeks=agreed.weeks)
    if agreed.from_on > last:
        due_on = max(due_on, min(agreed.from_on + timedelta(weeks=agreed.weeks), usual))
    return replace(found, on=due_on, interval=interval, note=interval.note)


def _usual(found: DueDate, last: date) -> date:
    own = settings.LOCAL_CLOCKS.get(CLOCK)
    if own is None:
        return found.interval.after(last)
    count, unit = own
    if unit == "working days":
        return working_days_after(last, count)
    return months_after(last, count) if unit == "months" else last + timedelta(days=count)
