"""Scores against sums done by hand; capacity against the seeds' arithmetic; costs and distances."""

from dataclasses import replace

import numpy as np
import pytest

from alongside.sufficiency.forecasting.capacity import Home, Household, Supply, carers_arithmetic, placed
from alongside.sufficiency.forecasting.costs import Fee, chance_of_overspend, yearly
from alongside.sufficiency.forecasting.distance import Centroid, miles
from alongside.sufficiency.forecasting.levers import Levers
from alongside.sufficiency.forecasting.scores import covered, crps, interval
from alongside.sufficiency.forecasting.tests.invented import doing_as_now

SUPPLY = Supply(
    households=tuple(Household(age, 2) for age in range(35, 65)),
    homes=(Home("residential", 6), Home("residential", 4), Home("supported", 5), Home("residential", 3, is_own=False)),
    approvals=6,
    agency_foster_places=10,
)


def test_crps_is_the_error_of_one_number_and_the_integral_of_many() -> None:
    assert crps(np.array([[3.0]]), 5.0).tolist() == [2.0]
    draws = np.array([1.0, 2.0, 4.0])
    by_hand = np.mean(np.abs(draws - 3)) - np.mean(np.abs(draws[:, None] - draws[None, :])) / 2
    assert crps(draws[:, None], 3.0)[0] == pytest.approx(by_hand)


def test_the_interval_holds_the_middle() -> None:
    draws = np.arange(1, 101, dtype=float)[:, None]
    low, high = interval(draws)
    assert (low[0], high[0]) == (10, 90)
    assert covered(draws, 50.0).tolist() == [1.0]
    assert covered(draws, 95.0).tolist() == [0.0]


def test_the_arithmetic_of_the_strategy() -> None:
    """Kirklees 2017-18, as the reference has it: 169 carers, 1.31 places each, 23 % of them 56 or older."""
    found = carers_arithmetic(169, 1.31, 23, 24, 1.7)
    assert found.places == 221
    assert (found.older, found.places_of_older) == (39, 51)
    assert found.approvals_for_net == 63
    assert (found.carers_if_gross, found.places_if_gross) == (-15, -20)
    assert (found.places_at_other_rate, found.places_at_other_rate - found.places) == (287, 66)


def test_everyone_is_placed_once() -> None:
    found = doing_as_now()
    where = placed(found, SUPPLY, Levers(), 1)
    assert (where.own + where.near + where.far == found.by_type[:, :3]).all()
    assert min(where.own.min(), where.near.min(), where.far.min()) >= 0
    assert (where.short == where.near + where.far).all()


def test_levers_on_homes_do_what_they_say() -> None:
    found = doing_as_now()
    usual = placed(found, SUPPLY, Levers(), 1)
    recruited = placed(found, SUPPLY, Levers(households_a_quarter=3), 1)
    assert (recruited.households - usual.households)[:, 12].mean() == pytest.approx(12, abs=1)
    assert (placed(found, SUPPLY, Levers(keep_of_ten=5), 1).households >= usual.households - 1).mean() > 0.99
    retired = placed(found, SUPPLY, Levers(retire_at_56=True), 1)
    older = sum(household.age >= 56 for household in SUPPLY.households)
    assert (usual.households - retired.households)[:, 13].mean() == pytest.approx(older, abs=3)
    four = placed(found, SUPPLY, Levers(homes_of_four=True), 1)
    assert (usual.places - four.places)[:, 1].max() == pytest.approx(2 * SUPPLY.usable)
    nobody = placed(found, SUPPLY, Levers(staying_put_percent=0), 1)
    everybody = placed(found, SUPPLY, Levers(staying_put_percent=100), 1)
    assert (nobody.places >= everybody.places).all()
    back = placed(found, SUPPLY, Levers(bring_back=5), 1)
    assert np.minimum(usual.far.sum(axis=1), 5) == pytest.approx((usual.far - back.far).sum(axis=1))


def test_places_that_other_councils_fill_are_ours_no_longer() -> None:
    found = doing_as_now()
    usual, fewer, none = (
        placed(found, SUPPLY, Levers(taken_by_others=taken), 1) for taken in (0, 5, SUPPLY.agency_foster_places + 100)
    )
    assert (usual.own == fewer.own).all()
    assert (usual.places == fewer.places).all()
    lost = (usual.near - fewer.near).sum(axis=1)
    assert lost.max() <= 5 + 1e-9
    assert lost.min() >= 0
    assert lost.max() > 0
    assert fewer.near + fewer.far == pytest.approx(usual.near + usual.far)
    assert (none.near == 0).all()


def test_a_lever_on_one_kind_of_home_leaves_the_others_the_same() -> None:
    found = doing_as_now()
    usual, four = (placed(found, SUPPLY, levers, 1) for levers in (Levers(), Levers(homes_of_four=True)))
    assert (usual.places[:, [0, 2]] == four.places[:, [0, 2]]).all()
    assert (usual.households == four.households).all()


def test_costs_are_children_times_weeks_times_fees() -> None:
    found = doing_as_now()
    fees = [Fee("fostering", "own", 700.0), Fee("fostering", "bought", 700.0)]
    costs = yearly(found, fees)
    assert costs.shape == (60, 2)
    fostered = found.by_type[:, 0].astype(float)
    first = (fostered[:, :12] + fostered[:, 1:13]) / 2
    lengths = np.diff(np.array(found.days[:13], dtype="datetime64[D]")).astype(float)
    assert costs[:, 0] == pytest.approx((first * lengths).sum(axis=1) * 100.0)
    assert (yearly(found, fees, rise_percent=10)[:, 1] / costs[:, 1]) == pytest.approx(1.1)
    assert chance_of_overspend(costs, 0.0) == 1.0
    assert chance_of_overspend(costs, 1e12) == 0.0


def test_costs_follow_where_children_are_placed() -> None:
    found = doing_as_now()
    fees = [Fee("residential", "own", 100.0), Fee("residential", "bought", 200.0)]
    where = placed(found, replace(SUPPLY, homes=()), Levers(), 1)
    assert yearly(found, fees, where=where) == pytest.approx(yearly(found, [Fee("residential", "own", 200.0), fees[1]]))


def test_miles_are_great_circles() -> None:
    london, york = Centroid(51.5074, -0.1278), Centroid(53.9590, -1.0815)
    assert miles(london, york) == pytest.approx(173.6, abs=1.0)
    assert miles(york, york) == 0.0
