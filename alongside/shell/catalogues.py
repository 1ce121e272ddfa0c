"""The words of the pages in other languages: ``.po`` files of the tree, compiled into a folder of this machine."""

from __future__ import annotations

import os
from pathlib import Path

import polib

SOURCE = Path(__file__).parent / "locale"
"""One file a language: ``ar.po``."""


def compiled(folder: Path) -> Path:
    """The folder, with a compiled catalogue for each language; one is made again only where its source is newer.

    Settings call this, so that the site, its commands and its tests all find the same words without a step of their
    own. Two processes that start at once do no harm: a file is put in its place whole.
    """
    for source in SOURCE.glob("*.po"):
        into = folder / source.stem / "LC_MESSAGES" / "django.mo"
        if not into.exists() or into.stat().st_mtime < source.stat().st_mtime:
            into.parent.mkdir(parents=True, exist_ok=True)
            unfinished = into.with_name(f"{os.getpid()}.mo")
            polib.pofile(str(source)).save_as_mofile(str(unfinished))
            unfinished.replace(into)
    return folder
