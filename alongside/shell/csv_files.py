"""A table that somebody gives as a CSV file, read strictly: what it is instead, or which row is wrong, is said at once.

The counterpart of ``downloads``. Whoever calls says what the columns mean; here is only what every such file has in
common. Rows are numbered as a spreadsheet shows them: the headings are row 1, and an empty row counts.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from alongside.shell.refusals import FileRefused

SAVE_AS = "Save it as “CSV UTF-8”, with commas, and give it again."
OTHER_SEPARATORS: Mapping[str, str] = {";": "semicolons", "\t": "tabs"}
IN_16_BITS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Table:
    """The headings in small letters, and the rows that are not empty, each with its number."""

    headings: tuple[str, ...]
    rows: Iterator[tuple[int, tuple[str, ...]]] = field(repr=False)

    @property
    def named(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows by heading."""
        return ((number, dict(zip(self.headings, row, strict=True))) for number, row in self.rows)


def read(content: bytes, *, may_lack: int = 0) -> Table:
    """The table in a file. Raises FileRefused, on reading the rows too, where it is none or a row does not fit.

    ``may_lack``: so many cells at the end of a row may be left out, as some spreadsheets do where nothing stands there.
    """
    told = lines(content)
    _, given = next(told, (1, []))
    headings = tuple(cell.lower() for cell in _trimmed(given))
    if not headings:
        raise FileRefused("The first row of this file is empty. Its headings stand there.")
    twice = next((name for name in headings if headings.count(name) > 1), None)
    if twice is not None:
        raise FileRefused(f"The heading {twice or '(nothing)'} stands twice in the first row.")
    return Table(headings, _fitting(told, len(headings), len(headings) - may_lack))


def lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every line as it stands, with its number. Raises FileRefused where they cannot be told apart."""
    begun = 0
    try:
        for begun, line in enumerate(csv.reader(io.StringIO(_text(content), newline=""), strict=True), start=1):
            if begun == 1 and len(line) == 1:
                _check_separator(line[0])
            yield begun, line
    except csv.Error as error:
        raise FileRefused(
            f"Row {begun + 1} cannot be read: a quotation mark in it is not closed, or a cell is far too long."
        ) from error


def _text(content: bytes) -> str:
    """UTF-8 with or without its mark, else Windows-1252, which a spreadsheet still writes."""
    if content.startswith(IN_16_BITS):
        raise FileRefused(f"This file is written in UTF-16. {SAVE_AS}")
    if b"\0" in content:
        raise FileRefused("This is another kind of file, not a table. Give a CSV file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise FileRefused(f"Row {row} has letters that cannot be read. {SAVE_AS}") from error


def _trimmed(cells: list[str]) -> list[str]:
    """The cells without blanks around them, and without the empty ones that a spreadsheet adds at the end."""
    told = [cell.strip() for cell in cells]
    while told and not told[-1]:
        told.pop()
    return told


def _fitting(lines: Iterator[tuple[int, list[str]]], width: int, fewest: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, line in lines:
        told = _trimmed(line)
        if not told:
            continue
        if len(told) > width or len(line) < fewest:
            found = len(told) if len(told) > width else len(line)
            raise FileRefused(f"Row {number} has {found} {'cell' if found == 1 else 'cells'}, not {width}.")
        yield number, tuple(told + [""] * (width - len(told)))


def _check_separator(heading: str) -> None:
    for separator, words in OTHER_SEPARATORS.items():
        if separator in heading:
            raise FileRefused(f"This file has {words} between its cells, where commas belong. {SAVE_AS}")
