"""Which category of the Children Act 1989 a person is in, on any day of their life.

The rules of evaluation (anything that decides whole cohorts must follow them to the day)
=========================================================================================

Days
  D1  A status is asked at noon of a day. A stretch holds on its first day and not on its last.
  D2  Birthdays: ages.birthday (29 February: 1 March in a common year).
  D3  What is known about later days changes nothing about a day: an answer for a day uses facts up to that day.
      Planned ends are facts like any other; they only tell where a stretch of the timeline will end.

Care
  K1  Care ends at the 18th birthday at the latest: later days of a spell are ignored. A spell of no whole day is
      ignored. A stay of 24 hours or less (``hours``) is ignored unless under a care order or touching other care.
  K2  Overlapping or touching spells are one run. ``looked after`` = some run holds on the day.
  K3  Short breaks (V3, V4) meet regulation 48 until the first day on which: a break has lasted more than 17 days
      (start + 18); or the twelve months up to that day (C6) hold more than 75 break days; or a spell with
      ``same_carer = false`` starts. From that day on all breaks of this life, past and future, count as ordinary care.
      Until then, breaks do not count, save a run of breaks that touches or overlaps other care that has begun.
  K4  Counted runs on a day = the runs that count by K3. Days counted up to day u = the whole days of counted runs
      between the 14th birthday and u (u itself not included). Thirteen weeks are met at 91.

Categories, each only if the person is alive (from died_on on: none) and has reached 16 (before: none)
  E   eligible: under 18, a counted run holds on the day, 91 days counted up to the day.
  W   ``was eligible``: some counted run has ended, on or after the 16th birthday and before the 18th, with 91 days
      counted up to its end.
  X   ``additional``: detained or in hospital on the 16th birthday (touching stays are one) and 91 days counted up
      to the start of that stay, where short breaks count only if one of them had passed 28 days, or by touching.
  P   ``settled``: now lives with a parent (touching stays are one) and six months (C6) have passed since the latest
      of: moving in, the 16th birthday, the last end of care.
  R   relevant: under 18, not looked after, W or X, not P.
  F   former relevant, 18 or over: (b) a counted run lasts to the 18th birthday and 91 days are counted up to the day
      before it (A4); or (a) W, or X with a day not looked after between 16 and 18; and not P on the day (A7).
      There is no upper age: the tracks say what is owed from 21.
  Q   qualifying, under 21: (1A) a special guardianship order made when looked after the day before, and in force
      (on or after 18: in force until the 18th birthday); or (1B) not now looked after, accommodated or fostered,
      and some run of care, breaks included, or stay under section 24(2)(b)-(e), has ended on or after the 16th
      birthday. Stays end at 18; those under (d) count only once they have lasted three months (C6).
  The category is the first that holds of E, R, F, Q, none; ``also`` has qualifying where Q holds besides.

Certainty
  Every contested point is a reading that can be taken the other way (``OTHERWISE``). On each day, each of them that
  applies is decided both ways; where the category would differ, its id is among ``ambiguities``. A2 and A4 make the
  answer borderline, the others contested (which outweighs), save A1, which the statutory guidance settles. A8 is
  flagged where track T1 runs on after 25.

Missing history
  M1  ``history_held_from`` = H: care before H is not known except for the spells given. ``spells = None``: none of it
      is. Then the day is decided a second time as if the person had been in ordinary care without a break from the
      14th birthday (or the day before an earlier special guardianship order) to H, or to 18, and with A2 and A4 read
      generously. That is the most that the unknown could make of it.
  M2  If what is known gives none, and M1 something stronger: ``unknown``, certainty unknown. Missing history never
      yields ``none``.
  M3  If what is known proves a category, that is the answer; where M1 gives a stronger one, a clear answer becomes
      borderline.
  M4  A person treated by the council as a care leaver is ``unknown`` wherever the answer would be none, from 16 on
      (until death), though no history is said to be missing: the facts and the practice contradict each other.

Authority
  The one looking after on the day, else the one whose care ended last; of several, the one whose spell started
  later, and of these the last by name. For a person
  who qualifies only by special guardianship: the one looking after the day before the order. For one who qualifies
  only by limbs (b)-(e), and for none when not looked after: "" (unknown).

Since, until
  The first and the last-but-one day of the unbroken time in the same category, whatever its certainty;
  the timeline begins at the 14th birthday (before it, since is None). ``until`` is None where no end is known.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from alongside.law.care import (
    FOREVER,
    LONG_STAYS,
    QUALIFYING_STAY_MONTHS,
    SETTLED_MONTHS,
    THIRTEEN_WEEKS,
    Care,
    Run,
    birthdays,
    day_reaching,
    days_counted,
    end_of,
    merged,
    months_on,
    other_birthdays,
    parent_runs,
)
from alongside.law.facts import Circumstances, Spell
from alongside.law.findings import Category, Certainty, Finding, TimelineStretch, Track

AS_READ: frozenset[str] = frozenset()
OTHERWISE = {
    "A1": "only care that began after the 14th birthday counts",
    "A2": "both the first and the last day of each run count",
    "A3": "care that ended on the 16th birthday did not last beyond it",
    "A4": "thirteen weeks complete at the start of the 18th birthday are enough",
    "A5": "someone born on 29 February has their birthday on 28 February in a common year",
    "A6": "six months with a parent may begin before care ended or before 16",
    "A7": "whether someone was settled with a parent is decided once, on the 18th birthday",
    "A9": "days of past short breaks count once there is other care",
    "A10": "short breaks alone do not make a person qualify",
    "A11": "only days with the responsible authority count",
    "A12": "an adopted young person is no longer owed leaving care support",
    "A14": "care must have run right up to the day of detention or admission",
}
_EACH = {name: frozenset({name}) for name in OTHERWISE}
_BORDERLINE = frozenset({"A2", "A4"})
_SETTLED_BY_GUIDANCE = frozenset({"A1"})
_GENEROUS = frozenset({"A2", "A4"})
_RANK = {category: rank for rank, category in enumerate(Category)}
_STRONG = frozenset({Category.ELIGIBLE, Category.RELEVANT, Category.FORMER_RELEVANT})


class Answer(NamedTuple):
    """The bare finding of one day: what has to differ for a new stretch of the timeline to begin."""

    category: Category
    also: tuple[Category, ...]
    certainty: Certainty
    ambiguities: tuple[str, ...]
    responsible: str
    tracks: tuple[Track, ...]
    looked_after: bool


class Life:
    """The circumstances of one person, prepared so that any day can be decided quickly. All days are ordinals."""

    def __init__(
        self,
        circumstances: Circumstances,
        ages: tuple[int, int, int, int, int] | None = None,
        spells: tuple[Spell, ...] | None = None,
    ) -> None:
        self.circumstances = circumstances
        self.b14, self.b16, self.b18, self.b21, self.b25 = ages or birthdays(circumstances.born_on)
        self.care = Care(circumstances.spells or () if spells is None else spells, self.b14, self.b18)
        self.died = end_of(circumstances.died_on)
        self.adopted = end_of(circumstances.adopted_on)
        self.parents = parent_runs(circumstances) if circumstances.lived_with_parent else []
        self.elsewhere = self._elsewhere() if circumstances.accommodated_elsewhere else []
        self.admitted = self._admitted() if circumstances.detained_or_in_hospital else None
        self.guarded = self._guarded() if circumstances.special_guardianship else None

    # ---- the rules, in the order of the docstring ----

    def category_on(self, on: int, otherwise: frozenset[str] = AS_READ) -> tuple[Category, bool]:
        """The category on a day, and whether the person qualifies (by itself or besides)."""
        if on < self.b16 or on >= self.died:
            return Category.NONE, False
        qualifies = on < self.b21 and self.is_qualifying(on, otherwise)
        if on < self.b18:
            if self.is_eligible(on, otherwise):
                return Category.ELIGIBLE, qualifies
            if self.is_relevant(on, otherwise):
                return Category.RELEVANT, qualifies
        elif self.is_former_relevant(on, otherwise):
            return Category.FORMER_RELEVANT, qualifies
        return (Category.QUALIFYING if qualifies else Category.NONE), qualifies

    def is_eligible(self, on: int, otherwise: frozenset[str] = AS_READ) -> bool:
        """Children Act 1989, Schedule 2, paragraph 19B(2)."""
        in_counted_care = any(start <= on < end for start, end in self.care.counted(on))
        return in_counted_care and self.has_thirteen_weeks(on, on, otherwise)

    def has_thirteen_weeks(self, upto: int, on: int, otherwise: frozenset[str] = AS_READ) -> bool:
        """Whether 91 days are counted up to ``upto``, with what was known on the day ``on``."""
        if "A9" in otherwise:
            runs = self.care.runs
        elif "A11" in otherwise:
            runs = self.care.counted_by_authority(on, self.care.authority_on(on))
        else:
            runs = self.care.counted(on)
        return self._is_enough(runs, upto, otherwise)

    def was_eligible(self, on: int, otherwise: frozenset[str] = AS_READ) -> bool:
        """Was an eligible child before a time in care ended, before 18."""
        for start, end in self.care.counted(on):
            if start > on or end > on or end >= self.b18:
                break
            if end < self.b16 or (end == self.b16 and "A3" in otherwise):
                continue
            if self.has_thirteen_weeks(end, on, otherwise):
                return True
        return False

    def is_additional(self, otherwise: frozenset[str] = AS_READ) -> bool:
        """Care Leavers Regulations 2010, regulation 3(2): detained or in hospital at 16, after time in care."""
        if self.admitted is None:
            return False
        runs = self.care.counted_by_four_weeks(self.admitted)
        if "A14" in otherwise and not any(start < self.admitted <= end for start, end in runs):
            return False
        return self._is_enough(runs, self.admitted, otherwise)

    def is_settled(self, on: int, otherwise: frozenset[str] = AS_READ) -> bool:
        """Has lived with a parent for six months: regulation 3(5)."""
        settled_on = self.settled_from(on, otherwise)
        return settled_on is not None and settled_on <= on

    def settled_from(self, on: int, otherwise: frozenset[str] = AS_READ) -> int | None:
        """The day on which six months with the parent they live with on the day ``on`` are complete."""
        for moved_in, moved_out in self.parents:
            if moved_in <= on < moved_out:
                if "A6" in otherwise:
                    return months_on(moved_in, SETTLED_MONTHS)
                care_ended = max((end for _, end in self.care.runs if end <= on), default=0)
                return months_on(max(moved_in, care_ended, self.b16), SETTLED_MONTHS)
        return None

    def is_relevant(self, on: int, otherwise: frozenset[str] = AS_READ) -> bool:
        """Section 23A(2) and the additional category, at 16 or 17."""
        if self.care.is_looked_after(on) or self._adoption_ends_it(on, otherwise):
            return False
        return (self.was_eligible(on, otherwise) or self.is_additional(otherwise)) and not self.is_settled(
            on, otherwise
        )

    def is_former_relevant(self, on: int, otherwise: frozenset[str] = AS_READ) -> bool:
        """Section 23C(1), at 18 or over."""
        if self._adoption_ends_it(on, otherwise):
            return False
        return self.left_care_at_18_eligible(otherwise) or self._would_be_relevant(on, otherwise)

    def left_care_at_18_eligible(self, otherwise: frozenset[str] = AS_READ) -> bool:
        """Section 23C(1)(b): looked after on reaching 18, and immediately before that an eligible child."""
        runs = self.care.counted(self.b18)
        if not runs or runs[-1][1] < self.b18:
            return False
        return self.has_thirteen_weeks(self.b18 if "A4" in otherwise else self.b18 - 1, self.b18, otherwise)

    def has_been_relevant(self, otherwise: frozenset[str] = AS_READ) -> bool:
        """Was a relevant child for at least a day before 18."""
        if self.was_eligible(self.b18, otherwise):
            return True
        in_care_throughout = any(start <= self.b16 and end >= self.b18 for start, end in self.care.runs)
        return self.is_additional(otherwise) and not in_care_throughout

    def _would_be_relevant(self, on: int, otherwise: frozenset[str]) -> bool:
        judged_on = self.b18 if "A7" in otherwise else on
        return self.has_been_relevant(otherwise) and not self.is_settled(judged_on, otherwise)

    def is_qualifying(self, on: int, otherwise: frozenset[str] = AS_READ) -> bool:
        """Section 24(1A) or (1B), from 16 to 20."""
        return self.is_guarded(on) or self.has_left_looked_after_or_accommodated(on, otherwise)

    def is_guarded(self, on: int) -> bool:
        """Section 24(1A): a special guardianship order in force (at 18 or over: until 18), made out of care."""
        if self.guarded is None:
            return False
        made, ended = self.guarded
        return made <= on < ended if on < self.b18 else made < self.b18 <= ended

    def has_left_looked_after_or_accommodated(self, on: int, otherwise: frozenset[str] = AS_READ) -> bool:
        """Section 24(1B) with 24(2): was at 16 or 17, but is no longer, looked after, accommodated or fostered."""
        if self.care.is_looked_after(on) or any(counts <= on < end for counts, end in self.elsewhere):
            return False
        care = self.care.counted(on) if "A10" in otherwise else self.care.runs
        earliest = self.b16 + 1 if "A3" in otherwise else self.b16
        return any(earliest <= end <= on for _, end in care) or any(earliest <= end <= on for _, end in self.elsewhere)

    def tracks_on(self, on: int) -> tuple[Track, ...]:
        """The tracks of support for a former relevant child from 21 on (sections 23C(7), 23CA, 23CZB)."""
        if on < self.b21:
            return ()
        tracks = []
        if self.is_continuing_programme(on):
            tracks.append(Track.CONTINUING_PROGRAMME)
        elif on < self.b25 and self.has_resumed_education(on):
            tracks.append(Track.RESUMED_EDUCATION)
        if on < self.b25:
            if any(x.on.toordinal() <= on < end_of(x.ended_on) for x in self.circumstances.asked_for_support):
                tracks.append(Track.ON_REQUEST)
            if not tracks:
                tracks.append(Track.OFFER_ONLY)
        return tuple(tracks)

    def is_continuing_programme(self, on: int) -> bool:
        """T1: a programme set out in the pathway plan, begun by the 21st birthday and still going on."""
        return any(
            x.in_pathway_plan and x.from_on.toordinal() <= self.b21 and x.from_on.toordinal() <= on < end_of(x.to_on)
            for x in self.circumstances.education
        )

    def has_resumed_education(self, on: int) -> bool:
        """T2: has told the authority of education or training being or to be pursued, and it has not ended."""
        return any(
            x.told_authority_on is not None and x.told_authority_on.toordinal() <= on < end_of(x.to_on)
            for x in self.circumstances.education
        )

    def responsible_on(self, on: int, category: Category) -> str:
        """Which authority owes the duties of the category on the day; "" where the facts do not say."""
        if category is Category.NONE:
            return self.care.authority_on(on) if self.care.is_looked_after(on) else ""
        if category is not Category.QUALIFYING:
            return self.care.authority_on(on)
        if self.guarded is not None and self.is_guarded(on):
            return self.care.authority_on(self.guarded[0] - 1)
        by_care = any(self.b16 <= end <= on for _, end in self.care.runs)
        return self.care.authority_on(on) if by_care else ""

    def ambiguities_on(self, on: int, category: Category) -> list[str]:
        """The readings that, taken the other way, would change the category on the day (A5 and A8 apart)."""
        return [
            name for name in self._readings_to_try(on, category) if self.category_on(on, _EACH[name])[0] is not category
        ]

    def days_of_change(self) -> set[int]:
        """Every day on which some answer can begin to differ: birthdays, events, and the days counts are reached."""
        c = self.circumstances
        days = {self.b14, self.b16, self.b16 + 1, self.b18, self.b21, self.b25, self.died, self.adopted}
        days.update(day for run in self.care.runs for day in run)
        days.update(self._days_of_counting())
        for moved_in, moved_out in self.parents:
            ends = [end for _, end in self.care.runs if moved_in < end < moved_out]
            starts = [moved_in, max(moved_in, self.b16), *ends]
            days.update((moved_in, moved_out, *(months_on(start, SETTLED_MONTHS) for start in starts)))
        for counts, end in self.elsewhere:
            days.update((counts, end))
        if self.guarded is not None:
            days.update(self.guarded)
        for course in c.education:
            days.update((course.from_on.toordinal(), end_of(course.to_on), end_of(course.told_authority_on)))
        for request in c.asked_for_support:
            days.update((request.on.toordinal(), end_of(request.ended_on)))
        if self.care.has_several_authorities():
            days.update(day for start, end, _ in self.care.stays() for day in (start, end))
        return days

    # ---- preparing the facts ----

    def _is_enough(self, runs: list[Run], upto: int, otherwise: frozenset[str]) -> bool:
        if "A1" in otherwise:
            runs = [run for run in runs if run[0] >= self.b14]
        days, pieces = days_counted(runs, self.b14, upto)
        return days + (pieces if "A2" in otherwise else 0) >= THIRTEEN_WEEKS

    def _adoption_ends_it(self, on: int, otherwise: frozenset[str]) -> bool:
        return "A12" in otherwise and self.b16 <= self.adopted <= on

    def _elsewhere(self) -> list[Run]:
        """Stays of section 24(2)(b)-(e) as (day from which it counts, end)."""
        by_limb: dict[str, list[Run]] = {}
        for stay in self.circumstances.accommodated_elsewhere:
            limb = "long" if stay.kind in LONG_STAYS else stay.kind
            by_limb.setdefault(limb, []).append((stay.from_on.toordinal(), min(end_of(stay.to_on), self.b18)))
        result = []
        for limb, stays in by_limb.items():
            for start, end in merged(stay for stay in stays if stay[0] < stay[1]):
                counts = months_on(start, QUALIFYING_STAY_MONTHS) if limb == "long" else start
                if counts <= end:
                    result.append((counts, end))
        return result

    def _admitted(self) -> int | None:
        """The day on which the detention or hospital stay that covers the 16th birthday began."""
        stays = merged((x.from_on.toordinal(), end_of(x.to_on)) for x in self.circumstances.detained_or_in_hospital)
        return next((start for start, end in stays if start <= self.b16 < end), None)

    def _guarded(self) -> Run | None:
        """The special guardianship order as (made, ended), if the child was looked after immediately before it."""
        order = self.circumstances.special_guardianship
        if order is None:
            return None
        made = order.made_on.toordinal()
        return (made, end_of(order.ended_on)) if self.care.is_looked_after(made - 1) else None

    def _readings_to_try(self, on: int, category: Category) -> list[str]:
        """The readings worth deciding the other way: those whose facts are there at all."""
        if on < self.b16 or on >= self.died:
            return []
        care, strong = self.care, category in _STRONG
        names = []
        if strong and any(start < self.b14 < end for start, end in care.runs):
            names.append("A1")
        if not strong and (care.runs or self.admitted is not None):
            days, pieces = days_counted(care.runs, self.b14, on)
            if days + pieces >= THIRTEEN_WEEKS:
                names.append("A2")
                if on >= self.b18:
                    names.append("A4")
        if any(end == self.b16 for _, end in care.runs) or any(end == self.b16 for _, end in self.elsewhere):
            names.append("A3")
        if self.parents:
            names.append("A6")
            if on >= self.b18:
                names.append("A7")
        if care.breaks and not strong:
            names.append("A9")
            if category is Category.QUALIFYING:
                names.append("A10")
        if strong and care.has_several_authorities(on):
            names.append("A11")
        if strong and self.adopted <= on:
            names.append("A12")
        if strong and self.admitted is not None:
            names.append("A14")
        return names

    def _days_of_counting(self) -> set[int]:
        care = self.care
        days = {care.failed_on, *(start for start, _, _ in care.stays())} if care.breaks else set()
        lists = [care.runs]
        if care.breaks:
            lists += [care.counted(day) for day in sorted(days | {self.b14})]
        if care.has_several_authorities():
            for authority in care.authorities():
                lists += [care.counted_by_authority(day, authority) for day in sorted(days | {self.b18})]
        if any(start < self.b14 < end for start, end in care.runs):
            lists += [[run for run in runs if run[0] >= self.b14] for runs in lists]
        for runs in lists:
            for inclusive in (False, True):
                reached = day_reaching(runs, self.b14, THIRTEEN_WEEKS, inclusive=inclusive)
                if reached is not None:
                    days.add(reached)
        return days


class Case:
    """One person's life, and the lives it might also be: born a day earlier, or with care we do not know of."""

    def __init__(self, circumstances: Circumstances) -> None:
        self.circumstances = circumstances
        self.life = Life(circumstances)
        earlier = other_birthdays(circumstances.born_on)
        self.born_on_the_28th = Life(circumstances, ages=earlier) if earlier else None
        self.at_most = self._with_unknown_care()

    def answer_on(self, on: int) -> Answer:
        """Decide one day."""
        life = self.life
        category, qualifies = life.category_on(on)
        ambiguities = life.ambiguities_on(on, category)
        if self.born_on_the_28th is not None and self.born_on_the_28th.category_on(on)[0] is not category:
            ambiguities.append("A5")
        tracks = life.tracks_on(on) if category is Category.FORMER_RELEVANT else ()
        if Track.CONTINUING_PROGRAMME in tracks and on >= life.b25:
            ambiguities.append("A8")
        certainty = _certainty(ambiguities)
        responsible = life.responsible_on(on, category)
        could_be = self.could_be_on(on, category)
        if could_be is not category:
            if category is Category.NONE:
                category, certainty = Category.UNKNOWN, Certainty.UNKNOWN
                ambiguities = []
                responsible = life.care.authority_on(on)
            elif certainty is Certainty.CLEAR:
                certainty = Certainty.BORDERLINE
        also = (Category.QUALIFYING,) if qualifies and category is not Category.QUALIFYING else ()
        looked_after = life.care.is_looked_after(on) and on < life.died
        return Answer(
            category, also, certainty, tuple(sorted(ambiguities, key=_number)), responsible, tracks, looked_after
        )

    def could_be_on(self, on: int, category: Category) -> Category:
        """The strongest category that care we do not know of could make of it; the category itself if none stronger."""
        if on < self.life.b16 or on >= self.life.died:
            return category
        if self.at_most is not None:
            possible = self.at_most.category_on(on, _GENEROUS)[0]
            if _RANK[possible] < _RANK[category]:
                return possible
        if category is Category.NONE and self.circumstances.treated_as_care_leaver:
            return Category.UNKNOWN
        return category

    def answers(self) -> list[tuple[int, Answer]]:
        """Every stretch of the timeline as (first day, answer), from the 14th birthday on; neighbours differ."""
        life = self.life
        days = life.days_of_change()
        for other in (self.born_on_the_28th, self.at_most):
            if other is not None:
                days |= other.days_of_change()
        result: list[tuple[int, Answer]] = []
        for day in sorted(days):
            if life.b14 <= day < FOREVER:
                answer = self.answer_on(day)
                if not result or result[-1][1] != answer:
                    result.append((day, answer))
        return result

    def _with_unknown_care(self) -> Life | None:
        c, life = self.circumstances, self.life
        if c.spells is None:
            unknown_to = life.b18
        elif c.history_held_from is not None:
            unknown_to = min(c.history_held_from.toordinal(), life.b18)
        else:
            return None
        unknown_from = life.b14
        if c.special_guardianship is not None:
            unknown_from = min(unknown_from, c.special_guardianship.made_on.toordinal() - 1)
        if unknown_from >= unknown_to:
            return None
        unknown = Spell(date.fromordinal(unknown_from), date.fromordinal(unknown_to))
        return Life(c, spells=(*(c.spells or ()), unknown))


