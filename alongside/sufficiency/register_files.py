"""The registers of places as files: what stands in each column, and how a line is read. Nothing is kept here."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from alongside.shell import csv_files, downloads
from alongside.shell.refusals import FactRefused, FileRefused

MOST_LINES = 5_000
EARLIEST = 1900
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_POUNDS = re.compile(r"£?(\d{1,6}|\d{1,3},\d{3})(\.\d{1,2})?")

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class HomeLine:
    """A home as the register tells of it: what a line of the file says, and what the page of places shows."""

    name: str
    kind: str
    beds: int
    is_own: bool
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Register:
    """One register as a file: its name in addresses, its title, and each column with what is written in it."""

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    stays: str
    """What happens to what the file does not name."""
    ends_empty: bool = True
    """Whether the last column may be empty."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The first line of the file."""
        return tuple(heading for heading, _ in self.columns)


_DAY_LIKE = "a day like 2024-02-29 or 29/02/2024"
HOUSEHOLDS = Register(
    "households",
    "The fostering register",
    (
        ("reference", "the number in the fostering register, with a digit and without blanks: never a name"),
        ("born_year", "the year of birth of the main carer"),
        ("places", "places approved, 1 to 9"),
        ("approved_on", _DAY_LIKE),
        ("ended_on", "the day of deregistration or retirement; empty while it goes on"),
    ),
    "A household under a number that is known is changed. Those that the file does not name stay as they are.",
)
HOMES = Register(
    "homes",
    "The register of homes",
    (
        ("name", "the name of the home: never an address or a person"),
        ("kind", "residential (a children’s home) or supported (supported accommodation)"),
        ("beds", "its places, 1 to 60"),
        ("provider", "own (the council’s) or bought"),
        ("opened_on", _DAY_LIKE),
        ("closed_on", "the day on which it closed; empty while it is open"),
    ),
    "A home under a name that is known is changed. Those that the file does not name stay as they are.",
)
FEES = Register(
    "fees",
    "Weekly fees",
    (
        ("kind", "fostering, residential, supported or other"),
        ("provider", "own (the council’s) or bought"),
        ("weekly", "pounds a week, such as 5200 or 5200.50"),
        ("from_on", f"the day from which it holds: {_DAY_LIKE}"),
    ),
    "A fee from a day stays what it is: a new one is a line with a later day.",
    ends_empty=False,
)
REGISTERS = {one.name: one for one in (HOUSEHOLDS, HOMES, FEES)}


def read_lines(
    content: bytes, register: Register, line: Callable[[list[str]], Line], key: Callable[[Line], tuple[Hashable, str]]
) -> list[Line]:
    """The lines of a file. FileRefused with the first row that is wrong, and why.

    ``key`` says by what a line is known, and in words: the same must not stand in a file twice.
    """
    table = csv_files.read(content, may_lack=1 if register.ends_empty else 0)
    if table.headings != register.headings:
        raise FileRefused(f"The file must have exactly these columns: {', '.join(register.headings)}.")
    lines: dict[Hashable, Line] = {}
    for number, cells in table.rows:
        try:
            one = line([downloads.as_typed(cell) for cell in cells])
        except FactRefused as refused:
            raise FileRefused(f"Row {number}: {refused}") from refused
        known, words = key(one)
        if known in lines:
            raise FileRefused(f"Row {number}: {words} stands in the file twice.")
        lines[known] = one
    if not 0 < len(lines) <= MOST_LINES:
        raise FileRefused(f"The file has {len(lines):,} rows below its headings; it may have 1 to {MOST_LINES:,}.")
    return list(lines.values())


def whole(typed: str, name: str) -> int:
    """A whole number of at most four digits."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 5):
        raise FactRefused(f"{name} must be a whole number, not “{typed[:20]}”.")
    return int(typed)


def day(typed: str, name: str) -> date:
    """A day, as we write it or as a spreadsheet in England does."""
    slashed = _SLASHED.fullmatch(typed)
    try:
        found = date(int(slashed[3]), int(slashed[2]), int(slashed[1])) if slashed else date.fromisoformat(typed)
    except ValueError:
        found = None
    if found is None or found.year < EARLIEST:
        raise FactRefused(f"{name} must be a real day like 2024-02-29, not “{typed[:20]}”.")
    return found


def pounds(typed: str, name: str) -> Decimal:
    """Pounds, perhaps with pence."""
    if not (typed.replace("£", "").isascii() and _POUNDS.fullmatch(typed)):
        raise FactRefused(f"{name} must be pounds like 5200 or 5200.50, not “{typed[:20]}”.")
    return Decimal(typed.replace("£", "").replace(",", ""))


def one_of(typed: str, name: str, words: Sequence[str]) -> str:
    """One of a few words."""
    if typed.lower() not in words:
        raise FactRefused(f"{name} must be {', '.join(words[:-1])} or {words[-1]}, not “{typed[:20]}”.")
    return typed.lower()
