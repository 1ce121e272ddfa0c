"""The rules as data: who is owed what, by whom, under which provision (the TOML files beside this one), and the clocks.

A rule holds no number: ages, amounts and intervals are names of dated values (``alongside.law.values``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from alongside.law.citations import Citation, Evidence, Force
from alongside.law.findings import Track
from alongside.law.register import provision, weakest

_FOLDER = Path(__file__).parent
FILES = ("looked_after", "eligible", "relevant", "former_relevant", "from_21", "qualifying", "money_and_others")
"""The tables, in the order in which a reader meets them."""


class Owner(StrEnum):
    """Who owes it, in words."""

    LOOKING_AFTER = "the authority looking after the child"
    RESPONSIBLE = "the responsible authority"
    RELEVANT_AUTHORITY = "the authority that last looked after them, or where they live"
    PERSONAL_ADVISER = "the personal adviser, for the responsible authority"
    HOUSING_AUTHORITY = "the housing authority"
    BILLING_AUTHORITY = "the council that bills council tax"
    ALL_COUNCILS = "every council"
    PROVIDER = "the provider, and the authority that places there"
    COLLEGE = "the college or school"
    TRAINING_PROVIDER = "the government, through the training provider"
    STUDENT_FINANCE = "Student Finance England"
    DWP = "the Department for Work and Pensions"
    GOVERNMENT = "the government"
    PUBLIC_BODIES = "public bodies"
    ACCOMMODATING_BODY = "whoever accommodated them"


class Group(StrEnum):
    """Who a rule is for: a category, or a group that cuts across the categories."""

    LOOKED_AFTER = "looked_after"
    ELIGIBLE = "eligible"
    RELEVANT = "relevant"
    FORMER_RELEVANT = "former_relevant"
    QUALIFYING = "qualifying"
    QUALIFYING_TO_25 = "qualifying_to_25"
    """From 21 to the 25th birthday: would be qualifying if under 21 (section 24B(3))."""
    ANYONE = "anyone"


class Manner(StrEnum):
    """How a due date is meant."""

    BY = "by"
    BEFORE = "before"
    NOT_BEFORE = "not before"
    """As soon as practicable from that day on: the law sets no last day."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a clock; see ``clocks.toml`` for what the words mean."""

    within: str
    words: str = ""
    of_start: bool = False
    repeats: bool = False
    quiet: bool = False
    after: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """What starts a duty's time, what satisfies it and how long it may take; see ``clocks.toml``."""

    id: str
    title: str
    starts: tuple[str, ...]
    steps: tuple[Step, ...]
    done_by: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    or_from: tuple[str, ...] = ()
    waits_from: tuple[str, ...] = ()
    ever: bool = False
    early: str = ""
    opens: str = ""
    silent: bool = False
    series: bool = False
    lapses: bool = False
    end_same_day: bool = False
    manner: Manner = Manner.BY


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a table of the law: what is owed to whom."""

    row: str
    """The row of the tables of duties that it states, for tracing."""
    id: str
    title: str
    owed_by: Owner
    groups: tuple[Group, ...]
    force: Force
    cites: tuple[str, ...]
    """Provision ids, the one that makes the duty first."""
    citations: tuple[Citation, ...]
    """The same provisions, cited."""
    evidence: Evidence
    """As sure as the least sure of the provisions."""
    tracks: tuple[Track, ...] = ()
    from_age: str = ""
    to_age: str = ""
    condition: str = ""
    """What must hold besides, in words, where no fact held here can decide it."""
    assumed: bool = False
    """The condition is an exception ("unless …"): it is met until somebody decides otherwise."""
    needs: tuple[str, ...] = ()
    """Names of the questions about the facts that must be answered with yes (``conditions.py``)."""
    short_breaks: bool = True
    """Owed in this form also during a series of short breaks."""
    duty: bool = True
    entitlement: bool = False
    amount: str = ""
    clocks: tuple[str, ...] = ()
    commenced_by: str = ""
    """The provision of the 2026 Act whose commencement brings it into force."""
    note: str = ""

    def in_force_from(self, commenced: Mapping[str, date]) -> date | None:
        """The first day in force; ``None`` for one that is not commenced. ``date.min``: no start within our dates."""
        if self.commenced_by:
            return commenced.get(self.commenced_by)
        return self.citations[0].from_on or date.min

    def is_in_force(self, on: date, commenced: Mapping[str, date]) -> bool:
        """Whether the rule was law on that day."""
        first, last = self.in_force_from(commenced), self.citations[0].until
        return first is not None and first <= on and (last is None or on <= last)


@dataclass(frozen=True, slots=True)
class Heading:
    """A category as the law is told: who is in it, and which rules stand under it; see ``categories.toml``."""

    id: str
    title: str
    group: Group
    who: str
    which_council: str
    cites: tuple[str, ...]
    from_age: str = ""
    to_age: str = ""
    not_owed: str = ""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, table by table."""
    return tuple(_rule(row) for name in FILES for row in _load(name)["rule"])


@cache
def all_clocks() -> dict[str, Clock]:
    """Every clock by its id."""
    return {name: _clock(name, row) for name, row in _load("clocks").items()}


@cache
def all_headings() -> tuple[Heading, ...]:
    """Every category, in the order of a life."""
    return tuple(
        Heading(**{**row, "id": name, "group": Group(row["group"]), "cites": tuple(row["cites"])})
        for name, row in _load("categories").items()
    )


@cache
def event_kinds() -> dict[str, str]:
    """Every kind of event a clock knows, with its words."""
    tables = _load("events")
    return {**tables["derived"], **tables["recorded"]}


@cache
def derived_event_kinds() -> frozenset[str]:
    """The kinds that the law finds from the facts; callers record the others."""
    return frozenset(_load("events")["derived"])


@cache
def planned_event_kinds() -> frozenset[str]:
    """The kinds that say what is meant to happen, before which something has to be done: their day may lie ahead."""
    return frozenset(kind for clock in all_clocks().values() if clock.manner is Manner.BEFORE for kind in clock.starts)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


_CLOCK_LISTS = ("starts", "done_by", "ends", "requires", "or_from", "waits_from")
_LISTS = ("cites", "needs", "clocks")


def _rule(row: dict[str, Any]) -> Rule:
    row = {**row, **{name: tuple(row.get(name, ())) for name in _LISTS}}
    row["owed_by"] = Owner[row["owed_by"].upper()]
    row["groups"] = tuple(Group(name) for name in row["groups"])
    row["tracks"] = tuple(Track(name) for name in row.get("tracks", ()))
    row["force"] = Force(row["force"])
    row["citations"] = tuple(provision(cite).citation for cite in row["cites"])
    row["evidence"] = weakest(*(citation.evidence for citation in row["citations"]))
    return Rule(**row)


def _clock(name: str, row: dict[str, Any]) -> Clock:
    lists = {key: tuple(row.get(key, ())) for key in _CLOCK_LISTS}
    steps = tuple(Step(of_start=step.pop("of", "") == "start", **step) for step in row["steps"])
    return Clock(**{**row, **lists, "id": name, "steps": steps, "manner": Manner(row.get("manner", "by"))})
