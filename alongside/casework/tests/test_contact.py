"""Contact: what is recorded moves the clocks, what failed is followed, and everybody sees what is theirs to see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.casework import actions, local_clocks, queries, standing
from alongside.casework.models import Agreement, CaseNote, Contact, LostContact, LostContactStep
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.partners import actions as partners
from alongside.partners.models import Organisation
from alongside.shell import actions as accounts
from alongside.shell.refusals import EditConflict, FactRefused, NotAllowed, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Role

RORY_LAST = date(2026, 9, 1)
"""Rory, a relevant child, was last reached on this day: due again on 27 October."""
DUE = RORY_LAST + timedelta(weeks=8)


def day_fields(day: date, name: str = "happened_on") -> dict[str, str]:
    """A day as three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.fixture
def touched(council):
    """The council in which Rory was reached on 1 September."""
    contact(council, happened_on=RORY_LAST)
    return council


DAY = timedelta(days=1)


def contact(council, name="Rory", worker="Bea", happened_on=TODAY, outcome="made", method="phone", **more) -> Contact:
    """A contact, recorded by the adviser."""
    given = {"outcome": outcome, "method": method, "happened_on": happened_on, **more}
    return actions.record_contact(person_id=council.id(name), **given, on=TODAY, by=council.actor(worker))


def due_of(council, name="Rory", clock="keep_in_touch", on=TODAY):
    """What a clock of the law says of somebody."""
    where = standing.standing_of(council.person(name), on=on)
    return next((one for _, one in where.due if one.clock == clock), None)


def local(council, clock, name="Rory", on=TODAY):
    """The local clocks of this name that run for somebody."""
    return [one for one in local_clocks.running([council.id(name)], on) if one.clock == clock]


# --- The clocks ------------------------------------------------------------------------------------------------------


def test_contact_that_is_made_is_due_again_in_eight_weeks(touched):
    assert due_of(touched).on == DUE
    contact(touched)
    assert due_of(touched).on == TODAY + timedelta(weeks=8)


@pytest.mark.parametrize("outcome", ["attempted", "cancelled_by_us", "cancelled_by_them"])
def test_only_contact_that_is_made_counts(touched, outcome):
    contact(touched, outcome=outcome)
    assert due_of(touched).on == DUE


@pytest.mark.parametrize("whom", ["family", "professional"])
def test_contact_with_somebody_else_does_not_count(touched, whom):
    contact(touched, with_whom=whom)
    assert due_of(touched).on == DUE


def test_a_partner_adds_a_contact_that_counts_as_theirs_and_sees_no_others(touched, visit):
    body = partners.add_organisation(name="Homes", kind=Organisation.Kind.ADVOCACY, by=SYSTEM)
    hugo = touched.users["Hugo"]
    partners.add_member(organisation=body, user=hugo, from_on=date(2020, 1, 1), by=SYSTEM)
    groups = [Record.CONTACT_LOG]
    actions.refer(person_id=touched.id("Rory"), organisation_id=body.pk, field_groups=groups, reason="a home",
                  on=TODAY, by=touched.actor("Bea"))  # fmt: skip
    actions.correct_contact(contact_id=Contact.objects.get().pk, version=1, changes={"summary": "Secret of Bea"},
                            on=TODAY, by=touched.actor("Bea"))  # fmt: skip
    added = contact(touched, worker="Hugo", summary="Asked about the rent")
    assert added.by_partner and due_of(touched).on == DUE
    page = visit(f"/staff/people/{touched.id('Rory')}/contact-log/", by=hugo)
    assert "Asked about the rent" in page and "Secret of Bea" not in page
    with pytest.raises(NotYours):
        actions.agree_contact(person_id=touched.id("Rory"), every_weeks=1, method="phone", with_them=True, words="",
                              from_on=TODAY, on=TODAY, by=touched.actor("Hugo"))  # fmt: skip


def test_a_visit_at_home_counts_as_one_where_they_were_seen(council):
    actions.record_clock_event(person_id=council.id("Rory"), kind="accommodation_provided", happened_on=TODAY,
                               on=TODAY, by=council.actor("Bea"))  # fmt: skip
    contact(council, method="home", seen=False)
    assert due_of(council, clock="visit_7_days").on == TODAY + timedelta(days=7)
    contact(council, method="home")
    assert due_of(council, clock="visit_7_days") is None


