"""A return is written out again as it was taken in, for those who may, and each time is in the audit."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse

from alongside.casework import actions, parcel
from alongside.casework.models import ReturnImport
from alongside.casework.tests.scene import SYSTEM, TODAY, files, named
from alongside.returns import Return, read_return
from alongside.returns.tables import TABLES
from alongside.shell.models import AuditEvent


def address(form="zip", intake=None):
    intake = intake or ReturnImport.objects.get()
    return reverse(f"casework:return_{form}", args=[intake.pk])


def same(one: Return, other: Return) -> bool:
    """The same rows; the XML form puts them in the order of Header."""
    return all(rows_of(one, name) == rows_of(other, name) for name in TABLES)


def rows_of(given: Return, name: str) -> list[tuple[object, ...]]:
    return sorted(given[name].select(TABLES[name].column_names).rows(), key=repr)


@pytest.mark.parametrize("form", ["zip", "xml"])
def test_what_was_taken_in_comes_out_again(council, visit, form):
    page = visit(address(form), by=council.users["Dora"])
    back = read_return(named(f"return.{form}", page.content), year=2026)
    assert same(back, read_return(files()))
    line = AuditEvent.objects.filter(verb="downloaded return").get()
    assert line.actor_name == "Dora"
    assert line.detail["form"] == form


@pytest.mark.parametrize("who", ["Hana", "Nadia", "Amir", "Sol", "Board"])
def test_only_a_data_officer_takes_it_out(council, visit, who):
    visit(address(), by=council.users[who], status=404)
    assert not AuditEvent.objects.filter(verb="downloaded return").exists()


def test_an_unknown_return_is_404(council, visit):
    unknown = "/staff/returns/00000000-0000-4000-8000-000000000000/ssda903.zip"
    visit(unknown, by=council.users["Dora"], status=404)


def test_a_return_that_was_only_checked_has_nothing_to_write(council, visit):
    intake = actions.send_return(this_year=[("a.zip", b"PK")], dry_run=True, by=council.actor("Dora"))
    page = visit(address(intake=intake), by=council.users["Dora"], status=400)
    assert "Nothing of this return was kept" in page


def test_a_child_without_a_header_row_stops_the_xml_and_says_who(empty_council, visit):
    header = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\nA,F,01/02/2009,WBRI,UN3,,\r\n"
    oc3 = b"CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\nZED,01/01/2007,YES,F2,U1\r\n"
    given = [named("header.csv", header), named("oc3.csv", oc3)]
    actions.take_in_return(given=given, year=2026, on=TODAY, by=SYSTEM)
    page = visit(address("xml"), by=empty_council.users["Dora"], status=400)
    assert "ZED is in OC3, row 2, but has no row in Header" in page
    kept = read_return(named("r.zip", visit(address(), by=empty_council.users["Dora"]).content), year=2026)
    assert kept["OC3"]["CHILD"].to_list() == ["ZED"]


def test_a_return_sent_with_last_years_is_written_as_the_newest(empty_council, visit):
    last = parcel.pack(
        [(f.name, f.getvalue().replace(b"/2026", b"/2025").replace(b"/2025", b"/2024")) for f in files()]
    )
    folder = io.BytesIO(parcel.unpack(last)[0].getvalue())
    folder.name = "last.zip"
    now = io.BytesIO(parcel.unpack(parcel.pack([(f.name, f.getvalue()) for f in files()]))[0].getvalue())
    now.name = "this.zip"
    actions.take_in_return(given=[now, folder], on=TODAY, by=SYSTEM)
    page = visit(address(), by=empty_council.users["Dora"])
    assert read_return(named("r.zip", page.content)).years == (2026,)


def test_the_page_of_a_return_leads_there(council, visit):
    intake = ReturnImport.objects.get()
    page = visit(reverse("casework:return", args=[intake.pk]), by=council.users["Dora"])
    assert address() in page.links.values()
    page = visit(reverse("casework:return", args=[intake.pk]), by=council.users["Hana"])
    assert address() not in page.links.values()
