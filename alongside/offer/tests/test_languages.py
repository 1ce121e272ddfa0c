"""The offer in other languages: its addresses, its words, its facts, and how far each can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import polib
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from wagtail.models import Locale

from alongside.law import Evidence, provisions
from alongside.offer import actions, po, queries, who_for
from alongside.offer.actions import Loaded
from alongside.offer.certainty import may_say_must
from alongside.offer.checker.state import packed
from alongside.offer.messages import messages
from alongside.offer.models import EntitlementPage, TranslationState
from alongside.offer.tests.test_every_page import ANSWERED, CODE, shown
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.catalogues import SOURCE
from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import FileRefused, NotAllowed, WrongState
from alongside.shell.roles import Role
from conftest import written_for_many
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
ARABIC = re.compile(r"[\u0600-\u06ff]")
DRAFTED = ("ar", "fa", "vi", "sq", "uk")
KEY_SENTENCES = (
    "Talk to someone",
    "Call:",
    "Night:",
    "In danger now?",
    "Are you safe right now?",
    "Leave this page now",
    "This is not in your language yet. Here it is in English.",
)
"""What a reader of any language finds in it."""
PAGES = (
    "",
    "money/",
    "money/council-tax/",
    "money/festival-money/",
    "what-can-i-get/",
    "contact/",
    "glossary/",
    "how-the-law-works/",
    "how-the-law-works/18-to-20/",
    "what-has-changed/",
    "privacy/",
    "accessibility/",
)


@pytest.fixture(scope="module")
def translated(offer: Loaded, django_db_blocker: Any) -> Iterator[None]:
    """The demo's drafts, beside its offer, for this file."""
    with written_for_many(django_db_blocker):
        with django_db_blocker.unblock():
            actions.load_translations(by=Actor.system("tests"))
        yield


@pytest.fixture
def tax(translated: None) -> EntitlementPage:
    """The English page about council tax."""
    return EntitlementPage.objects.get(slug="council-tax", locale__language_code="en-gb")


def state(page: EntitlementPage, language: str = "ar") -> str:
    """The state of its translation."""
    return next(one.state for one in queries.translations(language) if one.key == page.translation_key)


def file_of(page: EntitlementPage, language: str = "ar", **changes: str) -> bytes:
    """What an agency sends back for a page: its export, with changed translations."""
    file = polib.pofile("#\n" + po.write(
        [one for one in queries.translations(language) if one.key == page.translation_key],
        language=language, only_missing=False,
    ).decode())  # fmt: skip
    for entry in file:
        entry.flags = []
        entry.msgstr = changes.get(entry.msgctxt.partition(".")[2], entry.msgstr or f"ترجمة {entry.msgid}")
    return str(file).encode()


# --- Addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES[1:]])
def test_every_public_page_answers_in_every_language(language: str, translated: None, visit: Visit) -> None:
    for path in PAGES:
        page = visit(f"/{language}/{path}")
        html = page.document.all("html")[0]
        assert html.get("lang") == page.response.headers["Content-Language"] == language
        assert html.get("dir") == ("rtl" if language in ("ar", "ckb", "ps", "fa") else "ltr")
        assert not page.response.cookies
        assert "Accept-Language" not in page.response.headers.get("Vary", "")
        assert not CODE.search(shown(page)), path


def test_a_page_leads_to_its_own_twin_in_each_language(translated: None, visit: Visit) -> None:
    for path in ("/money/council-tax/", "/ar/money/council-tax/"):
        twins = {one.get("hreflang"): one for one in visit(path).document.all("a") if one.get("hreflang")}
        twins |= {path.split("/")[1] if path.startswith("/ar") else "en-gb": None}
        assert set(twins) == {code for code, _ in settings.LANGUAGES}
        assert twins["fa"].get("href") == "/fa/money/council-tax/"
        assert twins["fa"].get("dir") == "rtl" and twins["vi"].get("dir") == "ltr"
    assert visit("/ar/money/council-tax/").links["English"] == "/money/council-tax/"


def test_a_reader_stays_in_their_language(translated: None, visit: Visit) -> None:
    page = visit("/ar/money/council-tax/")
    ours = [link for link in page.links.values() if link.startswith("/") and link not in ("/money/council-tax/",)]
    assert all(link.startswith(tuple(f"/{code}/" for code, _ in settings.LANGUAGES[1:])) for link in ours)


