"""How an action stands, from days and figures, never from an opinion. The colour is always said in words too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

SOON = timedelta(days=30)
SILENT = timedelta(days=60)
BEHIND = 0.1
"""By so much of the way an action may lag behind its time before it is called behind."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an action on a day."""

    state: str
    due_on: date
    began_on: date
    has_measure: bool
    baseline: Decimal | None
    target: Decimal | None
    newest: Decimal | None
    reported_on: date | None


@dataclass(frozen=True, slots=True)
class Rating:
    """``green``, ``amber`` or ``red``, and why."""

    colour: str
    because: str

    @property
    def words(self) -> str:
        """Both, for a page or a file."""
        return f"{self.colour.capitalize()}: {self.because}"


def rating(facts: Facts, *, on: date) -> Rating:
    """How it stands on a day."""
    if facts.state == "done":
        return Rating("green", "done")
    if facts.state == "stopped":
        return Rating("green", "stopped by the board")
    if facts.due_on < on:
        return Rating("red", f"late by {_days((on - facts.due_on).days)}")
    if facts.has_measure and facts.baseline is None:
        return Rating("amber", "baseline unknown")
    if not facts.has_measure:
        return Rating("amber", "nothing measures it")
    if facts.target is None:
        return Rating("amber", "no target yet")
    if _is_behind(facts, on):
        return Rating("amber", "behind: the figure moves too little for the time gone")
    if facts.due_on - on <= SOON and (facts.reported_on is None or on - facts.reported_on > SILENT):
        return Rating("amber", f"due in {_days((facts.due_on - on).days)}, and nobody has reported lately")
    return Rating("green", "target met" if _is_met(facts) else "on its way")


def _is_met(facts: Facts) -> bool:
    return _way(facts) is not None and (_way(facts) or 0) >= 1


def _is_behind(facts: Facts, on: date) -> bool:
    way = _way(facts)
    whole = (facts.due_on - facts.began_on).days
    if way is None or whole <= 0:
        return False
    return way < (on - facts.began_on).days / whole - BEHIND


def _way(facts: Facts) -> float | None:
    """How much of the way from the baseline to the target the newest figure has gone."""
    if facts.baseline is None or facts.target is None or facts.newest is None or facts.target == facts.baseline:
        return None
    return float((facts.newest - facts.baseline) / (facts.target - facts.baseline))


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
