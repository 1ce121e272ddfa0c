"""Worlds with known truth: invented councils whose children come, move and leave by a process that we wrote down.

Every life is played to the day with rates that are smooth in age and in time in care (the forecast's are steps), so
the forecast is never given its own shape. Three kinds:

    stable   as many come every year
    growing  7 % more come every year, to the end
    shock    a year and a half before the last return, a third more come than before, and it stays so

The past becomes five years of returns; the future is kept to score by. Children who were in care before the first
return carry no start that a return would tell (left truncation), as in life.
"""

from __future__ import annotations

import csv
import io
import math
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from alongside.law.ages import birthday
from alongside.returns import Return, read_return
from alongside.returns.tables import TABLES, year_ends_on, year_starts_on
from alongside.sufficiency.forecasting.cells import AGES, PROVIDERS, TYPES, Whole

KINDS = ("stable", "growing", "shock")
LAST_YEAR = 2025
YEARS = 5
BURN_IN = 14
AHEAD = 3
EXCESS = 1.6
"""Variance of a month's arrivals over their mean."""
COME_A_MONTH = 0.0339
"""Children who come a month, to each child in care: with it as many are in care on average as were asked for."""
GROWTH = 1.07
SHOCK = 4 / 3
PLACES = {0: "U6", 1: "K2", 2: "K3", 3: "P1"}
_FIRST = ((0.62, 0.10, 0.0, 0.28), (0.66, 0.16, 0.0, 0.18), (0.44, 0.20, 0.30, 0.06))
"""Where children go first, by age (under 10, under 16, older), by type."""
_NEXT = ((0.0, 0.55, 0.15, 0.30), (0.50, 0.0, 0.35, 0.15), (0.25, 0.60, 0.0, 0.15), (0.75, 0.25, 0.0, 0.0))
_OWN = (0.5, 0.3, 0.2, 0.9)
"""The share of places that the council itself provides, by type."""


class Stay(NamedTuple):
    """One stay: ``why`` is empty while it goes on, X1 where another follows."""

    starts: date
    ends: date | None
    kind: int
    provider: str
    why: str


@dataclass(frozen=True, slots=True)
class Life:
    """One invented child: born, and the stays of one period of care."""

    child: str
    born_on: date
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class World:
    """A council whose future we know."""

    kind: str
    lives: tuple[Life, ...]
    last_year: int

    def stock_on(self, day: date) -> Whole:
        """Who is in care at the end of a day: ages × types × providers."""
        counts = np.zeros((len(AGES), len(TYPES), len(PROVIDERS)), dtype=np.int64)
        for life in self.lives:
            for stay in life.stays:
                if stay.starts <= day and (stay.ends is None or stay.ends > day):
                    counts[_age_band(life.born_on, day), stay.kind, 0 if stay.provider == "PR1" else 1] += 1
        return counts

    def returns(self) -> Return:
        """The five years of returns that the council would have sent."""
        return read_return(self.archives())

    def archives(self) -> list[Named]:
        """The same as zip files in memory, one a year, oldest first."""
        return [self._archive(year) for year in range(self.last_year - YEARS + 1, self.last_year + 1)]

    def _archive(self, year: int) -> Named:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, data in self._files(year):
                archive.writestr(name, data)
        return Named(f"{year}.zip", packed.getvalue())

    def _files(self, year: int) -> Iterator[tuple[str, bytes]]:
        first, last = year_starts_on(year), year_ends_on(year)
        header, episodes = [], []
        for life in self.lives:
            rows = [row for nth, stay in enumerate(life.stays) if (row := _episode(life.child, nth, stay, first, last))]
            if rows:
                header.append({"CHILD": life.child, "SEX": "M", "DOB": _day(life.born_on), "ETHNIC": "WBRI"})
                episodes += rows
        for name, rows in (("Header", header), ("Episodes", episodes)):
            yield f"{name.lower()}.csv", _csv(TABLES[name].column_names, rows)


