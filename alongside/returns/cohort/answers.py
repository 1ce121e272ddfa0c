"""Everyone's whole timeline: category, certainty, open questions and authority, from the 14th birthday on.

The counterpart of ``law.categories.case``. For a block of people it lists every day on which an answer can begin to
differ (the *cuts*), decides each of those days, and joins neighbours that came out the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from alongside.law.categories import Answer, Case
from alongside.law.categories.care import SETTLED_MONTHS
from alongside.law.findings import Certainty
from alongside.returns.cohort.care import (
    AS_READ,
    INCLUSIVE,
    Ages,
    Authorities,
    Bounds,
    Columns,
    Flags,
    Places,
    Stays,
)
from alongside.returns.cohort.days import ALWAYS, EPOCH, NEVER, Birthdays, Days, months_after
from alongside.returns.cohort.decide import (
    CATEGORIES,
    FORMER_RELEVANT,
    NONE,
    QUALIFYING,
    UNKNOWN,
    Codes,
    Facts,
    Moments,
    Possible,
)
from alongside.returns.cohort.lives import Lives

AGES = (14, 16, 18, 21)
CERTAINTIES = tuple(Certainty)
CLEAR, BORDERLINE, CONTESTED, UNCERTAIN = range(len(CERTAINTIES))
READINGS = ("A2", "A4", "A3", "A5", "A6", "A7", "A9", "A10", "A11", "A12", "A14")
"""The contested points that can touch these facts; each has a bit in ``ambiguities``. A1 is left out: guidance settles
it, so it makes no answer less certain. A8 needs facts without a column."""
_BORDERLINE_ONLY = 0b11
NOBODY = -1

Bits = npt.NDArray[np.uint16]


GENEROUS = frozenset({"A2", "A4"})
"""How M1 reads the law about care that is not known."""

Cuts = tuple[Places, Days]


@dataclass(frozen=True, slots=True)
class Stretches(Columns):
    """Answers in order of person and day, each holding on ``from_on`` and until the next of the same person."""

    person: Places
    from_on: Days
    category: Codes
    certainty: Codes
    ambiguities: Bits
    responsible: Authorities

    def __len__(self) -> int:
        return len(self.person)

    @classmethod
    def together(cls, parts: Sequence[Stretches]) -> Stretches:
        """Several one behind the other."""
        return cls(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(cls)))


def stretches_of(lives: Lives, birthdays: Birthdays) -> Stretches:
    """The timelines of a block of people, from the 14th birthday on; neighbours of one person differ."""
    block = _Block(lives, birthdays)
    return block.with_reference(_joined(block.decided()))


class _Block:
    """A block of people, as they are known, and as they might also be."""

    def __init__(self, lives: Lives, birthdays: Birthdays) -> None:
        self.lives = lives
        self.count = len(lives)
        ages = Ages(*(birthdays.of(lives.born_on, age) for age in AGES))
        stays, facts = Stays.of(lives), Facts.of(lives)
        self.known = Possible(stays, ages, facts)
        self.born_on_the_28th = _Variant.born_on_the_28th(lives, birthdays, stays, facts)
        self.at_most = _Variant.with_unknown_care(lives, ages, stays, facts)

    def decided(self) -> Stretches:
        """An answer for every cut."""
        at, piece = self._moments()
        category = self.known.category_at(at)
        ambiguities = self._ambiguities(at, piece, category)
        certainty = (ambiguities > 0).view(np.uint8) + (ambiguities > _BORDERLINE_ONLY).view(np.uint8)
        responsible = self._responsible(at, piece, category)
        answers = Stretches(at.person, at.day, category, certainty, ambiguities, responsible)
        self._allow_for_unknown_care(answers, at, piece)
        return answers

    # ---- on which days ----

    def _moments(self) -> tuple[Moments, Places]:
        """Every person on every cut, and the last piece of care begun by then (0: none)."""
        pieces = self.known.care.pieces.take(slice(1, None))
        begins = np.maximum(pieces.start, self.known.ages.b14[pieces.person])
        keys = np.concatenate((_keys(*self._cuts()), _keys(pieces.person, begins) + 1))
        keys.sort()
        last_of_its_day = np.ones(len(keys), dtype=bool)
        last_of_its_day[:-1] = (keys[1:] >> 1) != (keys[:-1] >> 1)
        cut = np.flatnonzero(last_of_its_day)
        begun = np.cumsum(keys & 1)[cut]
        keys = keys[cut]
        person, day = keys >> 23, (keys >> 1 & ((1 << 22) - 1)).astype(np.int32) + np.int32(ALWAYS)
        piece = begun * (self.known.care.pieces.person[begun] == person)
        return Moments(person, day, self.known.care.pieces.run[piece]), piece

    def _cuts(self) -> Cuts:
        """Days on which an answer can begin to differ, beginnings of care apart; in no order, some twice."""
        known = self.known
        everyone = np.arange(self.count)
        cuts: list[Cuts] = [(everyone, day) for day in (known.ages.b14, known.ages.b16, known.ages.b18, known.ages.b21)]
        cuts += _cuts_of(known, AS_READ, INCLUSIVE, frozenset({"A9"}))
        if known.care.has_several_authorities.any():
            cuts.append(known.care.days_reached_by_authority())
        for variant in (self.born_on_the_28th, self.at_most):
            if variant is not None:
                cuts += [(variant.people[person], day) for person, day in variant.cuts()]
        person = np.concatenate([person for person, _ in cuts])
        day = np.concatenate([day for _, day in cuts])
        inside = np.flatnonzero((day >= known.ages.b14[person]) & (day < NEVER))
        return person[inside], day[inside]

    # ---- how sure ----

    def _ambiguities(self, at: Moments, piece: Places, category: Codes) -> Bits:
        """Which readings, taken the other way, would change the category; a bit for each (see ``READINGS``)."""
        result = np.zeros(len(at), dtype=np.uint16)
        for name, where in self._readings_to_try(at, category):
            some = np.flatnonzero(where)
            if not len(some):
                continue
            moments = at.take(some)
            bounds = self._bounds_by_authority(moments, piece[some]) if name == "A11" else None
            changed = self.known.category_at(moments, frozenset({name}), bounds) != category[some]
            result[some[changed]] |= _bit(name)
        if self.born_on_the_28th is not None:
            some, possible = self.born_on_the_28th.category_at(at)
            result[some[possible != category[some]]] |= _bit("A5")
        return result

    def _readings_to_try(self, at: Moments, category: Codes) -> Iterator[tuple[str, Flags]]:
        """The readings worth deciding the other way, and where: where their facts are there at all."""
        known, care, facts = self.known, self.known.care, self.known.facts
        person, day = at.person, at.day
        applies = (day >= known.ages.b16[person]) & (day < facts.died_on[person])
        is_adult = day >= known.ages.b18[person]
        strong = applies & (category <= FORMER_RELEVANT)
        weak = applies & (category > FORMER_RELEVANT)

        yield "A2", weak & ((known.bounds(INCLUSIVE).eligible_from[person] <= day) | known.is_admitted[person])
        yield "A4", weak & is_adult & (known.bounds().eligible_from == known.ages.b18)[person]
        if care.left_at_16.any():
            yield "A3", applies & care.left_at_16[person]
        if known.has_parent_stay.any():
            with_parent = applies & known.has_parent_stay[person]
            yield "A6", with_parent
            yield "A7", with_parent & is_adult
        if care.has_breaks.any():
            weak_with_breaks = weak & care.has_breaks[person]
            yield "A9", weak_with_breaks
            yield "A10", weak_with_breaks & (category == QUALIFYING)
        if care.has_several_authorities.any():
            yield "A11", strong & care.has_several_authorities[person]
        if (facts.adopted_on < NEVER).any():
            yield "A12", strong & (facts.adopted_on[person] <= day)
        if known.is_admitted.any():
            yield "A14", strong & known.is_admitted[person]

    def _bounds_by_authority(self, at: Moments, piece: Places) -> Bounds:
        care = self.known.care
        return care.bounds_by_authority(at.person, care.pieces.authority[piece])

    def _allow_for_unknown_care(self, answers: Stretches, at: Moments, piece: Places) -> None:
        """M1 to M4: what is not known may make more of it; missing history never yields ``none``."""
        could_be_more = np.zeros(len(at), dtype=bool)
        if self.at_most is not None:
            some, possible = self.at_most.category_at(at, GENEROUS)
            could_be_more[some] = possible < answers.category[some]
        if self.lives.treated_as_care_leaver.any():
            could_be_more |= self.lives.treated_as_care_leaver[at.person] & (answers.category == NONE)
        more = np.flatnonzero(could_be_more)
        person, day = at.person[more], at.day[more]
        more = more[(day >= self.known.ages.b16[person]) & (day < self.known.facts.died_on[person])]
        answers.certainty[more] = np.maximum(answers.certainty[more], BORDERLINE)
        unknown = more[answers.category[more] == NONE]
        answers.category[unknown] = UNKNOWN
        answers.certainty[unknown] = UNCERTAIN
        answers.ambiguities[unknown] = 0
        answers.responsible[unknown] = self.known.care.pieces.authority[piece[unknown]]

    # ---- whose duty ----

    def _responsible(self, at: Moments, piece: Places, category: Codes) -> Authorities:
        """The authority looking after, else the last to have done so; nobody where there is neither care nor duty."""
        known, care = self.known, self.known.care
        somebody = (category < NONE) | (at.day < care.runs.end[at.run])
        responsible = (care.pieces.authority[piece] - np.int16(NOBODY)) * somebody + np.int16(NOBODY)
        if known.is_guarded.any():
            some = np.flatnonzero((category == QUALIFYING) & known.is_guarded[at.person])
            some = some[known.is_guarded_at(at.take(some))]
            person = at.person[some]
            responsible[some] = care.authority_at(person, known.facts.guardianship_from[person] - np.int32(1))
        return responsible

    # ---- the few left to the reference law ----

    def with_reference(self, answers: Stretches) -> Stretches:
        """Put in the reference law's own timelines of those whom the columns cannot decide."""
        left_over = self.known.care.has_rival_authorities.copy()
        left_over[list(self.lives.others)] = True
        people = np.flatnonzero(left_over)
        parts, start = [], 0
        for person, place, stop in zip(
            people, np.searchsorted(answers.person, people), np.searchsorted(answers.person, people + 1), strict=True
        ):
            parts += [answers.take(slice(start, place)), self._reference(int(person))]
            start = stop
        return Stretches.together([*parts, answers.take(slice(start, None))]) if parts else answers

    def _reference(self, person: int) -> Stretches:
        codes = {name: code for code, name in enumerate(self.lives.authorities) if name}
        answers = Case(self.lives.circumstances_of(person)).answers()
        return _joined(
            Stretches(
                np.full(len(answers), person),
                np.array([day - EPOCH for day, _ in answers], dtype=np.int32),
                np.array([CATEGORIES.index(answer.category) for _, answer in answers], dtype=np.uint8),
                np.array([CERTAINTIES.index(answer.certainty) for _, answer in answers], dtype=np.uint8),
                np.array([sum(map(_bit, set(READINGS) & set(a.ambiguities))) for _, a in answers], dtype=np.uint16),
                np.array([codes.get(answer.responsible, NOBODY) for _, answer in answers], dtype=np.int16),
            )
        )


