"""Public pages are kept on disk, drawn anew when they must be, and still there when the database is not."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext

from alongside.offer import actions, stamp
from alongside.offer.actions import Loaded
from alongside.offer.models import EntitlementPage
from alongside.shell import design
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
HOME, HOMELESS, LIST = "/", "/home/homeless/", "/home/housing-list/"


@pytest.fixture(autouse=True)
def keeping(settings: Any, tmp_path: Path) -> Path:
    """Pages are kept, in a folder of the test's own."""
    settings.KEPT_PAGES = tmp_path / "pages"
    stamp.forget()
    return tmp_path / "pages"


@pytest.fixture
def break_database(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the database does not answer."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise OperationalError("the server is gone")

    def break_it() -> None:
        stamp.forget()
        monkeypatch.setattr(BaseDatabaseWrapper, "cursor", refuse)

    return break_it


def publish(path: str, title: str) -> None:
    """An editor gives an entitlement another title."""
    page = EntitlementPage.objects.get(slug=path.strip("/").split("/")[-1])
    page.title = title
    actions.publish(page=page, by=Actor.system("tests"))


def test_a_page_seen_before_needs_no_database(offer: Loaded, visit: Visit) -> None:
    for path in (HOME, HOMELESS, "/a-to-z/", "/how-fresh/"):
        first = visit(path)
        stamp.current()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            again = visit(path)
        assert again.content == first.content
        assert again.response.headers["Content-Security-Policy"] == first.response.headers["Content-Security-Policy"]
        assert [one for one in asked.captured_queries if "page" in one["sql"].lower()] == []


def test_whoever_arrives_finds_the_style_inside_the_page_and_nobody_else_does(
    offer: Loaded, visit: Visit, keeping: Path
) -> None:
    for _ in range(2):  # drawn, and kept
        arriving = visit(HOMELESS, headers={"Sec-Fetch-Site": "cross-site"})
        (style,) = arriving.document.all("style")
        digest = base64.b64encode(hashlib.sha256("".join(style.itertext()).encode()).digest()).decode()
        policy = arriving.response.headers["Content-Security-Policy"]
        assert f"style-src 'self' 'sha256-{digest}'" in policy
        assert [(one.get("rel"), one.get("media")) for one in arriving.document.all("link")][-1] == (
            "stylesheet",
            "print",
        )

        within = visit(HOMELESS, headers={"Sec-Fetch-Site": "same-origin"})
        (sheet,) = (one.get("href") for one in within.document.all("link") if one.get("rel") == "stylesheet")
        assert within.document.all("style") == []
        assert "sha256" not in within.response.headers["Content-Security-Policy"]
        assert within.response.headers["Link"] == f"<{sheet}>; rel=preload; as=style"
        for page in (arriving, within):
            assert "Sec-Fetch-Site" in page.response.headers["Vary"]


def test_who_arrives_at_an_arabic_page_finds_its_mirrored_style(offer: Loaded, visit: Visit) -> None:
    page = visit("/ar/home/", headers={"Sec-Fetch-Site": "none"})
    assert "".join(page.document.all("style")[0].itertext()) == design._sheet("light.rtl").body.decode()


def test_a_browser_that_has_the_page_is_sent_nothing(offer: Loaded, visit: Visit) -> None:
    tag = visit(HOMELESS).response.headers["ETag"]
    again = visit(HOMELESS, headers={"If-None-Match": tag}, status=304)
    assert again.content == b""


def test_publishing_draws_the_page_anew_at_once(offer: Loaded, visit: Visit) -> None:
    visit(HOMELESS)
    visit("/home/")
    publish(HOMELESS, "Nowhere to sleep tonight")
    assert visit(HOMELESS).h1 == "Nowhere to sleep tonight"
    assert "Nowhere to sleep tonight" in visit("/home/").links


def test_the_next_day_draws_the_page_anew(offer: Loaded, visit: Visit, set_clock: Callable[[date], None]) -> None:
    set_clock(date(2025, 3, 31))
    assert "£40 a year" in visit("/money/birthday-money/")
    set_clock(date(2025, 4, 1))
    assert "£50 a year" in visit("/money/birthday-money/")


def test_without_a_database_the_page_is_served_and_says_from_when_it_is(
    offer: Loaded, visit: Visit, set_clock: Callable[[date], None], break_database: Callable[[], None]
) -> None:
    set_clock(date(2026, 11, 24))
    visit(HOMELESS)
    visit(HOMELESS, headers={"Accept-Encoding": "gzip"})
    set_clock(date(2026, 11, 26))
    break_database()
    stale = visit(HOMELESS)
    assert stale.h1 == "No home tonight, or about to lose it"
    assert "This page is from 24 November 2026. To be sure, ring us." in stale
    assert "no-cache" in stale.response.headers["Cache-Control"]
    packed = visit(HOMELESS, headers={"Accept-Encoding": "gzip"})
    assert packed.response.headers["Content-Encoding"] == "gzip"
    assert "This page is from 24 November 2026" in packed


def test_the_note_on_an_old_page_is_in_the_language_of_the_page(
    offer: Loaded, visit: Visit, set_clock: Callable[[date], None], break_database: Callable[[], None]
) -> None:
    set_clock(date(2026, 11, 24))
    visit("/ar/home/homeless/")
    break_database()
    (note,) = (one for one in visit("/ar/home/homeless/").document.all("p") if one.get("role") == "status")
    said = "".join(note.itertext())
    assert re.search("[\u0600-\u06ff]{3}", said)
    assert not re.search("[A-Za-z]", said)


def test_without_a_database_a_page_of_last_year_misleads_nobody(
    offer: Loaded, visit: Visit, set_clock: Callable[[date], None], break_database: Callable[[], None]
) -> None:
    set_clock(date(2026, 1, 1))
    visit(HOMELESS)
    set_clock(date(2026, 1, 1) + timedelta(days=32))
    break_database()
    with pytest.raises(OperationalError):
        visit(HOMELESS)


def test_without_a_database_one_can_still_search(
    offer: Loaded, visit: Visit, break_database: Callable[[], None]
) -> None:
    visit("/search/?q=skint")
    break_database()
    assert "Money in a crisis" in visit("/search/?q=skint").links


def test_a_page_taken_back_is_gone_for_good(offer: Loaded, visit: Visit, break_database: Callable[[], None]) -> None:
    visit(LIST)
    EntitlementPage.objects.get(slug="housing-list").unpublish()
    stamp.forget()
    assert visit(LIST, status=404).h1 == "We cannot find this page"
    break_database()
    with pytest.raises(OperationalError):
        visit(LIST)


def test_what_is_one_readers_own_is_never_kept(offer: Loaded, visit: Visit, keeping: Path) -> None:
    visit("/search/?q=skint")
    visit("/what-can-i-get/")
    visit("/my-list/")
    visit("/feedback/?page=/home/homeless/")
    visit("/no-such-page/", status=404)
    assert [file for file in keeping.rglob("*") if file.is_file()] == []


def test_what_the_signed_in_see_is_not_kept_for_others(
    offer: Loaded, visit: Visit, keeping: Path, account: Callable[..., User]
) -> None:
    visit(HOMELESS, by=account(Role.OFFER_EDITOR))
    assert [file for file in keeping.rglob("*") if file.is_file()] == []


def test_pages_of_another_host_are_kept_apart(offer: Loaded, visit: Visit) -> None:
    visit(HOMELESS, headers={"Host": "evil.example"})
    assert "evil.example" not in visit(HOMELESS).html


def test_a_kept_page_that_was_damaged_is_drawn_anew(offer: Loaded, visit: Visit, keeping: Path) -> None:
    visit(HOMELESS)
    for file in keeping.rglob("*"):
        if file.is_file():
            file.write_bytes(b"{half a page")
    assert visit(HOMELESS).h1 == "No home tonight, or about to lose it"
