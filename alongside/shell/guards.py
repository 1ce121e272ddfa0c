"""Guards in the database itself: rows of an append-only table can be neither changed nor removed.

The guards are put back after every migration, because SQLite silently drops a table's triggers when it rebuilds the
table. ``missing`` names the tables that should be guarded and are not; the server refuses to start while there are any.
All SQL that differs between the two databases is in this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models

_append_only: list[str] = []


def append_only(model: type[models.Model]) -> type[models.Model]:
    """Class decorator: the rows of this model are never changed or removed once written."""
    _append_only.append(model._meta.label)
    return model


def guarded_tables() -> list[str]:
    """The tables that must be guarded."""
    return [apps.get_model(label)._meta.db_table for label in _append_only]


def install(**_: Any) -> None:
    """Put a guard on every append-only table that exists."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in guarded_tables():
            if table in existing:
                for statement in _statements(table):
                    cursor.execute(statement)


def missing() -> list[str]:
    """Append-only tables without all of their guards."""
    return [table for table in guarded_tables() if _guards_of(table) != _names(table)]


@contextmanager
def lifted_for_test_teardown() -> Iterator[None]:
    """Take every guard off and put it back: only for a test that has to empty its database."""
    with connection.cursor() as cursor:
        for table in guarded_tables():
            for name in _names(table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    try:
        yield
    finally:
        install()


_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION alongside_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def _names(table: str) -> set[str]:
    kinds = ["update", "delete"] + (["truncate"] if connection.vendor == "postgresql" else [])
    return {f"guard_{table}_{kind}" for kind in kinds}


def _statements(table: str) -> list[str]:
    if connection.vendor == "postgresql":
        return [
            f"CREATE OR REPLACE TRIGGER guard_{table}_{kind.lower()} BEFORE {kind} ON {table} "
            f"FOR EACH {level} EXECUTE FUNCTION alongside_append_only()"
            for kind, level in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS guard_{table}_{kind.lower()} BEFORE {kind} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for kind in ("UPDATE", "DELETE")
    ]


def _guards_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger "
                "WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal AND tgenabled <> 'D'",
                [table],
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        return {name for (name,) in cursor.fetchall() if name.startswith("guard_")}
