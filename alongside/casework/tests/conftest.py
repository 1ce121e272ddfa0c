"""Fixtures of casework."""

from __future__ import annotations

import pytest

from alongside.casework.tests import scene
from alongside.casework.tests.scene import Council


@pytest.fixture
def council(db: None, set_clock) -> Council:
    """The invented council of ``scene``, with its young people."""
    set_clock(scene.TODAY)
    return scene.a_whole_council()


@pytest.fixture
def empty_council(db: None, set_clock) -> Council:
    """The council before anybody was brought in."""
    set_clock(scene.TODAY)
    return scene.a_council()
