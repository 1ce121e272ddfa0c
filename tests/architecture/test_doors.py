"""Parts meet at their doors only, and the law stands alone."""

from __future__ import annotations

import sys

from tests.architecture.tree import DOORS, PARTS, direct_imports, inner, part_of

OPEN_TO_WIRING = {"config": ("urls",), "demo": (*DOORS, "models", "ratings")}
"""What else the wiring may touch: ``config`` includes addresses; ``demo`` names the types that actions take, and counts
faces of the promise, which is no action because nobody may know whose they are."""


def wrong_doors() -> list[str]:
    """Imports between parts that go past a door."""
    wrong = []
    for importer, imported in direct_imports():
        here, there = part_of(importer), part_of(imported)
        if there in PARTS and here != there and inner(imported) not in OPEN_TO_WIRING.get(here, DOORS):
            wrong.append(f"{importer} imports {imported}: go through its actions, queries or numbers")
    return wrong


def test_parts_meet_only_at_their_doors():
    assert wrong_doors() == []


def test_the_grounds_tables_are_touched_only_where_state_is_kept_or_changed():
    keeping = ("models", *DOORS, "access", "management")
    wrong = [
        f"{importer} imports {imported}"
        for importer, imported in direct_imports()
        if imported == "alongside.shell.models" and part_of(importer) in PARTS and inner(importer) not in keeping
    ]
    assert wrong == []


def test_the_law_needs_the_standard_library_only():
    wrong = [
        f"{importer} imports {imported}"
        for importer, imported in direct_imports()
        if part_of(importer) == "law"
        and part_of(imported) != "law"
        and imported.split(".")[0] not in sys.stdlib_module_names
    ]
    assert wrong == []


def test_nothing_but_the_wiring_knows_the_demo():
    wrong = [
        i for i, imported in direct_imports() if part_of(imported) == "demo" and part_of(i) not in ("demo", "config")
    ]
    assert wrong == []
