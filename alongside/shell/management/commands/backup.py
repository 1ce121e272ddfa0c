"""manage.py backup: everything in one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alongside.shell import backups, clock


class Command(BaseCommand):
    """Writes a backup while people work."""

    help = "Write everything into one file: the database at one moment, and the files that belong to it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--to", type=Path, help="the file to write; else a new one in the folder backups")

    def handle(self, *_: Any, **given: Any) -> None:
        """Says where it is and the last hash of the audit, to be noted somewhere else."""
        name = f"alongside-{clock.now():%Y-%m-%d-%H%M%S}.tar.gz"
        to = given["to"] or settings.VAR / "backups" / name
        try:
            listed = backups.back_up(to)
        except backups.CannotBackUp as error:
            raise CommandError(str(error)) from error
        rows = sum(listed.tables.values())
        self.stdout.write(f"{to}: {rows:,} rows, {listed.files:,} files. Last hash of the audit: {listed.last_hash}")
