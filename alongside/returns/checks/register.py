"""What a check is: one function with its code, its sentence, its tables and its columns; and the list of them all.

A check is handed a View and gives back the rows at fault, as frames that still have ``year``, ``file``, ``row`` and
``CHILD``. Its sentence may quote the row: ``{ACCOM}`` becomes what stands in that column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from alongside.returns.checks.view import View


@dataclass(frozen=True, slots=True)
class Found:
    """Rows at fault; and how many people the check cannot speak of, with the reason in words."""

    rows: pl.DataFrame
    cannot_say: int = 0
    because: str = ""


Rows = pl.DataFrame | Found
Function = Callable[[View], Rows]


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``tables[0]`` is where its findings stand, in ``columns[0]`` unless the rows have a column ``column``
    (or ``table``) that says otherwise. It runs when every table is given; with ``last_year``, for last year too."""

    code: str
    message: str
    tables: tuple[str, ...]
    columns: tuple[str, ...]
    find: Function
    last_year: bool = False

    @property
    def name(self) -> str:
        """The function's name, which says what it looks for."""
        return getattr(self.find, "__name__", self.code)


CHECKS: dict[str, Check] = {}
"""Every check, by code, in the order of their modules."""


def check(
    code: str, message: str, *, tables: tuple[str, ...], columns: tuple[str, ...], last_year: bool = False
) -> Callable[[Function], Function]:
    """Enter a function in the list of checks."""

    def enter(find: Function) -> Function:
        if code in CHECKS:
            raise ValueError(f"There are two checks {code}.")
        CHECKS[code] = Check(code, message, tables, columns, find, last_year)
        return find

    return enter
