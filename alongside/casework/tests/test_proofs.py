"""Proof of care-leaver status, the public page that checks it, and letters in one's own place."""

from __future__ import annotations

import io
import logging
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from alongside.casework import actions, proving
from alongside.casework.models import Letter, Proof
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell import actions as accounts
from alongside.shell import clock, paper
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Role


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(db, tmp_path, monkeypatch) -> None:
    cache.clear()
    monkeypatch.setattr(settings, "POST", tmp_path / "post")


def account_of(council, name) -> User:
    user = accounts.open_account(email=f"{name.lower()}@mail.example", name=name, by=SYSTEM)
    accounts.grant_role(user=user, role=Role.YOUNG_PERSON, from_on=TODAY, by=SYSTEM)
    actions.give_account(person_id=council.id(name), user=user, on=TODAY, by=SYSTEM)
    council.users[name] = user
    return user


@pytest.fixture
def fay(council) -> User:
    """Fay, 19, a care leaver with an account."""
    return account_of(council, "Fay")


def make(council, who="Fay", on=TODAY) -> Proof:
    return actions.make_my_proof(on=on, by=council.actor(who, on))


def answer(code, on=TODAY, **more):
    return actions.verify_proof(code=code, on=on, by=Actor.anonymous(), **more)


# --- The proof -------------------------------------------------------------------------------------------------------


def test_she_makes_one_a_stranger_checks_it_and_she_ends_it(council, fay, visit):
    assert "Make a proof" in visit("/me/proof/", by=fay)
    visit.post("/me/proof/", by=fay)
    proof = Proof.objects.get()
    code = proving.code_of(proof.pk)
    page = visit("/me/proof/", by=fay)
    assert code in page and "counts until 23 November 2027" in page and "<svg" in page.html
    assert "Yes. This proof of care-leaver status counts until 23 November 2027" in visit.post(
        "/verify/", {"code": code.lower().replace("-", " ")}, status=200
    )
    visit.post(f"/me/proof/{proof.pk}/end/", by=fay)
    assert "No. This code does not count" in visit.post("/verify/", {"code": code}, status=200)
    assert "You ended it" in visit("/me/proof/", by=fay)


def test_the_answer_says_nothing_of_whom_it_is_about(council, fay, visit):
    code = proving.code_of(make(council).pk)
    page = visit.post("/verify/", {"code": code}, status=200)
    for words in ("Fay", "Lindqvist", "FAY", "2007", "Former", code):
        assert words not in page.html
    assert visit("/verify/").response.headers["Cache-Control"].count("no-store")
    assert not visit("/verify/").response.cookies


def test_every_no_is_the_same(council, fay, visit):
    make(council)
    ended = proving.code_of(make(council).pk)
    actions.end_my_proof(proof_id=Proof.objects.get(ended_at=None).pk, on=TODAY, by=council.actor("Fay"))
    said = {visit.post("/verify/", {"code": code}, status=200).text for code in (ended, "2222-2222-2222", "x")}
    assert len(said) == 1


def test_only_one_counts_at_a_time(council, fay):
    first, second = make(council), make(council)
    assert answer(proving.code_of(first.pk)) is None
    assert answer(proving.code_of(second.pk)) == second.until_on
    with pytest.raises(DatabaseError), transaction.atomic():
        Proof.objects.filter(pk=first.pk).update(ended_at=None)


@pytest.mark.parametrize(("days", "counts"), [(0, True), (365, True), (366, False), (-1, False)])
def test_it_counts_for_twelve_months(council, fay, days, counts):
    proof = make(council)
    assert proof.until_on == date(2027, 11, 23)
    assert (answer(proving.code_of(proof.pk), TODAY + timedelta(days=days)) is not None) is counts


def test_it_ends_the_day_before_25_and_stays_as_history(council, fay, visit, set_clock):
    set_clock(date(2032, 6, 1))
    proof = make(council, on=date(2032, 6, 1))
    code = proving.code_of(proof.pk)
    assert proof.until_on == date(2032, 6, 19)
    assert answer(code, date(2032, 6, 19)) and answer(code, date(2032, 6, 20)) is None
    set_clock(date(2032, 6, 20))
    with pytest.raises(WrongState, match="when you turned 25"):
        make(council, on=date(2032, 6, 20))
    assert "It counted until 19 June 2032" in visit("/me/proof/", by=fay)


def test_a_date_of_birth_is_checked_with_it_where_it_is_given(council, fay):
    code = proving.code_of(make(council).pk)
    assert answer(code, born_on=date(2007, 6, 20))
    assert answer(code, born_on=date(2007, 6, 21)) is None


def test_it_stops_to_count_when_its_owner_is_no_care_leaver_any_more(council, fay):
    code = proving.code_of(make(council).pk)
    person = council.person("Fay")
    actions.correct_core_details(
        person_id=person.pk, version=person.version, changes={"died_on": TODAY}, on=TODAY, by=council.actor("Cal")
    )
    assert answer(code) is None


def test_only_a_care_leaver_makes_one(council, visit):
    ella, uma = account_of(council, "Ella"), account_of(council, "Uma")
    with pytest.raises(FactRefused, match="still in care"):
        make(council, "Ella")
    assert "still in care" in visit("/me/proof/", by=ella)
    assert "do not know your whole story" in visit("/me/proof/", by=uma)
    with pytest.raises(NotYours):
        make(council, "Amir")


