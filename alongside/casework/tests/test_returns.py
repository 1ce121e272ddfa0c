"""Bringing in a return: once, whole or not at all; corrected without losing what was said before."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from alongside.casework import actions
from alongside.casework.models import CareMark, ClockEvent, Determination, Episode, Person, ReturnImport
from alongside.casework.standing import Stay, believed, standings
from alongside.casework.tests import scene
from alongside.casework.tests.scene import SYSTEM, TODAY, files, named, tables
from alongside.returns import cohort, read_return
from alongside.shell.models import AuditEvent, StoredReturn
from alongside.shell.refusals import FileRefused, NotAllowed

TABLES = (Person, Episode, CareMark, ClockEvent, Determination, ReturnImport, StoredReturn)


def take_in(given=None, *, year=2026, **more):
    """Take a return in as the system."""
    return actions.take_in_return(given=files() if given is None else given, year=year, on=TODAY, by=SYSTEM, **more)


def counts():
    """How many rows each table has, history included."""
    return {model.__name__: model.objects.count() for model in TABLES} | {"history": Person.history.count()}


def test_everyone_in_the_return_is_there_with_episodes_and_marks(empty_council):
    taken = take_in()
    assert taken.changed
    assert set(Person.objects.values_list("child_id", flat=True)) == {"ELLA", "RORY", "FAY", "UMA", "KIT"}
    assert (Episode.objects.count(), CareMark.objects.count(), ClockEvent.objects.count()) == (3, 2, 1)
    assert taken.summary["people_added"] == 5
    assert taken.summary["people_by_category"]["eligible"] == 1


def test_the_same_files_again_change_nothing(empty_council):
    take_in()
    before = counts()
    again = take_in()
    assert not again.changed
    assert again.summary["people_changed"] == again.summary["people_added"] == 0
    assert counts() == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(empty_council):
    before = counts(), AuditEvent.objects.count()
    taken = take_in(dry_run=True)
    assert taken.summary["people_added"] == 5
    assert not taken.changed
    assert (counts(), AuditEvent.objects.count()) == before


def test_a_corrected_return_corrects_and_keeps_what_was_said_before(empty_council):
    take_in()
    care = scene.CARE | {"Rory": ("01/09/2024", "20/03/2026")}
    taken = take_in(files(care=care, reviews={"Ella": "03/02/2026"}, marks={"Uma": "NO,0,0", "Fay": "YES,F4,U1"}))
    rory = Person.objects.get(child_id="RORY")
    assert taken.summary["people_changed"] == 3
    old, new = rory.episodes.order_by("to_on")
    assert (old.to_on, new.to_on) == (date(2026, 3, 15), date(2026, 3, 20))
    assert old.withdrawn_at and old.withdrawn_by_intake == new.intake
    assert new.withdrawn_at is None
    assert list(CareMark.objects.filter(person__child_id="UMA").order_by("recorded_at").values_list("in_touch")) == [
        ("YES",),
        ("NO",),
    ]
    reviews = ClockEvent.objects.filter(corrected_by__isnull=True, on__isnull=False)
    assert [event.on for event in reviews] == [date(2026, 2, 3)]


def test_a_return_of_some_takes_nothing_from_the_others(empty_council):
    take_in()
    born = {"Ella": scene.BORN["Ella"]}
    taken = take_in(files(born=born, care={"Ella": scene.CARE["Ella"]}))
    assert not taken.changed
    assert taken.summary["people_left_as_they_were"] == 4
    assert Episode.objects.filter(withdrawn_at=None).count() == 3


@pytest.mark.parametrize("left_out", ["episodes.csv", "oc3.csv", "reviews.csv"])
def test_a_table_that_was_left_out_takes_nothing_away(empty_council, left_out):
    before = take_in().people
    texts = tables()
    del texts[left_out]
    taken = take_in([named(name, text.encode()) for name, text in texts.items()])
    assert not taken.changed
    assert taken.people == before
    assert "table_missing" in {fault.check for fault in taken.faults}


def test_a_newer_year_without_episodes_ends_nobodys_care(empty_council):
    take_in()
    texts = {name: text for name, text in tables().items() if name != "episodes.csv"}
    taken = take_in([named(name, text.encode()) for name, text in texts.items()], year=2027)
    assert taken.summary["looked_after"] == 2


def test_it_says_of_how_many_in_care_a_newer_return_is_silent(empty_council):
    newer = files(born={"Kit": scene.BORN["Kit"]}, care={"Kit": scene.CARE["Kit"]}, marks={}, reviews={})
    take_in(newer, year=2027)
    taken = take_in(files(care=scene.CARE | {"Rory": ("01/09/2024", "")}), year=2026)
    assert taken.summary["newest_year_held"] == 2027
    assert taken.summary["people_of_whom_a_newer_return_is_silent"] == 2  # Ella and Rory


def test_an_older_return_overwrites_nothing_of_a_newer_one(empty_council):
    take_in()
    older = {
        "header.csv": tables()["header.csv"].replace("WBRI", "BAFR"),
        "episodes.csv": tables(care={"Rory": ("01/09/2024", "")})["episodes.csv"],
    }
    take_in([named(name, text.encode()) for name, text in older.items()], year=2025)
    rory = Person.objects.get(child_id="RORY")
    assert rory.ethnicity == "WBRI"
    where = standings([rory], on=TODAY)[rory.pk]
    assert [stay.to_on for stay in where.stays] == [date(2026, 3, 15)]
    assert where.circumstances.history_held_from == date(2024, 4, 1)


def test_what_a_worker_corrected_stays_when_the_return_says_otherwise(empty_council):
    take_in()
    ella = Person.objects.get(child_id="ELLA")
    actions.correct_core_details(
        person_id=ella.pk, version=ella.version, changes={"born_on": date(2009, 5, 11)}, on=TODAY, by=SYSTEM
    )
    take_in(files(care={"Kit": ("02/01/2026", "")}))
    ella.refresh_from_db()
    assert ella.born_on == date(2009, 5, 11)


def test_bad_rows_are_named_and_the_others_taken_in(empty_council):
    texts = tables()
    texts["episodes.csv"] = texts["episodes.csv"].replace("01/01/2026", "31/02/2026")
    texts["header.csv"] = texts["header.csv"].replace("RORY,F,01/03/2009", "RORY,F,")
    taken = take_in([named(name, text.encode()) for name, text in texts.items()])
    assert taken.summary["rows_not_taken_in"] == {"Header": 1, "Episodes": 2}
    assert {"147", "141", "102"} & {fault.check for fault in taken.faults}
    assert set(Person.objects.values_list("child_id", flat=True)) == {"ELLA", "FAY", "UMA", "KIT"}


def test_everyones_category_agrees_with_the_cohort_of_the_return(empty_council):
    given = read_return(files(), year=2026)
    taken = take_in()
    ours = {one.child: one.finding for one in taken.people}
    theirs = cohort.cohort(given, TODAY, settings.COUNCIL["short_name"])
    assert {one.child for one in theirs} == set(ours)
    for one in theirs:
        found = ours[one.child]
        assert (one.category, one.certainty, one.since, one.until, one.responsible) == (
            found.category,
            found.certainty,
            found.since,
            found.until,
            found.responsible,
        ), one.child


def test_every_change_of_a_person_is_in_the_audit(empty_council):
    take_in()
    changed = AuditEvent.objects.filter(verb="changed by return")
    assert set(changed.values_list("subject", flat=True)) == set(Person.objects.values_list("pk", flat=True))
    assert AuditEvent.objects.filter(verb="took in return").count() == 1


@pytest.mark.parametrize("name", ["Amir", "Nadia", "Hana", "Sol", "Board"])
def test_only_a_data_officer_brings_in_a_return(empty_council, name):
    with pytest.raises(NotAllowed):
        actions.take_in_return(given=files(), on=TODAY, by=empty_council.actor(name))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "nothing in it"),
        ([named("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF")], "photo.jpg is not a table of the return"),
        ([named(name, tables()["header.csv"].encode()) for name in ("header.csv", "b.csv")], "twice"),
        ([named("episodes.csv", tables()["episodes.csv"].encode()[:-20])], "cut off"),
    ],
    ids=["nothing", "a photograph", "a table twice", "cut off"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_and_changes_nothing(empty_council, given, words):
    before = counts()
    with pytest.raises(FileRefused, match=words):
        take_in(given)
    assert counts() == before


def test_an_error_on_the_way_leaves_nothing_half_done(empty_council, monkeypatch):
    before = counts(), AuditEvent.objects.count()
    monkeypatch.setattr("alongside.casework.actions.returns._take_events", _fail)
    with pytest.raises(ZeroDivisionError):
        take_in()
    assert (counts(), AuditEvent.objects.count()) == before


def _fail(*_args, **_more):
    raise ZeroDivisionError


def test_born_on_29_february_counts_from_1_march(empty_council):
    born = scene.BORN | {"Leap": "29/02/2008"}
    care = scene.CARE | {"Leap": ("01/06/2024", "")}
    take_in(files(born=born, care=care))
    leap = Person.objects.get(child_id="LEAP")
    assert standings([leap], on=date(2026, 2, 28))[leap.pk].category == "eligible"
    assert standings([leap], on=date(2026, 3, 1))[leap.pk].category == "former_relevant"


def test_of_rows_with_one_start_the_newest_year_is_believed():
    def stay(year, to_on=None):
        return Stay(date(2024, 1, 1), to_on, "C2", "", "S", "", "", "", year)

    assert believed([stay(2025), stay(2026, date(2026, 1, 1)), stay(None)]) == (stay(2026, date(2026, 1, 1)),)


def test_the_command_prints_a_summary_and_writes_json(empty_council, tmp_path, capsys):
    folder, out = tmp_path / "return", tmp_path / "out.json"
    folder.mkdir()
    for name, text in tables().items():
        (folder / name).write_text(text)
    call_command("read_return", str(folder), "--json", str(out))
    printed = capsys.readouterr().out
    assert "Taken in: 5 people are new" in printed
    assert "Eligible" in printed
    record = json.loads(out.read_text())
    assert set(record) == {"summary", "people", "findings"}
    assert {one["child"] for one in record["people"]} == {"ELLA", "RORY", "FAY", "UMA", "KIT"}
    assert all({"check", "table", "row", "column", "child", "message"} <= set(one) for one in record["findings"])
    call_command("read_return", str(folder))
    assert "Nothing was changed" in capsys.readouterr().out


def test_the_command_refuses_in_a_sentence(empty_council, tmp_path):
    with pytest.raises(CommandError, match="nothing in it"):
        call_command("read_return", str(tmp_path))
    with pytest.raises(CommandError, match="no file or folder"):
        call_command("read_return", str(tmp_path / "missing"))


def test_a_thousand_children_are_taken_in_with_few_queries(empty_council, django_assert_max_num_queries):
    born = {f"C{number}": "10/05/2009" for number in range(1000)}
    care = dict.fromkeys(born, ("01/06/2024", ""))
    with django_assert_max_num_queries(200):
        take_in(files(born=born, care=care, marks={}, reviews={}))
    assert Person.objects.count() == 1000
