"""Several years' returns → everyone's stays, cleaned, in columns of whole days.

What is mended, and how:

    the same episode in two years      once, as the newest year tells it (``returns.joined_episodes``)
    only the legal status changed      one stay (two episodes in a row in the same kind of home are one)
    an episode that overlaps the next  ends where the next begins
    a temporary place (T0 to T4)       the place before it goes on
    a day or more between episodes     the child left care and came back
    short breaks (V3, V4)              left out
    still looked after at 18           ends on the 18th birthday, which is no choice of anybody's
    in care before the first return    the time in care is not known, and not guessed: such children are a band of their
                                       own until they have been seen for three years
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import polars as pl

from alongside.returns import Return, joined_episodes
from alongside.returns.tables import year_ends_on, year_starts_on
from alongside.sufficiency.forecasting.cells import (
    KIND_OF_PLACE,
    NEVER,
    PERMANENT,
    PROVIDERS,
    SEEN_LONG,
    TEMPORARY,
    TIMES,
    TYPES,
    UNKNOWN,
    WENT_HOME,
    Whole,
    Yes,
    birthdays,
)

EPOCH = date(1970, 1, 1)
SHORT_BREAKS = ("V3", "V4")
LEFT, OPEN = -1, -2
"""What follows a stay when it is not another stay: care ended, or it goes on."""


class NothingToForecast(ValueError):
    """The returns hold no episode of care that can be used. The message is for whoever gave them."""


@dataclass(frozen=True, slots=True)
class History:
    """Stays in care between two days, a row for each stretch in one kind of home with one kind of provider.

    ``begins`` and ``ends`` are days since 1970; a stay is of the days ``[starts, stops)``. ``follows`` is the state
    that the child moved to, or LEFT, or OPEN. ``way`` is the kind of exit where care ended. ``care_from`` is the first
    day of the period of care, as far as it is known; ``is_known`` says whether it is.
    """

    begins: int
    ends: int
    children: int
    child: Whole = field(repr=False)
    born: Whole = field(repr=False)
    starts: Whole = field(repr=False)
    stops: Whole = field(repr=False)
    state: Whole = field(repr=False)
    follows: Whole = field(repr=False)
    way: Whole = field(repr=False)
    care_from: Whole = field(repr=False)
    is_known: Yes = field(repr=False)
    is_first: Yes = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def ends_on(self) -> date:
        """The day after the last day that the returns tell of."""
        return on_day(self.ends)

    @property
    def begins_on(self) -> date:
        """The first day that the returns tell of."""
        return on_day(self.begins)

    def until(self, day: int) -> History:
        """What was known on an earlier day: nothing later, and whoever was in care then is in care still."""
        seen = self.starts < day
        stops = np.minimum(self.stops, day)
        is_open = self.stops > day
        # A stay that ended that very day has ended: both the end and what followed are known.
        columns = {
            name: getattr(self, name)[seen]
            for name in ("child", "born", "starts", "state", "way", "care_from", "is_known", "is_first")
        }
        follows = np.where(is_open, OPEN, self.follows)[seen]
        stops = np.where(is_open, NEVER, stops)[seen]
        return History(self.begins, day, self.children, follows=follows, stops=stops, notes=self.notes, **columns)

    def in_care(self, day: int) -> Yes:
        """Which stays hold the day."""
        return (self.starts <= day) & (self.stops > day)


def on_day(day: int) -> date:
    """A day since 1970 as a date."""
    return EPOCH + timedelta(days=int(day))


def day_number(day: date) -> int:
    """A date as days since 1970."""
    return (day - EPOCH).days


def time_band(day: Whole, care_from: Whole, is_known: Yes) -> Whole:
    """The band of time in care on a day; UNKNOWN where it is not known and not long."""
    days = day - care_from
    band = np.searchsorted(np.asarray(TIMES), days, side="right") - 1
    return np.where(is_known | (days >= SEEN_LONG), band, UNKNOWN).astype(np.int8)


def history_of(given: Return) -> History:
    """Everyone's stays in a return of one year or several. Raises NothingToForecast where there are none."""
    years = _unbroken(given)
    begins, ends = day_number(year_starts_on(years[0])), day_number(year_ends_on(given.year)) + 1
    rows = _episodes(given, begins, ends)
    if rows.is_empty():
        raise NothingToForecast("The return holds no episode of care with a child, a date of birth and a start.")
    return _stays(_merged(rows), begins, ends, _notes(given, rows, years))


def _unbroken(given: Return) -> list[int]:
    """The newest years whose episodes were given, without a gap."""
    years: list[int] = []
    year = given.year
    while given.has("Episodes", year):
        years.insert(0, year)
        year -= 1
    if not years:
        raise NothingToForecast("The return has no table of episodes.")
    return years


