"""The source tree, read as text and as an import graph, for the tests that hold everywhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "alongside"
PARTS = ("partners", "offer", "casework", "voice")
"""The Django parts that meet at doors. The ground (shell) is open to all; law and returns are plain."""

DOORS = ("actions", "queries", "numbers")


@cache
def imports() -> grimp.ImportGraph:
    """Who imports whom while running: a type's name under ``if TYPE_CHECKING`` ties nothing together."""
    return grimp.build_graph(
        "alongside", include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None
    )


def direct_imports() -> Iterator[tuple[str, str]]:
    """Every direct import inside the product, from which module of which, tests left out."""
    graph = imports()
    for importer in sorted(graph.modules):
        if importer.startswith("alongside.") and ".tests" not in importer:
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                yield importer, imported


def part_of(module: str) -> str:
    """``alongside.casework.actions.plans`` → ``casework``; empty for what is not ours."""
    first, *rest = module.split(".")
    return rest[0] if first == "alongside" and rest else ""


def inner(module: str) -> str:
    """``alongside.casework.actions.plans`` → ``actions``; empty for the part itself."""
    return [*module.split("."), "", "", ""][2]


def source_files(*, tests: bool = False) -> list[Path]:
    """The product's Python files, migrations left out, tests too unless asked for."""
    files = [file for file in sorted(SOURCE.rglob("*.py")) if "migrations" not in file.parts]
    return [file for file in files if tests or ("tests" not in file.parts and not file.name.startswith("test_"))]


@cache
def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(), filename=str(file))


def public_functions(file: Path) -> list[ast.FunctionDef]:
    """The functions at the top of a file whose names are for others."""
    return [one for one in parsed(file).body if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")]


def actions() -> list[tuple[str, ast.FunctionDef]]:
    """Every action: a function in a part's ``actions.py``, or one that its ``actions`` folder gives out."""
    found = []
    for part in ("shell", *PARTS):
        folder = SOURCE / part / "actions"
        given_out = {
            name.name
            for node in (parsed(folder / "__init__.py").body if folder.exists() else [])
            if isinstance(node, ast.ImportFrom)
            for name in node.names
        }
        for file in files_of("actions", part):
            for function in public_functions(file):
                if file.parent != folder or function.name in given_out:
                    found.append((f"{file.relative_to(SOURCE)}:{function.name}", function))
    return found


def files_of(door: str, part: str) -> list[Path]:
    """The files behind a door (``actions``) of a part, a folder of that name included."""
    return [
        file
        for file in source_files()
        if file == SOURCE / part / f"{door}.py" or (SOURCE / part / door) in file.parents
    ]
