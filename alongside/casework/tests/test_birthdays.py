"""Birthday records: who is asked about, from when, who proposes, who locks, and what the return then says.

On 23 November 2026 the collection year runs to 31 March 2027. In it Fay was 19 on 20 June (late), Uma is 21 on
2 February (open since 2 November), Rory 18 on 1 March (opens on 1 December). Ella and Kit are not asked about.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework import actions, birthdays, local_clocks, queries
from alongside.casework.models import Activity, BirthdayRecord, ClockEvent, Home, Person, ReturnImport
from alongside.casework.standing import standing_of
from alongside.casework.steps_birthdays import BIRTHDAY_STEPS, REFUSED_BIRTHDAY_STEP, can_birthday_step
from alongside.casework.tests.scene import SYSTEM, TODAY, named
from alongside.law import Outcome
from alongside.returns import read_return
from alongside.shell import clock
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role

YEAR = 2027
STATES = BirthdayRecord.State


def contact(council, name, on):
    actions.record_clock_event(person_id=council.id(name), kind="contact_made", happened_on=on, on=TODAY, by=SYSTEM)


def propose(council, name="Fay", age=19, *, by="Dora", on=TODAY, why="Her adviser said so", **answers):
    said = {"in_touch": "YES", "activity": "F2", "accommodation": "U1", **answers}
    return actions.propose_birthday(
        person_id=council.id(name), age=age, on=on, by=council.actor(by, on), why=why, **said
    )


def approve(council, record, *, by="Hana"):
    return actions.approve_birthdays(record_ids=[record.pk], on=TODAY, by=council.actor(by))


def rows(council, who="Dora", year=YEAR, show=""):
    page = queries.birthday_list(council.actor(who), on=TODAY, year=year, show=show)
    return {row.label: row for row in page.rows}


# --- Who is asked about, and when ------------------------------------------------------------------------------------


def test_the_list_has_every_care_leaver_with_a_birthday_in_the_year_and_nobody_else(council):
    found = rows(council)
    assert list(found) == ["FAY", "UMA", "RORY"]
    assert [row.age for row in found.values()] == [19, 21, 18]
    assert found["FAY"].is_late and not found["UMA"].is_late
    assert found["UMA"].is_open and not found["RORY"].is_open


def test_whoever_was_in_care_on_the_17th_birthday_is_not_asked_about(council):
    """Rory left on 15 March 2026, a fortnight after turning 17."""
    assert "RORY" not in rows(council, year=2026)


@pytest.mark.parametrize(("ended", "asked"), [("28/02/2026", True), ("01/03/2026", True), ("02/03/2026", False)])
def test_leaving_on_the_birthday_itself_counts_as_having_left(empty_council, ended, asked):
    from alongside.casework.tests.scene import files

    actions.take_in_return(given=files(care={"Rory": ("01/09/2024", ended)}), on=TODAY, by=SYSTEM)
    assert ("RORY" in rows(empty_council, year=2026)) is asked


@given(st.dates(date(1990, 1, 1), date(2015, 12, 31)), st.integers(17, 25))
def test_a_window_holds_its_birthday_and_lies_in_its_year(born_on, age):
    one = birthdays.about(Person(born_on=born_on), age)
    assert one.from_on <= one.birthday_on <= one.to_on
    assert birthdays.collection_year(one.birthday_on) == one.window.year
    if age > birthdays.LAST_BY_BIRTHDAY:
        assert (one.from_on.month, one.from_on.day, one.to_on.month, one.to_on.day) == (4, 1, 3, 31)


def test_the_window_opens_three_months_before_and_closes_one_month_after(council):
    uma = council.person("Uma")
    one = birthdays.about(uma, 21)
    assert (one.from_on, one.to_on) == (date(2026, 11, 2), date(2027, 3, 2))
    with pytest.raises(FactRefused, match="from 02/11/2026 on"):
        propose(council, "Uma", 21, on=date(2026, 11, 1))
    assert propose(council, "Uma", 21, on=date(2026, 11, 2)).state == STATES.PROPOSED


def test_support_ends_on_the_25th_birthday_and_the_record_of_that_year_is_still_asked_for(empty_council):
    born = {"Old": "10/05/2001", "Older": "10/05/2000"}
    from alongside.casework.tests.scene import files

    given = files(born=born, care={"Old": ("01/04/2015", "09/05/2019"), "Older": ("01/04/2015", "09/05/2018")})
    actions.take_in_return(given=given, year=2026, on=TODAY, by=SYSTEM)
    for name in born:
        person = empty_council.person(name)
        actions.complete_history(person_id=person.pk, spells=[], whole=True, on=TODAY, by=SYSTEM)
    assert list(rows(empty_council)) == ["OLD"]
    assert rows(empty_council)["OLD"].age == 25


def test_a_birthday_that_nothing_is_asked_about_is_refused(council):
    for age in (16, 26):
        with pytest.raises(FactRefused):
            propose(council, age=age)
        with pytest.raises(FactRefused):
            queries.birthday_of(council.actor("Dora"), council.id("Fay"), age=age, on=TODAY)


# --- What our records say --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "counts"),
    [(date(2026, 3, 19), False), (date(2026, 3, 20), True), (date(2026, 7, 20), True), (date(2026, 7, 21), False)],
)
def test_only_a_contact_within_the_window_says_that_we_were_in_touch(council, day, counts):
    contact(council, "Fay", day)
    assert ("In touch" not in rows(council)["FAY"].missing) is counts


def test_an_older_return_is_a_hint_and_no_evidence(council):
    one = queries.birthday_of(council.actor("Dora"), council.id("Fay"), age=19, on=TODAY)
    assert one.believed == {"in_touch": "", "activity": "F4", "accommodation": "U1"}
    assert not any(row.is_firm for row in one.evidence)
    with pytest.raises(FactRefused, match="No record of that time says so"):
        propose(council, activity="F4", why=" ")


def test_what_said_so_is_kept_with_the_proposal(council):
    contact(council, "Fay", date(2026, 6, 1))
    record = propose(council)
    assert [(one["field"], one["value"], one["on"]) for one in record.evidence] == [
        ("in_touch", "YES", "2026-06-01"),
        ("accommodation", "U1", None),
    ]
    event = ClockEvent.objects.get(person=council.id("Fay"), kind="contact_made")
    assert record.evidence[0]["record"] == str(event.pk)


def test_a_corrected_contact_no_longer_counts(council):
    contact(council, "Fay", date(2026, 6, 1))
    event = ClockEvent.objects.get(person=council.id("Fay"), kind="contact_made")
    actions.correct_clock_event(event_id=event.pk, happened_on=None, on=TODAY, by=SYSTEM)
    assert "In touch" in rows(council)["FAY"].missing


def test_what_they_did_and_where_they_lived_on_the_birthday_says_so(council):
    """Fay's home is not assessed yet: only the letter is known, which is no whole answer."""
    of_fay = {"person": council.person("Fay"), "from_on": date(2026, 1, 1), "recorded_at": clock.now()}
    Activity.objects.create(code="P5", **of_fay)
    Activity.objects.create(code="F1", **{**of_fay, "from_on": date(2026, 6, 21)})
    home = Home.objects.create(place="V", **of_fay)
    one = queries.birthday_of(council.actor("Dora"), council.id("Fay"), age=19, on=TODAY)
    assert (one.believed["activity"], one.believed["accommodation"]) == ("P5", "V")
    assert rows(council)["FAY"].missing == ("In touch", "Accommodation")
    home.place = "S"
    home.save()
    one = queries.birthday_of(council.actor("Dora"), council.id("Fay"), age=19, on=TODAY)
    assert one.believed["accommodation"] == "S2"
    assert rows(council)["FAY"].missing == ("In touch",)


