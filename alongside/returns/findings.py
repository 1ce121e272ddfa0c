"""What is wrong in a return, one line a fault; and the refusal for what cannot be read at all."""

from __future__ import annotations

from dataclasses import dataclass


class ReturnRefused(ValueError):
    """What was given cannot be read as a return. The message is one sentence for the person who gave it.

    Nothing has been read when this is raised.
    """


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, in one place.

    ``row`` is the row number that a spreadsheet shows: the headings are row 1, the first child is row 2. In the XML
    form, which has no rows, it is the place that the record would have in the table's spreadsheet. ``row``,
    ``column`` and ``child`` are ``None`` where the fault is of a whole table. ``year`` is the collection year
    (2026 is 1 April 2025 to 31 March 2026) and ``file`` the name of the file, so that a fault in last year's
    return is never looked for in this year's.
    """

    check: str
    table: str
    row: int | None
    column: str | None
    child: str | None
    message: str
    year: int | None = None
    file: str | None = None

    def as_record(self) -> dict[str, str | int | None]:
        """The finding as plain words and numbers, ready for JSON or a spreadsheet."""
        return {
            "check": self.check,
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "child": self.child,
            "message": self.message,
            "year": self.year,
            "file": self.file,
        }
