"""What the law says about one person on one day, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.law.citations import Citation


class Category(StrEnum):
    """The categories of the Children Act 1989, in order of precedence, strongest first."""

    ELIGIBLE = "eligible"
    RELEVANT = "relevant"
    FORMER_RELEVANT = "former_relevant"
    QUALIFYING = "qualifying"
    NONE = "none"
    UNKNOWN = "unknown"
    """The history needed to decide is not held. Support is kept until a worker completes it."""


class Certainty(StrEnum):
    """How sure the finding is. In doubt, support is kept until a manager decides."""

    CLEAR = "clear"
    BORDERLINE = "borderline"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class Track(StrEnum):
    """The separate tracks of support for a former relevant child of 21 and over; several can hold at once."""

    CONTINUING_PROGRAMME = "T1"
    """Section 23C(7): the pathway plan sets out a programme that runs past the 21st birthday."""
    RESUMED_EDUCATION = "T2"
    """Section 23CA."""
    ON_REQUEST = "T3"
    """Section 23CZB: asked for advice and support."""
    OFFER_ONLY = "offer"
    """Nothing running: the authority must offer support, once a year."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One plain sentence of the argument, its citation, and the dates and facts it used."""

    text: str
    citation: Citation
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WouldChange:
    """A fact or date that would change the answer. ``on`` is given where only time has to pass."""

    text: str
    to: Category
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The category of one person on one day.

    ``since`` is the first day of the unbroken stretch in this category; ``until`` the day it will end if nothing
    else happens (``None``: no end in sight). ``responsible`` is the authority that owes the duties ("" unknown).
    """

    on: date
    category: Category
    also: tuple[Category, ...] = ()
    certainty: Certainty = Certainty.CLEAR
    ambiguities: tuple[str, ...] = ()
    responsible: str = ""
    tracks: tuple[Track, ...] = ()
    reasons: tuple[Reason, ...] = ()
    would_change: tuple[WouldChange, ...] = ()
    since: date | None = None
    until: date | None = None
    looked_after: bool = False


@dataclass(frozen=True, slots=True)
class TimelineStretch:
    """A maximal stretch ``[from_on, to_on)`` with one category, certainty, set of ambiguities and authority."""

    from_on: date
    to_on: date | None
    finding: Finding
