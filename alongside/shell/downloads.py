"""Tables as files: CSV and XLSX in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer(name: str, content: bytes, content_type: str) -> HttpResponse:
    """A file to keep."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark, so that a spreadsheet reads the accents."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet. Text stays text, whatever it begins with."""
    return as_workbook({title: (headings, rows)})


def as_workbook(sheets: dict[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """A workbook: its sheets by title, each with headings and rows."""
    block = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(block, plain) as book:
        for title, (headings, rows) in sheets.items():
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(headings) - 1, 22)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
    return block.getvalue()


def defused(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front, which shows it as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA) else cell


def as_typed(cell: str) -> str:
    """The text of a cell as it was before ``defused``, for a file of ours that comes back."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(BEGINS_A_FORMULA) else cell
