"""What a person gives us, made safe: a folder, a zip, single files or uploads become named bytes, or are refused."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol, runtime_checkable

from alongside.returns.findings import ReturnRefused

_MEGABYTE = 1024 * 1024


@runtime_checkable
class Upload(Protocol):
    """A file in memory or on its way from a browser."""

    name: str

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes."""


Given = str | os.PathLike[str] | Upload
"""One thing that can be read: a path, or an open file with a name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before it is refused. A return of 10,000 children is about 5 MB as CSV, 12 MB as XML."""

    file_bytes: int = 32 * _MEGABYTE
    total_bytes: int = 64 * _MEGABYTE
    unpacked_sheet_bytes: int = 256 * _MEGABYTE
    files: int = 1_000


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name as the person knows it, the folder or zip it came with, and what is in it."""

    name: str
    folder: str
    data: bytes = field(repr=False)


class _Budget:
    """Counts files and bytes, and refuses the first too many."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.files = 0
        self.bytes = 0

    def take(self, name: str, size: int) -> None:
        self.files += 1
        self.bytes += size
        if size > self.limits.file_bytes:
            raise ReturnRefused(
                f"{name} is larger than {self.limits.file_bytes // _MEGABYTE} MB, the most that is read of one file."
            )
        if self.bytes > self.limits.total_bytes:
            raise ReturnRefused(
                f"The files together are larger than {self.limits.total_bytes // _MEGABYTE} MB, the most that is read."
            )
        if self.files > self.limits.files:
            raise ReturnRefused(f"There are more than {self.limits.files} files: give the folder of the return alone.")


def sources_of(given: Given | Sequence[Given], limits: Limits) -> list[Source]:
    """Every file in what was given. Raises ReturnRefused; follows no links and unpacks one zip deep."""
    budget = _Budget(limits)
    things = [given] if isinstance(given, str | os.PathLike | Upload) else list(given)
    found: list[Source] = []
    for number, thing in enumerate(things, start=1):
        if not isinstance(thing, str | os.PathLike):
            found.extend(_upload(thing, budget))
            continue
        path = Path(thing)
        if path.is_dir():
            prefix = f"{path.name}/" if len(things) > 1 else ""
            found.extend(_folder(path, f"{number}:", prefix, budget))
        elif path.is_file():
            found.extend(_file(path, path.name, "files", budget))
        else:
            raise ReturnRefused(f"There is no file or folder at {path}.")
    return found


def _upload(upload: Upload, budget: _Budget) -> Iterator[Source]:
    name = PurePosixPath(str(upload.name).replace("\\", "/")).name
    seek = getattr(upload, "seek", None)
    if seek is not None:
        seek(0)
    data = upload.read(budget.limits.file_bytes + 1)
    budget.take(name, len(data))
    yield from _unpacked(Source(name, "files", data), budget)


def _folder(root: Path, folder: str, prefix: str, budget: _Budget) -> Iterator[Source]:
    for where, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not _is_clutter(name))
        relative = Path(where).relative_to(root)
        for name in sorted(names):
            if _is_clutter(name):
                continue
            shown = prefix + (relative / name).as_posix()
            yield from _file(Path(where) / name, shown, f"{folder}{relative.as_posix()}", budget)


def _file(path: Path, name: str, folder: str, budget: _Budget) -> Iterator[Source]:
    if path.is_symlink():
        raise ReturnRefused(f"{name} is a link to another place: give the file itself.")
    budget.take(name, path.stat().st_size)
    yield from _unpacked(Source(name, folder, path.read_bytes()), budget)


def _unpacked(source: Source, budget: _Budget) -> Iterable[Source]:
    if not is_zip(source.data) or is_spreadsheet(source.data):
        return [source]
    budget.bytes -= len(source.data)  # what counts is what comes out of it
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as packed:
            return list(_members(source.name, packed, budget))
    except ReturnRefused:
        raise
    except Exception as error:  # a damaged zip fails in as many ways as it has parts
        raise ReturnRefused(f"{source.name} is a zip file that is damaged or cut off.") from error


def _members(zip_name: str, packed: zipfile.ZipFile, budget: _Budget) -> Iterator[Source]:
    members = [member for member in packed.infolist() if not member.is_dir()]
    for member in members:
        _refuse_unsafe(zip_name, member)
    kept = [member for member in members if not any(map(_is_clutter, PurePosixPath(member.filename).parts))]
    for member in kept:
        budget.take(f"{zip_name}/{member.filename}", member.file_size)
    for member in kept:
        inside = PurePosixPath(member.filename)
        yield Source(f"{zip_name}/{inside}", f"{zip_name}:{inside.parent}", packed.read(member))


def _refuse_unsafe(zip_name: str, member: zipfile.ZipInfo) -> None:
    name = member.orig_filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0] or "\0" in name:
        raise ReturnRefused(f"{zip_name} holds a file whose name leads outside the zip: nothing in it was read.")
    if member.flag_bits & 0x1:
        raise ReturnRefused(f"{zip_name} is locked with a password: take it off and give the file again.")
    if (member.external_attr >> 16) & 0o170000 == 0o120000:
        raise ReturnRefused(f"{zip_name} holds a link to another place: nothing in it was read.")


def _is_clutter(name: str) -> bool:
    """Files that systems leave behind and nobody means to send."""
    return name.startswith((".", "~$")) or name == "__MACOSX" or name.lower() == "thumbs.db"


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip file does; .xlsx files do too."""
    return data[:4] == b"PK\x03\x04" or data[:4] == b"PK\x05\x06"


def is_spreadsheet(data: bytes) -> bool:
    """Whether the bytes are an .xlsx workbook."""
    if not is_zip(data):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "xl/workbook.xml" in packed.namelist()
    except Exception:  # damaged, so not a workbook that can be read
        return False
