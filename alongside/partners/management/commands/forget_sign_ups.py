"""Forgets who asked to sign the covenant and was not taken, when they were kept as long as the council says."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.partners import actions
from alongside.shell import clock
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """``forget_sign_ups``; ``alongside.config.serve`` runs it in its turn. Where none is due nothing changes."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many where there were any."""
        number = actions.forget_declined_sign_ups(on=clock.today(), by=Actor.system("forgetting sign-ups"))
        if number:
            self.stdout.write(f"Forgot {number} declined sign-ups.")
