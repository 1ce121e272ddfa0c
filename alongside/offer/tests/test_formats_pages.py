"""The pages of the other forms, as anybody sees them, and the page of the editor."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.templatetags.static import static

from alongside.offer import actions, queries
from alongside.offer.actions import Loaded
from alongside.offer.formats import easy_read, giving, letters, makers, paper, record, saved
from alongside.offer.formats.kinds import Kind
from alongside.offer.formats.pictures import PICTURES
from alongside.offer.models import EasyReadLine, EntitlementPage, MadeFile
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotAllowed
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
HOME = "accommodation/setting-up-home"


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> None:
    """Files of one test are not found by another."""
    settings.MEDIA_ROOT = tmp_path


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_every_entitlement_leads_to_its_other_forms(offer: Loaded, visit: Visit, quick_paper: list[str]) -> None:
    page = visit("/home/setting-up-home/")
    ways = visit(page.links["Print or save this, or read it another way"])
    assert visit(ways.links["Easy read"]).h1 == "Easy read: Money to set up your home"
    assert visit(ways.links["To print: PDF"]).response.headers["Content-Type"] == "application/pdf"
    assert "brightwater-accommodation-setting-up-home-print.pdf" in str(
        visit(ways.links["To print: PDF"]).response.headers["Content-Disposition"]
    )
    assert len(quick_paper) == 1, "The second reader got what was made for the first"


def test_easy_read_on_the_site_has_a_picture_for_each_sentence_and_says_it_is_unchecked(
    offer: Loaded, visit: Visit
) -> None:
    page = visit(f"/easy-read/{HOME}/")
    lines = [one for one in page.document.all("li") if any(part.tag.endswith("svg") for part in one)]
    assert len(lines) > 8
    assert "Are you moving into your own home?" in page
    assert "Not yet checked by readers of easy read." in page


def test_each_easy_and_large_page_is_light(offer: Loaded, visit: Visit) -> None:
    for page in ("/easy-read/", "/large-print/", "/save/", "/save/offer/", "/other-ways-to-read/"):
        assert len(gzip.compress(visit(page).content)) < 28_000, page
    for area in record.whole(on=clock.today(), language="en-gb").areas:
        for form in ("easy-read", "large-print", "other-ways-to-read"):
            assert len(gzip.compress(visit(f"/{form}/{area.area}/").content)) < 28_000


@pytest.mark.parametrize(
    "path",
    [
        "/easy-read/nowhere/", "/large-print/money/nowhere/", "/other-ways-to-read/nowhere/", "/save/other.js",
        "/forms/en-gb/money/print.txt", "/forms/en-gb/money/nothing.pdf", "/forms/fr/money/text.txt",
        "/forms/en-gb/../../etc/passwd/text.txt", "/forms/en-gb/money/json.json", "/what-has-changed/9/print.pdf",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(path: str, offer: Loaded, visit: Visit) -> None:
    visit(path, status=404)


def test_before_anything_is_published_the_pages_say_so(db: None, visit: Visit) -> None:
    EntitlementPage.objects.all().update(live=False)
    for path in ("/other-ways-to-read/", "/easy-read/", "/large-print/", "/save/", "/save/offer/", "/offer.json"):
        visit(path, status=200)


def test_the_data_are_at_one_address_for_everybody(offer: Loaded, visit: Visit) -> None:
    told = json.loads(visit("/offer.json").content)
    assert sum(len(area["entitlements"]) for area in told["areas"]) == offer.added
    assert visit("/offer.schema.json").status == 200


def test_a_readers_list_on_paper_holds_what_they_picked_and_no_address_names_it(
    offer: Loaded, visit: Visit, quick_paper: list[str]
) -> None:
    picked = queries.entitlements(on=clock.today())[3:5]
    page = visit.post(
        "/forms/my-list.pdf", {"id": [str(one.id) for one in picked] + ["no id", str(uuid4())]}, status=200
    )
    assert "no-cache" in page.response.headers["Cache-Control"]
    assert [one.title in quick_paper[0] for one in picked] == [True, True]
    assert quick_paper[0].count('<section class="entitlement"') == 2
    visit.post("/forms/my-list.pdf", {"id": ["x"]}, status=404)
    visit.post(
        "/forms/my-list.pdf", {"id": [str(picked[0].id)]}, status=403, headers={"Origin": "https://evil.example"}
    )


def test_without_pango_the_page_says_what_to_install(
    offer: Loaded, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "is_possible", lambda: False)
    for path in (f"/forms/en-gb/{HOME}/print.pdf", "/forms/en-gb/local-offer/print.pdf"):
        assert "libpango-1.0-0" in visit(path, status=503)
    assert "PDF files cannot be made" in visit("/other-ways-to-read/")
    assert visit(f"/forms/en-gb/{HOME}/text.txt").content.startswith(b"Money to set up your home\n===")


def test_the_whole_offer_on_paper_is_not_made_while_somebody_waits(
    offer: Loaded, visit: Visit, quick_paper: list[str]
) -> None:
    assert visit("/forms/en-gb/local-offer/large-print.pdf", status=503).h1 == "This file is not ready yet"
    assert quick_paper == []


def test_when_many_ask_at_once_the_next_is_asked_to_come_back(
    offer: Loaded, visit: Visit, quick_paper: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "PATIENCE", 0.01)
    with giving._a_turn():
        assert "Try again in a minute" in visit(f"/forms/en-gb/{HOME}/print.pdf", status=503)
    assert visit(f"/forms/en-gb/{HOME}/print.pdf").status == 200


# --- Saving ----------------------------------------------------------------------------------------------------------


def test_what_is_saved_is_light_public_and_without_a_cookie(offer: Loaded, visit: Visit) -> None:
    manifest = json.loads(visit("/save/manifest.json").content)
    assert manifest["bytes"] <= saved.LARGEST
    size = 0
    for path in manifest["files"]:
        assert not path.startswith(settings.PERSONAL_PREFIXES)
        page = visit(path)
        assert not page.response.cookies
        size += len(page.content)
    assert size <= saved.LARGEST


def test_no_other_public_page_has_a_script_that_saves(offer: Loaded, visit: Visit) -> None:
    for path in ("/", "/home/", "/home/homeless/", "/easy-read/", "/other-ways-to-read/"):
        scripts = [one.get("src") for one in visit(path).document.all("script")]
        assert scripts == [static("offer/page.js")]


def test_leaving_drops_what_the_site_saved_and_tells_nobody_whence(visit: Visit) -> None:
    page = visit("/leave/", status=302)
    assert page.location == settings.QUICK_EXIT
    assert page.response.headers["Clear-Site-Data"] == '"storage"'
    assert page.response.headers["Referrer-Policy"] == "no-referrer"


# --- Easy read -------------------------------------------------------------------------------------------------------


def test_a_line_of_easy_read_has_at_most_15_words_and_a_picture_that_there_is(offer: Loaded) -> None:
    assert EasyReadLine.objects.values("page").distinct().count() == 10
    page = EntitlementPage.objects.first()
    EasyReadLine(page=page, picture="home", sentence="word " * 15).full_clean(exclude=["page"])
    with pytest.raises(ValidationError, match="16 words"):
        EasyReadLine(page=page, picture="home", sentence="word " * 16).full_clean(exclude=["page"])
    with pytest.raises(ValidationError, match="picture"):
        EasyReadLine(page=page, picture="dragon", sentence="Hello.").full_clean(exclude=["page"])


def test_no_written_line_has_an_amount_or_an_age_that_could_go_stale(offer: Loaded) -> None:
    assert [line.sentence for line in EasyReadLine.objects.all() if any(sign.isdigit() for sign in line.sentence)] == []


def test_an_entitlement_without_lines_of_its_own_tells_its_record(offer: Loaded, on: date) -> None:
    whole = record.whole(on=on, language="en-gb")
    one = next(one for one in whole.entitlements if one.id not in whole.easy)
    told = easy_read.told(whole, one)
    assert not told.is_written
    said = " ".join(line.sentence for section in told.sections for line in section.lines)
    assert " ".join(one.answer.split()) in said
    assert one.contact.phone in said


def test_each_picture_is_small_and_has_words() -> None:
    assert len(PICTURES) >= 25
    for one in PICTURES.values():
        assert len(one.svg()) < 1000
        assert str(one.label)


# --- Letters ---------------------------------------------------------------------------------------------------------


def told(letter: letters.Letter) -> dict[str, Any]:
    """What a letter says under each heading."""
    return {part.heading: part.entitlements for part in letter.parts}


def test_a_birthday_letter_says_what_begins_and_what_ends(offer: Loaded, on: date) -> None:
    found = {letter.age: letter for letter in letters.letters(on=on, language="en-gb")}
    assert list(found) == [18, 21, 22, 23, 24, 25]
    parts = {heading: [one.title for one in ones] for heading, ones in told(found[18]).items()}
    assert "Less council tax, or none" in parts["New for you now"]
    assert "Money to live on at 16 and 17" in parts["This stops on your birthday. Talk to us if you will miss it"]
    assert "Help from 21 to 25: just ask" in [one.title for one in told(found[21])["New for you now"]]
    ending = {one.title for one in told(found[25])["This stops on your birthday. Talk to us if you will miss it"]}
    assert "Less council tax, or none" in ending
    text = letters.text(found[24])
    assert "when you are 25" in text
    assert settings.COUNCIL["phone"] in text
    assert all(len(line) <= 72 for line in text.splitlines())


def test_an_editor_reads_the_letters_and_an_adviser_does_not(
    offer: Loaded, visit: Visit, account: Callable[..., Any], quick_paper: list[str]
) -> None:
    editor, adviser = account(Role.OFFER_EDITOR), account(Role.PERSONAL_ADVISER)
    page = visit("/staff/offer/letters/", by=editor)
    assert visit(page.links["text of the letter at 21"], by=editor).status == 200
    assert visit(page.links["PDF of the letter at 21"], by=editor).content.startswith(b"%PDF")
    visit("/staff/offer/letters/", by=adviser, status=404)
    visit("/staff/offer/letters/19.txt", by=editor, status=404)


# --- Making ----------------------------------------------------------------------------------------------------------


def test_everything_is_made_once_and_again_only_where_the_offer_changed(
    offer: Loaded, on: date, system: Actor, quick_paper: list[str], visit: Visit
) -> None:
    first = actions.make_forms(on=on, by=system)
    assert first == 6 + 9 * 3
    assert actions.make_forms(on=on, by=system) == 0
    before = queries.made_file(edition=0, language="en-gb", key="money", kind="print")
    page = EntitlementPage.objects.get(slug="setting-up-home")
    page.answer = "You can get a bed."
    actions.publish(page=page, by=system)
    assert actions.make_forms(on=on, by=system) == 6 + 3
    after = queries.made_file(edition=0, language="en-gb", key="money", kind="print")
    assert before == after
    assert b"You can get a bed." in visit("/forms/en-gb/local-offer/text.txt").content
    assert " kB)" in visit("/other-ways-to-read/")
    here = [file.name for file in (Path(settings.MEDIA_ROOT) / "forms/now/en-gb").iterdir()]
    assert len(here) == first, "What was replaced is gone"


def test_a_form_that_fails_says_why_leaves_the_others_alone_and_is_tried_again(
    offer: Loaded, on: date, system: Actor, quick_paper: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary = makers.finished

    def broken(kind: Kind, text: str) -> bytes:
        if kind == Kind.LARGE_PRINT:
            raise ValueError("no room for <b>it</b>")
        return ordinary(kind, text)

    monkeypatch.setattr(makers, "finished", broken)
    actions.make_forms(on=on, by=system)
    states = {(one.kind, one.state) for one in queries.made_files()}
    assert ("large-print", "failed") in states
    assert ("print", "made") in states
    assert {one.error for one in queries.made_files() if one.state == "failed"} == {"ValueError: no room for <b>it</b>"}
    monkeypatch.setattr(makers, "finished", ordinary)
    actions.make_forms(on=on, by=system)
    assert {one.state for one in queries.made_files()} == {"made"}


def test_a_file_whose_worker_was_killed_is_taken_up_when_its_lease_is_over(
    offer: Loaded, on: date, system: Actor, quick_paper: list[str]
) -> None:
    actions.make_forms(on=on, by=system)
    row = MadeFile.objects.get(key="local-offer", kind="text")
    row.state, row.lease_until, row.facts_hash = MadeFile.State.MAKING, clock.now() + timedelta(minutes=5), ""
    row.save()
    assert actions.make_forms(on=on, by=system) == 0, "Somebody may still be making it"
    row.lease_until = clock.now() - timedelta(minutes=1)
    row.save()
    assert queries.made_file(edition=0, language="en-gb", key="local-offer", kind="text").state == "stopped"
    assert actions.make_forms(on=on, by=system) == 1
    assert queries.made_file(edition=0, language="en-gb", key="local-offer", kind="text").state == "made"


def test_an_edition_keeps_its_own_words_whatever_is_published_later(
    offer: Loaded,
    on: date,
    system: Actor,
    quick_paper: list[str],
    visit: Visit,
    publish_edition: Callable[..., Any],
) -> None:
    edition = publish_edition(on=on)
    visit(f"/what-has-changed/{edition.number}/print.pdf", status=503)
    page = EntitlementPage.objects.get(slug="setting-up-home")
    page.answer = "You can get a bed."
    actions.publish(page=page, by=system)
    actions.make_forms(on=on, by=system)
    frozen = visit(f"/what-has-changed/{edition.number}/print.pdf").content.decode()
    assert "to set up your first home" in frozen
    assert "You can get a bed." not in frozen
    assert f"Edition {edition.number}" in frozen
    assert b"to set up your first home" in visit(f"/what-has-changed/{edition.number}/text.txt").content


def test_the_editor_sees_what_failed_and_has_it_made_again(
    offer: Loaded, on: date, system: Actor, quick_paper: list[str], account: Callable[..., Any], visit: Visit
) -> None:
    actions.make_forms(on=on, by=system)
    row = MadeFile.objects.get(key="local-offer", kind="print")
    row.state, row.error = MadeFile.State.FAILED, "OSError: <script>full</script>"
    row.save()
    editor = account(Role.OFFER_EDITOR)
    page = visit("/staff/offer/forms/", by=editor)
    assert "1 failed or stopped" in page
    assert "OSError: <script>full</script>" in page
    visit.post(f"/staff/offer/forms/{row.pk}/again/", by=editor)
    assert "1 waiting or being made" in visit("/staff/offer/forms/", by=editor)
    with pytest.raises(NotAllowed):
        actions.make_again(file_id=row.pk, by=Actor.anonymous())
    visit.post("/staff/offer/forms/999999/again/", by=editor, status=404)


def test_a_file_that_vanished_from_the_disk_is_made_again(
    offer: Loaded, on: date, system: Actor, quick_paper: list[str]
) -> None:
    actions.make_forms(on=on, by=system)
    file = queries.made_file(edition=0, language="en-gb", key="money", kind="print").file
    assert file is not None
    file.unlink()
    assert actions.make_forms(on=on, by=system) == 1
    assert file.exists()


def test_what_is_taken_down_is_taken_out_of_the_files_too(
    offer: Loaded, system: Actor, settings: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.MAKE_FORMS = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    from django_tasks_db.models import DBTaskResult

    from alongside.offer import tasks

    page = EntitlementPage.objects.get(slug="birthday-money")
    page.unpublish()
    with django_capture_on_commit_callbacks(execute=True):
        actions.note_taken_down(page=page, by=system)
    assert DBTaskResult.objects.filter(task_path=tasks.make_forms.module_path).count() == 1