def category_on(circumstances: Circumstances, on: date) -> Finding:
    """What the law says about one person on one day, with the reasons for it and what would change it."""
    case = Case(circumstances)
    answers = case.answers()
    at = on.toordinal()
    index = bisect_right([start for start, _ in answers], at) - 1
    answer = answers[index][1] if index >= 0 else case.answer_on(at)
    since, until = _extent(answers, index)
    return _finding(case, on, answer, since, until)


def timeline(circumstances: Circumstances) -> tuple[TimelineStretch, ...]:
    """The whole life from the 14th birthday on, as stretches without gap or overlap; neighbours differ.

    The last stretch has no end. Each finding is the one of the first day of its stretch.
    """
    case = Case(circumstances)
    answers = case.answers()
    stretches = []
    for index, (start, answer) in enumerate(answers):
        from_on = date.fromordinal(start)
        to_on = date.fromordinal(answers[index + 1][0]) if index + 1 < len(answers) else None
        since, until = _extent(answers, index)
        stretches.append(TimelineStretch(from_on, to_on, _finding(case, from_on, answer, since, until)))
    return tuple(stretches)


def _extent(answers: list[tuple[int, Answer]], index: int) -> tuple[date | None, date | None]:
    """The first day of the unbroken time in this category, and the day on which it ends (None: not known)."""
    category = answers[index][1].category if index >= 0 else Category.NONE
    first = last = index
    while first > 0 and answers[first - 1][1].category is category:
        first -= 1
    while last + 1 < len(answers) and answers[last + 1][1].category is category:
        last += 1
    since = date.fromordinal(answers[first][0]) if index >= 0 else None
    until = date.fromordinal(answers[last + 1][0]) if last + 1 < len(answers) else None
    return since, until


def _finding(case: Case, on: date, answer: Answer, since: date | None, until: date | None) -> Finding:
    return Finding(on=on, since=since, until=until, **answer._asdict())


def _certainty(ambiguities: list[str]) -> Certainty:
    matter = [name for name in ambiguities if name not in _SETTLED_BY_GUIDANCE]
    if not matter:
        return Certainty.CLEAR
    return Certainty.BORDERLINE if all(name in _BORDERLINE for name in matter) else Certainty.CONTESTED


def _number(name: str) -> int:
    return int(name[1:])
