"""Letters in the language of each person: what goes out, and what stands beside it while nobody has checked it."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from alongside.casework import actions, composing, letter_languages, letter_words, lettering, queries
from alongside.casework.models import Letter
from alongside.casework.tests.letter_scene import address, draft, send, translate
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell import actions as accounts
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Role

pytestmark = pytest.mark.usefixtures("post")
WHOLE = ("ar", "fa", "sq", "uk", "vi")
"""The languages of which every page of the offer has its sentences."""
EVERY = tuple(code for code, _ in letter_languages.languages())
MOST = (
    *(f"birthday_{age}" for age in range(18, 26)),
    *("welcome", "change_of_adviser", "assessment_invitation", "review_invitation", "visit_booked"),
    *("yearly_offer", "come_back", "missed_you", "could_not_reach_1", "could_not_reach_2", "could_not_reach_3"),
    *("grant_yes", "grant_part", "grant_no"),
)
"""The letters that a young person gets most."""
ASKED = {"what": "A bicycle", "why": "Paid for last year", "deadline": "1 December"}


def chooses(council, name="Fay", **chosen) -> None:
    """What somebody has chosen for their letters."""
    person = council.person(name)
    actions.correct_core_details(person_id=person.pk, version=person.version, changes=chosen, on=TODAY, by=SYSTEM)


def page_of(letter: Letter) -> str:
    letter.refresh_from_db()
    return composing.page(letter, TODAY)


# --- What came with the product --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", WHOLE)
def test_the_drafts_as_delivered_fill_in_what_the_english_fills_in_and_are_of_the_english_as_delivered(language):
    drafts = letter_languages.drafts(language)
    assert set(MOST) <= set(drafts)
    for key, one in drafts.items():
        english = lettering.delivered()[key].words
        lettering.check_translation(one.title, one.body, english=english)
        assert lettering.fingerprint(english).startswith(one.translates), f"{key}: translate it anew"
        assert len(one.title) <= 160 and one.body != english


@pytest.mark.parametrize("language", EVERY)
def test_whatever_stands_around_a_letter_is_translated_into_every_language(language):
    said = [*letter_words.AROUND.values(), *letter_words.NOTICES.values(), *letter_words.FILLED_IN]
    said += [letter_words.ENGLISH_COUNTS, letter_words.EXPLAINED, letter_words.LATE]
    assert [one for one in said if letter_words.said_in(language, one) == one] == []
    assert "{name}" in letter_words.around(language)["dear"]


# --- What goes out ---------------------------------------------------------------------------------------------------


def test_a_draft_says_so_in_both_languages_and_the_english_follows(council):
    letter = draft(council, channel="by_hand", language="ar")
    page = page_of(letter)
    assert '<html lang="ar" dir="rtl"' in page
    page = page[page.index("<body>") :]
    assert "كتبت آلة هذه الترجمة" in page and "Machine draft, not reviewed. The English follows below." in page
    assert page.index("كتبت آلة") < page.index("مرحبًا من مستشارك") < page.index("Dear Fay") < page.index("My job is")


def test_what_somebody_has_checked_goes_out_alone(council):
    actions.decide_letter_translation(
        key="welcome", language="ar", number=0, answer="check", comment="Read with Mrs Haddad, interpreter", on=TODAY,
        by=council.actor("Hana"),
    )  # fmt: skip
    letter = draft(council, channel="by_hand", language="ar")
    page = page_of(letter)
    assert "مرحبًا من مستشارك" in page and "My job is" not in page and "Dear" not in page
    assert "آلة" not in page and "Machine draft" not in page
    assert letter.snapshot["translated"]["checked_by"] == "Hana"


def test_without_a_translation_the_english_says_in_their_language_how_to_get_it_explained(council):
    letter = draft(council, "tenancy_support", channel="by_hand", language="pl", asked={"what": "bills"})
    page = page_of(letter)
    assert "translated" not in letter.snapshot and '<html lang="en-gb" dir="ltr"' in page
    notice = page.index("Tego nie ma jeszcze w Twoim języku")
    assert notice < page.index("07700 900111") < page.index("Dear Fay") < page.index("bills")
    assert "Porozmawiaj z kimś" in page


def test_english_is_as_it_was(council):
    letter = draft(council, channel="by_hand")
    page = page_of(letter)
    assert "notice" not in letter.snapshot and "Dear Fay" in page and 'dir="rtl"' not in page
    assert "Machine draft" not in page


def test_what_is_filled_in_keeps_its_own_direction(council):
    letter = draft(council, "grant_no", channel="by_hand", language="ar", asked={**ASKED, "why": "One\n\n- Two"})
    told = letter.snapshot["translated"]
    said = "".join(text for _, texts in told["blocks"] for text in texts)
    assert "\u2068A bicycle\u2069" in said and told["greeting"] == "\u2068Fay\u2069"
    assert ("ul", ["\u2068Two\u2069"]) in [(kind, texts) for kind, texts in told["blocks"]]
    assert "مستشار شخصي" in told["signed"]
    assert "\u2068" not in str(letter.snapshot["blocks"])


def test_a_letter_about_them_to_somebody_else_is_in_english(council):
    chooses(council, letter_language="ar", large_print=True)
    letter = draft(council, "gp_support", to_name="The Surgery", address="2 High Street, Saltby")
    assert (letter.language, letter.large_print) == ("en-gb", False)
    assert "translated" not in letter.snapshot and "notice" not in letter.snapshot


def test_large_print_and_one_sentence_to_a_line_run_from_right_to_left_too(council):
    chooses(council, letter_language="ar", large_print=True, easy_read=True)
    letter = draft(council, channel="by_hand")
    assert 'dir="rtl" class="large easy"' in page_of(letter)
    for blocks in (letter.snapshot["blocks"], letter.snapshot["translated"]["blocks"]):
        sentences = [texts[0] for kind, texts in blocks if kind == "p"]
        assert len(sentences) == 6 and not [one for one in sentences if ". " in one]
        assert [len(texts) for kind, texts in blocks if kind == "ul"] == [3]


def test_a_language_that_the_council_does_not_have_is_not_chosen_and_not_written(council, settings):
    chooses(council, letter_language="ps")
    settings.LANGUAGES = [("en-gb", "English"), ("ar", "العربية")]
    assert draft(council, channel="by_hand").language == "en-gb"
    with pytest.raises(FactRefused, match="No letters are written"):
        chooses(council, letter_language="pl")


def test_each_of_many_gets_their_own_language_and_nobody_elses(council, quick_paper, post):
    for name, language in (("Ella", "ar"), ("Rory", "vi"), ("Fay", "")):
        actions.allocate(person_id=council.id(name), worker=council.users["Amir"], on=TODAY, by=SYSTEM)
        address(council, name)
        chooses(council, name, letter_language=language)
    actions.make_batch(text_key="come_back", age_from=16, age_to=20, on=TODAY, by=council.actor("Amir"))
    letters = {one.person.first_name: one for one in Letter.objects.select_related("person")}
    assert {name: one.language for name, one in letters.items()} == {"Ella": "ar", "Rory": "vi", "Fay": "en-gb"}
    said = {name: page_of(one) for name, one in letters.items()}
    for name, other in (("Ella", "Bạn có thể"), ("Rory", "يمكنك"), ("Fay", "يمكنك"), ("Fay", "Bạn có thể")):
        assert other not in said[name]
    for name, page in said.items():
        assert not [one for one in letters if one != name and one in page]
    assert send() == 3
    for one in letters.values():
        assert (post / f"{one.pk}.pdf").read_bytes() == b"%PDF " + page_of(one).encode()


# --- When the English changes ----------------------------------------------------------------------------------------


def new_english(council, body="I am {worker}, your {role}. Call me on {worker_phone}."):
    row = actions.propose_letter_text(
        key="welcome", title="Hello", body=body, why="Shorter", on=TODAY, by=council.actor("Nadia")
    )
    actions.decide_letter_text(key="welcome", number=row.number, answer="approve", on=TODAY, by=council.actor("Hana"))


def test_a_translation_of_an_older_english_never_goes_out_alone(council):
    actions.decide_letter_translation(
        key="welcome", language="ar", number=0, answer="check", comment="Read", on=TODAY, by=council.actor("Hana")
    )
    new_english(council)
    page = page_of(draft(council, channel="by_hand", language="ar"))
    assert "This translation is being updated. The English follows below." in page and "النص الإنجليزي أحدث" in page
    assert page.rindex("مرحبًا من مستشارك") < page.index("I am Cal, your personal adviser.")
    translate(council, title="مرحبًا", body="أنا {worker}، {role}. {worker_phone}", checked=True)
    page = page_of(draft(council, channel="by_hand", language="ar"))
    assert "being updated" not in page and "I am Cal" not in page and "مرحبًا" in page


def test_a_translation_that_fills_in_something_else_than_the_english_now_is_not_used(council):
    new_english(council, body="I am {worker}. Call {duty_phone}.")
    letter = draft(council, channel="by_hand", language="ar")
    assert "translated" not in letter.snapshot
    assert letter.snapshot["notice"]["english"] == "We have not translated this letter yet."


def test_a_letter_that_was_made_never_changes(council, monkeypatch):
    letter = draft(council, channel="by_hand", language="ar")
    before = page_of(letter)
    translate(council, title="مرحبًا", body="{worker} {role} {worker_phone}", checked=True)
    new_english(council)
    monkeypatch.setattr(letter_words, "around", lambda language: {})
    monkeypatch.setattr(letter_words, "notice", lambda state, language: {})
    assert page_of(letter) == before


def test_a_letter_from_before_there_were_translations_can_still_be_read(council, visit):
    letter = draft(council, channel="by_hand", language="ar")
    for name in ("language", "around", "notice", "translated"):
        del letter.snapshot[name]
    letter.save()
    page = page_of(letter)
    assert '<html lang="en-gb" dir="ltr"' in page and "Dear Fay" in page and "تحدث إلى شخص" in page
    assert "Dear Fay" in visit(f"/staff/letters/{letter.pk}/", by=council.users["Cal"])


# --- On paper, on pages ----------------------------------------------------------------------------------------------


def test_an_arabic_letter_on_paper_says_its_language(council):
    address(council)
    letter = draft(council, "birthday_20", language="ar")
    pdf = PdfReader(io.BytesIO(queries.letter_paper(council.actor("Cal"), letter.pk, on=TODAY)))
    assert pdf.trailer["/Root"]["/Lang"] == "ar"
    assert "Happy birthday, Fay" in " ".join(page.extract_text() for page in pdf.pages)


def test_it_is_read_in_ones_own_place_and_by_staff(council, visit, quick_paper):
    user = accounts.open_account(email="fay@young.example", name="Fay", by=SYSTEM)
    accounts.grant_role(user=user, role=Role.YOUNG_PERSON, from_on=TODAY, by=SYSTEM)
    actions.give_account(person_id=council.id("Fay"), user=user, on=TODAY, by=SYSTEM)
    chooses(council, letter_language="ar")
    letter = draft(council, channel="own_place")
    actions.queue_letter(letter_id=letter.pk, on=TODAY, by=council.actor("Cal"))
    send()
    for address_, by in ((f"/me/letters/{letter.pk}/", user), (f"/staff/letters/{letter.pk}/", council.users["Cal"])):
        page = visit(address_, by=by)
        assert "مرحبًا من مستشارك" in page and "Dear Fay" in page and "Machine draft" in page
    assert "مرحبًا من مستشارك" in visit("/me/letters/", by=user)


def test_whoever_writes_a_letter_is_told_what_goes_out(council, visit):
    address(council)
    cal, page = council.users["Cal"], f"/staff/people/{council.id('Fay')}/letters/"
    chooses(council, letter_language="ar", large_print=True)
    assert "They get letters in العربية, in large print." in visit(page, by=cal)
    assert "A machine wrote the translation" in visit(f"{page}write/welcome/", by=cal)
    form = visit(f"{page}write/duty_team/", by=cal)
    assert "This one is not translated" in form
    visit.post(f"{page}write/duty_team/", {**form.fields, "channel": "post"}, by=cal)
    letter = Letter.objects.get()
    assert (letter.language, letter.large_print, letter.easy_read) == ("ar", True, False)
