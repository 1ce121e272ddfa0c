"""Forecast many councils at once, from a folder with a folder for each, on a Dask cluster of this machine or another.

``manage.py forecast_many FOLDER [--workers 2] [--scheduler tcp://…] [--months 36] [--draws 1000] [--out many.csv]``
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from alongside.shell import downloads
from alongside.sufficiency.forecasting import Question
from alongside.sufficiency.forecasting.many import Council, on_cluster
from alongside.sufficiency.management.at_once import AtOnce


class Command(AtOnce):
    """Grouped results alone are written: a council's name, its method, and its total with bounds at each year's end."""

    help = "Forecast children in care for every council whose returns are in a folder of FOLDER"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said on the command line."""
        super().add_arguments(parser)
        parser.add_argument("--months", type=int, default=36)
        parser.add_argument("--draws", type=int, default=1_000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Forecast, telling how far it is."""
        councils = self.councils(options["folder"])
        question = Question(months=options["months"], draws=options["draws"], workers=1)
        with self.cluster(options) as client:
            found = on_cluster(client, councils, question, self.tell, self.refuse)
        rows = [row for council in found.values() for row in rows_of(council)]
        self.give(downloads.as_csv(HEADINGS, rows), options["out"])
        self.say_who_is_missing(len(councils))


HEADINGS = ("Council", "Method", "Year", "Middle", "Low (10 in 100)", "High (90 in 100)")


def rows_of(council: Council) -> list[tuple[str | int | float, ...]]:
    """A row a year; the first is the day of the newest return."""
    bounds = zip(council.median, council.low, council.high, strict=True)
    return [(council.name, council.method, year, *values) for year, values in enumerate(bounds)]
