"""Make every form of the offer that is not as the offer is: what the background worker does, here and now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.offer import actions
from alongside.offer.formats import paper
from alongside.shell import clock
from alongside.shell.actors import Actor


class Command(BaseCommand):
    """``manage.py make_forms``"""

    help = "Make the PDF files and the other forms of the offer that are missing or out of date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them and say how many."""
        if not paper.is_possible():
            self.stderr.write(f"PDF files cannot be made here: install {paper.PACKAGES}.")
        made = actions.make_forms(on=clock.today(), by=Actor.system("make_forms"))
        self.stdout.write(f"{made} files made or tried.")
