"""The import contracts of pyproject.toml hold, and each of them bites."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SOURCE

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

BREAKS = {
    "The parts stand in the order of the tree": ("partners/queries/__init__.py", "import alongside.offer.queries"),
    "The ground knows nothing of the law or the return": ("shell/clock.py", "import alongside.law"),
    "What is public never reads the statutory return": ("offer/queries/__init__.py", "import alongside.returns"),
    "Law and the return know no web framework": ("law/ages.py", "import django"),
    "The board sees numbers": ("board/apps.py", "import alongside.casework.queries"),
    "The forecast knows no web framework": ("sufficiency/forecasting/cells.py", "import django"),
    "A page makes a call and never touches a table": ("shell/views.py", "import alongside.shell.models"),
}
"""Beginning of each contract's name → a file and the line that breaks it there."""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over a tree, without caches."""
    linter = Path(sys.executable).parent / "lint-imports"
    return subprocess.run([linter, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the tree that a test may break."""
    shutil.copytree(SOURCE, tmp_path / "alongside", ignore=shutil.ignore_patterns("tests", "*.pyc", "jinja2", "assets"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_has_a_break_to_prove_that_it_bites():
    names = [contract["name"] for contract in CONTRACTS]
    assert [name for name in names if not name.startswith(tuple(BREAKS))] == []
    assert len(names) == len(BREAKS)


def test_all_contracts_hold():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("name", "file", "line"), [(name, *how) for name, how in BREAKS.items()])
def test_a_bad_import_breaks_its_contract(copy, name, file, line):
    broken = copy / "alongside" / file
    broken.write_text(broken.read_text() + f"\n{line}\n")
    result = lint(copy)
    assert result.returncode == 1
    kept_or_broken = next(one for one in result.stdout.splitlines() if one.startswith(name))
    assert kept_or_broken.endswith("BROKEN")


def test_a_folder_without_a_place_in_the_order_fails(copy):
    stray = copy / "alongside" / "stray"
    stray.mkdir()
    (stray / "__init__.py").touch()
    result = lint(copy)
    assert result.returncode == 1
    assert "stray" in result.stdout


def test_the_contract_on_pages_names_every_module_of_pages():
    contract = next(contract for contract in CONTRACTS if contract["name"].startswith("A page makes a call"))
    folders = [folder for folder in SOURCE.iterdir() if (folder / "models.py").exists() or (folder / "models").exists()]
    pages = {f"alongside.{f.name}.views" for f in folders if (f / "views.py").exists() or (f / "views").exists()}
    assert set(contract["source_modules"]) == pages
    assert set(contract["forbidden_modules"]) == {f"alongside.{folder.name}.models" for folder in folders}
