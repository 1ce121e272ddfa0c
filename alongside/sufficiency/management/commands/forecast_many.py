"""Forecast many councils at once, from a folder with a folder for each, on a Dask cluster of this machine or another.

``manage.py forecast_many FOLDER [--workers 2] [--scheduler tcp://…] [--months 36] [--draws 1000] [--out many.csv]``
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.shell import downloads
from alongside.sufficiency.forecasting import Question
from alongside.sufficiency.forecasting.many import Council, on_cluster


class Command(BaseCommand):
    """Grouped results alone are written: a council's name, its method, and its total with bounds at each year's end."""

    help = "Forecast children in care for every council whose returns are in a folder of FOLDER"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said on the command line."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--scheduler", default="", help="Address of a Dask scheduler that runs already")
        parser.add_argument("--months", type=int, default=36)
        parser.add_argument("--draws", type=int, default=1_000)
        parser.add_argument("--out", type=Path, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Forecast, telling how far it is."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        councils = sorted(str(each) for each in folder.iterdir() if each.is_dir())
        if not councils:
            raise CommandError(f"There is no folder of a council in {folder}.")
        question = Question(months=options["months"], draws=options["draws"], workers=1)
        found = self._forecast(councils, question, options)
        table = downloads.as_csv(HEADINGS, [row for council in found.values() for row in rows_of(council)])
        if options["out"]:
            options["out"].write_bytes(table)
        else:
            self.stdout.write(table.decode("utf-8-sig"))

    def _forecast(self, councils: list[str], question: Question, options: dict[str, Any]) -> Mapping[str, Council]:
        from distributed import Client, LocalCluster

        def tell(done: int, of: int, name: str) -> None:
            self.stderr.write(f"{done} of {of}: {name}")

        if options["scheduler"]:
            with Client(options["scheduler"]) as client:
                return on_cluster(client, councils, question, tell)
        cluster = LocalCluster(
            n_workers=options["workers"], threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        )
        with cluster, Client(cluster) as client:
            return on_cluster(client, councils, question, tell)


HEADINGS = ("Council", "Method", "Year", "Middle", "Low (10 in 100)", "High (90 in 100)")


def rows_of(council: Council) -> list[tuple[str | int | float, ...]]:
    """A row a year; the first is the day of the newest return."""
    bounds = zip(council.median, council.low, council.high, strict=True)
    return [(council.name, council.method, year, *values) for year, values in enumerate(bounds)]
