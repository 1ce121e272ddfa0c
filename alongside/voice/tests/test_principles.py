"""The seven principles: where they count hangs on the kind of council; both answers stand side by side."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused, NotYours, OwnWork
from alongside.shell.roles import Role
from alongside.voice import actions, parenting, queries
from alongside.voice.models import Assessment
from alongside.voice.tests.scene import TODAY, WORKER
from alongside.voice.tests.test_commitments import agreed, day
from alongside.voice.tests.test_reading import OLDEST, age_of
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
PUBLIC, DESK = "/good-parents/", "/staff/principles/"
LATER = TODAY + timedelta(days=90)


def assessed(**more: Any) -> Assessment:
    """An answer that waits to be agreed."""
    given = {
        "council": "Brightwater",
        "authority": "county",
        "area": "libraries",
        "principle": "services",
        "rating": 3,
        "answer": "No fines and no deposit for you.",
        "evidence": [["The rules", "https://libraries.example/rules"]],
        "young_rating": 2,
        "young_view": "Nobody told us.",
        "heard": "In the care leavers forum",
        "action": "We tell you with your first card.",
        "review_on": LATER,
        "on": TODAY,
        "by": WORKER,
    }
    return actions.assess(**given | more)


def shown(**more: Any) -> Assessment:
    """An answer that everybody can read."""
    made = assessed(**more)
    return actions.agree_assessment(assessment_id=made.pk, version=made.version, on=TODAY, by=WORKER)


def test_there_are_seven_and_the_tables_say_who_runs_what():
    assert len(parenting.principles()) == 7
    run = {kind: {one.id for one in parenting.areas_of(kind) if not one.is_less} for kind in parenting.AUTHORITIES}
    assert run["county"] == {"education", "social_care", "libraries", "employer"}
    assert run["district"] == {"housing", "leisure", "tax", "employer"}
    assert run["unitary"] == run["county"] | run["district"]
    assert run["gla"] == {"employer"}


def test_a_council_answers_only_for_what_it_runs():
    with pytest.raises(FactRefused):
        assessed(area="housing")
    assert assessed(area="housing", authority="district", council="Saltby").pk
    with pytest.raises(FactRefused):
        assessed(principle="nothing")
    assessed()
    with pytest.raises(FactRefused):
        assessed()


def test_both_answers_stand_side_by_side_once_somebody_else_agreed(visit: Visit, account):
    promise = agreed()
    made = assessed(commitment=str(promise.pk))
    assert "No fines" not in visit(PUBLIC)
    actions.agree_assessment(assessment_id=made.pk, version=1, on=TODAY, by=WORKER)
    page = visit(PUBLIC)
    for words in ("We say: Mostly. No fines and no deposit", "You say: We have begun. Nobody told us.", "The rules",
                  "What we promised", "We look at this again by 22 February 2027."):  # fmt: skip
        assert words in page
    assert age_of(page) <= OLDEST
    assert "Less than we say" in visit(DESK, by=account(Role.PARTICIPATION_WORKER))


def test_nobody_agrees_their_own_answer(account):
    head = actor_for(account(Role.HEAD_OF_SERVICE).pk, on=TODAY)
    made = assessed(by=head)
    with pytest.raises(OwnWork):
        actions.agree_assessment(assessment_id=made.pk, version=1, on=TODAY, by=head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=made.pk).update(agreed_by=head.id)
    with pytest.raises(NotYours):
        adviser = actor_for(account(Role.PERSONAL_ADVISER).pk, on=TODAY)
        actions.agree_assessment(assessment_id=made.pk, version=1, on=TODAY, by=adviser)


def test_what_young_people_say_was_said_somewhere():
    with pytest.raises(FactRefused):
        assessed(heard="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=assessed().pk).update(heard="")


def test_each_answer_is_named_in_the_readers_language(visit: Visit):
    shown()
    named = [section.get("aria-label", "") for section in visit(f"/ar{PUBLIC}").document.all("section")]
    assert any(label.startswith("المكتبات, Brightwater: ") for label in named)
    assert not any(one.title in label for label in named for one in parenting.principles().values())


def test_a_day_of_review_that_has_passed_is_told(visit: Visit, set_clock):
    shown()
    set_clock(LATER + timedelta(days=1))
    assert "We are late." in visit(PUBLIC)


def test_answering_anew_takes_it_from_the_public_page_until_it_is_agreed(visit: Visit):
    made = shown()
    said = {"rating": 4, "answer": "Now we tell you.", "evidence": [], "action": "Go on.", "review_on": LATER}
    made = actions.reassess(assessment_id=made.pk, version=2, on=TODAY, by=WORKER, **said)
    assert "Now we tell you" not in visit(PUBLIC)
    assert [one.rating for one in made.history.order_by("history_date")] == [3, 3, 4]


def test_what_nobody_answered_yet_is_counted():
    shown()
    missing = {area: number for _, area, number in queries.principles_desk(WORKER, on=TODAY).missing}
    assert missing == {"Education": 7, "Social care": 7, "Libraries": 6, "The council as an employer": 7}


def test_it_is_answered_and_agreed_on_pages(visit: Visit, account):
    worker, head = account(Role.PARTICIPATION_WORKER), account(Role.HEAD_OF_SERVICE)
    form = visit(f"{DESK}new/", by=worker).fields | {
        "authority": "county", "area": "education", "principle": "aims", "rating": "2", "answer": "Some.",
        "evidence": "Report of May | https://example.org/may\nA visit\nhttps://example.org/june",
        "action": "More.", **day("review_on", LATER),
    }  # fmt: skip
    assert "An address begins with" in visit.post(
        f"{DESK}new/", form | {"evidence": "x | javascript:alert(1)"}, by=worker, status=200
    )
    path = visit.post(f"{DESK}new/", form, by=worker).location
    assert "Report of May" in visit(path, by=worker)
    assert visit(path, by=worker).links["https://example.org/june"] == "https://example.org/june"
    assert "To be agreed" in visit(DESK, by=head)
    form = visit(f"{path}change/", by=worker).fields | {"rating": "3"}
    visit.post(f"{path}change/", form, by=worker)
    visit.post(f"{path}send-back/", {"version": "2"}, by=head)
    visit.post(f"{path}change/", visit(f"{path}change/", by=worker).fields | {"rating": "3"}, by=worker)
    visit.post(f"{path}agree/", {"version": "4"}, by=head)
    assert "We say: Mostly. Some." in visit(PUBLIC)
