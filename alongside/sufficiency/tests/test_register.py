"""The fostering register and the postcode directory as files: whole or not at all, and what is wrong is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.returns.tests.invented import a_return, ep
from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import FileRefused, NotYours
from alongside.shell.roles import Role
from alongside.sufficiency import actions
from alongside.sufficiency.models import FosterHousehold, Postcode
from alongside.sufficiency.tests.held import store
from alongside.sufficiency.tests.scene import TODAY, actor
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
Account = Callable[..., User]
PLACES = "/staff/sufficiency/places/"
HEAD = "reference,born_year,places,approved_on,ended_on\n"
GOOD = HEAD + "F1,1970,2,2024-02-29,\nF2,1980,1,2020-05-01,2025-01-31\n"


def upload(text: str) -> dict[str, SimpleUploadedFile]:
    return {"content": SimpleUploadedFile("register.csv", text.encode())}


def test_a_register_adds_who_is_new_changes_who_differs_and_leaves_the_rest(visit: Visit, commissioner: User) -> None:
    assert "Take in the register" in visit(PLACES, by=commissioner, status=200).text
    visit.post(f"{PLACES}households/take-in/", upload(GOOD), by=commissioner, status=302)
    assert FosterHousehold.objects.get(reference="F1").approved_on == date(2024, 2, 29)
    actions.take_in_households(content=(HEAD + "F1,1970,3,2024-02-29,\n").encode(), on=TODAY, by=actor(commissioner))
    actions.take_in_households(content=(HEAD + "F1,1970,3,2024-02-29,\n").encode(), on=TODAY, by=actor(commissioner))
    assert list(FosterHousehold.objects.values_list("reference", "places")) == [("F1", 3), ("F2", 1)]
    assert FosterHousehold.objects.get(reference="F1").history.count() == 2
    told = AuditEvent.objects.filter(verb="took in fostering register").order_by("number")
    assert [(one.detail["added"], one.detail["changed"]) for one in told] == [(2, 0), (0, 1), (0, 0)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("F3,1970,2,2025-02-29,", "Row 4: approved_on must be a real day like 2024-02-29, not “2025-02-29”."),
        ("F3,70s,2,2024-01-01,", "Row 4: born_year must be a whole number, not “70s”."),
        ("F3,2015,2,2024-01-01,", "Row 4: That cannot be the year of birth of a foster carer."),
        ("F3,1970,12,2024-01-01,", "Row 4: A household has 1 to 9 places."),
        ("F3,1970,2,2024-01-01,2023-01-01", "Row 4: It ends between the day it began and today."),
        ("F3,1970,2,2030-01-01,", "Row 4: That day of approval has not come yet."),
        ("F1,1970,2,2024-01-01,", "Row 4: household F1 stands in the file twice."),
        ("Ann Smith,1970,2,2024-01-01,", "Row 4: Write the number in the fostering register"),
        ("F3,1970,2", "Row 4 has 3 cells, not 5."),
    ],
)
def test_a_wrong_line_is_named_and_nothing_of_the_file_stays(
    line: str, said: str, visit: Visit, commissioner: User
) -> None:
    page = visit.post(f"{PLACES}households/take-in/", upload(GOOD + line + "\n"), by=commissioner, status=200)
    assert said in page.text
    assert not FosterHousehold.objects.exists()
    assert not AuditEvent.objects.filter(verb="took in fostering register").exists()


def test_what_is_no_register_is_refused_and_a_reader_finds_no_form(
    visit: Visit, account: Account, commissioner: User
) -> None:
    for content in (b"\xff\xfe\x00", b"", b"name,address\nAnn,Here\n", HEAD.encode()):
        with pytest.raises(FileRefused):
            actions.take_in_households(content=content, on=TODAY, by=actor(commissioner))
    head = account(Role.HEAD_OF_SERVICE)
    assert "Take in the register" not in visit(PLACES, by=head, status=200).text
    visit(f"{PLACES}households/take-in/", by=head, status=404)
    with pytest.raises(NotYours):
        actions.take_in_households(content=GOOD.encode(), on=TODAY, by=actor(head))


def test_a_postcode_without_a_place_is_not_at_the_end_of_the_world(commissioner: User) -> None:
    store(a_return(2025, Episodes=[ep("A", "01/05/2024", HOME_POST="ZZ1 1ZZ", PL_POST="ZZ2 2ZZ")]))
    lines = ("pcds,lat,long,oslaua", "ZZ1 1ZZ,53.0,-1.0,E1", "ZZ2 2ZZ,99.999999,0.0,E1", "ZZ2 2ZZ,nan,0.0,E1")
    assert actions.load_postcodes(content="\n".join(lines).encode(), areas=frozenset(), by=actor(commissioner)) == 1
    assert list(Postcode.objects.values_list("postcode", flat=True)) == ["ZZ11ZZ"]
    assert Postcode.objects.get().is_inside is None
    given = {"content": "\n".join(lines).encode(), "by": actor(commissioner)}
    for areas, inside in (({"E1"}, True), (set(), True), ({"E2"}, False), (set(), False)):
        actions.load_postcodes(**given, areas=frozenset(areas))
        assert Postcode.objects.get().is_inside is inside  # one that does not tell leaves what was told
    with pytest.raises(FileRefused, match="Row 2: lat or long is no number"):
        typed = b"pcds,lat,long\nZZ1 1ZZ,fifty,0\n"
        actions.load_postcodes(content=typed, areas=frozenset(), by=actor(commissioner))
    with pytest.raises(FileRefused):
        long = b"pcds,lat,long\n" + b'"' + b"x" * 200_000 + b'",53,0\n'
        actions.load_postcodes(content=long, areas=frozenset(), by=actor(commissioner))
