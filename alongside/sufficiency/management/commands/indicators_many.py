"""Count the indicators of many councils' returns at once, on a Dask cluster of this machine or another.

``manage.py indicators_many FOLDER [--workers 2] [--scheduler tcp://…] [--out many.csv] [--to-share]``
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from alongside.shell import downloads
from alongside.sufficiency import sharing
from alongside.sufficiency.counting import HEADINGS, on_cluster, rows_of
from alongside.sufficiency.management.at_once import AtOnce


class Command(AtOnce):
    """Numbers in groups alone are written, the few hidden: all years, or the newest as the file that is shared."""

    help = "Count the indicators of every council whose returns are in a folder of FOLDER"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said on the command line."""
        super().add_arguments(parser)
        parser.add_argument("--to-share", action="store_true", help="As the file that “Other councils” takes in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, telling how far it is."""
        councils = self.councils(options["folder"])
        with self.cluster(options) as client:
            found = on_cluster(client, councils, self.tell, self.refuse).values()
        if options["to_share"]:
            lines = [line for council in found for line in sharing.rates_of(council.name, *council.newest)]
            self.give(sharing.written(lines), options["out"])
        else:
            rows = [row for council in found for row in rows_of(council)]
            self.give(downloads.as_csv(HEADINGS, rows), options["out"])
        self.say_who_is_missing(len(councils))
