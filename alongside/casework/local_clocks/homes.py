"""Clocks of homes, housing and council tax."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import (
    CouncilTaxClaim,
    Home,
    HousingApplication,
    HousingSignal,
    StayingPut,
    Suitability,
)
from alongside.law import birthday
from alongside.shell.roles import Record

NOBODY_ASKS = ("G", "H", "R", "S", "X")
"""Places at which there is no home to look at: abroad, deported, not known, none, custody."""
NO_TAX = ("B", "C", "E", "G", "H", "K", "R", "S", "V", "W", "X", "Z")
"""Places at which a care leaver has no council tax bill of their own."""


def _living(people: Collection[UUID], on: date) -> list[Home]:
    """Homes that hold today or are to come."""
    now = Q(to_on__isnull=True) | Q(to_on__gt=on)
    return list(Home.objects.filter(now, person__in=people, removed_at=None).select_related("person"))


def _suitability(people: Collection[UUID], on: date) -> Iterator[Running]:
    homes = [home for home in _living(people, on) if home.place not in NOBODY_ASKS]
    rows = Suitability.objects.filter(home__in=[home.pk for home in homes]).select_related("decision")
    waiting: dict[UUID, date] = {}
    looked_at = set()
    for row in rows:
        decision = getattr(row, "decision", None)
        if decision is None:
            waiting[row.home_id] = min(row.assessed_on, waiting.get(row.home_id, date.max))
        if decision is None or decision.is_approved:
            looked_at.add(row.home_id)
    for home in homes:
        written = home.recorded_at.date()
        grown = birthday(home.person.born_on, 18) <= max(home.from_on, on)  # before 18 the law's own clock runs
        if home.pk not in looked_at and grown and written <= on:
            yield Running("home_suitability", home.person_id, min(written, home.from_on), home.from_on, record=home.pk)
        if home.pk in waiting:
            since = waiting[home.pk]
            yield Running("suitability_decided", home.person_id, since, DECIDED.period.after(since), record=home.pk)


def _notice(people: Collection[UUID], on: date) -> Iterator[Running]:
    helped = defaultdict(set)
    for person, day in HousingApplication.objects.filter(
        person__in=people, removed_at=None, referred_on__isnull=False
    ).values_list("person_id", "referred_on"):
        helped[person].add(day)
    for home in _living(people, on):
        if home.notice_on is None or home.leave_by is None or home.notice_on > on:
            continue
        if not any(day >= home.notice_on for day in helped[home.person_id]):
            due_on = max(home.notice_on, NOTICE.period.before(home.leave_by))
            yield Running("notice_to_leave", home.person_id, home.notice_on, due_on, record=home.pk)


def _council_tax(people: Collection[UUID], on: date) -> Iterator[Running]:
    claims = defaultdict(list)
    for person, district, day in CouncilTaxClaim.objects.filter(person__in=people, removed_at=None).values_list(
        "person_id", "district_id", "claimed_on"
    ):
        claims[person, district].append(day)
    april = date(on.year if (on.month, on.day) >= (4, 1) else on.year - 1, 4, 1)
    for home in _living(people, on):
        if home.place in NO_TAX or home.from_on > on or home.district_id is None:
            continue
        if birthday(home.person.born_on, 18) > on:
            continue
        since = max(home.from_on, april, birthday(home.person.born_on, 18))
        if not any(day >= since for day in claims[home.person_id, home.district_id]):
            yield Running("council_tax_claim", home.person_id, since, COUNCIL_TAX.period.after(since), record=home.pk)


def _staying_put(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = StayingPut.objects.filter(
        person__in=people, removed_at=None, ended_on=None, decided=StayingPut.Decided.STAYS, what_next=""
    ).select_related("person")
    for row in rows:
        end = row.ends_on or birthday(row.person.born_on, 21)
        due_on = STAYING_PUT.period.before(end)
        since = row.decided_on or row.recorded_at.date()
        if since <= on:
            yield Running("staying_put_ends", row.person_id, since, due_on, record=row.pk)


def _review(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = HousingApplication.objects.filter(
        person__in=people, removed_at=None, ended_on=None, review_asked_on=None,
        decision=HousingApplication.Decision.NOT_OWED, decided_on__lte=on,
    )  # fmt: skip
    for row in rows:
        if row.decided_on is not None:
            yield Running("homeless_review", row.person_id, row.decided_on, REVIEW.period.after(row.decided_on), row.pk)


def _signals(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = HousingSignal.objects.filter(
        person__in=people, removed_at=None, acted_on=None, settled_on=None, told_on__lte=on
    )
    for row in rows:
        since = max(row.told_on, row.recorded_at.date())
        if since <= on:
            yield Running("signal_acted_on", row.person_id, since, SIGNAL.period.after(since), record=row.pk)


SUITABLE = LocalClock(
    id="home_suitability",
    title="Check that the home is suitable",
    usual=Period(0, "days"),
    why="A home is arranged, and nobody has looked yet whether it is suitable.",
    stops="Looking at it by the seven factors, with what the young person thinks.",
    day_from="the day they move in",
    find=_suitability,
    url_name="casework:life_home",
    record=Record.HOME,
    basis="Care Leavers (England) Regulations 2010, regulation 9, for relevant children; from 18 the council's own",
)
DECIDED = LocalClock(
    id="suitability_decided",
    title="Decide on whether a home is suitable",
    usual=Period(5, "working days"),
    why="Somebody looked at the home, and a manager has not decided yet.",
    stops="A manager's decision.",
    find=_suitability,
    url_name="casework:life_home",
    record=Record.HOME,
)
NOTICE = LocalClock(
    id="notice_to_leave",
    title="Help before a home is lost",
    usual=Period(56, "days"),
    why="Notice to leave was given. The housing authority has to be asked this long before the last day.",
    stops="Referring to the housing authority, or the end of the home.",
    find=_notice,
    url_name="casework:life_housing",
    record=Record.HOME,
    basis="Housing Act 1996, section 195, threatened with homelessness within 56 days [unverified]",
)
COUNCIL_TAX = LocalClock(
    id="council_tax_claim",
    title="Council tax claim",
    usual=Period(10, "working days"),
    why="They moved, or a new tax year began: each billing authority has to be asked.",
    stops="A claim to the authority of the district where they live.",
    find=_council_tax,
    url_name="casework:life_housing",
    record=Record.HOUSING,
)
STAYING_PUT = LocalClock(
    id="staying_put_ends",
    title="What comes after Staying Put",
    usual=Period(6, "months"),
    why="Staying Put ends at 21 at the latest.",
    stops="Writing down what comes next, or the end of the arrangement.",
    find=_staying_put,
    url_name="casework:life_home",
    record=Record.HOME,
    basis="Children Act 1989, section 23CZA, for the end at 21; how long before is the council's own",
)
REVIEW = LocalClock(
    id="homeless_review",
    title="Last day to ask for a review of a housing decision",
    usual=Period(21, "days"),
    why="The housing authority decided that it owes no main duty.",
    stops="Asking for a review, or closing the application.",
    is_by_law=True,
    find=_review,
    url_name="casework:life_housing",
    record=Record.HOUSING,
    basis="Housing Act 1996, section 202 [unverified]",
)
SIGNAL = LocalClock(
    id="signal_acted_on",
    title="Act on arrears or another sign of trouble",
    usual=Period(5, "working days"),
    why="A sign of trouble with a home was told to us.",
    stops="Writing down what was done, or that it is over.",
    find=_signals,
    url_name="casework:life_housing",
    record=Record.HOUSING,
)
CLOCKS = (SUITABLE, DECIDED, NOTICE, COUNCIL_TAX, STAYING_PUT, REVIEW, SIGNAL)
