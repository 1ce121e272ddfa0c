"""What a kind of record about somebody's life is, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.casework.models import AboutPerson, Person
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record

Facts = Mapping[str, Any]
Check = Callable[[Facts, Person, date], None]
Moves = Callable[[Any, Person], Mapping[str, date | None]]


def nothing_more(facts: Facts, person: Person, on: date) -> None:
    """A check that asks nothing."""


def moves_nothing(row: Any, person: Person) -> Mapping[str, date | None]:
    """A record that moves none of the law's clocks."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record: its table, whose it is, what is asked in its form, and what it does."""

    slug: str
    one: str
    """With its article: "a home"."""
    many: str
    """The heading over them."""
    model: type[AboutPerson]
    record: Record
    fields: tuple[str, ...]
    """What its form asks, in this order."""
    says: Callable[[Any, date], str]
    """The record in a sentence."""
    coded: Callable[[Any, date], str]
    """The same in codes alone, for those who see no free text."""
    day: Callable[[Any], date | None]
    """The day it speaks of, by which the latest is found."""
    is_open: Callable[[Any, date], bool]
    """Whether it still holds, or still waits for something."""
    check: Check = nothing_more
    moves: Moves = moves_nothing
    """The law's events that it tells of, with their days; None where it tells of none."""
    hints: Mapping[str, str] = field(default_factory=dict)
    is_single: bool = False
    """One a person: it is changed and never added to."""
    is_for_partners: bool = False
    """A partner sees and enters it for their own district only."""
    partner_fields: tuple[str, ...] = ()
    """What a partner sees of it and enters; empty: all."""
    over: str = "over"
    """What is said of one that no longer holds; empty where its own sentence says so."""
    in_short: Callable[[list[Any]], str] | None = None
    """What several of them say together in the overview, where a line each would be too much."""
    third_party_fields: tuple[str, ...] = ()
    """What the person themself does not see, for it is about somebody else."""

    def fields_for(self, *, is_partner: bool) -> tuple[str, ...]:
        """What this reader is asked and shown."""
        return self.partner_fields if is_partner and self.partner_fields else self.fields


@dataclass(frozen=True, slots=True)
class Area:
    """A part of somebody's life, on a page of its own."""

    slug: str
    label: str
    """As in the row of tabs."""
    record: Record
    kinds: tuple[Kind, ...]
    gap: str
    """What is said where nothing is recorded."""
    sum_up: Callable[[list[Any], Person, date], str] | None = None
    """What its rows say together, where that is more than the latest one; empty where they say nothing."""

    @property
    def url_name(self) -> str:
        """The name of the address of its page."""
        return f"casework:life_{self.slug}"


def check_days(facts: Facts, on: date, *past: str, ahead: tuple[str, ...] = ()) -> None:
    """Refuse a day in the future where only the past makes sense, and one more than two years ahead anywhere."""
    for name in past:
        if (day := facts.get(name)) and day > on:
            raise FactRefused("One of these days is in the future.")
    for name in ahead:
        if (day := facts.get(name)) and day.year > on.year + 30:
            raise FactRefused("One of these days is too far ahead.")


def check_order(facts: Facts, first: str, last: str) -> None:
    """Refuse an end that is not after its start."""
    if facts.get(first) and facts.get(last) and facts[last] <= facts[first]:
        raise FactRefused("The last day has to be after the first.")


def money(pounds: Any) -> str:
    """£92, or £92.50."""
    if pounds is None:
        return ""
    return f"£{pounds:,.2f}".removesuffix(".00")


def listed(words: list[str]) -> str:
    """Words in a row, the last two with "and" between."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def phrase(*parts: str) -> str:
    """Parts of a sentence that are there, with commas between."""
    return ", ".join(part for part in parts if part)


def short(day: date | None) -> str:
    """3 Dec 2026."""
    return f"{day.day} {day:%b %Y}" if day else ""
