"""Agreeing a change: every step by somebody else, nobody their own, and nothing published round it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Page as CmsPage

from alongside.offer import actions, plain_english
from alongside.offer.actions import Loaded
from alongside.offer.models import AreaPage, EntitlementPage, OfferStep, ReadingOverride
from alongside.offer.tests.test_editor import form_of
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import OwnWork, WrongState
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
HARD = "You can get " + "notwithstanding considerable administrative complications " * 12


@pytest.fixture
def birthday(offer: Loaded) -> EntitlementPage:
    """A published entitlement."""
    return EntitlementPage.objects.get(slug="birthday-money")


@pytest.fixture
def send(visit: Visit) -> Callable[..., None]:
    """Saves a change in the editor and sends it to be agreed."""

    def it(page: EntitlementPage, *, by: User, **changes: Any) -> None:
        visit.post(f"/cms/pages/{page.pk}/edit/", form_of(page, **changes) | {"action-submit": "1"}, by=by)

    return it


def live(page: EntitlementPage) -> EntitlementPage:
    """The page as everybody sees it."""
    return EntitlementPage.objects.get(pk=page.pk)


def test_setting_up_again_changes_nothing(offer: Loaded, system: Actor) -> None:
    before = OfferStep.objects.count()
    actions.set_up_workflow(index=CmsPage.objects.get(slug="local-offer"), by=system)
    assert OfferStep.objects.count() == before == 4


@pytest.mark.parametrize("role", [Role.OFFER_EDITOR, Role.LEGAL_OFFICER, Role.DIRECTOR, Role.HEAD_OF_SERVICE])
def test_nobody_publishes_with_a_button(
    role: Role, birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    user, address = account(role), f"/cms/pages/{birthday.pk}/edit/"
    assert "action-publish" not in visit(address, by=user).html
    visit.post(address, form_of(birthday, title="Mine") | {"action-publish": "1"}, by=user)
    visit.post(f"/cms/bulk/wagtailcore/page/publish/?id={birthday.pk}", {}, by=user, status=None)
    visit.post(f"/cms/pages/{birthday.pk}/copy/", {"new_title": "C", "new_slug": "c", "new_parent_page": 3}, by=user)
    assert live(birthday).title == "Birthday money"
    assert not EntitlementPage.objects.filter(slug="c").exists()


def test_each_step_waits_for_its_own_people(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User], send: Any, step: Any
) -> None:
    people = {role: account(role) for role in (Role.PARTICIPATION_WORKER, Role.LEGAL_OFFICER, Role.DIRECTOR)}
    send(birthday, by=account(Role.OFFER_EDITOR), title="Birthday cash")
    for role, by in people.items():
        for other_role, other in people.items():
            if other_role is not role:
                step(birthday, by=other)  # not their step: Wagtail sends them away
        assert live(birthday).title == "Birthday money"
        assert f"/cms/pages/{birthday.pk}/edit/" in visit("/staff/offer/", by=by).html
        assert "You can take this step" in visit("/staff/offer/", by=by)
        step(birthday, by=by, comment="Three young people read it." if role is Role.PARTICIPATION_WORKER else "")
    assert live(birthday).title == "Birthday cash"


def test_what_young_people_said_is_written_down(
    birthday: EntitlementPage, account: Callable[..., User], send: Any, step: Any
) -> None:
    send(birthday, by=account(Role.OFFER_EDITOR), title="Birthday cash")
    worker = account(Role.PARTICIPATION_WORKER)
    step(birthday, by=worker, comment=" ", status=400)
    state = live(birthday).current_workflow_task_state
    assert state.task.name == "Young people’s review"
    step(birthday, by=worker, comment="“Cash” is a better word.")
    state.refresh_from_db()
    assert state.comment == "“Cash” is a better word."


def test_nobody_approves_their_own_change(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User], send: Any, step: Any
) -> None:
    worker = account(Role.PARTICIPATION_WORKER)
    send(birthday, by=worker, title="Birthday cash")
    step(birthday, by=worker, comment="I like it.")
    assert live(birthday).current_workflow_task.name == "Young people’s review"
    step(birthday, by=account(Role.PARTICIPATION_WORKER), comment="They like it.")

    # A solicitor mends the text at her own step and approves at once: the text is kept, the step is not taken.
    solicitor = account(Role.LEGAL_OFFICER)
    mended = form_of(birthday, title="Birthday gift") | {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
    }
    page = visit.post(f"/cms/pages/{birthday.pk}/edit/", mended, by=solicitor, status=403)
    assert page.status == 403
    assert live(birthday).current_workflow_task.name == "Legal and finance check"
    assert live(birthday).get_latest_revision_as_object().title == "Birthday gift"
    step(birthday, by=solicitor)
    assert live(birthday).current_workflow_task.name == "Legal and finance check"
    step(birthday, by=account(Role.LEGAL_OFFICER))

    head = account(Role.HEAD_OF_SERVICE)
    step(birthday, by=head)
    assert live(birthday).title == "Birthday gift"


def test_a_step_can_ask_for_changes(
    birthday: EntitlementPage, account: Callable[..., User], send: Any, step: Any
) -> None:
    editor = account(Role.OFFER_EDITOR)
    send(birthday, by=editor, title="Birthday cash")
    step(birthday, by=account(Role.PARTICIPATION_WORKER), how="reject", comment="Say gift.")
    send(birthday, by=editor, title="Birthday gift")
    assert live(birthday).current_workflow_task.name == "Young people’s review"


def test_a_change_agreed_for_a_day_is_published_on_that_day_and_audited(
    birthday: EntitlementPage, agree: Callable[..., None], system: Actor, visit: Visit
) -> None:
    at = clock.now() + timedelta(days=1)
    agree(birthday, form_of(birthday, title="Birthday cash", go_live_at=at.strftime("%Y-%m-%d %H:%M")))
    assert visit("/money/birthday-money/").h1 == "Birthday money"
    assert AuditEvent.objects.filter(verb="scheduled page").count() == 1
    assert actions.publish_due(at=clock.now(), by=system) == (0, 0)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.utils.timezone.now", lambda: at + timedelta(minutes=1))
        call_command("publish_due")
    assert visit("/money/birthday-money/").h1 == "Birthday cash"
    line = AuditEvent.objects.filter(verb="published page").last()
    assert line and line.actor_name == "scheduled publishing"


def test_a_page_whose_time_is_over_is_taken_down_and_audited(birthday: EntitlementPage, system: Actor) -> None:
    birthday.expire_at = clock.now() + timedelta(days=1)
    actions.publish(page=birthday, by=system)
    assert actions.publish_due(at=clock.now() + timedelta(days=2), by=system) == (0, 1)
    assert not live(birthday).live
    assert AuditEvent.objects.filter(verb="took down page").exists()


def test_a_hard_text_is_not_published_unless_somebody_else_allows_it_and_says_why(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User], send: Any, step: Any
) -> None:
    editor, director = account(Role.OFFER_EDITOR), account(Role.DIRECTOR)
    send(birthday, by=editor, answer=HARD)
    step(birthday, by=account(Role.PARTICIPATION_WORKER), comment="Too long!")
    step(birthday, by=account(Role.LEGAL_OFFICER))
    step(birthday, by=director, status=409)
    assert live(birthday).answer != HARD.strip()
    assert live(birthday).current_workflow_task.name == "Director"
    address = f"/staff/offer/reading/{birthday.pk}/"
    visit(address, by=editor, status=404)
    assert "reads at age" in visit(address, by=director)
    visit.post(address, {"reason": ""}, by=director, status=200)
    visit.post(address, {"reason": "It quotes the Act."}, by=director)
    override = ReadingOverride.objects.get()
    assert (override.allowed_by, override.reason) == (director, "It quotes the Act.")
    assert AuditEvent.objects.filter(verb="allowed hard reading", actor=director.pk).exists()
    assert "It quotes the Act." in visit(f"/cms/pages/{birthday.pk}/edit/", by=director).html
    step(birthday, by=director)
    assert live(birthday).answer == HARD.strip()


def test_every_other_way_to_publish_a_hard_text_is_barred_too(birthday: EntitlementPage, system: Actor) -> None:
    easy = birthday.answer
    birthday.answer = HARD.strip()
    with pytest.raises(plain_english.TooHardToRead):
        actions.publish(page=birthday, by=system)
    birthday = live(birthday)
    birthday.answer = HARD.strip()
    birthday.go_live_at = clock.now() - timedelta(days=1)
    revision = birthday.save_revision()
    revision.approved_go_live_at = birthday.go_live_at
    revision.save()
    assert actions.publish_due(at=clock.now(), by=system) == (0, 0)
    assert AuditEvent.objects.filter(verb="refused TooHardToRead", allowed=False).exists()
    assert live(birthday).answer == easy


def test_who_wrote_a_hard_text_does_not_allow_it_and_an_easy_one_needs_nobody(
    birthday: EntitlementPage, account: Callable[..., User]
) -> None:
    head = account(Role.HEAD_OF_SERVICE)
    by = actor_for(head.pk, on=clock.today())
    with pytest.raises(WrongState):
        actions.allow_hard_reading(page_id=birthday.pk, reason="Why not", at=clock.now(), by=by)
    birthday.answer = HARD.strip()
    birthday.save_revision(user=head)
    with pytest.raises(OwnWork):
        actions.allow_hard_reading(page_id=birthday.pk, reason="Why not", at=clock.now(), by=by)


def test_the_editor_shows_what_makes_a_text_hard(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    editor, address = account(Role.OFFER_EDITOR), f"/cms/pages/{birthday.pk}/edit/"
    assert "Reading age" in visit(address, by=editor).html
    said = (
        "You can get your statutory accommodation. The money is paid to you by the team and it is not paid to anybody "
        "else at any time of the year or on any day of the week."
    )
    visit.post(address, form_of(birthday, answer=said), by=editor)
    page = visit(address, by=editor).html
    for words in ("a place to live", "by law", "Sentences of more than 20 words", "is paid"):
        assert words in page, words
    area = AreaPage.objects.get(area="money")
    assert "Reading age" in visit(f"/cms/pages/{area.pk}/edit/", by=editor).html


def test_a_word_in_the_glossary_is_no_jargon() -> None:
    assert plain_english.read("Ask your corporate parent.").jargon == ()
    assert plain_english.read("Ask about your placement.").jargon == (("placement", "where you live"),)


def test_comments_compare_and_history_work(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    editor, solicitor = account(Role.OFFER_EDITOR), account(Role.LEGAL_OFFICER)
    sent = form_of(birthday, title="Birthday cash") | {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": "Is fifty right?",
        "comments-0-contentpath": "answer",
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    visit.post(f"/cms/pages/{birthday.pk}/edit/", sent, by=editor)
    assert "Is fifty right?" in visit(f"/cms/pages/{birthday.pk}/edit/", by=solicitor).html
    compared = visit(f"/cms/pages/{birthday.pk}/revisions/compare/live...latest/", by=solicitor)
    assert "cash" in compared.html
    visit(f"/cms/pages/{birthday.pk}/history/", by=solicitor)
    visit("/cms/reports/workflow/", by=solicitor, status=None)


def test_an_area_cannot_be_taken_down(offer: Loaded, visit: Visit, account: Callable[..., User]) -> None:
    director, area = account(Role.DIRECTOR), AreaPage.objects.get(area="money")
    for what in ("unpublish", "delete"):
        visit.post(f"/cms/pages/{area.pk}/{what}/", {}, by=director, status=None)
    assert AreaPage.objects.get(pk=area.pk).live
