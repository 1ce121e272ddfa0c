"""Files under the media folder, kept whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings


def keep(place: Path, content: bytes) -> Path:
    """Write a file under the media folder so that nobody ever reads half of it; answers its place."""
    file = Path(settings.MEDIA_ROOT) / place
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as writing:
        writing.write(content)
    os.replace(scratch, file)
    return place


def read(place: Path) -> bytes | None:
    """What a file there holds; None where there is none."""
    try:
        return (Path(settings.MEDIA_ROOT) / place).read_bytes()
    except FileNotFoundError:
        return None
