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
    in_place_of_value: str = ""
    """What the reader sees where the value is hidden."""

    def __str__(self) -> str:
        return self.in_place_of_value if self.value is None else f"{self.value:,}"


FEW = Count(None, "fewer than 5")
HIDDEN = Count(None, "not shown")
"""A part or total of a breakdown. It may be large: which of the hidden ones are small must not be told."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Parts and their total, safe to show together."""

    total: Count
    parts: Mapping[str, Count]


def count(number: int) -> Count:
    """One number on its own. Nought is shown: it points at nobody."""
    return FEW if _is_small(number) else Count(number)


def breakdown(parts: Mapping[str, int]) -> Breakdown:
    """Parts that add up to a total, with enough of them hidden that none of the hidden ones can be worked out.

    A reader of the total and of the shown parts knows the sum of the hidden ones, and that each is at least one. So
    enough parts are hidden, smallest first, that by all the reader knows each of them could be 5 or more. Where that
    cannot be, the total is hidden as well.
    """
    hidden = {name for name, number in parts.items() if _is_small(number)}
    others = sorted((number, name) for name, number in parts.items() if number >= SMALLEST_SHOWN)
    while hidden and others and not _could_be_large(parts, hidden):
        hidden.add(others.pop(0)[1])
    total = sum(parts.values())
    total_shown = not _is_small(total) and (not hidden or _could_be_large(parts, hidden))
    return Breakdown(
        total=Count(total) if total_shown else HIDDEN,
        parts={name: HIDDEN if name in hidden else Count(number) for name, number in parts.items()},
    )


def whole_or_nothing(parts: Mapping[str, int]) -> Breakdown:
    """The same with everything hidden where any part must be: for what other figures would tell the rest of."""
    told = breakdown(parts)
    if all(one.value is not None for one in told.parts.values()):
        return told
    return Breakdown(total=HIDDEN, parts=dict.fromkeys(parts, HIDDEN))


def _is_small(number: int) -> bool:
    return 0 < number < SMALLEST_SHOWN


def _could_be_large(parts: Mapping[str, int], hidden: set[str]) -> bool:
    """Whether each hidden part could be 5 or more if all the others were 1."""
    others = len(hidden) - 1
    return others > 0 and sum(parts[name] for name in hidden) - others >= SMALLEST_SHOWN
