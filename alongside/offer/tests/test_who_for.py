"""Who an entitlement is for: worked out, and said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.offer.who_for import (
    CATEGORIES,
    LASTING,
    Circumstance,
    Fit,
    Lives,
    Row,
    Situation,
    age_words,
    fit,
    sentences,
)

NINETEEN = Situation(frozenset({"former_relevant"}), 19, 20, {Circumstance.STUDYING: True, Circumstance.PARENT: False})


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row(), Fit.YES),
        (Row(categories=frozenset({"former_relevant"})), Fit.YES),
        (Row(categories=frozenset({"relevant"})), Fit.NO),
        (Row(age_from=18, age_until=21), Fit.YES),
        (Row(age_from=18, age_until=19), Fit.NO),
        (Row(age_from=20), Fit.NO),
        (Row(circumstances=(Circumstance.STUDYING,)), Fit.YES),
        (Row(circumstances=(Circumstance.PARENT,)), Fit.NO),
        (Row(circumstances=(Circumstance.DISABLED,)), Fit.MAYBE),
        (Row(circumstances=(Circumstance.STUDYING, Circumstance.PARENT)), Fit.NO),
        (Row(lives=Lives.INSIDE), Fit.MAYBE),
    ],
)
def test_a_row_fits_when_everything_in_it_holds(row: Row, expected: Fit) -> None:
    assert fit([row], NINETEEN) is expected


def test_an_age_band_that_a_limit_cuts_is_a_maybe() -> None:
    band = Situation(frozenset(), 18, 21)
    assert fit([Row(age_from=16, age_until=19)], band) is Fit.MAYBE
    assert fit([Row(age_from=18, age_until=21)], band) is Fit.YES
    assert fit([Row(age_until=25)], Situation(frozenset(), 21, None)) is Fit.MAYBE


def test_any_row_is_enough_and_none_asks_nothing() -> None:
    assert fit([Row(age_from=25), Row(age_from=18)], NINETEEN) is Fit.YES
    assert fit([], NINETEEN) is Fit.YES


def test_another_councils_care_leaver_has_what_is_open_to_them() -> None:
    theirs = Situation(frozenset(), 18, 21, ours=False)
    assert fit([Row()], theirs) is Fit.NO
    assert fit([Row(other_councils=True)], theirs) is Fit.YES
    assert fit([Row()], Situation(frozenset(), 18, 21, ours=None)) is Fit.MAYBE


def test_somebody_outside_the_area() -> None:
    outside = Situation(frozenset(), 18, 21, lives_here=False)
    assert fit([Row(lives=Lives.OUTSIDE)], outside) is Fit.YES
    assert fit([Row(lives=Lives.INSIDE)], outside) is Fit.NO


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ((16, 18), "16 or 17"),
        ((18, 21), "18 to 20"),
        ((None, 25), "under 25"),
        ((21, None), "21 or over"),
        ((18, 19), "18"),
    ],
)
def test_ages_are_said_as_people_say_them(ages: tuple[int | None, int | None], words: str) -> None:
    assert age_words(*ages) == words


def test_a_row_is_said_in_one_sentence() -> None:
    row = Row(frozenset({"former_relevant"}), 18, 25, (Circumstance.MOVING,))
    assert sentences([row, row]) == (
        "You are 18 to 24, you were in care for 13 weeks or more, and you move into your own home.",
    )
    assert sentences([Row()]) == ("This is for everyone.",)


def test_a_district_is_known_or_not_or_another() -> None:
    inside = Situation(frozenset(), 18, 21, lives_here=True)
    assert fit([Row()], inside, ["Alderbrook"]) is Fit.MAYBE
    assert fit([Row()], replace(inside, district="Alderbrook"), ["Alderbrook"]) is Fit.YES
    assert fit([Row()], replace(inside, district="Saltby"), ["Alderbrook"]) is Fit.NO
    assert fit([Row()], replace(inside, lives_here=False), ["Alderbrook"]) is Fit.NO
    assert fit([Row()], inside) is Fit.YES


# ---- for any rows and anybody ----

unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
true = st.frozensets(st.sampled_from(list(Circumstance)))
ages = st.tuples(st.none() | st.integers(14, 24), st.none() | st.integers(1, 8)).map(
    lambda pair: (pair[0], None if pair[1] is None else (pair[0] or 14) + pair[1])
)
rows = st.builds(
    lambda categories, ages, asked, lives, others: Row(categories, *ages, tuple(asked), lives, others),
    st.frozensets(st.sampled_from(list(CATEGORIES)), max_size=3),
    ages,
    st.lists(st.sampled_from(list(Circumstance)), max_size=3, unique=True),
    st.sampled_from(list(Lives)),
    st.booleans(),
)
situations = st.builds(
    lambda categories, youngest, width, known, ours, here, district: Situation(
        categories, youngest, None if width is None else youngest + width, known, ours, here, district if here else ""
    ),
    st.frozensets(st.sampled_from(list(CATEGORIES)), max_size=3),
    st.integers(14, 26),
    st.none() | st.integers(1, 4),
    st.dictionaries(st.sampled_from(list(Circumstance)), st.booleans()),
    st.none() | st.booleans(),
    st.none() | st.booleans(),
    st.sampled_from(["", "Alderbrook", "Saltby"]),
)
districts = st.lists(st.sampled_from(["Alderbrook", "Saltby"]), max_size=2, unique=True)


@st.composite
def learned(draw: st.DrawFn, known: Situation) -> Situation:
    """The same person when more is known: nothing that was known is otherwise."""
    yes = draw(true)
    circumstances = {one: one in yes for one in draw(true) | yes} | dict(known.circumstances)
    youngest = draw(st.integers(known.youngest, (known.under or known.youngest + 4) - 1))
    under = draw(st.integers(youngest + 1, known.under or youngest + 3))
    here = known.lives_here if known.lives_here is not None else draw(st.booleans())
    return replace(
        known,
        circumstances=circumstances,
        youngest=youngest,
        under=under,
        ours=known.ours if known.ours is not None else draw(st.booleans()),
        lives_here=here,
        district=known.district or (draw(st.sampled_from(["Alderbrook", "Saltby"])) if here else ""),
    )


@unhurried
@given(st.data(), st.lists(rows, max_size=4), situations, districts)
def test_more_knowledge_never_turns_no_into_yes_nor_yes_into_no(
    data: st.DataObject, asked: list[Row], known: Situation, given_in: list[str]
) -> None:
    before = fit(asked, known, given_in)
    after = fit(asked, data.draw(learned(known)), given_in)
    assert before is Fit.MAYBE or after is before


@unhurried
@given(rows, st.sampled_from(["", "Alderbrook"]), st.data())
def test_maybe_only_when_something_is_not_known(row: Row, in_district: str, data: st.DataObject) -> None:
    youngest, yes = data.draw(st.integers(10, 30)), data.draw(true)
    everything = Situation(
        categories=data.draw(st.frozensets(st.sampled_from(list(CATEGORIES)))),
        youngest=youngest,
        under=youngest + 1,
        circumstances={one: one in yes for one in Circumstance},
        ours=data.draw(st.booleans()),
        lives_here=(here := data.draw(st.booleans())),
        district=data.draw(st.sampled_from(["Alderbrook", "Saltby"])) if here else "",
    )
    assert fit([row], everything, [in_district] if in_district else []) is not Fit.MAYBE


@unhurried
@given(rows)
def test_the_sentence_says_every_condition(row: Row) -> None:
    (said,) = sentences([row])
    for circumstance in row.circumstances:
        assert circumstance.words.lower() in said.lower()
    assert age_words(row.age_from, row.age_until) in said
    assert ("outside our area" in said) == (row.lives is Lives.OUTSIDE)
    assert ("in our area" in said) == (row.lives is Lives.INSIDE)
    if row.categories:
        assert any(word in said for word in ("in care", "13 weeks"))
    assert said[0].isupper() and said.endswith(".") and ".." not in said


@unhurried
@given(st.lists(rows, max_size=4), situations)
def test_one_more_row_never_takes_anything_away(asked: list[Row], known: Situation) -> None:
    for number in range(1, len(asked)):
        assert fit(asked[:number], known) <= fit(asked[: number + 1], known)


def test_every_circumstance_has_words_of_its_own() -> None:
    assert len({one.words for one in Circumstance}) == len(Circumstance)
    assert set(Circumstance) > LASTING
