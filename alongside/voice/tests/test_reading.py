"""What young people read here reads at nine."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from alongside.offer.reading import reading_age
from alongside.voice import actions
from alongside.voice.models import Question
from alongside.voice.tests import scene
from alongside.voice.tests.scene import WORKER, asked, cast, counted
from tests.visiting import Page, Visit

pytestmark = pytest.mark.django_db
OLDEST = 9


def age_of(page: Page) -> float:
    """The reading age of the main part."""
    main = re.search(r"<main.*?</main>", page.html, re.DOTALL)
    assert main
    return reading_age(re.sub(r"\s+", " ", main[0]))


def test_the_public_pages_read_at_nine(visit: Visit) -> None:
    consultation = asked()
    told = asked("code")
    codes = actions.make_codes(consultation_id=told.pk, number=8, band="16–17", by=WORKER)
    for code in codes[:6]:
        cast(told, code=code)
    scene.told(counted(told))
    path = f"/voice/{consultation.slug}/"
    ages = {one: age_of(visit(one)) for one in ("/voice/", path, "/voice/thank-you/", f"/voice/{told.slug}/results/")}
    by_code = asked("code")
    ages["one with a code"] = age_of(visit(f"/voice/{by_code.slug}/"))
    questions = {
        one.pk: {"text": "Is it good?", "hint": "", "choices": one.words["en-gb"]["choices"]}
        for one in Question.objects.filter(consultation=consultation)
    }
    words = {"title": "Your home", "purpose": "Tell us.", "can": "Your room.", "cannot": "The town."}
    actions.translate_consultation(
        consultation_id=consultation.pk, language="easy", words=words, questions=questions, by=WORKER
    )
    ages["easy words"] = age_of(visit(f"{path}easy/"))
    ages["an empty answer"] = age_of(visit.post(path, {"once": str(uuid4())}, status=200))
    assert {one: age for one, age in ages.items() if age > OLDEST} == {}
