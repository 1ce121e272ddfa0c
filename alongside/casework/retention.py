"""How long a file is kept: until the 75th birthday, or fifteen years after a death before 18; never shorter.

Care Planning, Placement and Case Review (England) Regulations 2010, reg. 50; Care Leavers (England) Regulations 2010,
reg. 10. When the time is over a file is looked at: nothing goes by itself.
"""

from __future__ import annotations

from datetime import date

from alongside.casework.models import Hold, Person
from alongside.law import birthday, months_after

LAST_BIRTHDAY = 75
YEARS_AFTER_A_DEATH = 15


def kept_until(person: Person) -> date:
    """The day from which the file may be disposed of."""
    if person.died_on and person.died_on < birthday(person.born_on, 18):
        return months_after(person.died_on, 12 * YEARS_AFTER_A_DEATH)
    return birthday(person.born_on, LAST_BIRTHDAY)


def why_kept(person: Person, *, on: date) -> str:
    """Why the file cannot be disposed of on a day, in a sentence; empty where it can be."""
    until = kept_until(person)
    if on < until:
        return f"The law keeps this file until {until.day} {until:%B %Y}."
    if Hold.objects.filter(person=person, ended_on=None, removed_at=None).exists():
        return "The file is held: look at the hold first."
    if person.user_id:
        return "They have an account of their own here: end it first."
    return ""
