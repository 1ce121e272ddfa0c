"""Clocks of letters: a birthday's is written three weeks before the day; one that came back asks about the address."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone

from alongside.casework import going, near_birthdays
from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import Letter
from alongside.shell.roles import Record


def _birthdays(people: Collection[UUID], on: date) -> Iterator[Running]:
    found = near_birthdays.near(on, people)
    gone = Letter.objects.filter(once__in=[near.once for near in found], state__in=near_birthdays.GONE)
    gone_keys = set(gone.values_list("once", flat=True)) if found else set()
    for near in found:
        if near.once not in gone_keys:
            since = near.day - near_birthdays.AHEAD
            yield Running("birthday_letter", near.person.pk, since, BIRTHDAY.period.after(since))


def _came_back(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = going.in_doubt(on).filter(person__in=people)
    for point, person, at in rows.values_list("pk", "person_id", "came_back_at"):
        since = timezone.localdate(at)
        yield Running(ADDRESS.id, person, since, ADDRESS.period.after(since), record=point)


BIRTHDAY = LocalClock(
    id="birthday_letter",
    title="Birthday letter",
    usual=Period(18, "days"),
    why="A birthday from the 18th to the 25th is near. The letter should arrive before the day.",
    stops="The letter is sent. Letters of birthdays are written by themselves; one that was stopped says why.",
    find=_birthdays,
    url_name="casework:letters",
    record=Record.LETTERS,
)
ADDRESS = LocalClock(
    id="address_in_doubt",
    title="Check the address",
    usual=Period(5, "working days"),
    why="A letter came back from there. They may have moved, and nothing goes there by post meanwhile.",
    stops="Somebody says on what day the address was known to be right since, changes it, or ends it.",
    find=_came_back,
    url_name="casework:person",
    record=Record.ADDRESS,
)
CLOCKS = (BIRTHDAY, ADDRESS)
