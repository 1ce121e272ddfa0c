"""The clock of the statutory return from 22 on. Up to 21 the law's own clock counts from each birthday."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework import birthdays
from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import BirthdayRecord, Person
from alongside.shell.roles import Record

RETURN_SENT = (6, 30)
"""Until this day the return of the year before may still be put together (the day itself is the department's [U])."""


def _open(people: Collection[UUID], on: date) -> Iterator[Running]:
    """Years of a return that is not closed, of people of 22 to 25, for whom no record is locked."""
    year = birthdays.collection_year(on)
    years = (year - 1, year) if (4, 1) <= (on.month, on.day) <= RETURN_SENT else (year,)
    approved = BirthdayRecord.objects.filter(year__in=years, state=BirthdayRecord.State.APPROVED)
    locked = set(approved.values_list("person_id", "age"))
    among = Person.objects.filter(pk__in=people)
    for one in (one for year in years for one in birthdays.asked_in(among, year=year, on=on)):
        if one.age > birthdays.LAST_BY_BIRTHDAY and (one.person.pk, one.age) not in locked:
            yield Running("yearly_record", one.person.pk, one.from_on, one.to_on)


YEARLY = LocalClock(
    id="yearly_record",
    after_death=True,
    title="Yearly record for the return",
    usual=Period(12, "months"),
    why="The statutory return asks once a year how a care leaver of 22 to 25 is. It is due by 31 March.",
    stops="A record of this collection year that the head of service has approved.",
    day_from="the last day that the return asks about",
    find=_open,
    url_name="casework:birthdays_of",
    record=Record.BIRTHDAY_RECORD,
    basis="SSDA903 return, table OC3, ages 22 to 25",
)
CLOCKS = (YEARLY,)
