"""The envelope of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

PER_PAGE = 50
MOST = 1000


def page_of(found: Sequence[Any], *, page: int, per_page: int) -> dict[str, Any]:
    """One page of what was found. A page past the last is empty."""
    pages = max(1, -(-len(found) // per_page))
    contents = list(found[(page - 1) * per_page : page * per_page])
    return {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": contents,
    }
