"""The council's own clocks on records that exist already, absence, and the calendar."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from alongside.casework import actions, local_clocks, queries
from alongside.casework.checks import own_periods_are_of_clocks_that_exist
from alongside.casework.icalendar import DayEvent, calendar, escaped, folded
from alongside.casework.ladder import Rung
from alongside.casework.models import Absence, Allocation, CalendarAddress, Person
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.law import birthday, months_after, working_days_after
from alongside.shell import actions as accounts
from alongside.shell import clock, drafts
from alongside.shell.models import Draft, RoleGrant
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours
from alongside.shell.roles import Role

DAY = timedelta(days=1)


def running(clock_id, person=None, on=TODAY):
    """The clocks of this id that run, of one person if one is given."""
    people = [person.pk] if person else list(Person.objects.values_list("pk", flat=True))
    found = [one for one in local_clocks.running(people, on) if one.clock == clock_id]
    return [one for one in found if person is None or one.person == person.pk]


def child(born_on, on=TODAY, **spell):
    """A child in care since 2020."""
    person = actions.add_person(child_id=f"N{born_on:%y%m%d}", born_on=born_on, on=on, by=SYSTEM)
    given = {"from_on": date(2020, 1, 1), "to_on": None, "legal_status": "C2"} | spell
    actions.complete_history(person_id=person.pk, spells=[actions.KnownSpell(**given)], whole=True, on=on, by=SYSTEM)
    return Person.objects.get(pk=person.pk)


def happens(person, kind, day, on=TODAY):
    actions.record_clock_event(person_id=person.pk, kind=kind, happened_on=day, on=on, by=SYSTEM)


# --- The plan that starts early, and the ending ----------------------------------------------------------------------


def test_the_leaving_care_assessment_begins_at_15_and_a_half(council):
    born = date(2011, 5, 24)
    person = child(born)
    starts = months_after(born, 186)
    assert running("start_of_plan", person, starts - DAY) == []
    [one] = running("start_of_plan", person, starts)
    assert (one.since, one.due_on) == (starts, months_after(born, 189))
    assert running("start_of_plan", person, birthday(born, 16) - DAY)
    assert running("start_of_plan", person, birthday(born, 16)) == []
    assert any(one.clock == "needs_assessment_eligible" for one in due_of(person, birthday(born, 16)))


def due_of(person, on):
    page = queries.clocks_page(SYSTEM, person.pk, on=on)
    return [row.tick for row in page.rows]


def test_it_begins_later_for_whoever_comes_into_care_later_and_not_for_others(council):
    came = TODAY - 10 * DAY
    late = child(months_after(TODAY, -190), from_on=came)
    assert [one.since for one in running("start_of_plan", late)] == [came]
    left = child(months_after(TODAY, -187), to_on=TODAY - DAY)
    assert running("start_of_plan", left) == []


@pytest.mark.parametrize("kind", ["assessment_completed", "plan_agreed"])
def test_an_assessment_or_a_plan_stops_it(council, kind):
    person = child(months_after(TODAY, -187))
    assert running("start_of_plan", person)
    happens(person, kind, TODAY)
    assert running("start_of_plan", person) == []


def test_the_ending_is_planned_from_24_years_and_9_months(council):
    born = months_after(TODAY, -290)
    person = child(born, to_on=birthday(born, 18))
    starts = months_after(born, 297)
    assert running("ending_plan", person, starts - DAY) == []
    [one] = running("ending_plan", person, starts)
    assert one.due_on == birthday(born, 25)
    assert running("ending_plan", person, birthday(born, 25) + 40 * DAY)
    happens(person, "review_held", starts - DAY, on=starts)
    assert running("ending_plan", person, starts)
    happens(person, "review_held", starts, on=starts)
    assert running("ending_plan", person, starts) == []


def test_nobody_who_was_past_25_before_our_records_has_an_ending_to_plan(council):
    born = months_after(TODAY, -12 * 26)
    person = child(born, from_on=date(2014, 1, 1), to_on=birthday(born, 18))
    assert running("ending_plan", person) == []


# --- Having nobody ---------------------------------------------------------------------------------------------------


def test_whoever_loses_an_adviser_has_another_within_a_working_day(council):
    fay = council.person("Fay")
    assert running("without_adviser", fay) == []
    allocation = Allocation.objects.get(person=fay)
    ends = TODAY + 3 * DAY
    actions.end_allocation(allocation_id=allocation.pk, to_on=ends, on=TODAY, by=SYSTEM)
    assert running("without_adviser", fay, ends - DAY) == []
    [one] = running("without_adviser", fay, ends)
    assert (one.since, one.due_on) == (ends, working_days_after(ends, 1))
    actions.allocate(person_id=fay.pk, worker=council.users["Bea"], on=ends, by=SYSTEM)
    assert running("without_adviser", fay, ends) == []


def test_a_team_alone_is_not_an_adviser(council):
    fay = council.person("Fay")
    actions.allocate(person_id=fay.pk, team=council.teams["south"], on=TODAY, by=SYSTEM)
    assert [one.since for one in running("without_adviser", fay)] == [TODAY]


def test_whoever_is_owed_none_needs_none(council):
    assert running("without_adviser", council.person("Kit")) == []


# --- Workers ---------------------------------------------------------------------------------------------------------


def away(council, first=TODAY, last=TODAY + 6 * DAY, worker="Amir", by="Nadia"):
    return actions.note_absence(
        worker=str(council.users[worker].pk), from_on=first, last_on=last, on=TODAY, by=council.actor(by)
    )


def test_cover_is_arranged_within_a_working_day(council):
    away(council, first=TODAY + DAY)
    assert running("uncovered") == []
    [one] = running("uncovered", on=TODAY + DAY)
    assert (one.person, one.worker, one.due_on) == (None, council.users["Amir"].pk, working_days_after(TODAY + DAY, 1))
    assert running("uncovered", on=TODAY + 6 * DAY)
    assert running("uncovered", on=TODAY + 7 * DAY) == []
    actions.cover(
        worker=council.users["Amir"], covered_by=council.users["Bea"], from_on=TODAY + 2 * DAY, to_on=TODAY + 4 * DAY,
        by=council.actor("Nadia"),
    )  # fmt: skip
    assert running("uncovered", on=TODAY + DAY)
    assert running("uncovered", on=TODAY + 3 * DAY) == []
    [again] = running("uncovered", on=TODAY + 4 * DAY)
    assert again.since == TODAY + 4 * DAY


def test_whoever_left_and_still_has_young_people_leaves_them_uncovered(council):
    RoleGrant.objects.filter(user=council.users["Amir"]).update(to_on=TODAY + DAY)
    assert running("uncovered") == []
    assert [one.since for one in running("uncovered", on=TODAY + DAY)] == [TODAY + DAY]


def test_an_absence_is_noted_once_by_those_who_may(council):
    away(council)
    away(council)
    assert Absence.objects.count() == 1
    with pytest.raises(NotAllowed):
        away(council, by="Sam")
    for days in ({"last": TODAY - DAY}, {"first": TODAY + 9 * DAY}):
        with pytest.raises(FactRefused):
            away(council, **days)


def test_a_manager_notes_an_absence_on_the_page_of_cover(council, visit):
    nadia, amir = council.users["Nadia"], str(council.users["Amir"].pk)
    days = {"from_on-day": "23", "from_on-month": "11", "from_on-year": "2026",
            "last_on-day": "27", "last_on-month": "11", "last_on-year": "2026"}  # fmt: skip
    visit.post("/staff/cover/", {"worker": amir, "covered_by": "", **days}, by=nadia)
    assert "Away, and nobody covers yet" in visit("/staff/cover/", by=nadia)
    assert "Arrange cover" in visit("/staff/due/", by=nadia)
    assert "Arrange cover" not in visit("/staff/due/", by=council.users["Sam"])
    visit.post("/staff/cover/", {"worker": amir, "covered_by": str(council.users["Bea"].pk), **days}, by=nadia)
    assert "nobody covers yet" not in visit("/staff/cover/", by=nadia)


def test_a_draft_warns_after_7_days_and_reaches_the_manager_after_14(council):
    drafts.keep(by=council.actor("Amir"), form="casework:propose", subject=council.id("Ella"), answers={"why": ["x"]})
    Draft.objects.update(saved_at=datetime.combine(TODAY, time(9), tzinfo=UTC))

    def rung(on):
        rows = queries.due_page(council.actor("Nadia"), on=on, choice=queries.DueChoice(due="everything")).rows
        [row] = [row for row in rows if row.tick.clock == "draft_age"]
        assert (row.reference, row.worker) == ("ELLA", "Amir")
        return row.tick.rung

    assert rung(TODAY + 7 * DAY) is Rung.TODAY
    assert rung(TODAY + 8 * DAY) is Rung.LATE
    assert rung(TODAY + 13 * DAY) is Rung.LATE
    assert rung(TODAY + 14 * DAY) is Rung.MANAGER
    drafts.drop(by=council.actor("Amir"), form="casework:propose", subject=council.id("Ella"))
    assert running("draft_age", council.person("Ella")) == []


def test_an_account_that_nobody_uses_is_shown_to_the_head_of_service_alone(council):
    signed_in = datetime.combine(TODAY - 50 * DAY, time(9), tzinfo=UTC)
    council.users["Bea"].last_login = signed_in
    council.users["Bea"].save()
    [one] = [one for one in running("account_unused") if one.worker == council.users["Bea"].pk]
    assert one.due_on == TODAY - 5 * DAY
    choice = queries.DueChoice(clock="account_unused", due="late")
    assert [row.label for row in queries.due_page(council.actor("Hana"), on=TODAY, choice=choice).rows] == ["Bea"]
    for name in ("Nadia", "Bea"):
        assert queries.due_page(council.actor(name), on=TODAY, choice=choice).rows == ()


def test_a_council_sets_its_own_periods(council, settings):
    settings.LOCAL_CLOCKS = {"uncovered": (3, "working days")}
    away(council)
    assert [one.due_on for one in running("uncovered")] == [working_days_after(TODAY, 3)]


# --- The calendar ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["a", "é", "ሀ", "😀"])
def test_a_long_line_folds_before_75_bytes_and_cuts_no_letter(letter):
    line = "SUMMARY:" + letter * 200
    pieces = list(folded(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


@pytest.mark.parametrize("size", [74, 75, 76])
def test_a_line_of_75_bytes_stays_whole(size):
    assert len(list(folded("x" * size))) == (1 if size <= 75 else 2)


def test_text_cannot_end_its_line():
    assert escaped("a,b;c\\d\r\nEND:VEVENT\rx\x07") == "a\\,b\\;c\\\\d\\nEND:VEVENT\\nx"


def test_a_calendar_is_made_of_whole_lines_and_all_day_events():
    day = date(2026, 12, 31)
    text = calendar("Due", [DayEvent("1@x", day, "Contact due · K7M2", "https://a.example/")], on=TODAY).decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nSUMMARY:Contact due · K7M2\r\n" in text


@pytest.fixture
def feed(council):
    """Amir's calendar; Ella's next contact is due on 18 January."""
    actions.record_clock_event(
        person_id=council.id("Ella"), kind="looked_after_visit_made", happened_on=TODAY, on=TODAY,
        by=council.actor("Amir"),
    )  # fmt: skip
    return actions.make_calendar_address(by=council.actor("Amir"))


def unfolded(page):
    return page.content.decode().replace("\r\n ", "")


def test_a_calendar_shows_days_and_no_names(council, visit, feed):
    text = unfolded(visit(f"/staff/calendar/{feed}/due.ics"))
    assert re.search(r"SUMMARY:Social worker's visit due · [A-Z2-7]{4}\r", text)
    for secret in ("Ella", "ELLA", "Marsh", "Amir"):
        assert secret not in text
    assert f"/staff/people/{council.id('Ella')}/clocks/" in text
    letters = queries.clocks_page(council.actor("Amir"), council.id("Ella"), on=TODAY).calendar_letters
    assert f"· {letters}\r" in text
    assert queries.clocks_page(council.actor("Nadia"), council.id("Ella"), on=TODAY).calendar_letters == ""


def test_an_entry_moves_and_keeps_its_id(council, visit, feed, set_clock):
    def ids(text):
        return set(re.findall(r"UID:(\S+)\r\n(?:.*\r\n){3}SUMMARY:Social", text))

    before = ids(unfolded(visit(f"/staff/calendar/{feed}/due.ics")))
    set_clock(TODAY + 7 * DAY)
    actions.record_clock_event(
        person_id=council.id("Ella"), kind="looked_after_visit_made", happened_on=TODAY + 7 * DAY,
        on=TODAY + 7 * DAY, by=council.actor("Amir"),
    )  # fmt: skip
    after = ids(unfolded(visit(f"/staff/calendar/{feed}/due.ics")))
    assert before == after and len(after) == 1


def test_an_address_ends_at_once_when_it_is_made_anew_ended_or_its_holder_leaves(council, visit, feed):
    assert feed not in str(CalendarAddress.objects.values())
    new = actions.make_calendar_address(by=council.actor("Amir"))
    visit(f"/staff/calendar/{feed}/due.ics", status=404)
    visit(f"/staff/calendar/{new}/due.ics")
    accounts.close_account(user=council.users["Amir"], by=SYSTEM)
    visit(f"/staff/calendar/{new}/due.ics", status=404)
    with pytest.raises(NotYours):
        queries.calendar_of("", str, on=TODAY)


def test_a_calendar_is_ones_own(council, visit):
    actions.record_clock_event(
        person_id=council.id("Fay"), kind="contact_made", happened_on=TODAY, on=TODAY, by=council.actor("Cal")
    )
    sams = actions.make_calendar_address(by=council.actor("Sam"))
    assert "Contact due" not in unfolded(visit(f"/staff/calendar/{sams}/due.ics"))
    actions.cover(
        worker=council.users["Cal"], covered_by=council.users["Sam"], from_on=TODAY, to_on=TODAY + DAY, by=SYSTEM
    )
    assert "Contact due" in unfolded(visit(f"/staff/calendar/{sams}/due.ics"))


def test_one_makes_and_ends_an_address_on_a_page(council, visit):
    amir = council.users["Amir"]
    assert "no address yet" in visit("/staff/calendar/", by=amir)
    page = visit.post("/staff/calendar/new/", by=amir, status=200)
    [address] = re.findall(r"http\S+?/calendar/(\S+?)/due.ics", page.html)
    assert address not in visit("/staff/calendar/", by=amir).html
    visit.post("/staff/calendar/end/", by=amir)
    visit(f"/staff/calendar/{address}/due.ics", status=404)
    for name in ("Hugo", "Board", "Sol"):
        visit("/staff/calendar/", by=council.users[name], status=404)
    with pytest.raises(NotAllowed):
        actions.make_calendar_address(by=council.actor("Hugo"))


def test_a_young_person_has_no_calendar_here(council):
    user = accounts.open_account(email="fay@mail.example", name="Fay", by=SYSTEM)
    accounts.grant_role(user=user, role=Role.YOUNG_PERSON, from_on=TODAY, by=SYSTEM)
    CalendarAddress.objects.create(user=user, secret_hash=CalendarAddress.hash_of("s"), made_at=clock.now())
    with pytest.raises(NotYours):
        queries.calendar_of("s", str, on=TODAY)


def test_clocks_of_many_people_are_those_of_each(council, monkeypatch):
    draft = {"form": "casework:propose", "answers": {"why": ["x"]}}
    for name in ("Ella", "Rory"):
        drafts.keep(by=council.actor("Amir"), subject=council.id(name), **draft)
    on, people = TODAY + 30 * DAY, [council.id("Ella"), council.id("Fay")]
    few = local_clocks.running(people, on)
    assert council.id("Rory") not in {one.person for one in few}
    assert sum(one.clock == "draft_age" and one.person is None for one in few) == 1
    monkeypatch.setattr(local_clocks, "MANY", 1)

    def told(found):
        return sorted(map(str, found))

    assert told(local_clocks.running(people, on)) == told(few)


def test_every_period_of_our_own_stands_on_one_page_with_what_was_set_here(council, visit, settings):
    settings.LOCAL_CLOCKS = {"uncovered": (3, "working days"), "keep_in_touch": (42, "days")}
    page = visit("/staff/our-clocks/", by=council.users["Hana"])
    assert all(one.title in page for one in local_clocks.LOCAL_CLOCKS)
    assert all(
        (f"<code>{one.id}</code>".encode() in page.content) is not one.is_fixed for one in local_clocks.LOCAL_CLOCKS
    )
    rows = {row.id: row for row in queries.own_clocks(council.actor("Hana"))}
    assert (rows["uncovered"].period, rows["uncovered"].usual) == ("3 working days", "1 working day")
    assert (rows["keep_in_touch"].period, rows["keep_in_touch"].usual) == ("42 days", "8 weeks")
    assert not rows["money_decided"].is_set_here
    assert rows["panel_action"].period == "until the day that the panel set"
    assert (rows["panel_action"].fixed, rows["breach_told"].fixed, rows["uncovered"].fixed) == (
        "fixed: the record says the day", "fixed by law", "",
    )  # fmt: skip
    visit("/staff/our-clocks/", by=council.users["Cal"], status=404)


def test_a_period_for_a_clock_that_there_is_not_stops_the_start(settings):
    settings.LOCAL_CLOCKS = {"keep_in_tuch": (42, "days")}
    assert "keep_in_tuch" in own_periods_are_of_clocks_that_exist()[0].msg
    settings.LOCAL_CLOCKS = {"keep_in_touch": (42, "days"), "uncovered": (3, "working days")}
    assert own_periods_are_of_clocks_that_exist() == []
