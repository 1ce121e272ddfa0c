"""The pages: who may open which, what they show, what their forms do."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.casework import actions, parcel
from alongside.casework.models import OpeningPositionImport, Person, ReturnImport
from alongside.casework.tests.scene import SYSTEM, TODAY, tables

ABOUT = ("person", "owed", "decision", "history")
OWN, OTHERS = "Ella", "Fay"


def page_of(council, child, name="person"):
    """The address of a page about this young person."""
    return reverse(f"casework:{name}", args=[council.id(child)])


@pytest.mark.parametrize("name", ABOUT)
def test_an_adviser_opens_the_pages_of_their_own_and_of_nobody_else(council, visit, name):
    amir = council.users["Amir"]
    assert "Ella Marsh" in visit(page_of(council, OWN, name), by=amir).html
    assert "Lindqvist" not in visit(page_of(council, OTHERS, name), by=amir, status=404).html


@pytest.mark.parametrize("name", [*ABOUT, "looked", "propose", "decide", "event", "care", "details", "allocate"])
@pytest.mark.parametrize("who", ["Sol", "Board", "Hugo"])
def test_whoever_has_no_reach_gets_404(council, visit, who, name):
    assert visit(page_of(council, OWN, name), by=council.users[who], status=404).status == 404


def test_somebody_unknown_is_404_like_somebody_out_of_reach(council, visit):
    unknown = "/staff/people/00000000-0000-4000-8000-000000000000/"
    assert visit(unknown, by=council.users["Amir"], status=404).text == (
        visit(page_of(council, OTHERS), by=council.users["Amir"], status=404).text
    )


@pytest.mark.parametrize(
    ("who", "first"),
    [("Amir", "caseload"), ("Nadia", "team"), ("Hana", "team"), ("Dora", "returns"), ("Hugo", "housing")],
)
def test_everybody_starts_at_their_own_work(council, visit, who, first):
    page = visit("/staff/", by=council.users[who], status=302)
    assert page.location == reverse(f"casework:{first}")
    visit(page.location, by=council.users[who])


def test_a_caseload_shows_who_and_what_is_due_first(council, visit):
    page = visit("/staff/caseload/", by=council.users["Amir"])
    assert "Ella Marsh" in page
    assert "Rory" not in page
    assert "Eligible" in page


def test_what_is_owed_says_how_much_and_what_else_there_is(council, visit):
    fay = visit(page_of(council, "Fay", "owed"), by=council.users["Cal"])
    assert "A setting-up-home allowance: £3,000" in fay
    assert "Money and help besides" in fay
    assert "The apprenticeship bursary for care leavers" in fay
    ella = visit(page_of(council, "Ella", "owed"), by=council.users["Amir"])
    assert "setting-up-home allowance" not in ella


@pytest.mark.parametrize("query", ["?due=late", "?due=to_decide", "?category=relevant", "?due=nonsense&page=x"])
def test_a_caseload_can_be_narrowed(council, visit, query):
    assert visit(f"/staff/caseload/{query}", by=council.users["Nadia"]).h1 == "Young people"


def test_the_person_page_says_why_and_draws_a_life_with_its_table(council, visit):
    page = visit(page_of(council, OWN), by=council.users["Amir"])
    assert "Eligible child since" in page
    assert "Children Act 1989" in page
    assert "<svg" in page.html and 'role="img"' in page.html
    assert "legislation.gov.uk" in page.html


def test_a_clock_without_a_source_says_so_and_never_late(council, visit):
    page = visit(page_of(council, "Rory"), by=council.users["Bea"])
    assert "Not recorded here" in page
    assert "late" not in page.text.replace("Nothing of this counts as late", "")


def test_not_known_keeps_support(council, visit):
    actions.allocate(person_id=council.id("Uma"), worker=council.users["Amir"], on=TODAY, by=council.actor("Hana"))
    page = visit(page_of(council, "Uma"), by=council.users["Amir"])
    assert "Support goes on until a manager decides" in page
    assert "keeps support until a manager decides" in visit("/staff/caseload/", by=council.users["Amir"])


def test_a_decision_goes_through_the_pages(council, visit):
    amir, nadia = council.users["Amir"], council.users["Nadia"]
    visit(page_of(council, OWN, "propose"), by=amir)
    visit.post(page_of(council, OWN, "propose"), {"category": "eligible", "why": ""}, by=amir)
    assert "Ella Marsh" in visit("/staff/team/", by=nadia)
    decide = page_of(council, OWN, "decide")
    fields = visit(decide, by=nadia).fields
    visit.post(decide, {**fields, "answer": "approve"}, by=nadia)
    told = page_of(council, OWN, "told")
    day = {"told_on-day": "23", "told_on-month": "11", "told_on-year": "2026", "how": "In person"}
    visit.post(told, {**visit(told, by=amir).fields, **day}, by=amir)
    disagrees = page_of(council, OWN, "disagrees")
    visit.post(disagrees, {**visit(disagrees, by=amir).fields, "words": "I left in May."}, by=amir)
    page = visit(page_of(council, OWN, "decision"), by=amir)
    assert "Ella Marsh disagrees: “I left in May.”" in page
    assert "Approved" in page


def test_the_page_refuses_to_let_anyone_decide_their_own_proposal(council, visit):
    nadia = council.users["Nadia"]
    visit.post(page_of(council, OWN, "propose"), {"category": "eligible"}, by=nadia)
    assert "someone else has to decide it" in visit(page_of(council, OWN, "decision"), by=nadia)
    visit(page_of(council, OWN, "decide"), by=nadia, status=404)
    number = council.person(OWN).determinations.order_by("number").last().number
    visit.post(page_of(council, OWN, "decide"), {"number": number, "answer": "approve"}, by=nadia, status=404)
    assert council.person(OWN).determinations.filter(state="approved").count() == 0


def test_what_an_action_refuses_is_said_in_the_form(council, visit):
    page = visit.post(
        page_of(council, OWN, "propose"), {"category": "relevant", "why": ""}, by=council.users["Amir"], status=200
    )
    assert "Say why" in page


def test_an_event_recorded_on_the_page_moves_the_clock(council, visit):
    amir = council.users["Amir"]
    day = {"happened_on-day": "20", "happened_on-month": "11", "happened_on-year": "2026"}
    visit.post(page_of(council, OWN, "event"), {"kind": "plan_agreed", **day}, by=amir)
    visit.post(page_of(council, OWN, "event"), {"kind": "plan_agreed", **day}, by=amir)
    assert council.person(OWN).clock_events.filter(kind="plan_agreed").count() == 1
    assert "20 May" in visit(page_of(council, OWN), by=amir)


def test_time_in_care_added_on_the_page_changes_what_the_law_finds(council, visit):
    actions.allocate(person_id=council.id("Uma"), worker=council.users["Amir"], on=TODAY, by=council.actor("Hana"))
    amir = council.users["Amir"]
    spell = {
        **{f"from_on-{part}": value for part, value in zip(("day", "month", "year"), ("1", "1", "2021"), strict=True)},
        **{f"to_on-{part}": value for part, value in zip(("day", "month", "year"), ("2", "2", "2024"), strict=True)},
        "legal_status": "C2",
        "whole": "on",
    }
    visit.post(page_of(council, "Uma", "care"), spell, by=amir)
    assert "Former relevant child" in visit(page_of(council, "Uma"), by=amir)


def test_details_saved_over_each_other_show_both_texts(council, visit):
    address, amir = page_of(council, OWN, "details"), council.users["Amir"]
    fields = visit(address, by=amir).fields
    visit.post(address, {**fields, "surname": "Bell"}, by=amir)
    page = visit.post(address, {**fields, "surname": "Marsh-Bell"}, by=amir, status=409)
    assert "Bell" in page and "Marsh-Bell" in page
    assert council.person(OWN).surname == "Bell"


def test_nothing_but_the_fields_of_the_form_is_changed(council, visit):
    address, amir = page_of(council, OWN, "details"), council.users["Amir"]
    fields = visit(address, by=amir).fields
    extra = {
        "child_id": "OTHER",
        "restriction": "named",
        "authority": "1",
        "user": str(amir.pk),
        "history_complete": "1",
    }
    visit.post(address, {**fields, **extra, "surname": "Bell"}, by=amir)
    ella = council.person(OWN)
    assert (ella.restriction, ella.user, ella.authority) == ("", None, "899")


def test_find_is_sent_by_post_and_keeps_names_out_of_addresses(council, visit):
    page = visit.post("/staff/find/", {"text": "Ella"}, by=council.users["Amir"], status=200)
    assert "Ella Marsh" in page
    assert "Ella Marsh" not in visit("/staff/find/?text=Ella", by=council.users["Amir"])


def test_the_canary_of_each_part_stays_out_of_sight_without_its_grant(council, visit):
    canary = "canary-7361@mail.example"
    actions.add_contact_point(person_id=council.id(OWN), kind="email", value=canary, on=TODAY, by=SYSTEM)
    assert canary in visit(page_of(council, OWN), by=council.users["Amir"]).html
    for name in (*ABOUT, "history"):
        assert canary not in visit(page_of(council, OWN, name), by=council.users["Dora"]).html
    assert "Ella Marsh" not in visit(page_of(council, OWN), by=council.users["Dora"]).html
    assert canary not in visit.post("/staff/find/", {"text": "ELLA"}, by=council.users["Cal"], status=200).html


def test_hostile_text_is_shown_as_text(council, visit):
    hostile = "<script>alert(1)</script>"
    person = council.person(OWN)
    actions.correct_core_details(
        person_id=person.pk, version=person.version, changes={"surname": hostile}, on=TODAY, by=SYSTEM
    )
    assert hostile not in visit(page_of(council, OWN), by=council.users["Amir"]).html


def test_a_manager_sees_who_has_no_adviser_and_allocates(council, visit):
    hana = council.users["Hana"]
    page = visit("/staff/team/", by=hana)
    assert "UMA" in page
    day = {"from_on-day": "23", "from_on-month": "11", "from_on-year": "2026"}
    visit.post(
        page_of(council, "Uma", "allocate"),
        {"worker": str(council.users["Cal"].pk), "kind": "personal_adviser", **day},
        by=hana,
    )
    assert "UMA" in visit("/staff/caseload/", by=council.users["Cal"])


def upload(name, text):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def test_a_return_is_sent_read_and_shown_with_its_findings(empty_council, visit, django_capture_on_commit_callbacks):
    dora = empty_council.users["Dora"]
    texts = tables()
    texts["episodes.csv"] = texts["episodes.csv"].replace(",V2,", ",V9,")
    with django_capture_on_commit_callbacks(execute=True):
        sent = visit.post(
            "/staff/returns/", {"this_year": [upload(name, text) for name, text in texts.items()]}, by=dora
        )
    intake = ReturnImport.objects.get()
    assert intake.state == "taken_in", intake.message
    assert intake.upload is None
    page = visit(sent.location, by=dora)
    assert "5 people" in page
    assert "V9" in page
    narrowed = visit(f"{sent.location}?table=Episodes&severity=to_correct", by=dora)
    assert "Episodes" in narrowed
    csv = visit(f"{sent.location}findings.csv?table=Episodes", by=dora).content.decode("utf-8-sig")
    assert csv.startswith("check,")
    book = openpyxl.load_workbook(io.BytesIO(visit(f"{sent.location}findings.xlsx", by=dora).content))
    assert book.active.max_row == intake.findings.count() + 1


def test_a_return_that_cannot_be_read_is_refused_in_a_sentence(
    empty_council, visit, django_capture_on_commit_callbacks
):
    dora = empty_council.users["Dora"]
    with django_capture_on_commit_callbacks(execute=True):
        sent = visit.post("/staff/returns/", {"this_year": [upload("a.jpg", b"\xff\xd8\xff\0")]}, by=dora)
    page = visit(sent.location, by=dora)
    assert "is not a table of the return" in page
    assert "Nothing was changed" in page
    assert Person.objects.count() == 0


def test_a_return_that_waits_looks_again_by_itself(empty_council, visit):
    dora = empty_council.users["Dora"]
    sent = visit.post("/staff/returns/", {"this_year": [upload("header.csv", tables()["header.csv"])]}, by=dora)
    page = visit(sent.location, by=dora)
    assert "Waiting to be read" in page
    assert 'http-equiv="refresh"' in page.html


def test_a_return_that_nobody_reads_says_so_in_the_end(empty_council, visit, monkeypatch):
    dora = empty_council.users["Dora"]
    sent = visit.post("/staff/returns/", {"this_year": [upload("header.csv", tables()["header.csv"])]}, by=dora)
    later = ReturnImport.objects.get().sent_at + timedelta(minutes=16)
    monkeypatch.setattr("alongside.shell.clock.now", lambda: later)
    page = visit(sent.location, by=dora)
    assert "Reading it was interrupted" in page
    assert "http-equiv" not in page.html


def test_a_dry_run_on_the_page_changes_nothing(empty_council, visit, django_capture_on_commit_callbacks):
    dora = empty_council.users["Dora"]
    files = [upload(name, text) for name, text in tables().items()]
    with django_capture_on_commit_callbacks(execute=True):
        sent = visit.post("/staff/returns/", {"this_year": files, "dry_run": "on"}, by=dora)
    assert "Only checked: nothing was changed" in visit(sent.location, by=dora)
    assert Person.objects.count() == 0


def test_only_a_data_officer_sends_files_in(empty_council, visit):
    visit.post("/staff/returns/", {}, by=empty_council.users["Amir"], status=404)
    visit("/staff/opening-position/", by=empty_council.users["Hana"], status=404)
    page = visit("/staff/returns/", by=empty_council.users["Hana"])
    assert "this_year" not in page.fields


def test_an_opening_position_is_sent_and_its_empty_file_can_be_had(council, visit, django_capture_on_commit_callbacks):
    dora = council.users["Dora"]
    template = visit("/staff/opening-position/template.xlsx", by=dora).content
    headings = [cell.value for cell in next(openpyxl.load_workbook(io.BytesIO(template)).worksheets[0].iter_rows())]
    assert headings[0] == "reference"
    text = "reference,last_contact\r\nRORY,20/11/2026\r\n"
    with django_capture_on_commit_callbacks(execute=True):
        sent = visit.post("/staff/opening-position/", {"file": upload("o.csv", text)}, by=dora)
    assert OpeningPositionImport.objects.get().state == "taken_in"
    assert "People changed" in visit(sent.location, by=dora)
    with django_capture_on_commit_callbacks(execute=True):
        sent = visit.post("/staff/opening-position/", {"file": upload("o.csv", text.replace("RORY", "X"))}, by=dora)
    assert "Row 2: there is no young person" in visit(sent.location, by=dora)


@pytest.mark.parametrize("path", ["caseload", "team", "find", "returns"])
def test_pages_stand_before_anybody_is_brought_in(empty_council, visit, path):
    assert visit(f"/staff/{path}/", by=empty_council.users["Hana"]).h1


def test_loose_files_of_two_years_become_two_zips():
    files = parcel.unpack(parcel.pack([("a.csv", b"1"), ("b.csv", b"2")], [("a.csv", b"3"), ("c.zip", b"PK")]))
    assert [file.name for file in files] == ["this year.zip", "c.zip", "last year.zip"]
    with zipfile.ZipFile(files[0]) as packed:
        assert packed.namelist() == ["a.csv", "b.csv"]
