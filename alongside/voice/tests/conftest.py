"""Fixtures of voice."""

from __future__ import annotations

import pytest

from alongside.voice import crowds
from alongside.voice.tests.scene import TODAY


@pytest.fixture(autouse=True)
def _today(set_clock) -> None:
    """It is one day in all tests, and nobody has answered before."""
    set_clock(TODAY)
    crowds.forget()
