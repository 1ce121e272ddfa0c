"""Which table of the return a row of headings belongs to, whatever its order, case and company."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.returns.tables import TABLES, Table

_SHARED = frozenset({"CHILD", "DOB", "SEX"})
"""Columns that several tables have, so they say nothing of which table it is."""


def plain(heading: str) -> str:
    """A heading as the return writes it."""
    return heading.strip().strip("\ufeff").upper()


def table_of(headings: Iterable[str]) -> Table | None:
    """The table that has these headings: all of its own if it can be, else at least half of those only it has."""
    held = {plain(heading) for heading in headings}
    whole = [table for table in TABLES.values() if held.issuperset(table.column_names)]
    return max(whole, key=lambda table: len(table.columns), default=None) or _nearest(held)


def _nearest(held: set[str]) -> Table | None:
    near = [
        (len(own & held), table)
        for table in TABLES.values()
        if (own := set(table.column_names) - _SHARED) and 2 * len(own & held) >= len(own)
    ]
    if not near:
        return None
    most = max(count for count, _ in near)
    best = [table for count, table in near if count == most]
    return best[0] if len(best) == 1 else None
