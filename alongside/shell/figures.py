"""How a number leaves a part for the board: an indicator's value with its definition, source, period and date.

Each part's ``numbers`` keeps one register and lets its functions in by the indicator's id::

    figures = Figures("casework")

    @figures.computes("I7", source="Allocations and categories")
    def adviser_named(period: Period) -> Measured | None:
        \"\"\"Care leavers with a named personal adviser, of all entitled to one, on the last day of the period.\"\"\"
        return share(len(named), of=len(entitled))

``figures.of("I7", period=...)``, like calling ``adviser_named(period)``, gives a ``Figure``, with the docstring as its
definition; None where nothing was recorded to measure it by. What a function measures is made by ``share``,
``number``, ``amount``, ``average`` and ``parts``, which let no number of 1 to 4 people through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from inspect import getdoc

from alongside.shell import disclosure
from alongside.shell.disclosure import Breakdown, Count


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days, both included. A snapshot is taken at the end of ``to_on``."""

    from_on: date
    to_on: date

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True, slots=True)
class Measured:
    """What a function found, safe to show. Made by ``share``, ``number``, ``amount``, ``average`` and ``parts``."""

    numerator: Count | None
    denominator: Count | None
    value: Decimal | None
    unit: str
    suppressed: bool = False
    parts: Breakdown | None = None
    as_of: date | None = None
    """The day that the source speaks of, where that is not the last of the period: the 31 March of a return."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator in one period, safe to show, with all that a reader must know to judge it."""

    indicator: str
    """Its id in the board's register: ``I7``."""
    period: Period
    numerator: Count | None
    """None for an amount or an average; hidden where few (``str`` gives the words for the page)."""
    denominator: Count | None
    """None for a plain number."""
    value: Decimal | None
    """The number itself, or the share in per cent to one place. None where ``suppressed``."""
    unit: str
    """``people``, ``%``, ``days``, ``£``, …"""
    suppressed: bool
    definition: str
    source: str
    as_of: date
    parts: Breakdown | None = None

    def hidden(self) -> Figure:
        """The same without its numbers: another figure would tell them."""
        numerator = None if self.numerator is None else disclosure.HIDDEN
        denominator = None if self.denominator is None else disclosure.HIDDEN
        return replace(self, numerator=numerator, denominator=denominator, value=None, suppressed=True, parts=None)


PERCENT = "%"
PEOPLE = "people"


def number(found: int, *, unit: str = PEOPLE, as_of: date | None = None) -> Measured:
    """How many people, or how many times something happened to one."""
    count = disclosure.count(found)
    value = None if count.value is None else Decimal(count.value)
    return Measured(count, None, value, unit, suppressed=value is None, as_of=as_of)


def share(found: int, *, of: int, as_of: date | None = None) -> Measured | None:
    """How many of how many, in per cent. Few on either side of the line hide all but the whole; None of none is None.

    Nobody, and everybody, is shown: neither tells one from another.
    """
    if of == 0:
        return None
    split = disclosure.breakdown({"in": found, "out": of - found})
    count = split.parts["in"]
    if count.value is None:
        return Measured(count, split.total, None, PERCENT, suppressed=True, as_of=as_of)
    return Measured(count, split.total, _to_one_place(Decimal(100 * found) / of), PERCENT, as_of=as_of)


def average(total: Decimal | float, *, over: int, unit: str, as_of: date | None = None) -> Measured | None:
    """The mean over people, shown where there are at least five; None over nobody."""
    if over == 0:
        return None
    people = disclosure.count(over)
    value = None if people.value is None else _to_one_place(Decimal(str(total)) / over)
    return Measured(None, people, value, unit, suppressed=value is None, as_of=as_of)


def amount(value: Decimal | int, *, unit: str, as_of: date | None = None) -> Measured:
    """A number that counts no people: homes, pounds, days since something was published."""
    return Measured(None, None, Decimal(value), unit, as_of=as_of)


def parts(found: Mapping[str, int], *, unit: str = PEOPLE, as_of: date | None = None) -> Measured:
    """A whole and its parts; its value is the whole."""
    split = disclosure.breakdown(found)
    value = None if split.total.value is None else Decimal(split.total.value)
    return Measured(split.total, None, value, unit, suppressed=value is None, parts=split, as_of=as_of)


Measure = Callable[[Period], Measured | None]
Asked = Callable[[Period], Figure | None]


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator that a part computes."""

    indicator: str
    name: str
    """The function's name, for the register: ``adviser_named``."""
    definition: str
    source: str
    at_the_end: bool
    """A figure of the last day of a period: those of quarters do not add up to a year."""
    ask: Asked


class Figures:
    """What one part computes, by the indicator's id. One function an indicator."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._known: dict[str, Known] = {}

    def computes(
        self, indicator: str, *, source: str, definition: str = "", at_the_end: bool = False
    ) -> Callable[[Measure], Asked]:
        """Let a function in. Its docstring is the definition, unless one is given."""

        def let_in(measure: Measure) -> Asked:
            told = definition or getdoc(measure) or ""
            if not told or indicator in self._known:
                raise ValueError(f"{indicator} of {self.part} has no definition, or is there already")

            @wraps(measure)
            def ask(period: Period) -> Figure | None:
                found = measure(period)
                return None if found is None else figure(indicator, period, found, told, source)

            self._known[indicator] = Known(indicator, measure.__name__, told, source, at_the_end, ask)
            return ask

        return let_in

    def of(self, indicator: str, *, period: Period) -> Figure | None:
        """The figure of one indicator in a period; None where nothing was recorded to measure it by."""
        return self._known[indicator].ask(period)

    def __iter__(self) -> Iterator[Known]:
        return iter(self._known.values())

    def __contains__(self, indicator: str) -> bool:
        return indicator in self._known

    def __getitem__(self, indicator: str) -> Known:
        return self._known[indicator]


def figure(indicator: str, period: Period, found: Measured, definition: str, source: str) -> Figure:
    """What a function measured, as the figure that leaves the part."""
    return Figure(
        indicator=indicator,
        period=period,
        numerator=found.numerator,
        denominator=found.denominator,
        value=found.value,
        unit=found.unit,
        suppressed=found.suppressed,
        definition=definition,
        source=source,
        as_of=found.as_of or period.to_on,
        parts=found.parts,
    )


def _to_one_place(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