def test_a_contact_put_right_moves_the_clock_back_and_keeps_what_it_said(touched):
    wrong = contact(touched, summary="Met at the station")
    by = touched.actor("Bea")
    actions.correct_contact(contact_id=wrong.pk, version=1, changes={"outcome": "attempted"}, on=TODAY, by=by)
    assert due_of(touched).on == DUE
    assert wrong.history.count() == 2
    actions.correct_contact(contact_id=wrong.pk, version=2, changes={"outcome": "made"}, on=TODAY, by=by)
    actions.remove_contact(contact_id=wrong.pk, version=3, why="It was about somebody else", on=TODAY, by=by)
    assert due_of(touched).on == DUE
    assert not [row for row in queries.contact_log(by, touched.id("Rory"), on=TODAY).rows if "station" in row.summary]


def test_an_older_page_overwrites_nothing(touched):
    row, by = contact(touched), touched.actor("Bea")
    actions.correct_contact(contact_id=row.pk, version=1, changes={"summary": "One"}, on=TODAY, by=by)
    with pytest.raises(EditConflict):
        actions.correct_contact(contact_id=row.pk, version=1, changes={"summary": "Two"}, on=TODAY, by=by)


@pytest.mark.parametrize(
    "more",
    [
        {"happened_on": TODAY + timedelta(days=1)},
        {"happened_on": date(2001, 1, 1)},
        {"outcome": "dreamt"},
        {"method": "owl"},
        {"outcome": "attempted", "alone": True},
        {"hidden": "third_party"},
        {"hidden": "third_party", "hidden_until": TODAY},
        {"hidden_until": TODAY + timedelta(days=9)},
        {"hidden": "shame", "hidden_until": TODAY + timedelta(days=9)},
        {"statutory_visit": True, "method": "phone"},
        {"person_added": "words of theirs"},
    ],
)
def test_what_cannot_be_so_is_refused(council, more):
    with pytest.raises(FactRefused):
        contact(council, **more)
    assert not Contact.objects.exists()


def test_nobody_records_contact_with_another_advisers_people(council, visit):
    with pytest.raises(NotYours):
        contact(council, worker="Amir")
    visit(f"/staff/people/{council.id('Rory')}/contact-log/", by=council.users["Amir"], status=404)
    row = contact(council)
    visit(f"/staff/contact-log/{row.pk}/", by=council.users["Amir"], status=404)
    visit(f"/staff/contact-log/{row.pk}/remove/", by=council.users["Amir"], status=404)


# --- What was agreed -------------------------------------------------------------------------------------------------


def agree(council, weeks, from_on=TODAY, with_them=True, words=""):
    return actions.agree_contact(person_id=council.id("Rory"), every_weeks=weeks, method="phone", with_them=with_them,
                                 words=words, from_on=from_on, on=TODAY, by=council.actor("Bea"))  # fmt: skip


def test_what_was_agreed_holds_in_place_of_eight_weeks(touched):
    agree(touched, 12, from_on=RORY_LAST)
    assert due_of(touched).on == RORY_LAST + timedelta(weeks=12)
    agree(touched, 2)
    assert due_of(touched, on=TODAY - timedelta(days=1)).on == RORY_LAST + timedelta(weeks=12)
    first, second = Agreement.objects.order_by("from_on")
    assert (first.to_on, second.to_on) == (TODAY, None)


def test_a_shorter_time_counts_from_the_day_it_was_agreed(council):
    contact(council, happened_on=TODAY - timedelta(weeks=4))
    agree(council, 2)
    assert due_of(council).on == TODAY + timedelta(weeks=2)


def test_a_longer_time_than_usual_needs_the_young_person(council):
    with pytest.raises(FactRefused, match="agreed with them"):
        agree(council, 12, with_them=False, words="Too busy")
    with pytest.raises(FactRefused, match="say why"):
        agree(council, 4, with_them=False)
    assert agree(council, 4, with_them=False, words="We are worried").with_them is False


def test_a_council_sets_a_usual_time_of_its_own(touched, settings):
    settings.LOCAL_CLOCKS = {"keep_in_touch": (28, "days")}
    assert due_of(touched).on == RORY_LAST + timedelta(days=28)


# --- Lost contact ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("late", "lost"), [(0, False), (1, True)])
def test_contact_is_lost_by_the_first_that_fails_after_it_was_due(touched, late, lost):
    contact(touched, outcome="attempted", happened_on=DUE + timedelta(days=late))
    assert LostContact.objects.exists() is lost
    found = due_of(touched, clock="re_establish_contact")
    assert (found.on if found else None) == (DUE + timedelta(days=1) if lost else None)


def test_what_we_cancelled_ourselves_loses_nobody(touched):
    contact(touched, outcome="cancelled_by_us")
    assert not LostContact.objects.exists()


def lose(council):
    contact(council, outcome="attempted", happened_on=DUE + timedelta(days=1))
    return LostContact.objects.get()


