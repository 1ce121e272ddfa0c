"""Who an entitlement is for: worked out, and said."""

from __future__ import annotations

import pytest

from alongside.offer.who_for import Circumstance, Fit, Lives, Row, Situation, age_words, fit, sentences

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