# --- What the return's own checks would refuse -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "answers",
    [
        {"in_touch": "MAYBE"},
        {"activity": "X9"},
        {"accommodation": "S1"},
        {"accommodation": ""},
        {"activity": "0"},
        {"in_touch": "DIED"},
        {"in_touch": "RHOM", "activity": "0"},
    ],
)
def test_answers_that_cannot_stand_together_are_refused(council, answers):
    with pytest.raises(FactRefused):
        propose(council, **answers)
    assert not BirthdayRecord.objects.exists()


@pytest.mark.parametrize("answers", [{"in_touch": "DIED"}, {"in_touch": "NO"}, {"in_touch": "REFU"}])
def test_who_is_out_of_touch_may_have_nothing_known(council, answers):
    assert propose(council, activity="0", accommodation="0", **answers).state == STATES.PROPOSED


# --- Deciding --------------------------------------------------------------------------------------------------------


def test_every_step_is_in_the_table_or_refused(council):
    record = propose(council)
    for state in (None, *STATES):
        latest = None if state is None else BirthdayRecord(state=state)
        for step in REFUSED_BIRTHDAY_STEP:
            assert can_birthday_step(latest, step) is ((state, step) in BIRTHDAY_STEPS)
    with pytest.raises(WrongState):
        propose(council)
    back = actions.send_back_birthday(record_id=record.pk, comment="Which college?", on=TODAY, by=council.actor("Hana"))
    with pytest.raises(WrongState):
        approve(council, record)
    with pytest.raises(WrongState):
        approve(council, back)
    again = propose(council)
    assert (again.number, again.state) == (3, STATES.PROPOSED)
    approve(council, again)
    for do in (lambda: propose(council), lambda: approve(council, again)):
        with pytest.raises(WrongState):
            do()