def _episodes(given: Return, begins: int, ends: int) -> pl.DataFrame:
    """One row an episode, with numbers for days; overlapping ones cut, those after 18 cut, empty ones gone."""
    day = pl.col
    births = given["Header"].drop_nulls(["CHILD", "DOB_on"]).sort("year").unique("CHILD", keep="last")
    told = joined_episodes(given).filter(~day("LS").is_in(SHORT_BREAKS).fill_null(False))
    rows = told.join(births.select("CHILD", "DOB_on"), on="CHILD", how="inner").select(
        "CHILD",
        "RNE",
        "PLACE",
        day("REC").fill_null("").alias("REC"),
        day("PLACE_PROVIDER").fill_null("").alias("provider"),
        _days("DOB_on").alias("born"),
        _days("DECOM_on").alias("starts"),
        _days("DEC_on").fill_null(NEVER).alias("stops"),
    )
    rows = rows.sort("CHILD", "starts", "stops").unique(["CHILD", "starts"], keep="last", maintain_order=True)
    eighteen = pl.Series("eighteen", birthdays(rows["born"].to_numpy())[:, -1]) if rows.height else pl.Series([])
    rows = rows.with_columns(eighteen.cast(pl.Int32).alias("eighteen"))
    rows = rows.with_columns(pl.when(day("stops") >= ends).then(NEVER).otherwise(day("stops")).alias("stops"))
    following = day("starts").shift(-1).over("CHILD").fill_null(NEVER)
    rows = rows.with_columns(pl.min_horizontal("stops", following, "eighteen").alias("stops"))
    return rows.filter((day("starts") < day("stops")) & (day("starts") < ends) & (day("stops") > begins))


def _days(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int32)


def _merged(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a stretch in one kind of home, numbered by period of care."""
    col = pl.col
    kind = col("PLACE").replace_strict(dict(KIND_OF_PLACE), default="other", return_dtype=pl.String)
    number = kind.replace_strict({name: i for i, name in enumerate(TYPES)}, return_dtype=pl.Int32)
    state = number * len(PROVIDERS) + (col("provider") != "PR1").cast(pl.Int32)
    is_gap = (col("starts") > col("stops").shift(1).over("CHILD")).fill_null(True)
    rows = rows.with_columns(period=is_gap.cast(pl.Int32).cum_sum())
    in_passing = col("PLACE").is_in(sorted(TEMPORARY)).fill_null(False)
    state = pl.when(in_passing).then(None).otherwise(state).forward_fill().over("period")
    rows = rows.with_columns(state=state.fill_null(TYPES.index("other") * len(PROVIDERS) + 1))
    changes = ((col("state") != col("state").shift(1)) | (col("period") != col("period").shift(1))).fill_null(True)
    rows = rows.with_columns(stretch=changes.cast(pl.Int32).cum_sum())
    return rows.group_by("stretch", maintain_order=True).agg(
        col("CHILD", "period", "born", "starts", "state", "RNE").first(),
        col("stops", "REC", "eighteen").last(),
    )


def _stays(rows: pl.DataFrame, begins: int, ends: int, notes: tuple[str, ...]) -> History:
    col = pl.col
    same = (col("period").shift(-1) == col("period")).fill_null(False)
    follows = pl.when(same).then(col("state").shift(-1)).when(col("stops") > ends).then(OPEN).otherwise(LEFT)
    way = pl.when(col("REC").is_in(sorted(WENT_HOME))).then(0).when(col("REC").is_in(sorted(PERMANENT))).then(1)
    started = (col("RNE") == "S").fill_null(False).first().over("period")
    rows = rows.with_columns(
        follows=follows,
        way=way.otherwise(2),
        care_from=col("starts").first().over("period"),
        # Seen to start within the years given, and called a start: else the start is not known.
        is_known=started | (col("starts").first().over("period") >= begins),
        is_first=pl.int_range(pl.len()).over("period") == 0,
        child=col("CHILD").rank("dense").cast(pl.Int32) - 1,
    )
    names = ("child", "born", "starts", "stops", "state", "follows", "way", "care_from")
    whole = {name: rows[name].to_numpy().astype(np.int32) for name in names}
    return History(
        begins,
        ends,
        int(whole["child"].max()) + 1,
        is_known=rows["is_known"].to_numpy(),
        is_first=rows["is_first"].to_numpy(),
        notes=notes,
        **whole,
    )


def _notes(given: Return, rows: pl.DataFrame, years: list[int]) -> tuple[str, ...]:
    told = given["Episodes"].height
    births = given["Header"].drop_nulls(["CHILD", "DOB_on"])["CHILD"].unique()
    without = joined_episodes(given)["CHILD"].unique().is_in(births.implode()).not_().sum()
    notes = [
        f"{told:,} rows of episodes from {len(years)} year{'s' * (len(years) > 1)}, {rows.height:,} kept once cleaned."
    ]
    if without:
        notes.append(f"{without:,} children without a date of birth in Header were left out.")
    if len(years) < 3:
        notes.append("Fewer than three years: trend and time in care can hardly be told; add earlier returns.")
    return tuple(notes)
