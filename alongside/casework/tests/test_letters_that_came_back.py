"""A letter that came back: its address is in doubt, nothing is posted there, and somebody is asked to check it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.casework import actions, going, local_clocks, queries
from alongside.casework.models import EnrolmentCode, Letter
from alongside.casework.tests.letter_scene import address, draft, queued_with_address, send
from alongside.casework.tests.scene import TODAY
from alongside.shell.refusals import FactRefused

pytestmark = pytest.mark.usefixtures("post", "quick_paper")
DAY = timedelta(days=1)


@pytest.fixture
def returned(council):
    """A letter to Fay that the post brought back today."""
    letter = queued_with_address(council)
    assert send() == 1
    return actions.settle_letter(letter_id=letter.pk, what="return", why="Gone away", on=TODAY, by=council.actor("Cal"))


def to_check(council, on=TODAY):
    people = [council.id(name) for name in ("Fay", "Ella")]
    return [one for one in local_clocks.running(people, on) if one.clock == "address_in_doubt"]


def change(council, letter, **changes):
    point = letter.contact_point
    return actions.change_contact_point(
        contact_point_id=point.pk, version=point.version, changes=changes, on=TODAY, by=council.actor("Cal")
    )


def test_the_adviser_is_asked_to_check_the_address_within_five_working_days(council, returned):
    [one] = to_check(council)
    assert (one.person, one.since, one.record) == (council.id("Fay"), TODAY, returned.contact_point_id)
    assert one.due_on == TODAY + 7 * DAY, "a weekend lies between"
    rows = queries.due_page(council.actor("Cal"), on=TODAY, choice=queries.DueChoice(due="everything")).rows
    [row] = [row for row in rows if row.tick.clock == "address_in_doubt"]
    assert (row.worker, row.url_name) == ("Cal", "casework:person")
    for stranger in ("Amir", "Bea", "Nadia"):
        rows = queries.due_page(council.actor(stranger), on=TODAY, choice=queries.DueChoice(due="everything")).rows
        assert not [row for row in rows if row.tick.clock == "address_in_doubt"]


def test_an_answered_letter_doubts_nothing(council):
    letter = queued_with_address(council)
    send()
    actions.settle_letter(letter_id=letter.pk, what="acknowledge", on=TODAY, by=council.actor("Cal"))
    assert to_check(council) == []
    assert going.why_no_address(council.person("Fay"), TODAY) == ""


def test_nothing_more_is_posted_there(council, returned):
    with pytest.raises(FactRefused, match=going.IN_DOUBT):
        draft(council)
    with pytest.raises(FactRefused, match="safe to write"):
        actions.make_enrolment_code(
            person_id=council.id("Fay"), handed=EnrolmentCode.Handed.POST, on=TODAY, by=council.actor("Cal")
        )
    assert not queries.access_of(council.actor("Cal"), council.id("Fay"), on=TODAY).is_addressed
    assert draft(council, channel="by_hand").address == ""


def test_a_letter_that_waits_is_stopped_when_another_comes_back(council):
    sent = queued_with_address(council)
    send()
    waits = actions.queue_letter(letter_id=draft(council).pk, on=TODAY, by=council.actor("Cal"))
    actions.settle_letter(letter_id=sent.pk, what="return", on=TODAY, by=council.actor("Cal"))
    assert send() == 0
    waits.refresh_from_db()
    assert (waits.state, waits.why) == (Letter.State.STOPPED, going.IN_DOUBT)


def test_another_address_takes_the_next_letter_while_the_first_is_in_doubt(council, returned):
    address(council, value="2 Mill Row, Saltby, BW1 4AB")
    assert draft(council).address == "2 Mill Row, Saltby, BW1 4AB"
    assert len(to_check(council)) == 1, "somebody still says whether the first is right"


@pytest.mark.parametrize(
    "changes",
    [{"checked_on": TODAY, "checked_how": "They told me"}, {"value": "2 Mill Row, Saltby"}, {"to_on": TODAY}],
    ids=["confirmed", "replaced", "ended"],
)
def test_whoever_checks_it_ends_the_doubt(council, returned, changes):
    change(council, returned, **changes)
    assert to_check(council) == []
    assert going.why_no_address(council.person("Fay"), TODAY) in ("", going.NO_ADDRESS)
    assert bool(going.safe_address(council.person("Fay"), TODAY)) is ("to_on" not in changes)


def test_what_was_known_before_it_came_back_does_not(council, returned):
    change(council, returned, checked_on=TODAY - DAY)
    assert len(to_check(council)) == 1


def test_the_pages_say_so_and_take_the_check(council, visit, returned):
    cal, fay = council.users["Cal"], council.id("Fay")
    person = f"/staff/people/{fay}/"
    shown = visit(person, by=cal)
    assert "In doubt: a letter came back from there" in shown.text and "Safe to write" not in shown.text
    assert "Check the address" in visit(f"{person}clocks/", by=cal).text
    assert "The address is in doubt" in visit(f"/staff/letters/{returned.pk}/", by=cal).text
    page = reverse("casework:change_contact", args=[returned.contact_point_id])
    form = visit(page, by=cal)
    assert "A letter came back on 23 November 2026" in form.text
    visit.post(
        page, {**form.fields, "checked_on-day": "23", "checked_on-month": "11", "checked_on-year": "2026"}, by=cal
    )
    shown = visit(person, by=cal)
    assert "In doubt" not in shown.text and "Safe to write" in shown.text
    assert "The address is in doubt" not in visit(f"/staff/letters/{returned.pk}/", by=cal).text


@pytest.mark.parametrize("reader", ["Cal", "Hana"])
def test_a_protected_address_never_reads_safe_to_write(council, visit, reader):
    point = address(council, safe=True, protected=True)
    page = visit(f"/staff/people/{council.id('Fay')}/", by=council.users[reader])
    assert "Protected: nothing goes there by post" in page
    assert "safe to write" not in page.text.lower()
    change = reverse("casework:change_contact", args=[point.pk])
    assert change not in page.links.values(), "neither is on the access list, so the form does not open"
    visit(change, by=council.users[reader], status=404)
