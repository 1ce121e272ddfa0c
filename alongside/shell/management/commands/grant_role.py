"""manage.py grant_role: give somebody a role from today on."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.shell import actions, clock
from alongside.shell.actors import Actor
from alongside.shell.models import Team, User
from alongside.shell.roles import Role


class Command(BaseCommand):
    """Gives a role; how the first people of a council get theirs."""

    help = "Give an account a role from today on. Roles: " + ", ".join(Role)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, what, in which team, until when."""
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.value for role in Role])
        parser.add_argument("--team", help="the team's name, for a role that works in one")
        parser.add_argument("--until", type=date.fromisoformat, help="YYYY-MM-DD; without it the role does not end")

    def handle(self, *_: Any, **given: Any) -> None:
        """Refuse an unknown account; make the team where it is new."""
        by = Actor.system("manage.py grant_role")
        user = User.objects.filter(email=given["email"].lower()).first()
        if user is None:
            raise CommandError(f"{given['email']} has no account. Open one with manage.py open_account.")
        team: Team | None = actions.make_team(name=given["team"], by=by) if given["team"] else None
        role = Role(given["role"])
        actions.grant_role(user=user, role=role, team=team, from_on=clock.today(), to_on=given["until"], by=by)
        self.stdout.write(f"{user.name} is now: {role.label}{f' in {team.name}' if team else ''}.")
