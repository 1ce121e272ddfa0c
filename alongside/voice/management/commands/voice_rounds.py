"""Tells those on duty what waits and those who listen of floods, and lets go what is past its time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.voice import actions


class Command(BaseCommand):
    """``voice_rounds``; ``alongside.config.serve`` runs it every five minutes. Nobody is told of the same thing twice
    on one day.
    """

    help = "Write to staff what cannot wait, and let go what young people said when its time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done where anything was."""
        on, by = clock.today(), Actor.system("voice rounds")
        told = actions.tell_duty(on=on, by=by) + actions.tell_of_floods(on=on, by=by)
        gone = actions.let_go(on=on, by=by)
        if told or gone:
            self.stdout.write(f"Sent {told} e-mails to staff, let go {gone} records whose time was over.")
