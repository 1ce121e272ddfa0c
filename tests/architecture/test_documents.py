"""Documents say what the code does, and every dependency says why it is there."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from pip._internal.models.index import PyPI

from alongside.shell.roles import Role
from tests.architecture.tree import ROOT, source_files

PROJECT = (ROOT / "pyproject.toml").read_text()
README = (ROOT / "README.md").read_text()
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-assets.lock", "package-lock.json"]


def declared() -> list[str]:
    """Every dependency of pyproject.toml, by name."""
    project = tomllib.loads(PROJECT)
    lines = [
        *project["project"]["dependencies"],
        *(one for group in project["dependency-groups"].values() for one in group),
    ]
    return [re.split(r"[\[~=<>! ]", line)[0] for line in lines]


@pytest.mark.parametrize("name", declared())
def test_a_dependency_says_why_it_is_there(name):
    line = next(line for line in PROJECT.splitlines() if re.match(rf'\s*"{re.escape(name)}[\[~=<>!]', line))
    assert re.search(r'",\s+# \w.{8,}', line), f"{name} has no reason beside it"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_holds_no_address(lock):
    text = (ROOT / lock).read_text()
    assert '"resolved"' not in text
    assert not re.search(r"https?://[^\s\"]+\.(whl|tar\.gz|tgz)|--(extra-)?index-url https?:", text)


@pytest.mark.parametrize("lock", [lock for lock in LOCKS if lock.endswith(".lock")])
def test_every_locked_package_is_pinned_with_its_hashes(lock):
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text())
    packages = [entry for entry in entries if not entry.startswith("#")]
    assert packages
    assert [entry.split()[0] for entry in packages if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_every_dependency_is_locked():
    locked = {
        re.split("==", line)[0] for lock in LOCKS[:3] for line in (ROOT / lock).read_text().splitlines() if "==" in line
    }
    assert [name for name in declared() if name.lower() not in locked] == []


def test_no_file_names_a_place_that_packages_come_from():
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    hosts = [PyPI.netloc.encode(), PyPI.file_storage_domain.encode()]
    wrong = [name for name in files.split("\0") if name and (ROOT / name).is_file()
             and any(host in (ROOT / name).read_bytes() for host in hosts)]  # fmt: skip
    assert wrong == []


def settings_read() -> set[str]:
    """Every environment variable that the product reads."""
    wanted = re.compile(r'(?:environ\.get\(|environ\[|_required\(\s*)"([A-Z_]+)"')
    return {name for file in source_files() for name in wanted.findall(file.read_text())}


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_a_setting_is_in_the_readme(name):
    assert f"`{name}`" in README


def test_the_readme_speaks_of_no_setting_that_is_not_read():
    tables = [line for line in README.splitlines() if line.startswith("| `")]
    named = {name for line in tables for name in re.findall(r"`([A-Z_]{4,})`", line.split("|")[1])}
    assert named - settings_read() == set()


def test_the_readmes_first_screen_holds_the_two_commands():
    assert {"    make run", "    make test"} <= {line.split("  #")[0].rstrip() for line in README.splitlines()[:20]}


def test_every_command_of_the_makefile_is_explained():
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"\.PHONY: (.*)", makefile).group(1).split()
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [name for name in phony if f"make {name} " not in shown] == []


@pytest.mark.django_db
def test_the_printed_documents_are_up_to_date():
    call_command("print_documents", check=True)


def records() -> list[Path]:
    """The decision records, in order."""
    return sorted((ROOT / "docs" / "adr").glob("*.md"))


def test_decision_records_are_numbered_without_gaps():
    assert [int(file.name[:4]) for file in records()] == list(range(1, len(records()) + 1))


@pytest.mark.parametrize("file", records(), ids=lambda file: file.stem)
def test_a_decision_record_is_a_page_and_names_what_it_costs(file):
    text = file.read_text()
    assert re.match(r"# \d+\. \w", text)
    assert [heading for heading in ("## Decision", "## Why", "## What it costs") if heading not in text] == []
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize("role", Role)
def test_a_role_is_in_the_glossary(role):
    assert f"**{role.label}**" in GLOSSARY


@pytest.mark.parametrize("word", ["Eligible", "Relevant", "Former relevant", "Qualifying"])
def test_a_category_of_the_law_is_in_the_glossary(word):
    assert re.search(rf"^\*\*{word}[^*]*\*\*", GLOSSARY, re.MULTILINE)


def test_the_glossary_explains_each_word_once():
    words = re.findall(r"^\*\*([^*]+)\*\*", GLOSSARY, re.MULTILINE)
    assert len(words) == len(set(words))
    assert words == sorted(words, key=str.lower)


ASSURANCE = (ROOT / "docs" / "assurance.md").read_text()


def test_every_test_that_the_assurance_names_exists():
    files = [*ROOT.glob("alongside/**/tests/**/*.py"), *ROOT.glob("tests/**/*.py")]
    known = {name for file in files for name in re.findall(r"^def (test_\w+)\(", file.read_text(), re.MULTILINE)}
    named = set(re.findall(r"`(test_\w+)`", ASSURANCE))
    assert named - known == set()


def test_the_assurance_answers_every_check_once():
    failures, checks = ASSURANCE.split("## Forty-seven checks")
    numbers = [[int(n) for n in re.findall(r"^\| (\d+) \|", part, re.MULTILINE)] for part in (failures, checks)]
    assert numbers == [list(range(1, 18)), list(range(1, 48))]
