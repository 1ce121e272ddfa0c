"""What somebody may reach of the board's records."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db import models

from alongside.board.register import Indicator, register
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours, OwnWork
from alongside.shell.roles import Record, Verb

Row = TypeVar("Row", bound=models.Model)


def indicator_named(id: str) -> Indicator:
    """The indicator; NotYours where the register has none of that name."""
    found = register().get(id)
    if found is None:
        raise NotYours(f"There is no indicator {id}.")
    return found


def row_for(by: Actor, model: type[Row], id: UUID, record: Record, verb: Verb) -> Row:
    """A record that this actor may do ``verb`` to; NotYours where there is none, or they may not."""
    by.check(record, verb)
    row = model._default_manager.filter(pk=id).first()
    if row is None:
        raise NotYours(f"{verb.name.lower()} {record.value}")
    return row


def check_not_own_work(by: Actor, author: UUID | None, what: str) -> None:
    """Raise OwnWork where they wrote it themselves."""
    if by.id is not None and by.id == author:
        raise OwnWork(f"You wrote {what} yourself. Somebody else has to approve it.")
