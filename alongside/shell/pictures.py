"""Photos and drawings that people send in: drawn anew from their pixels.

Drawing anew leaves behind where a photo was taken, and whatever a file of two kinds at once may hide.
"""

from __future__ import annotations

import io
import warnings

import puremagic
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from alongside.shell.refusals import FactRefused

register_heif_opener()

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2200
QUALITY = 82
KIND = "image/jpeg"
TAKEN = {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"}
NO_PHOTO = "This is not a photo. Send a JPEG, PNG, WebP or HEIC picture."


def drawn_anew(file: UploadedFile, *, longest_side: int = LONGEST_SIDE) -> bytes:
    """The photo as a JPEG of at most ``longest_side``, with nothing but its pixels. Raises FactRefused."""
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
    picture.thumbnail((longest_side, longest_side))
    picture.info.clear()  # Pillow would write a comment of the file down again
    drawn = io.BytesIO()
    picture.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()
