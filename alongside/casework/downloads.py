"""Tables as files: CSV and XLSX in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from alongside.casework import opening
from alongside.casework.queries import DueRow, FindingRow

FINDING_HEADINGS = ("check", "what it hinders", "table", "year", "row", "column", "child", "message")
DUE_HEADINGS = (
    *("who", "reference", "what is due", "due on", "how pressing", "since", "worker", "team", "reason for lateness"),
)
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def answer(name: str, content: bytes, content_type: str) -> HttpResponse:
    """A file to keep."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def opening_template() -> bytes:
    """An opening-position file with its headings, and a second sheet that says what goes under each."""
    block = io.BytesIO()
    with _book(block) as book:
        _sheet(book, "Opening position", tuple(opening.COLUMNS), [])
        _sheet(book, "What goes where", ("column", "what goes there"), opening.COLUMNS.items())
    return block.getvalue()


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark, so that a spreadsheet reads the accents."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet. Text stays text, whatever it begins with."""
    block = io.BytesIO()
    with _book(block) as book:
        _sheet(book, title, headings, rows)
    return block.getvalue()


def defused(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front, which shows it as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA) else cell


def _book(block: io.BytesIO) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(
        block, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )


def _sheet(book: xlsxwriter.Workbook, title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(title)
    sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, 22)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)


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
