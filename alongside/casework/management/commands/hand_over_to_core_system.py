"""``manage.py hand_over_to_core_system FOLDER``: what was recorded here, for the council's core system to file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.casework import actions
from alongside.shell import clock
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """Run once a day. Run again it writes only what is new since."""

    help = "Write contacts that are new or changed and plans that were approved, and mark them as handed over."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the file goes."""
        parser.add_argument("folder", type=Path, help="The folder that the core system picks up from")

    def handle(self, *args: Any, **given: Any) -> None:
        """Print what was written."""
        if not given["folder"].is_dir():
            raise CommandError(f"There is no folder {given['folder']}.")
        by = Actor.system("hand_over_to_core_system")
        found = 0
        while done := actions.hand_over(folder=given["folder"], on=clock.today(), by=by):
            if done.file is None:
                self.stdout.write(
                    f"{done.plans_waiting:,} pathway plans wait: PDF files cannot be made on this machine."
                )
                return
            found += 1
            self.stdout.write(f"{done.file}: {done.contacts:,} contacts, {done.plans:,} pathway plans.")
        if not found:
            self.stdout.write("Nothing new since the last file.")
