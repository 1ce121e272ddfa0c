"""Everyone's whole timeline: category, certainty, open questions and authority, from the 14th birthday on.

The counterpart of ``law.categories.case``. For a block of people it lists every day on which an answer can begin to
differ (the *cuts*), decides each of those days, and joins neighbours that came out the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import numpy.typing as npt

from alongside.law.categories import Answer, Case
from alongside.law.categories.care import SETTLED_MONTHS
from alongside.law.findings import Certainty
from alongside.returns.cohort.care import AS_READ, INCLUSIVE, Bounds
from alongside.returns.cohort.columns import (
    Authorities,
    Columns,
    Flags,
    Keys,
    Places,
    day_in,
    keys_of,
    openings,
    person_in,
)
from alongside.returns.cohort.days import EPOCH, NEVER, Birthdays, Days, months_after
from alongside.returns.cohort.decide import (
    CATEGORIES,
    FORMER_RELEVANT,
    NONE,
    QUALIFYING,
    RELEVANT,
    UNKNOWN,
    Codes,
    Facts,
    Moments,
    Possible,
)
from alongside.returns.cohort.lives import Lives
from alongside.returns.cohort.stays import Ages, Stays
from alongside.returns.cohort.variants import AGES, Cuts, Variant, cuts_of, cuts_of_reaching, happened

CERTAINTIES = tuple(Certainty)
CLEAR, BORDERLINE, CONTESTED, UNCERTAIN = range(len(CERTAINTIES))
READINGS = ("A2", "A4", "A3", "A5", "A6", "A7", "A9", "A10", "A11", "A12", "A14")
"""The contested points that can touch these facts; each has a bit in ``ambiguities``. A1 is left out: guidance settles
it, so it makes no answer less certain. A8 needs facts without a column."""
READINGS_OF_CARE = ("A2", "A3", "A4", "A9", "A10")
"""Those that move the bounds of past care."""
_BORDERLINE_ONLY = 0b11
NOBODY = -1

Bits = npt.NDArray[np.uint16]


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
    return block.with_reference(_joined(block.decided(*block.every_change())))


@dataclass(frozen=True, slots=True)
class OneDay:
    """The answers of a block of people on one day, a row for each; ``since`` and ``until`` bound the category."""

    stretches: Stretches
    since: Days
    until: Days


def answers_on(lives: Lives, birthdays: Birthdays, on: int) -> OneDay:
    """What holds on one day, and how far its category reaches either way."""
    block = _Block(lives, birthdays)
    answers = block.decided(*block.everyone_on(on))
    since, until = block.time_in_category(answers.category, on)
    return block.with_reference_on(OneDay(answers, since, until), on)


class _Block:
    """A block of people, as they are known, and as they might also be."""

    def __init__(self, lives: Lives, birthdays: Birthdays) -> None:
        self.lives = lives
        self.count = len(lives)
        ages = Ages(*(birthdays.of(lives.born_on, age) for age in AGES))
        stays, facts = Stays.of(lives), Facts.of(lives)
        self.known = Possible(stays, ages, facts)
        self.born_on_the_28th = Variant.born_on_the_28th(lives, birthdays, stays, facts)
        self.at_most = Variant.with_unknown_care(lives, ages, stays, facts)

    def decided(self, at: Moments, piece: Places) -> Stretches:
        """An answer for each moment. ``piece`` is the last piece of care begun by then, 0 if none."""
        category = self.known.category_at(at)
        ambiguities = self._ambiguities(at, piece, category)
        certainty = (ambiguities > 0).view(np.uint8) + (ambiguities > _BORDERLINE_ONLY).view(np.uint8)
        responsible = self._responsible(at, piece, category)
        answers = Stretches(at.person, at.day, category, certainty, ambiguities, responsible)
        more = self._could_be_more(at, category)
        certainty[more] = np.maximum(certainty[more], BORDERLINE)
        unknown = more[category[more] == NONE]
        category[unknown] = UNKNOWN
        certainty[unknown] = UNCERTAIN
        ambiguities[unknown] = 0
        responsible[unknown] = self.known.care.pieces.authority[piece[unknown]]
        return answers

    # ---- on which days ----

    def everyone_on(self, on: int) -> tuple[Moments, Places]:
        """Every person on one day, and the last piece of care begun by then."""
        person, day = np.arange(self.count), np.full(self.count, on, dtype=np.int32)
        piece = self.known.care.pieces_on(on)
        return Moments(person, day, self.known.care.pieces.run[piece]), piece

    def every_change(self) -> tuple[Moments, Places]:
        """Everyone on every day on which an answer can begin to differ, and the last piece of care begun by then."""
        b14 = self.known.ages.b14
        everyone = np.arange(self.count)
        person, day = _together([(everyone, b14), *self._cuts_of_category(), *self._cuts_of_certainty()])
        inside = np.flatnonzero((day >= b14[person]) & (day < NEVER))
        return self._moments(keys_of(person[inside], day[inside]), b14)

    def _moments(self, cuts: Keys, from_on: Days) -> tuple[Moments, Places]:
        """People on their cuts and wherever care begins, but no earlier than ``from_on``, each once and in order.

        Beginnings of care sort behind other cuts of the same day, so counting them tells how many have been.
        """
        pieces = self.known.care.pieces.take(slice(1, None))
        begins = keys_of(pieces.person, np.maximum(pieces.start, from_on[pieces.person]))
        events = np.concatenate((cuts << 1, (begins << 1) + 1))
        events.sort(kind="stable")  # a few dozen ascending lists one behind the other: merging them is the quick way
        keys = events >> 1
        last_of_its_day = np.flatnonzero(np.append(keys[1:] != keys[:-1], True)[: len(keys)])
        piece = np.cumsum(events & 1)[last_of_its_day]
        keys = keys[last_of_its_day]
        person, day = person_in(keys), day_in(keys)
        piece *= self.known.care.pieces.person[piece] == person
        return Moments(person, day, self.known.care.pieces.run[piece]), piece

    @cached_property
    def _could_be_something(self) -> Flags:
        """Who could ever be more than ``none``."""
        result = self.known.could_be_something | self.lives.treated_as_care_leaver
        if self.at_most is not None:
            result[self.at_most.people[self.at_most.possible.could_be_something]] = True
        return result

    def _cuts_of_category(self) -> list[Cuts]:
        """Days on which a category can begin to differ, beginnings of care apart."""
        treated = np.flatnonzero(self.lives.treated_as_care_leaver)
        cuts = [*cuts_of(self.known, AS_READ), (treated, self.known.ages.b16[treated])]
        if self.at_most is not None:
            cuts += self.at_most.cuts()
        return cuts

    def _cuts_of_certainty(self) -> list[Cuts]:
        """Days on which only certainty or authority can begin to differ, beginnings of care apart."""
        known = self.known
        cuts = [cuts_of_reaching(known, INCLUSIVE), happened(known.facts.adopted_on)]
        if known.care.breaks.taken_by.any():
            cuts.append(cuts_of_reaching(known, frozenset({"A9"})))
        if known.care.has_several_authorities.any():
            cuts.append(known.care.days_reached_by_authority())
        moved_in = np.flatnonzero(known.has_parent_stay)
        cuts.append((moved_in, months_after(known.facts.with_parent_from[moved_in], SETTLED_MONTHS)))
        if self.born_on_the_28th is not None:
            cuts += self.born_on_the_28th.cuts()
        return cuts

    # ---- how far a category reaches ----

    def time_in_category(self, category: Codes, on: int) -> tuple[Days, Days]:
        """The first day of the unbroken time in each person's category, and the day on which it ends."""
        at = self._changes_of_category(category)
        categories = self.known.category_at(at)
        categories[self._unknown(at, categories)] = UNKNOWN

        b14 = self.known.ages.b14
        since = np.where(b14 <= on, b14, np.int32(NEVER))  # as it stays for those who are never anything
        until = np.full(self.count, NEVER, dtype=np.int32)
        person, from_on, to_on = _times_in_category(at.person, at.day, categories)
        holding = np.flatnonzero((from_on <= on) & (on < to_on))
        since[person[holding]] = from_on[holding]
        until[person[holding]] = to_on[holding]
        first = np.flatnonzero(np.diff(person, prepend=-1))
        begins_with = first[on < b14[person[first]]]  # under 14: the timeline begins with none, which they are in
        until[person[begins_with]] = to_on[begins_with]
        return since, until

    def _changes_of_category(self, category: Codes) -> Moments:
        """Everyone on the days on which the category can begin to differ, as far as the present one can reach.

        Nobody is eligible or relevant before 16 or from 18 on, former relevant before 18, qualifying before 16 or
        from 21 on; only none and unknown can begin or end at any age, and nothing but none holds before 16.
        """
        ages = self.known.ages
        any_age = np.flatnonzero((category >= NONE) & self._could_be_something)
        from_on = np.where(category == FORMER_RELEVANT, ages.b18, ages.b16)
        from_on[~self._could_be_something] = NEVER
        to_on = np.where(category <= RELEVANT, ages.b18, np.where(category == QUALIFYING, ages.b21, np.int32(NEVER)))
        person, day = _together(self._cuts_of_category())
        inside = np.flatnonzero((day >= from_on[person]) & (day <= to_on[person]) & (day < NEVER))
        cuts = np.concatenate((keys_of(person[inside], day[inside]), keys_of(any_age, ages.b14[any_age])))
        return self._moments(cuts, from_on)[0]

    # ---- how sure ----

    def _ambiguities(self, at: Moments, piece: Places, category: Codes) -> Bits:
        """Which readings, taken the other way, would change the category; a bit for each (see ``READINGS``)."""
        result = np.zeros(len(at), dtype=np.uint16)
        for name, some in self._readings_to_try(at, category):
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

    def _readings_to_try(self, every: Moments, category: Codes) -> Iterator[tuple[str, Places]]:
        """The readings worth deciding the other way, and where: where their facts are there at all, and matter."""
        known, care, facts = self.known, self.known.care, self.known.facts
        some = np.flatnonzero(self._is_open_to_doubt[every.person])
        person, day = every.person[some], every.day[some]
        some = some[(day >= known.ages.b16[person]) & (day < facts.died_on[person])]
        at, category = every.take(some), category[some]
        person, day = at.person, at.day
        is_adult = day >= known.ages.b18[person]
        strong = category <= FORMER_RELEVANT
        with_parent = known.has_parent_stay[person]

        moved = {name: moves.touch(at) for name, moves in self._moves.items()}
        yield "A2", some[~strong & (moved["A2"] | known.is_admitted[person])]
        yield "A4", some[~strong & is_adult & moved["A4"]]
        yield "A3", some[moved["A3"]]
        yield "A6", some[with_parent]
        yield "A7", some[with_parent & is_adult]
        yield "A9", some[~strong & moved["A9"]]
        yield "A10", some[(category == QUALIFYING) & moved["A10"]]
        yield "A11", some[strong & care.has_several_authorities[person]]
        yield "A12", some[strong & (facts.adopted_on[person] <= day)]
        yield "A14", some[strong & known.is_admitted[person]]

    @cached_property
    def _is_open_to_doubt(self) -> Flags:
        """The people for whom some reading, A5 apart, could make a difference on some day."""
        known = self.known
        result = known.has_parent_stay | known.is_admitted | known.care.has_several_authorities
        result |= known.facts.adopted_on < NEVER
        for moves in self._moves.values():
            is_at_16_or_17 = (moves.earlier < known.ages.b18) & (moves.later > known.ages.b16)
            result |= moves.changed | ((moves.earlier < moves.later) & is_at_16_or_17)
        return result

    @cached_property
    def _moves(self) -> dict[str, _Moves]:
        usual = self.known.bounds()
        return {name: _Moves.between(usual, self.known.bounds(frozenset({name}))) for name in READINGS_OF_CARE}

    def _bounds_by_authority(self, at: Moments, piece: Places) -> Bounds:
        care = self.known.care
        return care.bounds_by_authority(at.person, care.pieces.authority[piece])

    def _could_be_more(self, at: Moments, category: Codes) -> Places:
        """M1, M3, M4: where what is not known, or the council's own practice, may make more of it."""
        could_be_more = np.zeros(len(at), dtype=bool)
        if self.at_most is not None:
            some, possible = self.at_most.category_at(at)
            could_be_more[some] = possible < category[some]
        treated = self.lives.treated_as_care_leaver
        if treated.any():
            could_be_more |= treated[at.person] & (category == NONE)
        more = np.flatnonzero(could_be_more)
        person, day = at.person[more], at.day[more]
        alive_at_16 = (day >= self.known.ages.b16[person]) & (day < self.known.facts.died_on[person])
        result: Places = more[alive_at_16]
        return result

    def _unknown(self, at: Moments, category: Codes) -> Places:
        """M2: missing history never yields ``none``."""
        more = self._could_be_more(at, category)
        result: Places = more[category[more] == NONE]
        return result

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

    @property
    def _left_over(self) -> Places:
        """The people whom the columns cannot decide."""
        left_over = self.known.care.has_rival_authorities.copy()
        left_over[list(self.lives.others)] = True
        return np.flatnonzero(left_over)

    def with_reference(self, answers: Stretches) -> Stretches:
        """Put in the reference law's own timelines of those whom the columns cannot decide."""
        people = self._left_over
        first, last = np.searchsorted(answers.person, people), np.searchsorted(answers.person, people, side="right")
        parts, done = [], 0
        for person, start, stop in zip(people, first, last, strict=True):
            parts += [answers.take(slice(done, start)), self._reference(int(person))]
            done = stop
        return Stretches.together([*parts, answers.take(slice(done, None))]) if parts else answers

    def with_reference_on(self, one_day: OneDay, on: int) -> OneDay:
        """Put in the reference law's own answers for those whom the columns cannot decide."""
        for person in self._left_over:
            case = Case(self.lives.circumstances_of(int(person)))
            answer = self._in_columns(int(person), [(on, case.answer_on(on + EPOCH))])
            for column in fields(answer):
                getattr(one_day.stretches, column.name)[person] = getattr(answer, column.name)[0]
            timeline = self._in_columns(int(person), [(day - EPOCH, answer) for day, answer in case.answers()])
            from_on, to_on = _times_in_category(timeline.person, timeline.from_on, timeline.category)[1:]
            holding = np.flatnonzero((from_on <= on) & (on < to_on))
            one_day.since[person] = from_on[holding[0]] if len(holding) else NEVER
            one_day.until[person] = to_on[holding[0]] if len(holding) else to_on[0]
        return one_day

    def _reference(self, person: int) -> Stretches:
        answers = Case(self.lives.circumstances_of(person)).answers()
        return _joined(self._in_columns(person, [(day - EPOCH, answer) for day, answer in answers]))

    def _in_columns(self, person: int, answers: Sequence[tuple[int, Answer]]) -> Stretches:
        codes = {name: code for code, name in enumerate(self.lives.authorities) if name}
        return Stretches(
            np.full(len(answers), person),
            np.array([day for day, _ in answers], dtype=np.int32),
            np.array([CATEGORIES.index(answer.category) for _, answer in answers], dtype=np.uint8),
            np.array([CERTAINTIES.index(answer.certainty) for _, answer in answers], dtype=np.uint8),
            np.array([sum(map(_bit, set(READINGS) & set(a.ambiguities))) for _, a in answers], dtype=np.uint16),
            np.array([codes.get(answer.responsible, NOBODY) for _, answer in answers], dtype=np.int16),
        )