def test_nobody_ends_or_prints_the_proof_of_somebody_else(council, fay, visit):
    proof, rory = make(council), account_of(council, "Rory")
    visit.post(f"/me/proof/{proof.pk}/end/", by=rory, status=404)
    visit(f"/me/proof/{proof.pk}/page.pdf", by=rory, status=404)
    visit(f"/me/proof/{proof.pk}/page.pdf", by=council.users["Cal"], status=404)


def test_the_code_is_kept_nowhere(council, fay, caplog):
    proof = make(council)
    code = proving.code_of(proof.pk)
    with caplog.at_level(logging.DEBUG):
        answer(code)
    held = str(Proof.objects.values().get()) + str(list(AuditEvent.objects.values())) + caplog.text
    assert code not in held and code.replace("-", "") not in held
    assert AuditEvent.objects.filter(verb="checked proof", subject=council.id("Fay")).exists()


def test_after_a_change_of_the_councils_key_no_wrong_code_is_shown(council, fay, visit, settings):
    make(council)
    settings.FIELD_KEY = "another key"
    assert "Make a proof" in visit("/me/proof/", by=fay)


def test_a_proof_made_with_an_older_key_counts_while_that_key_is_held(council, fay, visit, settings):
    settings.FIELD_KEY = "old"
    code = proving.code_of(make(council).pk)
    settings.FIELD_KEY = "new,old"
    assert answer(code) == date(2027, 11, 23)
    assert code in visit("/me/proof/", by=fay)
    settings.FIELD_KEY = "new"
    assert answer(code) is None


def test_one_cannot_try_codes_without_end(council, visit):
    for number in range(20):
        visit.post("/verify/", {"code": f"2222-2222-22{number:02}"}, status=200)
    assert "too many tries" in visit.post("/verify/", {"code": "2222-2222-2222"}, status=429)


def test_nobody_tries_birthdays_with_one_code_without_end(council, fay, visit):
    code = proving.code_of(make(council).pk)
    born = {"born_on-month": "6", "born_on-year": "2007"}
    for day in range(1, 11):
        visit.post("/verify/", {"code": code, "born_on-day": str(day), **born}, status=200)
    visit.post("/verify/", {"code": code, "born_on-day": "20", **born}, status=429)


def test_a_form_from_another_site_is_refused(visit):
    visit.post("/verify/", {"code": "2"}, headers={"Origin": "https://elsewhere.example"}, status=403)


def test_the_proof_on_paper_has_the_code_and_the_name(council, fay, visit):
    proof = make(council)
    pdf = PdfReader(io.BytesIO(visit(f"/me/proof/{proof.pk}/page.pdf", by=fay).content))
    text = " ".join(pdf.pages[0].extract_text().split())
    assert proving.code_of(proof.pk) in text and "Fay Lindqvist" in text and "23 November 2027" in text
    assert "2007" not in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


# --- Letters in one's own place --------------------------------------------------------------------------------------


@pytest.fixture
def letter(council, fay) -> Letter:
    """A letter in Fay's own place."""
    by = council.actor("Cal")
    made = actions.draft_letter(person_id=council.id("Fay"), key="duty_team", channel="own_place", on=TODAY, by=by)
    return actions.queue_letter(letter_id=made.pk, on=TODAY, by=by)


def test_she_reads_downloads_and_acknowledges_a_letter(council, fay, visit, letter, monkeypatch):
    assert "There is no letter yet" in visit("/me/letters/", by=fay)
    actions.send_letters(on=TODAY, by=SYSTEM)
    assert "The team you can always call New" in visit("/me/letters/", by=fay)
    page = visit(f"/me/letters/{letter.pk}/", by=fay)
    assert "Dear Fay" in page and page.document.words("title").endswith("Notes")
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF " + html.encode())
    assert visit(f"/me/letters/{letter.pk}/page.pdf", by=fay).content.startswith(b"%PDF")
    visit.post(f"/me/letters/{letter.pk}/", by=fay)
    visit.post(f"/me/letters/{letter.pk}/", by=fay)
    letter.refresh_from_db()
    assert letter.state == Letter.State.ACKNOWLEDGED and letter.settled_at == clock.now()
    assert "The team you can always call New" not in visit("/me/letters/", by=fay)


def test_a_letter_that_is_hidden_or_somebody_elses_is_not_there(council, fay, visit, letter):
    actions.send_letters(on=TODAY, by=SYSTEM)
    rory = account_of(council, "Rory")
    visit(f"/me/letters/{letter.pk}/", by=rory, status=404)
    visit.post(f"/me/letters/{letter.pk}/", by=rory, status=404)
    visit(f"/me/letters/{letter.pk}/page.pdf", by=rory, status=404)
    Letter.objects.update(hidden="third_party")
    assert "The team you can" not in visit("/me/letters/", by=fay)
    for address in (f"/me/letters/{letter.pk}/", f"/me/letters/{letter.pk}/page.pdf"):
        visit(address, by=fay, status=404)
    visit.post(f"/me/letters/{letter.pk}/", by=fay, status=404)


def test_a_letter_about_her_to_somebody_else_is_not_in_her_letters(council, fay, visit):
    by = council.actor("Cal")
    made = actions.draft_letter(
        person_id=council.id("Fay"), key="gp_support", to_name="Surgery", address="2 High St", on=TODAY, by=by
    )
    visit(f"/me/letters/{made.pk}/", by=fay, status=404)
