"""How a check is tested: one sound return that it passes, one return at fault, and the places it must name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alongside.returns import Return
from alongside.returns.checks import CHECKS, Checked, run_checks
from alongside.returns.tests.invented import a_return

Place = tuple[str, int | None, str | None, str | None]


@dataclass(frozen=True)
class Case:
    """``sound`` and ``faulty`` are what ``a_return`` takes; ``at`` are table, row, column and child of each finding."""

    code: str
    sound: dict[str, Any]
    faulty: dict[str, Any]
    at: list[Place]

    def __str__(self) -> str:
        return self.code


def checked(given: Return, code: str) -> Checked:
    """The result of one check alone."""
    return run_checks(given, {code: CHECKS[code]})


def places(given: Return, code: str) -> list[Place]:
    """Where one check finds fault."""
    result = checked(given, code)
    assert code in result.ran, result.could_not_run
    return [(each.table, each.row, each.column, each.child) for each in result.findings if each.check == code]


def prove(case: Case) -> None:
    """The check passes what is sound and names each fault in its place, in a sentence without gaps."""
    assert places(a_return(**case.sound), case.code) == []
    faulty = a_return(**case.faulty)
    assert sorted(places(faulty, case.code), key=str) == sorted(case.at, key=str)
    for finding in checked(faulty, case.code).findings:
        assert "{" not in finding.message
        assert finding.message.endswith(".")
