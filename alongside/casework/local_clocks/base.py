"""What a local clock is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.conf import settings

from alongside.law import is_working_day, months_after, working_days_after
from alongside.shell.roles import Record

Unit = Literal["days", "working days", "months"]


@dataclass(frozen=True, slots=True)
class Period:
    """How long a clock runs."""

    count: int
    unit: Unit

    def after(self, day: date) -> date:
        """The day on which a clock that starts on ``day`` is due."""
        if self.unit == "working days":
            return working_days_after(day, self.count)
        return months_after(day, self.count) if self.unit == "months" else day + timedelta(days=self.count)

    def before(self, day: date) -> date:
        """The day that lies so long before ``day``."""
        if self.unit == "working days":
            return _working_days_before(day, self.count)
        return months_after(day, -self.count) if self.unit == "months" else day - timedelta(days=self.count)

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit.removesuffix('s')}"


def _working_days_before(day: date, count: int) -> date:
    while count > 0:
        day -= date.resolution
        count -= is_working_day(day)
    return day


@dataclass(frozen=True, slots=True)
class Running:
    """One local clock that runs for somebody."""

    clock: str
    person: UUID | None
    """None for a clock about a worker or the service."""
    since: date
    due_on: date
    record: UUID | None = None
    """The record it is about, where it is about one."""
    worker: UUID | None = None
    """Whose work it is, where not the adviser's."""
    not_for: frozenset[UUID] = frozenset()
    """Workers who must not see it: a complaint is about them."""


Find = Callable[[Collection[UUID], date], Iterable[Running]]
"""The clocks that run for these people on a day. One about somebody else that comes with them is left out later."""


@dataclass(frozen=True, slots=True)
class LocalClock:
    """A clock of the council's own."""

    id: str
    title: str
    """What is due, as a noun: "Decision on money asked for"."""
    usual: Period
    """How long where the council has not set another period."""
    why: str
    """Why it runs, in a sentence."""
    stops: str
    """What stops it, in a sentence."""
    find: Find
    url_name: str = ""
    """The page where it is met: takes the person's id."""
    about: Literal["person", "service"] = "person"
    """``service`` for a clock about a worker, an account or the service, whose rows name no person."""
    stays_with_worker: bool = False
    """The worker whose work it is sees it, without a name, where the person is not among those asked about."""
    record: Record | None = None
    """Who sees it: those who may read this record of the same people. None: whoever reads what is due."""
    after_death: bool = False
    """Whether it runs on when the person has died: the others stop that day."""
    is_by_law: bool = False
    """The law fixes its period: no council sets another."""
    day_from: str = ""
    """What sets its day, where no period does: "the day that the panel set"."""
    basis: str = ""
    """Where it comes from, where that is more than the council's own choice: "Children Act 1989, section 23E [U]"."""

    @property
    def period(self) -> Period:
        """How long it runs in this council."""
        own = settings.LOCAL_CLOCKS.get(self.id)
        return Period(*own) if own else self.usual

    @property
    def is_fixed(self) -> bool:
        """Whether no period of the council's own can be set for it."""
        return self.is_by_law or bool(self.day_from)

    @property
    def how_long(self) -> str:
        """How long it runs, or until which day, in words."""
        return f"until {self.day_from}" if self.day_from else str(self.period)
