"""Verbs about places there are: foster households, homes, fees, what is assumed, and where postcodes lie."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.shell import audit, csv_files
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import EditConflict, FactRefused, FileRefused
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.forecasting.distance import plain_postcode
from alongside.sufficiency.held import newest_returns, read_held
from alongside.sufficiency.models import Assumption, Fee, FosterHousehold, Home, Postcode

YOUNGEST, OLDEST = 18, 95
"""Ages at which somebody may be the main carer of a foster household: the lower is the law's, the upper a slip's."""
MOST_BEDS = 60
CODES = ("pcds", "pcd", "postcode")
AREAS = ("oslaua", "ladcd", "lad25cd", "lad24cd", "lad23cd", "district")
"""Headings of the postcode directory and of its like, small letters."""
NORTHMOST, EASTMOST = 90.0, 180.0
BATCH = 500


@transaction.atomic
def add_household(
    *, reference: str, born_year: int, places: int, approved_on: date, on: date, by: Actor
) -> FosterHousehold:
    """Add a foster household to the register of places."""
    access.check(by, Verb.CREATE)
    check_carer(born_year, on)
    with one_only(f"There is a household {reference} already."):
        row = FosterHousehold.objects.create(
            reference=reference, born_year=born_year, places=places, approved_on=approved_on
        )
    audit.record(actor=by, verb="added foster household", subject_kind="foster household", subject=row.pk)
    return row


@transaction.atomic
def change_household(
    *, household_id: UUID, version: int, places: int, ended_on: date | None, on: date, by: Actor
) -> FosterHousehold:
    """Change the places of a household, or end it."""
    row = access.row_for(by, FosterHousehold, household_id, Verb.UPDATE)
    check_end(row.approved_on, ended_on, on)
    changes = {"places": places, "ended_on": ended_on}
    row = save_over(row, version=version, changes=changes, what=f"household {row.reference}")
    audit.record(actor=by, verb="changed foster household", subject_kind="foster household", subject=row.pk)
    return row


@transaction.atomic
def add_home(*, name: str, kind: str, beds: int, is_own: bool, opened_on: date, by: Actor) -> Home:
    """Add a home."""
    access.check(by, Verb.CREATE)
    there = f"There is a home called {name} already."
    if name_of_home(name) in map(name_of_home, Home.objects.values_list("name", flat=True)):
        raise FactRefused(there)
    with one_only(there):
        row = Home.objects.create(name=name, kind=kind, beds=beds, is_own=is_own, opened_on=opened_on)
    audit.record(actor=by, verb="added home", subject_kind="home", subject=row.pk)
    return row


@transaction.atomic
def change_home(*, home_id: UUID, version: int, beds: int, closed_on: date | None, on: date, by: Actor) -> Home:
    """Change the beds of a home, or close it."""
    row = access.row_for(by, Home, home_id, Verb.UPDATE)
    check_end(row.opened_on, closed_on, on)
    row = save_over(row, version=version, changes={"beds": beds, "closed_on": closed_on}, what=row.name)
    audit.record(actor=by, verb="changed home", subject_kind="home", subject=row.pk)
    return row


@transaction.atomic
def set_fee(*, kind: str, provider: str, weekly: Decimal, from_on: date, by: Actor) -> Fee:
    """Say what a place costs a week from a day on."""
    access.check(by, Verb.CREATE)
    with one_only("There is a fee from that day already. Say from which later day it changes."):
        row = Fee.objects.create(kind=kind, provider=provider, weekly=weekly, from_on=from_on)
    audit.record(actor=by, verb="set fee", subject_kind="fee", detail={"kind": kind, "provider": provider})
    return row


@transaction.atomic
def set_assumptions(*, on: date, by: Actor, version: int | None = None, **facts: Any) -> Assumption:
    """Say what forecasts assume from now on. Those made before keep what they assumed.

    ``version`` is the number of those that whoever writes saw; where somebody set others since, EditConflict.
    """
    access.check(by, Verb.UPDATE)
    # Its line in the audit comes first: whoever sets others at this moment waits there, were they the very first.
    audit.record(actor=by, verb="set assumptions", subject_kind="assumptions", detail={"on": str(on)})
    _check_newest(version, facts)
    return Assumption.objects.create(set_on=on, **facts)


@transaction.atomic
def load_postcodes(*, content: bytes, areas: frozenset[str], by: Actor) -> int:
    """Keep the middles of those postcodes that the returns name, from a directory (CSV); answer how many.

    ``areas`` are the codes of the districts that make up the council's area. Postcodes that no return names are not
    kept: the directory is large, and which postcodes children live at is nobody else's business. Where a directory
    does not tell which lie in the area, what an earlier one told of it stays.
    """
    access.check(by, Verb.UPDATE)
    named = _postcodes_named()
    found = {row.postcode: row for row in _read_directory(content, areas) if row.postcode in named}
    if not found:
        raise FileRefused("No postcode of the returns is in this file.")
    known = dict(Postcode.objects.filter(pk__in=list(found)).values_list("pk", "is_inside"))
    for row in found.values():
        if row.is_inside is None:  # this file does not tell: what an earlier one told stays
            row.is_inside = known.get(row.pk)
    Postcode.objects.bulk_create(
        sorted(found.values(), key=lambda row: row.pk), batch_size=BATCH,
        update_conflicts=True, unique_fields=["postcode"], update_fields=["latitude", "longitude", "is_inside"],
    )  # fmt: skip
    audit.record(actor=by, verb="loaded postcodes", subject_kind="postcodes", detail={"count": len(found)})
    return len(found)


# ---------------------------------------------------------------------------------------------------------------------


@contextmanager
def one_only(refused: str) -> Iterator[None]:
    """Refuse what is there already, though somebody else wrote it down a moment ago."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise FactRefused(refused) from error


