"""Which numbers of a snapshot are hidden, so that none of a few children is worked out from all its pages together.

One page tells of everybody, each of the others of one group, and whoever has them all can add and subtract. So they are
taken together, two ways of counting at a time (no page crosses more). As long as a small number is a sum or a
difference of shown ones, another of these is hidden: the smallest of them that tells something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from alongside.shell.disclosure import SMALLEST_SHOWN

Vector = NDArray[np.float64]
Place = tuple[str, str, str]
"""A number on a page: the group that the page tells of ("" is everybody), the table ("" is the total), the row."""
NOTHING = 1e-7
EVERYBODY = ""


class Way(Protocol):
    """A way of counting: the groups of one table, and what it tells of. Tables that tell of the same are one way."""

    @property
    def name(self) -> str:
        """The table's name."""

    @property
    def tells_of(self) -> str:
        """What it tells of."""

    @property
    def groups(self) -> tuple[str, ...]:
        """Its rows."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A group that has a page of its own: its words, and which rows of which table it is."""

    label: str
    table: str
    groups: tuple[str, ...]


class _Parts:
    """The smallest parts into which what the tables tell of can be taken apart, and the children of each."""

    def __init__(self, ways: Sequence[Way], counted: Sequence[Mapping[str, str]]) -> None:
        self.ways = ways
        self._of = [tuple(one[way.name] for way in ways) for one in counted]
        self.parts = sorted(set(self._of))
        self.places = [self.parts.index(part) for part in self._of]

    def rows(self, table: str, groups: Collection[str]) -> Vector:
        """Which of the parts the rows of a table add up."""
        column = [way.name for way in self.ways].index(table)
        return np.array([float(part[column] in groups) for part in self.parts])

    def tables(self) -> Iterator[tuple[str, str, Vector]]:
        """Every row of every table."""
        for way in self.ways:
            for group in way.groups:
                yield way.name, group, self.rows(way.name, (group,))


def hidden(
    ways: Sequence[Way], pages: Mapping[str, Narrowed], counted: Sequence[Mapping[str, str]], at_first: Iterable[Place]
) -> frozenset[Place]:
    """Every number that is hidden, ``at_first`` (those that are small themselves, or of whom few are left) among them.

    ``counted`` is each child's row of each table. Numbers of everybody are settled first, so that what is told of
    everybody never hangs on which other pages there are.
    """
    gone = set(at_first)
    subjects = list(dict.fromkeys(way.tells_of for way in ways))
    parts = {each: _Parts([way for way in ways if way.tells_of == each], counted) for each in subjects}
    for each in parts.values():
        gone |= _of_everybody(each, gone)
    for each in parts.values():
        gone |= _of_the_same(each, pages, gone)
    for one, other in combinations(parts.values(), 2):
        if any(_is_of(page, one) or _is_of(page, other) for page in pages.values()):
            gone |= _of_two(one, other, pages, gone)
    return frozenset(gone)


def _is_of(page: Narrowed, parts: _Parts) -> bool:
    return page.table in {way.name for way in parts.ways}


def _of_everybody(parts: _Parts, gone: set[Place]) -> set[Place]:
    """Tables that tell of the same thing, beside each other."""
    numbers = _counts(parts.places, len(parts.parts))
    told = {(EVERYBODY, table, row): rows for table, row, rows in parts.tables()}
    return _kept(told, gone, numbers, [np.ones(len(numbers))], _small(numbers, told.values()))


def _of_the_same(parts: _Parts, pages: Mapping[str, Narrowed], gone: set[Place]) -> set[Place]:
    """The total of a page, and its tables that tell of what it is narrowed to."""
    numbers = _counts(parts.places, len(parts.parts))
    whole = {(EVERYBODY, table, row): rows for table, row, rows in parts.tables()}
    told: dict[Place, Vector] = {}
    for name, page in pages.items():
        if _is_of(page, parts):
            inside = parts.rows(page.table, page.groups)
            told[name, "", ""] = inside
            told |= {(name, table, row): inside * rows for table, row, rows in parts.tables()}
    known = [np.ones(len(numbers)), *(rows for place, rows in whole.items() if place not in gone)]
    secret = [*_small(numbers, whole.values()), *(rows for place, rows in whole.items() if place in gone)]
    return _kept(told, gone, numbers, known, secret)


