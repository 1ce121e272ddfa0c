"""A backup made while people work, restored on an empty machine, holds everything and its audit is whole."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tarfile
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from alongside.shell import actions as accounts
from alongside.shell import audit, backups
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent

ROOT = Path(__file__).parents[3]
BY = Actor.system("tests")


def write(until: threading.Event, wrote: list[int]) -> None:
    """Open one account after the other."""
    try:
        while not until.is_set():
            number = len(wrote)
            accounts.open_account(email=f"p{number}@brightwater.example", name=f"Person {number}", by=BY)
            wrote.append(number)
    finally:
        connection.close()


def wait_for(many: int, wrote: list[int], writer: threading.Thread) -> None:
    """Until so many were written; fail where the writer fell."""
    while len(wrote) < many:
        assert writer.is_alive()
        writer.join(0.02)


@pytest.fixture
def backup(transactional_db, settings, tmp_path) -> Path:
    """A backup made while somebody writes, with a paper in it."""
    settings.PAPERS, settings.MEDIA_ROOT, settings.POST = (tmp_path / name for name in ("papers", "media", "post"))
    settings.PAPERS.mkdir()
    (settings.PAPERS / "receipt.jpg").write_bytes(b"a picture")
    until, wrote = threading.Event(), []
    writer = threading.Thread(target=write, args=(until, wrote))
    writer.start()
    wait_for(5, wrote, writer)
    file = tmp_path / "backup.tar.gz"
    backups.back_up(file)
    wait_for(len(wrote) + 3, wrote, writer)
    until.set()
    writer.join()
    return file


def on_an_empty_machine(tmp_path: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with folders and a database of its own."""
    environment = os.environ | {"ALONGSIDE_VAR": str(tmp_path / "empty"), "DEMO": "1", "SECRET_KEY": "x"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if connection.vendor == "postgresql":
        given = connection.get_connection_params()
        host = str(given["host"]).replace("/", "%2F")
        environment["DATABASE_URL"] = f"postgres://{given['user']}@{host}/restored"
    else:
        environment.pop("DATABASE_URL", None)
    run = [sys.executable, "manage.py", *command]
    return subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def empty(tmp_path):
    """A database to restore into."""
    (tmp_path / "empty").mkdir()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS restored")
            cursor.execute("CREATE DATABASE restored")
    yield tmp_path
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS restored WITH (FORCE)")


def test_a_backup_made_while_writing_is_restored_whole(backup, empty):
    done = on_an_empty_machine(empty, "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert "The audit is whole" in done.stdout
    assert (empty / "empty/papers/receipt.jpg").read_bytes() == b"a picture"
    checked = on_an_empty_machine(empty, "verify_audit")
    assert checked.returncode == 0, checked.stderr
    assert AuditEvent.objects.count() > int(checked.stdout.split(":")[1].split()[0].replace(",", ""))  # written after
    again = on_an_empty_machine(empty, "restore", str(backup))
    assert again.returncode == 1
    assert "only restored into an empty one" in again.stderr


def test_a_damaged_file_is_refused_in_one_sentence(db, tmp_path):
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"no backup")
    with pytest.raises(CommandError, match="is not a backup of Alongside"):
        call_command("restore", broken)


def test_what_was_taken_from_a_backup_is_noticed(backup):
    with tarfile.open(backup) as packed:
        assert {"list.json"} < set(packed.getnames())
    listed = backups.Listed("", "", backups._counts() | {"shell_user": 10_000}, audit.last_hash(), 0)
    assert any(line.startswith("shell_user") for line in backups.differing(listed))


def test_the_command_says_where_it_is(db, settings, tmp_path, capsys):
    settings.PAPERS, settings.MEDIA_ROOT, settings.POST = (tmp_path / name for name in ("papers", "media", "post"))
    settings.VAR = tmp_path
    if connection.vendor == "sqlite":
        call_command("backup")
        [file] = (tmp_path / "backups").glob("*.tar.gz")
        assert str(file) in capsys.readouterr().out
        assert file.stat().st_mode & 0o077 == 0
        with tarfile.open(file) as packed:
            packed.extract("database.sqlite3", tmp_path, filter="data")
        assert sqlite3.connect(tmp_path / "database.sqlite3").execute("PRAGMA integrity_check").fetchone() == ("ok",)
