"""The fostering register taken in as a file: every household at once, or none."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.actions.places import check_carer, check_end
from alongside.sufficiency.actions.searches import NUMBER
from alongside.sufficiency.models import FosterHousehold

HEADINGS = ("reference", "born_year", "places", "approved_on", "ended_on")
MOST_LINES = 5_000
LONGEST_REFERENCE, MOST_PLACES = 20, 9


@dataclass(frozen=True, slots=True)
class Household:
    """One line of the file."""

    reference: str
    born_year: int
    places: int
    approved_on: date
    ended_on: date | None


@transaction.atomic
def take_in_households(*, content: bytes, on: date, by: Actor) -> int:
    """Add the households of a file and change those that are there under the same number; answer how many it has.

    Those that the file does not name stay as they are. Anything wrong in it is refused whole, with its line.
    """
    access.check(by, Verb.CREATE)
    access.check(by, Verb.UPDATE)
    lines = _read(content, on)
    named = [one.reference for one in lines]
    known = {row.reference: row for row in FosterHousehold.objects.filter(reference__in=named)}
    added = changed = 0
    for one in lines:
        facts = {name: getattr(one, name) for name in HEADINGS}
        row = known.get(one.reference)
        if row is None:
            FosterHousehold.objects.create(**facts)
            added += 1
        elif any(getattr(row, name) != value for name, value in facts.items()):
            save_over(row, version=row.version, changes=facts, what=f"household {one.reference}")
            changed += 1
    told = {"added": added, "changed": changed, "lines": len(lines)}
    audit.record(actor=by, verb="took in fostering register", subject_kind="foster household", detail=told)
    return len(lines)


def _read(content: bytes, on: date) -> list[Household]:
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FactRefused("This is not a table: give the register as CSV.") from error
    if not rows or tuple(cell.strip().lower() for cell in rows[0]) != HEADINGS:
        raise FactRefused(f"The file must have exactly these columns: {', '.join(HEADINGS)}.")
    if not 1 < len(rows) <= MOST_LINES:
        raise FactRefused(f"The file must have 1 to {MOST_LINES - 1:,} lines below the headings.")
    lines: dict[str, Household] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            one = _household(row, on)
        except FactRefused as refused:
            raise FactRefused(f"Line {number}: {refused}") from refused
        if one.reference in lines:
            raise FactRefused(f"Line {number}: household {one.reference} stands in the file twice.")
        lines[one.reference] = one
    return list(lines.values())


def _household(row: list[str], on: date) -> Household:
    if len(row) != len(HEADINGS):
        raise FactRefused(f"It has {len(row)} columns, not {len(HEADINGS)}.")
    reference, born_year, places, approved_on, ended_on = (cell.strip() for cell in row)
    if not NUMBER.fullmatch(reference) or len(reference) > LONGEST_REFERENCE:
        raise FactRefused("Write the number in the fostering register, with a digit and without blanks: never a name.")
    one = Household(
        reference,
        _whole(born_year, "born_year"),
        _whole(places, "places"),
        _day(approved_on, "approved_on"),
        _day(ended_on, "ended_on") if ended_on else None,
    )
    if not 1 <= one.places <= MOST_PLACES:
        raise FactRefused(f"A household has 1 to {MOST_PLACES} places.")
    if one.approved_on > on:
        raise FactRefused("That day of approval has not come yet.")
    check_carer(one.born_year, on)
    check_end(one.approved_on, one.ended_on, on)
    return one


def _whole(typed: str, name: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 5):
        raise FactRefused(f"{name} must be a whole number, not “{typed[:20]}”.")
    return int(typed)


def _day(typed: str, name: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise FactRefused(f"{name} must be a real day like 2024-02-29, not “{typed[:20]}”.") from error
