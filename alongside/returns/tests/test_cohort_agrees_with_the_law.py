"""The cohort and the reference law answer the same, person by person and day by day.

``COHORT_LIVES=100000 pytest alongside/returns/tests/test_cohort_agrees_with_the_law.py`` compares more lives than the
usual few thousand.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.law import (
    AccommodatedElsewhere,
    Category,
    Certainty,
    Circumstances,
    Detention,
    ParentStay,
    SpecialGuardianship,
    Spell,
)
from alongside.law.ages import birthday
from alongside.returns.cohort import (
    Lives,
    answers,
    care,
    categories_on,
    days,
    decide,
    many,
    short_breaks,
    stays,
    timelines,
    variants,
)
from alongside.returns.tests.reference import Plain, on_by_cohort, on_by_law, timeline_by_law, timelines_by_cohort
from benchmarks.lives import invented_lives

LIVES = int(os.environ.get("COHORT_LIVES", "3000"))
DATES = [date(2026, 11, 22), date(2025, 4, 1), date(2024, 2, 29), date(2019, 6, 1), date(2031, 1, 1)]


def disagreements(lives: Lives, people: list[Circumstances] | None = None) -> list[int]:
    """The people whose timelines differ."""
    people = people or [lives.circumstances_of(i) for i in range(len(lives))]
    ours = timelines_by_cohort(timelines(lives), len(lives))
    return [i for i, facts in enumerate(people) if ours[i] != timeline_by_law(facts)]


@pytest.mark.parametrize("seed", range(-(-LIVES // 20_000)))
def test_whole_timelines_agree(seed: int) -> None:
    lives = invented_lives(min(LIVES, 20_000), seed)
    wrong = disagreements(lives)
    assert not wrong, f"{len(wrong)} differ; the first is {lives.circumstances_of(wrong[0])}"


@pytest.mark.parametrize("on", DATES, ids=str)
def test_answers_on_a_date_agree(on: date) -> None:
    lives = invented_lives(LIVES // 5, seed=99)
    ours = categories_on(lives, on)
    wrong = [i for i in range(len(lives)) if on_by_cohort(ours, i) != on_by_law(lives.circumstances_of(i), on)]
    assert not wrong, f"{len(wrong)} differ; the first is {lives.circumstances_of(wrong[0])}"


def test_the_invented_lives_touch_everything() -> None:
    found = timelines(invented_lives(20_000, seed=1)).stretches
    assert set(found.category) == set(range(len(Category)))
    assert set(found.certainty) == set(range(len(Certainty)))
    seen = np.bitwise_or.reduce(found.ambiguities)
    assert [name for bit, name in enumerate(answers.READINGS) if not seen >> bit & 1] == []


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    lives = invented_lives(2_000, seed=3)
    whole = timelines(lives).stretches
    on = categories_on(lives, DATES[0])
    monkeypatch.setattr(many, "BLOCK", 77)
    parts = timelines(lives).stretches
    for name in ("person", "from_on", "category", "certainty", "ambiguities", "responsible"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name)), name
    assert np.array_equal(on.until, categories_on(lives, DATES[0]).until)


def test_nobody_is_no_trouble() -> None:
    nobody = Lives.from_circumstances([])
    assert len(categories_on(nobody, DATES[0])) == 0
    assert len(timelines(nobody)) == 0


# ---- lives of every kind, small enough to read ----

BIRTHS = st.sampled_from([date(2008, 2, 29), date(2004, 2, 29), date(2009, 1, 1), date(2010, 3, 1), date(2009, 8, 31)])
NEAR = [0, 14, 15, 16, 17, 18, 21]


@st.composite
def a_day(draw: st.DrawFn, born_on: date) -> date:
    near = birthday(born_on, draw(st.sampled_from(NEAR)))
    return near + timedelta(days=draw(st.one_of(st.integers(-3, 3), st.integers(-120, 120), st.integers(0, 360))))


@st.composite
def a_stretch(draw: st.DrawFn, born_on: date, longest: int = 200) -> tuple[date, date | None]:
    start = draw(a_day(born_on))
    length = draw(
        st.one_of(st.integers(0, 3), st.integers(14, 20), st.integers(88, 93), st.integers(0, longest), st.none())
    )
    return start, None if length is None else start + timedelta(days=length)


@st.composite
def some_care(draw: st.DrawFn, born_on: date) -> tuple[Spell, ...]:
    spells = []
    for _ in range(draw(st.integers(0, 5))):
        start, end = draw(a_stretch(born_on))
        if spells and draw(st.booleans()) and spells[-1].to_on is not None:
            length, start = (end - start if end else None), spells[-1].to_on + timedelta(days=draw(st.integers(-2, 9)))
            end = None if length is None else start + length
        spells.append(
            Spell(
                start,
                end,
                legal_status=draw(st.sampled_from(["C2", "V2", "V3", "V3", "V4"])),
                authority=draw(st.sampled_from(["A", "A", "A", "B", ""])),
                hours=draw(st.sampled_from([None] * 9 + [12.0])),
                same_carer=draw(st.sampled_from([True] * 6 + [False])),
            )
        )
    return tuple(spells)


@st.composite
def a_life(draw: st.DrawFn) -> Circumstances:
    born_on = draw(BIRTHS)

    def sometimes(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(strategy) if draw(st.integers(0, 4)) == 0 else None

    parent, detained = sometimes(a_stretch(born_on, 400)), sometimes(a_stretch(born_on, 400))
    order, elsewhere = (
        sometimes(a_stretch(born_on, 900)),
        sometimes(a_stretch(born_on)) if draw(st.booleans()) else None,
    )
    return Circumstances(
        born_on=born_on,
        spells=draw(some_care(born_on)) if draw(st.integers(0, 9)) else None,
        lived_with_parent=(ParentStay(*parent),) if parent else (),
        detained_or_in_hospital=(Detention(*detained),) if detained else (),
        special_guardianship=SpecialGuardianship(*order) if order else None,
        accommodated_elsewhere=(AccommodatedElsewhere(*elsewhere, kind="health"),) if elsewhere else (),
        adopted_on=sometimes(a_day(born_on)),
        died_on=sometimes(a_day(born_on)),
        history_held_from=sometimes(a_day(born_on)),
        treated_as_care_leaver=draw(st.integers(0, 4)) == 0,
    )


@settings(
    max_examples=max(25, LIVES // 100),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(a_life(), min_size=1, max_size=12), st.sampled_from(DATES))
def test_lives_of_every_kind_agree(people: list[Circumstances], on: date) -> None:
    lives = Lives.from_circumstances(people)
    for i in disagreements(lives, people):
        assert timelines_by_cohort(timelines(lives), len(people))[i] == timeline_by_law(people[i])
    ours = categories_on(lives, on)
    for i, facts in enumerate(people):
        assert on_by_cohort(ours, i) == on_by_law(facts, on)


# ---- would the comparison notice? ----

MISREADINGS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "90 days are enough": lambda patch: patch.setattr(care, "THIRTEEN_WEEKS", 90),
    "92 days are needed": lambda patch: patch.setattr(care, "THIRTEEN_WEEKS", 92),
    "29 February falls on 28 February": lambda patch: patch.setattr(
        days, "anniversaries", lambda day, years: days.months_after(day, 12 * years)
    ),
    "short breaks always count": lambda patch: patch.setattr(stays, "SHORT_BREAK_STATUSES", frozenset()),
    "a break may last 18 days": lambda patch: patch.setattr(short_breaks, "BREAK_DAYS", 18),
    "breaks may last 76 days in a year": lambda patch: patch.setattr(short_breaks, "BREAK_DAYS_IN_TWELVE_MONTHS", 76),
    "breaks may last 74 days in a year": lambda patch: patch.setattr(short_breaks, "BREAK_DAYS_IN_TWELVE_MONTHS", 74),
    "the day that care ends counts": lambda patch: _change(
        patch, stays.Stays, "looked_after", lambda spells, ages: _ending_a_day_later(spells), before=True
    ),
    "five months with a parent settle": lambda patch: _both(patch, "SETTLED_MONTHS", 5),
    "care never ends at 18": lambda patch: _change(patch, care.Care, "_bounds_of", _not_eligible_at_18),
    "a gap in history proves nothing": lambda patch: patch.setattr(
        variants.Variant, "with_unknown_care", classmethod(lambda *_: None)
    ),
    "practice proves nothing": lambda patch: _change(patch, Lives, "part", _untreated),
    "a contested point is settled": lambda patch: patch.setattr(
        answers._Block, "_readings_to_try", lambda *_: iter(())
    ),
    "the first authority stays responsible": lambda patch: _change(
        patch, care.Care, "_laid_out_pieces", _first_authority
    ),
}


def _both(patch: pytest.MonkeyPatch, name: str, value: int) -> None:
    for module in (answers, decide, variants):
        patch.setattr(module, name, value)


def _change(patch: pytest.MonkeyPatch, owner: Any, name: str, change: Callable[..., Any], before: bool = False) -> None:
    original = getattr(owner, name)
    if before:
        patch.setattr(owner, name, lambda self, *args: original(change(self, *args), *args))
    else:
        patch.setattr(owner, name, lambda *args: change(original(*args)))


def _ending_a_day_later(spells: stays.Stays) -> stays.Stays:
    return replace(spells, end=spells.end + (spells.end < days.NEVER).astype(np.int32))


def _not_eligible_at_18(bounds: care.Bounds) -> care.Bounds:
    return replace(bounds, eligible_at_18=np.zeros_like(bounds.eligible_at_18))


def _untreated(lives: Lives) -> Lives:
    lives.treated_as_care_leaver[:] = False
    return lives


def _first_authority(pieces: care.Pieces) -> care.Pieces:
    first = np.searchsorted(pieces.person, pieces.person)
    return replace(pieces, authority=pieces.authority[first])


@pytest.fixture(scope="module")
def by_law() -> list[list[tuple[int, Plain]]]:
    lives = invented_lives(3_000, seed=11)
    return [timeline_by_law(lives.circumstances_of(i)) for i in range(len(lives))]


@pytest.mark.parametrize("misreading", MISREADINGS)
def test_the_comparison_notices_a_misreading(
    misreading: str, monkeypatch: pytest.MonkeyPatch, by_law: list[list[tuple[int, Plain]]]
) -> None:
    MISREADINGS[misreading](monkeypatch)
    lives = invented_lives(3_000, seed=11)
    assert timelines_by_cohort(timelines(lives), len(lives)) != by_law


def test_without_a_misreading_there_is_nothing_to_notice(by_law: list[list[tuple[int, Plain]]]) -> None:
    lives = invented_lives(3_000, seed=11)
    assert timelines_by_cohort(timelines(lives), len(lives)) == by_law
