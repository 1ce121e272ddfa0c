"""What is wrong in a return, what is due, and an opening position to fill in, as files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alongside.casework import opening
from alongside.casework.queries import DueRow, Entitled, FindingRow
from alongside.shell.downloads import as_csv, as_workbook, as_xlsx

FINDING_HEADINGS = ("check", "what it hinders", "table", "year", "row", "column", "child", "message")
DUE_HEADINGS = (
    *("who", "reference", "what is due", "due on", "how pressing", "since", "worker", "team", "reason for lateness"),
)
COUNCIL_TAX_HEADINGS = (
    *("name", "born on", "address", "lives there since", "owes the bill?", "cut, per cent", "until", "claim so far"),
    "in the care of another council",
)


def findings_as_csv(findings: Iterable[FindingRow]) -> bytes:
    """What is wrong in a return, one line a finding."""
    return as_csv(FINDING_HEADINGS, map(_cells, findings))


def findings_as_xlsx(findings: Iterable[FindingRow]) -> bytes:
    """The same as a spreadsheet."""
    return as_xlsx("Findings", FINDING_HEADINGS, map(_cells, findings))


def due_as_csv(rows: Iterable[DueRow]) -> bytes:
    """What is due, one line a clock."""
    return as_csv(DUE_HEADINGS, map(_due_cells, rows))


def due_as_xlsx(rows: Iterable[DueRow]) -> bytes:
    """The same as a spreadsheet."""
    return as_xlsx("What is due", DUE_HEADINGS, map(_due_cells, rows))


def council_tax_as_xlsx(rows: Iterable[Entitled]) -> bytes:
    """A district's list for its council tax office."""
    return as_xlsx("Council tax", COUNCIL_TAX_HEADINGS, map(_council_tax_cells, rows))


def opening_template() -> bytes:
    """An opening-position file with its headings, and a second sheet that says what goes under each."""
    columns = opening.COLUMNS
    return as_workbook(
        {
            "Opening position": (tuple(columns), []),
            "What goes where": (("column", "what goes there"), columns.items()),
        }
    )


def _due_cells(row: DueRow) -> tuple[Any, ...]:
    tick = row.tick
    return (
        row.label,
        row.reference,
        tick.title,
        tick.due_on.isoformat(),
        tick.rung.label,
        tick.since.isoformat() if tick.since else "",
        row.worker,
        row.team,
        row.reason.words if row.reason else "",
    )


def _council_tax_cells(row: Entitled) -> tuple[Any, ...]:
    return (
        row.name,
        row.born_on.isoformat() if row.born_on else "",
        row.address,
        row.lives_there_since.isoformat(),
        row.liable,
        row.percent,
        row.entitled_until.isoformat() if row.entitled_until else "",
        row.claim,
        row.care_of,
    )


def _cells(finding: FindingRow) -> tuple[Any, ...]:
    return (
        finding.check,
        finding.severity,
        finding.table,
        finding.year,
        finding.row,
        finding.column,
        finding.child,
        finding.message,
    )
