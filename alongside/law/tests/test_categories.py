"""What must hold for every life, whatever the facts."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alongside.law.ages import age_on, birthday
from alongside.law.categories import Answer, Case, category_on, timeline
from alongside.law.facts import Circumstances, Spell, Stretch
from alongside.law.findings import Category, Certainty
from alongside.law.tests.lives import lives

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = st.integers(0, 12 * 366)
STRENGTH = list(Category)
SHIFT = timedelta(days=28 * 1461 // 4)
"""Twenty-eight years: within 1901 to 2099 the calendar repeats itself to the day."""


def answer_in(answers: list[tuple[int, Answer]], on: int) -> Answer:
    return answers[bisect_right([start for start, _ in answers], on) - 1][1]


@MANY
@given(lives())
def test_the_timeline_covers_the_life_from_fourteen_without_gap_or_overlap(life: Circumstances) -> None:
    stretches = timeline(life)
    assert stretches[0].from_on == birthday(life.born_on, 14)
    assert stretches[-1].to_on is None
    for earlier, later in pairwise(stretches):
        assert earlier.to_on == later.from_on
        assert earlier.from_on < later.from_on


@FEW
@given(lives())
def test_neighbouring_stretches_differ(life: Circumstances) -> None:
    answers = Case(life).answers()
    assert all(earlier != later for (_, earlier), (_, later) in pairwise(answers))


@MANY
@given(lives(), DAYS)
def test_the_category_on_a_day_is_that_of_the_stretch_that_holds_it(life: Circumstances, days: int) -> None:
    on = birthday(life.born_on, 14) + timedelta(days=days)
    (stretch,) = [s for s in timeline(life) if s.from_on <= on and (s.to_on is None or on < s.to_on)]
    finding = category_on(life, on)
    bare = [f.name for f in fields(finding) if f.name not in ("on", "reasons", "would_change")]
    assert {name: getattr(finding, name) for name in bare} == {name: getattr(stretch.finding, name) for name in bare}
    assert finding.since is not None
    assert finding.since <= on
    assert finding.until is None or on < finding.until


@FEW
@given(lives())
def test_no_day_of_change_is_missed(life: Circumstances) -> None:
    """Every single day from 14 to 25, decided by itself, agrees with the timeline."""
    case = Case(life)
    answers = case.answers()
    for on in range(case.life.b14, case.life.b25 + 30):
        assert case.answer_on(on) == answer_in(answers, on), date.fromordinal(on)


@MANY
@given(lives(with_hours=False), st.data())
def test_merging_or_splitting_touching_spells_changes_nothing(life: Circumstances, data: st.DataObject) -> None:
    assume(life.spells)
    split: list[Spell] = []
    for spell in life.spells or ():
        length = ((spell.to_on or spell.from_on + timedelta(days=400)) - spell.from_on).days
        if length < 2:
            split.append(spell)
            continue
        middle = spell.from_on + timedelta(days=data.draw(st.integers(1, length - 1)))
        split += [replace(spell, to_on=middle), replace(spell, from_on=middle)]
    assert Case(replace(life, spells=tuple(split))).answers() == Case(life).answers()


@FEW
@given(lives(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_written_does_not_matter(life: Circumstances, random: Any) -> None:
    assume(life.spells)
    spells = list(life.spells or ())
    random.shuffle(spells)
    assert Case(replace(life, spells=tuple(spells))).answers() == Case(life).answers()


def moved(value: Any, by: timedelta) -> Any:
    """The same facts, every date of them moved."""
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(moved(part, by) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: moved(getattr(value, f.name), by) for f in fields(value)})
    return value


@MANY
@given(lives())
def test_moving_a_whole_life_by_twenty_eight_years_moves_the_answer(life: Circumstances) -> None:
    assert [(start + SHIFT.days, answer) for start, answer in Case(life).answers()] == Case(
        moved(life, SHIFT)
    ).answers()


@MANY
@given(
    st.dates(date(2009, 3, 1), date(2009, 12, 31)),
    st.lists(st.tuples(st.integers(2022, 2027), st.integers(0, 361), st.integers(0, 361)), max_size=5),
)
def test_moving_a_whole_life_by_a_year_moves_the_answer_where_no_leap_day_is_counted(
    born_on: date, years: list[tuple[int, int, int]]
) -> None:
    """Each spell lies between 1 March and 27 February: neither it nor the same a year later holds a leap day."""

    def life(later: int) -> Circumstances:
        spells = []
        for year, first, last in years:
            start = date(year + later, 3, 1)
            ends = sorted((start + timedelta(days=first), start + timedelta(days=last)))
            spells.append(Spell(ends[0], ends[1], "V2"))
        return Circumstances(born_on.replace(year=born_on.year + later), tuple(spells))

    def a_year_on(day: int) -> int:
        moved_day = date.fromordinal(day)
        return moved_day.replace(year=moved_day.year + 1).toordinal()

    assert [(a_year_on(start), answer) for start, answer in Case(life(0)).answers()] == Case(life(1)).answers()


@MANY
@given(lives(), DAYS)
def test_each_category_has_its_age_and_its_place_in_or_out_of_care(life: Circumstances, days: int) -> None:
    on = birthday(life.born_on, 14) + timedelta(days=days)
    finding = category_on(life, on)
    age = age_on(life.born_on, on)
    match finding.category:
        case Category.ELIGIBLE:
            assert age in (16, 17)
            assert finding.looked_after
        case Category.RELEVANT:
            assert age in (16, 17)
            assert not finding.looked_after
        case Category.FORMER_RELEVANT:
            assert age >= 18
            assert bool(finding.tracks) == (21 <= age < 25) or age >= 25
        case Category.QUALIFYING:
            assert 16 <= age < 21
        case Category.UNKNOWN:
            assert age >= 16
            assert finding.certainty is Certainty.UNKNOWN
    assert all(
        STRENGTH.index(other) > STRENGTH.index(finding.category) or finding.category is Category.UNKNOWN
        for other in finding.also
    )
    assert finding.category is Category.FORMER_RELEVANT or not finding.tracks


@MANY
@given(lives(), DAYS)
def test_an_answer_is_never_clear_where_an_open_question_would_change_it(life: Circumstances, days: int) -> None:
    on = birthday(life.born_on, 16) + timedelta(days=days)
    finding = category_on(life, on)
    if finding.certainty is Certainty.CLEAR:
        assert set(finding.ambiguities) <= {"A1"}
    if finding.certainty is Certainty.CONTESTED:
        assert set(finding.ambiguities) - {"A1", "A2", "A4"}
    for change in finding.would_change:
        assert change.on is None or change.on > on


@MANY
@given(lives(history_held=True), DAYS, DAYS)
def test_forgetting_history_never_takes_a_category_away(life: Circumstances, days: int, held_from: int) -> None:
    born = birthday(life.born_on, 14)
    on, held = born + timedelta(days=days), born + timedelta(days=held_from)
    kept = tuple(
        replace(spell, from_on=max(spell.from_on, held))
        for spell in life.spells or ()
        if spell.to_on is None or spell.to_on > held
    )
    whole = category_on(life, on)
    partly = category_on(replace(life, spells=kept, history_held_from=held), on)
    if whole.category is not Category.NONE:
        assert partly.category is not Category.NONE
    if partly.category is Category.QUALIFYING and whole.category is not Category.QUALIFYING:
        assert partly.certainty is not Certainty.CLEAR


@MANY
@given(lives(history_held=True), DAYS)
def test_later_facts_change_nothing_about_a_day(life: Circumstances, days: int) -> None:
    on = birthday(life.born_on, 14) + timedelta(days=days)
    life = replace(life, spells=tuple(replace(spell, hours=None) for spell in life.spells or ()))

    def known(stretches: tuple[Stretch, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(s, to_on=s.to_on if s.to_on and s.to_on <= on else None) for s in stretches if s.from_on <= on
        )

    order = life.special_guardianship
    if order is not None:
        ended_on = order.ended_on if order.ended_on and order.ended_on <= on else None
        order = replace(order, ended_on=ended_on) if order.made_on <= on else None
    so_far = replace(
        life,
        spells=known(life.spells or ()),
        lived_with_parent=known(life.lived_with_parent),
        detained_or_in_hospital=known(life.detained_or_in_hospital),
        accommodated_elsewhere=known(life.accommodated_elsewhere),
        education=known(life.education),
        special_guardianship=order,
        adopted_on=life.adopted_on if life.adopted_on and life.adopted_on <= on else None,
        died_on=life.died_on if life.died_on and life.died_on <= on else None,
    )
    assert Case(so_far).answer_on(on.toordinal()) == Case(life).answer_on(on.toordinal())


@FEW
@given(lives(), DAYS)
def test_every_answer_has_its_reasons_with_a_citation_that_can_be_followed(life: Circumstances, days: int) -> None:
    finding = category_on(life, birthday(life.born_on, 14) + timedelta(days=days))
    assert finding.reasons
    for reason in finding.reasons:
        assert reason.text.endswith(".")
        assert reason.citation.link.startswith("https://")


@FEW
@given(lives())
def test_a_change_foretold_for_a_date_comes_true(life: Circumstances) -> None:
    for stretch in timeline(life):
        for change in stretch.finding.would_change[:1]:
            if change.on is not None and change.text.startswith("On "):
                assert category_on(life, change.on).category is change.to
