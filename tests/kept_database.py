"""An empty SQLite database with all migrations applied, made once and kept for every run of the tests.

Two hundred migrations take half a minute, a copy takes none. It is kept under the hash of all that made it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path(os.environ.get("ALONGSIDE_VAR", ROOT / "var")) / "tests"


def copy_to(name: str | Path) -> None:
    """Put a copy where a database is wanted. Whoever comes first makes the original, and the others wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _file().exists():
            _make()
    shutil.copy(_file(), name)


def _make() -> None:
    for old in KEPT.glob("*.sqlite3"):
        old.unlink()
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        environment = {**os.environ, "DEMO": "1", "ALONGSIDE_VAR": folder}
        for one in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            environment.pop(one, None)
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0", "--skip-checks"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        (Path(folder) / "alongside.sqlite3").rename(_file())


@cache
def _file() -> Path:
    makers = [ROOT / "requirements.lock", *sorted((ROOT / "alongside").glob("*/migrations/*.py"))]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in makers)).hexdigest()[:16]
    return KEPT / f"{digest}.sqlite3"
