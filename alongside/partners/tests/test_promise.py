"""The promise: kept by staff, agreed by somebody else, shown to everybody, and rated by people who stay unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import signing
from django.db import IntegrityError, transaction

from alongside.partners import actions, queries, ratings
from alongside.partners.models import Commitment, Deed, FormsOfDay, Organisation, PromiseSignatory, Rating
from alongside.partners.promise_years import year_of
from alongside.shell import clock
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotAllowed, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PUBLIC, RATE, DESK = "/partners/promise/", "/partners/promise/rate/", "/staff/partners/promise/"


@pytest.fixture
def listen(system, today) -> Commitment:
    """A commitment."""
    return actions.add_commitment(order=1, title="We listen", words="We ask what you think.", on=today, by=system)


@pytest.fixture
def police(system, today) -> Organisation:
    """A signatory."""
    body = actions.add_organisation(name="Brightwater Police", kind="police", by=system)
    actions.sign_promise(organisation_id=body.pk, signed_on=today, signed_by="Chief constable", on=today, by=system)
    return body


def rated(face: int, times: int, commitment: Commitment, on: date) -> None:
    """So many choose this face on a day."""
    for _ in range(times):
        ratings.rate(faces={commitment.pk: face}, on=on)


def drawn() -> str:
    """The mark of a form that was drawn ten seconds ago."""
    return signing.dumps((clock.now() - timedelta(seconds=10)).timestamp(), salt="alongside.partners.drawn")


def test_what_a_signatory_did_shows_when_somebody_else_agreed(visit: Visit, account, acting, listen, police, today):
    worker, head = account(Role.PARTICIPATION_WORKER), account(Role.HEAD_OF_SERVICE)
    sent = {
        "organisation_id": str(police.pk),
        "commitment_id": str(listen.pk),
        "year": "2026",
        "words": "A <b>day</b>.",
    }
    assert "Nothing told for this year: Brightwater Police." in visit(DESK, by=worker)
    visit.post(f"{DESK}done/add/", sent, by=worker)
    assert "A <b>day</b>." not in visit(PUBLIC)
    deed = Deed.objects.get()
    decide = f"{DESK}done/{deed.pk}/decide/"
    visit.post(decide, {"agreed": "yes"}, by=worker, status=404)
    visit.post(decide, {"agreed": "yes", "version": "1"}, by=head)
    assert "Brightwater Police: A <b>day</b>." in visit(PUBLIC)
    change = f"{DESK}done/{deed.pk}/change/"
    visit.post(change, visit(change, by=worker).fields | {"words": "Two days."}, by=worker)
    assert "Two days." not in visit(PUBLIC)
    visit.post(decide, {"agreed": "yes", "version": "1"}, by=head, status=409)
    visit.post(decide, {"agreed": "no"}, by=head)
    assert "Sent back" in visit(DESK, by=worker)


def test_nobody_agrees_to_what_they_wrote_or_to_what_praises_their_own(acting, listen, police, today):
    head = acting(Role.HEAD_OF_SERVICE)
    both = replace(head, roles=frozenset({Role.HEAD_OF_SERVICE, Role.PARTICIPATION_WORKER}))
    facts = {"organisation_id": police.pk, "commitment_id": listen.pk, "year": 2026, "words": "A day."}
    deed = actions.write_deed(**facts, on=today, by=both)
    for by in (both, replace(acting(Role.DIRECTOR), organisations=frozenset({police.pk}))):
        with pytest.raises(OwnWork):
            actions.decide_deed(deed_id=deed.pk, version=1, agreed=True, by=by)
    with pytest.raises(IntegrityError, match="nobody_agrees_to_a_deed"), transaction.atomic():
        Deed.objects.filter(pk=deed.pk).update(agreed_by=deed.written_by)
    actions.decide_deed(deed_id=deed.pk, version=1, agreed=True, by=acting(Role.DIRECTOR))
    with pytest.raises(WrongState):
        actions.decide_deed(deed_id=deed.pk, version=2, agreed=True, by=acting(Role.DIRECTOR))
    with pytest.raises(NotAllowed):
        actions.write_deed(**facts, on=today, by=acting(Role.BOARD_MEMBER))


@pytest.mark.parametrize(
    ("on", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_a_year_begins_on_the_first_of_april(on, year):
    assert year_of(on) == year


def test_a_commitment_is_changed_with_its_history_and_ends_on_a_day(visit: Visit, account, listen, today, set_clock):
    worker = account(Role.OFFER_EDITOR)
    change = f"{DESK}{listen.pk}/change/"
    end = today + timedelta(days=5)
    fields = visit(change, by=worker).fields | {
        "title": "We hear you", "ended_on-day": end.day, "ended_on-month": end.month, "ended_on-year": end.year,
    }  # fmt: skip
    visit.post(change, fields, by=worker)
    assert Commitment.objects.get().history.count() == 2
    set_clock(end - timedelta(days=1))
    assert "We hear you" in visit(PUBLIC)
    set_clock(end)
    assert "We hear you" not in visit(PUBLIC)
    assert "Promised no longer: We hear you." in visit(DESK, by=worker)


def test_an_organisation_signs_once_and_leaves_on_a_day(visit: Visit, account, police, listen, today, system):
    worker = account(Role.PARTICIPATION_WORKER)
    with pytest.raises(FactRefused):
        actions.sign_promise(organisation_id=police.pk, signed_on=today, signed_by="X", on=today, by=system)
    assert "Brightwater Police, 23 November 2026" in visit(PUBLIC)
    end = today + timedelta(days=1)
    address = f"{DESK}signed/{PromiseSignatory.objects.get().pk}/end/"
    visit.post(address, {"ended_on-day": end.day, "ended_on-month": end.month, "ended_on-year": end.year}, by=worker)
    assert [one.organisation for one in queries.promise(on=today).signatories] == ["Brightwater Police"]
    assert queries.promise(on=end).signatories == ()


def test_faces_are_counted_by_the_month_and_nothing_tells_who(visit: Visit, listen, today):
    lines = AuditEvent.objects.count()
    page = visit(RATE)
    assert "We cannot find you from this" in page
    sent = visit.post(RATE, {"drawn": drawn(), f"c{listen.pk.hex}": "4"})
    assert not sent.response.cookies
    assert visit(sent.location).h1 == "Thank you"
    assert list(Rating.objects.values_list("month", "face", "number")) == [(date(2026, 11, 1), 4, 1)]
    assert AuditEvent.objects.count() == lines
    assert {field.name for field in Rating._meta.fields} == {"id", "commitment", "month", "face", "number"}


def test_a_month_shows_when_it_is_over_and_small_numbers_never(listen, today):
    december = date(2026, 12, 1)
    rated(5, 12, listen, today)
    rated(2, 2, listen, today)
    assert queries.promise(on=december - timedelta(days=1)).commitments[0].felt_by.value == 0
    shown = queries.promise(on=december).commitments[0]
    words = dict(zip([words for _, words in queries.FACES], map(str, shown.felt), strict=True))
    assert words["Bad"] == "not shown"
    assert "2" not in words.values()
    assert queries.promise(on=date(2027, 12, 1)).commitments[0].felt_by.value == 0


def test_of_six_answers_nobody_learns_who_chose_what(listen, today):
    for face in (1, 2, 3, 4, 5, 5):
        rated(face, 1, listen, today)
    shown = queries.promise(on=date(2026, 12, 1)).commitments[0]
    assert {str(one) for one in shown.felt} == {"not shown"}


def test_a_flood_of_faces_and_a_trap_change_nothing(visit: Visit, listen, today, monkeypatch):
    monkeypatch.setattr(ratings, "MOST_A_DAY", 2)
    face = {"drawn": drawn(), f"c{listen.pk.hex}": "1"}
    visit.post(RATE, face | {"nickname": "Bot"})
    assert not Rating.objects.exists()
    for _ in range(2):
        visit.post(RATE, face)
    assert "Please try tomorrow" in visit.post(RATE, face, status=200)
    assert Rating.objects.get().number == FormsOfDay.objects.get().taken == 2
    visit.post(RATE, face | {f"c{listen.pk.hex}": "9"}, status=200)
    visit.post(RATE, face, status=403, headers={"Origin": "https://elsewhere.example"})


def test_a_stranger_sees_nothing_of_the_desk(visit: Visit, account, listen):
    for role in (Role.SYSTEM_ADMIN, Role.HOUSING_OFFICER, Role.YOUNG_PERSON):
        visit(DESK, by=account(role), status=404)
    assert "Add a commitment" not in visit(DESK, by=account(Role.BOARD_MEMBER))


@pytest.mark.parametrize("language", ["ar", "fa", "vi", "sq", "uk"])
def test_the_public_pages_stand_in_other_languages(visit: Visit, listen, police, language, system, today):
    rated(5, 7, listen, today - timedelta(days=40))
    for page in ("promise/", "promise/rate/", "promise/rate/thank-you/", "covenant/", "council-tax/"):
        found = visit(f"/{language}/partners/{page}")
        assert found.response.headers["Cache-Control"] == "no-store", "as its English twin"
        assert f'lang="{language}"' in found.html and found.h1 != visit(f"/partners/{page}").h1
    assert 'lang="en-gb"' in visit(f"/{language}/partners/promise/").html, "its commitments stay in English, and say so"
    sent = {"drawn": drawn(), f"c{listen.pk.hex}": "4", "nickname": ""}
    answer = visit.post(
        f"/{language}/partners/promise/rate/",
        sent,
    )
    assert answer.location == f"/{language}/partners/promise/rate/thank-you/"
