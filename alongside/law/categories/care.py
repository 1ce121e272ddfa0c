"""One life in care, in the form the rules ask for: unbroken runs of care, short breaks, and the thirteen-week count.

Days are ordinals (``date.toordinal``), runs are pairs ``(start, end)`` that hold on start and no longer on end.
The rules of evaluation are written down in ``categories``; this module holds those about time in care.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from alongside.law.ages import birthday, months_after
from alongside.law.facts import Circumstances, Spell

Run = tuple[int, int]

FOREVER = date.max.toordinal()
THIRTEEN_WEEKS = 91
"""Care Planning Regulations 2010, regulation 40(1), as days (C5)."""
BREAK_DAYS = 17
"""Regulation 48(2)(c)(i): no single short break is meant to be longer."""
BREAK_DAYS_IN_TWELVE_MONTHS = 75
"""Regulation 48(2)(c)(iii): the breaks of any twelve months together are no longer."""
BREAK_FOUR_WEEKS = 28
"""Care Leavers Regulations 2010, regulation 3(3): the other short-break test, for the additional relevant child."""
STAY_HOURS = 24
"""Children Act 1989, section 22(2): accommodation counts only when it has lasted longer."""
QUALIFYING_STAY_MONTHS = 3
"""Children Act 1989, section 24(2)(d): a consecutive period of at least three months."""
SETTLED_MONTHS = 6
"""Care Leavers Regulations 2010, regulation 3(5): lived with a parent for six months."""

LONG_STAYS = frozenset({"health", "education", "care_home", "hospital"})
"""Section 24(2)(d): counts only after three consecutive months."""


def merged(runs: Iterable[Run]) -> list[Run]:
    """The same days as maximal runs in order: overlapping and touching ones become one."""
    result: list[Run] = []
    for start, end in sorted(runs):
        if result and start <= result[-1][1]:
            if end > result[-1][1]:
                result[-1] = (result[-1][0], end)
        elif start < end:
            result.append((start, end))
    return result


def months_on(day: int, months: int) -> int:
    """The corresponding date ``months`` later (C6), on ordinals; FOREVER stays FOREVER."""
    return day if day == FOREVER else _months_on(day, months)


@lru_cache(maxsize=20_000)
def _months_on(day: int, months: int) -> int:
    return months_after(date.fromordinal(day), months).toordinal()


def end_of(to_on: date | None) -> int:
    """The end of a stretch as an ordinal; FOREVER while it goes on."""
    return FOREVER if to_on is None else to_on.toordinal()


@lru_cache(maxsize=20_000)
def birthdays(born_on: date) -> tuple[int, int, int, int, int]:
    """The 14th, 16th, 18th, 21st and 25th birthdays as ordinals (C1, C2)."""
    b14, b16, b18, b21, b25 = (birthday(born_on, age).toordinal() for age in (14, 16, 18, 21, 25))
    return b14, b16, b18, b21, b25


def other_birthdays(born_on: date) -> tuple[int, int, int, int, int] | None:
    """For someone born on 29 February, the birthdays on 28 February instead (A5); nobody else has two readings."""
    if (born_on.month, born_on.day) != (2, 29):
        return None
    b14, b16, b18, b21, b25 = (
        date(born_on.year + age, 2, 28).toordinal() if day.month == 3 else day.toordinal()
        for age, day in ((age, birthday(born_on, age)) for age in (14, 16, 18, 21, 25))
    )
    return b14, b16, b18, b21, b25


class Care:
    """All the care one person is known to have had, ready to be asked about any day.

    ``runs``       unbroken runs of being looked after, short breaks included, ended at the 18th birthday at the latest
    ``breaks``     runs of short breaks (legal status V3 or V4)
    ``failed_on``  the day on which the short breaks stopped meeting regulation 48: from then on all of them count
    """

    __slots__ = ("_only_authority", "_ordinary", "_stays", "_terms", "b14", "b18", "breaks", "failed_on", "runs")

    def __init__(self, spells: Iterable[Spell], b14: int, b18: int) -> None:
        self.b14 = b14
        self.b18 = b18
        self._stays = _looked_after(spells, b18)
        self.runs = merged((start, end) for start, end, _ in self._stays)
        authorities = {spell.authority for _, _, spell in self._stays}
        self._only_authority = authorities.pop() if len(authorities) == 1 else None
        self._terms = self._terms_with(authorities) if authorities else []
        self.breaks: list[Run] = []
        self._ordinary: list[Run] = []
        self.failed_on = FOREVER
        if any(spell.is_short_break for _, _, spell in self._stays):
            self.breaks = merged((start, end) for start, end, spell in self._stays if spell.is_short_break)
            self._ordinary = merged((start, end) for start, end, spell in self._stays if not spell.is_short_break)
            self.failed_on = self._breaks_failed_on()

    def is_looked_after(self, on: int) -> bool:
        """Looked after at noon of the day, short breaks included."""
        return holds(self.runs, on)

    def counted(self, on: int) -> list[Run]:
        """The runs that count towards the thirteen weeks as things stood on the day ``on``.

        A short break counts if regulation 48 has stopped applying, or if it runs into other care without a day
        between: then the child did not go home from it, and it is part of that unbroken run.
        """
        if not self.breaks or on >= self.failed_on:
            return self.runs
        ordinary = [run for run in self._ordinary if run[0] <= on]
        joined = [(s, e) for s, e in self.breaks if any(start <= e and s <= end for start, end in ordinary)]
        return merged(ordinary + joined)

    def counted_by_authority(self, on: int, authority: str) -> list[Run]:
        """As ``counted``, but only time with one authority (A11 read the other way)."""
        counted = self.counted(on)
        return merged(
            (start, end)
            for start, end, spell in self._stays
            if spell.authority == authority and any(first <= start and end <= last for first, last in counted)
        )

    def counted_by_four_weeks(self, on: int) -> list[Run]:
        """As ``counted``, by the older test of regulation 3(3): breaks count only if one of them passed four weeks."""
        breaks = [(s, min(e, on)) for s, e in self.breaks if s <= on]
        if not breaks or any(end - start > BREAK_FOUR_WEEKS for start, end in breaks):
            return self.runs
        ordinary = [run for run in self._ordinary if run[0] <= on]
        joined = [(s, e) for s, e in self.breaks if any(start <= e and s <= end for start, end in ordinary)]
        return merged(ordinary + joined)

    def has_several_authorities(self, on: int = FOREVER) -> bool:
        """Looked after by more than one authority by the day."""
        if self._only_authority is not None:
            return False
        return len({spell.authority for start, _, spell in self._stays if start <= on}) > 1

    def authorities(self) -> set[str]:
        """Every authority that has looked after this person."""
        return {spell.authority for _, _, spell in self._stays}

    def authority_on(self, on: int) -> str:
        """The authority looking after on the day (of two, the later to start), else the last to have done so."""
        if self._only_authority is not None:
            return self._only_authority if self._stays[0][0] <= on else ""
        best: tuple[int, int] = (0, 0)
        authority = ""
        for start, end, name in self._terms:
            if start > on:
                break
            key = (min(end, on + 1), start)
            if key >= best:
                best, authority = key, name
        return authority

    def stays(self) -> list[tuple[int, int, Spell]]:
        """Every stay that is time looked after, in order."""
        return self._stays

    def _terms_with(self, authorities: Iterable[str]) -> list[tuple[int, int, str]]:
        """Unbroken time with each authority, in order of start, and of name where two start together."""
        return sorted(
            (start, end, name)
            for name in authorities
            for start, end in merged((start, end) for start, end, spell in self._stays if spell.authority == name)
        )

    def _breaks_failed_on(self) -> int:
        changed_carer = [s for s, _, spell in self._stays if spell.is_short_break and not spell.same_carer]
        too_long = [start + BREAK_DAYS + 1 for start, end in self.breaks if end - start > BREAK_DAYS]
        too_many = [day for day in map(self._too_many_on, range(len(self.breaks))) if day]
        return min(changed_carer + too_long + too_many, default=FOREVER)

    def _too_many_on(self, index: int) -> int | None:
        """The first day in or at the end of a break when the twelve months before hold more than 75 break days."""
        start, end = self.breaks[index]
        for day in range(start + 1, min(end, start + BREAK_DAYS) + 1):
            year_ago = months_on(day, -12)
            in_a_year = sum(max(0, min(e, day) - max(s, year_ago)) for s, e in self.breaks[: index + 1])
            if in_a_year > BREAK_DAYS_IN_TWELVE_MONTHS:
                return day
        return None


def days_counted(runs: list[Run], b14: int, upto: int) -> tuple[int, int]:
    """Whole days of the runs from the 14th birthday up to a day, and in how many runs (C4).

    The second number is what counting both the first and the last day of each run would add (A2).
    """
    days = pieces = 0
    for start, end in runs:
        if start > upto:
            break
        if end <= b14:
            continue
        start = max(start, b14)
        if start > upto:
            break
        days += min(end, upto) - start
        pieces += 1
    return days, pieces


def day_reaching(runs: list[Run], b14: int, needed: int, *, inclusive: bool = False) -> int | None:
    """The first day on which the count has reached ``needed`` days, if it ever does."""
    for start, end in runs:
        if end <= b14:
            continue
        start = max(start, b14)
        needed -= inclusive
        if needed <= 0:
            return start
        if end - start >= needed:
            return start + needed
        needed -= end - start
    return None


def holds(runs: list[Run], on: int) -> bool:
    """Whether one of the runs covers the day."""
    for start, end in runs:  # noqa: SIM110  asked many times a person: a plain loop takes half the time of any()
        if start <= on < end:
            return True
    return False


def parent_runs(circumstances: Circumstances) -> list[Run]:
    """Unbroken time with a parent or other person with parental responsibility, whoever of them it was."""
    return merged((stay.from_on.toordinal(), end_of(stay.to_on)) for stay in circumstances.lived_with_parent)


def _looked_after(spells: Iterable[Spell], b18: int) -> list[tuple[int, int, Spell]]:
    stays = []
    for spell in spells:
        start, end = spell.from_on.toordinal(), min(end_of(spell.to_on), b18)
        if start < end:
            stays.append((start, end, spell))
    stays.sort(key=lambda stay: stay[:2])
    if any(spell.hours is not None for _, _, spell in stays):
        stays = [stay for stay in stays if not _is_too_short(stay, stays)]
    return stays


def _is_too_short(stay: tuple[int, int, Spell], stays: list[tuple[int, int, Spell]]) -> bool:
    """A stay of 24 hours or less on its own; under a care order, or next to other care, even an hour is care."""
    start, end, spell = stay
    if spell.hours is None or spell.hours > STAY_HOURS or spell.is_care_order:
        return False
    return not any(other is not stay and other[0] <= end and start <= other[1] for other in stays)
