"""Writes the letters of birthdays that are near, and sends what waits. Run it every few minutes, or once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.casework import actions
from alongside.shell import clock
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """``send_letters``; ``alongside.config.serve`` runs it every five minutes. Running it twice sends nothing twice."""

    help = "Write birthday letters that are near, and send every letter that waits."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done where anything was."""
        on, by = clock.today(), Actor.system("letters")
        written = actions.write_birthday_letters(on=on, by=by)
        sent = actions.send_letters(on=on, by=by)
        if written or sent:
            self.stdout.write(f"Wrote {written} birthday letters, sent {sent} letters.")