def test_nobody_is_sent_to_another_language_by_what_their_browser_says(translated: None, visit: Visit) -> None:
    page = visit("/money/", headers={"accept-language": "ar"})
    assert page.document.all("html")[0].get("lang") == "en-gb"


@pytest.mark.parametrize("path", ["/ar/staff/", "/ar/cms/", "/ar/accounts/login/", "/en-gb/", "/ar/nowhere/", "/xx/"])
def test_staff_pages_have_no_twin(path: str, translated: None, visit: Visit) -> None:
    visit(path, status=404)


def test_the_checker_asks_and_answers_in_the_readers_language(translated: None, visit: Visit) -> None:
    assert ARABIC.search(visit("/ar/what-can-i-get/").h1)
    for answers in ANSWERED:
        page = visit.post("/ar/what-can-i-get/", {"state": packed(answers)}, status=200)
        assert page.h1 == "ما يمكنك الحصول عليه"
        assert not CODE.search(shown(page))
        answers_back, to_do = page.html.partition('class="app-rich"')[2], page.html.partition('id="next"')[2]
        for words in ("your adviser", "Ring ", "You are ", "You were ", "Not sure", "Which council", " and you "):
            assert words not in to_do.partition('id="must"')[0] and words not in answers_back, words


def test_a_form_speaks_the_readers_language(translated: None, visit: Visit) -> None:
    page = visit("/ar/feedback/")
    assert "1000 حرف" in page.text
    assert "You can" not in page.text and "optional" not in page.text


# --- Words and facts -------------------------------------------------------------------------------------------------


def test_a_translation_has_the_facts_of_the_english_record(translated: None, on: date) -> None:
    english = queries.entitlements(on=on)
    for language in DRAFTED:
        there = queries.entitlements(on=on, language=language)
        assert [one.id for one in there] == [one.id for one in english]
        for ours, theirs in zip(english, there, strict=True):
            for fact in (
                "amounts",
                "rows",
                "law_ids",
                "kind",
                "last_checked_on",
                "next_check_on",
                "districts",
                "owner",
            ):
                assert getattr(ours, fact) == getattr(theirs, fact)
            assert ours.contact.phone == theirs.contact.phone
            assert ours.answer.count("£") == theirs.answer.count("£"), theirs.title
    assert len([one for one in there if one.translation == "machine_draft"]) == 10


def test_an_amount_that_changes_is_true_in_every_language_at_once(
    tax: EntitlementPage, on: date, system: Actor
) -> None:
    home = EntitlementPage.objects.get(slug="setting-up-home", locale__language_code="en-gb")
    amount = home.amounts.get()
    amount.law_value, amount.pounds = "", 3456
    home.amounts = [amount]
    actions.publish(page=home, by=system)
    assert "£3,456" in queries.entitlement_of(home, on=on, language="ar").answer
    assert state(home) == "machine_draft"


def test_what_is_not_translated_stands_in_english_and_says_so(translated: None, visit: Visit) -> None:
    page = visit("/ar/money/festival-money/")
    assert "هذا ليس بلغتك بعد" in page
    heading = page.document.all("h1")[0]
    assert heading.get("lang") == "en-gb"
    answer = next(one for one in page.document.all("p") if one.get("class") == "app-answer")
    assert (answer.get("lang"), answer.get("dir")) == ("en-gb", "ltr")


def test_a_draft_says_so_in_both_languages(translated: None, visit: Visit) -> None:
    page = visit("/ar/money/council-tax/")
    assert "كتبت آلة هذه الترجمة" in page and "Machine draft, not reviewed." in page
    assert "Machine draft" not in visit("/money/council-tax/")


def test_who_it_is_for_is_said_in_each_language() -> None:
    from django.utils import translation

    rows = [who_for.Row(frozenset({"former_relevant"}), 18, 25, (who_for.Circumstance.MOVING,))]
    said = set()
    for language in DRAFTED:
        with translation.override(language):
            (sentence,) = who_for.sentences(rows)
        assert "18" in sentence and "24" in sentence and "you" not in sentence
        said.add(sentence)
    assert len(said) == len(DRAFTED)


def test_pounds_keep_their_direction_among_arabic_words(translated: None, visit: Visit) -> None:
    assert "\u2066£3,000\u2069" in visit("/ar/home/setting-up-home/").html
    assert "\u2066" not in visit("/home/setting-up-home/").html


