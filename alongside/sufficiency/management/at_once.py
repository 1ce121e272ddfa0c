"""What commands about many councils have in common: a folder with a folder for each, a cluster, a file."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError


def _is_no_chatter(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or not record.name.startswith("distributed")


class AtOnce(BaseCommand):
    """A command that does something for every council at once.

    A council whose returns cannot be used is named and left out; then the command ends with an error, after it has
    given the answers of all others.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said on the command line."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--scheduler", default="", help="Address of a Dask scheduler that runs already")
        parser.add_argument("--out", type=Path, default=None)

    def councils(self, folder: Path) -> list[str]:
        """The folder of each council."""
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        councils = sorted(str(each) for each in folder.iterdir() if each.is_dir())
        if not councils:
            raise CommandError(f"There is no folder of a council in {folder}.")
        return councils

    @contextmanager
    def cluster(self, options: dict[str, Any]) -> Iterator[Any]:
        """A client of the cluster that is there, or of one of this machine that ends with it.

        What the cluster says of itself is left out, so that how far it is can be read; its warnings are told.
        """
        from distributed import Client, LocalCluster

        for handler in logging.getLogger().handlers:
            handler.addFilter(_is_no_chatter)
        if options["scheduler"]:
            with Client(options["scheduler"]) as client:
                yield client
            return
        cluster = LocalCluster(
            n_workers=options["workers"], threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        )
        with cluster, Client(cluster) as client:
            yield client

    def tell(self, done: int, of: int, name: str) -> None:
        """Say how far it is."""
        self.stderr.write(f"{done} of {of}: {name}")

    def refuse(self, name: str, why: str) -> None:
        """Say why a council is left out."""
        self.refused.append(name)
        self.stderr.write(f"{name} is left out: {why}")

    def say_who_is_missing(self, of: int) -> None:
        """Raise CommandError where a council is left out, so that nobody takes the table for whole."""
        if self.refused:
            raise CommandError(f"{len(self.refused)} of {of} left out: {', '.join(sorted(self.refused))}.")

    def give(self, table: bytes, out: Path | None) -> None:
        """Write the table to the file asked for, or print it."""
        if out:
            out.write_bytes(table)
        else:
            self.stdout.write(table.decode("utf-8-sig"))
