"""Runs several commands one after another in one process: to start Python for each costs more than what they do."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """``rounds send_letters publish_due``; ``alongside.config.serve`` names what goes round every five minutes."""

    help = "Run the commands that are named, each whatever became of those before."

    def add_arguments(self, parser: CommandParser) -> None:
        """The names of the commands."""
        parser.add_argument("names", nargs="+")

    def handle(self, *args: Any, names: list[str], **options: Any) -> None:
        """Run each. One that fails says why in the log, and the next round tries it again."""
        for name in names:
            try:
                call_command(name, stdout=self.stdout)
            except Exception:
                log.exception("%s failed in its turn", name)
