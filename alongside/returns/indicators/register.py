"""What an indicator of the return is: one function with its id; and the list of them all.

A function is handed ``Facts`` and a ``Span`` and answers with plain counts, small ones included: whoever hands them
out hides those first. It answers None where the return does not say, for that span.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.returns.indicators.facts import Facts
from alongside.returns.tables import TABLES


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both included; a snapshot is taken at the end of ``to_on``."""

    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class Number:
    """How many people, or times."""

    found: int
    unit: str = "people"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    found: int
    of: int


@dataclass(frozen=True, slots=True)
class Average:
    """The sum of something over people."""

    total: int
    over: int
    unit: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole by its parts."""

    parts: Mapping[str, int]
    unit: str = "people"


Found = Number | Share | Average | Parts
Function = Callable[[Facts, Span], Found | None]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its id in the board's register, what it counts, and from which tables and columns."""

    id: str
    source: str
    measure: Function
    only_by_year: bool = False
    """The return tells it once a year: of a collection year as a whole."""

    @property
    def name(self) -> str:
        """What it counts, in two or three words."""
        return self.measure.__name__.replace("_", " ").capitalize()

    @property
    def definition(self) -> str:
        """What exactly is counted."""
        return " ".join((self.measure.__doc__ or "").split())

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of the return that its source names."""
        words = self.source.replace(",", " ").replace(";", " ").split()
        return tuple(dict.fromkeys(word for word in words if word in TABLES))

    def of(self, facts: Facts, span: Span) -> Found | None:
        """What is found in a span; None where the years held do not cover it, or a table it needs was not given.

        Nothing in a table that was given is nobody; in a table that was not, nothing is known.
        """
        if not facts.covers(span.from_on, span.to_on):
            return None
        if not facts.has_tables(self.tables, span.from_on, span.to_on):
            return None
        if self.only_by_year and not facts.is_collection_year(span.from_on, span.to_on):
            return None
        return self.measure(facts, span)


INDICATORS: dict[str, Indicator] = {}
"""Every indicator, by id, in the order of their modules."""


def indicator(id: str, source: str, *, only_by_year: bool = False) -> Callable[[Function], Function]:
    """Enter a function in the list."""

    def enter(measure: Function) -> Function:
        if id in INDICATORS:
            raise ValueError(f"There are two indicators {id}.")
        INDICATORS[id] = Indicator(id, source, measure, only_by_year)
        return measure

    return enter
