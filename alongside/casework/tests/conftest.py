"""Fixtures of casework."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from alongside.casework import actions
from alongside.casework.tests import scene
from alongside.casework.tests.scene import Council
from alongside.shell import actions as accounts
from alongside.shell import paper
from alongside.shell.models import User
from alongside.shell.roles import Role


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
