"""Fixtures of the offer: the demo council's offer, loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from alongside.offer import actions
from alongside.shell import clock
from alongside.shell.actors import Actor


@pytest.fixture(scope="module")
def offer(django_db_setup: None, django_db_blocker: Any) -> Iterator[actions.Loaded]:
    """The demo council's offer, loaded once for a file of tests and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield actions.load_offer(on=clock.today(), by=Actor.system("tests"))
        transaction.set_rollback(True)


@pytest.fixture
def on() -> date:
    """A day on which everything of the demo offer is in force."""
    return date(2026, 11, 23)
