"""The register of places, fees and assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.assuming import fees_on
from alongside.sufficiency.forecasting.capacity import RETIREMENT
from alongside.sufficiency.forecasting.cells import PROVIDERS
from alongside.sufficiency.models import Assumption, Fee, FosterHousehold, Home, Postcode
from alongside.sufficiency.queries.snapshot import OWN_FOSTERING, snapshot_on
from alongside.sufficiency.register_files import FEES, HOUSEHOLDS, HomeLine

HOME_KINDS = tuple(Home.Kind.choices)
OLDER = 56


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One foster household."""

    id: UUID
    version: int
    reference: str
    age: int
    places: int
    approved_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class HomeRow(HomeLine):
    """One home of the register, and which it is."""

    id: UUID
    version: int

    @property
    def kind_words(self) -> str:
        """What it is registered as."""
        return str(Home.Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class FeeRow:
    """What a place costs a week."""

    kind: str
    provider: str
    weekly: float


@dataclass(frozen=True, slots=True)
class Places:
    """All of it. ``assumed`` are the assumptions in words and numbers; ``older`` the households of 56 and over."""

    households: tuple[HouseholdRow, ...]
    homes: tuple[HomeRow, ...]
    fees: tuple[FeeRow, ...]
    assumed: tuple[tuple[str, str], ...]
    assumed_facts: dict[str, object]
    places: int
    older: int
    postcodes: int
    retirement: tuple[tuple[int, float], ...]
    may_change: bool
    on: date
    disagrees: str = ""
    """Where the register and the newest return cannot both be right, in a sentence."""


def places(actor: Actor, *, on: date) -> Places:
    """The register as it stands."""
    access.check(actor, Verb.READ)
    rows = tuple(_household(row, on) for row in FosterHousehold.objects.all())
    open_rows = [row for row in rows if row.ended_on is None]
    told = Assumption.objects.filter(set_on__lte=on).first()
    return Places(
        households=rows,
        homes=tuple(_home(row) for row in Home.objects.all()),
        fees=tuple(FeeRow(fee.kind, fee.provider, fee.weekly) for fee in fees_on(on)),
        assumed=_in_words(told),
        assumed_facts={"version": 0}
        if told is None
        else {"version": told.pk} | {name: getattr(told, name) for name in _FACTS},
        places=sum(row.places for row in open_rows),
        older=sum(row.age >= OLDER for row in open_rows),
        postcodes=Postcode.objects.count(),
        retirement=RETIREMENT,
        may_change=access.can(actor, Verb.UPDATE),
        on=on,
        disagrees=_disagrees(open_rows, on),
    )


def register_rows(actor: Actor, register: str) -> list[tuple[object, ...]]:
    """A register as it stands, with the columns of ``register_files``."""
    access.check(actor, Verb.READ)
    return [tuple("" if cell is None else cell for cell in row) for row in _ROWS_OF[register]()]


def _household_lines() -> Iterable[tuple[object, ...]]:
    return FosterHousehold.objects.values_list(*HOUSEHOLDS.headings)


def _home_lines() -> Iterable[tuple[object, ...]]:
    for row in Home.objects.all():
        yield row.name, row.kind, row.beds, PROVIDERS[not row.is_own], row.opened_on, row.closed_on


def _fee_lines() -> Iterable[tuple[object, ...]]:
    return Fee.objects.values_list(*FEES.headings)


_ROWS_OF = {"households": _household_lines, "homes": _home_lines, "fees": _fee_lines}


def _disagrees(open_rows: list[HouseholdRow], on: date) -> str:
    """More children with our own foster carers than these may have: then forecasts find too few places."""
    now, places = snapshot_on(on), sum(row.places for row in open_rows)
    told = now.table("provider") if now else None
    children = dict(told.rows)[OWN_FOSTERING].value if told else None
    if now is None or children is None or children <= places or not open_rows:
        return ""
    return (
        f"The return has {children} children with our own foster carers on {now.on.day} {now.on:%B %Y}, the register "
        f"of places {places} places with them. Households are missing here: until they are added, forecasts find too "
        "few places of our own."
    )


_FACTS = tuple(field.name for field in Assumption._meta.get_fields() if field.name not in ("id", "set_on"))


def _in_words(told: Assumption | None) -> tuple[tuple[str, str], ...]:
    if told is None:
        return ()
    words = [(str(Assumption._meta.get_field(name).verbose_name).capitalize(), name) for name in _FACTS]
    return tuple((label, _plain(getattr(told, name)) if name != "why" else told.why) for label, name in words)


def _plain(number: Decimal | int) -> str:
    """Without noughts that say nothing: 26 and 1.4, not 26.0."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def household(actor: Actor, household_id: UUID, *, on: date) -> HouseholdRow:
    """One household, for whoever may change it."""
    return _household(access.row_for(actor, FosterHousehold, household_id, Verb.UPDATE), on)


def home(actor: Actor, home_id: UUID) -> HomeRow:
    """One home, for whoever may change it."""
    return _home(access.row_for(actor, Home, home_id, Verb.UPDATE))


def _household(row: FosterHousehold, on: date) -> HouseholdRow:
    age = on.year - row.born_year
    return HouseholdRow(row.pk, row.version, row.reference, age, row.places, row.approved_on, row.ended_on)


def _home(row: Home) -> HomeRow:
    return HomeRow(row.name, row.kind, row.beds, row.is_own, row.opened_on, row.closed_on, row.pk, row.version)
