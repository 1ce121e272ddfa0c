"""A return of one or more years, made ready once for all indicators.

Series of short breaks (V3, V4) are no time in care here. A child is in care at the end of a day when an episode has
started by then and not ended: whoever leaves on a day is not in care at its end. A period of care is a row of episodes
of which each starts on the day the one before ended; its start is known as far back as the years held go. Of a child
whom a newer year does not tell of at all, an episode left open counts to the end of the year that tells it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import polars as pl

from alongside.returns.read import Return, joined_episodes

SHORT_BREAKS = ["V3", "V4"]
NEW_PLACEMENT = ["S", "P", "T", "B", "U"]
TEMPORARY = ["T0", "T1", "T2", "T3", "T4"]
FOSTER = ["U1", "U2", "U3", "U4", "U5", "U6"]
ADOPTED = ["E11", "E12"]
ON_THE_SAME_DAY = "X1"


def is_under(born: pl.Expr, years: int, on: pl.Expr | date) -> pl.Expr:
    """Whether somebody is younger than ``years`` on a day. Who was born on 29 February has birthdays on 1 March."""
    day = pl.lit(on) if isinstance(on, date) else on
    had = _day_of_year(day) >= _day_of_year(born)
    return (day.dt.year() - born.dt.year() - (~had).cast(pl.Int32)) < years


def _day_of_year(day: pl.Expr) -> pl.Expr:
    return day.dt.month().cast(pl.Int32) * 100 + day.dt.day()  # a month alone is kept in one byte


class Facts:
    """What the indicators read."""

    def __init__(self, given: Return) -> None:
        self.given = given
        self._in_care: dict[date, pl.DataFrame] = {}

    @property
    def first_day(self) -> date:
        """The first day of the years held."""
        return date(self.given.years[0] - 1, 4, 1)

    @property
    def last_day(self) -> date:
        """The last day of the years held."""
        return date(self.given.year, 3, 31)

    def covers(self, from_on: date, to_on: date) -> bool:
        """Whether the last day, and for what is counted over a time its first, lie in the years held."""
        return self.first_day <= from_on and to_on <= self.last_day

    def has_tables(self, tables: Iterable[str], from_on: date, to_on: date) -> bool:
        """Whether these tables were given for each collection year that the days lie in."""
        first, last = (day.year + ((day.month, day.day) >= (4, 1)) for day in (from_on, to_on))
        return all(self.given.has(table, year) for table in tables for year in range(first, last + 1))

    def is_collection_year(self, from_on: date, to_on: date) -> bool:
        """Whether these are 1 April to 31 March."""
        return (from_on.month, from_on.day) == (4, 1) and to_on == date(from_on.year + 1, 3, 31)

    @cached_property
    def people(self) -> pl.DataFrame:
        """Everybody once: CHILD, SEX, born. The newest year is believed."""
        header = self.given["Header"].filter(pl.col("CHILD").is_not_null()).sort("year")
        return header.group_by("CHILD", maintain_order=True).agg(
            pl.col("SEX").last(), pl.col("DOB_on").last().alias("born")
        )

    @cached_property
    def episodes(self) -> pl.DataFrame:
        """Every episode of care once, with SEX, born, the ``spell`` it belongs to and when that ``started``."""
        rows = joined_episodes(self.given).filter(~pl.col("LS").is_in(SHORT_BREAKS).fill_null(value=False))
        rows = rows.join(self.people, on="CHILD", how="left").sort("CHILD", "DECOM_on", "DEC_on", nulls_last=True)
        forgotten = pl.col("DEC_on").is_null() & (pl.col("year") < self.given.year)
        next_year = pl.date(pl.col("year"), 4, 1)
        rows = rows.with_columns(pl.when(forgotten).then(next_year).otherwise(pl.col("DEC_on")).alias("DEC_on"))
        goes_on = (pl.col("DECOM_on") == pl.col("DEC_on").shift(1).over("CHILD")).fill_null(value=False)
        rows = rows.with_columns((~goes_on).cast(pl.Int32).cum_sum().over("CHILD").alias("spell"))
        return rows.with_columns(pl.col("DECOM_on").min().over("CHILD", "spell").alias("started"))

    @cached_property
    def placements(self) -> pl.DataFrame:
        """One row a placement that is not temporary: CHILD, spell, from, to (null while it lasts)."""
        rows = self.episodes.with_columns(
            (pl.col("RNE").is_in(NEW_PLACEMENT) | (pl.col("DECOM_on") == pl.col("started")))
            .cast(pl.Int32)
            .cum_sum()
            .over("CHILD", "spell")
            .alias("placement")
        )
        rows = rows.filter(~pl.col("PLACE").is_in(TEMPORARY).fill_null(value=False))
        return rows.group_by("CHILD", "spell", "placement").agg(
            pl.col("DECOM_on").min().alias("from"), pl.col("DEC_on").last().alias("to")
        )

    def in_care(self, on: date) -> pl.DataFrame:
        """Everyone in care at the end of a day, one row each: the episode they are in."""
        if on not in self._in_care:
            rows = self.episodes.filter(pl.col("DECOM_on") <= on, pl.col("DEC_on").is_null() | (pl.col("DEC_on") > on))
            self._in_care[on] = rows.unique("CHILD", keep="last", maintain_order=True)
        return self._in_care[on]

    def left_care(self, from_on: date, to_on: date) -> pl.DataFrame:
        """The last episode of every period of care that ended in these days."""
        return self.episodes.filter(
            pl.col("DEC_on").is_between(from_on, to_on),
            pl.col("REC").is_not_null() & (pl.col("REC") != ON_THE_SAME_DAY),
        )

    def year_of(self, table: str, to_on: date) -> pl.DataFrame:
        """The rows of one table for the collection year that ends on a day, with the age then."""
        return self.given[table].filter(pl.col("year") == to_on.year)
