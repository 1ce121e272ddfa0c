"""One file that holds everything: the database as it was at one moment, and the files of people and of the offer.

It can be made while people work. A list inside says how many rows each table had and which was the last line of the
audit, so that a restored copy can be held against it.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from alongside.shell import audit, clock, guards
from alongside.shell.models import AuditEvent

LIST = "list.json"
SQLITE, POSTGRESQL = "database.sqlite3", "database.dump"
GOES_WITH_IT = ("alongside_cache", "shell_cache")
"""Tables whose rows come and go by themselves: their number is not compared."""


class CannotBackUp(Exception):
    """A backup or its restoring did not work. The message is one sentence for whoever runs the machine."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a backup says of itself."""

    made_at: str
    database: str
    tables: dict[str, int]
    last_hash: str
    files: int


def back_up(to: Path) -> Listed:
    """Write a backup to the file ``to``, whole or not at all."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup-") as folder:
        place = Path(folder)
        write = _write_postgresql if connection.vendor == "postgresql" else _write_sqlite
        database, tables, last_hash = write(place)
        files = _files()
        listed = Listed(clock.now().isoformat(), database, tables, last_hash, len(files))
        (place / LIST).write_text(json.dumps(asdict(listed), indent=1))
        unfinished = place / "whole.tar.gz"
        with tarfile.open(unfinished, "w:gz", compresslevel=3) as packed:
            packed.add(place / LIST, LIST)
            packed.add(place / database, database)
            for name, file in files:
                packed.add(file, name)
        unfinished.chmod(0o600)
        unfinished.replace(to)
    return listed


def restore(source: Path) -> Listed:
    """Put a backup into this machine's empty database and folders; raise CannotBackUp where they are not empty.

    Afterwards the guards are back, the audit was read whole, and each table has as many rows as the backup says.
    """
    _refuse_unless_empty()
    with tempfile.TemporaryDirectory(prefix="alongside-restore-") as folder:
        place = Path(folder)
        listed = _unpack(source, place)
        read = _read_postgresql if connection.vendor == "postgresql" else _read_sqlite
        read(place / listed.database)
        for name, kept in _kept_in().items():
            if (place / name).exists():
                shutil.copytree(place / name, kept, dirs_exist_ok=True)
    guards.install()
    differences = differing(listed)
    if differences:
        raise CannotBackUp("After restoring, these differ from the backup: " + "; ".join(differences))
    return listed


def differing(listed: Listed) -> list[str]:
    """In what the database differs from what a backup says of itself, a few words each. The audit is read whole."""
    found = [] if audit.last_hash() == listed.last_hash else ["the last line of the audit"]
    try:
        audit.verify()
    except audit.ChainBroken as broken:
        found.append(str(broken))
    now = _counts()
    tables = sorted((now.keys() | listed.tables.keys()) - set(GOES_WITH_IT))
    return found + [
        f"{table}: {now.get(table, 0)} rows, not {listed.tables.get(table, 0)}"
        for table in tables
        if now.get(table, 0) != listed.tables.get(table, 0)
    ]


# --- SQLite ----------------------------------------------------------------------------------------------------------


def _write_sqlite(place: Path) -> tuple[str, dict[str, int], str]:
    """SQLite's own backup: a copy as of one moment, whoever writes meanwhile."""
    copy = place / SQLITE
    # A connection of its own: inside a transaction of ours SQLite would wait for us for ever.
    reading = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True, timeout=20)
    with closing(reading) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        tables = {
            name: target.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  a table's own name
            for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
            if not name.startswith("sqlite_")
        }
        row = target.execute(f"SELECT hash FROM {_AUDIT} ORDER BY number DESC LIMIT 1").fetchone()  # noqa: S608
    return SQLITE, tables, row[0] if row else audit.FIRST_HASH


def _read_sqlite(copy: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as source:
        source.backup(connection.connection)
    connection.close()


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


def _write_postgresql(place: Path) -> tuple[str, dict[str, int], str]:
    """pg_dump of the very moment at which the rows are counted."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run("pg_dump", f"--snapshot={snapshot}", "--format=custom", f"--file={place / POSTGRESQL}")
        return POSTGRESQL, _counts(), audit.last_hash()


def _read_postgresql(dump: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    _run("pg_restore", "--no-owner", "--exit-on-error", "--dbname={database}", str(dump))


def _run(program: str, *arguments: str) -> None:
    given = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    environment = os.environ | {names[key]: str(value) for key, value in given.items() if key in names and value}
    found = shutil.which(program) or next(iter(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))), None)
    if not found:
        raise CannotBackUp(f"{program} is not installed: it comes with PostgreSQL's client programs.")
    command = [str(found), *(one.replace("{database}", str(given.get("dbname"))) for one in arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CannotBackUp(f"{program} failed: {done.stderr.strip().splitlines()[-1] if done.stderr else 'no reason'}")


# ---------------------------------------------------------------------------------------------------------------------

_AUDIT = AuditEvent._meta.db_table


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  a table's own name
            counts[table] = cursor.fetchone()[0]
    return counts


def _kept_in() -> dict[str, Path]:
    """The folders of people's papers, the offer's pictures and the letters to print, by their name in a backup."""
    return {"media": Path(settings.MEDIA_ROOT), "papers": Path(settings.PAPERS), "post": Path(settings.POST)}


def _files() -> list[tuple[str, Path]]:
    return [
        (f"{name}/{file.relative_to(folder).as_posix()}", file)
        for name, folder in _kept_in().items()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]


def _refuse_unless_empty() -> None:
    tables = set(connection.introspection.table_names())
    if _AUDIT in tables and AuditEvent.objects.exists():
        raise CannotBackUp("This database is in use: a backup is only restored into an empty one.")


def _unpack(source: Path, place: Path) -> Listed:
    try:
        with tarfile.open(source) as packed:
            packed.extractall(place, filter="data")
        told: dict[str, Any] = json.loads((place / LIST).read_text())
        listed = Listed(**told)
    except (OSError, tarfile.TarError, ValueError, TypeError) as error:
        raise CannotBackUp(f"{source} is not a backup of Alongside, or is damaged.") from error
    expected = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    if listed.database != expected:
        other = "PostgreSQL" if listed.database == POSTGRESQL else "SQLite"
        raise CannotBackUp(f"This is a backup of a {other} database: restore it into one.")
    return listed
