"""Groups and drop-ins: coming is no contact, speaking is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.casework import actions, queries
from alongside.casework.models import Attendance, ClockEvent, Contact, GroupSession
from alongside.casework.tests.scene import TODAY
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours


@pytest.fixture
def session(council) -> GroupSession:
    """A drop-in of today."""
    return actions.hold_session(name="Tea on Monday", kind="drop_in", held_on=TODAY, place="The Tern", note="",
                                others=3, on=TODAY, by=council.actor("Amir"))  # fmt: skip


def came(council, session, name="Rory", worker="Bea", spoke=False):
    return actions.note_attendance(session_id=session.pk, person_id=council.id(name), spoke=spoke, summary="",
                                   on=TODAY, by=council.actor(worker))  # fmt: skip


def test_coming_is_no_contact_and_speaking_is(council, session):
    came(council, session)
    assert not Contact.objects.exists()
    came(council, session, "Ella", "Amir", spoke=True)
    row = Contact.objects.get()
    assert (row.method, row.place, row.is_in_touch) == ("group", "The Tern", True)
    assert ClockEvent.objects.filter(kind="contact_made", person=council.id("Ella"), on=TODAY).exists()


def test_only_ones_own_people_are_added_and_named(council, session):
    with pytest.raises(NotYours):
        came(council, session, "Fay", "Bea")
    came(council, session)
    assert [one.label for one in queries.one_session(council.actor("Bea"), session.pk, on=TODAY).came] == ["Rory Okoro"]
    page = queries.one_session(council.actor("Cal"), session.pk, on=TODAY)
    assert (page.came, page.session.came) == ((), 4)


def test_nobody_comes_twice_or_tomorrow(council, session):
    came(council, session)
    with pytest.raises(FactRefused):
        came(council, session)
    with pytest.raises(FactRefused):
        actions.hold_session(name="x", kind="group", held_on=TODAY + timedelta(days=1), place="", note="", others=0,
                             on=TODAY, by=council.actor("Amir"))  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.hold_session(name="x", kind="group", held_on=TODAY, place="", note="", others=0, on=TODAY,
                             by=council.actor("Dora"))  # fmt: skip


def test_a_session_goes_through_the_pages_once(council, visit):
    bea = council.users["Bea"]
    sent = {**visit("/staff/groups/", by=bea).fields, "name": "Cooking", "kind": "group"}
    visit.post("/staff/groups/", sent, by=bea)
    visit.post("/staff/groups/", sent, by=bea)
    row = GroupSession.objects.get()
    address = f"/staff/groups/{row.pk}/"
    visit.post(address, {**visit(address, by=bea).fields, "person_id": str(council.id("Rory")), "spoke": "on"}, by=bea)
    assert Attendance.objects.get().contact is not None
    assert "a contact" in visit(address, by=bea)
    visit("/staff/groups/", by=council.users["Dora"], status=404)
