"""Everyone's whole timeline: category, certainty, open questions and authority, from the 14th birthday on.

The counterpart of ``law.categories.case``. For a block of people it lists every day on which an answer can begin to
differ (the *cuts*), decides each of those days, and joins neighbours that came out the same.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from alongside.law.categories import timeline
from alongside.law.categories.care import SETTLED_MONTHS
from alongside.law.findings import Certainty, TimelineStretch
from alongside.returns.cohort.care import Ages, Bounds, Flags, People, Places, Stays
from alongside.returns.cohort.days import ALWAYS, NEVER, Birthdays, Days, day_number, months_after
from alongside.returns.cohort.decide import (
    AS_READ,
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


@dataclass(frozen=True, slots=True)
class Stretches:
    """Answers in order of person and day, each holding on ``from_on`` and until the next of the same person."""

    person: People
    from_on: Days
    category: Codes
    certainty: Codes
    ambiguities: Bits
    responsible: npt.NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.person)

    def take(self, which: Places | Flags) -> Stretches:
        """Some of the stretches."""
        return Stretches(*(getattr(self, column.name)[which] for column in fields(self)))

    @classmethod
    def together(cls, parts: list[Stretches]) -> Stretches:
        """Several one behind the other."""
        return cls(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(cls)))


def stretches_of(lives: Lives, birthdays: Birthdays) -> Stretches:
    """The timelines of a block of people, from the 14th birthday on; neighbours of one person differ."""
    block = _Block(lives, birthdays)
    return _joined(block.with_reference(block.decide()))


class _Block:
    """A block of people, as they are known, and as they might also be."""

    def __init__(self, lives: Lives, birthdays: Birthdays) -> None:
        self.lives = lives
        self.count = len(lives)
        ages = Ages(*(birthdays.of(lives.born_on, age) for age in AGES))
        stays, facts = Stays.of(lives), Facts.of(lives)
        self.known = Possible(stays, ages, facts)
        self.born_on_the_28th = _Variant.born_on_the_28th(lives, stays, ages, facts)
        self.at_most = _Variant.with_unknown_care(lives, stays, ages, facts)

    def decide(self) -> Stretches:
        """An answer for every cut."""
        at, piece = self._moments()
        category = self.known.category_at(at)
        ambiguities = self._ambiguities(at, piece, category)
        certainty = np.zeros(len(at), dtype=np.uint8)
        np.putmask(certainty, ambiguities > 0, BORDERLINE)
        np.putmask(certainty, ambiguities > _BORDERLINE_ONLY, CONTESTED)
        responsible = self._responsible(at, piece, category)
        answers = Stretches(at.person, at.day, category, certainty, ambiguities, responsible)
        self._allow_for_unknown_care(answers, at, piece)
        return answers

    # ---- on which days ----

    def _moments(self) -> tuple[Moments, Places]:
        """Every person on every cut, and the last piece of care begun by then (0: none)."""
        person, day = self._cuts()
        care = self.known.care
        begins = np.ones(len(care.piece_start) - 1, dtype=bool)
        b14 = self.known.ages.b14
        piece_person = care.piece_person[1:]
        piece_from = np.maximum(care.piece_start[1:], b14[piece_person])
        keys = np.concatenate((_keys(person, day, False), _keys(piece_person, piece_from, begins)))
        keys.sort()
        last_of_its_day = np.ones(len(keys), dtype=bool)
        last_of_its_day[:-1] = (keys[1:] >> 1) != (keys[:-1] >> 1)
        begun = np.cumsum(keys & 1)[last_of_its_day]
        person, day = _from_keys(keys[last_of_its_day])
        piece = np.where(care.piece_person[begun] == person, begun, 0)
        return Moments(person, day, care.piece_run[piece]), piece

    def _cuts(self) -> tuple[People, Days]:
        """Days on which an answer can begin to differ, beginnings of care apart; in no order, some twice."""
        everyone = np.arange(self.count, dtype=np.int32)
        ages = self.known.ages
        cuts = [(everyone, day) for day in (ages.b14, ages.b16, ages.b18, ages.b21)]
        cuts += _cuts_of(self.known, AS_READ, frozenset({"A2"}), frozenset({"A9"}))
        if self.known.care.has_several_authorities.any():
            cuts += self.known.care.days_reached_by_authority()
        for variant in (self.born_on_the_28th, self.at_most):
            if variant is not None:
                cuts += [(variant.people[person], day) for person, day in variant.cuts()]
        person = np.concatenate([person for person, _ in cuts])
        day = np.concatenate([day for _, day in cuts])
        inside = (day >= ages.b14[person]) & (day < NEVER)
        return person[inside], day[inside]

    # ---- how sure ----

    def _ambiguities(self, at: Moments, piece: Places, category: Codes) -> Bits:
        """Which readings, taken the other way, would change the category; a bit for each (see ``READINGS``)."""
        known, care, facts = self.known, self.known.care, self.known.facts
        result = np.zeros(len(at), dtype=np.uint16)
        person, day = at.person, at.day
        applies = (day >= known.ages.b16[person]) & (day < facts.died_on[person])
        is_adult = day >= known.ages.b18[person]
        strong = category <= FORMER_RELEVANT

        def try_otherwise(name: str, where: Flags, bounds_of: str = "") -> None:
            some = np.flatnonzero(where & applies)
            if not len(some):
                return
            moments, otherwise = at.take(some), frozenset({name})
            bounds = self._bounds_by_authority(moments, piece[some]) if bounds_of == "authority" else None
            changed = known.category_at(moments, otherwise, bounds) != category[some]
            result[some[changed]] |= np.uint16(1 << READINGS.index(name))

        generous = known.bounds(frozenset({"A2"}))
        reached = generous.eligible_from[person] <= day
        if known.is_admitted.any():
            reached |= known.is_admitted[person]
        try_otherwise("A2", ~strong & reached)
        at_birthday = known.bounds(frozenset({"A4"})).eligible_at_18 & ~known.bounds().eligible_at_18
        if at_birthday.any():
            try_otherwise("A4", ~strong & is_adult & at_birthday[person])
        left_at_16 = np.zeros(self.count, dtype=bool)
        left_at_16[care.run_person[1:][care.run_end[1:] == known.ages.b16[care.run_person[1:]]]] = True
        if left_at_16.any():
            try_otherwise("A3", left_at_16[person])
        if known.has_parent_stay.any():
            with_parent = known.has_parent_stay[person]
            try_otherwise("A6", with_parent)
            try_otherwise("A7", with_parent & is_adult)
        if care.has_breaks.any():
            weak_with_breaks = care.has_breaks[person] & ~strong
            try_otherwise("A9", weak_with_breaks)
            try_otherwise("A10", weak_with_breaks & (category == QUALIFYING))
        if care.has_several_authorities.any():
            try_otherwise("A11", care.has_several_authorities[person] & strong, "authority")
        if (facts.adopted_on < NEVER).any():
            try_otherwise("A12", strong & (facts.adopted_on[person] <= day))
        if known.is_admitted.any():
            try_otherwise("A14", strong & known.is_admitted[person])
        if self.born_on_the_28th is not None:
            some, possible = self.born_on_the_28th.category_at(at)
            result[some[possible != category[some]]] |= np.uint16(1 << READINGS.index("A5"))
        return result

    def _bounds_by_authority(self, at: Moments, piece: Places) -> Bounds:
        care = self.known.care
        return care.bounds_by_authority(at.person, care.piece_authority[piece], self.known.bounds())

    def _allow_for_unknown_care(self, answers: Stretches, at: Moments, piece: Places) -> None:
        """M1 to M4: what is not known may make more of it; missing history never yields ``none``."""
        applies = (at.day >= self.known.ages.b16[at.person]) & (at.day < self.known.facts.died_on[at.person])
        could_be_more = np.zeros(len(at), dtype=bool)
        if self.at_most is not None:
            some, possible = self.at_most.category_at(at, frozenset({"A2", "A4"}))
            could_be_more[some] = possible < answers.category[some]
        treated = self.lives.treated_as_care_leaver
        if treated.any():
            could_be_more |= treated[at.person] & (answers.category == NONE)
        could_be_more &= applies
        np.putmask(answers.certainty, could_be_more & (answers.certainty == CLEAR), BORDERLINE)
        unknown = np.flatnonzero(could_be_more & (answers.category == NONE))
        answers.category[unknown] = UNKNOWN
        answers.certainty[unknown] = UNCERTAIN
        answers.ambiguities[unknown] = 0
        answers.responsible[unknown] = self.known.care.piece_authority[piece[unknown]]

    # ---- whose duty ----

    def _responsible(self, at: Moments, piece: Places, category: Codes) -> npt.NDArray[np.int16]:
        """The authority looking after, else the last to have done so; nobody where there is neither care nor duty."""
        care = self.known.care
        nobody = (category == NONE) & (at.day >= care.run_end[at.run])
        responsible = np.where(nobody, np.int16(NOBODY), care.piece_authority[piece])
        if self.known.is_guarded.any():
            some = np.flatnonzero((category == QUALIFYING) & self.known.is_guarded[at.person])
            some = some[self.known.is_guarded_at(at.take(some))]
            person = at.person[some]
            responsible[some] = care.authority_at(person, self.known.guarded_from[person] - np.int32(1))
        return responsible

    # ---- the few left to the reference law ----

    def with_reference(self, answers: Stretches) -> Stretches:
        """Put in the reference law's own timelines of those whom the columns cannot decide."""
        left_over = self.known.care.has_rival_authorities.copy()
        left_over[list(self.lives.others)] = True
        if not left_over.any():
            return answers
        authority_code = {name: code for code, name in enumerate(self.lives.authorities) if name}
        rows = [
            _as_row(int(i), stretch, authority_code)
            for i in np.flatnonzero(left_over)
            for stretch in timeline(self.lives.circumstances_of(int(i)))
        ]
        from_reference = Stretches(
            *(np.array(column, dtype=getattr(answers, field.name).dtype) for field, column in zip(fields(answers), zip(*rows, strict=True), strict=True))
        )
        kept = answers.take(~left_over[answers.person])
        both = Stretches.together([kept, from_reference])
        return both.take(np.argsort(both.person, kind="stable"))


