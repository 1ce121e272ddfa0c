"""The register: every provision this law rests on, and how far each is coded (``register.toml``).

A provision's id is stable (``ca1989.s23B.2`` is section 23B(2) of the Children Act 1989): a legal officer's record that
a provision was checked points at it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from alongside.law.citations import Citation, Evidence

_FILE = Path(__file__).with_name("register.toml")


class Coded(StrEnum):
    """How far a provision is in the code."""

    CODED = "coded"
    PARTLY = "partly"
    JUDGEMENT = "judgement"
    """Left to a person's judgement on purpose."""
    NOT_IN_FORCE = "not_in_force"
    """Coded, and off until a commencement date is set."""


EVIDENCE_IN_WORDS: Mapping[Evidence, str] = {
    Evidence.VERIFIED: "text read",
    Evidence.GUIDANCE: "to be verified: as the 2018 statutory guidance states it",
    Evidence.SECONDARY: "to be verified: from a secondary source",
    Evidence.UNVERIFIED: "to be verified: from general knowledge",
}
_WEAKNESS = (Evidence.VERIFIED, Evidence.GUIDANCE, Evidence.SECONDARY, Evidence.UNVERIFIED)


def weakest(*marks: Evidence) -> Evidence:
    """The mark that promises least: a rule is only as sure as its least sure source."""
    return max(marks, key=_WEAKNESS.index)


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision, with how far it is coded. ``reason`` is given for everything that is not simply coded."""

    id: str
    citation: Citation
    about: str
    from_evidence: Evidence
    """How sure the day is on which it came into force."""
    status: Coded
    reason: str = ""
    coded_in: str = ""
    """Where a provision is coded that no duty or entitlement cites: ``categories``, ``ages`` or ``local_offer``."""

    @property
    def wants_checking(self) -> bool:
        """Whether the text itself has not been read."""
        return self.citation.evidence is not Evidence.VERIFIED

    @property
    def day_wants_checking(self) -> bool:
        """Whether the day on which it came into force is from general knowledge."""
        return self.from_evidence is not Evidence.VERIFIED


@cache
def provisions() -> tuple[Provision, ...]:
    """Every provision, in the order of the register."""
    instruments = tomllib.loads(_FILE.read_text("utf-8"))
    return tuple(
        _provision(name, instrument, row)
        for name, instrument in instruments.items()
        for row in instrument["provisions"]
    )


@cache
def _by_id() -> dict[str, Provision]:
    return {entry.id: entry for entry in provisions()}


def provision(provision_id: str) -> Provision:
    """The provision of that id. Raises KeyError naming an id that the register does not hold."""
    return _by_id()[provision_id]


def register_as_text() -> str:
    """The register as lines for a terminal: one a provision, under its instrument, and a count at the end."""
    lines: list[str] = []
    instrument = ""
    for entry in provisions():
        if entry.citation.instrument != instrument:
            instrument = entry.citation.instrument
            lines += ["", instrument]
        reason = f" ({entry.reason})" if entry.reason else ""
        status = entry.status.value.replace("_", " ")
        lines.append(f"  [{entry.citation.evidence}] {status:12} {entry.citation.provision}: {entry.about}{reason}")
    counts = {status: sum(entry.status is status for entry in provisions()) for status in Coded}
    total = ", ".join(f"{count} {status.value.replace('_', ' ')}" for status, count in counts.items())
    return "\n".join([*lines, "", f"{len(provisions())} provisions: {total}."]).lstrip("\n")


def _provision(name: str, instrument: Mapping[str, Any], row: Mapping[str, Any]) -> Provision:
    citation = Citation(
        instrument=instrument["title"],
        provision=row.get("words") or _in_words(row["id"]),
        link=row.get("link") or instrument["link"] + (_path(row["id"]) if "words" not in row else ""),
        evidence=Evidence(row["evidence"]),
        from_on=row.get("from", instrument.get("from")),
        until=row.get("until"),
    )
    return Provision(
        id=f"{name}.{row['id']}" if row["id"] else name,
        citation=citation,
        about=row["about"],
        from_evidence=_from_evidence(instrument, row),
        status=Coded(row["status"]),
        reason=row.get("reason", ""),
        coded_in=row.get("coded_in", ""),
    )


def _from_evidence(instrument: Mapping[str, Any], row: Mapping[str, Any]) -> Evidence:
    return Evidence((row if "from" in row else {**instrument, **row}).get("from_evidence", Evidence.VERIFIED))


_KINDS = {"s": "section", "r": "regulation", "a": "article"}


def _in_words(short: str) -> str:
    """``s23B.2.a`` → ``section 23B(2)(a)``; ``sch2.19B.4`` → ``Schedule 2, paragraph 19B(4)``."""
    head, *rest = short.split(".")
    if match := re.fullmatch(r"sch(\w+)", head):
        paragraph, *rest = rest or [""]
        words = f"Schedule {match[1]}" + (f", paragraph {paragraph}" if paragraph else "")
    else:
        words = f"{_KINDS[head[0]]} {head[1:]}"
    return words + "".join(f"({part})" for part in rest)


def _path(short: str) -> str:
    """The page of that provision on legislation.gov.uk: ``/section/23B``, ``/schedule/2/paragraph/19B``."""
    head, *rest = short.split(".")
    if match := re.fullmatch(r"sch(\w+)", head):
        return f"/schedule/{match[1]}" + (f"/paragraph/{rest[0]}" if rest else "")
    return f"/{_KINDS[head[0]]}/{head[1:]}"
