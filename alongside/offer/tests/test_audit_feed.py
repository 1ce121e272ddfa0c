"""The audit of any council's feed: found as it says, by its terms, by its words, or not; nothing breaks it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request

import pytest
from django.core.management import CommandError, call_command

from alongside.law import local_offer_items
from alongside.offer.audit import feed as feeds
from alongside.offer.audit.by_words import FeedLine, Found, _known, audit_feed
from alongside.offer.audit.feed import Feed, read_feed
from alongside.shell.refusals import FileRefused

STAYING_PUT = {
    "id": "1",
    "name": "After 18 with your carers",
    "description": "Care leavers can remain where they are.",
    "attributes": [
        {"taxonomy_term": {"id": "1781", "term_uri": "http://id.esd.org.uk/service/1781", "name": "Staying"}}
    ],
}
ADVISER = {
    "id": "2",
    "name": "Leaving Care Team",
    "description": "Every care leaver has a Personal Advisor and a\n Pathway  Plan. Help if you lose your home.",
    "attributes": [],
}
BURSARY = {"id": "3", "name": "Grant", "description": "Money.", "x_local_offer": {"guidance_items": [57, "999", None]}}
FOR_EVERYBODY = {"id": "4", "name": "Citizens’ advocacy", "description": "Council tax for all.", "attributes": []}
SERVICES = [STAYING_PUT, ADVISER, BURSARY, FOR_EVERYBODY]


def lines(services: Iterable[dict[str, Any]]) -> dict[int, FeedLine]:
    """The audit of these services, by item."""
    return {line.item.id: line for line in audit_feed(Feed(tuple(services)))}


def written(folder: Path, name: str, content: Any) -> str:
    """A file with this content."""
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return str(file)


def test_what_the_feed_says_outright_comes_first_then_terms_then_words() -> None:
    found = lines(SERVICES)
    assert (found[57].found, found[57].services) == (Found.SAID, ("Grant",))
    assert (found[59].found, found[59].services) == (Found.BY_TERM, ("After 18 with your carers",))
    assert (found[43].found, found[43].services, found[43].by) == (
        Found.BY_WORDS,
        ("Leaving Care Team",),
        "personal advisor",
    )
    assert found[45].found is Found.BY_WORDS
    assert found[52].found is Found.NOT_FOUND
    assert found[52].fails and not found[57].fails


def test_a_service_that_has_nothing_to_do_with_care_leavers_shows_nothing() -> None:
    found = lines(SERVICES)
    assert found[51].found is Found.NOT_FOUND
    assert found[64].found is Found.NOT_FOUND


def test_only_whole_words_count() -> None:
    found = lines([{"name": "Care leavers", "description": "We receive toolshed and advocates' notes; a cvs file."}])
    assert found[72].found is Found.NOT_FOUND
    assert found[69].found is Found.NOT_FOUND
    assert found[51].found is Found.BY_WORDS


def test_an_area_is_covered_where_something_in_it_is_found_and_the_rest_a_feed_cannot_tell() -> None:
    found = lines(SERVICES)
    assert found[6].found is Found.BY_WORDS
    assert found[9].found is Found.NOT_FOUND
    assert {found[item].found for item in (1, 10, 13, 25)} == {Found.CANNOT_TELL}


def test_every_item_that_a_record_can_meet_has_phrases_and_no_other_has() -> None:
    assert set(_known()[1]) == {item.id for item in local_offer_items() if item.is_for_records}
    assert all(phrase == phrase.lower() for row in _known()[1].values() for phrase in row["phrases"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.json", {"total_pages": 1, "contents": SERVICES}),
        ("list.json", SERVICES),
        ("lines.ndjson", "\n".join(json.dumps(one) for one in SERVICES) + "\n\n"),
        ("lines.jsonl", json.dumps({"contents": SERVICES})),
    ],
)
def test_a_feed_is_read_from_files_of_every_shape(name: str, content: Any, tmp_path: Path) -> None:
    assert read_feed(written(tmp_path, name, content)).services == tuple(SERVICES)
    assert read_feed(str(tmp_path)).services == tuple(SERVICES)


def test_what_is_no_service_is_passed_over_and_counted(tmp_path: Path) -> None:
    strange = [None, 7, "x", [], {"name": 5}, {"id": "no name"}, {"name": "A", "attributes": "x", "x_local_offer": [1]}]
    feed = read_feed(written(tmp_path, "strange.json", strange))
    assert (len(feed.services), feed.passed_over) == (1, 6)
    assert len(audit_feed(feed)) == 114


def test_an_empty_feed_has_nothing_in_it(tmp_path: Path) -> None:
    feed = read_feed(written(tmp_path, "empty.json", {"contents": []}))
    assert {line.found for line in audit_feed(feed)} == {Found.NOT_FOUND, Found.CANNOT_TELL}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.json", '{"contents": [', "broken.json is not JSON"),
        ("broken.ndjson", '{"name": "A"}\n{oh', "broken.ndjson, line 2 is not JSON"),
        ("deep.json", "[" * 100_000, "deep.json is not JSON"),
    ],
)
def test_a_broken_file_is_refused_in_a_sentence(name: str, content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=said):
        read_feed(written(tmp_path, name, content))


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cannot be read"):
        read_feed(str(tmp_path / "nowhere.json"))
    with pytest.raises(FileRefused, match="holds no"):
        read_feed(str(tmp_path))
    with pytest.raises(FileRefused, match="http"):
        read_feed("file:///etc/passwd")


class Server:
    """Somebody else's server: answers by the path and query asked for."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def open(self, request: Request, timeout: float) -> io.BytesIO:
        """The answer, or the failure, kept for this address."""
        assert timeout == feeds.SECONDS
        path = request.full_url.removeprefix("https://other.example/api")
        self.asked.append(path)
        answer = self.answers[path]
        if isinstance(answer, Exception):
            raise answer
        return io.BytesIO(answer if isinstance(answer, bytes) else json.dumps(answer).encode())


