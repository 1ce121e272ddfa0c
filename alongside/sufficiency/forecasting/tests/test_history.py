"""Returns become stays: cleaned, cut at 18, with what is not known left unknown."""

from datetime import date

import numpy as np
import pytest

from alongside.law.ages import birthday
from alongside.returns.tests.invented import a_return, ep
from alongside.sufficiency.forecasting.cells import NEVER, SHAPE, STATES, birthdays
from alongside.sufficiency.forecasting.forecast import stock_on
from alongside.sufficiency.forecasting.history import LEFT, OPEN, NothingToForecast, day_number, history_of
from alongside.sufficiency.forecasting.rates import counted
from alongside.sufficiency.forecasting.tests.invented import history, world


def state(name: str) -> int:
    return STATES.index(name)


@pytest.mark.parametrize("year", [2021, 2023, 2025])
def test_who_was_in_care_is_exact_by_age_kind_and_provider(year: int) -> None:
    day = date(year, 3, 31)
    assert (stock_on(history(), day_number(day)) == world().stock_on(day)).all()


def test_a_change_of_legal_status_is_no_move() -> None:
    stays = history_of(
        a_return(
            Episodes=[
                ep("A", "01/05/2025", "01/08/2025", "X1", LS="V2"),
                ep("A", "01/08/2025", "01/12/2025", "X1", RNE="L"),
                ep("A", "01/12/2025", RNE="P", PLACE="K2", PLACE_PROVIDER="PR4"),
            ]
        )
    )
    assert stays.state.tolist() == [state("fostering, own"), state("residential, bought")]
    assert stays.follows.tolist() == [state("residential, bought"), OPEN]
    assert stays.starts.tolist() == [day_number(date(2025, 5, 1)), day_number(date(2025, 12, 1))]


def test_a_temporary_place_is_no_move_and_an_overlap_ends_where_the_next_begins() -> None:
    stays = history_of(
        a_return(
            Episodes=[
                ep("A", "01/05/2025", "01/08/2025", "X1"),
                ep("A", "01/08/2025", "11/08/2025", "X1", RNE="P", PLACE="T3"),
                ep("A", "11/08/2025", "01/02/2026", "X1", RNE="P"),
                ep("A", "01/01/2026", RNE="P", PLACE="K2", PLACE_PROVIDER="PR4"),
            ]
        )
    )
    assert stays.stops[0] == day_number(date(2026, 1, 1))
    assert stays.follows.tolist() == [state("residential, bought"), OPEN]


def test_a_day_outside_care_makes_two_periods() -> None:
    stays = history_of(
        a_return(
            Episodes=[
                ep("A", "01/05/2025", "01/08/2025", "E4A"),
                ep("A", "02/08/2025"),
            ]
        )
    )
    assert stays.follows.tolist() == [LEFT, OPEN]
    assert stays.is_first.tolist() == [True, True]
    assert stays.care_from.tolist() == stays.starts.tolist()


def test_short_breaks_are_not_in_it() -> None:
    with pytest.raises(NothingToForecast):
        history_of(a_return(Episodes=[ep("A", "01/05/2025", LS="V4")]))


def test_care_ends_on_the_18th_birthday_and_that_is_nobodys_choice() -> None:
    stays = history_of(a_return(born={"A": "10/10/2007"}, Episodes=[ep("A", "01/05/2025", "20/10/2025", "E17")]))
    assert stays.stops.tolist() == [day_number(date(2025, 10, 10))]
    seen = counted(stays)
    assert seen.became_adult == 1
    assert seen.events.sum() == 0


def test_birthdays_are_those_of_the_law() -> None:
    born = [date(2008, 2, 29), date(2010, 12, 31), date(2007, 3, 1)]
    days = birthdays(np.array([day_number(day) for day in born]))
    for row, day in zip(days, born, strict=True):
        assert row.tolist() == [day_number(birthday(day, age)) for age in (1, 5, 10, 16, 18)]


def test_those_in_care_before_the_first_return_are_counted_only_from_then_and_their_start_is_not_guessed() -> None:
    stays = history_of(a_return(Episodes=[ep("A", "01/06/2024", RNE="P"), ep("B", "01/06/2024")]))
    assert stays.is_known.tolist() == [False, True]
    seen = counted(stays)
    assert seen.days.sum() == 2 * 365
    # A has no day in any band of known time: all of A's year is in the band of those whose start is not known.
    by_band = seen.days.reshape(SHAPE).sum(axis=(0, 2))
    assert by_band[7] == 365
    assert by_band[:7].sum() == 365


def test_an_earlier_day_knows_nothing_later() -> None:
    day = day_number(date(2024, 3, 31)) + 1
    then = history().until(day)
    assert (stock_on(then, day - 1) == world().stock_on(date(2024, 3, 31))).all()
    assert then.starts.max() < day
    assert ((then.stops <= day) | (then.stops == NEVER)).all()
