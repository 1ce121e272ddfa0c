"""manage.py restore: a backup into an empty database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from alongside.shell import backups


class Command(BaseCommand):
    """Reads a backup and holds it against its own list."""

    help = "Restore a backup into an empty database, and check that nothing is missing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, **given: Any) -> None:
        """Exit code 1 and one sentence where it cannot be restored, or where anything differs afterwards."""
        try:
            listed = backups.restore(given["file"])
        except backups.CannotBackUp as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0)
        self.stdout.write(f"Restored as of {listed.made_at}: {sum(listed.tables.values()):,} rows. The audit is whole.")
