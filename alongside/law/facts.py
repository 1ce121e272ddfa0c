"""What is known about one young person, as the law asks for it.

Everything here is a plain frozen record. Dates follow two conventions:

* a stretch is ``[from_on, to_on)``: it holds on ``from_on`` and no longer holds on ``to_on``; ``to_on`` is ``None``
  while it goes on (for a spell of care ``to_on`` is the date care ceased, DEC in the statutory return);
* status is asked at noon of a day.

``Circumstances.from_record`` reads the situation format (see ``tests/situations``), whose keys are ``from`` and ``to``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any, Self

CARE_ORDER_STATUSES = frozenset({"C1", "C2", "D1", "E1"})
"""Statuses in which the child is in the authority's care by order of a court."""
SHORT_BREAK_STATUSES = frozenset({"V3", "V4"})
"""An agreed series of short breaks."""
ACCOMMODATED_KINDS = frozenset(
    {"voluntary", "private_home", "health", "education", "care_home", "hospital", "private_fostering"}
)
"""Where else a child can be accommodated or fostered: Children Act 1989, section 24(2)(b)-(e)."""
DETENTION_KINDS = frozenset({"detained", "hospital"})
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
"""Dates that can be meant; others are slips of the pen, and counting from them would leave the calendar."""


class FactsError(ValueError):
    """The facts contradict themselves or cannot be read. The message is one sentence for the person who typed them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time ``[from_on, to_on)``."""

    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        if self.to_on is not None and self.to_on < self.from_on:
            raise FactsError(f"it ends on {self.to_on}, before it starts on {self.from_on}.")

    def holds_on(self, on: date) -> bool:
        """Whether the stretch covers the day ``on``."""
        return self.from_on <= on and (self.to_on is None or on < self.to_on)


@dataclass(frozen=True, slots=True)
class Spell(Stretch):
    """Time looked after by one authority under one legal status (SSDA903 codes, for example C2, V2, V4).

    ``hours`` is given for a stay that began and ended on the same day. ``same_carer`` is false where a series of
    short breaks changed carer or place (regulation 48(2)(b) of the Care Planning Regulations 2010).
    """

    legal_status: str = ""
    authority: str = ""
    hours: float | None = None
    same_carer: bool = True

    @property
    def is_care_order(self) -> bool:
        """In care by order of a court."""
        return self.legal_status in CARE_ORDER_STATUSES

    @property
    def is_short_break(self) -> bool:
        """Part of an agreed series of short breaks."""
        return self.legal_status in SHORT_BREAK_STATUSES


@dataclass(frozen=True, slots=True)
class Detention(Stretch):
    """Time detained or in hospital. ``kind`` is ``detained`` or ``hospital``."""

    kind: str = "detained"


@dataclass(frozen=True, slots=True)
class ParentStay(Stretch):
    """Time lived with a parent or another person with parental responsibility."""


@dataclass(frozen=True, slots=True)
class SpecialGuardianship:
    """A special guardianship order."""

    made_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class AccommodatedElsewhere(Stretch):
    """Time accommodated by someone other than the authority's social services.

    ``kind``: voluntary, private_home, health, education, care_home, hospital or private_fostering.
    """

    kind: str = "voluntary"


@dataclass(frozen=True, slots=True)
class FosterStay(Stretch):
    """Time living on with the person who was the authority's foster parent (Staying Put)."""


@dataclass(frozen=True, slots=True)
class Education(Stretch):
    """A course of education or training."""

    in_pathway_plan: bool = False
    told_authority_on: date | None = None


