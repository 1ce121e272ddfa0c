"""Whoever adds and subtracts all that the pages of the snapshot show learns none of the few."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations, permutations
from random import Random

import numpy as np
import pytest

from alongside.sufficiency.queries.snapshot import (
    AGES,
    CUTS,
    HOW_FAR,
    IN_CARE,
    KINDS,
    MOVES,
    NEEDS,
    NOT_KNOWN,
    ONLY,
    PROVIDED,
    SEXES,
    TYPES,
    WHERE,
    YES_NO,
    Child,
    Snapshot,
    snapshot_of,
)  # fmt: skip
from alongside.sufficiency.tests.scene import TODAY

pytestmark = pytest.mark.django_db
Cell = tuple[str, ...]
GROUPS = {cut.name: cut.groups for cut in CUTS}
GROUP_OF = {cut.name: cut.group for cut in CUTS}
TOTAL: Cell = ("total",)
CELLS: list[Cell] = [
    TOTAL,
    *((cut, group) for cut, groups in GROUPS.items() for group in groups),
    *((a, g, b, h) for a, b in combinations(GROUPS, 2) for g in GROUPS[a] for h in GROUPS[b]),
]
"""What a reader does not know: how many are in each group, and in each two of different tables."""
PLACE = {cell: number for number, cell in enumerate(CELLS)}
Vector = np.ndarray


def both(a: str, g: str, b: str, h: str) -> list[Cell]:
    """The cell of those in both groups."""
    if a == b:
        return [(a, g)] if g == h else []
    return [(a, g, b, h) if (a, g, b, h) in PLACE else (b, h, a, g)]


def vector(plus: list[Cell], minus: list[Cell] = []) -> Vector:  # noqa: B006  never changed
    found = np.zeros(len(CELLS))
    for sign, cells in ((1, plus), (-1, minus)):
        for cell in cells:
            found[PLACE[cell]] += sign
    return found


def shown_at(only: str, cut: str, group: str) -> Vector:
    """The number at this place as a sum of what the reader does not know."""
    if not only:
        return vector([(cut, group)])
    return vector([cell for inside in ONLY[only].groups for cell in both(ONLY[only].table, inside, cut, group)])


def what_everybody_knows() -> Iterator[Vector]:
    """Groups of a table add up; kinds of home are what their providers add up to."""
    for groups in GROUPS:
        yield vector([(groups, group) for group in GROUPS[groups]], [TOTAL])
    for a, b in permutations(GROUPS, 2):
        for g in GROUPS[a]:
            yield vector([cell for h in GROUPS[b] for cell in both(a, g, b, h)], [(a, g)])
    kinds = {kind: [f"{kind}, {who}" for who in PROVIDED] for kind in TYPES[:3]}
    for kind in KINDS:
        for provided in GROUPS["provider"]:
            if provided not in kinds.get(kind, ["elsewhere"]):
                yield vector(both("kind", kind, "provider", provided))
    for cut in GROUPS:
        for group in GROUPS[cut]:
            for kind, provided in kinds.items():
                parts = [cell for one in provided for cell in both(cut, group, "provider", one)]
                yield vector(parts, both(cut, group, "kind", kind))


def a_child(chance: Random) -> Child:
    return Child(
        age=chance.choices(AGES, (2, 3, 10, 20, 30))[0],
        sex=chance.choices((*SEXES.values(), NOT_KNOWN), (50, 40, 3))[0],
        kind=chance.choices(KINDS, (60, 9, 12, 3, 2, 2))[0],
        provider=chance.choice(PROVIDED),
        uasc=chance.choices(YES_NO, (6, 94))[0],
        in_care=chance.choice(IN_CARE),
        moves=chance.choices(MOVES, (60, 30, 8, 3))[0],
        how_far=chance.choices(HOW_FAR, (60, 30, 4))[0],
        where=chance.choices(WHERE, (70, 27, 3))[0],
        need=chance.choices(NEEDS, (90, 10))[0],
        unplanned=chance.choices(YES_NO, (6, 94))[0],
    )


@pytest.mark.parametrize(("seed", "size", "shown"), [(1, 60, 130), (3, 400, 310)])
def test_no_small_number_is_a_sum_of_shown_ones(
    seed: int, size: int, shown: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(seed)
    children = tuple(a_child(chance) for _ in range(size))
    monkeypatch.setattr(sys.modules[snapshot_of.__module__], "children_on", lambda held, day: children)
    pages = {only: snapshot_of((), TODAY, only) for only in ("", *ONLY)}
    told = [*what_everybody_knows(), *shown_on(pages)]
    _, weights, directions = np.linalg.svd(np.array(told), full_matrices=False)
    known = directions[weights > 1e-8]
    few = dict(few_of(children))
    assert len(few) > 20
    for place, cells in few.items():
        assert np.abs(cells - known.T @ (known @ cells)).max() > 1e-6, f"{place} can be worked out"
    assert sum(count.value is not None for table in pages[""].tables for _, count in table.rows) >= 20
    still = [
        count for page in pages.values() for table in page.tables for _, count in table.rows if count.value is not None
    ]
    assert len(still) >= shown  # no more is hidden than has to be


def shown_on(pages: dict[str, Snapshot]) -> Iterator[Vector]:
    for only, page in pages.items():
        for table in page.tables:
            yield from (shown_at(only, table.name, group) for group, count in table.rows if count.value is not None)
        if page.total.value is not None:
            yield vector([TOTAL]) if not only else sum(shown_at(only, "age", age) for age in AGES)


def few_of(children: tuple[Child, ...]) -> Iterator[tuple[tuple[str, str, str], Vector]]:
    """Every number of a page that is from 1 to 4, and every such rest of a group outside a page."""
    for cut in GROUPS:
        for only in ("", *ONLY):
            inside = [one for one in children if not only or GROUP_OF[ONLY[only].table](one) in ONLY[only].groups]
            counted, whole = Counter(map(GROUP_OF[cut], inside)), Counter(map(GROUP_OF[cut], children))
            for group in GROUPS[cut]:
                if 0 < counted[group] < 5:
                    yield (only, cut, group), shown_at(only, cut, group)
                if 0 < whole[group] - counted[group] < 5:
                    rest = shown_at("", cut, group) - shown_at(only, cut, group)
                    yield (f"not {only}", cut, group), rest


def test_kinds_and_providers_beside_each_other_tell_no_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each table alone hides a second number; of the two together, the second one was told by the other table."""
    one = a_child(Random(1))
    numbers = (
        ("fostering", 0, 40), ("residential", 0, 10), ("residential", 1, 30), ("supported", 1, 3),
        ("placed for adoption", 0, 30),
    )  # fmt: skip
    told = [(kind, PROVIDED[who]) for kind, who, times in numbers for _ in range(times)]
    children = tuple(
        Child(**{field: getattr(one, field) for field in Child.__slots__} | {"kind": kind, "provider": who})
        for kind, who in told
    )
    monkeypatch.setattr(sys.modules[snapshot_of.__module__], "children_on", lambda held, day: children)
    page = snapshot_of((), date(2025, 3, 31))
    kinds, provided = (dict(table.rows) for name in ("kind", "provider") if (table := page.table(name)))
    assert kinds["supported"].value is None and provided["supported, somebody else"].value is None
    assert page.total.value == 113
    hidden = [count for count in (kinds["placed for adoption"], provided["elsewhere"]) if count.value is None]
    assert len(hidden) == 2


def test_a_day_without_a_child_has_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[snapshot_of.__module__], "children_on", lambda held, day: ())
    pages = [snapshot_of((), TODAY, only) for only in ("", *ONLY)]
    assert {count.value for page in pages for table in page.tables for _, count in table.rows} == {0}
