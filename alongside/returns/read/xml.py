"""The XML form of the return → the same sheets as the CSV form. One file holds one year, child by child."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from alongside.returns.findings import ReturnRefused
from alongside.returns.tables import TABLES

from .sheets import Cells, Sheet
from .sources import Source

ROOT = "EXPSSDA903"

_RENAMED = {"PL": "PLACE", "CHILDID": "CHILD"}
REPEATED = {"AREVIEW": "Reviews", "AMISSING": "Missing", "AD_PLACED": "PlacedAdoption"}
SINGLE = {"OC2": "OC2", "PERMANENCE": "PrevPerm"}
_GROUPS = {**REPEATED, **SINGLE}
FLAT = {"OC3": ("IN_TOUCH", "ACTIV", "ACCOM"), "AD1": TABLES["AD1"].column_names[2:]}
"""Tables that the XML form spreads over the child's HEADER."""

Values = dict[str, str | None]


def is_return_xml(source: Source) -> bool:
    """Whether the file is the XML form of a return (its outermost element, not its name, decides)."""
    return f"<{ROOT}".encode() in source.data[:4096] and source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def sheets_in_xml(source: Source) -> list[Sheet]:
    """One sheet for each table that the XML form can carry, empty ones too. Raises ReturnRefused."""
    rows: dict[str, list[Cells]] = {table.name: [] for table in TABLES.values() if table.in_xml}
    strangers: dict[str, int] = defaultdict(int)
    try:
        for child in _children(source):
            for table, values in _records(child, strangers):
                rows[table].append([values.get(column) for column in TABLES[table].column_names])
    except DefusedXmlException as error:
        raise ReturnRefused(
            f"{source.name} holds XML entities or a document type, which a return never needs: it was not read."
        ) from error
    except ParseError as error:
        raise ReturnRefused(f"{source.name} is cut off or is not sound XML ({error}).") from error
    sheets = [
        Sheet(source, source.name, list(TABLES[table].column_names), table_rows) for table, table_rows in rows.items()
    ]
    sheets[0].notes.append(f"{source.name}: was read as XML; rows are counted as if each table were a spreadsheet.")
    for tag, times in strangers.items():
        sheets[0].notes.append(f"{source.name}: {tag} ({times} times) is not part of the return and was left out.")
    return sheets


def _children(source: Source) -> Iterator[Element]:
    depth = 0
    for event, element in iterparse(io.BytesIO(source.data), events=("start", "end"), forbid_dtd=True):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == 1:
            root = element
            if element.tag != ROOT:
                raise ReturnRefused(f"{source.name} is XML, but not of this return: it begins with {element.tag}.")
        if event == "end" and depth == 1:
            yield element
            root.clear()  # what has been read is let go, so that memory stays small


def _records(child: Element, strangers: dict[str, int]) -> Iterator[tuple[str, Values]]:
    headers = child.findall("HEADER")
    if child.tag != "CHILD" or not headers:
        strangers[child.tag] += 1
        return
    first = _values(part for part in headers[0] if part.tag not in _GROUPS)
    yield "Header", first
    for header in headers:  # a further one tells what the first has no place for: a second OC3, another birth date
        yield from _told_in(header, strangers)
    for part in child:
        if part.tag == "EPISODE":
            yield "Episodes", {"CHILD": first.get("CHILD")} | _values(part)
        elif part.tag != "HEADER":
            strangers[part.tag] += 1


def _told_in(header: Element, strangers: dict[str, int]) -> Iterator[tuple[str, Values]]:
    flat = _values(part for part in header if part.tag not in _GROUPS)
    key = {"CHILD": flat.get("CHILD"), "DOB": flat.get("DOB")}
    for table, columns in FLAT.items():
        if any(column in flat for column in columns):
            yield table, flat
    if "DUC" in flat or flat.get("UASC") == "1":
        yield "UASC", flat
    for part in header:
        if part.tag in _GROUPS:
            yield _GROUPS[part.tag], key | _values(part)
    known = {*TABLES["Header"].column_names, "DUC", "UASC", *FLAT["OC3"], *FLAT["AD1"]}
    for tag in flat.keys() - known:
        strangers[tag] += 1


def _values(parts: Iterator[Element] | Element) -> Values:
    return {_RENAMED.get(part.tag, part.tag): part.text for part in parts}
