"""python manage.py build_demo: build Brightwater, the invented council."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.demo import build, lives
from alongside.shell import clock
from alongside.shell import queries as accounts
from alongside.shell.roles import Role


class Command(BaseCommand):
    """Builds the demo council in an empty database, as of today."""

    help = "Build Brightwater, the invented council, as of today."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which day, which chance, and how many people."""
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="the day that is today (default: today)"
        )
        parser.add_argument("--seed", type=int, default=build.SEED, help="another seed gives other people")
        parser.add_argument("--children-in-care", type=int, default=lives.CHILDREN_IN_CARE)
        parser.add_argument("--care-leavers", type=int, default=lives.CARE_LEAVERS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it, saying each step."""
        on = options["on"] or clock.today()
        if accounts.workers_with(Role.DATA_OFFICER, on=on):
            raise CommandError("There is a council in this database already. To build the demo anew: make demo")
        size = build.Size(options["children_in_care"], options["care_leavers"])
        build.build(on=on, seed=options["seed"], size=size, say=self.stdout.write)
        self.stdout.write("Brightwater is there.")