def test_sending_back_needs_a_reason(council):
    record = propose(council)
    with pytest.raises(FactRefused):
        actions.send_back_birthday(record_id=record.pk, comment=" ", on=TODAY, by=council.actor("Hana"))


def test_nobody_decides_what_they_proposed(council):
    from alongside.shell import actions as accounts

    accounts.grant_role(user=council.users["Hana"], role=Role.DATA_OFFICER, from_on=date(2020, 1, 1), by=SYSTEM)
    record = propose(council, by="Hana")
    with pytest.raises(OwnWork):
        approve(council, record)
    kept = {"in_touch": "YES", "activity": "F2", "accommodation": "U1", "made_at": record.made_at}
    hana = council.users["Hana"]
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        BirthdayRecord.objects.create(
            person=record.person,
            age=19,
            number=2,
            year=YEAR,
            state=STATES.APPROVED,
            proposed_by=hana,
            decided_by=hana,
            **kept,
        )


@pytest.mark.parametrize("who", ["Dora", "Nadia", "Amir", "Cal"])
def test_only_the_head_of_service_decides(council, who):
    record = propose(council)
    with pytest.raises(NotYours):
        approve(council, record, by=who)


@pytest.mark.parametrize("who", ["Hana", "Nadia", "Cal"])
def test_only_a_data_officer_proposes(council, who):
    with pytest.raises(NotYours):
        propose(council, by=who)


def test_what_is_approved_is_locked_in_the_database_too(council):
    approve(council, propose(council))
    record = BirthdayRecord.objects.get(state=STATES.APPROVED)
    record.activity = "G5"
    with pytest.raises(DatabaseError), transaction.atomic():
        record.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        record.delete()


def test_several_are_approved_together_or_not_at_all(council):
    fays, umas = propose(council), propose(council, "Uma", 21)
    approve(council, umas)
    with pytest.raises(WrongState), transaction.atomic():
        actions.approve_birthdays(record_ids=[fays.pk, umas.pk], on=TODAY, by=council.actor("Hana"))
    assert BirthdayRecord.objects.filter(state=STATES.APPROVED).count() == 1
    with pytest.raises(FactRefused):
        actions.approve_birthdays(record_ids=[], on=TODAY, by=council.actor("Hana"))


# --- Reach -----------------------------------------------------------------------------------------------------------


def test_a_worker_sees_the_birthdays_of_their_own_people(council, visit):
    assert list(rows(council, "Cal")) == ["Fay Lindqvist"]
    assert list(rows(council, "Bea")) == ["Rory Okoro"]
    visit(reverse("casework:birthdays_of", args=[council.id("Fay")]), by=council.users["Amir"], status=404)
    visit(reverse("casework:birthdays_of", args=[council.id("Fay")]), by=council.users["Cal"])
    record = propose(council)
    address = reverse("casework:birthday", args=[record.pk])
    assert "Independent living" in visit(address, by=council.users["Cal"])
    visit(address, by=council.users["Amir"], status=404)