def test_a_step_is_due_every_two_weeks_until_contact_is_made(touched):
    episode = lose(touched)
    assert (episode.last_made_on, episode.started_on) == (RORY_LAST, DUE + timedelta(days=1))
    step = {"person_id": touched.id("Rory"), "on": TODAY, "by": touched.actor("Bea")}
    actions.note_step(kind="visit", taken_on=TODAY, result="Nobody in", **step)
    assert due_of(touched, clock="re_establish_contact").on == TODAY + timedelta(weeks=2)
    contact(touched)
    episode.refresh_from_db()
    assert episode.ended_on == TODAY
    assert due_of(touched, clock="re_establish_contact") is None
    with pytest.raises(WrongState):
        actions.note_step(kind="visit", taken_on=TODAY, result="Nobody in", **step)


def test_lost_contact_ends_by_contact_alone(touched):
    lose(touched)
    with pytest.raises(IntegrityError), transaction.atomic():
        LostContact.objects.update(ended_on=TODAY)


def test_a_contact_written_down_late_shows_that_they_were_not_lost(touched):
    episode = lose(touched)
    contact(touched, happened_on=DUE)
    episode.refresh_from_db()
    assert episode.removed_at is not None
    assert due_of(touched, clock="re_establish_contact") is None
    assert due_of(touched).on == DUE + timedelta(weeks=8)


def test_an_attempt_that_never_was_loses_nobody(touched):
    episode = lose(touched)
    attempt = Contact.objects.get(outcome="attempted")
    actions.remove_contact(contact_id=attempt.pk, version=1, why="Wrong person", on=TODAY, by=touched.actor("Bea"))
    episode.refresh_from_db()
    assert episode.removed_at is not None
    assert due_of(touched, clock="re_establish_contact") is None


def test_a_contact_that_found_them_and_is_taken_out_leaves_them_lost(touched):
    episode = lose(touched)
    found = contact(touched)
    actions.remove_contact(contact_id=found.pk, version=1, why="Wrong person", on=TODAY, by=touched.actor("Bea"))
    episode.refresh_from_db()
    assert (episode.ended_on, episode.ended_by) == (None, None)


def test_a_manager_reviews_and_nobody_their_own(touched):
    lose(touched)
    rory, nadia = touched.id("Rory"), touched.actor("Nadia")
    assert local(touched, "lost_contact_review")[0].due_on == DUE + timedelta(days=29)
    with pytest.raises(NotYours):
        actions.review_lost_contact(person_id=rory, result="Fine", on=TODAY, by=touched.actor("Bea"))
    actions.review_lost_contact(person_id=rory, result="Ask her aunt", on=TODAY, by=nadia)
    assert local(touched, "lost_contact_review")[0].due_on == TODAY + timedelta(days=28)
    actions.note_step(person_id=rory, kind="network", taken_on=TODAY, result="Aunt rang", on=TODAY, by=nadia)
    with pytest.raises(OwnWork):
        actions.review_lost_contact(person_id=rory, result="Fine", on=TODAY, by=nadia)


def test_the_database_holds_that_nobody_reviews_their_own(touched):
    lose(touched)
    actions.review_lost_contact(person_id=touched.id("Rory"), result="Go on", on=TODAY, by=touched.actor("Nadia"))
    review = LostContactStep.objects.get(kind="review")
    with pytest.raises(IntegrityError), transaction.atomic():
        LostContactStep.objects.filter(pk=review.pk).update(work_of=review.recorded_by)


# --- Local clocks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "late"), [(date(2026, 11, 19), False), (date(2026, 11, 18), True)])
def test_what_is_written_after_two_working_days_asks_why(council, day, late):
    row = contact(council, happened_on=day)  # TODAY is a Monday
    assert bool(local(council, "late_recording")) is late
    changes = {"late_reason": "I was ill"}
    actions.correct_contact(contact_id=row.pk, version=1, changes=changes, on=TODAY, by=council.actor("Bea"))
    assert not local(council, "late_recording")


def test_hiding_is_looked_at_again_on_the_day_that_was_set(council):
    until = TODAY + timedelta(days=30)
    contact(council, hidden="third_party", hidden_until=until)
    assert local(council, "hidden_looked_at")[0].due_on == until


# --- The pages -------------------------------------------------------------------------------------------------------


