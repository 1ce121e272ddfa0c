"""Lists that leave the council: each column from its record, cells of their own type, the purpose asked and kept."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from alongside.casework import actions, lists_out, queries
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.law import Category
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused

PURPOSE = "inspection announced today"


def contact(council, name, on, kind="contact_made"):
    actions.record_clock_event(person_id=council.id(name), kind=kind, happened_on=on, on=TODAY, by=SYSTEM)


def found(council, who="Dora", on=TODAY):
    return {one.child_id: one for one in queries.leavers(council.actor(who), on=on, purpose=PURPOSE, what="inspection")}


def address():
    return reverse("casework:take_out")


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def book_of(people):
    book = openpyxl.load_workbook(io.BytesIO(lists_out.inspection_list(people, TODAY)))
    heads, *rows = book["List 9"].iter_rows()
    names = [cell.value for cell in heads]
    return book, [dict(zip(names, row, strict=True)) for row in rows]


def test_everyone_in_a_category_is_on_it_and_whoever_a_return_calls_a_care_leaver(council):
    assert set(found(council)) == {"ELLA", "RORY", "FAY", "UMA"}
    assert found(council)["UMA"].category is Category.UNKNOWN


def test_a_manager_takes_out_their_own_team_and_an_adviser_nobody(council, visit):
    assert set(found(council, "Nadia")) == {"ELLA", "RORY"}
    visit(address(), by=council.users["Amir"], status=404)
    assert found(council, "Amir") == {}


def test_each_column_comes_from_its_record_and_is_empty_where_none_speaks(council):
    contact(council, "Ella", date(2026, 11, 2))
    contact(council, "Ella", date(2026, 9, 1), "plan_agreed")
    people = found(council)
    ella, fay = people["ELLA"], people["FAY"]
    assert (ella.in_touch, ella.latest_contact, ella.plan_on) == ("YES", date(2026, 11, 2), date(2026, 9, 1))
    assert (ella.adviser.name, ella.adviser.team, ella.social_worker.name) == ("Amir", "Leaving care, north", "")
    assert ella.accommodation == ella.activity == ""
    assert (fay.in_touch, fay.latest_contact, fay.plan_on) == ("", None, None)
    assert (fay.place, fay.suitability, fay.activity) == ("U", "1", "F4")


@pytest.mark.parametrize(("day", "says"), [(date(2026, 8, 22), ""), (date(2026, 8, 23), "YES")])
def test_in_touch_means_a_contact_within_three_months(council, day, says):
    contact(council, "Ella", day)
    assert found(council)["ELLA"].in_touch == says
    assert found(council)["ELLA"].latest_contact == day


def test_an_approved_birthday_record_of_the_year_speaks(council):
    record = actions.propose_birthday(
        person_id=council.id("Fay"),
        age=19,
        in_touch="REFU",
        activity="G5",
        accommodation="V2",
        why="Her words",
        on=TODAY,
        by=council.actor("Dora"),
    )
    assert found(council)["FAY"].in_touch == ""
    actions.approve_birthdays(record_ids=[record.pk], on=TODAY, by=council.actor("Hana"))
    fay = found(council)["FAY"]
    assert (fay.in_touch, fay.activity, fay.place, fay.suitability) == ("REFU", "G5", "V", "2")


def test_the_workbook_has_typed_cells_and_no_formula(council):
    contact(council, "Ella", date(2026, 11, 2))
    evil = replace(found(council)["ELLA"], child_id="=1+1", ethnicity="+44", activity="@SUM(A1)")
    book, [row] = book_of([evil])
    assert len(row) == 17
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}
    assert (row["Child unique ID"].data_type, row["Child unique ID"].value) == ("s", "=1+1")
    assert row["Age"].data_type == "n"
    assert row["Date of birth"].is_date and row["Latest contact date"].is_date
    assert row["Disability"].value is None


def test_the_second_sheet_says_where_each_column_comes_from_and_how_many_are_filled(council):
    book, _ = book_of(list(found(council).values()))
    told = {
        row[0].value: row[2].value for row in book["Where it comes from"].iter_rows(min_row=2) if row[2].value != ""
    }
    assert told["Child unique ID"] == 4
    assert told["Disability"] == 0
    assert {column.heading for column in lists_out.COLUMNS} <= set(told)


def test_without_a_purpose_nothing_is_taken_out(council, visit):
    with pytest.raises(FactRefused):
        queries.leavers(council.actor("Dora"), on=TODAY, purpose="  ok ", what="inspection")
    page = visit.post(address(), {"what": "inspection", "purpose": ""}, by=council.users["Dora"], status=200)
    assert "Say what it is for" in page
    assert not AuditEvent.objects.filter(verb="downloaded list of people").exists()


@pytest.mark.parametrize("what", sorted(lists_out.BY_NAME))
def test_the_page_hands_out_each_list_and_the_audit_names_everyone_on_it(council, visit, what):
    page = visit.post(address(), {"what": what, "purpose": PURPOSE}, by=council.users["Dora"], status=200)
    assert page.response.headers["Content-Disposition"].endswith(f'"{lists_out.BY_NAME[what].file_name}"')
    assert AuditEvent.objects.get(verb="downloaded list of people").purpose == PURPOSE
    lines = AuditEvent.objects.filter(verb="downloaded person")
    assert {line.subject for line in lines} == {council.id(name) for name in ("Ella", "Rory", "Fay", "Uma")}


def test_a_restricted_person_is_on_nobody_elses_list(council):
    named = [council.users["Nadia"]]
    actions.restrict(person_id=council.id("Ella"), named=named, reason="a relative works here", on=TODAY, by=SYSTEM)
    assert "ELLA" not in found(council)
    assert "ELLA" in found(council, "Nadia")


def test_the_data_sets_table_has_its_twelve_columns_one_row_a_person(council):
    contact(council, "Rory", date(2026, 11, 2))
    rows = rows_of(lists_out.ssd_care_leavers(list(found(council).values()), TODAY))
    assert len(rows) == 4 and len(rows[0]) == 12
    rory = next(row for row in rows if row["clea_person_id"] == "RORY")
    assert rory["clea_care_leaver_eligibility"] == "Relevant"
    assert rory["clea_care_leaver_latest_contact"] == "2026-11-02"
    uma = next(row for row in rows if row["clea_person_id"] == "UMA")
    assert uma["clea_care_leaver_eligibility"] == "No Current Eligibility"


def test_disability_is_recorded_with_their_word_for_it_and_fills_the_list_and_the_data_set(council, visit):
    people = found(council)
    assert rows_of(lists_out.ssd_disability(list(people.values()), TODAY)) == []
    page = f"/staff/people/{council.id('Rory')}/details/"
    form = visit(page, by=council.users["Bea"]).fields
    given = {name: value for name, value in form.items() if name not in ("interpreter", "large_print", "easy_read")}
    both = visit.post(page, {**given, "disabilities": ["NONE", "HEAR"]}, by=council.users["Bea"], status=200)
    assert "untick one of the two" in both
    visit.post(page, {**given, "disabilities": ["HEAR", "LD"]}, by=council.users["Bea"])
    people = list(found(council).values())
    rows = rows_of(lists_out.ssd_disability(people, TODAY))
    assert [(row["disa_person_id"], row["disa_disability_code"]) for row in rows] == [("RORY", "HEAR"), ("RORY", "LD")]
    [told] = [column for column in lists_out.COLUMNS if column.heading == "Disability"]
    assert {one.child_id: told.value(one) for one in people if told.value(one)} == {"RORY": "Yes"}
    assert told.value(replace(people[0], disabilities=("NONE",))) == "No"


def test_the_plans_table_has_those_who_have_a_plan(council):
    assert rows_of(lists_out.pathway_plans(list(found(council).values()), TODAY)) == []
    contact(council, "Fay", date(2026, 9, 1), "plan_agreed")
    [row] = rows_of(lists_out.pathway_plans(list(found(council).values()), TODAY))
    assert (row["path_person_id"], row["path_plan_agreed_date"]) == ("FAY", "2026-09-01")
    assert row["path_plan_review_due_date"] == "2027-03-01"


def feed(people, on=TODAY):
    with zipfile.ZipFile(io.BytesIO(lists_out.daily_feed(people, on))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_feed_sends_whom_its_own_rule_sees_and_says_why_the_others_are_left_out(council):
    contact(council, "Rory", date(2026, 11, 2))
    fay = replace(found(council)["FAY"], latest_contact=date(2024, 3, 31))
    files = feed([*(one for name, one in found(council).items() if name != "FAY"), fay])
    [rory] = json.loads(files["children-001.json"])
    assert rory["la_child_id"] == "RORY" and rory["purge"] is False
    assert rory["social_care_episodes"][0]["care_leavers"] == {"contact_date": "2026-11-02", "purge": False}
    left = {row["la_child_id"]: row["why"] for row in rows_of(files["left-out.csv"])}
    assert left["FAY"] == "no contact since 01/04/2024"
    assert left["UMA"] == "no contact is recorded"
    manifest = json.loads(files["manifest.json"])
    assert "(unverified)" in manifest["specification"]
    canonical = json.dumps(rory, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert manifest["hashes"] == {"RORY": hashlib.sha256(canonical).hexdigest()}


def test_the_feed_goes_in_files_of_a_hundred_and_its_bytes_are_stable(council):
    one = replace(found(council)["FAY"], latest_contact=TODAY, accommodation="Z1")
    many = [replace(one, child_id=f"C{number:03}") for number in range(201)]
    files = feed(many)
    sizes = [len(json.loads(files[f"children-{number:03}.json"])) for number in (1, 2, 3)]
    assert sizes == [100, 100, 1]
    assert files == feed(many)
    assert len(json.loads(files["manifest.json"])["homes_that_a_pre_flight_may_refuse"]) == 201


@pytest.mark.parametrize(
    ("on", "since"),
    [(date(2026, 3, 31), date(2023, 4, 1)), (date(2026, 4, 1), date(2024, 4, 1)), (TODAY, date(2024, 4, 1))],
)
def test_the_feeds_window_begins_on_the_first_of_april_two_years_back(on, since):
    assert lists_out.feed_window_from(on) == since


def test_the_command_writes_the_same_file(council, tmp_path, capsys):
    call_command("write_list", "care_leavers", "--purpose", PURPOSE, "--to", str(tmp_path))
    assert len(rows_of((tmp_path / "ssd_care_leavers.csv").read_bytes())) == 4
    assert [file.name for file in tmp_path.iterdir()] == ["ssd_care_leavers.csv"]
    with pytest.raises(CommandError):
        call_command("write_list", "care_leavers", "--purpose", " ", "--to", str(tmp_path))
    with pytest.raises(CommandError):
        call_command("write_list", "care_leavers", "--purpose", PURPOSE, "--to", str(tmp_path / "nowhere"))
