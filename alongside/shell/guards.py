"""Guards in the database itself: rows of an append-only table can be neither changed nor removed.

A table may also freeze its rows later: what an approved plan says can no longer be changed, though its state moves on.

The guards are put back after every migration, because SQLite silently drops a table's triggers when it rebuilds the
table. ``missing`` names the tables that should be guarded and are not; the server refuses to start while there are any.
All SQL that differs between the two databases is in this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

_append_only: list[str] = []


@dataclass(frozen=True, slots=True)
class Frozen:
    """When and what of a table's rows is frozen.

    ``held``: an SQL condition on a row, named ``{row}`` in it, that says whether it is frozen. ``columns`` can then no
    longer be changed, the row is not removed, and the condition goes on holding. ``closed``: none is added either.
    """

    held: str
    columns: tuple[str, ...]
    closed: bool = False


_frozen: dict[str, Frozen] = {}


def append_only(model: type[models.Model]) -> type[models.Model]:
    """Class decorator: the rows of this model are never changed or removed once written."""
    _append_only.append(model._meta.label)
    return model


def frozen(held: str, *columns: str, closed: bool = False) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: rows for which ``held`` is true are frozen; see ``Frozen``."""

    def note(model: type[models.Model]) -> type[models.Model]:
        _frozen[model._meta.label] = Frozen(held, columns, closed)
        return model

    return note


def guarded_tables() -> list[str]:
    """The append-only tables."""
    return [apps.get_model(label)._meta.db_table for label in _append_only]


def frozen_tables() -> dict[str, Frozen]:
    """The tables whose rows are frozen once a condition holds."""
    return {apps.get_model(label)._meta.db_table: what for label, what in _frozen.items()}


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
        for table, what in frozen_tables().items():
            if table in existing:
                for statement in _freezing(table, what):
                    cursor.execute(statement)


def missing() -> list[str]:
    """Tables without all of their guards."""
    return [table for table, names in _all_names().items() if _guards_of(table) != names]


@contextmanager
def lifted() -> Iterator[None]:
    """Take every guard off and put it back, all inside the transaction of whoever asks.

    Only for what the law of records itself asks for: two records of one person become one, a file whose time is over
    is disposed of. And for a test that has to empty its database. The account that runs the product must own the
    tables for it; where it does not, these actions fail and nothing has changed.
    """
    with connection.cursor() as cursor:
        for table, names in _all_names().items():
            for name in names:
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


def _all_names() -> dict[str, set[str]]:
    named = {table: _names(table) for table in guarded_tables()}
    return named | {table: _frozen_names(table, what) for table, what in frozen_tables().items()}


def _frozen_names(table: str, what: Frozen) -> set[str]:
    kinds = ["frozen_update", "frozen_delete"] + (["frozen_insert"] if what.closed else [])
    kinds += ["frozen_truncate"] if connection.vendor == "postgresql" else []
    return {f"guard_{table}_{kind}" for kind in kinds}


def _freezing(table: str, what: Frozen) -> Iterator[str]:
    """What freezes a table's rows: a trigger each for changing, removing and, where closed, adding."""
    postgresql = connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    old, new = what.held.format(row="OLD"), what.held.format(row="NEW")
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in what.columns)
    conditions = {"UPDATE": f"({old}) AND (({changed}) OR NOT ({new}))", "DELETE": old}
    conditions |= {"INSERT": new} if what.closed else {}
    for kind, condition in conditions.items():
        name = f"guard_{table}_frozen_{kind.lower()}"
        if not postgresql:
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {kind} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
            )
            continue
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{table} is frozen'; END IF; "
            f"RETURN {'OLD' if kind == 'DELETE' else 'NEW'}; END $$"
        )
        yield f"CREATE OR REPLACE TRIGGER {name} BEFORE {kind} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    if postgresql:
        yield (
            f"CREATE OR REPLACE TRIGGER guard_{table}_frozen_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION alongside_append_only()"
        )


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
