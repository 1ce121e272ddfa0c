"""The ten points at which young inspectors look in a home."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_noop

FOUND = {
    "yes": gettext_noop("Yes"),
    "partly": gettext_noop("Partly"),
    "no": gettext_noop("No"),
    "not_seen": "Not seen",
}
"""What can be found at a point."""


@cache
def points() -> tuple[str, ...]:
    """The points, in order."""
    told = tomllib.loads((Path(__file__).parent / "great_placement.toml").read_text("utf-8"))
    return tuple(told["points"])
