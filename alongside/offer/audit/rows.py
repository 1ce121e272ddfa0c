"""The audit as a table: what the command prints and the file to download holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alongside.offer import checklist

if TYPE_CHECKING:
    from alongside.offer.queries import Audit

HEADINGS = ("item", "asked for", "what", "area", "state", "records", "evidence", "next look")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(audit: Audit) -> Iterator[tuple[str, ...]]:
    """A row an item, in the order of ``HEADINGS``."""
    for line in audit.lines:
        looks = [one.next_check_on for one in line.records]
        looks += [line.not_offered.next_look_on] if line.not_offered else []
        yield (
            str(line.item.id),
            checklist.STATUS_WORDS[line.status],
            line.item.words,
            line.item.area,
            line.state.label,
            "; ".join(one.title for one in line.records),
            line.words,
            min(looks).isoformat() if looks else "",
        )


def as_csv(audit: Audit) -> bytes:
    """UTF-8 with a byte order mark, so that a spreadsheet reads the dashes, and no cell that it takes for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows([_defused(cell) for cell in row] for row in rows(audit))
    return text.getvalue().encode("utf-8-sig")


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
