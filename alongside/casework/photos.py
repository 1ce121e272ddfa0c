"""Photos that young people and workers send in: drawn anew from their pixels, and kept where nobody else looks.

Drawing anew leaves behind where a photo was taken, and whatever a file of two kinds at once may hide.
"""

from __future__ import annotations

import io
import secrets
import warnings
from pathlib import Path

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from alongside.shell.refusals import FactRefused, NotYours

register_heif_opener()

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2200
QUALITY = 82
KIND = "image/jpeg"
TAKEN = {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"}
NO_PHOTO = "This is not a photo. Send a JPEG, PNG, WebP or HEIC picture."


def drawn_anew(file: UploadedFile) -> bytes:
    """The photo as a JPEG of at most ``LONGEST_SIDE``, with nothing but its pixels. Raises FactRefused."""
    if not file.size or file.size > MOST_BYTES:
        raise FactRefused("The photo is too large: at most 12 MB." if file.size else NO_PHOTO)
    data = file.read()
    try:
        if puremagic.from_string(data, mime=True) not in TAKEN:
            raise FactRefused(NO_PHOTO)
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            picture = Image.open(io.BytesIO(data))
            if picture.width * picture.height > MOST_PIXELS:
                raise FactRefused("The photo has too many pixels.")
            picture = ImageOps.exif_transpose(picture).convert("RGB")
    except (puremagic.PureError, UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombWarning) as error:
        raise FactRefused(NO_PHOTO) from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = io.BytesIO()
    picture.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()


def keep(photo: bytes) -> str:
    """Keep it under a name that nobody can guess; answers the name."""
    name = f"{secrets.token_urlsafe(24)}.jpg"
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
