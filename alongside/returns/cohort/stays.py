"""Spells of care, in columns: what counts as a stay at all, and care that is not known filled in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.law.facts import SHORT_BREAK_STATUSES
from alongside.returns.cohort.columns import Authorities, Columns, Flags, Places, keys_of
from alongside.returns.cohort.days import Days
from alongside.returns.cohort.lives import Lives


@dataclass(frozen=True, slots=True)
class Ages(Columns):
    """The birthdays that the law asks for."""

    b14: Days
    b16: Days
    b18: Days
    b21: Days


@dataclass(frozen=True, slots=True)
class Stays(Columns):
    """Spells of care in order of person and start. A person is a number from 0 in whatever group is looked at."""

    person: Places
    start: Days
    end: Days
    authority: Authorities
    is_break: Flags
    same_carer: Flags

    @classmethod
    def of(cls, lives: Lives) -> Stays:
        """The spells of these lives; of no length where a person's care is not known at all."""
        person = lives.person_of_spell()
        is_break_status = np.array([status in SHORT_BREAK_STATUSES for status in lives.legal_statuses] or [False])
        end = lives.spell_to
        if not lives.care_known.all():
            unknown = np.flatnonzero(~lives.care_known[person])
            end = end.copy()
            end[unknown] = lives.spell_from[unknown]
        return cls(
            person,
            lives.spell_from,
            end,
            lives.spell_authority,
            is_break_status[lives.spell_status],
            lives.spell_same_carer,
        )

    def of_people(self, chosen: Flags) -> Stays:
        """Only the spells of some people, who are numbered anew."""
        kept = self.take(np.flatnonzero(chosen[self.person]))
        number = np.cumsum(chosen, dtype=np.int64) - 1
        return Stays(number[kept.person], kept.start, kept.end, kept.authority, kept.is_break, kept.same_carer)

    def with_unknown_care(self, start: Days, end: Days) -> Stays:
        """One more spell of ordinary care for each person, put in its place; short breaks count as such too (M1)."""
        count = len(start)
        longer = Stays(
            np.concatenate((self.person, np.arange(count))),
            np.concatenate((self.start, start)),
            np.concatenate((self.end, end)),
            np.concatenate((self.authority, np.full(count, -1, dtype=np.int16))),
            np.zeros(len(self.person) + count, dtype=bool),
            np.concatenate((self.same_carer, np.ones(count, dtype=bool))),
        )
        return longer.take(np.argsort(keys_of(longer.person, longer.start), kind="stable"))

    def looked_after(self, ages: Ages) -> Stays:
        """Care ends at 18 at the latest, and a spell of no whole day is none (K1)."""
        end = np.minimum(self.end, ages.b18[self.person])
        stays = Stays(self.person, self.start, end, self.authority, self.is_break, self.same_carer)
        whole = self.start < end
        return stays if whole.all() else stays.take(np.flatnonzero(whole))