@dataclass(frozen=True, slots=True)
class _Variant:
    """Some of a block's people, as their lives might also have been. ``number`` leads from the block's numbering."""

    people: People
    number: People
    possible: Possible

    @classmethod
    def of(cls, chosen: Flags, possible: Possible) -> _Variant:
        """The people chosen, in order."""
        number = np.where(chosen, np.cumsum(chosen) - 1, -1).astype(np.int32)
        return cls(np.flatnonzero(chosen).astype(np.int32), number, possible)

    @classmethod
    def born_on_the_28th(cls, lives: Lives, stays: Stays, ages: Ages, facts: Facts) -> _Variant | None:
        """A5: those born on 29 February, with birthdays on 28 February in common years."""
        chosen = months_after(lives.born_on, 12 * 14) != ages.b14  # 14 years on is never a leap year
        if not chosen.any():
            return None
        born_on = lives.born_on[chosen]
        earlier = Ages(*(months_after(born_on, 12 * age) for age in AGES))
        return cls.of(chosen, Possible(stays.of_people(chosen), earlier, facts.of_people(chosen)))

    @classmethod
    def with_unknown_care(cls, lives: Lives, stays: Stays, ages: Ages, facts: Facts) -> _Variant | None:
        """M1: those whose history is not all known, with care all through the unknown time."""
        unknown_to = np.where(lives.care_known, np.minimum(lives.history_held_from, ages.b18), ages.b18)
        unknown_from = np.minimum(ages.b14, facts.guardianship_from - np.int32(1))
        chosen = unknown_from < unknown_to
        if not chosen.any():
            return None
        filled = stays.of_people(chosen).with_unknown_care(unknown_from[chosen], unknown_to[chosen])
        return cls.of(chosen, Possible(filled, ages.of(chosen), facts.of_people(chosen)))

    def cuts(self) -> list[tuple[People, Days]]:
        """The days on which this life's answers can begin to differ."""
        care, ages = self.possible.care, self.possible.ages
        everyone = np.arange(self.possible.count, dtype=np.int32)
        cuts = [(everyone, day) for day in (ages.b16, ages.b18, ages.b21)]
        return [*cuts, (care.run_person[1:], care.run_start[1:]), *_cuts_of(self.possible, AS_READ, frozenset({"A2"}))]

    def category_at(self, at: Moments, otherwise: frozenset[str] = frozenset()) -> tuple[Places, Codes]:
        """Which of the moments are of these people, and what their category would be."""
        some = np.flatnonzero(self.number[at.person] >= 0)
        moments = self.possible.moments(self.number[at.person[some]], at.day[some])
        return some, self.possible.category_at(moments, otherwise)


