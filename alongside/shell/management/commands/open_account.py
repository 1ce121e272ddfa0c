"""manage.py open_account: open an account for somebody, with a link to choose a password."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.shell import accounts, actions, queries
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """Opens an account that may do nothing yet."""

    help = "Open an account for somebody and print a link at which they choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """E-mail address and name, and what colleagues see."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--job-title", default="")
        parser.add_argument("--phone", default="")

    def handle(self, *_: Any, **given: Any) -> None:
        """Refuse an address that has an account already."""
        if queries.account_named(given["email"]):
            raise CommandError(f"{given['email']} has an account already.")
        user = actions.open_account(
            email=given["email"],
            name=given["name"],
            job_title=given["job_title"],
            phone=given["phone"],
            by=Actor.system("manage.py open_account"),
        )
        self.stdout.write(f"Opened an account for {user.name}. They choose a password at:")
        self.stdout.write(accounts.password_link(user))
