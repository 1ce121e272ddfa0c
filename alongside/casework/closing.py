"""When a file closes: on the 25th birthday it is no longer written in, and those who work here read it with a reason.

What a person may still ask of us stays possible: their own records, a correction, a complaint. So does what is done
with files as such: merging, holding, disposing of, a return. A manager may keep a file open for a while, with the
reason: a course of the plan can go on after 25 (Children Act 1989, section 23C(7)), and something may be left to do.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.casework.models import KeptOpen, Person
from alongside.law import birthday
from alongside.shell.roles import Record, Verb

CLOSES_AT = 25
CHANGES = frozenset({Verb.CREATE, Verb.UPDATE, Verb.APPROVE})
STILL_WRITTEN = frozenset(
    {
        *(Record.CORE_DETAILS, Record.ALLOCATION, Record.OWN_RECORDS, Record.COMPLAINTS, Record.SHARING),
        *(Record.LETTERS, Record.PAYMENTS, Record.BIRTHDAY_RECORD, Record.MERGING, Record.DISPOSAL, Record.KEPT_OPEN),
    }
)
"""Details are corrected, access is ended, disclosures are noted, answers are sent, what was granted is paid."""
STILL_READ = STILL_WRITTEN | {Record.FIND_PEOPLE, Record.WHO_LOOKED, Record.PERSON_EXPORT}
"""What those who work here see of a closed file without saying why."""


def closes_on(person: Person) -> date:
    """The day from which the file is closed, unless it is kept open."""
    return birthday(person.born_on, CLOSES_AT)


def is_closed(person: Person, *, on: date) -> bool:
    """Whether the file is closed on a day."""
    return on >= closes_on(person) and not kept_open(on).filter(person=person).exists()


def not_closed(on: date) -> Q:
    """People whose file is open on a day."""
    return Q(born_on__gt=_born_by(on)) | Q(pk__in=kept_open(on).values("person"))


def kept_open(on: date) -> QuerySet[KeptOpen]:
    """What keeps files open on a day."""
    return KeptOpen.objects.filter(removed_at=None, until_on__gt=on)


def stays_possible(record: Record, verb: Verb) -> bool:
    """Whether this may be done with a closed file by those who work here, without opening it with a reason."""
    return record in (STILL_WRITTEN if verb in CHANGES else STILL_READ)


def sentence(person: Person, *, reader: UUID | None) -> str:
    """Why something is refused, to a worker or to the young person themself."""
    day = closes_on(person)
    on = f"{day.day} {day:%B %Y}"
    if reader is not None and reader == person.user_id:
        return (
            f"Your file was closed on {on}, when you turned 25: nothing new is written in it. Call us if you need us."
        )
    return f"This file was closed on {on}, their 25th birthday: nothing in it is changed any more."


def _born_by(on: date) -> date:
    """Whoever was born on this day or before is 25 on the day ``on``; born on 29 February means the 1st of March."""
    try:
        return on.replace(year=on.year - CLOSES_AT)
    except ValueError:
        return on.replace(year=on.year - CLOSES_AT, day=28)
