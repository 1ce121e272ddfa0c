"""Where a rule comes from: instrument, provision, link, dates in force, and how far it was verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Evidence(StrEnum):
    """How the text of a rule was seen."""

    VERIFIED = "V"
    """The provision itself was read in a stored copy of the legislation."""
    GUIDANCE = "S"
    """Stated in the Department for Education's 2018 statutory guidance."""
    SECONDARY = "2"
    """Read in a secondary source."""
    UNVERIFIED = "U"
    """From general knowledge: to be checked before anyone relies on it."""


class Force(StrEnum):
    """How strongly the law binds."""

    DUTY = "duty"
    QUALIFIED_DUTY = "qualified duty"
    """Must, but only as far as welfare or needs require."""
    POWER = "power"
    GUIDANCE = "guidance"
    SCHEME = "scheme"
    """A funding scheme or national practice."""
    LOCAL = "local"
    """The council's own choice."""
    RULE = "rule"
    """A rule about a person's position that nobody has to act on."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision. ``link`` leads to legislation.gov.uk or the official page; ``from_on`` is when it came into
    force (``None``: not established here, or not commenced), ``until`` the last day it held."""

    instrument: str
    provision: str
    link: str
    evidence: Evidence
    from_on: date | None = None
    until: date | None = None

    def __str__(self) -> str:
        return f"{self.instrument}, {self.provision}"
