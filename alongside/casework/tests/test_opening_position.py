"""Loading an opening position: a bad row refuses the file; the same file again changes nothing."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.management import call_command

from alongside.casework import actions, opening
from alongside.casework.actions.opening_position import read_sent
from alongside.casework.models import Allocation, ClockEvent, ContactPoint, Person
from alongside.casework.standing import standing_of
from alongside.casework.tests.scene import SYSTEM, TODAY, files
from alongside.shell.refusals import FileRefused, NotAllowed

HEAD = (
    "reference,first_name,surname,phone,phone_safe,email,email_safe,adviser_email,team,"
    "last_plan,last_contact,last_visit"
)
ELLA = (
    "ELLA,Ella,Marsh,07700 900001,yes,ella@mail.example,no,"
    'amir@brightwater.example,"Leaving care, north",01/06/2026,01/09/2026,01/10/2026'
)
RORY = "RORY,Rory,Okoro,,,,,bea@brightwater.example,,,20/11/2026,20/11/2026"


def csv_of(*rows):
    """The file with these rows."""
    return "\r\n".join([HEAD, *rows, ""]).encode()


def load(data, **more):
    """Load it as the system."""
    return actions.load_opening_position(name="opening.csv", data=data, on=TODAY, by=SYSTEM, **more)


@pytest.fixture
def brought_in(empty_council):
    """The return is there; names, advisers and dates are not."""
    actions.take_in_return(given=files(), on=TODAY, by=SYSTEM)
    return empty_council


def rows():
    """How many rows there are of what an opening position brings."""
    models = (ContactPoint, Allocation, ClockEvent)
    return [model.objects.count() for model in models] + [Person.history.count()]


def test_names_numbers_advisers_and_dates_are_loaded(brought_in):
    loaded = load(csv_of(ELLA, RORY))
    assert loaded.changed
    ella = brought_in.person("Ella")
    assert ella.name == "Ella Marsh"
    phone = ella.contact_points.get(kind="phone")
    assert (phone.value, phone.safe_to_call, phone.safe_to_voicemail) == ("07700 900001", True, None)
    assert ella.contact_points.get(kind="email").safe_to_write is False
    allocation = ella.allocations.get()
    assert (allocation.worker, allocation.team) == (brought_in.users["Amir"], brought_in.teams["north"])
    assert brought_in.person("Rory").allocations.get().team == brought_in.teams["north"]


def test_a_visit_of_a_child_in_care_counts_for_the_social_workers_clock(brought_in):
    load(csv_of(ELLA, RORY))
    kinds = {
        name: set(brought_in.person(name).clock_events.filter(source="opening_position").values_list("kind", flat=True))
        for name in ("Ella", "Rory")
    }
    assert "looked_after_visit_made" in kinds["Ella"]
    assert kinds["Rory"] == {"contact_made", "visit_made"}


def test_the_same_file_again_changes_nothing(brought_in):
    load(csv_of(ELLA, RORY))
    before = rows()
    assert not load(csv_of(ELLA, RORY)).changed
    assert rows() == before


def test_a_changed_file_changes_only_what_it_should(brought_in):
    load(csv_of(ELLA, RORY))
    load(csv_of(ELLA.replace("07700 900001", "07700 900002").replace("01/09/2026", "02/09/2026"), RORY))
    ella = brought_in.person("Ella")
    assert set(ella.contact_points.filter(kind="phone").values_list("value", "to_on")) == {
        ("07700 900001", TODAY),
        ("07700 900002", None),
    }
    contacts = ella.clock_events.filter(kind="contact_made", corrected_by__isnull=True)
    assert [event.on for event in contacts] == [date(2026, 9, 2)]


def test_what_workers_changed_by_hand_stays(brought_in):
    load(csv_of(ELLA))
    ella = brought_in.person("Ella")
    actions.allocate(person_id=ella.pk, worker=brought_in.users["Bea"], on=TODAY, by=brought_in.actor("Nadia"))
    actions.correct_core_details(
        person_id=ella.pk, version=ella.version, changes={"surname": "Marsh-Bell"}, on=TODAY, by=SYSTEM
    )
    loaded = load(csv_of(ELLA, RORY))
    assert loaded.summary["kept_as_changed_by_hand"] == 2
    assert brought_in.person("Ella").surname == "Marsh-Bell"
    assert ella.allocations.get(to_on=None).worker == brought_in.users["Bea"]


def test_late_is_counted_from_what_the_file_states_and_the_rest_is_not_recorded(brought_in):
    load(csv_of(RORY.replace("20/11/2026,20/11/2026", "01/08/2026,")))
    where = standing_of(brought_in.person("Rory"), on=TODAY)
    due = {one.clock: one for _, one in where.due}
    assert due["keep_in_touch"].is_late(TODAY)
    assert due["pathway_plan_review"].on is None
    assert due["pathway_plan_review"].outcome == "not_recorded"
    assert not any(one.is_late(TODAY) for clock, one in due.items() if clock != "keep_in_touch")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (RORY.replace("RORY,", ",", 1), "Row 3: the reference is missing"),
        (RORY.replace("RORY,", "NOBODY,", 1), "Row 3: there is no young person with the reference NOBODY"),
        (ELLA, "Row 3: ELLA stands in row 2 already"),
        (RORY.replace("bea@", "nobody@"), "Row 3: there is no account nobody@"),
        (RORY.replace("bea@", "nadia@"), "Row 3: nadia@.* is neither a personal adviser"),
        (RORY.replace("example,,,20", "example,Night shift,,20"), "Row 3: there is no team called Night shift"),
        (RORY.replace("20/11/2026,20", "31/02/2026,20"), "Row 3: last_contact is “31/02/2026”"),
        (RORY.replace("20/11/2026,20", "20/11/2027,20"), "Row 3: last_contact is 20/11/2027, which is in the future"),
        (RORY.replace("20/11/2026,20", "20/11/2001,20"), "Row 3: .* before the date of birth"),
        (RORY.replace("Okoro,,", "Okoro,call me,"), "Row 3: “call me” is not a phone number"),
        (RORY.replace("Okoro,,,", "Okoro,,maybe,"), "Row 3: phone_safe must be yes or no"),
        (RORY.replace("Okoro,,,,", "Okoro,,,not an address,"), "Row 3: “not an address” is not an e-mail address"),
        ("RORY,Rory", "Row 3 has 2 values under 12 headings"),
    ],
)
def test_a_bad_row_refuses_the_file_and_says_which_row_and_why(brought_in, row, words):
    before = rows()
    with pytest.raises(FileRefused, match=words) as refused:
        load(csv_of(ELLA, row))
    assert str(refused.value).endswith("Nothing was changed.")
    assert rows() == before


def test_several_bad_rows_are_counted(brought_in):
    with pytest.raises(FileRefused, match=r"Row 2: .* 1 other row has a fault too"):
        load(csv_of(ELLA.replace("ELLA,", "X,", 1), RORY.replace("RORY,", "Y,", 1)))


def test_every_bad_row_is_named_whatever_is_wrong_with_it(brought_in):
    unreadable = RORY.replace("20/11/2026,20", "31/02/2026,20")
    with pytest.raises(FileRefused) as refused:
        load(csv_of(ELLA.replace("ELLA,", "X,", 1), unreadable, RORY))
    first, second = refused.value.details
    assert first.startswith("Row 2: there is no young person with the reference X.")
    assert second.startswith("Row 3: last_contact is “31/02/2026”")


def test_the_page_lists_every_bad_row(brought_in, visit):
    dora = brought_in.users["Dora"]
    data = csv_of(ELLA.replace("ELLA,", "X,", 1), RORY.replace("RORY,", "Y,", 1))
    intake = actions.send_opening_position(name="o.csv", data=data, by=brought_in.actor("Dora"))
    read_sent(intake_id=intake.pk, on=TODAY, by=brought_in.actor("Dora"))
    page = visit(f"/staff/opening-position/{intake.pk}/", by=dora)
    assert "reference X" in page and "reference Y" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a table"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a table"),
        (b"name,surname\r\na,b\r\n", "no column “reference”"),
        (b"reference,last_revew\r\nELLA,01/01/2026\r\n", "“last_revew” is not part"),
        (b"reference,phone,phone\r\nELLA,,\r\n", "phone twice"),
        (b"reference\r\n", "no rows"),
        (b'reference,surname\r\nELLA,"Mar', "never closes"),
        (b"PK\x03\x04 nothing", "not a spreadsheet"),
    ],
)
def test_what_is_no_opening_position_is_refused(brought_in, data, words):
    with pytest.raises(FileRefused, match=words):
        load(data)


def workbook(*lines):
    """The lines as XLSX bytes."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    block = io.BytesIO()
    book.save(block)
    return block.getvalue()


