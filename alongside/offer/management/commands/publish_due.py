"""Publishes what was agreed for a moment that has come, and takes down what was to end. Run it every few minutes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.offer import actions
from alongside.shell import clock
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """``publish_due``; ``make run`` runs it every five minutes."""

    help = "Publish pages of the offer whose moment has come, and take down those that were to end."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done where anything was."""
        published, ended = actions.publish_due(at=clock.now(), by=Actor.system("scheduled publishing"))
        if published or ended:
            self.stdout.write(f"Published {published}, took down {ended}.")
