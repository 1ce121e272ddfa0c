"""Forms about one young person: sent once, kept as drafts for their writer, lost to nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alongside.casework.models import Determination
from alongside.shell import clock
from alongside.shell.models import Draft

WHY = "Read with the file; the dates agree."


@pytest.fixture
def at(council, monkeypatch):
    """Sets the clock to so much after noon."""

    def set_it(**later: int) -> None:
        moment = datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(**later)
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_it()
    return set_it


def propose(council, name: str = "Ella") -> str:
    return f"/staff/people/{council.id(name)}/propose/"


def test_a_form_sent_twice_counts_once(council, visit):
    amir = council.users["Amir"]
    fields = {**visit(propose(council), by=amir).fields, "why": WHY}
    first = visit.post(propose(council), fields, by=amir)
    assert visit.post(propose(council), fields, by=amir, status=None).status in (302, 404)
    assert first.status == 302
    assert Determination.objects.filter(person=council.person("Ella"), state="proposed").count() == 1


def test_what_is_kept_stands_in_the_form_again_and_is_gone_once_sent(council, visit):
    amir = council.users["Amir"]
    fields = visit(propose(council), by=amir).fields
    visit.post(propose(council), {**fields, "why": "Half a sentence", "keep": "1"}, by=amir)
    assert not Determination.objects.filter(person=council.person("Ella"), state="proposed").exists()
    page = visit(propose(council), by=amir)
    assert page.fields["why"] == "Half a sentence"
    visit.post(propose(council), {**page.fields, "why": WHY}, by=amir)
    assert not Draft.objects.exists()


def test_a_draft_is_nobody_elses_and_about_nobody_else(council, visit):
    nadia, amir = council.users["Nadia"], council.users["Amir"]
    visit.post(propose(council), {"why": "About Ella only", "keep": "1"}, by=nadia)
    assert visit(propose(council), by=amir).fields["why"] == ""
    assert visit(propose(council, "Rory"), by=nadia).fields["why"] == ""


def test_what_was_sent_after_the_session_ended_is_kept_for_its_writer(council, visit, at):
    amir = council.users["Amir"]
    fields = visit(propose(council), by=amir).fields
    at(minutes=21)
    assert visit.post(propose(council), {**fields, "why": WHY}, by=amir).location.startswith("/accounts/login/")
    assert Draft.objects.get().answers["why"] == [WHY]
    assert Draft.objects.get().user == amir


def test_a_seal_that_somebody_made_up_or_that_is_old_keeps_nothing(council, visit, at):
    fields = {**visit(propose(council), by=council.users["Amir"]).fields, "why": WHY}
    visit.post(propose(council), {**fields, "seal": fields["seal"] + "x"}, status=302)
    assert not Draft.objects.exists()
    visit.post(propose(council), fields, status=302)
    assert Draft.objects.count() == 1


def test_a_form_that_is_wrong_is_kept_too(council, visit):
    amir = council.users["Amir"]
    fields = visit(propose(council), by=amir).fields
    visit.post(propose(council), {**fields, "category": "no such", "why": WHY}, by=amir, status=200)
    assert Draft.objects.get().answers["why"] == [WHY]


def test_what_was_kept_and_not_sent_is_not_called_wrong_before_it_is_sent(council, visit):
    amir, address = council.users["Amir"], f"/staff/people/{council.id('Ella')}/contact-log/"
    visit.post(address, {**visit(address, by=amir).fields, "summary": "Half", "keep": "1"}, by=amir)
    page = visit(address, by=amir)
    assert page.fields["summary"] == "Half"
    assert "There is a problem" not in page and not page.document.words("title").startswith("Error")
    sent = {name: said for name, said in page.fields.items() if name != "keep"}
    assert "There is a problem" in visit.post(address, sent, by=amir, status=200)