def test_a_contact_takes_four_answers_and_counts_once(council, visit):
    bea, address = council.users["Bea"], f"/staff/people/{council.id('Rory')}/contact-log/"
    assert "Rory Okoro" in visit("/staff/contact-log/", by=bea)
    page = visit(address, by=bea)
    sent = {**page.fields, "outcome": "made", "method": "phone", "summary": "She starts college on Monday"}
    sent.pop("keep", None)
    visit.post(address, sent, by=bea)
    visit.post(address, sent, by=bea)
    row = Contact.objects.get()
    assert (row.happened_on, row.is_in_touch, row.seen, row.hidden) == (TODAY, True, None, "")
    page = visit(address, by=bea)
    assert "She starts college on Monday" in page and "in 56 days" in page


def test_what_was_typed_is_kept_where_something_is_wrong(council, visit):
    bea, address = council.users["Bea"], f"/staff/people/{council.id('Rory')}/contact-log/"
    visit.post(address, {**visit(address, by=bea).fields, "summary": "Long call", "place": "Quay"}, by=bea, status=200)
    page = visit(address, by=bea)
    assert page.fields["summary"] == "Long call" and page.fields["place"] == "Quay"
    assert '<details class="govuk-details" open>' in page.html


def test_putting_right_and_taking_out_go_through_the_pages(council, visit):
    bea, row = council.users["Bea"], contact(council, summary="Met")
    address = f"/staff/contact-log/{row.pk}/"
    said = {**visit(address, by=bea).fields, "outcome": "made", "method": "met"}
    visit.post(address, {**said, "summary": "Rang"}, by=bea)
    assert Contact.objects.get().summary == "Rang"
    visit.post(address, {**said, "summary": "Old"}, by=bea, status=409)
    visit.post(address + "remove/", {**visit(address + "remove/", by=bea).fields, "why": "Not her"}, by=bea)
    assert "Rang" not in visit(f"/staff/people/{council.id('Rory')}/contact-log/", by=bea)


def test_how_often_and_lost_contact_go_through_the_pages(touched, visit):
    bea, nadia, rory = touched.users["Bea"], touched.users["Nadia"], touched.id("Rory")
    about = f"/staff/people/{rory}/"
    page = visit(about + "contact-log/agree/", by=bea)
    visit.post(about + "contact-log/agree/", {**page.fields, "every_weeks": "4", "with_them": "on"}, by=bea)
    assert "every 4 weeks" in visit(about + "contact-log/", by=bea)
    page = visit(about + "lost-contact/", by=bea)
    visit.post(about + "lost-contact/", {**page.fields, "why": "Moved out"}, by=bea)
    page = visit(about + "lost-contact/", by=bea)
    visit.post(about + "lost-contact/", {**page.fields, "kind": "call", "result": "No answer"}, by=bea)
    assert "No answer" in visit(about + "lost-contact/", by=bea)
    review = about + "lost-contact/review/"
    visit(review, by=bea, status=404)
    visit.post(review, {**visit(review, by=nadia).fields, "result": "Go there"}, by=nadia)
    assert "Go there" in visit(about + "lost-contact/", by=bea)


def test_out_of_hours_finds_somebody_by_the_whole_name_and_records_contact(council, visit):
    user = accounts.open_account(email="late@brightwater.example", name="Late", by=SYSTEM)
    accounts.grant_role(user=user, role=Role.OUT_OF_HOURS, from_on=date(2020, 1, 1), by=SYSTEM)
    council.users["Late"] = user
    assert "Rory" not in visit("/staff/contact-log/", by=user)
    assert "Rory" not in visit.post("/staff/contact-log/", {"text": "Ror"}, by=user, status=200)
    assert "Rory Okoro" in visit.post("/staff/contact-log/", {"text": "rory okoro"}, by=user, status=200)
    assert contact(council, worker="Late").is_in_touch


# --- Notes -----------------------------------------------------------------------------------------------------------


def test_a_note_that_is_significant_is_in_the_chronology(council, visit):
    bea, about = council.users["Bea"], f"/staff/people/{council.id('Rory')}/"
    page = visit(about + "notes/", by=bea)
    visit.post(about + "notes/", {**page.fields, "text": "Passed the driving test", "is_significant": "on"}, by=bea)
    visit.post(about + "notes/", {**visit(about + "notes/", by=bea).fields, "text": "Asked for the bus times"}, by=bea)
    page = visit(about + "chronology/", by=bea)
    assert "Passed the driving test" in page and "bus times" not in page
    address = f"/staff/notes/{CaseNote.objects.get(is_significant=True).pk}/"
    said = {**visit(address, by=bea).fields, "is_significant": "on"}
    visit.post(address, {**said, "text": "Passed the theory test"}, by=bea)
    assert "theory" in visit(about + "chronology/", by=bea)
    visit.post(address + "remove/", {**visit(address + "remove/", by=bea).fields, "why": "Twice"}, by=bea)
    assert "theory" not in visit(about + "notes/", by=bea)


