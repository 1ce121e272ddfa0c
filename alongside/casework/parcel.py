"""Uploaded files in one block of bytes, from the moment they are sent until a background job reads them.

The reader of returns takes each zip as one year. So the loose files of a year are put into a zip of their own; a zip
that was uploaded stays as it is.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

File = tuple[str, bytes]


class Named(io.BytesIO):
    """Bytes with a file's name."""

    name = ""


def pack(*years: Sequence[File]) -> bytes:
    """The files of each year in one block."""
    parts = [part for number, files in enumerate(years) for part in _parts(number, files)]
    return _zip((f"{number}|{name}", data) for number, (name, data) in enumerate(parts))


def unpack(block: bytes) -> list[Named]:
    """The parts again, as open files with their names."""
    found = []
    with zipfile.ZipFile(io.BytesIO(block)) as packed:
        for entry in packed.namelist():
            file = Named(packed.read(entry))
            file.name = entry.split("|", 1)[1]
            found.append(file)
    return found


def _parts(number: int, files: Sequence[File]) -> list[File]:
    zips = [file for file in files if file[0].lower().endswith(".zip")]
    loose = [file for file in files if file not in zips]
    if len(loose) == 1 and not zips:
        return loose
    name = ("this year", "last year")[number] if number < 2 else f"year {number}"
    return [*zips, *([(f"{name}.zip", _zip(loose))] if loose else [])]


def _zip(files: Iterable[File]) -> bytes:
    block = io.BytesIO()
    with zipfile.ZipFile(block, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files:
            packed.writestr(name, data)
    return block.getvalue()
