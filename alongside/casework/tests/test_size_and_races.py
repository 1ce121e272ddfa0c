"""Many people cost few queries; two at once never overwrite each other; numbers hide what is small."""

from __future__ import annotations

import csv
import io
import threading
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection

from alongside.casework import actions, downloads, numbers, queries
from alongside.casework.models import Allocation, ClockEvent, ContactPoint, Determination
from alongside.casework.queries import FindingRow
from alongside.casework.tests import scene
from alongside.casework.tests.scene import SYSTEM, TODAY, files
from alongside.shell.refusals import EditConflict, FactRefused, WrongState

MANY = 2000


@pytest.fixture
def many(empty_council):
    """Two thousand young people of 17 in care, a quarter of them Amir's."""
    born = {f"C{number}": "10/05/2009" for number in range(MANY)}
    care = dict.fromkeys(born, ("01/06/2024", ""))
    actions.take_in_return(given=files(born=born, care=care, marks={}, reviews={}), on=TODAY, by=SYSTEM, year=2026)
    lines = [f"C{number},amir@brightwater.example,01/11/2026" for number in range(0, MANY, 4)]
    data = "\r\n".join(["reference,adviser_email,last_visit", *lines, ""]).encode()
    actions.load_opening_position(name="o.csv", data=data, on=TODAY, by=SYSTEM)
    return empty_council


def test_lists_of_two_thousand_people_keep_to_their_budget(many, django_assert_max_num_queries):
    amir, hana = many.actor("Amir"), many.actor("Hana")
    lock = connection.vendor == "postgresql"  # the audit takes its pen there with a query of its own
    with django_assert_max_num_queries(12 + lock):
        found = queries.caseload(amir, on=TODAY)
    assert len(found.rows) == MANY / 4
    with django_assert_max_num_queries(12 + lock):
        assert len(queries.caseload(hana, on=TODAY).rows) == MANY
    with django_assert_max_num_queries(16):
        assert queries.team(hana, on=TODAY).people == MANY
    with django_assert_max_num_queries(10):
        assert len(queries.find(amir, text="C1999", on=TODAY)) == 1


def test_numbers_for_the_board_hide_small_ones(council):
    found = numbers.people_by_category(on=TODAY)
    assert {str(count) for count in found.parts.values()} <= {"0", "fewer than 5", "not shown"}
    assert str(numbers.people_in_doubt(on=TODAY)) == "fewer than 5"
    assert all(count.value in (None, 0) for count in numbers.people_late_by_clock(on=TODAY).values())


def at_once(*acts):
    """Run these at the same moment; what each raised, or None."""
    barrier, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait()
            act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_the_same_details_the_second_is_told(set_clock):
    set_clock(TODAY)
    council = scene.a_whole_council()
    ella = council.person("Ella")

    def save(surname):
        actions.correct_core_details(
            person_id=ella.pk, version=ella.version, changes={"surname": surname}, on=TODAY, by=SYSTEM
        )

    outcomes = at_once(lambda: save("One"), lambda: save("Two"))
    conflicts = [outcome for outcome in outcomes if outcome is not None]
    assert [type(conflict) for conflict in conflicts] == [EditConflict]
    assert council.person("Ella").surname in ("One", "Two")


RACERS, EDITS = 20, 50
"""A thousand edits of one record by twenty people at once."""


@pytest.mark.django_db(transaction=True)
def test_of_a_thousand_racing_edits_none_is_lost(set_clock):
    set_clock(TODAY)
    council = scene.a_whole_council()
    number = actions.add_contact_point(
        person_id=council.id("Ella"), kind="phone", value="07700 900000", on=TODAY, by=SYSTEM
    )
    saved: list[str] = []

    def edit(racer):
        for turn in range(EDITS):
            version = ContactPoint.objects.get(pk=number.pk).version
            value = f"07700 9{racer:02}{turn:03}"
            try:
                actions.change_contact_point(
                    contact_point_id=number.pk, version=version, changes={"value": value}, on=TODAY, by=SYSTEM
                )
                saved.append(value)
            except EditConflict:
                continue

    assert at_once(*(lambda racer=racer: edit(racer) for racer in range(RACERS))) == [None] * RACERS
    kept = ContactPoint.history.filter(id=number.pk).values_list("value", flat=True)
    assert sorted(kept) == sorted(["07700 900000", *saved])
    assert ContactPoint.objects.get(pk=number.pk).version == 1 + len(saved)
    assert len(saved) >= EDITS


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_the_same_proposal_one_does(set_clock):
    set_clock(TODAY)
    council = scene.a_whole_council()
    number = actions.propose_determination(person_id=council.id("Ella"), on=TODAY, by=council.actor("Amir")).number
    managers = [council.actor(name) for name in ("Nadia", "Hana")]

    def approve(manager):
        actions.approve_determination(person_id=council.id("Ella"), number=number, on=TODAY, by=manager)

    outcomes = at_once(*(lambda manager=manager: approve(manager) for manager in managers))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "WrongState"]
    assert Determination.objects.filter(state="approved").count() == 1


def test_an_event_is_corrected_by_a_new_row_and_only_once(council):
    amir = {"on": TODAY, "by": council.actor("Amir")}
    event = actions.record_clock_event(person_id=council.id("Ella"), kind="contact_made", happened_on=TODAY, **amir)
    actions.correct_clock_event(event_id=event.pk, happened_on=None, **amir)
    assert ClockEvent.objects.filter(kind="contact_made").count() == 2
    with pytest.raises(WrongState):
        actions.correct_clock_event(event_id=event.pk, happened_on=TODAY, **amir)


@pytest.mark.parametrize(
    ("kind", "day"),
    [("contact_made", TODAY + timedelta(days=1)), ("contact_made", date(2001, 1, 1)), ("turned_18", TODAY)],
)
def test_an_event_that_cannot_be_is_refused(council, kind, day):
    with pytest.raises(FactRefused):
        actions.record_clock_event(
            person_id=council.id("Ella"), kind=kind, happened_on=day, on=TODAY, by=council.actor("Amir")
        )


def test_a_new_adviser_follows_the_old_one_on_the_same_day(council):
    actions.allocate(
        person_id=council.id("Ella"),
        worker=council.users["Bea"],
        from_on=TODAY + timedelta(days=3),
        on=TODAY,
        by=council.actor("Nadia"),
    )
    old, new = Allocation.objects.filter(person=council.id("Ella")).order_by("from_on")
    assert old.to_on == new.from_on == TODAY + timedelta(days=3)
    assert (old.worker, new.worker) == (council.users["Amir"], council.users["Bea"])


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_a_download_becomes_a_formula(cell):
    finding = FindingRow("1", "To correct", "Header", 2, "SEX", cell, 2026, cell)
    read = list(csv.reader(io.StringIO(downloads.findings_as_csv([finding]).decode("utf-8-sig"))))
    assert read[1][-1] == f"'{cell}"
    sheet = openpyxl.load_workbook(io.BytesIO(downloads.findings_as_xlsx([finding]))).active
    assert sheet.cell(2, 8).data_type == "s"
