"""Help after 21: asking, ending, coming back; the yearly offer; welfare; the people around a young person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.casework import actions, local_clocks, queries, standing
from alongside.casework.models import NetworkMember, SupportOffer, SupportRequest, WelfareWatch
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, WrongState

THEN = date(2029, 1, 15)
"""Fay turned 21 on 20 June 2028."""


@pytest.fixture
def old(council, fay, set_clock):
    """The council on a day on which Fay is 21; she has an account, and is Cal's."""
    set_clock(THEN)
    return council


def ask(council, asked_on=THEN, how="phone", wants="Help with a form", by="Cal", on=None):
    on = on or THEN
    return actions.ask_for_support(person_id=council.id("Fay"), how=how, wants=wants, asked_on=asked_on, on=on,
                                   by=council.actor(by, on))  # fmt: skip


def offer(council, sent_on=THEN, channel="letter"):
    return actions.offer_support(person_id=council.id("Fay"), sent_on=sent_on, channel=channel, on=THEN,
                                 by=council.actor("Cal", THEN))  # fmt: skip


def due(council, on=THEN):
    where = standing.standing_of(council.person("Fay"), on=on)
    return {one.clock: one.on for _, one in where.due}


def support(council, on=THEN):
    return queries.support(council.actor("Cal", on), council.id("Fay"), on=on)


def test_asking_starts_the_assessment_and_rests_the_offer(old):
    assert {"first_offer_after_21", "yearly_offer"} & set(due(old))
    ask(old)
    assert due(old)["needs_assessment_on_request"] == date(2029, 4, 15)
    assert not {"first_offer_after_21", "yearly_offer"} & set(due(old))
    assert support(old).state == "Asked for support, and it goes on"


def test_asking_leaves_a_decision_on_the_category_as_it_was(old):
    cal, sam = old.actor("Cal", THEN), old.actor("Sam", THEN)
    proposal = actions.propose_determination(person_id=old.id("Fay"), on=THEN, by=cal, why="As the file says")
    actions.approve_determination(person_id=old.id("Fay"), number=proposal.number, on=THEN, by=sam)
    ask(old)
    assert standing.standing_of(old.person("Fay"), on=THEN).is_decided


def test_they_end_it_and_come_back_as_often_as_they_like(old, fay, visit):
    for number in (1, 2):
        page = visit("/me/support/", by=fay)
        visit.post("/me/support/", {**page.fields, "wants": "College"}, by=fay)
        visit.post("/me/support/", {**page.fields, "wants": "College"}, by=fay)
        assert SupportRequest.objects.count() == number
        visit.post("/me/support/stop/", {**visit("/me/support/stop/", by=fay).fields, "ended_words": ""}, by=fay)
        assert support(old).state == "Inactive since they stopped: can come back at any time"
        assert "Do you want to come back?" in visit("/me/support/", by=fay)
    assert "yearly_offer" in due(old)


@pytest.mark.parametrize(
    ("day", "refused"),
    [(date(2028, 6, 19), True), (date(2028, 6, 20), False), (date(2032, 6, 19), False), (date(2032, 6, 20), True)],
)
def test_it_can_be_asked_for_from_21_until_25(old, set_clock, day, refused):
    set_clock(day)
    if refused:
        with pytest.raises((FactRefused, WrongState)):
            ask(old, asked_on=day, on=day)
    else:
        assert ask(old, asked_on=day, on=day).asked_on == day


def test_nobody_asks_twice_at_once_or_as_somebody_else(old):
    ask(old)
    with pytest.raises(WrongState):
        ask(old)
    with pytest.raises(FactRefused):
        ask(old, how="portal")
    with pytest.raises(NotYours):
        ask(old, by="Amir")


