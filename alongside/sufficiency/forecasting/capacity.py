"""Carers, homes and beds over the months of a forecast, and who finds a place near home.

Of what a council holds: foster households with the age of the main carer and the places approved; homes with their
beds. Households are approved, deregistered and retire; places that those who stay put hold are not free; of the places
that are approved only a share can be used at any time. Children are placed with the council's own first, then with
agencies near home (as far as other councils' children do not fill them), then far away.

This matches numbers, not children: a place is taken to suit whoever needs one. It is therefore the best that could be
had from the places there are, and says so wherever it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from alongside.sufficiency.forecasting.cells import TYPES, Real, Whole
from alongside.sufficiency.forecasting.forecast import Forecast
from alongside.sufficiency.forecasting.levers import Levers

PLACED = TYPES[:3]
"""The kinds of home that are counted in places: fostering, residential, supported."""
RETIREMENT = ((56, 0.06), (60, 0.12), (65, 0.30))
"""Of carers from an age on, the share who retire in a year: our assumption, shown as such, for no source gives it."""
BEDS_OF_FOUR = 4


@dataclass(frozen=True, slots=True)
class Household:
    """A foster household: the age of the main carer on the day of the forecast, and the places approved."""

    age: int
    places: int


@dataclass(frozen=True, slots=True)
class Home:
    """A home of the council's own, or one near home that it buys from: residential or supported, and its beds."""

    kind: str
    beds: int
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Supply:
    """All places, and how they come and go. Shares are of one, rates are a year."""

    households: tuple[Household, ...] = ()
    homes: tuple[Home, ...] = ()
    approvals: float = 0.0
    places_when_new: float = 1.3
    deregistered: float = 0.08
    usable: float = 0.85
    agency_foster_places: int = 0
    staying_put: float = 0.3
    staying_put_years: float = 1.5


@dataclass(frozen=True, slots=True)
class Placed:
    """Children by draw × kind of home × day: with our own, with agencies near home, far away; and our places."""

    own: Real = field(repr=False)
    near: Real = field(repr=False)
    far: Real = field(repr=False)
    places: Real = field(repr=False)
    households: Real = field(repr=False)

    @property
    def short(self) -> Real:
        """How many more of our own places would be needed for everybody: draws × kinds × days."""
        return np.asarray(self.near + self.far)


def placed(found: Forecast, supply: Supply, levers: Levers, seed: int) -> Placed:
    """Where the children of a forecast find places."""
    demand = found.by_type[:, : len(PLACED)].astype(np.float64)
    draws, _, days = demand.shape
    households, places = _foster(supply, levers, draws, days, seed)
    kept = _held_by_staying_put(found.adults[:, 0, 0], supply, levers)
    ours, near = np.zeros_like(demand), np.zeros_like(demand)
    ours[:, 0] = np.maximum(places * supply.usable - kept, 0.0)
    near[:, 0] = supply.agency_foster_places
    for number, kind in enumerate(PLACED[1:], start=1):
        ours[:, number] = _beds(supply, kind, levers, is_own=True) * supply.usable
        near[:, number] = _beds(supply, kind, levers, is_own=False)
    left = _left_by_others(near, levers.taken_by_others)
    own = np.minimum(demand, np.floor(ours))
    with_agencies = np.minimum(demand - own, left)
    far = demand - own - with_agencies
    back = _brought_back(far, levers.bring_back)
    return Placed(own, with_agencies + back, far - back, ours, households)


def _beds(supply: Supply, kind: str, levers: Levers, *, is_own: bool) -> float:
    most = BEDS_OF_FOUR if levers.homes_of_four and is_own and kind == "residential" else 10**6
    return float(sum(min(home.beds, most) for home in supply.homes if home.kind == kind and home.is_own == is_own))


def _left_by_others(near: Real, taken: int) -> Real:
    """Bought places near home that other councils leave, taken from each kind of home as many as it has of all."""
    everywhere = near.sum(axis=1, keepdims=True)
    share = np.divide(np.minimum(everywhere, taken), everywhere, out=np.zeros_like(everywhere), where=everywhere > 0)
    return np.asarray(near * (1.0 - share))


