"""The verb that tells protocols with partners whose 16th birthday was lately."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.casework import protocol_steps, remembered
from alongside.casework.models import Person
from alongside.law import Category, months_after
from alongside.shell import audit
from alongside.shell.actors import Actor

OLDEST = 17 * 12
IN_CARE = (Category.ELIGIBLE, Category.RELEVANT)


@transaction.atomic
def tell_protocols_of_birthdays(*, on: date, by: Actor) -> int:
    """Begin the clock of the talk about choices of homes for whoever turned 16 lately in care, or left it since."""
    young = Person.objects.filter(born_on__gt=months_after(on, -OLDEST), born_on__lte=months_after(on, -16 * 12))
    held = remembered.standings(young.filter(merged_into=None, died_on=None), on=on)
    people = [one.person for one in held.values() if one.category in IN_CARE]
    told = protocol_steps.tell_of_birthdays(people, on=on, by=by)
    audit.record(actor=by, verb="told protocols of birthdays", subject_kind="protocol", detail={"people": told})
    return told