def test_only_they_end_it(old):
    row = ask(old)
    given = {"request_id": row.pk, "version": 1, "ended_on": THEN, "on": THEN, "by": old.actor("Cal", THEN)}
    with pytest.raises(FactRefused):
        actions.end_support(**given, ended_how="phone", ended_words=" ")
    with pytest.raises(FactRefused):
        actions.end_support(**given, ended_how="portal", ended_words="Enough")
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportRequest.objects.update(ended_on=THEN)
    actions.end_support(**given, ended_how="phone", ended_words="I am fine now")
    with pytest.raises(WrongState):
        actions.end_support(**given, ended_how="phone", ended_words="I am fine now")


def test_what_was_agreed_is_noted_and_an_older_page_overwrites_nothing(old):
    row, by = ask(old), old.actor("Cal", THEN)
    given = {"request_id": row.pk, "version": 1, "result": "support", "on": THEN, "by": by}
    actions.note_result(**given, result_words="A visit each month")
    with pytest.raises(EditConflict):
        actions.note_result(**given, result_words="Nothing")


def test_an_offer_is_due_again_after_a_year_unless_it_did_not_reach_them(old):
    row = offer(old)
    assert due(old)["yearly_offer"] == date(2030, 1, 15)
    given = {"offer_id": row.pk, "reply_words": "", "on": THEN, "by": old.actor("Cal", THEN)}
    actions.note_reply(**given, version=1, reached="no", reply="", replied_on=None)
    assert due(old).get("yearly_offer") is None and "first_offer_after_21" in due(old)
    actions.note_reply(**given, version=2, reached="yes", reply="not_now", replied_on=THEN)
    assert due(old)["yearly_offer"] == date(2030, 1, 15)


def test_who_says_yes_to_an_offer_has_asked(old):
    row = offer(old)
    actions.note_reply(offer_id=row.pk, version=1, reached="yes", reply="yes", replied_on=THEN, reply_words="Please",
                       on=THEN, by=old.actor("Cal", THEN))  # fmt: skip
    assert SupportRequest.objects.get().how == "slip"
    assert SupportOffer.objects.get().replied_on == THEN


@pytest.mark.parametrize(
    "more",
    [
        {"reached": "no", "reply": "yes", "replied_on": THEN},
        {"reached": "yes", "reply": "yes", "replied_on": None},
        {"reached": "yes", "reply": "", "replied_on": THEN},
        {"reached": "yes", "reply": "yes", "replied_on": THEN - timedelta(days=1)},
        {"reached": "yes", "reply": "yes", "replied_on": THEN + timedelta(days=1)},
        {"reached": "maybe", "reply": "", "replied_on": None},
    ],
)
def test_a_reply_that_cannot_be_is_refused(old, more):
    row = offer(old)
    with pytest.raises(FactRefused):
        actions.note_reply(offer_id=row.pk, version=1, reply_words="", on=THEN, by=old.actor("Cal", THEN), **more)


def local(council, clock, on=THEN):
    return [one.due_on for one in local_clocks.running([council.id("Fay")], on) if one.clock == clock]


def test_whoever_asks_gets_an_adviser_within_five_working_days(old):
    ask(old)
    assert not local(old, "adviser_for_request")
    held = old.person("Fay").allocations.get()
    actions.end_allocation(allocation_id=held.pk, to_on=THEN, on=THEN, by=old.actor("Sam", THEN))
    assert local(old, "adviser_for_request") == [date(2029, 1, 22)]


def test_welfare_is_looked_after_with_its_reason_and_looked_at_again(old, fay, visit):
    given = {"person_id": old.id("Fay"), "on": THEN, "by": old.actor("Cal", THEN)}
    with pytest.raises(FactRefused):
        actions.watch_welfare(**given, why="He follows her", told=False, why_not_told="")
    row = actions.watch_welfare(**given, why="He follows her", told=False, why_not_told="He reads her phone")
    assert "He follows her" not in visit("/me/support/", by=fay)
    assert local(old, "welfare_looked_at") == [date(2029, 4, 15)]
    look = {"watch_id": row.pk, "on": THEN, "by": given["by"]}
    actions.look_at_welfare(**look, version=1, goes_on=False, words="He moved away")
    assert WelfareWatch.objects.get().ended_on == THEN and not local(old, "welfare_looked_at")
    with pytest.raises(NotYours):
        actions.look_at_welfare(**look, version=2, goes_on=True, words="Again")


