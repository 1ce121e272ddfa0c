"""Named, dated amounts, ages and intervals (``values.toml``). Rules name them and never hold a number of their own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from alongside.law.ages import birthday, days_after, months_after, weeks_after
from alongside.law.citations import Citation, Evidence
from alongside.law.register import provision
from alongside.law.working_days import working_days_after

_FILE = Path(__file__).with_name("values.toml")


class Basis(StrEnum):
    """Who set an amount or an interval."""

    LAW = "law"
    GUIDANCE = "guidance"
    SCHEME = "scheme"
    LOCAL = "local"
    """A default of ours, which a council may change."""


@dataclass(frozen=True, slots=True)
class Value:
    """One amount for a stretch of dates; ``from_on`` and ``until`` are both days on which it holds."""

    id: str
    amount: int
    unit: str
    basis: Basis
    cite: str
    """Id of the provision or document that sets it."""
    evidence: Evidence
    from_on: date | None = None
    until: date | None = None
    note: str = ""

    @property
    def citation(self) -> Citation:
        """Where the amount comes from."""
        return provision(self.cite).citation

    def holds_on(self, on: date) -> bool:
        """Whether this amount is the one in force on ``on``."""
        return (self.from_on is None or self.from_on <= on) and (self.until is None or on <= self.until)

    def __str__(self) -> str:
        if self.unit.startswith("pounds"):
            return f"£{self.amount:,}{self.unit.removeprefix('pounds')}"
        return f"{self.amount} {self.unit if self.amount != 1 else self.unit.removesuffix('s')}"

    def after(self, day: date) -> date:
        """The day that lies this interval after ``day``. Raises ValueError for what is no interval."""
        match self.unit:
            case "days":
                return days_after(day, self.amount)
            case "working days":
                return working_days_after(day, self.amount)
            case "weeks":
                return weeks_after(day, self.amount)
            case "months":
                return months_after(day, self.amount)
        raise ValueError(f"{self.id} is counted in {self.unit}: it is not an interval.")

    def before(self, day: date) -> date:
        """The day that lies this interval before ``day``. Raises ValueError for what is not counted backwards."""
        match self.unit:
            case "days":
                return days_after(day, -self.amount)
            case "months":
                return months_after(day, -self.amount)
        raise ValueError(f"{self.id} is counted in {self.unit}: only days and months are counted backwards.")

    def reached_on(self, born_on: date) -> date:
        """The birthday on which someone reaches this age. Raises ValueError for what is no age."""
        if self.unit != "years":
            raise ValueError(f"{self.id} is counted in {self.unit}: it is not an age.")
        return birthday(born_on, self.amount)


@cache
def all_values() -> dict[str, tuple[Value, ...]]:
    """Every named value, its amounts in order of date."""
    rows: dict[str, list[Value]] = {}
    for row in tomllib.loads(_FILE.read_text("utf-8"))["value"]:
        value = Value(
            id=row["id"],
            amount=row["amount"],
            unit=row["unit"],
            basis=Basis(row["basis"]),
            cite=row["cite"],
            evidence=Evidence(row["evidence"]),
            from_on=row.get("from"),
            until=row.get("until"),
            note=row.get("note", ""),
        )
        rows.setdefault(value.id, []).append(value)
    return {name: tuple(sorted(values, key=lambda v: v.from_on or date.min)) for name, values in rows.items()}


def value_on(name: str, on: date) -> Value | None:
    """The amount of ``name`` in force on ``on``; ``None`` where none was. Raises KeyError for a name nobody gave."""
    return next((value for value in all_values()[name] if value.holds_on(on)), None)
