"""Who has a place of their own here, for parts that may not know who they are."""

from __future__ import annotations

from datetime import date

from alongside.casework.access import live
from alongside.casework.models import Home, Person
from alongside.law import age_on
from alongside.shell.slots import PortalAccount


def portal_accounts(on: date) -> list[PortalAccount]:
    """Account, age and district of everyone who has a place of their own here. A protected home has no district."""
    people = Person.objects.filter(user__isnull=False, user__is_active=True, died_on=None, merged_into=None)
    homes = Home.objects.filter(live(on), person__in=people, removed_at=None, is_protected=False)
    where = dict(homes.exclude(district=None).values_list("person_id", "district__name"))
    return [
        PortalAccount(user, age_on(born_on, on), where.get(person, ""))
        for person, user, born_on in people.values_list("pk", "user_id", "born_on")
        if user is not None
    ]
