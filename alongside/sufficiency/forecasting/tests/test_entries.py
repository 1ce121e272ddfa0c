"""Who comes: a change of level is weighed, a season is told where there is one, and the doubt is honest."""

import numpy as np
import pytest

from alongside.sufficiency.forecasting.backtest import TOO_SHORT, chosen
from alongside.sufficiency.forecasting.cells import Whole
from alongside.sufficiency.forecasting.courses import courses, how_likely_a_slope
from alongside.sufficiency.forecasting.entries import (
    METHODS,
    USUAL_EXCESS,
    dispersion,
    every_method,
    future,
    season_of,
)

NO_SEASON = np.ones(12)


def poisson(seed: int, mean: float = 15.0, months: int = 60) -> Whole:
    return np.random.default_rng(seed).poisson(mean, months)


def test_a_change_of_level_is_found_where_it_was() -> None:
    months = np.array([10] * 40 + [16] * 20)
    found = courses(months, NO_SEASON, 1.0, slope=False)
    assert found.weight.sum() == pytest.approx(1)
    assert found.weight[0] < 0.05
    assert found.since[np.argmax(found.weight)] == 40
    assert future(months, 12, 2_000, "level", 1).mean() == pytest.approx(16, abs=0.5)


def test_no_change_is_seen_where_there_is_none() -> None:
    steady = [courses(poisson(seed), NO_SEASON, 1.0, slope=False).weight[0] for seed in range(8)]
    assert np.median(steady) > 0.6
    assert future(poisson(0), 12, 2_000, "level", 1).mean() == pytest.approx(poisson(0).mean(), rel=0.06)


def test_a_change_that_is_noise_only_is_doubted_more_where_months_vary_more() -> None:
    months = np.array([13] * 48 + [17] * 12)
    sure, doubted = (courses(months, NO_SEASON, excess, slope=False).weight[0] for excess in (1.0, 3.0))
    assert sure < doubted


def growing(a_year: float, months: int = 60) -> Whole:
    return np.round(20 * a_year ** (np.arange(months) / 12)).astype(int)


def of_slopes(months: Whole) -> float:
    return how_likely_a_slope(*(courses(months, NO_SEASON, 1.0, slope=slope) for slope in (False, True)))


def test_a_slope_is_the_likelier_the_more_clearly_numbers_grow() -> None:
    chances = [of_slopes(growing(a_year)) for a_year in (1.0, 1.05, 1.1, 1.2)]
    assert chances == sorted(chances)
    assert chances[0] < 0.4
    assert chances[-1] > 0.9


def test_a_slope_is_found_and_followed_fading() -> None:
    found = courses(growing(1.1), NO_SEASON, 1.0, slope=True)
    assert np.exp(12 * found.at[0, 2]) == pytest.approx(1.1, abs=0.02)
    ahead = np.exp(found.drawn(24, 4_000, np.random.default_rng(1)).mean(axis=0))
    assert growing(1.1)[-1] < ahead[11] < ahead[23] < growing(1.1, 84)[-1]


def test_a_level_stays_where_it_is() -> None:
    ahead = courses(growing(1.1), NO_SEASON, 1.0, slope=False).drawn(36, 500, np.random.default_rng(1))
    assert (ahead == ahead[:, :1]).all()


def test_a_change_at_once_is_no_growth_that_goes_on() -> None:
    """The same rise in five years: all at once, and little by little."""
    at_once, little_by_little = np.array([18] * 42 + [24] * 18), growing(1.08)
    ahead = [every_method(months, 36, 2_000, 1)["pool"].mean(axis=0)[-1] for months in (at_once, little_by_little)]
    assert ahead[0] / at_once[-1] < 1.12
    assert ahead[1] / little_by_little[-1] > 1.12


def test_months_of_the_year_differ_as_far_as_they_are_seen_to() -> None:
    many_in_may = np.tile([20, 40, *[20] * 10], 5)
    season = season_of(many_in_may, 1.0)
    assert season.argmax() == 1
    assert season[1] == pytest.approx(40 * 12 / 260, abs=0.25)
    assert season.mean() == pytest.approx(1)
    # A forecast from a month later begins one month later in the year.
    ahead = future(many_in_may[:-1], 12, 2_000, "level", 1).mean(axis=0)
    assert ahead.argmax() == 2
    flat = np.median([np.abs(season_of(poisson(seed), 1.0) - 1).max() for seed in range(8)])
    assert flat < 0.1
    assert (season_of(many_in_may[:23], 1.0) == 1).all()


def test_how_much_months_vary_leans_on_what_is_usual() -> None:
    assert dispersion(np.zeros(30, dtype=int)) == USUAL_EXCESS
    assert dispersion(np.full(60, 20)) == 1.0
    assert 1.0 < dispersion(np.array([20, 21])) < USUAL_EXCESS
    assert dispersion(np.tile([2, 40], 30)) == 4.0
    spread = [dispersion(poisson(seed)) for seed in range(8)]
    assert np.mean(spread) == pytest.approx(1.1, abs=0.15)


def test_the_pool_takes_from_each_as_often_as_it_is_likely() -> None:
    for months in (poisson(3), growing(1.1)):
        found = every_method(months, 24, 1_000, 7)
        assert set(found) == set(METHODS)
        grows = (found["pool"] == found["trend"]).all(axis=1)
        assert (found["pool"][~grows] == found["level"][~grows]).all()
        season = season_of(months, dispersion(months))
        each = (courses(months, season, dispersion(months), slope=slope) for slope in (False, True))
        assert grows.mean() == pytest.approx(how_likely_a_slope(*each), abs=0.01)


def test_the_middle_80_of_100_hold_about_80_of_100_years_to_come() -> None:
    """Steady councils that nothing was fitted to: 40 of them, the number who came within two years."""
    inside = 0
    for seed in range(500, 540):
        months = poisson(seed, months=84)
        low, high = np.quantile(future(months[:60], 24, 400, "level", 1).sum(axis=1), (0.1, 0.9))
        inside += low <= months[60:].sum() <= high
    assert 28 <= inside <= 39


def test_no_trend_is_followed_where_nothing_grows() -> None:
    assert [chosen(poisson(seed), 1).method for seed in range(6)].count("trend") <= 1


def test_two_years_are_too_few_to_try_methods_on() -> None:
    assert chosen(poisson(1, months=29), 1).why == TOO_SHORT
    assert chosen(poisson(1, months=30), 1).origins == 1


def test_where_nobody_ever_came_hardly_anybody_will() -> None:
    for counts in every_method(np.zeros(36, dtype=int), 12, 100, 1).values():
        assert counts.sum(axis=1).mean() < 6
