"""Ages as they are counted: in bands, so that fewer people stand alone."""

from __future__ import annotations

BANDS = {"0–15": (0, 15), "16–17": (16, 17), "18–20": (18, 20), "21–25": (21, 25), "26+": (26, 200)}
"""As they are shown in every language → youngest and oldest."""


def band_of(age: int) -> str:
    """The band that an age is in."""
    return next(words for words, (youngest, oldest) in BANDS.items() if youngest <= age <= oldest)