def test_a_feed_is_read_page_by_page_with_the_terms_of_each_service(monkeypatch: pytest.MonkeyPatch) -> None:
    short = {"id": "a/1", "name": "After 18 with your carers", "description": "For care leavers."}
    server = Server({
        "/services?page=1&per_page=100": {"total_pages": 2, "contents": [short]},
        "/services?page=2&per_page=100": {"total_pages": 2, "contents": [ADVISER]},
        "/services/a%2F1": {**short, "attributes": STAYING_PUT["attributes"]},
    })  # fmt: skip
    monkeypatch.setattr(feeds, "_opener", server)
    feed = read_feed("https://other.example/api/services/")
    assert [one["name"] for one in feed.services] == ["After 18 with your carers", "Leaving Care Team"]
    assert lines(feed.services)[59].found is Found.BY_TERM
    assert len(server.asked) == 3


def test_a_feed_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_PAGES", 2)
    page = {"total_pages": 10**9, "contents": [ADVISER]}
    server = Server({f"/services?page={number}&per_page=100": page for number in (1, 2)})
    monkeypatch.setattr(feeds, "_opener", server)
    feed = read_feed("https://other.example/api")
    assert (len(feed.services), feed.is_cut) == (2, True)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (URLError("no such host"), "did not answer"),
        (TimeoutError("too slow"), "did not answer"),
        (b"<html>Sign in</html>", "is not JSON"),
        (b" " * 2_000, "answers with more than"),
    ],
)
def test_a_server_that_does_not_answer_well_is_refused(answer: Any, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "BIGGEST_ANSWER", 1_000)
    monkeypatch.setattr(feeds, "_opener", Server({"/services?page=1&per_page=100": answer}))
    with pytest.raises(FileRefused, match=said):
        read_feed("https://other.example/api")


def test_a_feed_that_sends_us_to_a_file_is_not_followed() -> None:
    asked = Request("https://other.example/services")
    with pytest.raises(FileRefused, match="sends us on"):
        feeds._NotElsewhere().redirect_request(asked, None, 302, "Found", {}, "file:///etc/passwd")


def test_the_command_says_how_it_looked_and_fails_where_the_law_is_not_met(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "feed.json", SERVICES)
    with pytest.raises(SystemExit):
        call_command("audit_offer", feed=file)
    printed = capsys.readouterr().out
    assert "found (by words)" in printed
    assert "A person has to look." in printed
    assert "4 services read, 0 entries passed over." in printed
    with pytest.raises(SystemExit):
        call_command("audit_offer", "--json", feed=file)
    assert json.loads(capsys.readouterr().out)["items"][56]["services"] == ["Grant"]
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("audit_offer", feed=str(tmp_path / "nowhere.json"))