def test_what_concerns_others_is_for_those_who_may_read_it(council, visit):
    fields = {"kind": "event", "happened_on": TODAY, "text": "Told her", "about_others": "Her brother is in custody"}
    actions.write_note(person_id=council.id("Rory"), **fields, on=TODAY, by=council.actor("Bea"))
    contact(council, about_others="His mother drinks")
    reviewer = accounts.open_account(email="iro@brightwater.example", name="Iro", by=SYSTEM)
    accounts.grant_role(user=reviewer, role=Role.INDEPENDENT_REVIEWING_OFFICER, from_on=date(2020, 1, 1), by=SYSTEM)
    about = f"/staff/people/{council.id('Rory')}/"
    for page, words in (("notes/", "in custody"), ("contact-log/", "mother drinks")):
        assert words in visit(about + page, by=council.users["Bea"])
        assert words not in visit(about + page, by=reviewer)


# --- The young person ------------------------------------------------------------------------------------------------


def test_they_see_what_is_not_hidden_and_add_their_words(council, fay, visit):
    seen = contact(council, "Fay", "Cal", summary="Talked about rent", about_others="Her flatmate")
    until = TODAY + timedelta(days=30)
    contact(council, "Fay", "Cal", summary="Secret", hidden="serious_harm", hidden_until=until)
    page = visit("/me/contacts/", by=fay)
    assert "Talked about rent" in page and "Secret" not in page and "flatmate" not in page
    page = visit(f"/me/contacts/?to={seen.pk}", by=fay)
    visit.post("/me/contacts/", {**page.fields, "words": "It was the heating too"}, by=fay)
    visit.post("/me/contacts/", {**page.fields, "words": "It was the heating too"}, by=fay)
    seen.refresh_from_db()
    assert seen.person_added == "It was the heating too"
    cal = council.users["Cal"]
    assert "It was the heating too" in visit(f"/staff/people/{council.id('Fay')}/contact-log/", by=cal)


def test_they_add_nothing_to_what_is_hidden_or_somebody_elses(council, fay):
    until = TODAY + timedelta(days=30)
    hidden = contact(council, "Fay", "Cal", hidden="serious_harm", hidden_until=until)
    for row, by in ((hidden, "Fay"), (contact(council), "Fay"), (contact(council, "Fay", "Cal"), "Cal")):
        with pytest.raises(NotYours):
            actions.add_my_words(contact_id=row.pk, words="x", on=TODAY, by=council.actor(by))


def test_the_list_to_record_contact_with_is_searched_by_part_of_a_name_and_no_name_is_in_an_address(council, visit):
    bea, address = council.users["Bea"], "/staff/contact-log/"
    for child in ("Ella", "Fay"):
        actions.allocate(person_id=council.id(child), worker=bea, kind="co_worker", on=TODAY, by=SYSTEM)
    shown = lambda text: visit.post(address, {"text": text}, by=bea, status=200)  # noqa: E731
    assert all(name in visit(address, by=bea) for name in ("Rory Okoro", "Ella Marsh", "Fay Lindqvist"))
    page = shown("oko")
    assert "Rory Okoro" in page and "Marsh" not in page and page.links["All of yours"] == address
    assert "Fay Lindqvist" in shown("FAY")
    assert "Nobody of yours fits" in shown("Kit")
    with pytest.raises(NotAllowed):
        queries.choosing(council.actor("Dora"), text="Rory", on=TODAY)


def test_only_contact_that_is_made_is_said_to_move_a_date(council, visit):
    bea, address = council.users["Bea"], f"/staff/people/{council.id('Rory')}/contact-log/"
    for outcome, moved in (("attempted", False), ("cancelled_by_us", False), ("made", True)):
        visit.post(address, {**visit(address, by=bea).fields, "outcome": outcome, "method": "phone"}, by=bea)
        assert ("The dates have moved" in visit(address, by=bea)) is moved


def test_contact_is_not_lost_on_a_day_before_one_on_which_we_were_told_of_contact(council):
    person = council.id("Rory")
    actions.record_clock_event(
        person_id=person, kind="contact_made", happened_on=TODAY - 3 * DAY, on=TODAY, by=council.actor("Bea")
    )
    given = {"person_id": person, "why": "Phone is off", "on": TODAY, "by": council.actor("Bea")}
    with pytest.raises(FactRefused, match="contact on that day or since"):
        actions.start_lost_contact(started_on=TODAY - 5 * DAY, **given)
    assert actions.start_lost_contact(started_on=TODAY - 2 * DAY, **given)
