"""The audit: whole, append-only, and written with what it tells of."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from alongside.shell import actions, audit, checks, clock, guards
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, Team

on_postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="TRUNCATE is PostgreSQL's")


def a_line(verb: str = "looked", **more: object) -> AuditEvent:
    """One line by the system."""
    return audit.record(actor=Actor.system("tests"), verb=verb, subject_kind="person", subject=uuid4(), **more)


def tamper(statement: str, *values: str) -> None:
    """Change the audit behind the product's back, as somebody with the database's own password could."""
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.django_db
def test_every_line_holds_the_hash_of_the_line_before():
    first, second = a_line(), a_line()
    assert second.previous_hash == first.hash
    assert second.number == first.number + 1
    assert audit.verify() == second.number


@pytest.mark.django_db
@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 7, 1, 12, 0, 0, 0, tzinfo=UTC),
        datetime(2026, 7, 1, 12, 0, 0, 0, tzinfo=timezone(timedelta(hours=1))),
    ],
    ids=["with microseconds", "to the second", "in summer time"],
)
def test_the_chain_holds_after_times_and_details_came_back_from_the_database(monkeypatch, at):
    monkeypatch.setattr(clock, "now", lambda: at)
    a_line(detail={"fields": ["phone", "e-mail"], "years": {10: 3, 9: 1}, "none": None, "name": "Łukasz", "yes": True})
    assert audit.verify() == AuditEvent.objects.count()


@pytest.mark.django_db
def test_a_fraction_is_refused_because_it_would_not_come_back_the_same():
    with pytest.raises(TypeError, match="whole numbers only"):
        a_line(detail={"amount": 1.5})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [lambda lines: lines.update(verb="nothing happened"), lambda lines: lines.delete()],
    ids=["changed", "removed"],
)
def test_the_database_refuses_to_have_a_line(change):
    line = a_line()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(AuditEvent.objects.filter(pk=line.pk))
    assert AuditEvent.objects.get(pk=line.pk).verb == "looked"


@pytest.mark.django_db
@on_postgresql_only
def test_the_database_refuses_to_truncate_the_audit():
    a_line()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE shell_auditevent CASCADE")
    assert AuditEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE shell_auditevent SET verb = 'looked away' WHERE number = 2", "Line 2 of the audit was changed"),
        ("DELETE FROM shell_auditevent WHERE number = 2", "Line 2 of the audit is missing"),
    ],
)
def test_a_line_tampered_with_is_found_and_named(statement, finding):
    for _ in range(3):
        a_line()
    tamper(statement)
    with pytest.raises(audit.ChainBroken, match=finding):
        audit.verify()
    with pytest.raises(CommandError, match=finding):
        call_command("verify_audit")


@pytest.mark.django_db
def test_lines_cut_off_the_end_are_found_by_a_hash_noted_earlier():
    a_line()
    noted = a_line().hash
    call_command("verify_audit", holds=noted, stdout=StringIO())
    tamper("DELETE FROM shell_auditevent WHERE hash = %s", noted)
    assert audit.verify() == 1
    with pytest.raises(CommandError, match="cut off"):
        call_command("verify_audit", holds=noted)


@pytest.mark.django_db
def test_what_an_action_did_and_its_line_are_there_together_or_not_at_all(monkeypatch, system):
    def fail(**_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        actions.make_team(name="North", by=system)
    assert not Team.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_whole_chain():
    failures: list[Exception] = []

    def write() -> None:
        try:
            for _ in range(10):
                a_line()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert audit.verify() == AuditEvent.objects.count() == 80


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_rebuilt_gets_its_guards_back_with_the_migration():
    field = models.CharField(max_length=1, default="")
    field.set_attributes_from_name("rebuilt")
    with connection.schema_editor() as editor:
        editor.add_field(AuditEvent, field)  # on SQLite this makes the table anew and drops its triggers
        editor.remove_field(AuditEvent, field)
    if connection.vendor == "sqlite":
        with pytest.raises(Exception, match="Alongside cannot start"):
            checks.refuse_to_start_without_guards()
    call_command("migrate", verbosity=0)
    assert guards.missing() == []
    checks.refuse_to_start_without_guards()
