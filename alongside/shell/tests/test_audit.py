"""The audit: whole, append-only, and written with what it tells of."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.shell import actions, audit, clock
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, Team


def a_line(verb: str = "looked", **more: object) -> AuditEvent:
    """One line by the system."""
    return audit.record(actor=Actor.system("tests"), verb=verb, subject_kind="person", subject=uuid4(), **more)


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
    ],
    ids=["with microseconds", "to the second"],
)
def test_the_chain_holds_after_times_and_details_came_back_from_the_database(monkeypatch, at):
    monkeypatch.setattr(clock, "now", lambda: at)
    a_line(detail={"fields": ["phone", "e-mail"], "years": {"2026": 3}, "amount": 1.5, "none": None, "name": "Łukasz"})
    assert audit.verify() >= 1


@pytest.mark.django_db
def test_a_line_cannot_be_changed():
    line = a_line()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(pk=line.pk).update(verb="nothing happened")


@pytest.mark.django_db
def test_a_line_cannot_be_removed():
    line = a_line()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(pk=line.pk).delete()
