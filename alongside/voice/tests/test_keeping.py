"""What young people said is kept as long as it is needed to answer them, and then goes."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command

from alongside.law import months_after
from alongside.shell.models import AuditEvent
from alongside.voice import actions
from alongside.voice.models import Box, Consultation, Drawing, Group, Quote, Right, Said, Sealed, Theme, View
from alongside.voice.tests.scene import LAST_DAY, TODAY, WORKER, asked, cast, counted, told
from alongside.voice.tests.test_commitments import agreed
from alongside.voice.tests.test_views import drop

pytestmark = pytest.mark.django_db
LATER = months_after(TODAY, 24) + timedelta(days=1)


def test_a_view_goes_after_two_years_and_its_quote_stays():
    kept, promise = drop("More light", "everybody"), agreed()
    actions.put_under_theme(view_id=kept.pk, version=1, theme=str(promise.theme_id), on=TODAY, by=WORKER)
    quote = actions.quote_view(view_id=kept.pk, words="More light", names_nobody=True, by=WORKER)
    actions.let_go(on=LATER, by=WORKER)
    assert View.objects.exists(), "a promise about it is under way"
    actions.finish_commitment(commitment_id=promise.pk, version=promise.version, outcome="Lamps", on=TODAY, by=WORKER)
    assert actions.let_go(on=LATER - timedelta(days=1), by=WORKER) == 0
    assert actions.let_go(on=LATER, by=WORKER) == 1
    assert Quote.objects.get(pk=quote.pk).view is None
    assert Theme.objects.exists()
    line = AuditEvent.objects.get(verb="let go what was said")
    assert line.detail["views"] == 1


def test_what_somebody_on_duty_has_to_look_at_never_goes_and_twins_go_together():
    drop("He hits me")
    first, second = drop("The bus stops at six"), drop("Our bus stops at six")
    actions.join_views(view_id=second.pk, same_as=first.pk, by=WORKER)
    assert actions.let_go(on=LATER, by=WORKER) == 2
    assert [one.words for one in View.objects.all()] == ["He hits me"]


def test_answers_that_nobody_opened_go_unread_with_the_codes_that_nobody_used():
    consultation = asked("code")
    codes = actions.make_codes(consultation_id=consultation.pk, number=8, by=WORKER)
    for code in codes[:6]:
        cast(consultation, code=code)
    over = LAST_DAY + timedelta(days=180)
    assert actions.let_go(on=over, by=WORKER) == 0
    assert Right.objects.count() == 2
    assert actions.let_go(on=over + timedelta(days=1), by=WORKER) == 1
    assert not any(kind.objects.exists() for kind in (Right, Sealed, Box, Said))
    assert Consultation.objects.get().state == Consultation.State.ENDED
    assert actions.let_go(on=over + timedelta(days=400), by=WORKER) == 1
    assert not Consultation.objects.exists() and not Group.objects.exists()


def test_texts_and_pictures_that_are_not_shown_go_a_year_after_the_results():
    consultation = asked()
    for number in range(6):
        cast(consultation, f"Wish {number}", drawings=[(5, b"\xff\xd8 a picture")])
    done = counted(consultation)
    one = Said.objects.first()
    assert one is not None
    actions.choose_quote(said_id=one.pk, version=1, theme="Wishes", quote="A wish", names_nobody=True, by=WORKER)
    told(Consultation.objects.get(pk=done.pk))
    year = months_after(TODAY, 12)
    assert actions.let_go(on=year, by=WORKER) == 0
    assert actions.let_go(on=year + timedelta(days=1), by=WORKER) == 5 + 6
    assert [(said.text, said.quote) for said in Said.objects.all()] == [("", "A wish")]
    assert not Drawing.objects.exists()


def test_the_rounds_let_go_too(set_clock):
    set_clock(TODAY)
    mark = uuid4()
    actions.drop_view(words="Old", may_see="team", mark=mark, on=months_after(TODAY, -25))
    call_command("voice_rounds")
    assert not View.objects.filter(mark=mark).exists()