def test_a_phone_number_stays_beside_its_own_word(translated: None, visit: Visit) -> None:
    """Laid out as one run, words and numbers of two directions would name the day’s number the night’s."""
    line = visit("/ar/").html.split('class="app-call', 1)[1].split("</p>", 1)[0]
    assert line.count("<bdi>") == line.count("tel:") == 2


# --- States ----------------------------------------------------------------------------------------------------------


def test_an_english_edit_marks_every_translation_within_the_same_act(tax: EntitlementPage, system: Actor) -> None:
    tax.answer = "You can get your council tax paid by us until you are 25."
    actions.publish(page=tax, by=system)
    assert {state(tax, language) for language in DRAFTED} == {"being_updated"}
    lines = AuditEvent.objects.filter(verb="marked translation")
    assert {line.detail["language"] for line in lines} == set(DRAFTED)


def test_english_that_is_put_back_makes_the_translation_what_it_was(tax: EntitlementPage, system: Actor) -> None:
    before = tax.answer
    for answer in ("You can get something else.", before):
        tax.answer = answer
        actions.publish(page=tax, by=system)
    assert state(tax) == "machine_draft"


def test_a_translation_of_english_that_changed_since_is_kept_and_marked(tax: EntitlementPage, system: Actor) -> None:
    sent_back = file_of(tax, answer="كلام جديد من الوكالة.")
    tax.answer = "You can get your council tax paid by us until you are 25."
    actions.publish(page=tax, by=system)
    actions.import_po(language="ar", data=sent_back, is_reviewed=True, by=system)
    assert state(tax) == "being_updated"
    assert queries.entitlement_of(tax, language="ar").answer == "كلام جديد من الوكالة."


def test_a_reviewed_translation_says_who_read_it(tax: EntitlementPage, system: Actor, visit: Visit) -> None:
    page = next(one for one in queries.translations("ar") if one.key == tax.translation_key)
    actions.mark_reviewed(page_id=page.page_id, by=system)
    row = TranslationState.objects.get(pk=page.page_id)
    assert (row.state, row.reviewed_by_name) == ("reviewed", "tests") and row.reviewed_at
    assert "كتبت آلة" not in visit("/ar/money/council-tax/")


def test_nobody_reviews_a_translation_of_what_the_english_no_longer_says(tax: EntitlementPage, system: Actor) -> None:
    number = next(one.page_id for one in queries.translations("ar") if one.key == tax.translation_key)
    tax.title = "Another title"
    actions.publish(page=tax, by=system)
    with pytest.raises(WrongState):
        actions.mark_reviewed(page_id=number, by=system)


def test_words_changed_in_the_editor_are_a_draft_again(tax: EntitlementPage, system: Actor) -> None:
    page = tax.get_translation(Locale.objects.get(language_code="ar"))
    actions.mark_reviewed(page_id=page.pk, by=system)
    page.title = "عنوان آخر"
    page.save_revision().publish()
    assert state(tax) == "machine_draft"


def test_outside_the_demo_no_unreviewed_words_are_shown(tax: EntitlementPage, system: Actor, settings: Any) -> None:
    settings.DEMO = False
    one = queries.entitlement_of(tax, language="ar")
    assert (one.translation, one.language, one.title) == ("none", "en-gb", tax.title)
    actions.import_po(language="ar", data=file_of(tax), is_reviewed=True, by=system)
    assert queries.entitlement_of(tax, language="ar").translation == "reviewed"
    tax.title = "Another title"
    actions.publish(page=tax, by=system)
    assert queries.entitlement_of(tax, language="ar").title == "Another title"


def test_outside_the_demo_nothing_unverified_is_a_duty(offer: Loaded, on: date, system: Actor, settings: Any) -> None:
    unverified = next(one for one in provisions() if one.citation.evidence is Evidence.UNVERIFIED)
    assert may_say_must([unverified], {})
    settings.DEMO = False
    assert not may_say_must([unverified], {})
    for agrees in (True, False):
        actions.check_provision(provision_id=unverified.id, agrees=agrees, edition="read today", on=on, by=system)
        assert may_say_must([unverified], queries.latest_checks()) is agrees
    unchecked = {one.id for one in provisions() if one.citation.evidence is Evidence.UNVERIFIED}
    for one in queries.entitlements(on=on):
        if one.kind == "law":
            rests_on_it = bool(unchecked & {ground.provision_id for ground in one.grounds})
            assert one.promise == ("unchecked" if rests_on_it else "must"), one.title


