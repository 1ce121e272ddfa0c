"""The registers of homes and of fees as files, and every register as it stands: what goes out comes in again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import FactRefused, FileRefused, NotYours
from alongside.shell.roles import Role
from alongside.sufficiency import actions, queries
from alongside.sufficiency.models import Fee, FosterHousehold, Home
from alongside.sufficiency.register_files import HomeLine
from alongside.sufficiency.tests.scene import SYSTEM, TODAY, actor, fill_places
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
Account = Callable[..., User]
PLACES = "/staff/sufficiency/places/"
HOMES = "name,kind,beds,provider,opened_on,closed_on\n"
FEES = "kind,provider,weekly,from_on\n"
GOOD = {
    "homes": HOMES + "Tern House,residential,6,own,2019-01-01,\nWren Lodge,Supported,4,bought,01/09/2021,31/03/2025\n",
    "fees": FEES + 'fostering,own,500,2020-01-01\nresidential,bought,"£5,200.50",01/04/2025\n',
}
MODELS = {"homes": Home, "fees": Fee, "households": FosterHousehold}
VERBS = {"homes": "took in register of homes", "fees": "took in fees", "households": "took in fostering register"}


def upload(content: str | bytes) -> dict[str, SimpleUploadedFile]:
    content = content.encode() if isinstance(content, str) else content
    return {"content": SimpleUploadedFile("register.csv", content)}


def told(verb: str) -> list[tuple[int, int, int]]:
    rows = AuditEvent.objects.filter(verb=verb).order_by("number")
    return [(one.detail["added"], one.detail["changed"], one.detail["lines"]) for one in rows]


def test_homes_are_added_changed_and_left_as_they_were(visit: Visit, commissioner: User) -> None:
    visit.post(f"{PLACES}homes/take-in/", upload(GOOD["homes"]), by=commissioner, status=302)
    assert "2 added, 0 changed, 0 as before" in visit(PLACES, by=commissioner, status=200).text
    assert list(Home.objects.values_list("name", "kind", "beds", "is_own", "opened_on", "closed_on")) == [
        ("Tern House", "residential", 6, True, date(2019, 1, 1), None),
        ("Wren Lodge", "supported", 4, False, date(2021, 9, 1), date(2025, 3, 31)),
    ]
    five = (HOMES + "tern  house,residential,5,own,2019-01-01,\n").encode()
    for _ in range(2):
        actions.take_in_homes(content=five, on=TODAY, by=actor(commissioner))
    assert list(Home.objects.values_list("beds", flat=True).order_by("beds")) == [4, 5]
    assert Home.objects.get(beds=5).history.count() == 2
    assert told(VERBS["homes"]) == [(2, 0, 2), (0, 1, 1), (0, 0, 1)]


def test_fees_are_set_once_and_another_amount_from_the_same_day_is_refused(visit: Visit, commissioner: User) -> None:
    visit.post(f"{PLACES}fees/take-in/", upload(GOOD["fees"]), by=commissioner, status=302)
    actions.take_in_fees(content=GOOD["fees"].encode(), on=TODAY, by=actor(commissioner))
    assert told(VERBS["fees"]) == [(2, 0, 2), (0, 0, 2)]
    kept = [
        ("fostering", "own", Decimal(500), date(2020, 1, 1)),
        ("residential", "bought", Decimal("5200.50"), date(2025, 4, 1)),
    ]
    assert list(Fee.objects.values_list("kind", "provider", "weekly", "from_on")) == kept
    again = FEES + "fostering,bought,900,2020-01-01\nfostering,own,501,2020-01-01\n"
    page = visit.post(f"{PLACES}fees/take-in/", upload(again), by=commissioner, status=200)
    assert "Row 3: From that day it is £500.00 already. Say from which later day it changes." in page.text
    assert Fee.objects.count() == 2


@pytest.mark.parametrize(
    ("register", "line", "said"),
    [
        ("homes", "Elm,hostel,3,own,2020-01-01,", "Row 4: kind must be residential or supported, not “hostel”."),
        ("homes", "Elm,residential,3,ours,2020-01-01,", "Row 4: provider must be own or bought, not “ours”."),
        ("homes", "Elm,residential,0,own,2020-01-01,", "Row 4: A home has 1 to 60 beds."),
        ("homes", "Elm,residential,600,own,2020-01-01,", "Row 4: A home has 1 to 60 beds."),
        ("homes", "Elm,residential,few,own,2020-01-01,", "Row 4: beds must be a whole number, not “few”."),
        ("homes", "Elm,residential,3,own,31/02/2020,", "Row 4: opened_on must be a real day like 2024-02-29"),
        ("homes", "Elm,residential,3,own,0020-01-01,", "Row 4: opened_on must be a real day like 2024-02-29"),
        ("homes", "Elm,residential,3,own,2020-01-01,2019-01-01", "Row 4: It ends between the day it began and today."),
        ("homes", "Elm,residential,3,own,2020-01-01,2031-01-01", "Row 4: It ends between the day it began and today."),
        ("homes", ",residential,3,own,2020-01-01,", "Row 4: Write the name of the home, up to 80 characters."),
        ("homes", "E" * 81 + ",residential,3,own,2020-01-01,", "Row 4: Write the name of the home"),
        ("homes", "E\x01,residential,3,own,2020-01-01,", "Row 4: Write the name of the home"),
        ("homes", "TERN HOUSE,residential,3,own,2020-01-01,", "Row 4: TERN HOUSE stands in the file twice."),
        ("homes", "Elm,residential,3", "Row 4 has 3 cells, not 6."),
        ("homes", '"Elm,residential,3,own,2020-01-01,', "Row 4 cannot be read: a quotation mark in it is not closed"),
        ("fees", "hotel,own,3,2020-01-01", "Row 4: kind must be fostering, residential, supported or other"),
        ("fees", "other,them,3,2020-01-01", "Row 4: provider must be own or bought, not “them”."),
        ("fees", "other,own,-3,2020-01-01", "Row 4: weekly must be pounds like 5200 or 5200.50, not “-3”."),
        ("fees", "other,own,3e3,2020-01-01", "Row 4: weekly must be pounds like 5200 or 5200.50, not “3e3”."),
        ("fees", "other,own,1.234,2020-01-01", "Row 4: weekly must be pounds like 5200 or 5200.50, not “1.234”."),
        ("fees", "other,own,1000000,2020-01-01", "Row 4: weekly must be pounds like 5200 or 5200.50"),
        ("fees", "other,own,٣,2020-01-01", "Row 4: weekly must be pounds like 5200 or 5200.50, not “٣”."),
        ("fees", "other,own,3,soon", "Row 4: from_on must be a real day like 2024-02-29, not “soon”."),
        ("fees", "fostering,own,500,2020-01-01", "Row 4: fostering, own, from 2020-01-01 stands in the file twice."),
    ],
)
def test_a_wrong_line_is_named_and_nothing_of_the_file_stays(
    register: str, line: str, said: str, visit: Visit, commissioner: User
) -> None:
    content = upload(GOOD[register] + line + "\n")
    page = visit.post(f"{PLACES}{register}/take-in/", content, by=commissioner, status=200)
    assert said in page.text
    assert not MODELS[register].objects.exists()
    assert not AuditEvent.objects.filter(verb=VERBS[register]).exists()


@pytest.mark.parametrize("register", ["homes", "fees"])
def test_what_is_no_register_is_refused(register: str, commissioner: User) -> None:
    take_in = getattr(actions, f"take_in_{register}")
    head = GOOD[register].splitlines()[0].encode()
    for content in (b"\xff\xfe\x00", b"", b"name,address\nElm,Here\n", head, head + b"\n,,,\n", head + b"\n\x81\x8d\n"):
        with pytest.raises(FileRefused):
            take_in(content=content, on=TODAY, by=actor(commissioner))
    long = b'"' + b"x" * 200_000 + b'",own,5,2020-01-01\n'
    with pytest.raises(FileRefused):
        take_in(content=head + b"\n" + long, on=TODAY, by=actor(commissioner))


def test_a_register_that_is_no_table_of_commas_is_named_for_what_it_is(visit: Visit, commissioner: User) -> None:
    for content, said in (
        (GOOD["homes"].replace(",", ";").encode(), "semicolons between its cells, where commas belong"),
        (GOOD["homes"].encode("utf-16"), "written in UTF-16. Save it as “CSV UTF-8”"),
        (b"\x89PNG\r\n\x1a\n\0\0", "another kind of file, not a table"),
    ):
        given = {"content": SimpleUploadedFile("homes.csv", content)}
        assert said in visit.post(f"{PLACES}homes/take-in/", given, by=commissioner, status=200).text
    assert not Home.objects.exists()


def test_headings_are_read_as_those_of_every_other_table(commissioner: User) -> None:
    with pytest.raises(FileRefused, match="The heading beds stands twice in the first row"):
        actions.take_in_homes(content=HOMES.replace("kind", "beds").encode(), on=TODAY, by=actor(commissioner))
    empty_at_the_end = GOOD["homes"].replace("\n", ",,\n").encode()
    actions.take_in_homes(content=empty_at_the_end, on=TODAY, by=actor(commissioner))
    assert Home.objects.count() == 2


def test_a_home_on_the_page_is_the_record_that_a_line_of_the_file_is(commissioner: User) -> None:
    content = (HOMES + "Elm,supported,3,bought,2020-01-01,2021-01-01\n").encode()
    actions.take_in_homes(content=content, on=TODAY, by=SYSTEM)
    (shown,) = queries.places(actor(commissioner), on=TODAY).homes
    told = {field.name: getattr(shown, field.name) for field in fields(HomeLine)}
    assert HomeLine(**told) == HomeLine("Elm", "supported", 3, False, date(2020, 1, 1), date(2021, 1, 1))
    assert isinstance(shown, HomeLine) and shown.kind_words == "Supported accommodation"


def test_a_spreadsheet_that_writes_an_older_alphabet_is_read(commissioner: User) -> None:
    content = (HOMES + "St Mary’s,residential,3,own,2020-01-01,\n").encode("cp1252")
    actions.take_in_homes(content=content, on=TODAY, by=actor(commissioner))
    assert Home.objects.get().name == "St Mary’s"


@pytest.mark.parametrize("register", ["households", "homes", "fees"])
def test_a_register_as_it_stands_comes_in_again_and_changes_nothing(
    register: str, visit: Visit, commissioner: User
) -> None:
    fill_places()
    by = {"kind": "supported", "beds": 4, "is_own": False, "opened_on": date(2020, 1, 1), "by": SYSTEM}
    actions.add_home(name='=Elm, "the old"', **by)
    actions.add_home(name="Planned", **by | {"opened_on": date(2027, 1, 1)})
    model = MODELS[register]
    before = list(model.objects.order_by("pk").values())
    file = visit(f"{PLACES}{register}/register.csv", by=commissioner, status=200).content
    assert b"\r\n=" not in file and b'\r\n"=' not in file  # no cell becomes a formula
    visit.post(f"{PLACES}{register}/take-in/", upload(file), by=commissioner, status=302)
    assert list(model.objects.order_by("pk").values()) == before
    assert told(VERBS[register]) == [(0, 0, len(before))]
    model.objects.all().delete()
    visit.post(f"{PLACES}{register}/take-in/", upload(file), by=commissioner, status=302)
    assert visit(f"{PLACES}{register}/register.csv", by=commissioner, status=200).content == file


@pytest.mark.parametrize("register", ["households", "homes", "fees"])
def test_the_headings_are_on_the_page_and_in_a_file(register: str, visit: Visit, commissioner: User) -> None:
    page = visit(f"{PLACES}{register}/take-in/", by=commissioner, status=200)
    file = visit(f"{PLACES}{register}/template.csv", by=commissioner, status=200).content.decode("utf-8-sig")
    assert all(heading in page.text for heading in file.strip().split(","))
    assert f"{PLACES}{register}/template.csv" in page.html and f"{PLACES}{register}/register.csv" in page.html
    if register in GOOD:
        assert file.strip() == GOOD[register].splitlines()[0]


def test_only_who_keeps_the_register_takes_one_in(visit: Visit, account: Account, commissioner: User) -> None:
    head, stranger = account(Role.HEAD_OF_SERVICE), account(Role.PERSONAL_ADVISER)
    assert "Take in the register of homes" in visit(PLACES, by=commissioner, status=200).text
    assert "Take in the register" not in visit(PLACES, by=head, status=200).text
    for register, content in GOOD.items():
        for who in (head, stranger):
            visit.post(f"{PLACES}{register}/take-in/", upload(content), by=who, status=404)
            with pytest.raises(NotYours):
                getattr(actions, f"take_in_{register}")(content=content.encode(), on=TODAY, by=actor(who))
        visit(f"{PLACES}{register}/register.csv", by=head, status=200)
        visit(f"{PLACES}{register}/register.csv", by=stranger, status=404)
        visit(f"{PLACES}{register}/template.csv", by=stranger, status=404)
    assert not Home.objects.exists() and not Fee.objects.exists()
    for name in ("register.csv", "template.csv", "take-in/"):
        visit(f"{PLACES}streets/{name}", by=commissioner, status=404)


def test_a_last_comma_that_a_spreadsheet_left_out_is_no_fault(commissioner: User) -> None:
    actions.take_in_homes(content=(HOMES + "Elm,residential,3,own,2020-01-01\n").encode(), on=TODAY, by=SYSTEM)
    assert (Home.objects.get().opened_on, Home.objects.get().closed_on) == (date(2020, 1, 1), None)
    with pytest.raises(FileRefused, match="Row 2 has 3 cells, not 4"):
        actions.take_in_fees(content=(FEES + "other,own,3\n").encode(), on=TODAY, by=SYSTEM)


def test_of_two_who_take_in_the_same_at_once_the_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    content = GOOD["homes"].encode()
    actions.take_in_homes(content=content, on=TODAY, by=SYSTEM)
    monkeypatch.setattr("alongside.sufficiency.actions.register.name_of_home", lambda name: object())  # not seen yet
    with pytest.raises(FactRefused, match="Somebody else"):
        actions.take_in_homes(content=content, on=TODAY, by=SYSTEM)
    assert told(VERBS["homes"]) == [(2, 0, 2)] and Home.objects.count() == 2


def test_a_home_that_is_still_to_open_says_so(visit: Visit, commissioner: User) -> None:
    content = (HOMES + "Elm,residential,3,own,01/03/2099,\n").encode()
    actions.take_in_homes(content=content, on=TODAY, by=actor(commissioner))
    assert "opens 1 Mar 2099" in visit(PLACES, by=commissioner, status=200).text


def test_a_home_is_not_typed_twice_in_other_capitals(commissioner: User) -> None:
    fill_places()
    with pytest.raises(FactRefused, match="already"):
        actions.add_home(
            name="TERN  house", kind="residential", beds=6, is_own=True, opened_on=date(2019, 1, 1), by=SYSTEM
        )