@dataclass(frozen=True, slots=True)
class _Moves:
    """How another reading moves the bounds of past care, for each person.

    ``changed``  it moves what care that has ended leads to
    ``earlier``, ``later``  thirteen weeks are complete on the one day by one reading, on the other by the other
    """

    changed: Flags
    earlier: Days
    later: Days

    @classmethod
    def between(cls, usual: Bounds, other: Bounds) -> _Moves:
        """Compare two readings."""
        changed = usual.was_eligible_from != other.was_eligible_from
        changed |= usual.has_left_from != other.has_left_from
        changed |= usual.eligible_at_18 != other.eligible_at_18
        earlier = np.minimum(usual.eligible_from, other.eligible_from)
        return cls(changed, earlier, np.maximum(usual.eligible_from, other.eligible_from))

    def touch(self, at: Moments) -> Flags:
        """Where the two readings can differ at all."""
        touched: Flags = self.changed[at.person]
        touched |= (self.earlier[at.person] <= at.day) & (at.day < self.later[at.person])
        return touched


def _times_in_category(person: Places, day: Days, category: Codes) -> tuple[Places, Days, Days]:
    """Unbroken times in one category: whose, from when, to when."""
    differs = openings(person)
    differs[1:] |= category[1:] != category[:-1]
    first = np.flatnonzero(differs)
    person, from_on = person[first], day[first]
    return person, from_on, ends_of(person, from_on)


def _together(cuts: Sequence[Cuts]) -> Cuts:
    return np.concatenate([person for person, _ in cuts]), np.concatenate([day for _, day in cuts])


def ends_of(person: Places, from_on: Days) -> Days:
    """The day on which each stretch ends: where the next of the same person begins, ``NEVER`` for the last."""
    ends = np.full(len(person), NEVER, dtype=np.int32)
    goes_on = np.flatnonzero(person[1:] == person[:-1])
    ends[goes_on] = from_on[goes_on + 1]
    return ends


def _bit(reading: str) -> np.uint16:
    return np.uint16(1 << READINGS.index(reading))


def _joined(answers: Stretches) -> Stretches:
    """Neighbours of one person that are the same become one stretch."""
    differs = openings(answers.person)
    for column in (answers.category, answers.certainty, answers.ambiguities, answers.responsible):
        differs[1:] |= column[1:] != column[:-1]
    return answers.take(np.flatnonzero(differs))
