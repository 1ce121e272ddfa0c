"""Where everybody stands, remembered between two looks at a list.

A list of two thousand people asks the law about each of them. What it answered is kept in this process, and the audit
says where it no longer holds: every change is told there, in the transaction that makes it, with the person whom it is
about. So each look first reads the lines written since the one before, and reads afresh whoever they speak of. Nothing
is believed by age, and nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.casework.models import Person
from alongside.casework.standing import Standing
from alongside.casework.standing import standings as read
from alongside.shell import audit
from alongside.shell.audit import Mark

FEW = 500
BEARS_ON_ALL = "took in return"
"""A new year of returns bears on everybody: who is not in it is no longer known to be."""


@dataclass(frozen=True, slots=True)
class _Memory:
    on: date | None = None
    mark: Mark | None = None
    """Up to where the audit was read before the rows were: a change in between is found the next time."""
    found: dict[UUID, Standing] = field(default_factory=dict)


_memory = _Memory()


def standings(people: QuerySet[Person], *, on: date) -> dict[UUID, Standing]:
    """Where each of these people stands on the day ``on``, as ``standing.standings`` would find it just now."""
    global _memory
    memory = _memory
    known = memory.found if memory.on == on else {}
    mark, lines = audit.changes_since(memory.mark)
    if lines is None or any(line.verb == BEARS_ON_ALL for line in lines):
        known = {}
    people = people.order_by()
    if not known:
        found = read(people, on=on)
        _memory = _Memory(on, mark, found)
        return found
    changed = {line.subject for line in lines or ()}
    ids = list(people.values_list("pk", flat=True))
    wanted = {person for person in ids if person not in known or person in changed}
    kept = {person: standing for person, standing in known.items() if person not in changed} if changed else known
    if len(wanted) > FEW:  # more than a database takes in one question
        kept = {**kept, **read([person for person in people if person.pk in wanted], on=on)}
    elif wanted:
        kept = {**kept, **read(Person.objects.filter(pk__in=wanted), on=on)}
    _memory = _Memory(on, mark, kept)
    return {person: kept[person] for person in ids}


def forget() -> None:
    """Remember nothing: what a test wrote is gone in the next, and so are the lines of the audit that told of it."""
    global _memory
    _memory = _Memory()
