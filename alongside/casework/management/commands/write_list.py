"""``manage.py write_list NAME --purpose WHY --to FOLDER``: a list of care leavers as a file, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.casework import lists_out, queries
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused


class Command(BaseCommand):
    """The same files as on the page of lists, for a nightly job."""

    help = "Write the inspection list, a table of the Standard Safeguarding Dataset or the daily feed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which list, what for, and where to."""
        parser.add_argument("name", choices=sorted(lists_out.BY_NAME))
        parser.add_argument("--purpose", required=True, help="What it is for; the audit keeps it")
        parser.add_argument("--to", required=True, type=Path, help="The folder that it is written to")

    def handle(self, *args: Any, **given: Any) -> None:
        """Print where it is and how many people are on it."""
        one, on = lists_out.BY_NAME[given["name"]], clock.today()
        if not given["to"].is_dir():
            raise CommandError(f"There is no folder {given['to']}.")
        try:
            people = queries.leavers(Actor.system("write_list"), on=on, purpose=given["purpose"], what=one.name)
        except FactRefused as refused:
            raise CommandError(str(refused)) from refused
        file = given["to"] / one.file_name
        part = file.with_name(f"{one.file_name}.part")
        part.write_bytes(one.make(people, on))
        part.replace(file)
        self.stdout.write(f"{file}: {len(people):,} people.")
