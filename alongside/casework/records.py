"""What every record about a young person is written, hidden and taken out with."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from alongside.casework.models import AboutPerson, Hidden, Person, Source
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused

Row = TypeVar("Row", bound=AboutPerson)


def written(person: Person, *, by: Actor) -> dict[str, Any]:
    """Whom a new record is about, who writes it down, when and from where."""
    source = Source.PORTAL if is_themself(person, by) else Source.TYPED
    return {"person": person, "recorded_at": clock.now(), "recorded_by_id": by.id, "source": source}


def is_themself(person: Person, by: Actor) -> bool:
    """Whether the young person acts for themself."""
    return person.user_id is not None and person.user_id == by.id


def check_day(person: Person, day: date, *, on: date) -> None:
    """Nothing that happened is in the future, before birth or after death."""
    if day > on:
        raise FactRefused("This day is in the future.")
    if day < person.born_on:
        raise FactRefused("This day is before birth.")
    if person.died_on and day > person.died_on:
        raise FactRefused("This day is after their death.")


def check_hiding(hidden: str, hidden_until: date | None, *, on: date) -> None:
    """Whatever is hidden from the young person says why and until when it stays so without being looked at again."""
    if hidden and hidden not in Hidden.values:
        raise FactRefused("That is no reason to hide it from the young person.")
    if hidden and (hidden_until is None or hidden_until <= on):
        raise FactRefused("Say on what day to come hiding it is looked at again.")
    if hidden_until and not hidden:
        raise FactRefused("Say why the young person does not see it, or leave the day empty.")


def taken_out(row: Row, *, version: int, why: str, by: Actor) -> Row:
    """The record taken out: it stays, with who took it out and why, and is shown no more."""
    if not why.strip():
        raise FactRefused("Say why it is taken out.")
    changes = {"removed_at": clock.now(), "removed_by_id": by.id, "removed_why": why.strip()[:200]}
    return save_over(row, version=version, changes=changes, what="this record")
