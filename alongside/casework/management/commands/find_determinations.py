"""``manage.py find_determinations``: write down, once a day, where the law finds something new."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.casework import actions
from alongside.shell import clock
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """Pages always show what the law finds today; this keeps the day on which it was first so."""

    help = "Write down whose category the law finds changed today (birthdays, care that ended)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many."""
        found = actions.find_determinations(on=clock.today(), by=Actor.system("find_determinations"))
        self.stdout.write(f"{found:,} people with something new.")
