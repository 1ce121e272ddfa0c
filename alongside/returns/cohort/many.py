"""Everyone's category on a day, or their whole timelines, a block of people at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import numpy as np
import numpy.typing as npt

from alongside.law.findings import Category, Certainty
from alongside.returns.cohort.answers import (
    CERTAINTIES,
    NOBODY,
    READINGS,
    Stretches,
    answers_on,
    ends_of,
    stretches_of,
)
from alongside.returns.cohort.days import NEVER, Birthdays, Days, day_number, day_of
from alongside.returns.cohort.decide import CATEGORIES, NONE
from alongside.returns.cohort.lives import Lives
from alongside.returns.cohort.variants import AGES

BLOCK = 65_536
"""People decided together: few enough for their columns to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Timelines:
    """Stretches of all timelines in order of person and day; the columns of ``Stretches`` and the day each ends.

    ``to_on`` is ``NEVER`` for each person's last stretch. Neighbours of one person differ.
    """

    stretches: Stretches
    to_on: Days
    authorities: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.to_on)


@dataclass(frozen=True, slots=True)
class Answers:
    """One answer for each person on one day. Codes are places in ``CATEGORIES`` and ``CERTAINTIES``.

    ``since`` and ``until`` bound the unbroken time in the category, ``NEVER`` where not known; ``responsible`` is a
    place in ``authorities``, or -1. ``ambiguities`` has a bit for each of ``READINGS``.
    """

    on: date
    category: npt.NDArray[np.uint8]
    certainty: npt.NDArray[np.uint8]
    ambiguities: npt.NDArray[np.uint16]
    responsible: npt.NDArray[np.int16]
    since: Days
    until: Days
    authorities: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.category)

    def part(self, start: int, stop: int) -> Self:
        """The rows from ``start`` up to ``stop``, as views: what is written there is written here."""
        columns = ("category", "certainty", "ambiguities", "responsible", "since", "until")
        return replace(self, **{name: getattr(self, name)[start:stop] for name in columns})

    def of(self, i: int) -> tuple[Category, Certainty, tuple[str, ...], str, date | None, date | None]:
        """Category, certainty, open questions, responsible authority, since and until of one person, in words."""
        code = int(self.responsible[i])
        return (
            CATEGORIES[self.category[i]],
            CERTAINTIES[self.certainty[i]],
            tuple(name for bit, name in enumerate(READINGS) if self.ambiguities[i] >> bit & 1),
            "" if code == NOBODY else self.authorities[code],
            day_of(int(self.since[i])),
            day_of(int(self.until[i])),
        )


def timelines(lives: Lives) -> Timelines:
    """The whole timeline of every life, exact to the day, from the 14th birthday on."""
    parts, ends = [], []
    for start, block, birthdays in _blocks(lives):
        stretches = stretches_of(block, birthdays)
        ends.append(ends_of(stretches.person, stretches.from_on))
        stretches.person[:] += start
        parts.append(stretches)
    if not parts:
        parts, ends = [stretches_of(lives, Birthdays(lives.born_on, AGES))], [np.empty(0, dtype=np.int32)]
    return Timelines(Stretches.together(parts), np.concatenate(ends), lives.authorities)


def categories_on(lives: Lives, on: date) -> Answers:
    """Everyone's category on a day: what ``law.category_on`` answers, person by person."""
    answers = Answers(
        on,
        np.full(len(lives), NONE, dtype=np.uint8),
        np.zeros(len(lives), dtype=np.uint8),
        np.zeros(len(lives), dtype=np.uint16),
        np.full(len(lives), NOBODY, dtype=np.int16),
        np.full(len(lives), NEVER, dtype=np.int32),
        np.full(len(lives), NEVER, dtype=np.int32),
        lives.authorities,
    )
    for start, block, birthdays in _blocks(lives):
        _answer(answers.part(start, start + len(block)), block, birthdays)
    return answers


def _answer(answers: Answers, lives: Lives, birthdays: Birthdays) -> None:
    """Write down what holds for a block of people: first those who can never be anything but ``none``, then the rest.

    The first are those whose care is all known and ended before 16: nothing to decide but whose duty they are while
    in care. Anyone in two spells at once on the day is left to the rest, since that takes more to say.
    """
    on = day_number(answers.on)
    person = lives.person_of_spell()
    b14, b16 = birthdays.of(lives.born_on, 14), birthdays.of(lives.born_on, 16)
    now = np.flatnonzero((lives.spell_from <= on) & (on < lives.spell_to))
    answers.since[:] = np.where(b14 <= on, b14, NEVER)
    answers.responsible[person[now]] = lives.spell_authority[now]

    rest = lives.has_more_than_care() | birthdays.is_29_february(lives.born_on)
    rest[person[np.flatnonzero(lives.spell_to >= b16[person])]] = True
    rest |= np.bincount(person[now], minlength=len(lives)) > 1
    people = np.flatnonzero(rest)
    decided = answers_on(lives.of_people(people), birthdays, on)
    for name in ("category", "certainty", "ambiguities", "responsible"):
        getattr(answers, name)[people] = getattr(decided.stretches, name)
    answers.since[people], answers.until[people] = decided.since, decided.until


def _blocks(lives: Lives) -> Iterator[tuple[int, Lives, Birthdays]]:
    birthdays = Birthdays(lives.born_on, AGES)
    for start in range(0, len(lives), BLOCK):
        yield start, lives.part(start, min(start + BLOCK, len(lives))), birthdays
