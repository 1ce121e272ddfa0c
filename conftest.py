"""Fixtures for every test of the product."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.db.transaction import atomic, set_rollback
from django.test import TransactionTestCase

from alongside.offer import stamp
from alongside.shell import actions, clock, guards
from alongside.shell.actors import Actor
from alongside.shell.models import Team, User
from alongside.shell.roles import Role
from tests import kept_database
from tests.visiting import Visit

_numbers = count(1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the database: to all others pytest-django keeps it shut."""
    for item in items:
        if item.get_closest_marker("django_db") or "django_db_setup" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


@pytest.fixture
def visit() -> Visit:
    """Fetches pages: ``visit("/staff/", by=adviser).h1``. The only way tests do, for it looks over their manners."""
    return Visit()


@pytest.fixture(autouse=True)
def _nothing_is_known_of_the_offer() -> None:
    """What one test published is gone in the next, so its stamp of the offer is asked for anew."""
    stamp.forget()


@pytest.fixture
def system() -> Actor:
    """The system itself, for setting a scene through the actions."""
    return Actor.system("tests")


@pytest.fixture
def account(db: None) -> Callable[..., User]:
    """Opens an account, with a role if one is given: ``account(Role.PERSONAL_ADVISER, team=north)``."""

    return open_account


def open_account(role: Role | None = None, *, team: Team | None = None, name: str = "", email: str = "") -> User:
    """What ``account`` does, for a scene that many tests share."""
    number, system = next(_numbers), Actor.system("tests")
    name = name or f"{role.label if role else 'Somebody'} {number}"
    user = actions.open_account(email=email or f"person{number}@brightwater.example", name=name, by=system)
    if role:
        actions.grant_role(user=user, role=role, team=team, from_on=date(2000, 1, 1), by=system)
    return user


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets the product's clock to noon of a day: ``set_clock(date(2026, 11, 22))``."""
    return lambda day: set_clock_to(day, monkeypatch)


def set_clock_to(day: date, patch: pytest.MonkeyPatch) -> None:
    """What ``set_clock`` does, for a scene that many tests share."""
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    patch.setattr(clock, "today", lambda: day)
    patch.setattr(clock, "now", lambda: noon)


@contextmanager
def written_for_many(blocker: Any) -> Iterator[None]:
    """What is written inside stays for the tests meanwhile, each of which works on it in a savepoint; then it is gone.

    The database stays shut to a test that does not ask for it.
    """
    transaction = atomic()
    with blocker.unblock():
        transaction.__enter__()
    try:
        yield
    finally:
        with blocker.unblock():
            set_rollback(True)
            transaction.__exit__(None, None, None)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether the tests begin with a copy of a database to which all migrations were applied before."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool) -> None:
    """Put the copy there."""
    if django_db_keepdb:
        kept_database.copy_to(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, and what its migrations put into it, noted for ``_emptying_the_database…`` below."""
    with django_db_blocker.unblock():
        for one in connections.all():
            _put_in_by_migrations[one.alias] = one.creation.serialize_db_to_string()


_put_in_by_migrations: dict[str, str] = {}


@pytest.fixture(scope="session", autouse=True)
def _emptying_the_database_passes_the_guards() -> Iterator[None]:
    """A test with real transactions empties the database afterwards, which the guards would refuse.

    So they are lifted for that moment only, and what the migrations had put in (Wagtail's root page, the locale) is
    put back.
    """
    ordinary = TransactionTestCase._fixture_teardown

    def empty(self: Any) -> None:
        # Known by heart, for while things are put back nothing may make a content type that is about to come back.
        ContentType.objects.get_for_models(*apps.get_models())
        for alias in self._databases_names(include_mirrors=False):
            with guards.lifted():
                call_command(
                    "flush", verbosity=0, interactive=False, database=alias, inhibit_post_migrate=True,
                    reset_sequences=False,  # what is put back keeps its numbers: new rows must not begin at one again
                )  # fmt: skip
            connections[alias].creation.deserialize_db_from_string(_put_in_by_migrations[alias])
        cache.clear()

    TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = ordinary  # type: ignore[method-assign]
