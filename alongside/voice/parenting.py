"""The seven principles, the areas of a council's work, and which council runs which."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_noop

AUTHORITIES = {
    "county": "County council",
    "unitary": "Unitary council",
    "metropolitan": "Metropolitan district",
    "london": "London borough",
    "district": "District council",
    "gla": "Greater London Authority",
}
SCALE = {
    1: gettext_noop("Not yet"),
    2: gettext_noop("We have begun"),
    3: gettext_noop("Mostly"),
    4: gettext_noop("Yes"),
}
"""How far a council, or its young people, say that it is."""


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle, and questions that one may ask oneself."""

    id: str
    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area of work. ``is_less``: the guidance says that the principles are less likely to apply there."""

    id: str
    title: str
    is_less: bool
    run_by: frozenset[str]


@cache
def principles() -> dict[str, Principle]:
    """The principles in the order of the Act."""
    return {one["id"]: Principle(one["id"], one["title"], tuple(one["questions"])) for one in _told()["principles"]}


@cache
def areas() -> dict[str, Area]:
    """The areas in the order of the guidance."""
    return {
        one["id"]: Area(one["id"], one["title"], one["weight"] == "less", frozenset(one["run_by"]))
        for one in _told()["areas"]
    }


def areas_of(authority: str) -> tuple[Area, ...]:
    """The areas that a council of this kind runs."""
    return tuple(one for one in areas().values() if authority in one.run_by)


@cache
def _told() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((Path(__file__).parent / "principles.toml").read_text("utf-8"))