def test_a_data_officer_sees_references_only(council, visit):
    page = visit(reverse("casework:birthdays"), by=council.users["Dora"])
    assert "FAY" in page and "Lindqvist" not in page
    assert AuditEvent.objects.filter(verb="looked at birthday records").exists()


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_from_the_list_to_the_lock(council, visit):
    dora, hana = council.users["Dora"], council.users["Hana"]
    contact(council, "Fay", date(2026, 6, 1))
    listed = visit(reverse("casework:birthdays"), by=dora)
    assert "0 of 3 are approved and locked" in listed
    address = reverse("casework:propose_birthday", args=[council.id("Fay")]) + "?age=19"
    assert address in listed.links.values()
    fields = visit(address, by=dora).fields
    assert (fields["in_touch"], fields["activity"], fields["accommodation"]) == ("YES", "F4", "U1")
    said = visit.post(address, fields, by=dora, status=200)
    assert "No record of that time says so (activity and accommodation)" in said
    sent = {**fields, "why": "Telephone with her adviser on 2 July"}
    visit.post(address, sent, by=dora)
    visit.post(address, sent, by=dora, status=None)
    record = BirthdayRecord.objects.get()
    waiting = visit(reverse("casework:birthdays") + "?show=waiting", by=hana)
    assert "1 waiting for a decision" in waiting
    visit.post(reverse("casework:approve_birthdays"), {"record_ids": [str(record.pk)]}, by=hana)
    assert "1 of 3 are approved and locked" in visit(reverse("casework:birthdays"), by=dora)
    assert "Approved and locked" in visit(reverse("casework:birthdays_of", args=[council.id("Fay")]), by=dora)


def test_sent_back_on_the_page_comes_back_to_the_form(council, visit):
    record = propose(council)
    address = reverse("casework:birthday", args=[record.pk])
    fields = visit(address, by=council.users["Hana"]).fields
    visit.post(address, {**fields, "comment": "Which college?"}, by=council.users["Hana"])
    page = visit(reverse("casework:propose_birthday", args=[council.id("Fay")]) + "?age=19", by=council.users["Dora"])
    assert "Which college?" in page
    assert page.fields["activity"] == "F2"


def test_approving_one_on_its_page(council, visit):
    record = propose(council)
    visit.post(reverse("casework:approve_birthday", args=[record.pk]), by=council.users["Dora"], status=404)
    visit.post(reverse("casework:approve_birthday", args=[record.pk]), by=council.users["Hana"])
    assert BirthdayRecord.objects.filter(state=STATES.APPROVED).count() == 1


def test_ticking_nothing_or_anothers_work_approves_nothing(council, visit):
    propose(council)
    address = reverse("casework:approve_birthdays")
    visit.post(address, {}, by=council.users["Hana"])
    visit.post(address, {"record_ids": ["00000000-0000-4000-8000-000000000000"]}, by=council.users["Hana"])
    assert not BirthdayRecord.objects.filter(state=STATES.APPROVED).exists()


def test_what_is_recorded_in_full_is_proposed_at_once(council, visit):
    from alongside.casework.tests.scene import files

    contact(council, "Fay", date(2026, 6, 1))
    given = files(care={}, marks={"Fay": "YES,F2,U1", "Uma": "YES,F2,U1"}, reviews={})
    actions.take_in_return(given=given, year=YEAR, on=TODAY, by=SYSTEM)
    dora = council.users["Dora"]
    assert "Propose the 2 that our records say in full" in visit(reverse("casework:birthdays"), by=dora).html
    visit.post(reverse("casework:propose_recorded_birthdays"), {"year": YEAR}, by=dora)
    visit.post(reverse("casework:propose_recorded_birthdays"), {"year": YEAR}, by=dora)
    assert BirthdayRecord.objects.count() == 2
    assert {row.why for row in BirthdayRecord.objects.all()} == {""}


@pytest.mark.parametrize("asked", ["?year=1999", "?year=abc", "?year=²⁰²⁶", "?show=nonsense", "?year=2026"])
def test_what_is_asked_for_oddly_still_answers(council, visit, asked):
    visit(reverse("casework:birthdays") + asked, by=council.users["Dora"])


