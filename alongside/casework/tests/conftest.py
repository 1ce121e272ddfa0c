"""Fixtures of casework."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from alongside.casework import actions, remembered
from alongside.casework.tests import scene
from alongside.casework.tests.scene import Council
from alongside.shell import actions as accounts
from alongside.shell import paper
from alongside.shell.models import User
from alongside.shell.roles import Role
from conftest import set_clock_to, written_for_many


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In each file those come last for whom the whole council is written, so that the others find nobody there."""
    files = groupby(items, key=lambda item: item.path)
    items[:] = [item for _, tests in files for item in sorted(tests, key=_is_in_the_whole_council)]


def _is_in_the_whole_council(item: pytest.Item) -> bool:
    return "whole_council" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="module")
def whole_council(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Callable[[], Council]]:
    """Gives each test of a file the council of ``scene``, written once for all of them.

    A test with real transactions empties the database: in its file each test has a council of its own.
    """
    beside = [item for item in request.session.items if item.path == request.path]
    if any(marker.kwargs.get("transaction") for item in beside for marker in item.iter_markers("django_db")):
        yield scene.a_whole_council
        return
    with written_for_many(django_db_blocker):
        with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
            set_clock_to(scene.TODAY, patch)
            council = scene.a_whole_council()
        yield lambda: deepcopy(council)


@pytest.fixture
def council(db: None, set_clock, whole_council: Callable[[], Council]) -> Council:
    """The invented council of ``scene``, with its young people."""
    set_clock(scene.TODAY)
    remembered.forget()
    return whole_council()


@pytest.fixture
def empty_council(db: None, set_clock) -> Council:
    """The council before anybody was brought in."""
    set_clock(scene.TODAY)
    return scene.a_council()


@pytest.fixture
def fay(council: Council) -> User:
    """Fay, 19, who has an account of her own."""
    user = accounts.open_account(email="fay@mail.example", name="Fay", by=scene.SYSTEM)
    accounts.grant_role(user=user, role=Role.YOUNG_PERSON, from_on=scene.TODAY, by=scene.SYSTEM)
    actions.give_account(person_id=council.id("Fay"), user=user, on=scene.TODAY, by=scene.SYSTEM)
    council.users["Fay"] = user
    return user


@pytest.fixture
def post(tmp_path, monkeypatch) -> Path:
    """Where the print room would collect."""
    monkeypatch.setattr(settings, "POST", tmp_path / "post")
    return tmp_path / "post"


@pytest.fixture
def quick_paper(monkeypatch) -> None:
    """PDF made at once, without WeasyPrint."""
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF " + html.encode())