def test_what_is_gone_in_english_is_gone_in_every_language(tax: EntitlementPage, visit: Visit) -> None:
    tax.unpublish()
    visit("/ar/money/council-tax/", status=404)
    assert "ضريبة المجلس حتى" not in visit("/ar/money/")
    EntitlementPage.objects.get(pk=tax.pk).delete()
    visit("/ar/money/council-tax/", status=404)
    assert not [one for one in queries.translations("ar") if one.key == tax.translation_key]


# --- Files for agencies ----------------------------------------------------------------------------------------------


def test_what_is_exported_comes_back_as_it_was(tax: EntitlementPage, system: Actor) -> None:
    everything = po.write(queries.translations("ar"), language="ar", only_missing=False)
    before = queries.translations("ar")
    actions.import_po(language="ar", data=everything, is_reviewed=False, by=system)
    assert queries.translations("ar") == before


def test_what_is_missing_can_be_exported_and_brought_in(tax: EntitlementPage, system: Actor) -> None:
    file = polib.pofile("#\n" + po.write(queries.translations("pl"), language="pl", only_missing=True).decode())
    for entry in file:
        entry.msgstr = entry.msgid
    assert actions.import_po(language="pl", data=str(file).encode(), is_reviewed=True, by=system) > 40
    pl = next(one for one in queries.coverage() if one.code == "pl")
    assert (pl.reviewed, pl.none) == (pl.of, 0)


def _spoiled(page: EntitlementPage, name: str, text: str) -> bytes:
    return file_of(page, **{name: text})