def _of_two(one: _Parts, other: _Parts, pages: Mapping[str, Narrowed], gone: set[Place]) -> set[Place]:
    """The pages of one way of counting with the tables of another, and the other way round."""
    numbers = _counts([a * len(other.parts) + b for a, b in zip(one.places, other.places, strict=True)],
                      len(one.parts) * len(other.parts))  # fmt: skip
    known, whole, told = [np.ones(len(numbers))], [], dict[Place, Vector]()
    for mine, theirs, turned in ((one, other, False), (other, one, True)):
        everybody = np.ones(len(theirs.parts))
        for table, row, rows in mine.tables():
            cells = _crossed(rows, everybody, turned)
            (whole if (EVERYBODY, table, row) in gone else known).append(cells)
        for name, page in pages.items():
            if not _is_of(page, mine):
                continue
            inside = mine.rows(page.table, page.groups)
            if (name, "", "") not in gone:
                known.append(_crossed(inside, everybody, turned))
            told |= {(name, table, row): _crossed(inside, rows, turned) for table, row, rows in theirs.tables()}
    rest = [cells for cells in _left_of(one, other, pages) if cells.any()]
    secret = [*_small(numbers, [*np.eye(len(numbers)), *told.values(), *rest]), *whole]
    return _kept(told, gone, numbers, known, secret)


def _left_of(one: _Parts, other: _Parts, pages: Mapping[str, Narrowed]) -> Iterator[Vector]:
    """Of every row of a table: those whom a page does not tell of."""
    for mine, theirs, turned in ((one, other, False), (other, one, True)):
        for page in pages.values():
            if _is_of(page, mine):
                outside = 1 - mine.rows(page.table, page.groups)
                yield from (_crossed(outside, rows, turned) for _, _, rows in theirs.tables())


def _crossed(mine: Vector, theirs: Vector, turned: bool) -> Vector:
    return np.outer(theirs, mine).ravel() if turned else np.outer(mine, theirs).ravel()


def _counts(places: Iterable[int], length: int) -> Vector:
    found = Counter(places)
    return np.array([float(found[place]) for place in range(length)])


def _small(numbers: Vector, of: Iterable[Vector]) -> list[Vector]:
    return [cells for cells in of if 0 < cells @ numbers < SMALLEST_SHOWN]


def _kept(
    told: Mapping[Place, Vector], gone: Collection[Hashable], numbers: Vector, known: list[Vector], secret: list[Vector]
) -> set[Place]:
    """What of ``told`` has to go, beside what is gone, so that none of what is secret is a sum of what is left."""
    secret = [cells for cells, is_told in zip(secret, _given_away(known, secret), strict=True) if not is_told]
    left = {place: cells for place, cells in told.items() if place not in gone}
    more: list[Place] = []
    while secret and left:
        by = _telling([*known, *left.values()], secret)
        if by is None:
            break
        tells = np.abs(by[len(known) :])
        telling = [place for place, weight in zip(left, tells, strict=True) if weight >= tells.max() / 100]
        first = min(telling, key=lambda place: (not left[place] @ numbers, left[place] @ numbers, place))
        more.append(first)
        del left[first]
    for place in reversed(more[:-1]):  # what was hidden before something else that alone would have done
        if not _given_away([*known, *left.values(), told[place]], secret).any():
            left[place] = told[place]
    return set(more) - set(left)


def _given_away(shown: list[Vector], secret: list[Vector]) -> NDArray[np.bool_]:
    """Of each secret: whether it is a sum of what is shown."""
    if not secret:
        return np.zeros(0, dtype=bool)
    rows, wanted = np.array(shown).T, np.array(secret).T
    found: NDArray[np.bool_] = np.abs(rows @ _weights(rows, wanted) - wanted).max(axis=0) < NOTHING
    return found


def _telling(shown: list[Vector], secret: list[Vector]) -> Vector | None:
    """How the first secret that is a sum of what is shown is made of it; None where there is none."""
    rows, wanted = np.array(shown).T, np.array(secret).T
    weights = _weights(rows, wanted)
    given_away = np.flatnonzero(np.abs(rows @ weights - wanted).max(axis=0) < NOTHING)
    return weights[:, given_away[0]] if given_away.size else None


def _weights(rows: Vector, wanted: Vector) -> Vector:
    return np.linalg.lstsq(rows, wanted, rcond=None)[0]
