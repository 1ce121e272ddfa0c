"""Places where one part appears in another, or is told, without being imported. Filled once, at start-up.

A part registers in its ``apps.py``: ``slots.menu.register(item)``; the owner of the place asks ``slots.menu.all()``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.disclosure import Breakdown
from alongside.shell.roles import AT_WORK, Reach, Record, Verb

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
    """A line of the staff menu, shown to those whose roles may do ``verb`` to ``record`` of others.

    ``within`` narrows it to some reaches: to people from outside, who see only whom they were referred.
    """

    label: str
    url_name: str
    record: Record
    verb: Verb = Verb.READ
    daily: bool = False
    """Work of every day: it stands in the menu itself; the others stand under "More" where there are many."""
    within: frozenset[Reach] = AT_WORK
    own_to: Verb | None = None
    """Whoever may do this to the record has it for their own work: it stands before all else in their menu."""

    def place(self, actor: Actor) -> int | None:
        """Where it stands in the menu of ``actor``: 0 own work, 1 of every day, 2 the rest; None not at all."""
        if not actor.reaches(self.record, self.verb) & self.within:
            return None
        if self.own_to is not None and actor.reaches(self.record, self.own_to) & self.within:
            return 0
        return 1 if self.daily else 2


@dataclass(frozen=True, slots=True)
class Pressing:
    """What cannot wait, said where people look first: one sentence, the page where it is met, whether it is late."""

    words: str
    url_name: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document that code prints: its name in docs/generated and what prints it."""

    name: str
    text: Callable[[], str]


@dataclass(frozen=True, slots=True)
class PortalCard:
    """A card on the first page of a young person's own place: its words, its address's name, what one does there."""

    label: str
    url_name: str
    says: str


@dataclass(frozen=True, slots=True)
class PortalAccount:
    """A young person who has a place of their own here: their account, their age, and the district they live in."""

    user_id: UUID
    age: int
    district: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A whole by its parts, safe to show: its name in an address, what it tells of, and from where."""

    name: str
    title: str
    source: str
    parts: Breakdown


@dataclass(frozen=True, slots=True)
class PartnerAlert:
    """An alert that a partner raised about somebody whom it reaches: who, what, when, and what came of it."""

    who: str
    what: str
    told_on: date
    answer: str
    href: str


@dataclass(frozen=True, slots=True)
class Followed:
    """Where something that was agreed is followed to its end: in words, and the page, for whoever may open it."""

    words: str
    href: str
    is_followed: bool
    """Whether it is in a plan already; else the page takes it over into one."""


beside_the_snapshot: Slot[Callable[[date], Counted | None]] = Slot()
"""Asked with a day: of those looked after on it, what the statutory return does not tell. None where nothing is known.
``casework`` knows."""

read_by_everybody: Slot[Callable[[], tuple[str, str] | None]] = Slot()
"""Asked at the board's public page: words and address of something else that everybody may read; None while there is
nothing to read."""

documents: Slot[Document] = Slot()
"""Documents in docs/generated, which ``make check`` compares with the code."""

menu: Slot[MenuItem] = Slot()
"""Lines of the staff menu."""

pressing: Slot[Callable[[Actor, date], list[Pressing]]] = Slot()
"""Asked at each page that stands in the staff menu, with whoever reads it and today: what cannot wait for them."""

organisations_of: Slot[Callable[[UUID, date], frozenset[UUID]]] = Slot()
"""The organisations for which a person acts on a day; ``partners`` knows."""

followed_in: Slot[Callable[[Actor, UUID], list[Followed]]] = Slot()
"""Called with whoever reads and the id of a commitment or of an action of an equality assessment: the action of a plan
that it has become, or the page that takes it over; nothing for those who may open neither. ``board`` knows."""

edition_gates: Slot[Callable[[date | None, date], list[str]]] = Slot()
"""Asked before a new edition of the offer is proposed, with the day of the last edition and today: what still stands in
the way, a sentence each; nothing where nothing does."""

edition_published: Slot[Callable[..., Any]] = Slot()
"""Called with ``number``, ``on`` and ``by`` inside the transaction that publishes an edition of the offer."""

offer_desks: Slot[MenuItem] = Slot()
"""Further lines of the offer's desk, shown to those whose roles may do ``verb`` to ``record``."""

view_received: Slot[Callable[..., Any]] = Slot()
"""Called with ``message_id``, ``topic``, ``words``, ``on`` and ``by`` inside the transaction in which a young person
writes to us."""

pledge_gates: Slot[Callable[[str, str, str], list[str]]] = Slot()
"""Asked before a pledge is passed on to be approved, with its title, its answer and how to get it: what the offer would
refuse in these words, a sentence each; nothing where nothing."""

pledge_approved: Slot[Callable[..., Any]] = Slot()
"""Called with ``pledge_id``, ``on`` and ``by`` inside the transaction that approves a pledge, or renews it."""

pledge_ended: Slot[Callable[..., Any]] = Slot()
"""Called with ``pledge_id``, ``on`` and ``by`` inside the transaction that ends a pledge before its day."""

protocol_step: Slot[Callable[..., Any]] = Slot()
"""Called with ``code``, ``district_id``, ``reference``, ``asked_on``, ``done_on``, ``on`` and ``by`` inside the
transaction in which something is recorded that a protocol asks of a partner. From ``reference`` nobody can tell whom it
is about; ``asked_on`` None means that it was recorded by mistake."""

council_tax_figures: Slot[Callable[..., Any]] = Slot()
"""Called with ``on``: claims about council tax and money saved, small numbers hidden; ``casework`` knows."""

partner_alerts: Slot[Callable[[Any, UUID, date], list[PartnerAlert]]] = Slot()
"""Called with the actor, the organisation's id and the day: open alerts of that organisation about people whom this
person reaches; ``casework`` knows."""

council_tax_lists: Slot[MenuItem] = Slot()
"""Pages of lists for billing authorities, shown beside the schemes to those whose roles may do ``verb``."""

complaint_figures: Slot[Callable[..., Any]] = Slot()
"""Called with ``on``: complaints, compliments and advocates of the year, small numbers hidden; ``casework`` knows."""

moves_forecast: Slot[Callable[..., Any]] = Slot()
"""Called with ``on``: how many young people will need another home, by district, small numbers hidden; ``casework``
knows."""

portal_cards: Slot[PortalCard] = Slot()
"""Further cards of a young person's own place."""

portal_accounts: Slot[Callable[[date], list[PortalAccount]]] = Slot()
"""Everyone who has a place of their own here on a day; ``casework`` knows. Names are not told."""
