"""Unusual reading is told from the audit and shown to a manager: many records, others' records, one's own surname."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.casework import actions, queries
from alongside.casework.models import Person
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY
from alongside.shell import actions as accounts
from alongside.shell import audit, clock
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours
from alongside.shell.roles import Role

DAY = timedelta(days=1)
NAMES = ("Ella", "Rory", "Fay", "Uma", "Kit")


@pytest.fixture(autouse=True)
def _low(settings):
    """Few people live in this council."""
    settings.READING_AT_LEAST, settings.READING_TIMES, settings.READING_OUTSIDE = 4, 3, 1


@pytest.fixture
def look(council, monkeypatch):
    """Lets a worker look at so many people's records on a day; the same again where there are too few."""

    def at(name, people, day=TODAY, verb="looked at person"):
        moment = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)
        for person in people:
            audit.record(actor=council.actor(name, day), verb=verb, subject_kind="person", subject=person)
        monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))

    return at


def others(number):
    return [uuid4() for _ in range(number)]


def shown(council, by="Hana", on=TODAY):
    return {(row.name, row.day): row for row in queries.unusual_reading(council.actor(by), on=on)}


def test_a_day_with_many_more_than_usual_is_shown_and_one_as_usual_is_not(council, look):
    for back in range(1, 8):
        look("Dora", others(2), TODAY - back * DAY)
    look("Dora", others(6), TODAY)
    assert shown(council) == {}
    look("Dora", others(1), TODAY)
    [row] = shown(council).values()
    assert (row.name, row.day, row.people, row.usual, row.many, row.outside) == ("Dora", TODAY, 7, 2, True, 0)


def test_whoever_has_no_habit_yet_is_held_against_their_role(council, look):
    other = accounts.open_account(email="dan@brightwater.example", name="Dan", by=SYSTEM)
    accounts.grant_role(user=other, role=Role.DATA_OFFICER, from_on=BEFORE, by=SYSTEM)
    council.users["Dan"] = other
    for back in range(1, 8):
        look("Dora", others(3), TODAY - back * DAY)
    look("Dan", others(9))
    assert shown(council) == {}
    look("Dan", others(1))
    assert shown(council)["Dan", TODAY].usual == 3


def test_opening_one_record_often_is_one_record(council, look):
    look("Dora", [council.id("Ella")] * 30)
    assert shown(council) == {}


@pytest.mark.parametrize(("setting", "seen"), [(4, True), (5, False)])
def test_so_many_at_least_is_a_setting(council, look, settings, setting, seen):
    settings.READING_AT_LEAST = setting
    look("Dora", others(4))
    assert bool(shown(council)) is seen


def test_records_of_people_who_are_not_theirs_or_their_teams_are_shown(council, look):
    look("Amir", [council.id("Ella"), council.id("Rory"), council.id("Fay")])
    assert shown(council) == {}
    look("Amir", [council.id("Uma")])
    row = shown(council)["Amir", TODAY]
    assert (row.outside, row.people) == (2, 4)
    look("Hana", [council.id(name) for name in NAMES[:3]])
    assert ("Hana", TODAY) not in shown(council, by="Nadia")


def test_whom_one_covers_is_ones_own(council, look):
    look("Cal", [council.id("Ella"), council.id("Rory")])
    assert shown(council)["Cal", TODAY].outside == 2
    for name in ("Amir", "Bea"):
        worker, cal = council.users[name], council.users["Cal"]
        actions.cover(worker=worker, covered_by=cal, from_on=TODAY, to_on=TODAY + 7 * DAY, by=SYSTEM)
    assert shown(council) == {}


def test_ones_own_surname_is_shown(council, look):
    Person.objects.filter(child_id="ELLA").update(surname="Reyes")
    user = council.users["Amir"]
    user.name = "Amir Reyes"
    user.save()
    look("Amir", [council.id("Ella")])
    assert shown(council)["Amir Reyes", TODAY].namesakes == ("ELLA",)


def test_changes_refusals_and_a_young_persons_own_looks_do_not_count(council, look):
    look("Dora", others(9), verb="recorded contact")
    audit.record(actor=council.actor("Dora"), verb="looked at person", subject_kind="list")
    fay = accounts.open_account(email="fay@mail.example", name="Fay", by=SYSTEM)
    accounts.grant_role(user=fay, role=Role.YOUNG_PERSON, from_on=TODAY, by=SYSTEM)
    council.users["Fay"] = fay
    look("Fay", others(9))
    assert shown(council) == {}


def test_what_lies_longer_back_than_two_weeks_is_shown_no_more(council, look):
    look("Dora", others(9), TODAY - 13 * DAY)
    look("Amir", others(9), TODAY - 14 * DAY)
    assert [day for _, day in shown(council)] == [TODAY - 13 * DAY]


def test_a_team_manager_sees_their_own_team_and_nobody_sees_themself(council, look):
    look("Amir", others(3))
    look("Cal", others(3))
    look("Nadia", others(3))
    assert {name for name, _ in shown(council)} == {"Amir", "Cal", "Nadia"}
    assert {name for name, _ in shown(council, by="Nadia")} == {"Amir"}
    assert {name for name, _ in shown(council, by="Sam")} == {"Cal"}
    for name in ("Amir", "Dora"):
        with pytest.raises(NotAllowed):
            queries.unusual_reading(council.actor(name), on=TODAY)


def test_a_manager_looks_into_it_once_and_says_what_they_found(council, look, visit):
    look("Amir", others(3))
    look("Nadia", others(3))
    nadia, amir = council.users["Nadia"], council.users["Amir"]
    assert "1 to look into" in visit("/staff/safekeeping/", by=nadia)
    page = visit("/staff/unusual-reading/", by=nadia)
    assert "Amir" in page and "3 not theirs" in page
    into = reverse("casework:look_into_reading", args=[amir.pk, TODAY.isoformat()])
    assert "Answer this" in visit.post(into, visit(into, by=nadia).fields, by=nadia, status=200)
    visit.post(into, {**visit(into, by=nadia).fields, "words": "He prepared the panel"}, by=nadia)
    assert "Nadia: He prepared the panel" in visit("/staff/unusual-reading/", by=nadia)
    assert "0 to look into" in visit("/staff/safekeeping/", by=nadia)
    assert AuditEvent.objects.filter(verb="looked into reading", subject=amir.pk).count() == 1
    for by, address in (
        (nadia, into),
        (amir, into),
        (nadia, reverse("casework:look_into_reading", args=[nadia.pk, TODAY.isoformat()])),
        (nadia, reverse("casework:look_into_reading", args=[amir.pk, "2026-13-45"])),
    ):
        visit(address, by=by, status=404)
    with pytest.raises(NotYours):
        actions.look_into_reading(worker_id=amir.pk, day=TODAY, words="x", on=TODAY, by=council.actor("Nadia"))


def test_it_is_not_looked_into_without_a_word(council, look):
    look("Amir", others(3))
    given = {"worker_id": council.users["Amir"].pk, "day": TODAY, "on": TODAY, "by": council.actor("Nadia")}
    with pytest.raises(FactRefused):
        actions.look_into_reading(words=" ", **given)
    assert date(2026, 11, 23) == TODAY and shown(council, by="Nadia")["Amir", TODAY].found_by == ""
