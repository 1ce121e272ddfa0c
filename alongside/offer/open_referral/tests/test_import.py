"""Another feed's services become drafts: all of them or none, never twice, and harmless whatever is in them."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from alongside.offer import actions
from alongside.offer.actions import Imported, Loaded, importing
from alongside.offer.models import EntitlementPage, ImportedSignpost
from alongside.offer.open_referral import read
from alongside.offer.tests.test_editor import form_of
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import AlreadyDone, FactRefused, FileRefused, NotAllowed
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
FEED = "https://directory.example.gov.uk/api"
ON = date(2026, 11, 24)
CLUB = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Harbour boxing club",
    "description": "<p>Boxing on <b>Tuesdays</b>.</p><script>alert(1)</script><p>Bring shoes.</p>",
    "url": "https://harbour.example/boxing",
    "email": "club@harbour.example",
    "minimum_age": 14,
    "maximum_age": 24,
    "assured_date": "2026-10-01",
    "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Harbour Trust"},
    "contacts": [{"id": "x", "name": "Sam Pole", "phones": [{"number": "01632 960555"}]}],
}


def taken(
    *services: Any, given: Any = None, by: Actor | None = None, source: str = FEED, area: str = "help"
) -> Imported:
    """What comes of taking over a list of services, or a file with other things in it."""
    data = given if isinstance(given, bytes) else json.dumps(services if given is None else given).encode()
    by = by or Actor.system("tests")
    return actions.import_signposts(given=io.BytesIO(data), source=source, area=area, on=ON, by=by)


def drafts() -> list[EntitlementPage]:
    """What was made."""
    made = ImportedSignpost.objects.values_list("entitlement_id", flat=True)
    return list(EntitlementPage.objects.filter(entitlement_id__in=made).order_by("path"))


def test_a_service_becomes_a_draft_with_all_that_the_feed_says_of_it(offer: Loaded) -> None:
    assert taken(CLUB) == Imported(1, 0, ())
    (draft,) = drafts()
    assert (draft.title, draft.kind, draft.live) == ("Harbour boxing club", "signpost", False)
    assert draft.answer == "You can get help from Harbour Trust: Harbour boxing club"
    assert draft.body == "<p>Boxing on Tuesdays.</p><p>Bring shoes.</p>"
    assert (draft.contact_name, draft.contact_phone) == ("Harbour Trust", "01632 960555"), "a team and not a person"
    assert (draft.contact_email, draft.contact_web) == ("club@harbour.example", "https://harbour.example/boxing")
    assert (draft.last_checked_on, draft.next_check_on) == (date(2026, 10, 1), ON)
    (row,) = draft.who_for.all()
    assert (row.age_from, row.age_until, row.other_councils) == (14, 25, True)
    line = AuditEvent.objects.filter(verb="imported signposts").get()
    assert line.detail == {"area": "help", "added": 1, "kept": 0}


def test_a_draft_cannot_be_published_before_somebody_has_filled_what_the_feed_cannot_know(
    offer: Loaded, system: Actor
) -> None:
    taken(CLUB)
    (draft,) = drafts()
    with pytest.raises(ValidationError) as refused:
        actions.publish(page=draft, by=system)
    assert set(refused.value.message_dict) == {"owned_by", "how_to_get_it"}
    draft.owned_by, draft.how_to_get_it = "Participation worker", "<p>Ring them.</p>"
    actions.publish(page=draft, by=system)
    assert EntitlementPage.objects.get(pk=draft.pk).live


def test_an_editor_finds_the_draft_and_can_save_it_half_done(
    offer: Loaded, visit: Visit, account: Callable[..., User]
) -> None:
    taken(CLUB)
    (draft,) = drafts()
    editor, address = account(Role.OFFER_EDITOR), f"/cms/pages/{draft.pk}/edit/"
    assert "Harbour boxing club" in visit(address, by=editor).html
    visit.post(address, form_of(draft, answer="You can get boxing lessons."), by=editor)
    draft.refresh_from_db()
    kept = draft.get_latest_revision_as_object()
    assert (kept.answer, kept.owned_by) == ("You can get boxing lessons.", "")
    refused = visit.post(address, form_of(draft) | {"action-submit": "1"}, by=editor, status=200)
    assert "This field is required." in refused.html


def test_the_same_file_again_changes_nothing_also_where_a_draft_was_thrown_away(offer: Loaded) -> None:
    other = CLUB | {"id": "2", "name": "Harbour choir"}
    taken(CLUB)
    drafts()[0].delete()
    assert taken(CLUB, other) == Imported(1, 1, ())
    assert taken(CLUB, other, source=f"{FEED.upper()}/?page=2".replace("/API", "/api")) == Imported(0, 2, ())
    assert [draft.title for draft in drafts()] == ["Harbour choir"]
    assert taken(CLUB, source="https://another.example/api").added == 1


def test_two_services_of_one_name_stand_side_by_side(offer: Loaded) -> None:
    assert taken(CLUB, CLUB | {"id": "2"}).added == 2
    slugs = {draft.slug for draft in drafts()}
    assert len(slugs) == 2
    assert "harbour-boxing-club" in slugs


HOSTILE = {
    "id": "9",
    "name": "<img src=x onerror=alert(1)>\x00Café \ud800 " + "long " * 60,
    "description": "<svg onload=alert(1)><a href='javascript:alert(1)'>Click</a> &lt;script&gt;" + "x" * 30_000,
    "url": "javascript:alert(1)",
    "email": "nobody",
    "minimum_age": 30,
    "maximum_age": 20,
    "assured_date": "yesterday",
    "organization": ["no"],
    "contacts": [None, {"phones": "none"}, {"phones": [{"number": 7}, {"number": "0" * 90}]}],
    "cost_options": [{"option": None, "amount": {"a": 1}}, 3],
    "eligibility_description": {"a": 1},
}


def test_hostile_and_broken_fields_do_no_harm_and_are_noted(offer: Loaded) -> None:
    imported = taken(HOSTILE)
    (draft,) = drafts()
    assert "<img" not in draft.title
    assert "Café" in draft.title
    assert len(draft.title) <= 120
    assert "<svg" not in draft.body
    assert "<script" not in draft.body
    assert "&lt;script&gt;" in draft.body, "said, not done"
    assert "javascript:" not in draft.body
    assert (draft.contact_web, draft.contact_email) == ("", "")
    assert len(draft.answer.split()) <= 60
    told = " ".join(imported.notes)
    cut = ("title", "text", "telephone number")
    left_out = ("web address", "e-mail address", "ages")
    assert all(f"the {what} was cut" in told for what in cut)
    assert all(re.search(f"the {what} w(as|ere) left out", told) for what in left_out)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "feed.json is not JSON"),
        (b"\xff\xfe\x00", "not text in UTF-8 (byte 1)"),
        (b"<html>", "is not JSON: Expecting value, line 1, column 1."),
        (b'{"contents": [', "is not JSON"),
        (b"[" * 200_000, "nested too deeply"),
        (b'[{"id": 1, "name": NaN}]', "NaN is not a number in JSON"),
        (b'{"a": 1}\n{"b": }', "Line 2 of feed.json is not JSON"),
        (b"[]", "There are no services in it."),
        (b"7", "neither a list of services nor a page of one"),
        (b'[{"id": "1", "name": "A"}, 7]', "Record 2 is not a service: 7."),
        (b'[{"id": "1", "name": "A"}, {"id": "2"}]', "Record 2 has no name."),
        (b'[{"id": "1", "name": "A"}, {"name": "B"}]', "Record 2 (\u201cB\u201d) has no id."),
        (b'[{"id": true, "name": "B"}]', "has no id."),
        (b'[{"id": "a\\u0000", "name": "B"}]', "an id that cannot be written"),
        (b'[{"id": "1", "name": "A"}, {"id": "1", "name": "B"}]', "has the same id as record 1."),
        (json.dumps([{"id": "1" * 300, "name": "A"}]).encode(), "an id of more than 200 letters"),
    ],
    ids=range(16),
)
def test_a_bad_file_gets_one_sentence_and_leaves_no_trace(
    given: bytes, said: str, offer: Loaded, tmp_path: Path
) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(given)
    before = EntitlementPage.objects.count(), AuditEvent.objects.count()
    with pytest.raises(FileRefused) as refused:
        actions.import_signposts(given=file, source=FEED, area="help", on=ON, by=Actor.system("tests"))
    assert said in str(refused.value)
    assert str(refused.value).count("\n") == 0
    assert (EntitlementPage.objects.count(), AuditEvent.objects.count()) == before


def test_a_fault_in_the_middle_of_writing_leaves_no_trace(offer: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    made = EntitlementPage.save_revision

    def breaks_at_the_second(page: EntitlementPage, **extra: Any) -> Any:
        if page.title == "Second":
            raise RuntimeError("full")
        return made(page, **extra)

    monkeypatch.setattr(EntitlementPage, "save_revision", breaks_at_the_second)
    with pytest.raises(RuntimeError):
        taken(CLUB, CLUB | {"id": "2", "name": "Second"})
    assert drafts() == []


@pytest.mark.parametrize(
    "given",
    [
        {"contents": [CLUB]},
        {"content": [CLUB], "totalPages": 1},
        [CLUB],
        CLUB,
        (json.dumps(CLUB) + "\n\n" + json.dumps(CLUB | {"id": "2"}) + "\n").encode(),
        b"\xef\xbb\xbf" + json.dumps([CLUB]).encode(),
    ],
    ids=["page", "older page", "list", "one", "lines", "with a byte order mark"],
)
def test_a_feed_may_come_as_a_page_a_list_one_service_or_a_service_a_line(given: Any, offer: Loaded) -> None:
    taken(given=given)
    assert "Harbour boxing club" in {draft.title for draft in drafts()}


def test_what_cannot_be_is_refused(offer: Loaded, account: Callable[..., User]) -> None:
    with pytest.raises(FactRefused, match="no area “moon”"):
        taken(CLUB, area="moon")
    for source in ("", "directory", "http://[::bad", "ftp://x.example/", "file:///etc/passwd"):
        with pytest.raises(FactRefused, match="web address"):
            taken(CLUB, source=source)
    with pytest.raises(NotAllowed):
        taken(CLUB, by=Actor.anonymous())
    assert drafts() == []


def test_a_password_in_the_feeds_address_is_not_kept(offer: Loaded) -> None:
    taken(CLUB, source="https://us:secret@directory.example.gov.uk/api")
    assert drafts()[0].sources.splitlines()[0] == FEED


def test_two_who_take_over_the_same_at_once_are_told(offer: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(CLUB)
    monkeypatch.setattr(importing, "_not_taken_before", lambda signposts, source: signposts)  # as the other saw it
    with pytest.raises(AlreadyDone):
        taken(CLUB)
    assert len(drafts()) == 1


def test_too_much_is_not_read(offer: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_DRAFTS", 1)
    with pytest.raises(FileRefused, match="2 new services in it; at most 1"):
        taken(CLUB, CLUB | {"id": "2"})
    monkeypatch.setattr(read, "MOST_SERVICES", 1)
    with pytest.raises(FileRefused, match="2 services in it; at most 1"):
        taken(CLUB, CLUB)
    monkeypatch.setattr(read, "MOST_BYTES", 100)
    with pytest.raises(FileRefused, match="larger than"):
        taken(CLUB)


# --- The page --------------------------------------------------------------------------------------------------------


def sent(visit: Visit, by: User, data: bytes) -> Any:
    """The page after a file was sent."""
    file = SimpleUploadedFile("feed.json", data, "application/json")
    return visit.post("/staff/offer/import/", {"file": file, "source": FEED, "area": "help"}, by=by, status=200)


def test_an_editor_sends_a_file_and_sees_what_came_of_it(
    offer: Loaded, visit: Visit, account: Callable[..., User]
) -> None:
    editor = account(Role.OFFER_EDITOR)
    assert "/staff/offer/import/" in visit("/cms/", by=editor).html
    assert "/staff/offer/import/" not in visit("/cms/", by=account(Role.HEAD_OF_SERVICE)).html
    assert "Take over signposts" in visit("/staff/offer/import/", by=editor)
    page = sent(visit, editor, json.dumps([HOSTILE]).encode())
    assert "1 draft was made." in page
    assert "the title was cut" in page
    assert "0 drafts were made. 1 was taken over before" in sent(visit, editor, json.dumps([HOSTILE]).encode())


def test_an_editor_reads_why_a_file_was_refused(offer: Loaded, visit: Visit, account: Callable[..., User]) -> None:
    page = sent(visit, account(Role.OFFER_EDITOR), b'[{"id": "1"}]')
    assert "Record 1 has no name. Nothing was changed." in page
    empty = visit.post("/staff/offer/import/", {"source": "no"}, by=account(Role.OFFER_EDITOR), status=200)
    assert "Choose the file" in empty


def test_the_page_takes_no_address_to_fetch(offer: Loaded, visit: Visit, account: Callable[..., User]) -> None:
    asked = {"file": "http://127.0.0.1:1/", "source": "http://127.0.0.1:1/", "area": "help"}
    assert "Choose the file" in visit.post("/staff/offer/import/", asked, by=account(Role.OFFER_EDITOR), status=200)


def test_a_stranger_does_not_find_the_page(visit: Visit, account: Callable[..., User]) -> None:
    visit("/staff/offer/import/", by=account(Role.PERSONAL_ADVISER), status=404)


# --- The command, and the web ----------------------------------------------------------------------------------------


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, dict[str, Any]]]:
    """A feed on this machine: its address, and what it answers to each path and page."""
    answers: dict[str, Any] = {}

    class Feed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            answer = answers.get(asked.path + parse_qs(asked.query).get("page", [""])[0])
            if isinstance(answer, str):
                self.send_response(302)
                self.send_header("Location", answer)
                self.end_headers()
                return
            self.send_response(404 if answer is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    monkeypatch.setenv("no_proxy", "*")
    server = HTTPServer(("127.0.0.1", 0), Feed)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", answers
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_command_reads_a_feed_page_by_page_from_its_own_address(
    offer: Loaded, web: tuple[str, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    address, answers = web
    answers["/api"] = {"version": "HSDS-UK-3.0", "profile": "x", "openapi_url": "x"}
    answers["/api/services"] = {"total_pages": 2, "contents": [CLUB]}
    answers["/api/services2"] = {"total_pages": 2, "contents": [CLUB | {"id": "2", "name": "Harbour choir"}]}
    call_command("import_signposts", f"{address}/api", area="help")
    assert "2 drafts made, 0 were there before." in capsys.readouterr().out
    call_command("import_signposts", f"{address}/api", area="help")
    assert "0 drafts made, 2 were there before." in capsys.readouterr().out


def test_a_page_that_is_missing_leaves_no_trace(offer: Loaded, web: tuple[str, dict[str, Any]]) -> None:
    address, answers = web
    answers["/services"] = {"total_pages": 2, "contents": [CLUB]}
    with pytest.raises(CommandError, match=r"/services\?page=2 answered 404"):
        call_command("import_signposts", f"{address}/services", area="help")
    assert drafts() == []


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/x", "/round"])
def test_a_feed_cannot_send_us_to_a_file_or_in_a_circle(to: str, web: tuple[str, dict[str, Any]]) -> None:
    address, answers = web
    answers["/round"] = to
    with pytest.raises(FileRefused, match=r"cannot be read|answered 302"):
        read.services_from(f"{address}/round")


def test_a_feed_without_end_is_not_read(web: tuple[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    address, answers = web
    answers["/services"] = {"total_pages": 10**9, "contents": [CLUB]}
    with pytest.raises(FileRefused, match="1,000,000,000 pages; at most 500"):
        read.services_from(f"{address}/services")
    monkeypatch.setattr(read, "MOST_BYTES", 50)
    with pytest.raises(FileRefused, match="the most that is read"):
        read.services_from(f"{address}/services")


def test_the_command_says_in_a_sentence_what_it_cannot_do(offer: Loaded, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"missing.json cannot be read: No such file"):
        call_command("import_signposts", str(tmp_path / "missing.json"), area="help", source=FEED)
    file = tmp_path / "feed.json"
    file.write_text(json.dumps([CLUB]))
    with pytest.raises(CommandError, match="Say where the feed is"):
        call_command("import_signposts", str(file), area="help")


def test_our_own_feed_can_be_taken_over_by_another_council(offer: Loaded, visit: Visit) -> None:
    data = visit("/open-referral/services?full=true&per_page=1000").content
    assert taken(given=data).added == len(json.loads(data)["contents"])
