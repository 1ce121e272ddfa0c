"""manage.py verify_audit: is the audit whole?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.shell import audit, guards


class Command(BaseCommand):
    """Reads the whole chain."""

    help = "Read the whole audit and say whether a line was changed, added or taken away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A hash noted elsewhere shows whether lines were cut off the end."""
        parser.add_argument("--holds", metavar="HASH", help="the last hash of an earlier run, noted somewhere else")

    def handle(self, *_: Any, **given: Any) -> None:
        """Exit code 1 and one sentence where anything is wrong."""
        if missing := guards.missing():
            raise CommandError(f"Without their guards are: {', '.join(missing)}. Run manage.py migrate.")
        try:
            lines = audit.verify()
        except audit.ChainBroken as broken:
            raise CommandError(str(broken)) from broken
        if given["holds"] and not audit.holds(given["holds"]):
            raise CommandError("The audit no longer holds the line with that hash: lines were cut off.")
        self.stdout.write(f"The audit is whole: {lines:,} lines. Last hash: {audit.last_hash()}")
