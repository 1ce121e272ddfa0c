"""The opening-position file: what a statutory return does not know, as a team's own list has it. Reading and checking.

One row a young person. Every row is checked before anything is changed; a bad one refuses the file, which then names
every row that is to be mended.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

import openpyxl
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from alongside.shell.refusals import FileRefused

COLUMNS: Mapping[str, str] = {
    "reference": "The child identifier of the statutory return. Needed.",
    "first_name": "First name",
    "surname": "Surname",
    "preferred_name": "The name they go by",
    "phone": "Phone number",
    "phone_safe": "yes or no: is it safe to call and text there?",
    "email": "E-mail address",
    "email_safe": "yes or no: is it safe to write there?",
    "address": "Where they live, on one line",
    "address_safe": "yes or no: is it safe to write there?",
    "adviser_email": "E-mail address of the personal adviser's or social worker's account",
    "team": "Name of the team",
    "last_plan": "Date of the last pathway plan, dd/mm/yyyy",
    "last_review": "Date of the last pathway plan review",
    "last_contact": "Date of the last contact that was made",
    "last_visit": "Date of the last visit at home",
    "last_health_assessment": "Date of the last health assessment",
}
"""Headings of the file, with what goes under each. Only ``reference`` is needed; any order."""

EVENTS = {
    "last_plan": "plan_agreed",
    "last_review": "review_held",
    "last_contact": "contact_made",
    "last_visit": "visit_made",
    "last_health_assessment": "health_assessed",
}
"""Date columns → the law's kinds of event."""

PHONE = re.compile(r"[+\d][\d ()-]{5,}")
LARGEST = 16 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 50_000, 100
_YES_NO = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
_LONGEST = {"first_name": 80, "surname": 80, "preferred_name": 80, "phone": 40, "address": 250, "email": 250}


@dataclass(frozen=True, slots=True)
class Row:
    """One row, read. ``number`` is the row as a spreadsheet counts; blank cells are empty or None."""

    number: int
    texts: Mapping[str, str]
    safe: Mapping[str, bool | None]
    dates: Mapping[str, date]

    @property
    def reference(self) -> str:
        """The child identifier."""
        return self.texts["reference"]


class BadRow(ValueError):
    """One row cannot be taken; the message says why, without the row number."""


Faults = dict[int, str]
"""Row number → what is wrong there."""


def read_opening_position(name: str, data: bytes) -> tuple[list[Row], Faults]:
    """The rows of a CSV or XLSX file that can be read, and what is wrong with the others.

    Raises FileRefused in one sentence where it is no such file at all.
    """
    if len(data) > LARGEST:
        raise FileRefused(f"{name} is larger than 16 MB, far more than an opening position holds.")
    headings, lines = _workbook(name, data) if data.startswith(b"PK") else _comma_separated(name, data)
    headings = [heading.strip().lower().replace(" ", "_").replace("-", "_") for heading in headings]
    _check_headings(name, headings)
    rows: list[Row] = []
    faults: Faults = {}
    for number, line in lines:
        if any(cell not in (None, "") for cell in line):
            try:
                rows.append(Row(number, *_row(headings, line)))
            except BadRow as fault:
                faults[number] = str(fault)
    if not rows and not faults:
        raise FileRefused(f"{name} has headings but no rows.")
    return rows, faults


def refuse_if_faulty(faults: Faults) -> None:
    """Raises FileRefused with the first fault, how many more rows have one, and all of them as its details."""
    if not faults:
        return
    details = tuple(f"Row {number}: {fault}" for number, fault in sorted(faults.items()))
    others = len(details) - 1
    more = f" {others} other {'row has' if others == 1 else 'rows have'} a fault too." if others else ""
    raise FileRefused(f"{details[0]}{more} Nothing was changed.", details=details)