@dataclass(frozen=True, slots=True)
class _Variant:
    """Some of a block's people, as their lives might also have been. ``number`` leads from the block's numbering."""

    people: Places
    number: Places
    possible: Possible

    @classmethod
    def of(cls, chosen: Flags, possible: Possible) -> _Variant:
        """The people chosen, in order."""
        number = np.cumsum(chosen, dtype=np.int64) * chosen - 1
        return cls(np.flatnonzero(chosen), number, possible)

    @classmethod
    def born_on_the_28th(
        cls, lives: Lives, birthdays: Birthdays, stays: Stays, facts: Facts
    ) -> _Variant | None:
        """A5: those born on 29 February, with birthdays on 28 February in common years."""
        chosen = birthdays.is_29_february(lives.born_on)
        if not chosen.any():
            return None
        people = np.flatnonzero(chosen)
        earlier = Ages(*(months_after(lives.born_on[people], 12 * age) for age in AGES))
        return cls.of(chosen, Possible(stays.of_people(chosen), earlier, facts.take(people)))

    @classmethod
    def with_unknown_care(cls, lives: Lives, ages: Ages, stays: Stays, facts: Facts) -> _Variant | None:
        """M1: those whose history is not all known, with care all through the unknown time."""
        unknown_to = np.minimum(np.where(lives.care_known, lives.history_held_from, NEVER), ages.b18)
        unknown_from = np.minimum(ages.b14, facts.guardianship_from - np.int32(1))
        chosen = unknown_from < unknown_to
        if not chosen.any():
            return None
        people = np.flatnonzero(chosen)
        filled = stays.of_people(chosen).with_unknown_care(unknown_from[people], unknown_to[people])
        return cls.of(chosen, Possible(filled, ages.take(people), facts.take(people)))

    def cuts(self) -> list[Cuts]:
        """The days on which this life's answers can begin to differ."""
        runs, ages = self.possible.care.runs.take(slice(1, None)), self.possible.ages
        everyone = np.arange(self.possible.count)
        cuts: list[Cuts] = [(everyone, day) for day in (ages.b16, ages.b18, ages.b21)]
        return [*cuts, (runs.person, runs.start), *_cuts_of(self.possible, AS_READ, INCLUSIVE)]

    def category_at(self, at: Moments, otherwise: frozenset[str] = AS_READ) -> tuple[Places, Codes]:
        """Which of the moments are of these people, and what their category would be."""
        number = self.number[at.person]
        some = np.flatnonzero(number >= 0)
        return some, self.possible.category_at(self.possible.moments(number[some], at.day[some]), otherwise)


