"""``manage.py load_opening_position FILE``: names, contact details, advisers and last dates beside a return."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.casework import actions
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import Refusal


class Command(BaseCommand):
    """Loads an opening position, whole or not at all."""

    help = "Load an opening position (CSV or XLSX): names, contact details, advisers, dates of what was done last."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said on the command line."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read and check only: nothing is changed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what changed; a refusal is one sentence and exit code 1."""
        file: Path = options["file"]
        try:
            loaded = actions.load_opening_position(
                name=file.name,
                data=file.read_bytes(),
                on=clock.today(),
                by=Actor.system("load_opening_position"),
                dry_run=options["dry_run"],
            )
        except (Refusal, OSError) as refused:
            for detail in getattr(refused, "details", ()):
                self.stderr.write(detail)
            raise CommandError(str(refused)) from refused
        for what, number in loaded.summary.items():
            self.stdout.write(f"{what.replace('_', ' ').capitalize():<28}{number:>8,}")
        self.stdout.write("Loaded." if loaded.changed else "Nothing was changed.")