class Named(io.BytesIO):
    """A file in memory with a name."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name = name


def a_world(kind: str, seed: int, *, stock: int = 670, last_year: int = LAST_YEAR) -> World:
    """An invented council with about ``stock`` children in care on average."""
    chance = random.Random(f"{kind} {seed}")
    numbers = np.random.default_rng([seed, KINDS.index(kind)])
    first_year, until = last_year - YEARS - BURN_IN, year_ends_on(last_year + AHEAD)
    lives = []
    months = (last_year + AHEAD - first_year) * 12
    for month in range(months):
        starts = date(first_year + (3 + month) // 12, (3 + month) % 12 + 1, 1)
        ahead = month - (last_year - first_year) * 12
        mean = stock * COME_A_MONTH * _level(kind, ahead)
        came = numbers.poisson(numbers.gamma(mean / (EXCESS - 1), EXCESS - 1))
        for _ in range(int(came)):
            lives.append(_life(chance, f"W{len(lives):06d}", starts + timedelta(days=chance.randrange(28)), until))
    return World(kind, tuple(lives), last_year)


def _level(kind: str, months_ahead: int) -> float:
    if kind == "growing":
        return float(GROWTH ** (max(months_ahead + 60, -60) / 12)) / 1.3
    if kind == "shock":
        return SHOCK / 1.1 if months_ahead >= -18 else 1 / 1.1
    return 1.0


def _life(chance: random.Random, child: str, starts: date, until: date) -> Life:
    age = _first_age(chance)
    born_on = starts - timedelta(days=round(age * 365.25))
    adult_on = birthday(born_on, 18)
    kind = _pick(chance, _FIRST[0 if age < 10 else 1 if age < 16 else 2])
    day, stays = starts, []
    while True:
        provider = "PR1" if chance.random() < _OWN[kind] else "PR4"
        gone, moved = _next_event(chance, born_on, starts, day, kind)
        ends = min(gone, moved, adult_on)
        if ends > until:
            stays.append(Stay(day, None, kind, provider, ""))
        elif ends == moved and moved < min(gone, adult_on):
            stays.append(Stay(day, ends, kind, provider, "X1"))
            kind, day = _pick(chance, _NEXT[kind]), ends
            continue
        else:
            why = "E5" if ends == adult_on else chance.choices(("E4A", "E45", "E8"), (0.6, 0.28, 0.12))[0]
            stays.append(Stay(day, ends, kind, provider, why))
        return Life(child, born_on, tuple(stays))


def _first_age(chance: random.Random) -> float:
    """Ages at entry: many babies, many teenagers."""
    if chance.random() < 0.18:
        return chance.random() * 0.6
    return min(17.8, max(0.05, chance.triangular(0.0, 18.0, 14.5)))


def _next_event(chance: random.Random, born_on: date, care_from: date, since: date, kind: int) -> tuple[date, date]:
    """The days of leaving and of moving if nothing else happened first: thinning of smooth yearly rates."""
    return (
        _first_time(chance, since, 3.2, lambda day: _leaves(born_on, care_from, day, kind)),
        _first_time(chance, since, 1.2, lambda day: _moves(care_from, since, day, kind)),
    )


def _first_time(chance: random.Random, since: date, most: float, rate) -> date:  # type: ignore[no-untyped-def]
    days = 0.0
    while days < 20 * 365:
        days += chance.expovariate(most) * 365.25
        if chance.random() * most < rate(since.toordinal() + days):
            break
    return since + timedelta(days=1 + int(days))


def _leaves(born_on: date, care_from: date, day: float, kind: int) -> float:
    years = (day - care_from.toordinal()) / 365.25
    age = (day - born_on.toordinal()) / 365.25
    by_time = 0.10 + 0.55 * math.exp(-years / 1.4) + 1.3 * math.exp(-years / 0.15)
    by_age = 1.0 + 0.6 * math.exp(-age / 2.5) - 0.25 * math.exp(-(((age - 11) / 4) ** 2))
    return by_time * by_age * (1.0, 0.8, 0.7, 1.5)[kind]


def _moves(care_from: date, since: date, day: float, kind: int) -> float:
    years = (day - care_from.toordinal()) / 365.25
    return (0.10, 0.38, 0.30, 0.32)[kind] * (1.0 + 1.4 * math.exp(-years / 0.7))


def _pick(chance: random.Random, weights: tuple[float, ...]) -> int:
    return chance.choices(range(len(weights)), weights)[0]


def _age_band(born_on: date, day: date) -> int:
    return sum(birthday(born_on, years) <= day for years in (1, 5, 10, 16))


def _episode(child: str, nth: int, stay: Stay, first: date, last: date) -> dict[str, str] | None:
    if stay.starts > last or (stay.ends and stay.ends < first):
        return None
    ended = stay.ends is not None and stay.ends <= last
    return {
        "CHILD": child,
        "DECOM": _day(stay.starts),
        "RNE": "P" if nth else "S",
        "LS": "C2",
        "CIN": "N1",
        "PLACE": PLACES[stay.kind],
        "PLACE_PROVIDER": stay.provider,
        "DEC": _day(stay.ends) if ended and stay.ends else "",
        "REC": stay.why if ended else "",
    }


def _csv(headings: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
