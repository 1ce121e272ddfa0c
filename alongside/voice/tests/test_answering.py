"""Answering: by whom, how often, how much, and what is refused."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from alongside.shell.roles import Role
from alongside.shell.slots import PortalAccount
from alongside.voice import actions, ballot, crowds
from alongside.voice.models import Batch, Consultation, Drawing, Question, Said, Sealed, Tally
from alongside.voice.tests.scene import LAST_DAY, TODAY, WORKER, asked, cast, counted, invited
from tests.visiting import Visit

pytestmark = pytest.mark.django_db


def path(consultation: Consultation, language: str = "") -> str:
    """Where it is answered."""
    return f"{language}/voice/{consultation.slug}/"


def send(visit: Visit, consultation: Consultation, status: int = 302, **given: Any) -> Any:
    """One answer, sent from a page of its own."""
    return visit.post(path(consultation), {"once": str(uuid4()), "q1": "3", **given}, status=status)


def lying() -> int:
    """How many answers lie in boxes."""
    return Sealed.objects.filter(mark__isnull=False).count()


def test_one_reads_what_can_change_and_that_nobody_can_be_found_before_one_answers(visit: Visit) -> None:
    page = visit(path(asked()))
    assert page.h1 == "Where do you feel at home?"
    for words in ("How rooms look", "How many homes there are", "We cannot find you from this.", "116 123",
                  "Nobody reads this before 8 December 2026", "If fewer than five people answer"):  # fmt: skip
        assert words in page, words
    assert not page.response.cookies
    assert "csrfmiddlewaretoken" not in page.html


def test_what_was_answered_is_counted_each_question_for_itself(visit: Visit) -> None:
    consultation = asked()
    for number in range(6):
        send(visit, consultation, q1="4" if number else "5", q2="1", q3=["1", "3"], q4=f"  Wish {number}  ")
    counted(consultation)
    tallies = {(t.question.number, t.choice): t.number for t in Tally.objects.select_related("question")}
    assert tallies[1, 0] == 6 and tallies[1, 4] == 5 and tallies[1, 5] == 1
    assert tallies[3, 1] == tallies[3, 3] == 6 and (3, 2) not in tallies
    assert sorted(Said.objects.values_list("text", flat=True)) == [f"Wish {number}" for number in range(6)]


def test_a_picture_is_drawn_anew_and_lies_in_the_box(visit: Visit) -> None:
    consultation = asked()
    drawn = io.BytesIO()
    Image.new("RGB", (3000, 40), "teal").save(drawn, "JPEG", comment=b"taken at home")
    send(visit, consultation, q5=SimpleUploadedFile("a.jpg", drawn.getvalue(), "image/jpeg"))
    for _ in range(4):
        cast(consultation)
    counted(consultation)
    picture = bytes(Drawing.objects.get().picture)
    assert b"taken at home" not in picture
    assert Image.open(io.BytesIO(picture)).width == 1400
    refused = send(visit, asked(), status=200, q5=SimpleUploadedFile("a.jpg", b"<script>", "image/jpeg"))
    assert "This is not a photo" in refused


def test_an_empty_answer_is_none(visit: Visit) -> None:
    assert "You have not answered anything yet." in send(visit, asked(), status=200, q1="")
    assert lying() == 0


def test_a_button_pressed_twice_counts_once(visit: Visit) -> None:
    consultation = asked()
    once = str(uuid4())
    for _ in range(2):
        visit.post(path(consultation), {"once": once, "q1": "3"})
    assert lying() == 1


def test_a_code_works_once_however_it_is_typed(visit: Visit) -> None:
    consultation = asked("code")
    [code] = actions.make_codes(consultation_id=consultation.pk, number=1, by=WORKER)
    assert "Type the code from your slip" in send(visit, consultation, status=200)
    assert "This code does not count." in send(visit, consultation, status=200, code="AAAAA-AAAAA")
    send(visit, consultation, code=code.lower().replace("-", " "))
    assert "This code does not count." in send(visit, consultation, status=200, code=code)
    assert lying() == 1


def test_a_code_sent_twice_by_one_press_is_thanked_for_twice_and_counts_once(visit: Visit) -> None:
    consultation = asked("code")
    [code] = actions.make_codes(consultation_id=consultation.pk, number=1, by=WORKER)
    once = str(uuid4())
    for _ in range(2):
        visit.post(path(consultation), {"once": once, "q1": "3", "code": code})
    assert lying() == 1


def test_a_code_of_one_consultation_opens_no_other(visit: Visit) -> None:
    one, other = asked("code"), asked("code")
    [code] = actions.make_codes(consultation_id=one.pk, number=1, by=WORKER)
    assert "This code does not count." in send(visit, other, status=200, code=code)


def test_whoever_guesses_codes_is_held_off(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "MOST_TRIES", 3)
    consultation = asked("code")
    said = [send(visit, consultation, status=200, code=f"{number:010}").text for number in range(5)]
    assert sum("too many tries" in text for text in said) == 2


def test_in_ones_own_place_one_answers_once_and_pressing_twice_does_no_harm(
    account: Any, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    consultation = asked("portal")
    asked_one, other = account(Role.YOUNG_PERSON), account(Role.YOUNG_PERSON)
    invited(consultation, [PortalAccount(asked_one.pk, 17, "")], monkeypatch)
    assert consultation.words["en-gb"]["title"] in visit("/me/voice/", by=asked_one)
    assert "We ask nothing of you just now" in visit("/me/voice/", by=other)
    visit(f"/me{path(consultation)}", by=other, status=404)
    page = visit(f"/me{path(consultation)}", by=asked_one)
    for _ in range(2):
        visit.post(f"/me{path(consultation)}", {"once": page.fields["once"], "q1": "3"}, by=asked_one)
    assert lying() == 1
    visit(f"/me{path(consultation)}", by=asked_one, status=404)
    assert "Sign in to your own place" in visit(path(consultation))


def test_before_its_first_day_and_after_its_last_nobody_answers(visit: Visit, set_clock: Any) -> None:
    consultation = asked()
    for day, words in (
        (TODAY - timedelta(days=1), "It opens on 24 November 2026."),
        (LAST_DAY + timedelta(days=1), "over"),
    ):
        set_clock(day)
        assert words in visit(path(consultation))
        send(visit, consultation, status=200)
    set_clock(LAST_DAY)
    send(visit, consultation)
    assert lying() == 1


def test_what_is_being_written_is_not_there_for_others(visit: Visit) -> None:
    visit(path(asked(is_open=False)), status=404)


def test_it_speaks_the_readers_language_where_nothing_is_missing(visit: Visit, account: Any) -> None:
    consultation = asked()
    words = {"title": "أين بيتك؟", "purpose": "نسأل", "can": "الغرف", "cannot": "العدد"}
    assert "هذا ليس بلغتك بعد" in visit(path(consultation, "/ar"))
    questions: dict[Any, Any] = {}
    for one in Question.objects.filter(consultation=consultation):
        english = one.words["en-gb"]
        questions[one.pk] = {"text": f"سؤال {one.number}", "hint": "", "choices": ["نعم"] * len(english["choices"])}
    given = {"consultation_id": consultation.pk, "language": "ar", "words": words, "by": WORKER}
    missing = dict(list(questions.items())[:-1])
    actions.translate_consultation(questions=missing, **given)
    assert visit(path(consultation, "/ar")).h1 == "Where do you feel at home?"
    actions.translate_consultation(questions=questions, **given)
    page = visit(path(consultation, "/ar"))
    assert page.h1 == "أين بيتك؟"
    assert "سؤال 5" in page and "لا يمكننا أن نعرفك من هذا." in page
    visit.post(path(consultation, "/ar"), {"once": str(uuid4()), "q1": "1"})
    assert lying() == 1
    worker = account(Role.PARTICIPATION_WORKER)
    for paper in ("form/", "preview/"):
        page = visit(f"/staff/voice/consultations/{consultation.pk}/{paper}", by=worker)
        assert page.links["العربية"] == "?in=ar" and page.links["English"] == "?in=en-gb"
    assert "أين بيتك؟" in visit(f"/staff/voice/consultations/{consultation.pk}/form/?in=ar", by=worker)


def test_easy_words_have_a_page_of_their_own(visit: Visit) -> None:
    consultation = asked()
    visit(f"{path(consultation)}easy/", status=404)
    questions = {
        one.pk: {"text": f"Easy {one.number}", "hint": "", "choices": one.words["en-gb"]["choices"]}
        for one in Question.objects.filter(consultation=consultation)
    }
    words = dict.fromkeys(("title", "purpose", "can", "cannot"), "Easy words")
    actions.translate_consultation(
        consultation_id=consultation.pk, language="easy", words=words, questions=questions, by=WORKER
    )
    assert visit(path(consultation)).h1 == "Where do you feel at home?"
    assert visit(f"{path(consultation)}easy/").h1 == "Easy words"
    visit.post(f"{path(consultation)}easy/", {"once": str(uuid4()), "q1": "1"})
    assert lying() == 1


# --- Abuse -----------------------------------------------------------------------------------------------------------


def test_ten_thousand_answers_from_one_place_are_held_off(visit: Visit) -> None:
    consultation = asked()
    for _ in range(crowds.MOST_FROM_ONE_PLACE + 2):
        page = visit.post(path(consultation), {"once": str(uuid4()), "q1": "3", "q4": "buy"}, status=None)
    assert page.status == 200
    assert "Too many answers come from your place just now." in page
    assert "buy" in page.html, "what was written is not lost"
    assert lying() == crowds.MOST_FROM_ONE_PLACE
    held_off = sum(crowds.comes_too_often("198.51.100.7") for _ in range(10_000))
    assert held_off == 10_000 - crowds.MOST_FROM_ONE_PLACE


def test_ten_thousand_answers_from_many_places_lie_apart_and_staff_set_them_aside_whole(
    account: Any, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballot, "MOST_IN_A_CROWD", 40)
    consultation = asked()
    usual = 8
    monkeypatch.setattr(crowds, "USUAL", usual)
    refused = 0
    for number in range(10_000):
        unusual = crowds.is_unusual(consultation.pk)
        if unusual and number > 60:  # the box is not asked again for what it has refused a dozen times
            refused += 1
            continue
        try:
            cast(consultation, unusual=unusual)
        except ballot.NotToday:
            refused += 1
    assert lying() == usual + 40 and refused == 10_000 - lying()
    crowd = Batch.objects.get(kind="crowd")
    worker = account(Role.PARTICIPATION_WORKER)
    assert "Unusually many answers at once" in visit("/staff/voice/consultations/", by=worker)
    desk = f"/staff/voice/consultations/{consultation.pk}/"
    assert "Unusually many at once" in visit(desk, by=worker)
    visit.post(f"/staff/voice/batches/{crowd.pk}/aside/", {"aside": "yes"}, by=worker)
    done = counted(consultation)
    assert (done.answers, done.set_aside) == (usual, 40)


def test_three_hundred_scripted_answers_are_held_off_and_nothing_real_is_lost(
    account: Any, visit: Visit, django_assert_max_num_queries: Any
) -> None:
    consultation = asked()
    for number in range(8):
        send(visit, consultation, q4=f"A real wish {number}")

    def script(number: int, address: str) -> int:
        answer = {"once": str(uuid4()), "q1": "1", "q4": f"Buy now, {number}"}
        return visit.post(path(consultation), answer, status=None, REMOTE_ADDR=address).status

    from_one = [script(number, "198.51.100.7") for number in range(120)]
    from_many = [script(number, f"203.0.113.{number % 40}") for number in range(200)]
    assert from_one.count(302) == crowds.MOST_FROM_ONE_PLACE
    assert from_many.count(302) == 200, "a machine is not told what becomes of it"
    with django_assert_max_num_queries(10):  # held off, it costs next to nothing
        assert script(999, "198.51.100.7") == 200
    site, crowd = Batch.objects.get(kind="site"), Batch.objects.get(kind="crowd")
    assert site.sealed.filter(mark__isnull=False).count() == crowds.USUAL
    assert crowd.sealed.filter(mark__isnull=False).count() == lying() - crowds.USUAL
    worker = account(Role.PARTICIPATION_WORKER)
    assert "A machine may be at work" in visit("/staff/views/", by=worker)
    visit.post(f"/staff/voice/batches/{crowd.pk}/aside/", {"aside": "yes"}, by=worker)
    counted(consultation)
    kept = set(Said.objects.values_list("text", flat=True))
    assert {f"A real wish {number}" for number in range(8)} <= kept and len(kept) <= crowds.USUAL


def test_the_ordinary_answers_are_not_set_aside(account: Any, visit: Visit) -> None:
    cast(asked())
    site = Batch.objects.get()
    worker = account(Role.PARTICIPATION_WORKER)
    visit.post(f"/staff/voice/batches/{site.pk}/aside/", {"aside": "yes"}, by=worker, status=400)


def test_an_answer_of_a_megabyte_is_refused_in_one_sentence(visit: Visit) -> None:
    words_only = actions.write_consultation(
        title="Only words", purpose="p", can="c", cannot="n", answering="open", about_offer=False, by=WORKER
    )
    actions.add_question(consultation_id=words_only.pk, kind="words", text="What?", by=WORKER)
    actions.open_consultation(consultation_id=words_only.pk, opens_on=TODAY, closes_on=LAST_DAY, on=TODAY, by=WORKER)
    for consultation, status in ((words_only, 413), (asked(), 200)):
        number = "1" if consultation == words_only else "4"
        page = visit.post(path(consultation), {"once": str(uuid4()), f"q{number}": "x" * 1_000_000}, status=status)
        assert "too long" in page.text.lower() or "2,000" in page.text or "2000" in page.text
    assert lying() == 0


def test_hostile_markup_is_shown_as_it_was_written(account: Any, visit: Visit) -> None:
    consultation = asked()
    hostile = '<script>alert(1)</script><img src=x onerror="x()">'
    page = send(visit, consultation, status=200, q1="99", q4=hostile)
    assert "<script>alert" not in page.html and "&lt;script&gt;" in page.html
    for _ in range(5):
        send(visit, consultation, q4=hostile)
    counted(consultation)
    page = visit(f"/staff/voice/consultations/{consultation.pk}/results/", by=account(Role.PARTICIPATION_WORKER))
    assert "<script>alert" not in page.html and hostile in page.text


def test_a_machine_that_fills_in_the_trap_is_thanked_and_not_heard(visit: Visit) -> None:
    send(visit, asked(), website="https://spam.example")
    assert lying() == 0


def test_a_form_on_another_site_is_refused(visit: Visit) -> None:
    consultation = asked()
    visit.post(path(consultation), {"q1": "3"}, status=403, headers={"Origin": "https://other.example"})
    assert lying() == 0


def test_codes_and_the_box_outlive_a_change_of_the_councils_key(visit: Visit, settings: Any) -> None:
    consultation = asked("code")
    codes = actions.make_codes(consultation_id=consultation.pk, number=6, by=WORKER)
    for code in codes[:3]:
        send(visit, consultation, code=code)
    settings.FIELD_KEY = f"a newer key,{settings.FIELD_KEY}"
    for code in codes[3:]:
        send(visit, consultation, code=code)
    assert "This code does not count." in send(visit, consultation, status=200, code=codes[0])
    counted(consultation)
    assert {t.number for t in Tally.objects.filter(question__number=1, choice=0)} == {6}