# --- Clocks ----------------------------------------------------------------------------------------------------------


def by_law(council, name, on):
    due = standing_of(council.person(name), on=on).due
    return [one.on for _, one in due if one.clock == "birthday_snapshot" and one.outcome is Outcome.DUE]


def yearly(council, name, on):
    found = local_clocks.running([council.id(name)], on)
    return [(one.since, one.due_on) for one in found if one.clock == "yearly_record"]


def test_a_locked_record_stops_the_laws_clock_and_one_that_waits_does_not(council):
    birthday = date(2027, 6, 20)
    assert by_law(council, "Fay", birthday) == [date(2027, 7, 20)]
    record = propose(council, age=20, on=birthday)
    assert by_law(council, "Fay", birthday) == [date(2027, 7, 20)]
    actions.approve_birthdays(record_ids=[record.pk], on=birthday, by=council.actor("Hana", birthday))
    assert by_law(council, "Fay", birthday) == []


def test_a_record_settled_late_is_not_the_next_birthdays(council):
    late = date(2027, 5, 1)
    record = propose(council, on=late)
    actions.approve_birthdays(record_ids=[record.pk], on=late, by=council.actor("Hana", late))
    assert ClockEvent.objects.get(kind="birthday_recorded").on == date(2026, 7, 20)
    assert by_law(council, "Fay", date(2027, 6, 20)) == [date(2027, 7, 20)]


def test_from_22_on_it_is_due_by_the_end_of_the_year(council):
    """Uma is 22 on 2 February 2028."""
    due = [(date(2027, 4, 1), date(2028, 3, 31))]
    assert yearly(council, "Uma", date(2027, 3, 31)) == []
    assert yearly(council, "Uma", date(2027, 4, 1)) == due
    record = propose(council, "Uma", 22, on=date(2027, 4, 1))
    assert yearly(council, "Uma", date(2027, 4, 1)) == due
    actions.approve_birthdays(record_ids=[record.pk], on=date(2027, 4, 1), by=council.actor("Hana", date(2027, 4, 1)))
    assert yearly(council, "Uma", date(2027, 4, 1)) == []


def test_what_was_due_in_march_stays_due_until_the_return_is_put_together(council):
    due = (date(2027, 4, 1), date(2028, 3, 31))
    assert due in yearly(council, "Uma", date(2028, 3, 31))
    assert due in yearly(council, "Uma", date(2028, 6, 30))
    assert due not in yearly(council, "Uma", date(2028, 7, 1))


def test_a_night_without_a_job_changes_nothing(council):
    days = [date(2027, 3, 1) + timedelta(days=count) for count in range(0, 60, 7)]
    first = [yearly(council, "Uma", day) for day in days]
    assert [yearly(council, "Uma", day) for day in reversed(days)] == first[::-1]


# --- The return ------------------------------------------------------------------------------------------------------


def test_what_was_approved_stands_in_the_written_return_and_what_waits_does_not(council, visit):
    from alongside.casework.tests.scene import files

    given = files(care={}, marks={"Fay": "NO,0,0"}, reviews={})
    actions.take_in_return(given=given, year=YEAR, on=TODAY, by=SYSTEM)
    intake = ReturnImport.objects.get(year=YEAR)
    approve(council, propose(council, activity="P4"))
    propose(council, "Uma", 21)
    for form in ("zip", "xml"):
        page = visit(reverse(f"casework:return_{form}", args=[intake.pk]), by=council.users["Dora"])
        oc3 = read_return(named(f"r.{form}", page.content), year=YEAR)["OC3"]
        assert oc3.select("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM").rows() == [
            ("FAY", "20/06/2007", "YES", "P4", "U1")
        ]


def test_a_manager_reads_words_and_the_data_officer_the_code_beside_them(council, visit):
    proposed = propose(council)
    pages = (f"/staff/birthdays/{proposed.pk}/", f"/staff/people/{council.id('Fay')}/birthdays/", "/staff/birthdays/")
    for address in pages:
        read = visit(address, by=council.users["Hana"])
        assert "Independent living" in read and "U1" not in read.text
        assert re.search(r"Independent living[^.]*U1", visit(address, by=council.users["Dora"]).text)