def _cuts_of(possible: Possible, *readings: frozenset[str]) -> list[Cuts]:
    """The days on which one way of a life can change its category, birthdays and beginnings of care apart."""
    care, ages, facts = possible.care, possible.ages, possible.facts
    runs = care.runs.take(slice(1, None))
    cuts: list[Cuts] = [(runs.person, runs.end)]
    if care.has_breaks.any():
        cuts += [(runs.person, runs.counts_from), (np.arange(possible.count), care.failed_on)]
    for reading in readings:
        reached = possible.bounds(reading).eligible_from
        some = np.flatnonzero((reached > ages.b16) & (reached < ages.b18))
        cuts.append((some, reached[some]))
    for day in (facts.died_on, facts.adopted_on, facts.guardianship_from, facts.guardianship_to):
        some = np.flatnonzero(day < NEVER)
        cuts.append((some, day[some]))
    return cuts + _cuts_of_settling(possible)


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
        (some, months_after(moved_in[some], SETTLED_MONTHS)),
        (some, months_after(after_16[some], SETTLED_MONTHS)),
        (runs.person, months_after(after_care, SETTLED_MONTHS)),
    ]


def _keys(person: Places, day: Days) -> Places:
    """A number that sorts by person, then day, and has room for one more bit."""
    return (person << 23) + ((day - np.int32(ALWAYS)) << 1)


def _bit(reading: str) -> np.uint16:
    return np.uint16(1 << READINGS.index(reading))


def _joined(answers: Stretches) -> Stretches:
    """Neighbours of one person that are the same become one stretch."""
    differs = answers.person[1:] != answers.person[:-1]
    for column in (answers.category, answers.certainty, answers.ambiguities, answers.responsible):
        differs |= column[1:] != column[:-1]
    return answers.take(np.append(0, 1 + np.flatnonzero(differs))[: len(answers)])