def name_of_home(name: str) -> str:
    """A name by which a home is known, however its capitals and blanks are written."""
    return " ".join(name.split()).casefold()


def check_carer(born_year: int, on: date) -> None:
    """Raise FactRefused where nobody born in that year can be the main carer."""
    if not YOUNGEST <= on.year - born_year <= OLDEST:
        raise FactRefused("That cannot be the year of birth of a foster carer.")


def check_end(began_on: date, ended_on: date | None, on: date) -> None:
    """Raise FactRefused where something ends before it began, or later than today."""
    if ended_on and not began_on <= ended_on <= on:
        raise FactRefused("It ends between the day it began and today.")


def _check_newest(version: int | None, facts: dict[str, Any]) -> None:
    newest = Assumption.objects.first()
    if version is None or newest is None or newest.pk == version:
        return
    labels = {name: str(Assumption._meta.get_field(name).verbose_name).capitalize() for name in facts}
    raise EditConflict(
        what="what forecasts assume",
        theirs={label: _plain(getattr(newest, name)) for name, label in labels.items()},
        yours={label: _plain(facts[name]) for name, label in labels.items()},
        version=newest.pk,
    )


def _plain(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _postcodes_named() -> frozenset[str]:
    given = read_held(newest_returns())
    if given is None:
        return frozenset()
    episodes = given["Episodes"]
    return frozenset(
        plain_postcode(code) for column in ("HOME_POST", "PL_POST") for code in episodes[column].drop_nulls().unique()
    )


def _read_directory(content: bytes, areas: frozenset[str]) -> Iterator[Postcode]:
    table = csv_files.read(content)
    code = next((name for name in CODES if name in table.headings), None)
    area = next((name for name in AREAS if name in table.headings), None)
    if code is None or "lat" not in table.headings or "long" not in table.headings:
        raise FileRefused("The file needs columns for the postcode (pcds), lat and long.")
    for number, row in table.named:
        if not (row["lat"] and row["long"]):
            continue  # a postcode without a place: the directory has some
        try:
            latitude, longitude = float(row["lat"]), float(row["long"])
        except ValueError as error:
            raise FileRefused(f"Row {number}: lat or long is no number.") from error
        if not (abs(latitude) <= NORTHMOST and abs(longitude) <= EASTMOST):
            continue  # the directory writes 99.999999 where there is none; "nan" is no place either
        is_inside = row[area] in areas if area and areas else None
        yield Postcode(
            postcode=plain_postcode(row[code])[:8], latitude=latitude, longitude=longitude, is_inside=is_inside
        )