@dataclass(frozen=True, slots=True)
class SupportRequest:
    """The young person told the authority, on a day, that they want advice and support (section 23CZB)."""

    on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that is known about one young person.

    ``spells`` is ``None`` where nothing is known about care at all. ``history_held_from`` says that what happened
    before that day is not known; ``treated_as_care_leaver`` that the council already treats the person as a care
    leaver (for example because an earlier return lists them), so a gap in the facts can never take support away.
    ``commenced`` switches on provisions not yet in force, by provision id.
    """

    born_on: date
    spells: tuple[Spell, ...] | None = ()
    detained_or_in_hospital: tuple[Detention, ...] = ()
    lived_with_parent: tuple[ParentStay, ...] = ()
    special_guardianship: SpecialGuardianship | None = None
    accommodated_elsewhere: tuple[AccommodatedElsewhere, ...] = ()
    with_former_foster_carer: tuple[FosterStay, ...] = ()
    education: tuple[Education, ...] = ()
    asked_for_support: tuple[SupportRequest, ...] = ()
    adopted_on: date | None = None
    died_on: date | None = None
    history_held_from: date | None = None
    treated_as_care_leaver: bool = False
    commenced: Mapping[str, date] = field(default_factory=dict)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read the situation format. Without ``spells`` nothing is known of care; with an empty list there was none.

        Raises FactsError with one sentence that names the key at fault.
        """
        known = {f.name for f in fields(cls)}
        unknown = set(record) - known
        if unknown:
            raise FactsError(f"Not a fact this law knows: {', '.join(sorted(unknown))}.")
        if "born_on" not in record:
            raise FactsError("born_on is missing.")
        return cls(**{"spells": None, **{name: _read(name, value) for name, value in record.items()}})


_MANY: dict[str, type] = {
    "spells": Spell,
    "detained_or_in_hospital": Detention,
    "lived_with_parent": ParentStay,
    "accommodated_elsewhere": AccommodatedElsewhere,
    "with_former_foster_carer": FosterStay,
    "education": Education,
    "asked_for_support": SupportRequest,
}
_ONE: dict[str, type] = {"special_guardianship": SpecialGuardianship}
_KEYS = {"from_on": "from", "to_on": "to"}
"""How the situation format names what the records call otherwise."""
_KINDS = {"accommodated_elsewhere": ACCOMMODATED_KINDS, "detained_or_in_hospital": DETENTION_KINDS}


def _read(name: str, value: Any) -> Any:
    if name in _MANY:
        rows: Sequence[Any] = value if isinstance(value, list | tuple) else [value]
        return tuple(_read_row(name, _MANY[name], row) for row in rows)
    if name in _ONE:
        return _read_row(name, _ONE[name], value)
    if name == "commenced":
        return _read_commenced(value)
    if name == "treated_as_care_leaver":
        return _read_plain(name, value, bool)
    return _read_date(name, value)


def _read_row(name: str, record: type, row: Any) -> Any:
    if not isinstance(row, Mapping):
        raise FactsError(f"{name} must be a list of tables, such as {{ from = 2025-03-01, to = 2025-05-31 }}.")
    known = {_KEYS.get(f.name, f.name): f for f in fields(record)}
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise FactsError(f"{name} has a key this law does not know: {', '.join(unknown)}.")
    missing = [key for key, f in known.items() if f.default is MISSING and key not in row]
    if missing:
        raise FactsError(f"{name} lacks {' and '.join(missing)}.")
    values = {known[key].name: _read_value(name, key, value) for key, value in row.items()}
    try:
        return record(**values)
    except FactsError as error:
        raise FactsError(f"{name}: {error}") from error


def _read_value(name: str, key: str, value: Any) -> Any:
    where = f"{name}.{key}"
    if key in ("from", "to", "on") or key.endswith("_on"):
        return _read_date(where, value)
    if key in ("same_carer", "in_pathway_plan"):
        return _read_plain(where, value, bool)
    if key == "hours":
        return float(_read_plain(where, value, int | float))
    text = _read_plain(where, value, str)
    allowed = _KINDS.get(name) if key == "kind" else None
    if allowed and text not in allowed:
        raise FactsError(f"{where} must be one of {', '.join(sorted(allowed))}, not {text!r}.")
    return text


def _read_commenced(value: Any) -> dict[str, date]:
    if not isinstance(value, Mapping):
        raise FactsError("commenced must be a table of provisions and dates.")
    return {str(key): _read_date(f"commenced.{key}", day) for key, day in value.items()}


def _read_plain(name: str, value: Any, kind: Any) -> Any:
    # A boolean is an int to Python, and true hours make no sense.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        words = {bool: "true or false", str: "text"}.get(kind, "a number")
        raise FactsError(f"{name} must be {words}, not {value!r}.")
    return value


def _read_date(name: str, value: Any) -> date:
    if type(value) is not date:
        raise FactsError(f"{name} must be a date, not {value!r}.")
    if not EARLIEST <= value <= LATEST:
        raise FactsError(f"{name} is {value}, which is outside the years {EARLIEST.year} to {LATEST.year}.")
    return value
