"""The rules E, W, X, P, R, F and Q of this folder's docstring, for one person on any day."""

from __future__ import annotations

from alongside.law.categories.care import (
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
    holds,
    merged,
    months_on,
    parent_runs,
)
from alongside.law.facts import Circumstances, Spell
from alongside.law.findings import Category, Track
from alongside.law.open_questions import OPEN_QUESTIONS

AS_READ: frozenset[str] = frozenset()
OTHERWISE = {question.id: frozenset({question.id}) for question in OPEN_QUESTIONS if question.otherwise}
"""Each open question by itself read the other way."""
_STRONG = frozenset({Category.ELIGIBLE, Category.RELEVANT, Category.FORMER_RELEVANT})


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
        self._straddles_14 = any(start < self.b14 < end for start, end in self.care.runs)
        self._ended_at_16 = any(end == self.b16 for _, end in [*self.care.runs, *self.elsewhere])

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
        return holds(self.care.counted(on), on) and self.has_thirteen_weeks(on, on, otherwise)

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
        return self.eligible_until(on, otherwise) is not None

    def eligible_until(self, on: int, otherwise: frozenset[str] = AS_READ) -> int | None:
        """The last end of care, between 16 and 18, before which the person was an eligible child."""
        for _, end in reversed(self.care.counted(on)):
            if end > on or end >= self.b18:
                continue
            if end < self.b16 or (end == self.b16 and "A3" in otherwise):
                return None
            if self.has_thirteen_weeks(end, on, otherwise):
                return end
        return None

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
        since = self.with_parent_since(on, otherwise)
        return None if since is None else months_on(since, SETTLED_MONTHS)

    def with_parent_since(self, on: int, otherwise: frozenset[str] = AS_READ) -> int | None:
        """The day from which the six months with the parent they live with on the day ``on`` are counted."""
        for moved_in, moved_out in self.parents:
            if moved_in <= on < moved_out:
                if "A6" in otherwise:
                    return moved_in
                return max(moved_in, self.b16, *(end for _, end in self.care.runs if end <= on))
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
        if self.care.is_looked_after(on) or holds(self.elsewhere, on):
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
            name
            for name in self._readings_to_try(on, category)
            if self.category_on(on, OTHERWISE[name])[0] is not category
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
        if strong and self._straddles_14:
            names.append("A1")
        if not strong and (care.runs or self.admitted is not None):
            days, pieces = days_counted(care.runs, self.b14, on)
            if days + pieces >= THIRTEEN_WEEKS:
                names.append("A2")
                if on >= self.b18:
                    names.append("A4")
        if self._ended_at_16:
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
        if self._straddles_14:
            lists += [[run for run in runs if run[0] >= self.b14] for runs in lists]
        for runs in lists:
            for inclusive in (False, True):
                reached = day_reaching(runs, self.b14, THIRTEEN_WEEKS, inclusive=inclusive)
                if reached is not None:
                    days.add(reached)
        return days
