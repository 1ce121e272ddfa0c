"""The law rests on nothing but the standard library and starts at once."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import alongside.law

FOLDER = Path(alongside.law.__file__).parent
START = "import time; t = time.process_time(); import alongside.law; print(time.process_time() - t)"


def imported_by(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            names.add(node.module or "")
    return names


def test_the_law_imports_only_itself_and_the_standard_library() -> None:
    files = [file for file in FOLDER.rglob("*.py") if "tests" not in file.relative_to(FOLDER).parts]
    assert len(files) > 10
    for file in files:
        for name in imported_by(file):
            assert name.startswith("alongside.law") or name.split(".")[0] in sys.stdlib_module_names, (file, name)


def test_the_law_starts_quickly() -> None:
    """Processor time, the best of three starts, for the machine may be busy with something else."""
    command = [sys.executable, "-c", START]
    taken = [float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(3)]
    assert min(taken) < 0.15


def test_every_public_name_is_there() -> None:
    for name in alongside.law.__all__:
        assert getattr(alongside.law, name) is not None
