"""One life at a time in every draw, to the day: who is in care, where, and who leaves, how.

Time is whole: from one day on which something about a child changes (a birthday, a band of time in care) to the next,
the rates stand, and the moment of the next event follows from them in closed form. So there is no step whose length
could change the answer, and an 18th birthday falls on its day.

Chance is counted, not drawn in turn: the number behind the k-th thing that happens to a child in a draw is a hash
(splitmix64) of the seed, the draw, the child and k. So the answer is the same for any number of threads or blocks, and
two runs that differ in one lever share all chance that the lever does not touch.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from alongside.sufficiency.forecasting.cells import (
    AGES,
    CELLS,
    EXITS,
    MOVES,
    NEVER,
    PROVIDERS,
    RATE_AGES,
    RATES_TURN,
    SEEN_LONG,
    STATES,
    STEP_DOWN,
    TIME_BANDS,
    TIMES,
    Real,
    Whole,
    Yes,
    birthdays,
)
from alongside.sufficiency.forecasting.entries import Arrivals
from alongside.sufficiency.forecasting.history import History, time_band
from alongside.sufficiency.forecasting.rates import DrawnRates

Hashes = npt.NDArray[np.uint64]
OUT = len(AGES) * len(STATES)
BLOCK = 50
"""Draws that are simulated together: large enough for numpy, small enough for memory."""
STOCK_KEYS, MONTH_KEYS = 1 << 24, 1 << 12
"""Keys of children: below ``STOCK_KEYS`` those in care now, above them a range for each month of arrivals."""
SAMPLE_KEYS = 1 << 40
"""Keys of those like whom others come, beyond all months."""
WHO, WHEN, WHETHER, LIFE = 0, 1, 2, 8
"""Which chance of a child is for what; life's events count on from ``LIFE``."""
_GOLDEN = 0x9E3779B97F4A7C15
_ONE = np.uint64(_GOLDEN)


@dataclass(frozen=True, slots=True)
class Paths:
    """What time alone will do to children: a row each, a column for each stretch between two days of change.

    Days are counted from the row's own day nought: the last day of the history for those in care, the first day of care
    for those to come. ``ends`` is the last day of a stretch, ``cell`` its age and time in care (times the number of
    states), ``age`` its age band, which is the number of bands once 18 is reached.
    """

    ends: Real = field(repr=False)
    cell: Whole = field(repr=False)
    age: Whole = field(repr=False)
    state: Whole = field(repr=False)

    @property
    def stretches(self) -> int:
        """Columns of a row."""
        return int(self.ends.shape[1])


@dataclass(frozen=True, slots=True)
class Simulated:
    """Children by draw × (age, state) × day; those who turned 18 by draw × state × month; exits; entries."""

    stock: Whole = field(repr=False)
    adults: Whole = field(repr=False)
    exits: Whole = field(repr=False)
    entered: Whole = field(repr=False)


@dataclass(frozen=True, slots=True)
class Task:
    """All that a block of draws needs. ``grid`` are the days to count on, ``months`` the last days of months.

    ``tells`` is how often each of ``coming`` is drawn for somebody who comes; they sum to one.
    """

    here: Paths
    coming: Paths
    tells: Real
    rates: DrawnRates
    arrivals: Whole
    kept: Real
    grid: Whole
    months: Whole
    seed: int


def paths_here(history: History) -> Paths:
    """Those in care on the history's last day."""
    day = history.ends - 1
    rows = history.in_care(day)
    return _paths(
        history.born[rows] - day, history.care_from[rows] - day, history.is_known[rows], history.state[rows], day
    )


def paths_coming(who: Arrivals) -> Paths:
    """Those like whom others will come."""
    nought = np.zeros(len(who.state), dtype=np.int32)
    return _paths(nought - who.age_days, nought, np.ones(len(nought), dtype=bool), who.state, 0)


