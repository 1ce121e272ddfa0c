"""Who works with homes and forecasts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from alongside.shell.models import User
from alongside.shell.roles import Role


@pytest.fixture
def commissioner(account: Callable[..., User]) -> User:
    """Makes forecasts and keeps the register of places."""
    return account(Role.COMMISSIONER)


@pytest.fixture
def head(account: Callable[..., User]) -> User:
    """The head of service, who publishes what another asked for."""
    return account(Role.HEAD_OF_SERVICE)
