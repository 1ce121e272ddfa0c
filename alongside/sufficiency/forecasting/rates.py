"""How often children move and leave, by age × time in care × state, with small cells leaning on large ones.

Rates are per day. Four kinds of event are fitted apart: three ways of leaving, and moving to another state. For each,
in two levels, both Gamma–Poisson:

    1  age × time × kind of home leans on a product of a factor for each of the three
    2  the same by provider leans on level 1

How hard a cell leans is estimated from the data (marginal likelihood), not chosen. A draw of the forecast draws every
cell anew, and with it the factor of each band of age and of each kind of home, so that what is not known well is not
told as if it were.

Only days within the years given count, so a child who was in care before them is counted from the day on which a return
could first have told of their leaving (left truncation).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.special import gammaln

from alongside.sufficiency.forecasting.cells import (
    AGES,
    CELLS,
    EVENTS,
    MOVES,
    PROVIDERS,
    RATE_AGES,
    RATES_TURN,
    SEEN_LONG,
    SHAPE,
    STATES,
    TIME_BANDS,
    TIMES,
    TOLD_AS,
    TYPES,
    Real,
    Whole,
    birthdays,
    cell_of,
)
from alongside.sufficiency.forecasting.history import LEFT, History, time_band

LEANING = np.array([0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256])
"""How many events' worth a cell leans on what it leans on: the values tried."""
CATEGORIES = len(AGES) * len(STATES)
SMALLEST = 1e-9
"""No rate per day is nought, so that a division by it is never one by nought."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was seen: child-days and events by cell, and where movers went by age band and state."""

    days: Real = field(repr=False)
    events: Real = field(repr=False)
    moves: Real = field(repr=False)
    became_adult: int
    years: float


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates per day, fitted: ``shape`` and ``scale`` of each cell's Gamma, by kind of event.

    ``by_age`` and ``by_kind`` are the numbers of events behind the factors of bands of age and of kinds of home,
    ``goes`` the Dirichlet of where movers go.
    """

    shape: Real = field(repr=False)
    scale: Real = field(repr=False)
    by_age: Real = field(repr=False)
    by_kind: Real = field(repr=False)
    goes: Real = field(repr=False)
    counted: Counted = field(repr=False)

    @property
    def mean(self) -> Real:
        """The rates that are expected: kinds of event × cells."""
        return self.shape * self.scale


@dataclass(frozen=True, slots=True)
class DrawnRates:
    """One set of rates a draw: ``events`` draws × kinds × cells, ``goes`` draws × (age, state) × state, cumulative.

    The last kind of event is ``STEP_DOWN``, nought in each cell until a lever adds to it.
    """

    events: Real = field(repr=False)
    goes: Real = field(repr=False)


def counted(history: History) -> Counted:
    """Child-days and events by cell, within the years given."""
    bounds = _bounds(history)
    lower, upper = bounds[:, :-1], bounds[:, 1:]
    days = (upper - lower).ravel()
    row = np.repeat(np.arange(len(bounds)), lower.shape[1])[days > 0]
    cells = _cells(history, row, lower.ravel()[days > 0])
    exposure = np.bincount(cells, days[days > 0].astype(float), CELLS)
    events, moves, adults = _events(history)
    return Counted(exposure.astype(float), events, moves, adults, (history.ends - history.begins) / 365.25)


def _bounds(history: History) -> Whole:
    """For each stay the days on which its cell changes, clipped to what was seen, in order."""
    begins = np.maximum(history.starts, history.begins)
    ends = np.minimum(history.stops, history.ends)
    ages = birthdays(history.born, RATES_TURN)[:, :-1]
    times = history.care_from[:, None] + np.asarray((*TIMES[1:], SEEN_LONG))
    cuts = np.clip(np.concatenate([ages, times], axis=1), begins[:, None], ends[:, None])
    return np.sort(np.concatenate([begins[:, None], cuts, ends[:, None]], axis=1), axis=1)


def _cells(history: History, row: Whole, day: Whole) -> Whole:
    age = (day[:, None] >= birthdays(history.born[row], RATES_TURN)[:, :-1]).sum(axis=1)
    time = time_band(day, history.care_from[row], history.is_known[row])
    return cell_of(age, time.astype(np.int64), history.state[row].astype(np.int64))


def _events(history: History) -> tuple[Real, Real, int]:
    is_seen = (history.stops > history.begins) & (history.stops < history.ends)
    is_adult = history.stops >= birthdays(history.born)[:, -1]
    events = np.zeros((len(EVENTS), CELLS))
    left = np.flatnonzero(is_seen & (history.follows == LEFT) & ~is_adult)
    cells = _cells(history, left, history.stops[left] - 1)
    for way in range(MOVES):
        events[way] = np.bincount(cells[history.way[left] == way], minlength=CELLS)
    moved = np.flatnonzero(is_seen & (history.follows >= 0))
    cells = _cells(history, moved, history.stops[moved] - 1)
    events[MOVES] = np.bincount(cells, minlength=CELLS)
    age = TOLD_AS[cells // (TIME_BANDS * len(STATES))]
    where = (age * len(STATES) + history.state[moved]) * len(STATES) + history.follows[moved]
    moves = np.bincount(where, minlength=CATEGORIES * len(STATES)).astype(float)
    return events, moves.reshape(CATEGORIES, len(STATES)), int((is_seen & is_adult).sum())


def fitted(seen: Counted) -> Rates:
    """Rates that lean as hard as the data say they should."""
    shapes, scales = [], []
    for kind in range(len(EVENTS)):
        shape, scale = _two_levels(seen.events[kind].reshape(SHAPE), seen.days.reshape(SHAPE))
        shapes.append(shape.ravel())
        scales.append(scale.ravel())
    events = seen.events.reshape(len(EVENTS), RATE_AGES, TIME_BANDS, len(TYPES), len(PROVIDERS))
    by_age, by_kind = events.sum(axis=(2, 3, 4)) + 1.0, events.sum(axis=(1, 2, 4)) + 1.0
    return Rates(np.array(shapes), np.array(scales), by_age, by_kind, _where_movers_go(seen.moves), seen)


def _two_levels(events: Real, days: Real) -> tuple[Real, Real]:
    """Shape and scale of each cell's Gamma."""
    grouped = (*SHAPE[:2], len(TYPES), len(PROVIDERS))
    by_kind, days_by_kind = events.reshape(grouped).sum(axis=3), days.reshape(grouped).sum(axis=3)
    prior = _product(by_kind, days_by_kind)
    firm = _leaning(by_kind, days_by_kind, prior)
    level_1 = prior * (firm + by_kind) / (firm + prior * days_by_kind)
    level_1 = np.repeat(level_1, len(PROVIDERS), axis=2)
    firm = _leaning(events, days, level_1)
    return firm + events, level_1 / (firm + level_1 * days)


