"""What could be done differently, each in plain units. A lever changes what it names and nothing else.

Levers on children change rates or arrivals; levers on homes change capacity (``capacity``). A run with levers uses the
same chance as the run without (common random numbers), so the difference between two runs is of the levers alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from alongside.sufficiency.forecasting.cells import AGES, CELLS, EVENTS, PROVIDERS, STATES, STEP_DOWN, TYPES, Real
from alongside.sufficiency.forecasting.rates import DrawnRates, Rates

DAYS_A_YEAR = 365.25
MOST = 10.0
"""No rate is made more than ten times what it is."""


@dataclass(frozen=True, slots=True)
class Levers:
    """What is done differently; nought everywhere is as we do now.

    ``households_a_quarter``  foster households approved on top of what is usual
    ``keep_of_ten``           of ten households that would be deregistered, how many stay
    ``retire_at_56``          every carer of 56 or older, now or later, retires within the year
    ``staying_put_percent``   of those in our own foster homes who turn 18, how many stay; None is as usual
    ``homes_of_four``         our own homes keep at most four beds
    ``home_sooner``           children a year who go home and otherwise would not have
    ``guardianship``          children a year who leave to a special guardian, or under another order that lasts
    ``step_down``             children a year who move from a children's home to a foster home
    ``bring_back``            children far away for whom a place near home is kept
    ``taken_by_others``       bought places near home that other councils' children fill, beyond those they fill now
    ``fewer_entries``         children a year who need not come into care
    ``fewer_entries_age``     the band of age that this is about; None is all ages
    """

    households_a_quarter: float = 0.0
    keep_of_ten: float = 0.0
    retire_at_56: bool = False
    staying_put_percent: float | None = None
    homes_of_four: bool = False
    home_sooner: float = 0.0
    guardianship: float = 0.0
    step_down: float = 0.0
    bring_back: int = 0
    taken_by_others: int = 0
    fewer_entries: float = 0.0
    fewer_entries_age: int | None = None

    @property
    def pulled(self) -> tuple[str, ...]:
        """The names of the levers that differ from doing as we do now."""
        usual = Levers()
        return tuple(each.name for each in fields(self) if getattr(self, each.name) != getattr(usual, each.name))


def lifted(drawn: DrawnRates, rates: Rates, levers: Levers, in_residential: int) -> DrawnRates:
    """The rates with the levers pulled. Whatever a lever does not name is the same to the last bit.

    ``in_residential`` is how many live in children's homes now: the step down of so many a year is shared among them.
    """
    more = {"home": levers.home_sooner, "permanence": levers.guardianship}
    if not any(more.values()) and not levers.step_down:
        return drawn
    events = drawn.events.copy()
    for name, a_year in more.items():
        if a_year:
            kind = EVENTS.index(name)
            events[:, kind] *= np.float32(_times(rates, kind, a_year))
    if levers.step_down and in_residential:
        cells = events[:, STEP_DOWN].reshape(-1, CELLS // len(STATES), len(TYPES), len(PROVIDERS))
        cells[:, :, TYPES.index("residential")] = levers.step_down / DAYS_A_YEAR / in_residential
    return replace(drawn, events=events)


def _times(rates: Rates, kind: int, more_a_year: float) -> float:
    """By how much a rate is multiplied for so many more events a year than were seen."""
    a_year = float(rates.counted.events[kind].sum()) / rates.counted.years
    return float(np.clip((a_year + more_a_year) / max(a_year, 1.0), 0.0, MOST))


def kept_share(came_a_year: Real, levers: Levers) -> Real:
    """Of each band of age, the share of those who would come that still do."""
    share = np.ones(len(AGES))
    age = levers.fewer_entries_age
    band = slice(None) if age is None else slice(age, age + 1)
    came = came_a_year[band].sum()
    if levers.fewer_entries and came > 0:
        share[band] = np.clip(1.0 - levers.fewer_entries / came, 0.0, 2.0)
    return share
