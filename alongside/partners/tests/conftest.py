"""Fixtures of partners: people of each role, and what they act as."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from alongside.shell import queries as accounts
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role

ON = date(2026, 11, 23)


@pytest.fixture
def today(set_clock: Callable[[date], None]) -> date:
    """The day on which everything here happens."""
    set_clock(ON)
    return ON


@pytest.fixture
def acting(account: Callable[..., User]) -> Callable[..., Actor]:
    """Somebody in a role: ``acting(Role.PARTICIPATION_WORKER)``."""

    def act(role: Role) -> Actor:
        return accounts.actor_for(account(role).pk, on=ON)

    return act
