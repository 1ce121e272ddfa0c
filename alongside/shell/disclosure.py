"""Small numbers never leave. Everything that a part's ``numbers`` hands out is made here.

A count from 1 to 4 could point at a person, so it is not shown. In a row of parts with their total, one hidden part
could be worked out by subtraction, so the next smallest is hidden too. Source: the Department for Education's
practice for looked-after statistics.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, safe to show. ``value`` is None where it is hidden. Made only by this module."""

    value: int | None

    def __str__(self) -> str:
        return "fewer than 5" if self.value is None else f"{self.value:,}"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Parts and their total, safe to show together."""

    total: Count
    parts: Mapping[str, Count]


def count(number: int) -> Count:
    """One number on its own. Nought is shown: it points at nobody."""
    return Count(None if 0 < number < SMALLEST_SHOWN else number)


def breakdown(parts: Mapping[str, int]) -> Breakdown:
    """Parts that add up to a total, with enough of them hidden that none of the hidden ones can be worked out.

    A reader of the total and the shown parts knows the sum of the hidden ones. So at least two parts are hidden, and
    together they hold at least five people (else the sum itself would be a small number). Where that cannot be,
    the total is hidden as well.
    """
    hidden = {name for name, number in parts.items() if 0 < number < SMALLEST_SHOWN}
    total_is_small = 0 < sum(parts.values()) < SMALLEST_SHOWN
    others = sorted((number, name) for name, number in parts.items() if name not in hidden and number)
    while hidden and others and (len(hidden) < 2 or _sum(parts, hidden) < SMALLEST_SHOWN):
        hidden.add(others.pop(0)[1])
    unsafe = bool(hidden) and (len(hidden) < 2 or _sum(parts, hidden) < SMALLEST_SHOWN)
    total = Count(None) if total_is_small or unsafe else Count(sum(parts.values()))
    return Breakdown(
        total=total, parts={name: Count(None if name in hidden else number) for name, number in parts.items()}
    )


def _sum(parts: Mapping[str, int], names: set[str]) -> int:
    return sum(parts[name] for name in names)
