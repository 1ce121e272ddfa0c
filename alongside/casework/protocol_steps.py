"""What casework records of the duties of a protocol with partners, told without saying of whom.

``partners`` keeps only when something was asked and done. The mark by which a row is found again is made with the
site's secret key: nobody who reads it learns the row from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.crypto import salted_hmac

from alongside.casework.models import (
    AboutPerson,
    CouncilTaxClaim,
    Home,
    HousingApplication,
    HousingSignal,
    JointAssessment,
    JointHousing,
    Person,
    TurningEighteen,
)
from alongside.law import birthday
from alongside.shell import slots
from alongside.shell.actors import Actor

BED_AND_BREAKFAST = "W"
"""The letter of the statutory return."""
NO_HOME = (BED_AND_BREAKFAST, "S", "X", "R")
"""No home to go to: bed and breakfast, the street, custody, nobody knows."""
CONTINGENCY = "contingency"
FELL_THROUGH = (Home.Left.EVICTED, Home.Left.BROKE_DOWN, Home.Left.UNSAFE)
"""A home that ended so is followed by another as the protocol's contingency says."""
OPTIONS = "options"
ASKED_AT = 16
"""Choices of homes are gone through from this birthday on."""
TOLD_FOR = timedelta(days=150)
"""So long after it a birthday is looked at by the daily round; what is written later tells itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """That a duty was asked, and done. ``asked_on`` None: it was not asked, or no longer."""

    code: str
    asked_on: date | None
    done_on: date | None


def said_by(row: AboutPerson) -> Iterator[Said]:
    """What a row says of duties; of most kinds of row nothing."""
    if isinstance(row, HousingApplication):
        yield Said("referral", row.consented_on, row.referred_on)
        answers = [day for day in (row.prevention_on, row.relief_on, row.decided_on) if day]
        yield Said("assessment", row.referred_on, min(answers, default=None))
    elif isinstance(row, HousingSignal):
        yield Said("alert", row.told_on, row.acted_on or row.settled_on)
    elif isinstance(row, CouncilTaxClaim):
        yield Said("council_tax", row.claimed_on, row.told_on)
    elif isinstance(row, Home):
        in_it = row.place == BED_AND_BREAKFAST
        yield Said("bed_and_breakfast", row.from_on if in_it else None, row.to_on if in_it else None)
        yield Said("eviction", row.notice_on, row.met_on)
        yield _after_it_fell_through(row)
    elif isinstance(row, JointAssessment):
        yield Said("joint", row.asked_on, row.met_on or row.decided_on)
    elif isinstance(row, JointHousing):
        yield Said("joint_housing", row.asked_on, row.met_on)
    elif isinstance(row, TurningEighteen):
        yield Said(OPTIONS, birthday(row.person.born_on, ASKED_AT), row.choices_on)


def tell(row: AboutPerson, *, on: date, by: Actor) -> None:
    """Tell the protocols what the row says now; of one taken out, that it says nothing."""
    for said in said_by(row):
        _tell_of(said, row, on=on, by=by)
    if isinstance(row, Home):
        others = Home.objects.filter(person=row.person_id, why_left__in=FELL_THROUGH).exclude(pk=row.pk)
        for other in others:  # this one may be where they went, or no longer be
            _tell_of(_after_it_fell_through(other), other, on=on, by=by)


def tell_of_birthdays(people: Iterable[Person], *, on: date, by: Actor) -> int:
    """Tell the protocols of those who turned 16 lately and with whom nothing is written yet. How many there are."""
    told = 0
    known = dict(TurningEighteen.objects.filter(removed_at=None).values_list("person_id", "choices_on"))
    for person in people:
        day = birthday(person.born_on, ASKED_AT)
        if on - TOLD_FOR <= day <= on:
            _note(Said(OPTIONS, day, known.get(person.pk)), person.pk, None, gone=False, on=on, by=by)
            told += 1
    return told


def _after_it_fell_through(home: Home) -> Said:
    """Whether they needed another home at once, and when they had one: not bed and breakfast, the street or a cell."""
    if home.why_left not in FELL_THROUGH or home.to_on is None:
        return Said(CONTINGENCY, None, None)
    later = Home.objects.filter(person=home.person_id, removed_at=None, from_on__gte=home.to_on).exclude(pk=home.pk)
    next_one = later.exclude(place__in=NO_HOME).order_by("from_on").first()
    return Said(CONTINGENCY, home.to_on, next_one.from_on if next_one else None)


def _tell_of(said: Said, row: AboutPerson, *, on: date, by: Actor) -> None:
    gone = row.removed_at is not None or (said.asked_on is not None and said.asked_on > on)
    about = row.person_id if said.code == OPTIONS else row.pk
    _note(said, about, getattr(row, "district_id", None), gone=gone, on=on, by=by)


def _note(said: Said, about: UUID, district_id: UUID | None, *, gone: bool, on: date, by: Actor) -> None:
    for note in slots.protocol_step.all():
        note(
            code=said.code,
            district_id=district_id,
            reference=salted_hmac("protocol step", f"{said.code} {about}", algorithm="sha256").hexdigest()[:32],
            asked_on=None if gone else said.asked_on,
            done_on=None if gone else said.done_on,
            on=on,
            by=by,
        )
