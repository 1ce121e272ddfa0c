"""The lives that people might also have had, and the days on which any way of a life can change its category."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.law.categories.care import SETTLED_MONTHS
from alongside.returns.cohort.care import AS_READ
from alongside.returns.cohort.columns import Flags, Places
from alongside.returns.cohort.days import NEVER, Birthdays, Days, months_after
from alongside.returns.cohort.decide import Codes, Facts, Moments, Possible
from alongside.returns.cohort.lives import Lives
from alongside.returns.cohort.stays import Ages, Stays

AGES = (14, 16, 18, 21)
GENEROUS = frozenset({"A2", "A4"})
"""How M1 reads the law about care that is not known."""

Cuts = tuple[Places, Days]
"""People, and for each a day."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Some of a block's people, as their lives might also have been. ``number`` leads from the block's numbering."""

    people: Places
    number: Places
    possible: Possible
    reading: frozenset[str]

    @classmethod
    def of(cls, chosen: Flags, possible: Possible, reading: frozenset[str]) -> Variant:
        """The people chosen, in order."""
        number = np.cumsum(chosen, dtype=np.int64) * chosen - 1
        return cls(np.flatnonzero(chosen), number, possible, reading)

    @classmethod
    def born_on_the_28th(cls, lives: Lives, birthdays: Birthdays, stays: Stays, facts: Facts) -> Variant | None:
        """A5: those born on 29 February, with birthdays on 28 February in common years."""
        chosen = birthdays.is_29_february(lives.born_on)
        if not chosen.any():
            return None
        people = np.flatnonzero(chosen)
        earlier = Ages(*(months_after(lives.born_on[people], 12 * age) for age in AGES))
        return cls.of(chosen, Possible(stays.of_people(chosen), earlier, facts.take(people)), AS_READ)

    @classmethod
    def with_unknown_care(cls, lives: Lives, ages: Ages, stays: Stays, facts: Facts) -> Variant | None:
        """M1: those whose history is not all known, with care all through the unknown time."""
        unknown_to = np.minimum(np.where(lives.care_known, lives.history_held_from, NEVER), ages.b18)
        unknown_from = np.minimum(ages.b14, facts.guardianship_from - np.int32(1))
        chosen = unknown_from < unknown_to
        if not chosen.any():
            return None
        people = np.flatnonzero(chosen)
        filled = stays.of_people(chosen).with_unknown_care(unknown_from[people], unknown_to[people])
        return cls.of(chosen, Possible(filled, ages.take(people), facts.take(people)), GENEROUS)

    def cuts(self) -> list[Cuts]:
        """The days on which this life's category can begin to differ, in the block's numbering."""
        runs = self.possible.care.runs
        cuts = [*cuts_of(self.possible, self.reading), (runs.person[1:], runs.start[1:])]
        return [(self.people[person], day) for person, day in cuts]

    def category_at(self, at: Moments) -> tuple[Places, Codes]:
        """Which of the moments are of these people, and what their category would be."""
        number = self.number[at.person]
        some = np.flatnonzero(number >= 0)
        return some, self.possible.category_at(self.possible.moments(number[some], at.day[some]), self.reading)


def cuts_of(possible: Possible, reading: frozenset[str]) -> list[Cuts]:
    """The days on which one way of a life can change its category, beginnings of care apart."""
    care, ages, facts = possible.care, possible.ages, possible.facts
    some = np.flatnonzero(possible.could_be_something)
    cuts: list[Cuts] = [(some, day[some]) for day in (ages.b16, ages.b18, ages.b21)]
    cuts.append((care.runs.person[1:], care.runs.end[1:]))
    cuts.append(cuts_of_reaching(possible, reading))
    if care.breaks.taken_by.any():
        cuts += [(care.runs.person[1:], care.runs.counts_from[1:]), happened(care.breaks.failed_on)]
    cuts += [happened(day) for day in (facts.died_on, facts.guardianship_from, facts.guardianship_to)]
    return cuts + _cuts_of_settling(possible)


def cuts_of_reaching(possible: Possible, reading: frozenset[str]) -> Cuts:
    """The days at 16 or 17 on which thirteen weeks are complete."""
    reached = possible.bounds(reading).eligible_from
    some = np.flatnonzero((reached > possible.ages.b16) & (reached < possible.ages.b18))
    return some, reached[some]


def happened(day: Days) -> Cuts:
    """What happened to people, where it did."""
    some = np.flatnonzero(day < NEVER)
    return some, day[some]


def _cuts_of_settling(possible: Possible) -> list[Cuts]:
    """Moving in with a parent and out, and six months after each day they can be counted from."""
    some = np.flatnonzero(possible.has_parent_stay)
    if not len(some):
        return []
    moved_in, moved_out = possible.facts.with_parent_from, possible.facts.with_parent_to
    after_16 = np.maximum(moved_in, possible.ages.b16)
    runs = possible.care.runs.take(1 + np.flatnonzero(possible.has_parent_stay[possible.care.runs.person[1:]]))
    after_care = np.maximum(runs.end, after_16[runs.person])
    return [
        (some, moved_in[some]),
        (some, moved_out[some]),
        (some, months_after(after_16[some], SETTLED_MONTHS)),
        (runs.person, months_after(after_care, SETTLED_MONTHS)),
    ]
