"""Searches for a home: what was wanted, what was found, and that the few stay hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from alongside.shell import disclosure, slots
from alongside.shell.disclosure import HIDDEN
from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, WrongState
from alongside.shell.roles import Role
from alongside.sufficiency import actions, drawing, queries
from alongside.sufficiency.models import HomeSearch
from alongside.sufficiency.tests.scene import SYSTEM, TODAY, actor, hold_returns
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
Account = Callable[..., User]
HERE = "/staff/sufficiency/searches/"


@pytest.fixture
def commissioner(account: Account, set_clock: Callable[[date], None]) -> User:
    set_clock(TODAY)
    return account(Role.COMMISSIONER)


def begin(reference: str, wanted: str = "fostering", begun_on: date = TODAY - timedelta(days=20)) -> HomeSearch:
    return actions.begin_search(reference=reference, wanted=wanted, begun_on=begun_on, on=TODAY, by=SYSTEM)


def end(row: HomeSearch, found: str, why: str = "None was free", ended_on: date = TODAY) -> HomeSearch:
    return actions.end_search(
        search_id=row.pk, version=row.version, found=found, ended_on=ended_on, why_other=why, on=TODAY, by=SYSTEM
    )


def correct(row: HomeSearch, **changes: Any) -> HomeSearch:
    written = {
        name: getattr(row, name) for name in ("reference", "wanted", "begun_on", "found", "ended_on", "why_other")
    }
    return actions.correct_search(
        search_id=row.pk, version=row.version, **written | changes, on=TODAY, by=SYSTEM
    )  # fmt: skip


def many(number: int, wanted: str, found: str) -> None:
    for one in range(number):
        end(begin(f"{wanted[:3]}{found[:3]}{one}", wanted), found)


def test_how_often_another_kind_was_taken(commissioner: User) -> None:
    many(12, "fostering", "fostering")
    many(6, "fostering", "residential")
    many(7, "residential", "residential")
    many(5, "supported", "supported")
    many(3, "fostering", "none")  # nobody needed a home any more: not counted
    begin("open1")
    end(begin("old1", begun_on=date(2024, 1, 1)), "residential", ended_on=TODAY.replace(year=2024))
    page = queries.searches(actor(commissioner), on=TODAY)
    assert page.displaced is not None
    assert {words: count.value for words, count in page.displaced.rows} == {
        "Foster home: foster home found": 12,
        "Foster home: children's home found": 6,
        "Children's home: children's home found": 7,
        "Supported accommodation: supported accommodation found": 5,
    }
    assert (page.displaced.other_kind.value, page.displaced.of.value) == (6, 30)
    assert [row.reference for row in page.going_on] == ["open1"]
    assert len(page.ended) == 34
    chart = drawing.displaced_chart(page.displaced)
    assert chart is not None and "30 searches ended with a home; in 6 of them" in chart.words


def test_a_day_is_written_without_a_nought(commissioner: User) -> None:
    many(6, "fostering", "fostering")
    found = queries.searches(actor(commissioner), on=TODAY).displaced
    assert found is not None
    chart = drawing.displaced_chart(replace(found, since_on=date(2024, 12, 1)))
    assert chart is not None and chart.words.startswith("Since 1 December 2024 6 searches")


def test_few_of_a_pair_leave_only_whether_the_wanted_kind_was_found(commissioner: User) -> None:
    many(12, "fostering", "fostering")
    many(6, "fostering", "residential")
    many(2, "residential", "fostering")
    found = queries.searches(actor(commissioner), on=TODAY).displaced
    assert found is not None
    assert [count.value for _, count in found.rows] == [8, 12]
    many(2, "supported", "other")
    assert queries.searches(actor(commissioner), on=TODAY).displaced is not None


def test_few_who_got_another_kind_are_not_told(commissioner: User) -> None:
    many(12, "fostering", "fostering")
    many(2, "fostering", "residential")
    found = queries.searches(actor(commissioner), on=TODAY).displaced
    assert found is not None and found.other_kind == HIDDEN
    assert all(count.value is None for _, count in found.rows)


def test_what_cannot_be_is_refused(commissioner: User) -> None:
    row = begin("S1")
    for wrong in (
        lambda: begin("S1"),
        lambda: begin("Jordan"),
        lambda: begin("Jordan 2"),
        lambda: correct(begin("S3"), reference="S1"),
        lambda: correct(row, reference="Jordan Smith"),
        lambda: correct(row, found="fostering"),
        lambda: correct(row, ended_on=TODAY),
        lambda: correct(row, found="residential", ended_on=TODAY),
        lambda: correct(row, begun_on=TODAY + timedelta(days=1)),
        lambda: begin("S2", begun_on=TODAY + timedelta(days=1)),
        lambda: end(row, "residential", why=""),
        lambda: end(row, "fostering", ended_on=TODAY - timedelta(days=21)),
        lambda: end(row, "fostering", ended_on=TODAY + timedelta(days=1)),
    ):
        with pytest.raises(FactRefused):
            wrong()
    row = end(row, "fostering", why="It was near")
    assert row.why_other == ""  # it is the kind that was wanted
    with pytest.raises(WrongState):
        end(row, "fostering")
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeSearch.objects.create(reference="S9", wanted="fostering", begun_on=TODAY, ended_on=TODAY)
    assert list(AuditEvent.objects.filter(subject=row.pk).values_list("verb", flat=True)) == [
        "began search", "ended search",
    ]  # fmt: skip


def test_it_is_corrected_and_taken_out_with_all_that_was_written(commissioner: User) -> None:
    row = end(begin("Jordan1"), "residential", why="Jordan ran away")
    row = correct(row, reference="R-1042", wanted="residential", why_other="")
    assert (row.reference, row.wanted, row.found, row.why_other) == ("R-1042", "residential", "residential", "")
    row = correct(row, found="", ended_on=None)
    assert row.ended_on is None
    with pytest.raises(EditConflict):
        actions.remove_search(search_id=row.pk, version=1, by=SYSTEM)
    assert HomeSearch.history.filter(reference="Jordan1").exists()
    actions.remove_search(search_id=row.pk, version=row.version, by=SYSTEM)
    assert not HomeSearch.objects.exists()
    assert not HomeSearch.history.exists()
    told = AuditEvent.objects.filter(subject=row.pk)
    assert [one.verb for one in told.order_by("number")][-2:] == ["corrected search", "removed search"]
    assert not any("Jordan" in str(one.detail) for one in told)


def test_its_pages_of_correcting_and_taking_out(visit: Visit, account: Account, commissioner: User) -> None:
    row = begin("S7")
    page = visit(HERE, by=commissioner, status=200)
    assert "Correct search S7" in page and "Take out search S7" in page
    here = f"{HERE}{row.pk}/"
    fields = visit(f"{here}correct/", by=commissioner, status=200).fields
    assert fields["reference"] == "S7"
    refused = visit.post(f"{here}correct/", fields | {"reference": "Jordan Smith"}, by=commissioner, status=200)
    assert "never a name" in refused.text
    visit.post(f"{here}correct/", fields | {"reference": "S8"}, by=commissioner, status=302)
    gone = visit(f"{here}remove/", by=commissioner, status=200)
    assert "It cannot be brought back" in gone.text
    head = account(Role.HEAD_OF_SERVICE)
    for step in ("correct/", "remove/"):
        visit(here + step, by=head, status=404)
        visit.post(here + step, {"version": "2"}, by=head, status=404)
    assert "Take out" not in visit(HERE, by=head, status=200).text
    visit.post(f"{here}remove/", gone.fields, by=commissioner, status=302)
    assert not HomeSearch.objects.exists()


def test_a_search_that_was_taken_out_says_so_and_by_whom(visit: Visit, account: Account, commissioner: User) -> None:
    row = begin("Jordan1")
    other, head = account(Role.COMMISSIONER, name="Bo Ash"), account(Role.HEAD_OF_SERVICE)
    here = f"{HERE}{row.pk}/"
    drawn = {step: visit(f"{here}{step}/", by=commissioner, status=200).fields for step in ("correct", "end", "remove")}
    actions.remove_search(search_id=row.pk, version=row.version, by=actor(other))
    for step, fields in drawn.items():
        for page in (
            visit(f"{here}{step}/", by=commissioner, status=409),
            visit.post(f"{here}{step}/", fields, by=commissioner, status=409),
        ):
            assert "Bo Ash took this search out on 23 November 2025." in page.text
            assert f'href="{HERE}"' in page.html and "Jordan" not in page.text
        visit(f"{here}{step}/", by=head, status=404)
    visit(f"{HERE}{UUID(int=7)}/correct/", by=commissioner, status=404)
    with pytest.raises(WrongState):
        correct(row, wanted="residential")


def test_the_pages(visit: Visit, account: Account, commissioner: User) -> None:
    sent = {
        "reference": "S7",
        "wanted": "fostering",
        "begun_on-day": "1",
        "begun_on-month": "11",
        "begun_on-year": "2025",
    }
    assert "Number of the request" in visit(f"{HERE}add/", by=commissioner, status=200).text
    visit.post(f"{HERE}add/", sent, by=commissioner, status=302)
    row = HomeSearch.objects.get()
    page = visit(HERE, by=commissioner, status=200).text
    assert "S7" in page and "No search of the last twelve months has ended" in page
    assert b"Searches" in visit(f"{HERE}wanted-and-found.csv", by=commissioner, status=200).content
    ends = {
        "found": "residential",
        "version": "1",
        "ended_on-day": "20",
        "ended_on-month": "11",
        "ended_on-year": "2025",
    }
    assert "Say why another kind" in visit.post(f"{HERE}{row.pk}/end/", ends, by=commissioner, status=200).text
    visit.post(f"{HERE}{row.pk}/end/", ends | {"why_other": "None was free"}, by=commissioner, status=302)
    assert b"not shown" in visit(f"{HERE}wanted-and-found.csv", by=commissioner, status=200).content
    ended = visit(HERE, by=commissioner, status=200).text
    assert "Searches that have ended: 1" in ended and "Correct search S7" in ended
    head = account(Role.HEAD_OF_SERVICE)
    assert "A search begins" not in visit(HERE, by=head, status=200).text
    with pytest.raises(NotYours):
        actions.begin_search(reference="S8", wanted="fostering", begun_on=TODAY, on=TODAY, by=actor(head))
    visit(HERE, by=account(Role.PERSONAL_ADVISER), status=404)


def test_the_strategy_says_what_it_cannot_say_until_it_can(commissioner: User) -> None:
    def missing() -> str:
        return " ".join(queries.strategy(actor(commissioner), on=TODAY).to_develop)

    assert "write down searches" in missing() and "Disability: neither" in missing()
    many(6, "fostering", "fostering")
    found = queries.strategy(actor(commissioner), on=TODAY)
    assert "write down searches" not in missing()
    assert found.displaced is not None and found.displaced.of.value == 6


def test_the_snapshot_shows_what_other_records_tell(
    visit: Visit, commissioner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_returns()
    many(6, "fostering", "fostering")
    parts = disclosure.breakdown({"Yes": 20, "No": 0, "Not asked": 95})
    told = slots.Counted("disability", "Children with a disability", "the records", parts)
    asked: slots.Slot[Callable[[date], slots.Counted | None]] = slots.Slot()
    monkeypatch.setattr(slots, "beside_the_snapshot", asked)
    home = "/staff/sufficiency/"
    assert "Children with a disability" not in visit(home, by=commissioner, status=200).text
    visit(f"{home}now/beside/disability.csv", by=commissioner, status=404)
    asked.register(lambda on: told)
    for address in (home, f"{home}strategy/"):
        page = visit(address, by=commissioner, status=200).text
        assert "Children with a disability" in page and "6 searches ended with a home" in page
    assert b"Not asked,95" in visit(f"{home}now/beside/disability.csv", by=commissioner, status=200).content
    narrowed = visit(f"{home}?only=boys", by=commissioner, status=200).text
    assert "Children with a disability" not in narrowed
