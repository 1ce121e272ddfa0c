"""What a check sees of a return: this year's rows, everyone's birth date, and episodes in order over all years given.

Every frame is handed out as a copy that shares its data, so no check can change what the next one sees.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from alongside.returns.read import Return, joined_episodes
from alongside.returns.tables import TABLES, year_ends_on, year_starts_on

SHORT_BREAKS = ("V3", "V4")
"""Legal statuses of an agreed series of short breaks."""

_CARRIED = ("DECOM_on", "DEC_on", "REC", "LS", "CIN", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER", "RNE")


class View:
    """A return as checks see it. ``starts_on`` and ``ends_on`` are the first and last day of the newest year.

    What is still open is known to last until ``open_until``: the end of the year, or ``as_at`` where the return is
    looked over while its year still runs.
    """

    def __init__(self, given: Return, as_at: date | None = None) -> None:
        self._given = given
        self._kept: dict[str, pl.DataFrame] = {}
        self.year = given.year
        self.years = given.years
        self.starts_on = year_starts_on(given.year)
        self.ends_on = year_ends_on(given.year)
        self.open_until = min(self.ends_on, as_at) if as_at else self.ends_on

    def has(self, table: str, year: int | None = None) -> bool:
        """Whether a table was given for the newest year, or another."""
        return self._given.has(table, year)

    def rows(self, table: str, year: int | None = None) -> pl.DataFrame:
        """The rows of one table for the newest year, or another."""
        return self._given[table].filter(year=self.year if year is None else year)

    def all_rows(self, table: str) -> pl.DataFrame:
        """The rows of one table for every year given."""
        return self._given[table]

    def _once(self, name: str, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name].clone()

    def born(self) -> pl.DataFrame:
        """``CHILD`` and ``born_on``, once for each child with a birth date, the newest Header believed first."""
        return self._once("born", self._born)

    def _born(self) -> pl.DataFrame:
        order = sorted(TABLES, key=lambda name: name != "Header")
        told = [
            self._given[name].select("CHILD", pl.col("DOB_on").alias("born_on"), "year", place=pl.lit(place))
            for place, name in enumerate(order)
            if "DOB" in TABLES[name].column_names
        ]
        known = pl.concat(told).drop_nulls(["CHILD", "born_on"])
        return known.sort("place", -pl.col("year")).unique("CHILD", keep="first").select("CHILD", "born_on")

    def with_born(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The same rows with ``born_on`` beside them, null where no table tells it."""
        return frame.join(self.born(), on="CHILD", how="left", maintain_order="left")

    def episodes(self) -> pl.DataFrame:
        """This year's episodes with ``born_on``."""
        return self._once("episodes", lambda: self.with_born(self.rows("Episodes")))

    def history(self) -> pl.DataFrame:
        """Every episode of every year once, in order (see ``joined_episodes``), with ``born_on``."""
        return self._once("history", lambda: self.with_born(joined_episodes(self._given)))

    def sequence(self) -> pl.DataFrame:
        """This year's episodes, each with the one before (``before_REC`` …) and after it (``after_DECOM_on`` …).

        The episode before may be an earlier year's. Children whose dates cannot all be read are left out: beside a
        date that is wrong every neighbour would look wrong too, and the date itself is reported.
        """
        return self._once("sequence", self._sequence)

    def _sequence(self) -> pl.DataFrame:
        history = self.history()
        rows = self.all_rows("Episodes")
        unreadable = rows.filter(
            pl.col("DECOM_on").is_null() | (pl.col("DEC").is_not_null() & pl.col("DEC_on").is_null())
        )
        history = history.join(unreadable.select("CHILD").unique(), on="CHILD", how="anti", maintain_order="left")
        return history.with_columns(
            *[pl.col(name).shift(1).over("CHILD").alias(f"before_{name}") for name in _CARRIED],
            *[pl.col(name).shift(-1).over("CHILD").alias(f"after_{name}") for name in _CARRIED],
        ).filter(year=self.year)

    def spells(self) -> pl.DataFrame:
        """Unbroken time in care, short breaks aside: ``CHILD``, ``from_on``, ``to_on`` (null while it goes on).

        An episode that an earlier year left open and this year does not tell of has no known end: it is left out.
        """
        return self._once("spells", self._spells)

    def _spells(self) -> pl.DataFrame:
        far = pl.lit(date(9999, 1, 1))
        care = self.history().filter(
            ~pl.col("LS").is_in(SHORT_BREAKS).fill_null(False),
            (pl.col("year") == self.year) | pl.col("DEC_on").is_not_null(),
        )
        care = care.with_columns(until=pl.col("DEC_on").fill_null(far))
        care = care.with_columns(reached=pl.col("until").cum_max().shift(1).over("CHILD"))
        care = care.with_columns(spell=(pl.col("DECOM_on") > pl.col("reached")).fill_null(True).cum_sum().over("CHILD"))
        spells = care.group_by("CHILD", "spell", maintain_order=True).agg(
            pl.col("DECOM_on").min().alias("from_on"), pl.col("until").max().alias("to_on")
        )
        return spells.select("CHILD", "from_on", to_on=pl.when(pl.col("to_on") < far).then("to_on"))

    def children_of(self, table: str, year: int | None = None) -> list[str]:
        """Everyone in a table of the newest year, or another."""
        return self.rows(table, year)["CHILD"].drop_nulls().unique().to_list()

    def care_leavers(self) -> pl.DataFrame:
        """This year's rows of OC3 that hold any answer, with ``born_on``."""
        answered = pl.any_horizontal(pl.col("IN_TOUCH", "ACTIV", "ACCOM").is_not_null())
        return self._once("care_leavers", lambda: self.with_born(self.rows("OC3").filter(answered)))

    def held_from(self) -> date:
        """The first day from which the years given tell of care without a gap between them."""
        year = self.year
        while self.has("Episodes", year - 1):
            year -= 1
        return year_starts_on(year)


def birthday(age: int, born: str = "born_on") -> pl.Expr:
    """The day someone reaches ``age``; born on 29 February, it is 1 March in a common year."""
    born_on = pl.col(born)
    shifted = born_on.dt.offset_by(f"{age}y")
    leapling = (born_on.dt.month() == 2) & (born_on.dt.day() == 29) & (shifted.dt.day() == 28)
    return pl.when(leapling).then(shifted.dt.offset_by("1d")).otherwise(shifted)
