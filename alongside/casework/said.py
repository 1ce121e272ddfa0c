"""What a statutory return says of each child, as plain rows ready to be compared with what is already held."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from alongside.returns import Return
from alongside.returns.tables import TABLES

DIED = "E2"
"""The reason for the end of care (REC) that means death."""
REVIEWED = "looked_after_review_held"
"""The law's word for the event that a row of the Reviews table tells of."""

EPISODE_COLUMNS = {
    "DECOM_on": "from_on",
    "DEC_on": "to_on",
    "RNE": "reason_started",
    "LS": "legal_status",
    "CIN": "need",
    "PLACE": "place",
    "PLACE_PROVIDER": "provider",
    "REC": "reason_ended",
    "REASON_PLACE_CHANGE": "reason_moved",
    "HOME_POST": "home_postcode",
    "PL_POST": "place_postcode",
    "URN": "urn",
}
"""Columns of the Episodes table → fields of ``models.Episode``."""
MARK_COLUMNS = {"IN_TOUCH": "in_touch", "ACTIV": "activity", "ACCOM": "accommodation"}

Facts = tuple[tuple[str, Any], ...]
"""Field names and values, in a form that can be counted."""


@dataclass(slots=True)
class Said:
    """What a return says. ``not_taken`` counts rows that cannot be, by table: each is named in the findings."""

    years: tuple[int, ...]
    years_of: dict[str, frozenset[int]]
    """Table → the years for which it was given. A table that was left out says nothing, and takes nothing away."""
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Child → fields of ``models.Person``."""
    told_in: dict[str, int] = field(default_factory=dict)
    """Child → the newest year whose return speaks of the child."""
    episodes: dict[tuple[str, int], list[Facts]] = field(default_factory=lambda: defaultdict(list))
    marks: dict[tuple[str, int], Facts] = field(default_factory=dict)
    events: set[tuple[str, str, date]] = field(default_factory=set)
    gaps: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Child → years in which an episode could not be read."""
    not_taken: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def said_by(given: Return, *, widths: dict[str, int]) -> Said:
    """Everything that can be taken in. ``widths``: the longest text that each field holds; a longer code is no code."""
    said = Said(
        years=given.years,
        years_of={name: frozenset(year for year in given.years if given.has(name, year)) for name in TABLES},
    )
    _people(given, said, widths)
    _episodes(given, said, widths)
    _marks(given, said, widths)
    _events(given, said)
    return said


def collection_year_of(day: date) -> int:
    """The collection year that holds the day: 2026 is 1 April 2025 to 31 March 2026."""
    return day.year + 1 if (day.month, day.day) >= (4, 1) else day.year


def _people(given: Return, said: Said, widths: dict[str, int]) -> None:
    for row in given["Header"].sort("year", "row").iter_rows(named=True):
        if row["CHILD"] is None or not _fits("child_id", row["CHILD"], widths) or row["DOB_on"] is None:
            said.not_taken["Header"] += 1
            continue
        said.people[row["CHILD"]] = {
            "born_on": row["DOB_on"],
            "sex": _code("sex", row["SEX"], widths),
            "ethnicity": _code("ethnicity", row["ETHNIC"], widths),
            "upn": _code("upn", row["UPN"], widths),
        }
        said.told_in[row["CHILD"]] = row["year"]
    for row in given["UASC"].sort("year", "row").iter_rows(named=True):
        if row["CHILD"] in said.people:
            said.people[row["CHILD"]] |= {"arrived_alone": True, "arrived_alone_until": row["DUC_on"]}
        else:
            said.not_taken["UASC"] += 1


def _episodes(given: Return, said: Said, widths: dict[str, int]) -> None:
    for row in given["Episodes"].sort("year", "row").iter_rows(named=True):
        from_on, to_on = row["DECOM_on"], row["DEC_on"]
        unreadable_end = row["DEC"] is not None and to_on is None
        if row["CHILD"] not in said.people or from_on is None or unreadable_end or (to_on and to_on < from_on):
            said.not_taken["Episodes"] += 1
            said.gaps[row["CHILD"] or ""].add(row["year"])
            continue
        facts = tuple(
            (name, row[column] if name.endswith("_on") else _code(name, row[column], widths))
            for column, name in EPISODE_COLUMNS.items()
        )
        said.episodes[row["CHILD"], row["year"]].append(facts)
        if row["REC"] == DIED and to_on:
            said.people[row["CHILD"]]["died_on"] = to_on


def _marks(given: Return, said: Said, widths: dict[str, int]) -> None:
    for row in given["OC3"].sort("year", "row").iter_rows(named=True):
        key = row["CHILD"], row["year"]
        if row["CHILD"] not in said.people or key in said.marks:
            said.not_taken["OC3"] += 1
            continue
        said.marks[key] = tuple((name, _code(name, row[column], widths)) for column, name in MARK_COLUMNS.items())


def _events(given: Return, said: Said) -> None:
    reviews = given["Reviews"].filter(pl.col("REVIEW_on").is_not_null())
    said.not_taken["Reviews"] += len(given["Reviews"]) - len(reviews)
    for child, reviewed_on in reviews.select("CHILD", "REVIEW_on").iter_rows():
        if child in said.people:
            said.events.add((child, REVIEWED, reviewed_on))
        else:
            said.not_taken["Reviews"] += 1


def _code(name: str, value: str | None, widths: dict[str, int]) -> str:
    return value if value is not None and _fits(name, value, widths) else ""


def _fits(name: str, value: str, widths: dict[str, int]) -> bool:
    return len(value) <= widths.get(name, len(value))