def _cuts_of(possible: Possible, *readings: frozenset[str]) -> list[tuple[People, Days]]:
    """The days on which one way of a life can change its category, birthdays and beginnings of care apart."""
    care, ages, facts = possible.care, possible.ages, possible.facts
    person = care.run_person[1:]
    cuts = [(person, care.run_end[1:])]
    if care.has_breaks.any():
        cuts += [(person, care.run_counts_from[1:]), (np.arange(possible.count, dtype=np.int32), care.failed_on)]
    for reading in readings:
        reached = possible.bounds(reading).eligible_from
        some = np.flatnonzero((reached > ages.b16) & (reached < ages.b18)).astype(np.int32)
        cuts.append((some, reached[some]))
    for day in (facts.died_on, facts.adopted_on, possible.guarded_from, possible.guarded_to):
        some = np.flatnonzero(day < NEVER).astype(np.int32)
        cuts.append((some, day[some]))
    return cuts + _cuts_of_settling(possible)


def _cuts_of_settling(possible: Possible) -> list[tuple[People, Days]]:
    """Moving in with a parent and out, and six months after each day they can be counted from."""
    some = np.flatnonzero(possible.has_parent_stay).astype(np.int32)
    if not len(some):
        return []
    moved_in, moved_out = possible.facts.with_parent_from[some], possible.facts.with_parent_to[some]
    after_16 = np.maximum(moved_in, possible.ages.b16[some])
    care = possible.care
    runs = 1 + np.flatnonzero(possible.has_parent_stay[care.run_person[1:]])
    person = care.run_person[runs]
    after_care = np.maximum(care.run_end[runs], np.maximum(possible.facts.with_parent_from[person], possible.ages.b16[person]))
    return [
        (some, moved_in),
        (some, moved_out),
        (some, months_after(moved_in, SETTLED_MONTHS)),
        (some, months_after(after_16, SETTLED_MONTHS)),
        (person, months_after(after_care, SETTLED_MONTHS)),
    ]


