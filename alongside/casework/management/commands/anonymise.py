"""manage.py anonymise: take everybody out of a copy of the database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.casework import actions
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """Never for the database that people work with."""

    help = "Take everybody out of this database, which has to be a copy: names, words, days, accounts, the audit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """It has to be said that this is a copy."""
        parser.add_argument("--this-is-a-copy", action="store_true")

    def handle(self, *_: Any, **given: Any) -> None:
        """Refuses unless told that this is a copy."""
        if not given["this_is_a_copy"]:
            raise CommandError(
                "Restore a backup somewhere else, name it by DATABASE_URL, and say --this-is-a-copy. "
                "What is taken out cannot be brought back."
            )
        rows = actions.anonymise(by=Actor.system("anonymise"))
        self.stdout.write(f"Nobody is in this database any more: {rows:,} rows were made up.")