BAD = {
    "no PO file": lambda page: b"\x89PNG\r\n\x1a\n\xff\xfe",
    "the name of a file": lambda page: b"/etc/passwd",
    "nothing": lambda page: b"",
    "another language": lambda page: file_of(page).replace(b'"Language: ar', b'"Language: fr'),
    "a text of another offer": lambda page: file_of(page).replace(str(page.translation_key).encode(), b"0" * 36),
    "markup in a title": lambda page: _spoiled(page, "title", "<img src=x onerror=alert(1)>"),
    "a placeholder made up": lambda page: _spoiled(page, "answer", "{amount} لك"),
    "a character nobody sees": lambda page: _spoiled(page, "answer", "كلام\x07"),
    "a title too long": lambda page: _spoiled(page, "title", "ط" * 300),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_file_is_refused_whole_and_leaves_no_trace(fault: str, tax: EntitlementPage, system: Actor) -> None:
    before, lines = queries.translations("ar"), AuditEvent.objects.count()
    with pytest.raises(FileRefused, match=r"^[^\n]+\.$"):
        actions.import_po(language="ar", data=BAD[fault](tax), is_reviewed=True, by=system)
    assert queries.translations("ar") == before
    assert AuditEvent.objects.count() == lines


def test_a_placeholder_that_is_lost_is_named(translated: None, system: Actor) -> None:
    home = EntitlementPage.objects.get(slug="setting-up-home", locale__language_code="en-gb")
    with pytest.raises(FileRefused, match=r"Entry 2 .*\{amount\}"):
        actions.import_po(language="ar", data=file_of(home, answer="لك مال"), is_reviewed=False, by=system)


def test_hostile_markup_is_cleaned_as_the_editor_cleans_it(tax: EntitlementPage, system: Actor, visit: Visit) -> None:
    hostile = '<p onclick="x()">نص <script>alert(1)</script><b>مهم</b> <a href="javascript:x()">هنا</a></p><img src=x>'
    actions.import_po(language="ar", data=file_of(tax, body=hostile), is_reviewed=False, by=system)
    body = queries.entitlement_of(tax, language="ar").body
    assert "<b>مهم</b>" in body
    assert not re.search(r"script|onclick|<img", body)
    visit("/ar/money/council-tax/")


def test_an_adviser_brings_no_translation_in_and_an_editor_reviews_none(tax: EntitlementPage, account: Any) -> None:
    from alongside.shell import clock
    from alongside.shell.queries import actor_for

    adviser, editor = (
        actor_for(account(role).pk, on=clock.today()) for role in (Role.PERSONAL_ADVISER, Role.OFFER_EDITOR)
    )
    with pytest.raises(NotAllowed):
        actions.import_po(language="ar", data=file_of(tax), is_reviewed=False, by=adviser)
    with pytest.raises(NotAllowed):
        actions.import_po(language="ar", data=file_of(tax), is_reviewed=True, by=editor)


def test_an_editor_sees_each_language_and_brings_a_file_in(tax: EntitlementPage, account: Any, visit: Visit) -> None:
    editor: User = account(Role.OFFER_EDITOR)
    assert "Translations" in visit("/staff/offer/translations/", by=editor).h1
    visit("/staff/offer/translations/ar/", by=editor)
    visit("/staff/offer/translations/en-gb/", by=editor, status=404)
    exported = visit("/staff/offer/translations/ar/export/?only=missing", by=editor).content.decode()
    assert "festival" in exported and "Less council tax" not in exported
    path = "/staff/offer/translations/ar/import/"
    file = SimpleUploadedFile("ar.po", file_of(tax, title="عنوان من ملف"))
    visit.post(path, {"file": file, "state": "machine_draft"}, by=editor)
    assert queries.entitlement_of(tax, language="ar").title == "عنوان من ملف"
    page = visit.post(
        path, {"file": SimpleUploadedFile("a.po", b"no"), "state": "machine_draft"}, by=editor, status=200
    )
    assert "Nothing was changed" in page


def test_whoever_may_approve_marks_a_translation_as_read(tax: EntitlementPage, account: Any, visit: Visit) -> None:
    director: User = account(Role.DIRECTOR)
    number = tax.get_translation(Locale.objects.get(language_code="ar")).pk
    visit.post(f"/staff/offer/translations/ar/reviewed/{number}/", by=director)
    assert state(tax) == "reviewed"
    visit.post("/staff/offer/translations/ar/reviewed/1/", by=director, status=404)


def test_an_editor_starts_a_translation_in_the_content_editor(tax: EntitlementPage, account: Any, visit: Visit) -> None:
    editor: User = account(Role.OFFER_EDITOR)
    actions.let_into_editor(user_id=editor.pk, by=Actor.system("tests"))
    festival = EntitlementPage.objects.get(slug="festival-money", locale__language_code="en-gb")
    arabic = Locale.objects.get(language_code="ar")
    path = f"/cms/localize/submit/page/{festival.pk}/"
    visit(path, by=editor)
    visit.post(path, {"locales": [arabic.pk]}, by=editor)
    page = festival.get_translation(arabic)
    assert (page.slug, page.kind, page.is_translation) == ("festival-money", festival.kind, True)
    assert "wagtail-localize" in visit(f"/cms/pages/{page.pk}/edit/", by=editor).html.lower()
    ready = tax.get_translation(arabic)
    visit(f"/cms/pages/{ready.pk}/edit/", by=editor)
    visit(f"/cms/pages/{ready.pk}/history/", by=editor)


# --- Catalogues ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(SOURCE.glob("*.po")), ids=lambda file: file.stem)
def test_a_catalogue_keeps_every_placeholder_and_knows_every_sentence(file: Any) -> None:
    entries = {(entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(file))}
    wanted = messages()
    assert set(entries) == set(wanted), "Run manage.py make_messages"
    for (msgid, _plural), entry in entries.items():
        for text in filter(None, (entry.msgstr, *entry.msgstr_plural.values())):
            assert sorted(re.findall(r"%\(\w+\)s|\{\w+\}", text)) == sorted(re.findall(r"%\(\w+\)s|\{\w+\}", msgid))
            assert not re.search(r"[<>]", text)
    if file.stem in DRAFTED:
        assert not [entry.msgid for entry in entries.values() if not entry.translated()]
    else:
        for key in KEY_SENTENCES:
            assert entries[key, ""].translated(), key


def test_a_search_answers_in_the_language_it_is_asked_in(translated: None) -> None:
    """What was made ready for somebody who searched before, in another language, is not shown to others."""
    on = clock.today()
    with translation.override("en-gb"):
        english = {one.title for one in queries.found("council tax", on=on).entitlements}
    with translation.override("ar"):
        arabic = {one.title for one in queries.found("council tax", on=on).entitlements}
        own = {one.title for one in queries.published(on=on)}
    assert english
    assert not english <= own, "The Arabic offer has titles of its own"
    assert arabic <= own
