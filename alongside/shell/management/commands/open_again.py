"""manage.py open_again: let somebody in again whose account lay unused."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.shell import actions, queries
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """For the last administrator, who cannot open their own."""

    help = "Open an account again that is locked because nobody signed in with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("email")

    def handle(self, *_: Any, **given: Any) -> None:
        """Refuse an address without an account."""
        user_id = queries.account_named(given["email"])
        if user_id is None:
            raise CommandError(f"{given['email']} has no account.")
        user = actions.open_again(user_id=user_id, by=Actor.system("manage.py open_again"))
        self.stdout.write(f"{user.name} can sign in again.")