def test_the_pages_of_help_after_21(old, visit):
    cal, about = old.users["Cal"], f"/staff/people/{old.id('Fay')}/"

    def send(address, **typed):
        visit.post(address, {**visit(address, by=cal).fields, **typed}, by=cal)
        return visit(about + "support/", by=cal)

    assert "Offers of support" in send(about + "support/offer/", channel="letter")
    row = SupportOffer.objects.get()
    day = {"replied_on-day": "15", "replied_on-month": "1", "replied_on-year": "2029"}
    assert "Not now" in send(f"/staff/support/offers/{row.pk}/", reached="yes", reply="not_now",
                             **day)  # fmt: skip
    assert "A cooker" in send(about + "support/ask/", how="phone", wants="A cooker")
    asked = SupportRequest.objects.get()
    agreed = send(f"/staff/support/{asked.pk}/result/", result="support", result_words="We buy it")
    assert "We buy it" in agreed
    assert "can come back" in send(f"/staff/support/{asked.pk}/end/", ended_how="phone", ended_words="Thanks")
    assert "Drinks a lot" in send(about + "support/watch/", why="Drinks a lot", told="on")
    watch = WelfareWatch.objects.get()
    assert "Better" in send(f"/staff/support/welfare/{watch.pk}/", words="Better", goes_on="yes")


# --- The people around them ------------------------------------------------------------------------------------------


def test_she_says_whom_we_may_talk_to_and_stops_it_at_once(old, fay, visit):
    typed = {"name": "Aunt Lou", "relationship": "my aunt", "may_talk": "on", "talk_about": "my home"}
    visit.post("/me/people/", {**visit("/me/people/", by=fay).fields, **typed}, by=fay)
    row = NetworkMember.objects.get()
    assert (row.may_talk, row.said_on, row.source) == (True, THEN, "portal")
    assert "my home" in visit(f"/staff/people/{old.id('Fay')}/network/", by=old.users["Cal"])
    visit.post(f"/me/people/{row.pk}/stop/", by=fay)
    row.refresh_from_db()
    assert row.may_talk is False
    assert "We do not talk to them" in visit("/me/people/", by=fay)


def test_we_talk_to_nobody_whom_she_has_not_named(old):
    given = {
        "person_id": old.id("Fay"),
        "name": "Lou",
        "relationship": "aunt",
        "on": THEN,
        "by": old.actor("Cal", THEN),
    }
    with pytest.raises(FactRefused):
        actions.add_network_member(**given, may_talk=True)
    actions.add_network_member(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        NetworkMember.objects.update(may_talk=True)


def test_she_neither_sees_nor_changes_what_is_hidden_from_her(old, fay, visit):
    row = actions.add_network_member(
        person_id=old.id("Fay"), name="Nik", relationship="exploits her", allowed="no", hidden="serious_harm",
        hidden_until=THEN + timedelta(days=60), on=THEN, by=old.actor("Cal", THEN),
    )  # fmt: skip
    assert "Nik" not in visit("/me/people/", by=fay)
    visit.post(f"/me/people/{row.pk}/stop/", by=fay, status=404)


def test_somebody_is_changed_and_goes(old, visit):
    cal, about = old.users["Cal"], f"/staff/people/{old.id('Fay')}/network/"
    visit.post(about + "add/", {**visit(about + "add/", by=cal).fields, "name": "Lou", "relationship": "aunt"}, by=cal)
    address = f"/staff/network/{NetworkMember.objects.get().pk}/"
    visit.post(address, {**visit(address, by=cal).fields, "name": "Louise"}, by=cal)
    assert "Louise" in visit(about, by=cal)
    visit.post(address, {**visit(address, by=cal).fields, "ended": "on"}, by=cal)
    assert "Louise" not in visit(about, by=cal)
    visit(address, by=cal, status=404)
