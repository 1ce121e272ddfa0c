"""The statutory return of children looked after (SSDA903): its tables and columns.

A collection year is named by the year in which it ends: 2026 runs from 1 April 2025 to 31 March 2026.
The column names and code sets are those that the sector's open validator (csc-validator-be-903, MIT) carries for
2025/26 and 2026/27; types and what is required were cross-read with the regional schema of liia-tools-pipeline.
They were not checked against the Department for Education's own guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a column holds."""

    CHILD = "the child's identifier, which links all tables"
    TEXT = "text"
    CODE = "a code"
    DATE = "a date, dd/mm/yyyy"
    PART_DATE = "a date, dd/mm/yyyy, where parts not known are written zz"
    NUMBER = "a whole number"
    POSTCODE = "a postcode"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``codes`` names its code set in ``codes.CODE_SETS``."""

    name: str
    kind: Kind
    required: bool = False
    codes: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``since`` is the first collection year that has it, ``in_xml`` whether the XML form carries it."""

    name: str
    a_row_is: str
    columns: tuple[Column, ...]
    since: int | None = None
    in_xml: bool = True

    @property
    def column_names(self) -> tuple[str, ...]:
        """The headings, in the usual order."""
        return tuple(column.name for column in self.columns)

    @property
    def dates(self) -> tuple[str, ...]:
        """The columns that hold whole dates."""
        return tuple(column.name for column in self.columns if column.kind is Kind.DATE)

    def existed_in(self, year: int) -> bool:
        """Whether the collection of ``year`` asked for this table."""
        return self.since is None or year >= self.since


_CHILD = Column("CHILD", Kind.CHILD, required=True)
_DOB = Column("DOB", Kind.DATE, required=True)


def _code(name: str, codes: str | None = None, *, required: bool = False) -> Column:
    return Column(name, Kind.CODE, required, codes or name)


def _date(name: str, *, required: bool = False) -> Column:
    return Column(name, Kind.DATE, required)


_ALL = (
    Table(
        "Header",
        "one child or young person",
        (
            _CHILD,
            _code("SEX", required=True),
            _DOB,
            _code("ETHNIC", required=True),
            Column("UPN", Kind.TEXT, required=True),
            _code("MOTHER", "YESNO01"),
            _date("MC_DOB"),
        ),
    ),
    Table(
        "Episodes",
        "one episode of care that was open at some time in the year",
        (
            _CHILD,
            _date("DECOM", required=True),
            _code("RNE", required=True),
            _code("LS", required=True),
            _code("CIN", required=True),
            _code("PLACE", required=True),
            _code("PLACE_PROVIDER"),
            _date("DEC"),
            _code("REC"),
            _code("REASON_PLACE_CHANGE"),
            Column("HOME_POST", Kind.POSTCODE),
            Column("PL_POST", Kind.POSTCODE),
            Column("URN", Kind.TEXT),
        ),
    ),
    Table(
        "Reviews",
        "one looked-after review in the year",
        (_CHILD, _DOB, _date("REVIEW", required=True), _code("REVIEW_CODE", required=True)),
    ),
    Table(
        "UASC",
        "one child who came alone to seek asylum",
        (_CHILD, _code("SEX", required=True), _DOB, _date("DUC")),
    ),
    Table(
        "OC2",
        "one child looked after for the twelve months to 31 March without a break",
        (
            _CHILD,
            _DOB,
            Column("SDQ_SCORE", Kind.NUMBER),
            _code("SDQ_REASON"),
            _code("CONVICTED", "YESNO01"),
            _code("HEALTH_CHECK", "YESNO01"),
            _code("IMMUNISATIONS", "YESNO01"),
            _code("TEETH_CHECK", "YESNO01"),
            _code("HEALTH_ASSESSMENT", "YESNO01"),
            _code("SUBSTANCE_MISUSE", "YESNO01"),
            _code("INTERVENTION_RECEIVED", "YESNO01"),
            _code("INTERVENTION_OFFERED", "YESNO01"),
        ),
    ),
    Table(
        "OC3",
        "one care leaver: a 17th to 21st birthday in the year, or 22 to 25 and in touch",
        (
            _CHILD,
            _DOB,
            _code("IN_TOUCH", required=True),
            _code("ACTIV", required=True),
            _code("ACCOM", required=True),
        ),
    ),
    Table(
        "AD1",
        "one child adopted in the year",
        (
            _CHILD,
            _DOB,
            _date("DATE_INT", required=True),
            _date("DATE_MATCH", required=True),
            _code("FOSTER_CARE", "YESNO01", required=True),
            _code("NB_ADOPTR", required=True),
            _code("SEX_ADOPTR", required=True),
            _code("LS_ADOPTR", required=True),
        ),
    ),
    Table(
        "PlacedAdoption",
        "one decision that a child should be placed for adoption",
        (
            _CHILD,
            _DOB,
            _date("DATE_PLACED", required=True),
            _date("DATE_PLACED_CEASED"),
            _code("REASON_PLACED_CEASED"),
        ),
    ),
    Table(
        "PrevPerm",
        "one child who started to be looked after, and any permanent home before that",
        (
            _CHILD,
            _DOB,
            _code("PREV_PERM", required=True),
            Column("LA_PERM", Kind.TEXT),
            Column("DATE_PERM", Kind.PART_DATE),
        ),
    ),
    Table(
        "Missing",
        "one time that a child was missing or away",
        (_CHILD, _DOB, _code("MISSING", required=True), _date("MIS_START", required=True), _date("MIS_END")),
    ),
    Table(
        "SWEpisodes",
        "one social worker for one child",
        (
            _CHILD,
            _DOB,
            Column("SW_ID", Kind.TEXT, required=True),
            _date("SW_DECOM", required=True),
            _date("SW_DEC"),
            _code("SW_REASON"),
        ),
        since=2024,
        in_xml=False,
    ),
    Table(
        "DoLo",
        "one order that deprives a child of liberty",
        (_CHILD, _DOB, _date("DOLO_START", required=True), _date("DOLO_END")),
        since=2027,
        in_xml=False,
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
"""Every table of the return, by name."""


def year_starts_on(year: int) -> date:
    """The first day of a collection year."""
    return date(year - 1, 4, 1)


def year_ends_on(year: int) -> date:
    """The last day of a collection year."""
    return date(year, 3, 31)


def year_in_words(year: int) -> str:
    """2026 as ``2025/26``."""
    return f"{year - 1}/{year % 100:02d}"