def _brought_back(far: Real, children: int) -> Real:
    """Of those far away, as many as places are kept for, shared among the kinds of home as they are far."""
    everyone = far.sum(axis=1, keepdims=True)
    share = np.divide(np.minimum(everyone, children), everyone, out=np.zeros_like(everyone), where=everyone > 0)
    return np.asarray(far * share)


def _foster(supply: Supply, levers: Levers, draws: int, days: int, seed: int) -> tuple[Real, Real]:
    """Households and approved places: draws × days."""
    leaving = supply.deregistered * (1.0 - levers.keep_of_ten / 10.0)
    alive = _those_still_there(supply, leaving, levers, draws, days, seed)
    of_each = np.array([household.places for household in supply.households], dtype=float)
    new = _approved(supply, leaving, draws, days, seed) + _recruited(levers, leaving, days)
    return alive.sum(axis=1) + new, np.einsum("dhm,h->dm", alive, of_each) + new * supply.places_when_new


def _those_still_there(supply: Supply, leaving: float, levers: Levers, draws: int, days: int, seed: int) -> Real:
    """Whether each of today's households still fosters: draws × households × days."""
    ages = np.array([household.age for household in supply.households], dtype=float)
    years = np.arange(days) / 12.0
    reached = _retiring(ages[:, None] + years[None, :], ages[:, None], levers)
    hazard = leaving * years[None, :] + reached
    luck = _chance(seed, 5).exponential(size=(draws, len(ages)))
    return (luck[:, :, None] >= hazard[None, :, :]).astype(float)


def _retiring(age: Real, age_now: Real, levers: Levers) -> Real:
    """The hazard of retiring that has built up since today, at each age."""
    if levers.retire_at_56:
        over = np.maximum(age - np.maximum(age_now, 56.0), 0.0)
        return np.where((age >= 56.0) & (over >= 1.0), np.inf, over)
    built = np.zeros(np.broadcast(age, age_now).shape)
    before = 0.0
    for begins, rate in RETIREMENT:
        built += (rate - before) * np.maximum(age - np.maximum(age_now, begins), 0.0)
        before = rate
    return built


def _approved(supply: Supply, leaving: float, draws: int, days: int, seed: int) -> Real:
    """Households approved from now on as is usual, and still there: draws × days."""
    chance = _chance(seed, 6)
    there = np.zeros((draws, days))
    came = chance.poisson(supply.approvals / 12.0, (draws, days))
    luck = chance.random((draws, days))
    for day in range(1, days):
        lost = there[:, day - 1] * leaving / 12.0
        there[:, day] = there[:, day - 1] + came[:, day] - np.floor(lost + luck[:, day])
    return np.maximum(there, 0.0)


def _recruited(levers: Levers, leaving: float, days: int) -> Real:
    """Households recruited by the lever, less those of them that leave: one number a day."""
    months = np.arange(days)
    each = levers.households_a_quarter / 3.0
    rate = leaving / 12.0
    return each * months if rate == 0.0 else each * (1.0 - (1.0 - rate) ** months) / rate


def _held_by_staying_put(adults: Whole, supply: Supply, levers: Levers) -> Real:
    """Places held by those who turned 18 in our own foster homes and stayed: draws × days, nobody at the beginning."""
    share = supply.staying_put if levers.staying_put_percent is None else levers.staying_put_percent / 100.0
    stay = 1.0 - 1.0 / (12.0 * supply.staying_put_years)
    held = np.zeros((adults.shape[0], adults.shape[1] + 1))
    for month in range(adults.shape[1]):
        held[:, month + 1] = held[:, month] * stay + adults[:, month] * share
    return held


def _chance(seed: int, place: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=[seed, place]))


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What a number of carers comes to when the older ones retire."""

    places: int
    older: int
    places_of_older: int
    approvals_for_net: int
    carers_if_gross: int
    places_if_gross: int
    places_at_other_rate: int


def carers_arithmetic(carers: int, each: float, older_percent: float, wanted: int, other_rate: float) -> Arithmetic:
    """If all older carers retire: the approvals for a net gain, and what so many approvals would come to.

    One carer is taken as one household, as the strategies do; the register decides.
    """
    older = round(carers * older_percent / 100)
    change = wanted - older
    return Arithmetic(
        round(carers * each),
        older,
        round(older * each),
        wanted + older,
        change,
        round(change * each),
        round(carers * other_rate),
    )