def _product(events: Real, days: Real, rounds: int = 25) -> Real:
    """Rates as a product of one factor an axis, by maximum likelihood; half an event keeps each factor above nought."""
    rate = (events.sum() + 0.5) / (days.sum() + 1.0)
    factors: list[Real] = [np.ones(size) for size in events.shape]
    for _ in range(rounds):
        for axis in range(3):
            others = tuple(other for other in range(3) if other != axis)
            expected = (days * _outer(factors, rate)).sum(axis=others) / factors[axis]
            factors[axis] = (events.sum(axis=others) + 0.5) / (expected + 0.5)
    return _outer(factors, rate)


def _outer(factors: list[Real], rate: float) -> Real:
    first, second, third = factors
    return np.asarray(rate * first[:, None, None] * second[None, :, None] * third[None, None, :])


def _leaning(events: Real, days: Real, prior: Real) -> float:
    """How hard cells lean on ``prior``: the most likely of the values tried (negative binomial)."""
    n, expected = events[days > 0], (prior * days)[days > 0]
    firm = LEANING[:, None]
    likely = gammaln(firm + n) - gammaln(firm) + firm * np.log(firm) + n * np.log(np.maximum(expected, 1e-12))
    likely = (likely - (firm + n) * np.log(firm + expected)).sum(axis=1)
    return float(LEANING[int(np.argmax(likely))])


def _where_movers_go(moves: Real) -> Real:
    """Dirichlet weights of the next state: an age band leans on all ages, all ages on everybody who moved.

    How hard they lean is estimated from the data, as with the rates; nobody moves to where they are.
    """
    by_age = moves.reshape(len(AGES), len(STATES), len(STATES))
    everybody = np.where(np.eye(len(STATES), dtype=bool), 0.0, by_age.sum(axis=(0, 1)) + 0.1)
    any_age = _leaning_on(by_age.sum(axis=0), everybody / everybody.sum(axis=1, keepdims=True))
    return _leaning_on(by_age, any_age / any_age.sum(axis=1, keepdims=True))


def _leaning_on(moves: Real, shares: Real) -> Real:
    """Moves, with as many more by the shares (of the last axis) as is most likely (Dirichlet–multinomial)."""
    shares = np.broadcast_to(shares, moves.shape)
    there = shares > 0
    likely = []
    for firm in LEANING:
        of_all = gammaln(firm) - gammaln(firm + moves.sum(axis=-1))
        likely.append(
            of_all.sum() + (gammaln(firm * shares[there] + moves[there]) - gammaln(firm * shares[there])).sum()
        )
    return np.asarray(moves + float(LEANING[int(np.argmax(likely))]) * shares)


def drawn(rates: Rates, draws: int, seed: int) -> DrawnRates:
    """A set of rates for each draw. The first draws are the same however many there are."""
    chances = [np.random.Generator(np.random.Philox(key=[seed, place])) for place in (1, 2, 3, 4)]
    by_age, by_cell, by_move, by_kind = chances
    factor = by_age.standard_gamma(rates.by_age, (draws, *rates.by_age.shape)) / rates.by_age
    shape = rates.shape.astype(np.float32)
    cells = by_cell.standard_gamma(shape, (draws, *shape.shape), dtype=np.float32)
    cells *= rates.scale.astype(np.float32)
    bands = cells.reshape(draws, len(EVENTS), RATE_AGES, TIME_BANDS, len(TYPES), len(PROVIDERS))
    bands *= factor.astype(np.float32)[..., None, None, None]
    bands *= _of_each_kind(rates.by_kind, draws, by_kind).astype(np.float32)[:, :, None, None, :, None]
    events = np.zeros((draws, len(EVENTS) + 1, CELLS), dtype=np.float32)
    np.maximum(cells, np.float32(SMALLEST), out=events[:, : len(EVENTS)])
    parts = by_move.standard_gamma(rates.goes.reshape(CATEGORIES, -1), (draws, CATEGORIES, len(STATES)))
    goes = np.cumsum(parts, axis=2) / parts.sum(axis=2, keepdims=True)
    return DrawnRates(events, goes.astype(np.float32))


def _of_each_kind(events: Real, draws: int, chance: np.random.Generator) -> Real:
    """A factor for each kind of home: how many leave or move in all stays the same, for ages have had their factor."""
    factor = chance.standard_gamma(events, (draws, *events.shape)) / events
    share = events / events.sum(axis=1, keepdims=True)
    return np.asarray(factor / (factor * share).sum(axis=2, keepdims=True))
