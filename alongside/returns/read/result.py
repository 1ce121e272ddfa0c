"""A return that has been read: frozen, whole, every row kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from alongside.returns.findings import Finding
from alongside.returns.tables import TABLES, Kind, Table


def columns_of(table: Table) -> dict[str, pl.DataType]:
    """The columns of a table's frame, with their types.

    ``year`` (collection year), ``file`` and ``row`` (as a spreadsheet counts: the first child is row 2) say where the
    row stands. Every column of the return follows as text, trimmed, null where blank. For each date column ``DOB``
    there is ``DOB_on``, null where blank or impossible; for each number column ``SDQ_SCORE`` there is
    ``SDQ_SCORE_number``.
    """
    columns: dict[str, pl.DataType] = {"year": pl.Int32(), "file": pl.String(), "row": pl.Int32()}
    columns |= {name: pl.String() for name in table.column_names}
    columns |= {f"{name}_on": pl.Date() for name in table.dates}
    columns |= {f"{column.name}_number": pl.Int32() for column in table.columns if column.kind is Kind.NUMBER}
    return columns


@dataclass(frozen=True, slots=True)
class Return:
    """One council's return for one year, with as many earlier years as were given.

    ``year`` is the newest collection year and ``years`` all of them, oldest first. ``tables`` has a frame for every
    table of the return (see ``columns_of``), all years one under the other, empty where nothing was given;
    ``supplied`` says which tables were given for which years. ``sha256`` is the same whenever the same files are given
    for the same years, whatever their names, order or packing. ``notes`` say what was tolerated, ``findings`` what
    reading found wrong.
    """

    year: int
    years: tuple[int, ...]
    tables: Mapping[str, pl.DataFrame] = field(repr=False)
    supplied: frozenset[tuple[int, str]] = field(repr=False)
    sha256: str
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), repr=False)

    def __getitem__(self, table: str) -> pl.DataFrame:
        """All years of one table; a copy that shares its data, so that changing it changes nothing here."""
        return self.tables[table].clone()

    def has(self, table: str, year: int | None = None) -> bool:
        """Whether the table was given, for the newest year unless another is named."""
        return (self.year if year is None else year, table) in self.supplied

    @property
    def children(self) -> pl.Series:
        """Everyone in any table of any year, once each, sorted."""
        everyone = pl.concat([frame["CHILD"] for frame in self.tables.values()])
        return everyone.drop_nulls().unique().sort()


def joined_episodes(given: Return) -> pl.DataFrame:
    """Every episode once, whatever number of years were given, in order of child and start.

    An episode that was open at a year's end stands in the next year's return too, so the newest year to tell of a
    child's episode with a given start is believed. What an older year says that cannot be so is not: an episode that
    starts after that year's end, or one left open though a newer year tells of the child and not of it. Episodes
    without a child or a start that can be read are left out as well. All of them stay in ``tables``.
    """
    episodes = given["Episodes"].filter(pl.col("CHILD").is_not_null(), pl.col("DECOM_on").is_not_null())
    if len(given.years) > 1:
        year, is_older = pl.col("year"), pl.col("year") < given.year
        episodes = episodes.filter(~is_older | (pl.col("DECOM_on") <= pl.date(year, 3, 31)))
        episodes = episodes.filter(year == year.max().over("CHILD", "DECOM_on"))
        episodes = episodes.filter(pl.col("DEC").is_not_null() | (year == year.max().over("CHILD")))
    return episodes.sort("CHILD", "DECOM_on", "DEC_on", "row", nulls_last=True)


def frozen_tables(frames: Mapping[str, pl.DataFrame]) -> Mapping[str, pl.DataFrame]:
    """A frame for every table of the return: those given, and empty ones for the rest."""
    return MappingProxyType(
        {name: frames.get(name, pl.DataFrame(schema=columns_of(table))) for name, table in TABLES.items()}
    )
