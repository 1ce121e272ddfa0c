"""Places where one part appears in another, or is told, without being imported. Filled once, at start-up.

A part registers in its ``apps.py``: ``slots.menu.register(item)``; the owner of the place asks ``slots.menu.all()``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from alongside.shell.roles import Record, Verb

Thing = TypeVar("Thing")


class Slot(Generic[Thing]):
    """A list of things that parts register, in the order of registering."""

    def __init__(self) -> None:
        self._things: list[Thing] = []

    def register(self, thing: Thing) -> None:
        """Add a thing, once."""
        if thing not in self._things:
            self._things.append(thing)

    def all(self) -> tuple[Thing, ...]:
        """Everything registered."""
        return tuple(self._things)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the staff menu, shown to those whose roles may do ``verb`` to ``record`` of others."""

    label: str
    url_name: str
    record: Record
    verb: Verb = Verb.READ


@dataclass(frozen=True, slots=True)
class Document:
    """A document that code prints: its name in docs/generated and what prints it."""

    name: str
    text: Callable[[], str]


documents: Slot[Document] = Slot()
"""Documents in docs/generated, which ``make check`` compares with the code."""

menu: Slot[MenuItem] = Slot()
"""Lines of the staff menu."""

return_stored: Slot[Callable[..., Any]] = Slot()
"""Called with ``stored_return_id`` and ``by`` inside the transaction that stores a statutory return."""

organisations_of: Slot[Callable[[UUID, date], frozenset[UUID]]] = Slot()
"""The organisations for which a person acts on a day; ``partners`` knows."""

edition_gates: Slot[Callable[[date | None, date], list[str]]] = Slot()
"""Asked before a new edition of the offer is proposed, with the day of the last edition and today: what still stands in
the way, a sentence each; nothing where nothing does."""

edition_published: Slot[Callable[..., Any]] = Slot()
"""Called with ``number``, ``on`` and ``by`` inside the transaction that publishes an edition of the offer."""

offer_desks: Slot[MenuItem] = Slot()
"""Further lines of the offer's desk, shown to those whose roles may do ``verb`` to ``record``."""

view_received: Slot[Callable[..., Any]] = Slot()
"""Called with ``message_id``, ``topic`` and ``by`` inside the transaction in which a young person writes to us."""
