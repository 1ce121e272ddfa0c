"""Photos that young people and workers send in, kept where nobody else looks.

They are drawn anew before (``alongside.shell.pictures``).
"""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings

from alongside.shell.refusals import NotYours


def keep(photo: bytes, ending: str = ".jpg") -> str:
    """Keep it under a name that nobody can guess; answers the name. Other files made here are kept likewise."""
    name = f"{secrets.token_urlsafe(24)}{ending}"
    folder = Path(settings.PAPERS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(photo)
    return name


def content(name: str) -> bytes:
    """The photo of that name. Raises NotYours where the file is gone."""
    try:
        return (Path(settings.PAPERS) / Path(name).name).read_bytes()
    except FileNotFoundError as error:
        raise NotYours("a photo that is gone") from error


def remove(name: str) -> None:
    """Take it away: what it belonged to was not written."""
    (Path(settings.PAPERS) / Path(name).name).unlink(missing_ok=True)
