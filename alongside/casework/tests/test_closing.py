"""A file closes on the 25th birthday: nothing in it is changed, it is read with a reason, and rights stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework import access, actions, closing, portal_pages, queries, retention
from alongside.casework.models import (
    Complaint,
    Contact,
    CorrectionRequest,
    KeptOpen,
    Message,
    Person,
    PlanCopy,
    RecordsRequest,
)
from alongside.casework.tests.plans import approved
from alongside.law import birthday
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb

DAY = timedelta(days=1)
TURNS_25 = date(2032, 6, 20)
"""Fay was born on 20 June 2007."""


@pytest.fixture
def old(council, fay, set_clock):
    """Fay, who has an account, is 25 today."""
    set_clock(TURNS_25)
    return council


def contact(council, on, by="Cal"):
    return actions.record_contact(
        person_id=council.id("Fay"), happened_on=on, outcome="made", method="phone", summary="All is well",
        on=on, by=council.actor(by, on),
    )  # fmt: skip


def keep_open(council, on=TURNS_25, **given):
    said = {"why": "Her course goes on", "until_on": on + 90 * DAY, "on": on, "by": council.actor("Sam", on), **given}
    return actions.keep_open(person_id=council.id("Fay"), **said)


def reaches(council, name, record, verb, on=TURNS_25):
    return access.can_reach(council.actor(name, on), council.person("Fay"), record, verb, on=on)


def test_on_the_day_before_it_is_written_in_and_on_the_birthday_no_more(old):
    assert contact(old, TURNS_25 - DAY)
    with pytest.raises(WrongState, match="closed on 20 June 2032, their 25th birthday"):
        contact(old, TURNS_25)
    assert Contact.objects.count() == 1


def test_whatever_is_not_named_is_refused_to_everybody_who_works_here(old):
    fay = old.person("Fay")
    for name in ("Cal", "Sam", "Hana", "Dora", "Fay"):
        may = access.reachable_records(old.actor(name, TURNS_25), fay, on=TURNS_25)
        assert {record for record, verb in may if verb in closing.CHANGES} <= closing.STILL_WRITTEN


def test_what_one_reaches_and_what_the_list_of_all_says_agree(old):
    fay = old.person("Fay")
    for opened in (False, True):
        if opened:
            actions.break_glass(reference="FAY", reason="A claim", on=TURNS_25, by=old.actor("Cal", TURNS_25))
        for name in ("Cal", "Sam", "Hana", "Dora", "Fay", "Hugo"):
            actor = old.actor(name, TURNS_25)
            each = {
                (record, verb)
                for record in Record
                for verb in Verb
                if access.visible_to(actor, record, verb, on=TURNS_25).filter(pk=fay.pk).exists()
            }
            assert each == access.reachable_records(actor, fay, on=TURNS_25)


def test_those_who_work_here_read_it_with_a_reason(old, visit):
    cal, page = old.users["Cal"], f"/staff/people/{old.id('Fay')}/"
    shown = visit(page, by=cal).html
    assert "Closed on 20 June 2032" in shown and "open it with a reason" in shown
    assert "Record what happened" not in shown
    assert "nothing in it is changed" in visit(f"{page}contact-log/", by=cal, status=409)
    form = visit("/staff/break-glass/", by=cal).fields
    visit.post("/staff/break-glass/", {**form, "reference": "FAY", "reason": "Her solicitor asks"}, by=cal)
    visit(f"{page}contact-log/", by=cal)
    visit(f"{page}safety/warn/", by=cal, status=409)
    assert AuditEvent.objects.filter(verb="broke the glass", subject=old.id("Fay")).exists()


def test_a_stranger_still_finds_nothing(old, visit):
    visit(f"/staff/people/{old.id('Fay')}/", by=old.users["Amir"], status=404)
    with pytest.raises(NotYours):
        contact(old, TURNS_25, by="Amir")


def test_she_keeps_her_copy_and_her_rights_and_cannot_come_back(old, visit):
    fay = old.users["Fay"]
    assert "Your file was closed" in visit("/me/", by=fay)
    for page in ("plan/", "messages/", "money/", "letters/", "contacts/"):
        visit(f"/me/{page}", by=fay)
    me = old.actor("Fay", TURNS_25)
    assert actions.ask_for_my_records(on=TURNS_25, by=me)
    assert actions.ask_for_my_correction(is_wrong="My name", should_say="Faye", on=TURNS_25, by=me)
    assert actions.complain(kind="complaint", words="Nobody told me.", on=TURNS_25, by=me)
    with pytest.raises(WrongState, match="when you turned 25"):
        actions.send_my_message(words="I want to come back", topic="talk", on=TURNS_25, by=me)
    with pytest.raises(WrongState, match="when you turned 25"):
        actions.ask_for_my_support(wants="Help", on=TURNS_25, by=me)
    assert not Message.objects.exists()


def test_in_her_own_place_every_form_that_stands_there_works(old, visit):
    fay = old.users["Fay"]
    start = visit("/me/", by=fay)
    shown = {page.url_name: visit(reverse(page.url_name), by=fay) for page in portal_pages.PORTAL_PAGES}
    shown |= {name: visit(reverse(f"me:{name}"), by=fay) for name in ("records", "wrong", "advocate", "stop")}
    with_a_form = {name for name, page in shown.items() if "once" in page.fields}
    assert with_a_form == {"me:complaints", "me:who_knows", "records", "wrong", "advocate"}
    assert "Write to your adviser" not in start.html + "".join(page.html for page in shown.values())
    assert start.html.count("nothing new is written in it") == 1
    said = {"words": "Nobody told me.", "kind": "complaint", "is_wrong": "My name", "should_say": "Faye"}
    for address in ("complaints/", "records/", "records/wrong/", "advocate/"):
        form = visit(f"/me/{address}", by=fay).fields
        visit.post(f"/me/{address}", {**form, **said}, by=fay)
    assert {Complaint.objects.count(), RecordsRequest.objects.count(), CorrectionRequest.objects.count()} == {1}


def test_she_takes_a_copy_of_her_plan_still_and_nothing_is_written_in_it(council, fay, visit, set_clock):
    plan, old = approved(council), council
    set_clock(TURNS_25)
    page = visit("/me/plan/", by=fay).html
    assert "A person to call" in page and "Save it as a file" in page
    assert "Say if you agree" not in page and "Add your words" not in page and "Say how it goes" not in page
    copies = PlanCopy.objects.count()
    visit.post(f"/me/plan/{plan.pk}/copy/large/", {"language": "en-gb"}, by=fay, status=200)
    assert AuditEvent.objects.filter(verb="downloaded plan", subject=old.id("Fay")).exists()
    assert PlanCopy.objects.count() == copies
    typed = visit(f"/me/plan/{plan.pk}/words/", by=fay)
    assert "once" not in typed.fields and "nothing new is written in it" in typed.html


def test_while_it_is_kept_open_she_writes_as_before(old, visit):
    keep_open(old)
    page = visit("/me/", by=old.users["Fay"]).html
    assert "Your file was closed" not in page and "Write to your adviser" in page
    assert "once" in visit("/me/messages/", by=old.users["Fay"]).fields


def test_a_correction_is_made_all_the_same_and_an_event_is_not_recorded(old):
    fay, sam = old.person("Fay"), old.actor("Sam", TURNS_25)
    changes = {"surname": "Lind"}
    actions.correct_core_details(person_id=fay.pk, version=fay.version, changes=changes, on=TURNS_25, by=sam)
    assert Person.objects.get(pk=fay.pk).surname == "Lind"
    with pytest.raises(WrongState):
        actions.record_clock_event(person_id=fay.pk, kind="plan_agreed", happened_on=TURNS_25, on=TURNS_25, by=sam)


def test_a_manager_keeps_it_open_for_a_while_and_closes_it_again(old, visit):
    sam, page = old.users["Sam"], f"/staff/people/{old.id('Fay')}/"
    form = visit(f"{page}keep-open/", by=sam).fields
    day = {"until_on-day": "20", "until_on-month": "9", "until_on-year": "2032"}
    visit.post(f"{page}keep-open/", {**form, **day, "why": "Her course goes on"}, by=sam)
    kept = KeptOpen.objects.get()
    assert contact(old, TURNS_25)
    assert "Open after 25" in visit(page, by=old.users["Cal"]).html
    assert reaches(old, "Cal", Record.CASE_NOTES, Verb.CREATE, on=kept.until_on - DAY)
    assert not reaches(old, "Cal", Record.CASE_NOTES, Verb.CREATE, on=kept.until_on)
    close = f"/staff/kept-open/{kept.pk}/close/"
    visit(close, by=old.users["Cal"], status=404)
    visit.post(close, {**visit(close, by=sam).fields, "why": "It is finished"}, by=sam)
    assert not reaches(old, "Cal", Record.CONTACT_LOG, Verb.CREATE)
    assert KeptOpen.objects.get().removed_why == "It is finished"


def test_a_file_is_kept_open_from_24_on_for_at_most_a_year_and_by_a_manager(old):
    early = birthday(old.person("Fay").born_on, 24) - DAY
    with pytest.raises(FactRefused, match="in the year before"):
        keep_open(old, on=early, until_on=TURNS_25 + DAY)
    for until_on in (TURNS_25, TURNS_25 + 366 * DAY):
        with pytest.raises(FactRefused, match="at most a year"):
            keep_open(old, until_on=until_on)
    with pytest.raises(FactRefused, match="Say why"):
        keep_open(old, why=" ")
    with pytest.raises(NotYours):
        keep_open(old, by=old.actor("Cal", TURNS_25))
    assert keep_open(old, on=TURNS_25 - DAY, until_on=TURNS_25 + DAY)


def test_it_leaves_the_lists_and_is_kept_until_75(old):
    assert queries.caseload(old.actor("Cal", TURNS_25 - DAY), on=TURNS_25 - DAY).rows
    assert not queries.caseload(old.actor("Cal", TURNS_25), on=TURNS_25).rows
    assert retention.kept_until(old.person("Fay")) == date(2082, 6, 20)


@given(st.dates(date(1990, 1, 1), date(2020, 12, 31)), st.integers(-3, 3))
def test_the_database_and_the_law_agree_on_the_birthday(born_on, away):
    on = birthday(born_on, 25) + away * DAY
    assert (born_on <= closing._born_by(on)) == (away >= 0)
