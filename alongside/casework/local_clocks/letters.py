"""The clock of birthday letters: written three weeks before the day, posted so that it arrives in time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework import near_birthdays
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
CLOCKS = (BIRTHDAY,)