def test_a_spreadsheet_is_read_with_its_dates(brought_in):
    load(workbook(["Reference", "First name", "Last contact"], ["ELLA", "Ella", date(2026, 11, 1)]))
    event = brought_in.person("Ella").clock_events.get(kind="contact_made")
    assert (event.on, event.source) == (date(2026, 11, 1), "opening_position")


def test_a_spreadsheet_with_a_formula_is_refused(brought_in):
    with pytest.raises(FileRefused, match="formula in cell B2"):
        load(workbook(["reference", "surname"], ["ELLA", "=1+1"]))


def test_windows_accents_are_read(brought_in):
    load("reference,surname\r\nELLA,Lindström\r\n".encode("cp1252"))
    assert brought_in.person("Ella").surname == "Lindström"


def test_a_dry_run_changes_nothing(brought_in):
    before = rows()
    assert load(csv_of(ELLA), dry_run=True).summary["people_changed"] == 1
    assert rows() == before


@pytest.mark.parametrize("name", ["Amir", "Nadia", "Hana", "Sol"])
def test_only_a_data_officer_loads_one(brought_in, name):
    with pytest.raises(NotAllowed):
        actions.load_opening_position(name="o.csv", data=csv_of(ELLA), on=TODAY, by=brought_in.actor(name))


def test_the_command_loads_it(brought_in, tmp_path, capsys):
    file = tmp_path / "opening.csv"
    file.write_bytes(csv_of(ELLA))
    call_command("load_opening_position", str(file))
    assert "Loaded." in capsys.readouterr().out


def test_every_date_column_is_an_event_that_the_law_knows():
    from alongside.casework.events import KINDS

    assert set(opening.EVENTS.values()) <= set(KINDS)
