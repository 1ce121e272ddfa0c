"""Where nothing recorded is a gap: not everybody has children, waits for leave to stay or is about to move."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from alongside.casework.areas import KINDS, Area
from alongside.casework.areas.homes import HOME
from alongside.casework.areas.reach import rows_of
from alongside.casework.models import Person
from alongside.law import birthday, months_after
from alongside.shell.actors import Actor
from alongside.shell.roles import Record

Reads = Collection[Record]


def is_needed(area: Area, actor: Actor, person: Person, reads: Reads, *, on: date) -> bool:
    """Whether this area of this person's life has to hold something, as far as ``reads`` tell this reader."""
    asked = _ASKED.get(area.slug)
    return asked is None or asked(actor, person, reads, on)


def _moves_soon(actor: Actor, person: Person, reads: Reads, on: date) -> bool:
    """The half year before 18, or a home that ends with none after it."""
    if months_after(birthday(person.born_on, 17), 6) <= on < birthday(person.born_on, 18):
        return True
    if Record.HOME not in reads:
        return False
    homes = [home for home in rows_of(actor, HOME, [person.pk]) if HOME.is_open(home, on)]
    return bool(homes) and all(home.to_on or home.leave_by for home in homes)


def _has_child(actor: Actor, person: Person, reads: Reads, on: date) -> bool:
    """A baby is expected, or they are without work because of a child."""
    baby = Record.HEALTH in reads and any(one.baby_due_on for one in rows_of(actor, KINDS["health"], [person.pk]))
    if baby or Record.LEARNING not in reads:
        return baby
    return any(one.code == "G6" for one in rows_of(actor, KINDS["activity"], [person.pk]))


def _came_alone(actor: Actor, person: Person, reads: Reads, on: date) -> bool:
    """They came to this country alone to seek asylum."""
    return person.arrived_alone


def _in_no_case(actor: Actor, person: Person, reads: Reads, on: date) -> bool:
    """Many have nobody of another service."""
    return False


_ASKED: dict[str, Callable[[Actor, Person, Reads, date], bool]] = {
    "housing": _moves_soon,
    "children": _has_child,
    "helpers": _in_no_case,
    "leave_and_custody": _came_alone,
}
"""Areas that not everybody has. Every other area is everybody's."""
