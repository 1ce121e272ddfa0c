"""Tells protocols with partners whose 16th birthday was lately: the talk about choices of homes is due then."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.casework import actions
from alongside.shell import clock
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """``tell_protocols``; ``alongside.config.serve`` runs it in its turn. What is told already changes nothing."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell them."""
        actions.tell_protocols_of_birthdays(on=clock.today(), by=Actor.system("telling protocols"))
