"""manage.py encrypt_anew: after a change of FIELD_KEY, write everything encrypted anew with the newest key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.shell import actions
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """Run again it changes nothing."""

    help = "Encrypt second-factor secrets with the first key of FIELD_KEY, so that the others can be dropped."

    def handle(self, *_: Any, **__: Any) -> None:
        """Say how many were encrypted anew, and what none of the keys opens."""
        done = actions.encrypt_anew(by=Actor.system("manage.py encrypt_anew"))
        self.stdout.write(f"{done.changed:,} encrypted anew with the newest key; {done.kept:,} were so already.")
        if done.lost:
            self.stderr.write(f"{done.lost:,} open with none of the keys: their owners have to set up a new factor.")