def _comma_separated(name: str, data: bytes) -> tuple[list[str], list[tuple[int, list[Any]]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text or not text.strip():
        raise FileRefused(f"{name} is not a table: give a CSV or XLSX file.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = [(reader.line_num, line) for line in reader]
    except csv.Error as error:
        raise FileRefused(
            f"{name} is cut off or broken: a quotation mark before row {reader.line_num} never closes."
        ) from error
    width = len(lines[0][1])
    for number, line in lines[1:]:
        if line and len(line) != width:
            raise FileRefused(
                f"Row {number} has {len(line)} values under {width} headings: the file may be cut off. "
                "Nothing was changed."
            )
    return lines[0][1], lines[1:]


def _workbook(name: str, data: bytes) -> tuple[list[str], list[tuple[int, list[Any]]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(member.file_size for member in packed.infolist()) > 8 * LARGEST:
                raise FileRefused(f"{name} unpacks to far more than an opening position holds, so it was not opened.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which do not matter here
            tab = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False).worksheets[0]
            tab.reset_dimensions()  # what a file says of its own size need not be true
            lines = [list(cells) for cells in islice(tab.iter_rows(max_col=MOST_COLUMNS), MOST_ROWS + 1)]
    except FileRefused:
        raise
    except Exception as error:  # a damaged workbook fails in as many ways as it has parts
        raise FileRefused(f"{name} is not a spreadsheet, or is damaged or cut off.") from error
    for cells in lines:
        for cell in cells:
            if cell.data_type == "f":
                raise FileRefused(
                    f"{name} holds a formula in cell {cell.coordinate}: save it with values only and give it again."
                )
    if not lines:
        raise FileRefused(f"{name} is empty.")
    if len(lines) > MOST_ROWS:
        raise FileRefused(f"{name} has more than {MOST_ROWS:,} rows, far more than an opening position holds.")
    headings = [str(cell.value or "") for cell in lines[0]]
    while headings and not headings[-1].strip():
        headings.pop()
    values = [(number, [cell.value for cell in cells]) for number, cells in enumerate(lines[1:], start=2)]
    return headings, [
        (number, (line + [None] * len(headings))[: max(len(headings), len(line))]) for number, line in values
    ]


def _check_headings(name: str, headings: list[str]) -> None:
    if "reference" not in headings:
        raise FileRefused(f"{name} has no column “reference”, so nobody can tell whom its rows are about.")
    unknown = [heading for heading in headings if heading not in COLUMNS]
    if unknown:
        raise FileRefused(
            f"The column “{unknown[0]}” is not part of an opening position. Its columns are: {', '.join(COLUMNS)}."
        )
    twice = next((heading for heading in headings if headings.count(heading) > 1), None)
    if twice:
        raise FileRefused(f"{name} has the heading {twice} twice, so nobody can tell which is meant.")


def _row(headings: list[str], line: list[Any]) -> tuple[dict[str, str], dict[str, bool | None], dict[str, date]]:
    if any(cell not in (None, "") for cell in line[len(headings) :]):
        raise BadRow("a value stands in a column without a heading.")
    cells = dict(zip(headings, line, strict=False))
    texts = {name: _text(cells.get(name)) for name in COLUMNS if name not in EVENTS and not name.endswith("_safe")}
    if not texts["reference"]:
        raise BadRow("the reference is missing.")
    for name, longest in _LONGEST.items():
        if len(texts[name]) > longest:
            raise BadRow(f"{name} is longer than {longest} letters.")
    if texts["email"]:
        try:
            validate_email(texts["email"])
        except ValidationError as error:
            raise BadRow(f"“{texts['email']}” is not an e-mail address.") from error
    if texts["phone"] and not PHONE.fullmatch(texts["phone"]):
        raise BadRow(f"“{texts['phone']}” is not a phone number.")
    safe = {name: _yes_no(f"{name}_safe", cells.get(f"{name}_safe")) for name in ("phone", "email", "address")}
    dates = {name: day for name in EVENTS if (day := _date(name, cells.get(name))) is not None}
    return texts, safe, dates


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"\s+", " ", str(value)).strip() if value is not None else ""


def _yes_no(name: str, value: Any) -> bool | None:
    text = _text(value).lower()
    if not text:
        return None
    if text not in _YES_NO:
        raise BadRow(f"{name} must be yes or no, not “{text}”.")
    return _YES_NO[text]


def _date(name: str, value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    if not text:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    raise BadRow(f"{name} is “{text}”, which is not a date (day/month/year).")
