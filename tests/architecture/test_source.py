"""House rules that can be read off the source."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.tree import PARTS, ROOT, SOURCE, actions, files_of, parsed, part_of, source_files

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "lib", "core", "tools"}
LONGEST_VIEW = 20
LONGEST_FILE = 550
CHANGING = {"save", "create", "update", "delete", "get_or_create", "update_or_create", "bulk_create", "bulk_update",
            "save_revision", "publish", "add_child", "add_root", "unpublish", "full_clean_and_save"}  # fmt: skip
MAY_CHANGE = ("actions", "migrations", "management")
ALSO_MAY_CHANGE = {
    "alongside/shell/locking.py": "the conditional save that every action uses",
    "alongside/shell/drafts.py": "keeps what somebody typed and did not send, for that person alone",
    "alongside/shell/pictures.py": "draws a picture into memory; that is no record",
    "alongside/shell/audit.py": "writes the audit's lines",
    "alongside/shell/models.py": "makes accounts for open_account",
    "alongside/voice/ballot.py": "answers of people who must stay unknown: lines of the audit would tell their order",
    "alongside/voice/letter_box.py": "views of people who must stay unknown: the audit would tell the hour",
    "alongside/partners/ratings.py": "counts faces of people who must stay unknown: the audit would tell the hour",
    "alongside/offer/readers.py": "counts, and feedback of people who must stay unknown: the audit would tell the hour",
}
"""Where else state is changed, and why."""

NOT_A_RECORD = re.compile(r"^(hashlib|digest|hasher|self|cls|env|options|context|values|found|seen|headers|config)$")


def called(file: Path) -> list[tuple[int, str, ast.expr]]:
    """Line, method name and what it is called on, for each method call in a file."""
    return [
        (node.lineno, node.func.attr, node.func.value)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


def test_no_name_says_nothing():
    named = [path for path in SOURCE.rglob("*") if path.stem in FORBIDDEN_NAMES]
    assert named == []


def test_only_actions_change_state():
    wrong = []
    for file in source_files():
        place = file.relative_to(ROOT)
        if place.parts[1] not in ("shell", *PARTS) or str(place) in ALSO_MAY_CHANGE:
            continue
        if any(part.removesuffix(".py") in MAY_CHANGE for part in place.parts):
            continue
        for line, method, on in called(file):
            if method not in CHANGING:
                continue
            text = ast.unparse(on)
            if "objects" in text or method in ("save", "delete", "publish", "save_revision"):
                wrong.append(f"{place}:{line} {text}.{method}()")
    assert wrong == []


@pytest.mark.parametrize(("name", "action"), actions(), ids=[name for name, _ in actions()])
def test_an_action_is_keyword_only_and_says_by_whom(name, action):
    given = [one.arg for one in (*action.args.posonlyargs, *action.args.args)]
    assert given == [], f"{name} takes {given} by position"
    assert "by" in [one.arg for one in action.args.kwonlyargs], f"{name} does not say by whom"
    assert ast.get_docstring(action), f"{name} has no docstring"


@pytest.mark.parametrize(("name", "action"), actions(), ids=[name for name, _ in actions()])
def test_an_action_is_atomic(name, action):
    text = [ast.unparse(one) for one in action.decorator_list]
    assert "transaction.atomic" in text or "transaction.atomic(" in ast.unparse(action), f"{name} is not atomic"


@cache
def calls_of(part: str) -> dict[str, set[str]]:
    """What each function among a part's actions calls."""
    known: dict[str, set[str]] = {}
    for file in files_of("actions", part):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.FunctionDef):
                calls = {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
                known.setdefault(node.name, set()).update(calls)
    return known


def reachable_calls(file: Path, action: ast.FunctionDef) -> set[str]:
    """Everything that an action calls, through the functions of its own part's actions too."""
    known = calls_of(file.relative_to(SOURCE).parts[0])
    found, waiting = set(), {action.name}
    while waiting:
        name = waiting.pop()
        for call in known.get(name.split(".")[-1], set()) - found:
            found.add(call)
            waiting.add(call)
    return found


@pytest.mark.parametrize(("name", "action"), actions(), ids=[name for name, _ in actions()])
def test_an_action_is_told_to_the_audit(name, action):
    calls = reachable_calls(SOURCE / name.split(":")[0], action)
    assert calls & {"audit.record", "audit.record_many"}, f"{name} leaves no line in the audit"


def views() -> list[tuple[str, ast.FunctionDef]]:
    """Every function of every module of pages."""
    return [
        (f"{file.relative_to(SOURCE)}:{node.name}", node)
        for file in source_files()
        if file.relative_to(SOURCE).with_suffix("").parts[1:2] == ("views",)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef)
    ]


@pytest.mark.parametrize(("name", "view"), views(), ids=[name for name, _ in views()])
def test_a_view_is_short(name, view):
    length = (view.end_lineno or 0) - view.lineno + 1
    assert length <= LONGEST_VIEW, f"{name} has {length} lines"


@pytest.mark.parametrize(
    "line",
    ["from datetime import date\n\nprint(date.today())", "from datetime import datetime\n\nprint(datetime.now())",
     "from django.utils import timezone\n\nprint(timezone.now())"],
    ids=["date.today", "datetime.now", "timezone.now"],
)  # fmt: skip
def test_the_linter_bans_asking_the_time_anywhere_but_at_the_clock(line):
    ruff = Path(sys.executable).parent / "ruff"
    command = [
        ruff,
        "check",
        "--no-cache",
        "--select",
        "TID251",
        "--stdin-filename",
        "alongside/casework/queries.py",
        "-",
    ]
    found = subprocess.run(command, cwd=ROOT, input=line, capture_output=True, text=True, check=False)
    assert "TID251" in found.stdout
    assert "alongside.shell.clock" in found.stdout


def test_tests_fetch_pages_with_good_manners_only():
    bare = re.compile(r"\b(client|admin_client|rf)\b\s*[,):]|\bClient\(")
    allowed = {ROOT / "tests" / "visiting.py"}
    files = [
        *SOURCE.rglob("test_*.py"),
        *SOURCE.rglob("conftest.py"),
        *(ROOT / "tests").rglob("*.py"),
        ROOT / "conftest.py",
    ]
    wrong = [
        f"{file.relative_to(ROOT)}:{number} {line.strip()}"
        for file in files
        if file not in allowed and file != Path(__file__)
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if bare.search(line)
    ]
    assert wrong == [], "Use the `visit` fixture"


def test_no_private_name_is_imported_across_parts():
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.module}.{name.name}"
        for file in source_files()
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ImportFrom)
        and part_of(node.module or "") not in ("", file.relative_to(SOURCE).parts[0])
        for name in node.names
        if name.name.startswith("_")
    ]
    assert wrong == []


def test_only_the_disclosure_module_makes_counts():
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in source_files()
        if file != SOURCE / "shell" / "disclosure.py"
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in ("Count", "Breakdown")
        and "disclosure" in file.read_text()
    ]
    assert wrong == []


def test_no_module_is_long():
    long = [f"{file.relative_to(ROOT)} {lines}" for file in source_files()
            if (lines := len(file.read_text().splitlines())) > LONGEST_FILE]  # fmt: skip
    assert long == [], "A file becomes a folder of the same name past about 500 lines"
