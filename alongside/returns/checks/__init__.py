"""Is the return sound? One function a check; each names the rows at fault in a sentence.

Codes are the Department for Education's where it has one for the same fault; words where it has none. The checks were
chosen for care leavers, episodes and legal statuses; ``LEFT_OUT`` lists what was asked for and is not here, and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from alongside.returns.checks import codes, dates, episodes, integrity, last_year, legal_status, oc3, placements
from alongside.returns.checks.register import CHECKS, Check, Found
from alongside.returns.checks.view import View
from alongside.returns.findings import Finding
from alongside.returns.read import Return
from alongside.returns.tables import year_in_words

__all__ = ["CHECKS", "LEFT_OUT", "MODULES", "CannotSay", "Check", "Checked", "NotRun", "run_checks"]

MODULES = (codes, dates, integrity, oc3, episodes, legal_status, placements, last_year)
"""Where the checks are; importing a module enters its checks in the list."""

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "169": "which authority a placement is in needs the national list of postcodes",
        "218": "a URN is needed only for placements in England, which needs the national list of postcodes",
        "392c": "whether a postcode exists needs the national list of postcodes",
        "503G": "the distance from home needs the national list of postcodes",
        "503H": "which authority a placement is in needs the national list of postcodes",
        "503J": "whether a placement is inside the authority needs the national list of postcodes",
    }
)
"""Checks that were asked for and are not here: code → why."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A check that did not run, and why; ``failed`` if the fault is ours and not the return's."""

    check: str
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class CannotSay:
    """A check that ran but cannot speak of some people, and why. They are not in error."""

    check: str
    people: int
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking: everything wrong (what reading found comes first), and what was and was not checked."""

    findings: tuple[Finding, ...] = field(repr=False)
    ran: tuple[str, ...]
    could_not_run: tuple[NotRun, ...]
    cannot_say: tuple[CannotSay, ...] = ()

    def count_by_check(self) -> dict[str, int]:
        """How many findings each check made, most first."""
        counts: dict[str, int] = {}
        for finding in self.findings:
            counts[finding.check] = counts.get(finding.check, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def run_checks(
    given: Return, checks: Mapping[str, Check] = MappingProxyType(CHECKS), *, as_at: date | None = None
) -> Checked:
    """Run every check on a return. A check that fails is reported as not run; the others run all the same.

    ``as_at`` is the day on which the return is looked over; it matters only while the collection year still runs.
    """
    view = View(given, as_at)
    findings = list(given.findings)
    ran: list[str] = []
    not_run: list[NotRun] = []
    cannot_say: list[CannotSay] = []
    for one in checks.values():
        missing = _what_is_missing(one, given)
        if missing:
            not_run.append(NotRun(one.code, missing))
            continue
        try:
            answer = one.find(view)
            found = answer if isinstance(answer, Found) else Found(answer)
            findings += _findings(one, found)
        except Exception as error:  # a fault in one check must not silence the rest: it is told in the result
            not_run.append(NotRun(one.code, f"The check itself failed ({type(error).__name__}: {error}).", failed=True))
            continue
        ran.append(one.code)
        if found.cannot_say:
            cannot_say.append(CannotSay(one.code, found.cannot_say, found.because))
    return Checked(tuple(findings), tuple(ran), tuple(not_run), tuple(cannot_say))


def _what_is_missing(one: Check, given: Return) -> str:
    years = (given.year, given.year - 1) if one.last_year else (given.year,)
    for year in years:
        absent = [table for table in one.tables if not given.has(table, year)]
        if absent:
            return f"{' and '.join(absent)} not given for {year_in_words(year)}."
    return ""


def _findings(one: Check, found: Found) -> list[Finding]:
    return [
        Finding(
            check=one.code,
            table=row.get("table") or one.tables[0],
            row=row["row"],
            column=row.get("column") or one.columns[0],
            child=row["CHILD"],
            message=one.message.format_map(_Shown(row)),
            year=row["year"],
            file=row["file"],
        )
        for row in found.rows.iter_rows(named=True)
    ]


class _Shown(dict[str, Any]):
    """A row's values as a sentence shows them."""

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        if value is None:
            return "blank"
        return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else str(value)
