"""The register of indicators: what is counted, of how many, when, from where, and which way is better.

The words stand in ``indicators.toml``. Which of them a part computes, the parts say themselves (``computed_by``): each
hands out a register of figures at its ``numbers`` door.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from alongside.board import numbers as board
from alongside.casework import numbers as casework
from alongside.partners import numbers as partners
from alongside.shell.figures import Figures
from alongside.sufficiency import numbers as sufficiency
from alongside.voice import numbers as voice

GROUPS = {
    "A": "Who we look after",
    "B": "Enough of the right homes",
    "C": "Stability",
    "D": "Missing and exploitation",
    "E": "Health",
    "F": "Education",
    "G": "Planning, reviews, staff",
    "H": "Adoption",
    "I": "Care leavers",
    "J": "Youth justice",
    "K": "Voice and governance",
    "L": "What our own records add",
}
ASKS = {"much": "How much did we do?", "well": "How well did we do it?", "better": "Is anyone better off?"}
PARTS: tuple[Figures, ...] = (
    sufficiency.figures, voice.figures, board.figures, casework.figures, partners.figures,
)  # fmt: skip
"""The registers that the parts hand out, in the order in which they are asked."""


class State(StrEnum):
    """Where an indicator's figures come from."""

    COMPUTED = "computed"
    TYPED = "entered"
    NOT_YET = "not yet available"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What somebody else's figure was."""

    who: str
    value: Decimal
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the register."""

    id: str
    name: str
    counts: str
    of: str
    period: str
    unit: str
    better: str
    """``higher``, ``lower`` or ``neither``."""
    asks: str
    source: str
    is_named: bool
    """Named or measured in the papers; else implied by a duty there."""
    is_typed: bool
    why_typed: str
    """Why nobody computes it, where casework has half of it."""
    not_yet: str
    limit: str
    limit_value: Decimal | None
    benchmarks: tuple[Benchmark, ...]
    also: str = ""
    """The indicator that counts the same in another way."""
    differs: str = ""
    """Why the two need not agree."""

    @property
    def group(self) -> str:
        """The letter of its group."""
        return self.id[0]

    @property
    def state(self) -> State:
        """Computed where a part does; else entered by somebody, or not yet to be had."""
        if computed_by(self.id) is not None:
            return State.COMPUTED
        return State.TYPED if self.is_typed else State.NOT_YET

    @property
    def state_words(self) -> str:
        """The same in words."""
        part = computed_by(self.id)
        if part is not None:
            return f"computed by {part.part}"
        if self.is_typed:
            return "entered, with evidence" + (f", because {self.why_typed}" if self.why_typed else "")
        return f"not yet available, because {self.not_yet}"

    @property
    def definition(self) -> str:
        """What exactly is counted: as the part that computes it says, else as the register does."""
        part = computed_by(self.id)
        if part is not None:
            return part[self.id].definition
        return f"{self.counts}. Of: {self.of}." if self.of else f"{self.counts}."

    @property
    def source_words(self) -> str:
        """From where."""
        part = computed_by(self.id)
        return part[self.id].source if part is not None else self.source


def computed_by(id: str) -> Figures | None:
    """The part that computes an indicator; None where none does."""
    return next((part for part in PARTS if id in part), None)


@cache
def register() -> Mapping[str, Indicator]:
    """Every indicator, by id, in the register's order."""
    told = tomllib.loads(Path(__file__).with_name("indicators.toml").read_text("utf-8"), parse_float=Decimal)
    return MappingProxyType({id: _indicator(id, row) for id, row in told.items()})


def _indicator(id: str, row: dict[str, object]) -> Indicator:
    marks = tuple(
        Benchmark(mark["who"], Decimal(mark["value"]), mark["on"], mark["source"])
        for mark in row.get("benchmarks", ())  # type: ignore[attr-defined]
    )
    words = {name: str(row.get(name, "")) for name in ("name", "counts", "of", "period", "unit", "better", "asks")}
    limit = row.get("limit_value")
    return Indicator(
        id=id,
        **words,
        source=str(row["source"]),
        is_named=bool(row["named"]),
        is_typed=bool(row.get("typed", False)),
        why_typed=str(row.get("why_typed", "")),
        not_yet=str(row.get("not_yet", "")),
        limit=str(row.get("limit", "")),
        limit_value=None if limit is None else Decimal(str(limit)),
        benchmarks=marks,
        also=str(row.get("also", "")),
        differs=str(row.get("differs", "")),
    )