def _keys(person: People, day: Days, begins: Flags | bool) -> npt.NDArray[np.int64]:
    """A number that sorts by person, then day, then beginnings of care last."""
    return (person.astype(np.int64) << 23) + ((day - np.int32(ALWAYS)).astype(np.int64) << 1) + begins


def _from_keys(keys: npt.NDArray[np.int64]) -> tuple[People, Days]:
    day = ((keys >> 1) & ((1 << 22) - 1)).astype(np.int32) + np.int32(ALWAYS)
    return (keys >> 23).astype(np.int32), day


def _as_row(person: int, stretch: TimelineStretch, authority_code: dict[str, int]) -> tuple[int, ...]:
    finding = stretch.finding
    bits = sum(1 << READINGS.index(name) for name in finding.ambiguities if name in READINGS)
    return (
        person,
        day_number(stretch.from_on),
        CATEGORIES.index(finding.category),
        CERTAINTIES.index(finding.certainty),
        bits,
        authority_code.get(finding.responsible, NOBODY),
    )


def _joined(answers: Stretches) -> Stretches:
    """Neighbours of one person that are the same become one stretch."""
    if not len(answers):
        return answers
    code = (
        answers.category.astype(np.int64)
        | answers.certainty.astype(np.int64) << 3
        | answers.ambiguities.astype(np.int64) << 5
        | (answers.responsible.astype(np.int64) + 1) << 21
    )
    opens = np.ones(len(code), dtype=bool)
    opens[1:] = (code[1:] != code[:-1]) | (answers.person[1:] != answers.person[:-1])
    return answers.take(opens)
