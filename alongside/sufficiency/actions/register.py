"""The registers of places taken in as files: every line at once, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import Versioned, save_over
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency import register_files as files
from alongside.sufficiency.actions.places import MOST_BEDS, check_carer, check_end, name_of_home, one_only
from alongside.sufficiency.actions.searches import NUMBER
from alongside.sufficiency.forecasting.cells import PROVIDERS, TYPES
from alongside.sufficiency.models import Fee, FosterHousehold, Home
from alongside.sufficiency.register_files import HomeLine

LONGEST_REFERENCE, LONGEST_NAME, MOST_PLACES = 20, 80, 9
SOMEBODY_ELSE = "Somebody else just took in the same. See what stands there now, and send it again."
OfFee = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Household:
    """One line of the fostering register."""

    reference: str
    born_year: int
    places: int
    approved_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the fees."""

    kind: str
    provider: str
    weekly: Decimal
    from_on: date


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought."""

    added: int
    changed: int
    lines: int

    @property
    def words(self) -> str:
        """For whoever sent it."""
        same = self.lines - self.added - self.changed
        return f"The file is taken in: {self.added} added, {self.changed} changed, {same} as before."


@transaction.atomic
def take_in_households(*, content: bytes, on: date, by: Actor) -> Taken:
    """Add the households of a file and change those that are there under the same number.

    Those that the file does not name stay as they are. Anything wrong in it is refused whole, with its row.
    """
    _check(by)
    lines = files.read_lines(content, files.HOUSEHOLDS, partial(_household, on=on), _household_key)
    known = {row.reference: row for row in FosterHousehold.objects.all()}
    with one_only(SOMEBODY_ELSE):
        taken = _keep(FosterHousehold, ((one, known.get(one.reference)) for one in lines))
    return _told(taken, "took in fostering register", "foster household", by)


@transaction.atomic
def take_in_homes(*, content: bytes, on: date, by: Actor) -> Taken:
    """Add the homes of a file and change those that are there under the same name, however it is written."""
    _check(by)
    lines = files.read_lines(content, files.HOMES, partial(_home, on=on), _home_key)
    known = {name_of_home(row.name): row for row in Home.objects.all()}
    with one_only(SOMEBODY_ELSE):
        taken = _keep(Home, ((one, known.get(name_of_home(one.name))) for one in lines))
    return _told(taken, "took in register of homes", "home", by)


@transaction.atomic
def take_in_fees(*, content: bytes, on: date, by: Actor) -> Taken:
    """Set the fees of a file. One that is there from the same day stays: another amount for it is refused."""
    _check(by)
    known = {_of(row): row.weekly for row in Fee.objects.all()}
    lines = files.read_lines(content, files.FEES, partial(_fee, known=known), _fee_key)
    new = [one for one in lines if _of(one) not in known]
    with one_only(SOMEBODY_ELSE):
        for one in new:
            Fee.objects.create(**asdict(one))
    return _told(Taken(len(new), 0, len(lines)), "took in fees", "fee", by)


# ---------------------------------------------------------------------------------------------------------------------


def _check(by: Actor) -> None:
    access.check(by, Verb.CREATE)
    access.check(by, Verb.UPDATE)


def _told(taken: Taken, verb: str, kind: str, by: Actor) -> Taken:
    audit.record(actor=by, verb=verb, subject_kind=kind, detail=asdict(taken))
    return taken


def _keep(model: type[Versioned], pairs: Iterable[tuple[Household | HomeLine, Versioned | None]]) -> Taken:
    added = changed = lines = 0
    for one, row in pairs:
        facts, lines = asdict(one), lines + 1
        if row is None:
            model._default_manager.create(**facts)
            added += 1
        elif any(getattr(row, name) != value for name, value in facts.items()):
            save_over(row, version=row.version, changes=facts, what=str(row))
            changed += 1
    return Taken(added, changed, lines)


def _household(cells: list[str], on: date) -> Household:
    reference, born_year, places, approved_on, ended_on = cells
    if not NUMBER.fullmatch(reference) or len(reference) > LONGEST_REFERENCE:
        raise FactRefused("Write the number in the fostering register, with a digit and without blanks: never a name.")
    one = Household(
        reference,
        files.whole(born_year, "born_year"),
        files.whole(places, "places"),
        files.day(approved_on, "approved_on"),
        files.day(ended_on, "ended_on") if ended_on else None,
    )
    if not 1 <= one.places <= MOST_PLACES:
        raise FactRefused(f"A household has 1 to {MOST_PLACES} places.")
    if one.approved_on > on:
        raise FactRefused("That day of approval has not come yet.")
    check_carer(one.born_year, on)
    check_end(one.approved_on, one.ended_on, on)
    return one


def _home(cells: list[str], on: date) -> HomeLine:
    name, kind, beds, provider, opened_on, closed_on = cells
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise FactRefused(f"Write the name of the home, up to {LONGEST_NAME} characters.")
    one = HomeLine(
        name,
        files.one_of(kind, "kind", Home.Kind.values),
        files.whole(beds, "beds"),
        files.one_of(provider, "provider", PROVIDERS) == PROVIDERS[0],
        files.day(opened_on, "opened_on"),
        files.day(closed_on, "closed_on") if closed_on else None,
    )
    if not 1 <= one.beds <= MOST_BEDS:
        raise FactRefused(f"A home has 1 to {MOST_BEDS} beds.")
    check_end(one.opened_on, one.closed_on, on)
    return one


def _fee(cells: list[str], known: Mapping[OfFee, Decimal]) -> FeeLine:
    kind, provider, weekly, from_on = cells
    one = FeeLine(
        files.one_of(kind, "kind", TYPES),
        files.one_of(provider, "provider", PROVIDERS),
        files.pounds(weekly, "weekly"),
        files.day(from_on, "from_on"),
    )
    there = known.get(_of(one), one.weekly)
    if there != one.weekly:
        raise FactRefused(f"From that day it is £{there:,.2f} already. Say from which later day it changes.")
    return one


def _household_key(one: Household) -> tuple[str, str]:
    return one.reference, f"household {one.reference}"


def _home_key(one: HomeLine) -> tuple[str, str]:
    return name_of_home(one.name), one.name


def _fee_key(one: FeeLine) -> tuple[OfFee, str]:
    return _of(one), f"{one.kind}, {one.provider}, from {one.from_on.isoformat()}"


def _of(fee: Fee | FeeLine) -> OfFee:
    return fee.kind, fee.provider, fee.from_on
