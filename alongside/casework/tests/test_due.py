"""What is due: the ladder, the list by reach, one person's clocks, and a reason for lateness."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from django.db import DatabaseError, transaction

from alongside.casework import actions, clocks_document, queries
from alongside.casework.ladder import Rung, amber_from, rung_of
from alongside.casework.local_clocks import LOCAL_CLOCKS
from alongside.casework.models import ClockEvent, LatenessReason
from alongside.casework.tests.scene import SYSTEM, TODAY, files
from alongside.casework.views.due import by_person
from alongside.law import all_clocks, working_days_after
from alongside.shell import actions as accounts
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours
from alongside.shell.roles import Role

DUE = date(2026, 11, 2)
DAY = timedelta(days=1)
LONG_AGO = TODAY - timedelta(weeks=8, days=9)
"""A contact so long ago that the next has been late for more than five working days."""


@pytest.fixture
def late(council):
    """Fay and Rory were last spoken to so long ago that their next contact is late."""
    for name, worker in (("Fay", "Cal"), ("Rory", "Bea")):
        tell(council, name, "contact_made", LONG_AGO, worker)
    return council


def tell(council, name, kind, day, worker="Amir", on=TODAY):
    return actions.record_clock_event(
        person_id=council.id(name), kind=kind, happened_on=day, on=on, by=council.actor(worker)
    )


def rows_of(council, name, on=TODAY, **choice):
    return queries.due_page(council.actor(name), on=on, choice=queries.DueChoice(**choice)).rows


def titles(rows):
    return {(row.reference, row.tick.title) for row in rows}


def give(council, name="Fay", worker="Cal", words="He is in hospital; I visit on Friday.", on=TODAY):
    [tick, *_] = queries.late_ticks(council.actor(worker), council.id(name), on=on)
    return actions.give_reason(person_id=council.id(name), tick=tick.key, words=words, on=on, by=council.actor(worker))


# --- The ladder ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "rung"),
    [
        (DUE - 15 * DAY, Rung.LATER),
        (DUE - 14 * DAY, Rung.SOON),
        (DUE - DAY, Rung.SOON),
        (DUE, Rung.TODAY),
        (DUE + DAY, Rung.LATE),
        (working_days_after(DUE, 5) - DAY, Rung.LATE),
        (working_days_after(DUE, 5), Rung.MANAGER),
        (working_days_after(DUE, 20) - DAY, Rung.MANAGER),
        (working_days_after(DUE, 20), Rung.HEAD),
        (DUE + timedelta(days=4000), Rung.HEAD),
    ],
)
def test_each_rung_begins_on_its_day(on, rung):
    assert rung_of(DUE, on, since=DUE - timedelta(days=180)) is rung


@pytest.mark.parametrize(("period", "amber"), [(180, 14), (70, 14), (69, 14), (65, 13), (7, 2), (3, 1), (1, 1)])
def test_amber_is_the_last_fifth_of_a_short_period(period, amber):
    assert DUE - amber_from(DUE, DUE - period * DAY) == amber * DAY


def test_what_is_planned_for_a_day_is_amber_for_14_days():
    assert amber_from(DUE, DUE) == amber_from(DUE, None) == DUE - 14 * DAY


def test_without_a_last_day_nothing_is_late():
    assert rung_of(DUE, DUE + 400 * DAY, has_last_day=False) is Rung.TODAY
    assert rung_of(DUE, DUE - DAY, has_last_day=False) is Rung.SOON


# --- The list --------------------------------------------------------------------------------------------------------


def test_each_sees_what_is_due_for_their_own_people(late):
    contact = "Contact"
    assert ("FAY", contact) in titles(rows_of(late, "Cal"))
    assert ("FAY", contact) not in titles(rows_of(late, "Amir")) | titles(rows_of(late, "Nadia"))
    assert ("RORY", contact) in titles(rows_of(late, "Nadia"))
    assert {("FAY", contact), ("RORY", contact)} <= titles(rows_of(late, "Hana"))


def test_whoever_reads_no_clocks_has_no_list(late):
    for name in ("Hugo", "Sol"):
        with pytest.raises(NotAllowed):
            queries.due_page(late.actor(name), on=TODAY)
    assert rows_of(late, "Board", due="everything") == ()


def test_a_data_officer_sees_references_and_no_names(late):
    rows = rows_of(late, "Dora", due="everything")
    assert {row.label for row in rows if row.reference} <= {"ELLA", "RORY", "FAY", "UMA", "KIT"}


def test_today_comes_first_then_what_is_late(late):
    tell(late, "Fay", "plan_agreed", date(2026, 5, 23), "Cal")  # its review is due today
    groups = [row.group for row in rows_of(late, "Cal", due="everything")]
    assert groups[0] == "Today"
    assert groups == sorted(groups, key=["Today", "Late", "Soon", "Later"].index)


@pytest.mark.parametrize(
    ("choice", "there"),
    [
        ({}, True),
        ({"due": "late"}, True),
        ({"due": "manager"}, True),
        ({"due": "head"}, False),
        ({"due": "soon"}, False),
        ({"clock": "keep_in_touch"}, True),
        ({"clock": "pathway_plan"}, False),
        ({"worker": "Cal"}, True),
        ({"worker": "Bea"}, False),
        ({"worker": "none"}, False),
        ({"team": "south"}, True),
        ({"team": "north"}, False),
    ],
)
def test_the_list_is_narrowed_by_time_clock_team_and_worker(late, choice, there):
    ids = {"worker": late.users, "team": late.teams}
    asked = {name: str(ids[name][value].pk) if value in ids.get(name, {}) else value for name, value in choice.items()}
    assert (("FAY", "Contact") in titles(rows_of(late, "Hana", **asked))) is there


def test_a_head_of_service_counts_by_team_and_hides_nothing(late):
    page = queries.due_page(late.actor("Hana"), on=TODAY)
    south = next(one for one in page.teams if one.name.endswith("south"))
    assert (south.late, south.manager, south.head) == (1, 1, 0)
    assert page.total.late == sum(one.late for one in page.teams)


def test_a_restricted_person_is_on_no_list_but_of_the_named(late):
    actions.restrict(
        person_id=late.id("Fay"), named=[late.users["Cal"]], reason="a relative works here", on=TODAY, by=SYSTEM
    )
    assert ("FAY", "Contact") in titles(rows_of(late, "Cal"))
    assert ("FAY", "Contact") not in titles(rows_of(late, "Hana"))


def test_many_people_cost_as_few_questions_as_a_few(late, django_assert_max_num_queries):
    born = {f"C{number}": "10/05/2009" for number in range(300)}
    care = dict.fromkeys(born, ("01/06/2024", ""))
    reviews = dict.fromkeys(born, "01/02/2026")
    actions.take_in_return(given=files(born=born, care=care, marks={}, reviews=reviews), on=TODAY, by=SYSTEM, year=2026)
    finds = len({clock.find for clock in LOCAL_CLOCKS})
    queries.due_page(late.actor("Hana"), on=TODAY)
    with django_assert_max_num_queries(12 + 3 * finds):
        rows = rows_of(late, "Hana", due="everything")
    assert len(rows) > 300


def test_the_page_shows_it_and_hands_over(late, visit):
    page = visit("/staff/due/", by=late.users["Nadia"])
    assert page.h1 == "What is due"
    assert "Rory Okoro" in page and "Lindqvist" not in page
    assert page.links["Hand over Rory Okoro"].endswith("/allocate/")
    assert "Hand over" not in visit("/staff/due/", by=late.users["Bea"])
    for query in ("?due=late&page=9", "?due=nonsense&clock=%00", "?team=none&worker=none", "?due=everything"):
        assert visit(f"/staff/due/{query}", by=late.users["Hana"]).h1 == "What is due"


@pytest.mark.parametrize("name", ["Cal", "Sam", "Nadia", "Hana", "Dora"])
def test_no_link_of_what_is_due_leads_where_the_reader_may_not_go(late, visit, name):
    page = visit("/staff/due/?due=everything", by=late.users[name])
    links = {words: to for words, to in page.links.items() if to.startswith("/staff/people/")}
    assert links
    for to in links.values():
        visit(to, by=late.users[name])
    assert any(words.startswith("Hand over") for words in links) == (name in ("Sam", "Nadia", "Hana"))


def test_whoever_manages_one_team_and_counts_for_all_hands_over_only_in_the_team(late, visit):
    accounts.grant_role(user=late.users["Sam"], role=Role.DATA_OFFICER, from_on=TODAY, by=SYSTEM)
    page = visit("/staff/due/?due=everything", by=late.users["Sam"])
    handed = {words.removeprefix("Hand over ") for words in page.links if words.startswith("Hand over")}
    shown = {words for words in page.links if page.links[words].endswith("/clocks/")}
    assert handed and handed < shown
    for to in page.links.values():
        if to.startswith("/staff/people/"):
            visit(to, by=late.users["Sam"])


def test_what_is_due_for_one_person_on_one_day_stands_together():
    def row(person, title, day=DUE):
        tick = SimpleNamespace(person=person, title=title, due_on=day, rung=Rung.LATE)
        return SimpleNamespace(label=f"Number {person}", tick=tick)

    rows = [row(1, "A"), row(1, "B"), row(2, "A"), row(2, "C", DUE + DAY)]
    together = [[one.tick.title for one in same] for same in by_person(rows)]
    assert together == [["A", "B"], ["A"], ["C"]]


def test_who_may_export_persons_keeps_the_list_as_a_file(late, visit):
    give(late, words="=1+1")
    text = visit("/staff/due/table.csv?due=late", by=late.users["Sam"]).content.decode("utf-8-sig")
    [head, *lines] = csv.reader(io.StringIO(text))
    assert head[:4] == ["who", "reference", "what is due", "due on"]
    assert [line[-1] for line in lines if line[1] == "FAY" and line[2] == "Contact"] == ["'=1+1"]
    sheet = openpyxl.load_workbook(io.BytesIO(visit("/staff/due/table.xlsx", by=late.users["Hana"]).content)).active
    assert {cell.value for cell in sheet["B"]} >= {"FAY", "RORY"}
    visit("/staff/due/table.csv", by=late.users["Cal"], status=404)
    assert AuditEvent.objects.filter(verb="exported what is due").count() == 2


# --- One person's clocks ---------------------------------------------------------------------------------------------


def test_a_person_page_says_why_since_when_and_what_would_stop_it(late, visit):
    page = visit(f"/staff/people/{late.id('Fay')}/clocks/", by=late.users["Cal"])
    assert "Contact" in page and "contact was made" in page
    assert "8 weeks, set by the council" in page
    assert "Children Act 1989" in page
    assert "Not recorded here, so never late" in page
    assert visit(f"/staff/people/{late.id('Fay')}/clocks/", by=late.users["Amir"], status=404)


def test_what_is_recorded_moves_the_clock_at_once(late):
    assert ("FAY", "Contact") in titles(rows_of(late, "Cal", due="late"))
    tell(late, "Fay", "contact_made", TODAY, "Cal")
    assert ("FAY", "Contact") not in titles(rows_of(late, "Cal", due="late"))


def test_what_is_planned_is_due_before_its_day(council):
    ends = TODAY + 30 * DAY
    tell(council, "Ella", "end_of_care_planned", ends)
    [row] = rows_of(council, "Amir", due="everything", clock="end_of_care")
    assert (row.tick.due_on, row.tick.rung) == (ends, Rung.LATER)
    [row] = rows_of(council, "Amir", on=ends - 14 * DAY, clock="end_of_care")
    assert row.tick.rung is Rung.SOON
    with pytest.raises(FactRefused):
        tell(council, "Ella", "end_of_care_approved", ends)


# --- A reason for lateness -------------------------------------------------------------------------------------------


def test_a_reason_is_shown_and_never_stops_the_clock(late):
    before = titles(rows_of(late, "Cal", due="late"))
    give(late)
    rows = rows_of(late, "Cal", due="late")
    assert titles(rows) == before
    [row] = [row for row in rows if row.tick.clock == "keep_in_touch"]
    assert (row.reason.words, row.reason.by) == ("He is in hospital; I visit on Friday.", "Cal")
    assert ClockEvent.objects.filter(person=late.id("Fay"), source="typed").count() == 1


def test_the_newest_reason_is_shown_and_the_first_is_kept(late):
    give(late)
    give(late, words="Moved to Monday.")
    page = queries.clocks_page(late.actor("Sam"), late.id("Fay"), on=TODAY)
    [row] = [row for row in page.rows if row.tick.clock == "keep_in_touch"]
    assert {reason.words for reason in row.reasons} == {"Moved to Monday.", "He is in hospital; I visit on Friday."}


def test_a_reason_stays_with_its_own_day(late):
    give(late)
    tell(late, "Fay", "contact_made", TODAY, "Cal")
    page = queries.clocks_page(late.actor("Cal"), late.id("Fay"), on=TODAY)
    assert all(row.reasons == () for row in page.rows)
    assert [row.reason.words for row in page.earlier] == ["He is in hospital; I visit on Friday."]


def test_no_reason_is_given_for_what_is_not_late_or_not_theirs(late):
    tick = queries.late_ticks(late.actor("Cal"), late.id("Fay"), on=TODAY)[0].key
    given = {"tick": tick, "words": "why", "on": TODAY}
    with pytest.raises(NotYours):
        actions.give_reason(person_id=late.id("Fay"), by=late.actor("Amir"), **given)
    with pytest.raises(NotYours):
        actions.give_reason(person_id=late.id("Fay"), by=late.actor("Dora"), **given)
    for wrong in ({"words": " "}, {"words": "x" * 501}, {"tick": "keep_in_touch|2030-01-01|"}, {"tick": ""}):
        with pytest.raises(FactRefused):
            actions.give_reason(person_id=late.id("Fay"), by=late.actor("Cal"), **given | wrong)
    assert not LatenessReason.objects.exists()


def test_a_reason_can_be_neither_changed_nor_removed(late):
    reason = give(late)
    reason.words = "another"
    for change in (reason.save, reason.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_reason_goes_through_its_page_once(late, visit):
    address = f"/staff/people/{late.id('Fay')}/clocks/reason/"
    fields = visit(address, by=late.users["Cal"]).fields
    tick = queries.late_ticks(late.actor("Cal"), late.id("Fay"), on=TODAY)[0].key
    for _ in range(2):
        visit.post(address, {**fields, "tick": tick, "words": "He moved."}, by=late.users["Cal"])
    assert LatenessReason.objects.count() == 1
    page = visit(f"/staff/people/{late.id('Fay')}/clocks/", by=late.users["Sam"])
    assert "“He moved.” Cal" in page
    assert "He moved." in visit("/staff/due/", by=late.users["Sam"])
    refused = visit.post(address, {**fields, "tick": "x", "words": ""}, by=late.users["Cal"], status=200)
    assert refused.document.words("title").startswith("Error")


def test_every_clock_is_in_the_printed_list():
    text = clocks_document.clocks()
    assert all(f"`{name}`" in text for name in (*all_clocks(), *(clock.id for clock in LOCAL_CLOCKS)))
