"""Figures stated in papers that cannot all be true: the same one twice, parts and total, a share, a projection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

ROUNDING = Decimal("0.5")
"""A share given in whole per cent may be so far from its numbers."""
CREDIBLE_GROWTH = Decimal("0.01")
"""A year: how much a population of children grows at most in a projection at a constant rate. Our own choice."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure as a paper states it."""

    indicator: str
    where: str
    period: str
    value: Decimal
    parts: tuple[Decimal, ...] = ()
    found: int | None = None
    of: int | None = None
    base: Decimal | None = None
    """For a projection: today's number, of which ``value`` is said to come in so many ``years``."""
    years: Decimal | None = None
    explained: str = ""
    is_computed: bool = False
    """Whether it is our own figure beside those of papers: a whole one is not rounded."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot be, in one sentence, and where it is stated."""

    indicator: str
    says: str
    where: tuple[str, ...]
    explained: str = ""


def contradictions(statements: Iterable[Statement]) -> list[Contradiction]:
    """Every contradiction among them; those that somebody has explained come last."""
    told = list(statements)
    found = [*_twice(told)]
    for one in told:
        found += [Contradiction(one.indicator, says, (one.where,), one.explained) for says in _within(one)]
    return sorted(found, key=lambda one: (bool(one.explained), one.indicator))


def _twice(told: list[Statement]) -> Iterable[Contradiction]:
    same: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in told:
        same[one.indicator, one.period].append(one)
    for (indicator, period), several in same.items():
        if not all(_agree(*two) for two in combinations(several, 2)):
            values = " and ".join(dict.fromkeys(_plain(one.value) for one in several))
            explained = " ".join(dict.fromkeys(one.explained for one in several if one.explained))
            where = tuple(one.where for one in several)
            yield Contradiction(indicator, f"It is stated as {values} for {period}.", where, explained)


def _agree(one: Statement, other: Statement) -> bool:
    """Whether they are the same, or one is the other in whole numbers."""
    if one.value == other.value:
        return True
    rounded = [told for told in (one, other) if not told.is_computed and told.value == told.value.to_integral()]
    return len(rounded) == 1 and abs(one.value - other.value) <= ROUNDING


def _within(one: Statement) -> Iterable[str]:
    if one.parts and sum(one.parts) != one.value:
        added = " + ".join(_plain(part) for part in one.parts)
        yield f"{added} = {_plain(Decimal(sum(one.parts)))}, not {_plain(one.value)}."
    if one.found is not None and one.of:
        share = Decimal(100 * one.found) / one.of
        if abs(share - one.value) > ROUNDING:
            yield f"{one.found} of {one.of} is {share:.0f} %, not {_plain(one.value)} %."
    if one.base and one.years:
        grows = one.value / one.base - 1
        if abs(grows) > CREDIBLE_GROWTH * one.years:
            yield (
                f"From {_plain(one.base)} to {_plain(one.value)} at a constant rate needs {100 * grows:.1f} % more "
                f"children in {_plain(one.years)} years: show the working."
            )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def read_parts(parts: str) -> tuple[Decimal, ...]:
    """Numbers with commas or plus signs between; raises InvalidOperation where one is none."""
    return tuple(Decimal(part) for part in parts.replace("+", ",").replace(" ", "").split(",") if part)
