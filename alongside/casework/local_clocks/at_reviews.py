"""What is looked at again whenever a plan is reviewed: the provider's registration at 16 and 17, and Staying Put."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, Q

from alongside.casework.areas.homes import is_supported_at_16_17
from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import ClockEvent, Home, StayingPut
from alongside.law import birthday
from alongside.shell.roles import Record

REVIEWS = ("review_held", "looked_after_review_held")
"""Of the pathway plan, and of a child in care, at which the plan is looked at too."""
FOR_IT = timedelta(days=14)
"""What was looked at so shortly before a review was looked at for it."""


def _reviewed(people: Collection[UUID], on: date) -> dict[UUID, date]:
    """Person → when a plan was last reviewed."""
    rows = ClockEvent.objects.filter(person__in=people, kind__in=REVIEWS, on__lte=on, corrected_by=None)
    return dict(rows.values("person_id").annotate(last=Max("on")).values_list("person_id", "last"))


def _providers(people: Collection[UUID], on: date) -> Iterator[Running]:
    now = Q(to_on__isnull=True) | Q(to_on__gt=on)
    rows = Home.objects.filter(now, person__in=people, removed_at=None, from_on__lte=on).select_related("person")
    homes = [
        home for home in rows if is_supported_at_16_17(home, home.person) and on < birthday(home.person.born_on, 18)
    ]
    held = _reviewed([home.person_id for home in homes], on) if homes else {}
    for home in homes:
        review, checked = held.get(home.person_id), home.provider_checked_on
        # Before the first day in the home the law's own clock asks for the check.
        if review and review > home.from_on and checked and checked < review - FOR_IT:
            yield Running(PROVIDER.id, home.person_id, review, PROVIDER.period.after(review), record=home.pk)


def _staying_put(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = StayingPut.objects.filter(
        person__in=people, removed_at=None, ended_on=None, decided=StayingPut.Decided.STAYS, decided_on__lte=on
    )
    found = [row for row in rows if row.decided_on is not None]
    held = _reviewed([row.person_id for row in found], on) if found else {}
    for row in found:
        review, looked = held.get(row.person_id), row.reviewed_on or row.decided_on
        if review and looked and looked < review - FOR_IT:
            yield Running(STAYING_PUT.id, row.person_id, review, STAYING_PUT.period.after(review), record=row.pk)


PROVIDER = LocalClock(
    id="provider_checked_at_review",
    title="Check again that the provider is registered",
    usual=Period(5, "working days"),
    why="They are 16 or 17 in supported accommodation, and the plan was reviewed since the registration was checked.",
    stops="The day of the new check, in the record of the home.",
    find=_providers,
    url_name="casework:life_home",
    record=Record.HOME,
    basis="Supported Accommodation (England) Regulations 2023; that it is checked at each review is the council's own",
)
STAYING_PUT = LocalClock(
    id="staying_put_at_review",
    title="Look at Staying Put with the plan",
    usual=Period(5, "working days"),
    why="They stay on with their foster carers, and the plan was reviewed since the arrangement was last looked at.",
    stops="The day on which the arrangement was looked at, or its end.",
    find=_staying_put,
    url_name="casework:life_home",
    record=Record.HOME,
    basis="Children Act 1989, section 23CZA; that it is looked at with the plan is the council's own",
)
CLOCKS = (PROVIDER, STAYING_PUT)