def _paths(born: Whole, care_from: Whole, is_known: Yes, state: Whole, day: int) -> Paths:
    ages, turns = birthdays(born + day) - day, birthdays(born + day, RATES_TURN) - day
    times = np.where(is_known[:, None], care_from[:, None] + np.asarray((*TIMES[1:], NEVER // 2)), NEVER)
    times[:, -1] = np.where(is_known, NEVER, care_from + SEEN_LONG)
    ends = np.concatenate([turns, times], axis=1)
    ends = np.sort(np.where(ends > 0, ends, NEVER))
    begins = np.concatenate([np.zeros((len(born), 1), dtype=np.int64), ends[:, :-1]], axis=1)
    age = (begins[:, :, None] >= ages[:, None, :]).sum(axis=2)
    band = np.minimum((begins[:, :, None] >= turns[:, None, :]).sum(axis=2), RATE_AGES - 1)
    time = time_band(begins, care_from[:, None], is_known[:, None])
    cell = (band * TIME_BANDS + np.minimum(time, TIME_BANDS - 1)) * len(STATES)
    return Paths(
        ends.astype(np.float32), cell.astype(np.int32), age.astype(np.int32), np.asarray(state, dtype=np.int32)
    )


def simulate(task: Task, draws: int, workers: int = 2) -> Simulated:
    """Every draw, in blocks on so many threads; the answer does not depend on how many."""
    blocks = [range(first, min(first + BLOCK, draws)) for first in range(0, draws, BLOCK)]
    with ThreadPoolExecutor(max(1, workers)) as pool:
        parts = list(pool.map(lambda block: _Block(task, block).run(), blocks))
    return Simulated(*(np.concatenate([getattr(part, name) for part in parts]) for name in Simulated.__slots__))


def uniform(chance: Hashes) -> Real:
    """A number between 0 and 1 (never either) for each place in each child's row of chance.

    Of 23 bits, for with a half added they still are exact: of 24, the largest would be rounded up to 1.
    """
    return ((_mixed(chance) >> np.uint64(41)).astype(np.float32) + np.float32(0.5)) * np.float32(2.0**-23)


def _mixed(x: Hashes) -> Hashes:
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def _at(place: int) -> np.uint64:
    """The place-th step along a row of chance."""
    return np.uint64((place + 1) * _GOLDEN % 2**64)


def _rows_of_chance(seed: int, draws: Whole, keys: Whole) -> Hashes:
    of_draw = _mixed(np.uint64(seed * _GOLDEN % 2**64) + draws.astype(np.uint64))
    return _mixed(of_draw + keys.astype(np.uint64) * np.uint64(0xD1342543DE82EF95))


@dataclass(slots=True)
class _Children:
    """Children side by side: where each is on its path, in which state and draw, and what chance has left for it."""

    path: Whole
    nought: Real
    cell: Whole
    """State, and draw times the number of cells: where its rates are."""
    spot: Whole
    """State, and draw times the number of ages and states: where it is counted, once its age is added."""
    now: Real
    chance: Hashes
    left: Real

    def only(self, keep: Yes) -> _Children:
        rows = np.flatnonzero(keep)
        if len(rows) == len(keep):
            return self
        return _Children(*(getattr(self, name).take(rows) for name in self.__slots__))


class _Block:
    """Some draws, with all their children; those whose care has ended are dropped as it goes."""

    def __init__(self, task: Task, draws: range) -> None:
        self.task, self.draws = task, draws
        self.size, self.days = len(draws), int(task.grid[-1])
        self.points, self.month_count = len(task.grid), len(task.months) - 1
        kinds = task.rates.events[draws.start : draws.stop]
        self.cumulative = np.ascontiguousarray(kinds.cumsum(axis=1).transpose(0, 2, 1)).reshape(-1, STEP_DOWN + 1)
        self.total = np.ascontiguousarray(self.cumulative[:, STEP_DOWN])
        self.goes = task.rates.goes[draws.start : draws.stop].reshape(-1, len(STATES))
        steps = np.arange(self.days + 3)
        self.point_at = np.searchsorted(task.grid, steps, side="left").astype(np.int32)
        month = np.searchsorted(task.months, steps, side="left") - 1
        self.month_at = np.maximum(month, 0).astype(np.int32)
        self.comes: list[Whole] = []
        self.goes_off: list[Whole] = []
        self.adults: list[Whole] = []
        self.exits: list[Whole] = []

    def run(self) -> Simulated:
        self._live(self._in_care(), self.task.here)
        arriving, entered = self._arriving()
        self._live(arriving, self.task.coming)
        change = _counted(self.comes, self.size, OUT, self.points + 1)
        change -= _counted(self.goes_off, self.size, OUT, self.points + 1)
        return Simulated(
            change.cumsum(axis=2)[:, :, : self.points].astype(np.int16),
            _counted(self.adults, self.size, len(STATES), self.month_count + 1)[:, :, :-1],
            _counted(self.exits, self.size, len(EXITS), self.month_count + 1)[:, :, :-1],
            entered,
        )

    def _in_care(self) -> _Children:
        here = self.task.here
        n = len(here.state)
        draw, who = np.repeat(np.arange(self.size), n), np.tile(np.arange(n), self.size)
        chance = _rows_of_chance(self.task.seed, draw + self.draws.start, who)
        return self._children(here, draw, who, np.zeros(len(who), dtype=np.float32), chance)

    def _arriving(self) -> tuple[_Children, Whole]:
        """Those who come, draw by draw and month by month, without those whom a lever kept from coming."""
        task = self.task
        counts = task.arrivals[self.draws.start : self.draws.stop]
        where = np.repeat(np.arange(counts.size), counts.ravel())
        draw, month = np.divmod(where, counts.shape[1])
        nth = np.arange(len(where)) - np.repeat(np.cumsum(counts.ravel()) - counts.ravel(), counts.ravel())
        chance = _rows_of_chance(task.seed, draw + self.draws.start, STOCK_KEYS + month * MONTH_KEYS + nth)
        who = (uniform(chance + _at(WHO)) * len(task.coming.state)).astype(np.int32)
        who = self._like_whom()[draw, who]
        length = np.diff(task.months).astype(np.float32)[month]
        on = task.months[month] + 1 + np.floor(uniform(chance + _at(WHEN)) * length)
        comes = uniform(chance + _at(WHETHER)) < task.kept[task.coming.age[who, 0]]
        entered = np.bincount(where[comes], minlength=counts.size).reshape(counts.shape)
        on = on.astype(np.float32)[comes]
        return self._children(task.coming, draw[comes], who[comes], on, chance[comes]), entered

    def _like_whom(self) -> Whole:
        """Those like whom others come, drawn anew for each draw (a bootstrap): who came is a sample of who might."""
        n = len(self.task.coming.state)
        draw, nth = np.repeat(np.arange(self.size), n), np.tile(np.arange(n), self.size)
        chance = _rows_of_chance(self.task.seed, draw + self.draws.start, SAMPLE_KEYS + nth)
        who = np.searchsorted(np.cumsum(self.task.tells)[:-1], uniform(chance), side="right")
        return np.asarray(who.astype(np.int32).reshape(self.size, n))

    def _children(self, paths: Paths, draw: Whole, who: Whole, nought: Real, chance: Hashes) -> _Children:
        chance = chance + _at(LIFE)
        children = _Children(
            (who * paths.stretches).astype(np.int32),
            nought,
            (paths.state[who] + draw * CELLS).astype(np.int32),
            (paths.state[who] + draw * OUT).astype(np.int32),
            nought.copy(),
            chance + _ONE,
            -np.log(uniform(chance)),
        )
        self.comes.append(self._place(children, paths.age[:, 0][who], slice(None)))
        return children

    def _live(self, children: _Children, paths: Paths) -> None:
        """Each child from one change to the next, until all have left, turned 18 or reached the last day."""
        ends, cells, ages = paths.ends.ravel(), paths.cell.ravel(), np.append(paths.age.ravel(), 0)
        while len(children.path):
            children = children.only(self._step(children, ends, cells, ages))

    def _step(self, c: _Children, ends: Real, cells: Whole, ages: Whole) -> Yes:
        """Move all on by one change; the answer says who is still in care."""
        cell = cells.take(c.path)
        cell += c.cell
        rate = self.total.take(cell)
        bound = np.minimum(ends.take(c.path) + c.nought, np.float32(self.days + 1))
        event = c.now + c.left / rate
        happens = event < bound
        c.left -= rate * (bound - c.now)
        c.now = np.minimum(event, bound)
        stays: Yes = happens | (bound <= self.days)
        age = ages.take(c.path)
        c.path += ~happens
        older = ages.take(c.path)
        turns = np.flatnonzero(stays & (age != older))
        self.goes_off.append(self._place(c, age, turns))
        is_adult = older[turns] == len(AGES)
        self._count_adults(c, turns[is_adult])
        stays[turns[is_adult]] = False
        self.comes.append(self._place(c, older, turns[~is_adult]))
        self._events(c, np.flatnonzero(happens), cell, rate, age, stays)
        return stays

    def _events(self, c: _Children, rows: Whole, cell: Whole, rate: Real, age: Whole, stays: Yes) -> None:
        self.goes_off.append(self._place(c, age, rows))
        chance = c.chance[rows]
        which = uniform(chance) * rate[rows]
        bounds = self.cumulative.take(cell[rows], axis=0)
        kind = (which >= bounds[:, 0]).astype(np.int32)
        for way in range(1, MOVES):
            kind += which >= bounds[:, way]
        leaves = kind < MOVES
        self._count_exits(c, rows[leaves], kind[leaves])
        stays[rows[leaves]] = False
        moves, chance = rows[~leaves], chance[~leaves]
        before = c.spot[moves] % len(STATES)
        goes = self.goes.take(c.spot[moves] + age[moves] * len(STATES), axis=0)
        luck = uniform(chance + _ONE)
        steps_down = which[~leaves] >= bounds[~leaves, MOVES]
        luck[steps_down] *= goes[steps_down, len(PROVIDERS) - 1]  # the first states are those of fostering
        to = (luck[:, None] >= goes).sum(axis=1, dtype=np.int32)
        change = np.minimum(to, len(STATES) - 1) - before
        c.cell[moves] += change
        c.spot[moves] += change
        c.left[moves] = -np.log(uniform(chance + _at(1)))
        c.chance[moves] = chance + _at(2)
        self.comes.append(self._place(c, age, moves))

    def _place(self, c: _Children, age: Whole, rows: Whole | slice) -> Whole:
        """Where those of an age and state are counted from now on: draw, age and state, day of the grid."""
        place = age[rows] * len(STATES)
        place += c.spot[rows]
        place *= self.points + 1
        place += self.point_at.take(np.ceil(c.now[rows]).astype(np.int32))
        return place

    def _count_adults(self, c: _Children, rows: Whole) -> None:
        draw, state = c.spot[rows] // OUT, c.spot[rows] % len(STATES)
        self.adults.append((draw * len(STATES) + state) * (self.month_count + 1) + self._month(c, rows))

    def _count_exits(self, c: _Children, rows: Whole, kind: Whole) -> None:
        draw = c.spot[rows] // OUT
        self.exits.append((draw * len(EXITS) + kind) * (self.month_count + 1) + self._month(c, rows))

    def _month(self, c: _Children, rows: Whole) -> Whole:
        """The month in which something happens; one more than there are for the hours after the last day."""
        return np.asarray(self.month_at.take(np.ceil(c.now[rows]).astype(np.int32)))


def _counted(places: list[Whole], *shape: int) -> Whole:
    """How often each place was named."""
    size = int(np.prod(shape))
    return np.bincount(np.concatenate(places), minlength=size).astype(np.int32).reshape(shape)
