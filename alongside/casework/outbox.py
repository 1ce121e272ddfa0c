"""Where letters wait for the print room: one file each, named by the letter's id.

A file is put there whole or not at all, and once: who finds it there already leaves it. So a worker that was killed
between writing the file and saying so does not post a second one, and whoever collects takes each name once.
"""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings


def put(letter: UUID, paper: bytes) -> bytes:
    """Put the paper of a letter there, unless it is there already; answers what lies there now."""
    folder = Path(settings.POST)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{letter}.{uuid4().hex}"
    try:
        unfinished.write_bytes(paper)
        os.link(unfinished, _file(letter))
    except FileExistsError:
        return _file(letter).read_bytes()
    finally:
        unfinished.unlink(missing_ok=True)
    return paper


def paper_of(letter: UUID) -> bytes | None:
    """The paper as it was posted; None where the file is gone."""
    try:
        return _file(letter).read_bytes()
    except FileNotFoundError:
        return None


def is_there(letter: UUID) -> bool:
    """Whether the paper of this letter lies there."""
    return _file(letter).exists()


def take_back(letter: UUID) -> None:
    """Take it away: the letter was stopped at the last moment."""
    _file(letter).unlink(missing_ok=True)


def _file(letter: UUID) -> Path:
    return Path(settings.POST) / f"{letter}.pdf"
