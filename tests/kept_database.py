"""An empty SQLite database with all migrations applied, kept from one run of the tests to the next.

Two hundred migrations take ten seconds, a copy takes none. It is kept under the hash of all that made it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


@cache
def is_at_hand() -> bool:
    """Whether a database for just these migrations was kept. Asked once a run, so that the answer stays the same."""
    return connection.vendor == "sqlite" and _file().exists()


def copy_to(name: str | Path) -> None:
    """Put a copy where the tests will have their database."""
    shutil.copy(_file(), name)


def keep(made: Any) -> None:
    """Keep a database that has just been migrated, and throw away what older migrations had left."""
    if made.vendor != "sqlite":
        return
    _file().parent.mkdir(parents=True, exist_ok=True)
    for old in _file().parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished = _file().with_suffix(f".{os.getpid()}")
    with made.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    unfinished.replace(_file())


@cache
def _file() -> Path:
    root = Path(settings.ROOT)
    makers = [root / "requirements.lock", *sorted((root / "alongside").glob("*/migrations/*.py"))]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in makers)).hexdigest()[:16]
    return Path(settings.VAR) / "tests" / f"{digest}.sqlite3"
