"""The invented council: the same from the same seed and date, in order, and built through the actions."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from alongside.casework import going
from alongside.casework import queries as casework
from alongside.casework.models import (
    Allocation,
    Attendance,
    ClockEvent,
    Determination,
    Episode,
    GroupSession,
    Hold,
    Person,
)
from alongside.casework.moves import Why, expected_moves
from alongside.casework.numbers.counts import everyone
from alongside.demo import build, files, grown, lives, streets
from alongside.demo.doubtful import doubtful
from alongside.demo.portal import email_of
from alongside.law import Category, Certainty
from alongside.offer import queries as offer
from alongside.returns import as_xml, as_zip, read_return
from alongside.returns.checks import run_checks
from alongside.returns.cohort import cohort
from alongside.returns.tables import TABLES
from alongside.shell import audit, clock, queries
from alongside.shell.roles import Role
from tests.visiting import Visit

ON = date(2026, 11, 23)
LEAP_DAY = date(2028, 2, 29)
SMALL = build.Size(children_in_care=30, care_leavers=20)


def people(*, seed: int = 1, on: date = ON) -> list[lives.Life]:
    return lives.numbered(lives.everyone(seed=seed, on=on) + doubtful(on))


def year_by_year(folder: Path, on: date = ON) -> Path:
    newest = files.collection_year(on)
    for year in range(newest - build.YEARS_HELD + 1, newest + 1):
        (folder / str(year)).mkdir()
        for name, data in files.statutory_return(people(on=on), year=year, on=on, seed=1).items():
            (folder / str(year) / name).write_bytes(data)
    return folder


def test_the_same_seed_and_date_invent_the_same_people_and_another_seed_others() -> None:
    assert people() == people()
    assert people() != people(seed=2)


@pytest.mark.parametrize("on", [ON, LEAP_DAY, date(2027, 3, 31), date(2027, 4, 1)])
def test_every_life_is_in_order(on: date) -> None:
    everyone = people(on=on)
    assert len(everyone) == lives.CHILDREN_IN_CARE + lives.CARE_LEAVERS + len(doubtful(on))
    for life in everyone:
        days = [day for stay in life.stays for day in (stay.from_on, stay.to_on or on)]
        assert days == sorted(days)
        assert life.born_on < days[0]
        assert days[-1] <= on
        for before, after in pairwise(life.stays):
            assert (before.reason_ended == "X1") == (after.reason_started != "S")


def test_the_returns_are_in_order_but_for_those_who_are_in_doubt(tmp_path: Path) -> None:
    checked = run_checks(read_return(year_by_year(tmp_path)), as_at=ON)
    in_doubt = {life.child for life in people()[-len(doubtful(ON)) :]}
    assert {(one.check, one.child in in_doubt) for one in checked.findings} == {("1001", True)}
    assert not [one for one in checked.could_not_run if one.failed]


def test_the_doubtful_meet_every_kind_of_doubt(tmp_path: Path) -> None:
    found = {one.child: one for one in cohort(read_return(year_by_year(tmp_path)), ON)}
    named = {life.name: found[life.child] for life in people()[-len(doubtful(ON)) :]}
    assert named["Kezia Marsh"].certainty is Certainty.BORDERLINE
    assert named["Reece Haigh"].certainty is Certainty.CONTESTED
    assert named["Tia Oldroyd"].category is Category.QUALIFYING
    assert named["Leo Naylor"].category is Category.FORMER_RELEVANT


@pytest.mark.django_db
def test_a_small_council_is_built_through_the_actions_and_its_audit_holds() -> None:
    build.build(on=ON, size=SMALL)
    assert Person.objects.count() == 50 + len(doubtful(ON)) + 1  # the one of 26
    assert Episode.objects.exists() and ClockEvent.objects.exists() and Allocation.objects.exists()
    assert {"found", "proposed", "approved"} >= set(Determination.objects.values_list("state", flat=True)) != set()
    for role in (Role.PERSONAL_ADVISER, Role.TEAM_MANAGER, Role.DATA_OFFICER, Role.OFFER_EDITOR, Role.LEGAL_OFFICER):
        assert queries.workers_with(role, on=ON), role
    head = queries.actor_for(queries.workers_with(Role.HEAD_OF_SERVICE, on=ON)[0].id, on=ON)
    assert casework.caseload(head, on=ON).everyone > 0
    assert max((ON - one.last_checked_on).days for one in offer.entitlements(on=ON)) <= 92, "Open data wants it fresh"
    told = {one.why for one in expected_moves(everyone(ON), on=ON)}
    assert {Why.OF_AGE, Why.PLANNED} <= told, "Why people move is more than one thing"
    assert going.in_doubt(ON).exists(), "A letter came back, and its address waits to be checked"
    assert audit.verify() > 100
    with pytest.raises(CommandError, match="a council in this database already"):
        call_command("build_demo", "--on", ON.isoformat())


def test_one_can_sign_in_as_anybody_and_is_sent_to_their_work(db: None, visit: Visit) -> None:
    build.build(on=ON, size=SMALL)
    page = visit("/demo/")
    assert page.h1 == "Sign in as…"
    assert "Marsha Okafor" in page.text
    assert visit.post("/demo/sign-in/", {"email": "marsha.okafor@brightwater.example"}).location == "/after-sign-in/"
    visit.post("/demo/sign-in/", {"email": "nobody@brightwater.example"}, status=404)


def test_the_councils_own_return_is_written_and_reads_back_the_same(tmp_path: Path) -> None:
    given = read_return(year_by_year(tmp_path))
    for name, data in (("return.zip", as_zip(given)), ("return.xml", as_xml(given))):
        file = io.BytesIO(data)
        file.name = name
        back = read_return(file, year=given.year)
        for table in TABLES.values():
            if table.in_xml or name == "return.zip":
                rows = given[table.name].filter(given[table.name]["year"] == given.year).select(table.column_names)
                assert back[table.name].select(table.column_names).equals(rows), (name, table.name)


def test_whoever_is_26_still_has_a_copy_of_their_own(db: None, visit: Visit) -> None:
    build.build(on=clock.today(), size=SMALL)
    assert Hold.objects.get().person.child_id == grown.REFERENCE
    assert Attendance.objects.filter(contact__isnull=False).count() <= 1 < GroupSession.objects.count()
    visit.post("/demo/sign-in/", {"email": email_of(grown.AGE)})
    place = visit("/me/")
    assert place.h1 == "Hello, Rhi"
    assert "Your own copy" in place
    for path, words in (
        ("plan/", "This was your last plan."),
        ("contacts/", "It is the first place that is mine."),
        ("money/", "£22.40 was paid"),
        ("why/", "had help as a care leaver until you were 25"),
        ("records/", "You asked on"),
        ("proof/", "Made on"),
    ):
        assert words in visit(f"/me/{path}"), path


def test_nearly_everybody_has_an_invented_address() -> None:
    everyone = people()
    told = [streets.address_of(life, seed=1) for life in everyone]
    assert told == [streets.address_of(life, seed=1) for life in people()], "The same seed gives the same addresses"
    assert sum(bool(address) for address, _ in told) > 0.95 * len(told)
    assert sum(safe == "yes" for _, safe in told) > 0.7 * len(told)
    assert {safe for _, safe in told} == {"yes", "no", ""}
    for life, (address, _) in zip(everyone, told, strict=True):
        if life.last_end is None:
            assert address.endswith(life.stays[-1].place_postcode), "Whoever is in care lives where they are placed"
        assert not address or address.endswith(tuple(streets.TOWNS)), "Only postcodes that do not exist"
