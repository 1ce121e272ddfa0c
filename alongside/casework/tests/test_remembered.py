"""What is remembered of where people stand is never older than the newest change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from alongside.casework import actions, remembered, standing
from alongside.casework.models import Person
from alongside.casework.tests.scene import SYSTEM, TODAY, files


@pytest.fixture
def everyone(council):
    """Everybody, and all of them remembered."""
    people = Person.objects.all()
    remembered.standings(people, on=TODAY)
    return people


def is_as_read_afresh(people, on=TODAY):
    """Whether memory and database tell the same."""
    afresh = standing.standings(people.all(), on=on)
    known = remembered.standings(people, on=on)
    return all(
        (known[pk].finding, known[pk].recorded, known[pk].latest, known[pk].person.label)
        == (one.finding, one.recorded, one.latest, one.person.label)
        for pk, one in afresh.items()
    )


def test_nothing_is_read_twice(council, everyone, django_assert_num_queries):
    with django_assert_num_queries(2):  # the audit, and who they are
        remembered.standings(everyone, on=TODAY)


def test_a_change_is_seen_at_once(council, everyone):
    ella = council.id("Ella")
    actions.record_clock_event(person_id=ella, kind="contact_made", happened_on=TODAY, on=TODAY, by=SYSTEM)
    assert is_as_read_afresh(everyone)
    version = council.person("Ella").version
    actions.correct_core_details(person_id=ella, version=version, changes={"surname": "New"}, on=TODAY, by=SYSTEM)
    assert remembered.standings(everyone, on=TODAY)[ella].person.label == "Ella New"
    actions.propose_determination(person_id=ella, on=TODAY, by=council.actor("Amir"))
    assert is_as_read_afresh(everyone)
    actions.take_in_return(given=files(care={}), on=TODAY, by=SYSTEM)
    assert is_as_read_afresh(everyone)
    assert is_as_read_afresh(everyone, on=TODAY + timedelta(days=400))


def test_what_was_rolled_back_is_forgotten(council, everyone):
    ella = council.person("Ella")
    with transaction.atomic():
        actions.correct_core_details(
            person_id=ella.pk, version=ella.version, changes={"surname": "Never"}, on=TODAY, by=SYSTEM
        )
        assert remembered.standings(everyone, on=TODAY)[ella.pk].person.surname == "Never"
        transaction.set_rollback(True)
    assert remembered.standings(everyone, on=TODAY)[ella.pk].person.surname == "Marsh"
