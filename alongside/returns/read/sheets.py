"""Named bytes → sheets of text: a heading row and rows of cells, from CSV or from a spreadsheet."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from alongside.returns.findings import ReturnRefused

from .headings import table_of
from .sources import Limits, Source, is_spreadsheet, is_zip

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_UTF8 = "save it as “CSV UTF-8” and give it again"

Cells = list[str | None]


@dataclass(slots=True)
class Sheet:
    """A table as text. ``rows[0]`` is row 2 as a spreadsheet counts; every row is as long as ``headings``."""

    source: Source
    name: str
    headings: list[str]
    rows: list[Cells]
    notes: list[str] = field(default_factory=list)
    ends_cleanly: bool = True
    """False where the text stops without a line end, so that the last value may be cut."""


def sheets_in(source: Source, limits: Limits) -> list[Sheet]:
    """The sheets of one file; none where it is no table at all (a photograph, say). Raises ReturnRefused."""
    is_called_csv = PurePosixPath(source.name).suffix.lower() in {".csv", ".tsv"}
    if is_spreadsheet(source.data):
        return _workbook(source, limits)
    if source.data.startswith(_OLD_EXCEL) and ".xl" in source.name.lower():
        raise ReturnRefused(
            f"{source.name} is an old Excel file or is locked with a password: save it as .xlsx without one."
        )
    if source.name.lower().endswith((".xlsx", ".xlsm", ".zip")):
        if is_zip(source.data) and source.name.lower().endswith(".zip"):
            return []  # a zip inside a zip: said in the notes, not opened
        raise ReturnRefused(f"{source.name} is damaged or cut off.")
    if source.data.startswith((b"\xff\xfe", b"\xfe\xff")) and is_called_csv:
        raise ReturnRefused(f"{source.name} is saved as UTF-16: {_SAVE_AS_UTF8}.")
    if b"\0" in source.data:
        if is_called_csv:
            raise ReturnRefused(f"{source.name} is not a text file: {_SAVE_AS_UTF8}.")
        return []
    if not source.data.strip():
        if is_called_csv:
            raise ReturnRefused(f"{source.name} is empty: it has not even headings.")
        return []
    if not is_called_csv and not _is_text(source.data[:4096]):
        return []
    return [_comma_separated(source)]


def _is_text(start: bytes) -> bool:
    return sum(byte < 32 and byte not in b"\t\r\n" for byte in start) == 0


def _comma_separated(source: Source) -> Sheet:
    text, notes = _decoded(source)
    first_line = text.split("\n", 1)[0]
    separator = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        headings = next(reader)
        if table_of(headings) is None:
            return Sheet(source, source.name, headings, [])
        rows: list[Cells] = list(reader)  # type: ignore[arg-type]
    except csv.Error as error:
        if table_of(first_line.split(separator)) is None:
            return Sheet(source, source.name, [], [])
        raise ReturnRefused(
            f"{source.name} is cut off or broken: a quotation mark opened before row {reader.line_num} never closes."
        ) from error
    if separator != ",":
        words = {";": "semicolons", "\t": "tabs"}[separator]
        notes.append(f"{source.name}: values were separated by {words}, not commas.")
    sheet = Sheet(source, source.name, headings, rows, notes, text.endswith(("\n", "\r")))
    _even_out(sheet)
    if not sheet.ends_cleanly:
        notes.append(f"{source.name}: does not end with a line end; see that its last row is whole.")
    return sheet


def _decoded(source: Source) -> tuple[str, list[str]]:
    """UTF-8 with or without its mark, else Windows-1252, which older systems still write."""
    if source.data.startswith(b"\xef\xbb\xbf"):
        notes = [f"{source.name}: began with a byte order mark, which was passed over."]
        data = source.data[3:]
    else:
        notes, data = [], source.data
    try:
        return data.decode("utf-8"), notes
    except UnicodeDecodeError:
        notes.append(f"{source.name}: was not UTF-8 and was read as Windows-1252.")
        return data.decode("cp1252", errors="replace"), notes


def _even_out(sheet: Sheet) -> None:
    """Make every row as long as the headings: a short row lost its trailing blanks; a cut or shifted one is refused."""
    width = len(sheet.headings)
    uneven = [number for number, row in enumerate(sheet.rows) if len(row) != width]
    if not uneven:
        return
    for number in uneven:
        row = sheet.rows[number]
        if len(row) > width and any(cell and cell.strip() for cell in row[width:]):
            raise ReturnRefused(
                f"{sheet.name}, row {number + 2}: {len(row)} values stand under {width} headings, "
                "so nobody can tell which is which."
            )
    short = [number for number in uneven if 0 < len(sheet.rows[number]) < width]
    last = len(sheet.rows) - 1
    if last in short and (not sheet.ends_cleanly or short == [last]):
        raise ReturnRefused(
            f"{sheet.name} is cut off: its last row, {last + 2}, has {len(sheet.rows[last])} of {width} values."
        )
    if short:
        first = short[0] + 2
        sheet.notes.append(f"{sheet.name}: {len(short)} rows, the first of them {first}, were filled up with blanks.")
    for number in uneven:
        row = sheet.rows[number]
        sheet.rows[number] = row[:width] + [None] * (width - len(row))


def _workbook(source: Source, limits: Limits) -> list[Sheet]:
    with zipfile.ZipFile(io.BytesIO(source.data)) as packed:
        members = packed.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise ReturnRefused(f"{source.name} is locked with a password: take it off and give the file again.")
    if sum(member.file_size for member in members) > limits.unpacked_sheet_bytes:
        raise ReturnRefused(f"{source.name} unpacks to far more than a return can hold, so it was not opened.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which do not matter here
            book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=False)
            return [_worksheet(source, tab) for tab in book.worksheets]
    except ReturnRefused:
        raise
    except Exception as error:  # a damaged workbook fails in as many ways as it has parts
        raise ReturnRefused(f"{source.name} is a spreadsheet that is damaged or cut off.") from error


def _worksheet(source: Source, tab: Any) -> Sheet:
    tab.reset_dimensions()  # what a file says of its own size need not be true
    name = f"{source.name}, sheet {tab.title}"
    lines: list[Cells] = []
    for cells in tab.iter_rows():
        for cell in cells:
            if cell.data_type == "f":
                raise ReturnRefused(
                    f"{name} holds a formula in cell {cell.coordinate}: save it with values only and give it again."
                )
        lines.append([_as_text(cell.value) for cell in cells])
    headings = [cell or "" for cell in lines[0]] if lines else []
    while headings and not headings[-1].strip():
        headings.pop()
    sheet = Sheet(source, name, headings, lines[1:], [f"{name}: was read from a spreadsheet."])
    width = len(headings)
    if table_of(headings) is None:
        return sheet
    for number, row in enumerate(sheet.rows):
        if any(cell and cell.strip() for cell in row[width:]):
            raise ReturnRefused(f"{name}, row {number + 2}: a value stands in a column without a heading.")
        sheet.rows[number] = row[:width] + [None] * (width - len(row))
    return sheet


def _as_text(value: Any) -> str | None:
    """A cell as the return would write it in CSV."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
