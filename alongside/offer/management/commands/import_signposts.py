"""``manage.py import_signposts FILE_OR_URL --area help``: another feed's services as draft signposts."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.offer import actions
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import Refusal


class Command(BaseCommand):
    """Takes services over from a feed, whole or not at all."""

    help = "Make a draft signpost of each service of an Open Referral feed. Nothing is published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said on the command line."""
        parser.add_argument("feed", help="a file (a page, a list, or a service a line), or the feed's web address")
        parser.add_argument("--area", required=True, help="where in the offer the drafts go, for example: help")
        parser.add_argument("--source", help="the feed's web address, where a file is given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what came of it; a refusal is one sentence and exit code 1."""
        try:
            imported = actions.import_signposts(
                given=options["feed"],
                source=options["source"] or options["feed"],
                area=options["area"],
                on=clock.today(),
                by=Actor.system("import_signposts"),
            )
        except Refusal as refused:
            raise CommandError(str(refused)) from refused
        for note in imported.notes:
            self.stdout.write(note)
        self.stdout.write(f"{imported.added:,} drafts made, {imported.kept:,} were there before.")
