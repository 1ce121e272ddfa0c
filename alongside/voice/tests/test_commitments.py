"""You said, we did: a promise has an owner, a day and another pair of eyes; being late is said in public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alongside.shell import paper
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent
from alongside.shell.queries import actor_for
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from alongside.voice import actions, queries
from alongside.voice.models import Changed, Commitment, Progress, Theme
from alongside.voice.tests.scene import TODAY, WORKER, asked
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
MAY = TODAY + timedelta(days=60)
PUBLIC, DESK = "/voice/you-said/", "/staff/you-said/"


def theme(**more: Any) -> Theme:
    """Something that they told us."""
    given = {
        "title": "A lock on my door",
        "said": "We want a lock that only we can open.",
        "heard": "In the care leavers forum",
        "heard_on": TODAY,
        "on": TODAY,
        "by": WORKER,
    }
    return actions.write_theme(**given | more)


def promised(by: Actor = WORKER, **more: Any) -> Commitment:
    """A promise that waits to be agreed."""
    about = more.pop("about", None) or theme()
    given = {"what": "Every room gets a lock.", "owner_post": "Head of housing", "by_when": MAY, "on": TODAY}
    return actions.promise(theme_id=about.pk, by=by, **given | more)


def agreed(**more: Any) -> Commitment:
    """A promise that everybody can read."""
    made = promised(**more)
    return actions.agree_commitment(commitment_id=made.pk, version=made.version, on=TODAY, by=WORKER)


def someone(account: Any, role: Role) -> Actor:
    """Somebody with this role."""
    return actor_for(account(role).pk, on=TODAY)


def test_nobody_reads_a_promise_before_somebody_else_agrees_it(visit: Visit, account):
    worker = someone(account, Role.PARTICIPATION_WORKER)
    made = promised(by=worker)
    assert "Every room gets a lock" not in visit(PUBLIC)
    visit(f"{PUBLIC}{made.theme.slug}/", status=404)
    actions.agree_commitment(
        commitment_id=made.pk, version=made.version, on=TODAY, by=someone(account, Role.HEAD_OF_SERVICE)
    )
    assert "Every room gets a lock" in visit(f"{PUBLIC}{made.theme.slug}/")
    page = visit(PUBLIC)
    assert "We are doing it. By 23 January 2027." in page
    assert "Head of housing" in page


def test_nobody_agrees_what_they_wrote(account):
    head = someone(account, Role.HEAD_OF_SERVICE)
    made = promised(by=head)
    with pytest.raises(OwnWork):
        actions.agree_commitment(commitment_id=made.pk, version=made.version, on=TODAY, by=head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=made.pk).update(agreed_by=head.id)


def test_a_promise_needs_a_day_to_come_and_a_refusal_a_reason():
    with pytest.raises(FactRefused):
        promised(by_when=TODAY - timedelta(days=1))
    with pytest.raises(FactRefused):
        actions.say_we_cannot(theme_id=theme().pk, what="More homes", because=" ", owner_post="D", on=TODAY, by=WORKER)
    for changes in ({"by_when": None}, {"is_refusal": True}, {"state": "done"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.filter(pk=promised().pk).update(**changes)


def test_an_honest_no_is_told_with_its_reason(visit: Visit):
    made = actions.say_we_cannot(
        theme_id=theme().pk, what="We cannot build homes.", because="It takes two years.", owner_post="Director",
        on=TODAY, by=WORKER,
    )  # fmt: skip
    actions.agree_commitment(commitment_id=made.pk, version=made.version, on=TODAY, by=WORKER)
    assert "We cannot. Because: It takes two years." in visit(PUBLIC)
    assert queries.told(on=TODAY).cannot == 1


def test_what_is_late_says_so_to_everybody_and_stands_first_for_staff(visit: Visit, account, set_clock):
    agreed()
    set_clock(MAY + timedelta(days=1))
    page = visit(PUBLIC)
    assert "We are late. We said 23 January 2027. It is not done. We are sorry." in page
    assert "1 late" in page
    desk = visit(DESK, by=account(Role.PARTICIPATION_WORKER))
    assert desk.document.words("caption") == "Late, and everybody can see it"


def test_a_day_that_was_moved_keeps_the_first_one(visit: Visit):
    made = agreed()
    later = MAY + timedelta(days=30)
    given = {"commitment_id": made.pk, "on": TODAY, "by": WORKER, "words": "The locks are late."}
    with pytest.raises(FactRefused):
        actions.move_commitment(version=made.version, by_when=MAY, **given)
    made = actions.move_commitment(version=made.version, by_when=later, **given)
    with pytest.raises(EditConflict):
        actions.move_commitment(version=1, by_when=later + timedelta(days=9), **given)
    assert "By 22 February 2027. First we said 23 January 2027." in visit(PUBLIC)
    told = visit(f"{PUBLIC}{made.theme.slug}/")
    assert "We moved the day from 23 January 2027 to 22 February 2027. The locks are late." in told


def test_done_says_what_is_different_and_what_young_people_say_of_it(visit: Visit):
    made = agreed()
    actions.report_progress(commitment_id=made.pk, words="Half of the locks are in.", on=TODAY, by=WORKER)
    made = actions.finish_commitment(
        commitment_id=made.pk, version=made.version, outcome="42 rooms have one.", on=TODAY, by=WORKER
    )
    actions.note_what_they_say(commitment_id=made.pk, words="Better. The bathroom has none.", on=TODAY, by=WORKER)
    told = visit(f"{PUBLIC}{made.theme.slug}/")
    assert "We did it. Since 24 November 2026. 42 rooms have one." in told
    assert "Half of the locks are in." in told
    assert "What you say of it: Better. The bathroom has none." in told
    with pytest.raises(WrongState):
        actions.report_progress(commitment_id=made.pk, words="More", on=TODAY, by=WORKER)


def test_what_was_promised_can_be_taken_back_only_by_those_who_may_agree(account, visit: Visit):
    made = agreed()
    given = {"commitment_id": made.pk, "version": made.version, "because": "The money went.", "on": TODAY}
    with pytest.raises(NotYours):
        actions.give_up_commitment(by=someone(account, Role.PARTICIPATION_WORKER), **given)
    actions.give_up_commitment(by=someone(account, Role.HEAD_OF_SERVICE), **given)
    assert "We cannot. Because: The money went." in visit(PUBLIC)


def test_steps_on_the_way_are_never_changed_nor_removed():
    made = agreed()
    note = actions.report_progress(commitment_id=made.pk, words="Begun.", on=TODAY, by=WORKER)
    for spoil in (lambda: Progress.objects.filter(pk=note.pk).update(words="x"), note.delete):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            spoil()


def test_an_owner_reports_though_the_role_alone_may_only_read(account):
    adviser, other = someone(account, Role.PERSONAL_ADVISER), someone(account, Role.PERSONAL_ADVISER)
    made = agreed(owner=str(adviser.id))
    actions.report_progress(commitment_id=made.pk, words="Begun.", on=TODAY, by=adviser)
    with pytest.raises(NotYours):
        actions.report_progress(commitment_id=made.pk, words="Begun.", on=TODAY, by=other)
    row = queries.commitments_desk(adviser, on=TODAY).under_way[0]
    assert row.is_mine


def test_a_young_person_cannot_own_a_commitment(account):
    with pytest.raises(FactRefused):
        promised(owner=str(account(Role.YOUNG_PERSON).pk))


def test_what_it_changes_is_shown_beside_it(visit: Visit):
    made = agreed()
    given = {"commitment_id": made.pk, "on": TODAY, "by": WORKER}
    with pytest.raises(FactRefused):
        actions.link_commitment(kind="offer", page="nothing", **given)
    link = actions.link_commitment(kind="action", words="Action 12", **given)
    assert "In the plan of our board: Action 12" in visit(PUBLIC)
    actions.unlink_commitment(commitment_id=made.pk, link_id=link.pk, by=WORKER)
    assert not Changed.objects.exists()


def test_a_theme_of_a_consultation_leads_to_its_results_once_they_are_published():
    consultation = asked()
    about = theme(consultation=consultation.slug)
    agreed(about=about)
    assert queries.told(on=TODAY).themes[0].consultation == ""
    consultation.state = "published"
    consultation.save()
    assert queries.told(on=TODAY).themes[0].consultation == consultation.slug


def test_a_theme_without_an_answer_is_late_after_sixty_days(account):
    theme()
    worker = someone(account, Role.PARTICIPATION_WORKER)
    assert not queries.commitments_desk(worker, on=TODAY).themes[0].is_late
    late = queries.commitments_desk(worker, on=TODAY + timedelta(days=61)).themes[0]
    assert late.is_unanswered
    assert late.is_late


def test_every_step_is_in_the_audit_without_a_word_of_it():
    made = agreed()
    lines = AuditEvent.objects.filter(subject=made.pk).order_by("number")
    assert [line.verb for line in lines] == ["wrote commitment", "agreed commitment"]
    assert not any("lock" in str(line.detail) for line in AuditEvent.objects.all())


def test_staff_write_change_and_finish_it_on_pages(visit: Visit, account):
    worker, head = account(Role.PARTICIPATION_WORKER), account(Role.HEAD_OF_SERVICE)
    form = visit(f"{DESK}new/", by=worker).fields | {
        "title": "Bills", "said": "Nobody tells us how bills work.", "heard": "Letters", **day("heard_on", TODAY),
    }  # fmt: skip
    to_theme = visit.post(f"{DESK}new/", form, by=worker).location
    assert visit.post(f"{DESK}new/", form, by=worker).location == DESK  # the button was pressed twice
    assert visit(to_theme, by=worker).h1 == "Bills"
    form = visit(f"{to_theme}promise/", by=worker).fields | {
        "what": "A class about bills.", "owner_post": "Head of learning", **day("by_when", MAY),
    }  # fmt: skip
    visit.post(f"{to_theme}promise/", form, by=worker)
    made = Commitment.objects.get()
    address = f"{DESK}commitments/{made.pk}/"
    form = visit(f"{address}change/", by=worker).fields | {"what": "A class about bills each month."}
    visit.post(f"{address}change/", form, by=worker)
    visit.post(f"{address}agree/", {"version": "2"}, by=worker, status=404)
    visit.post(f"{address}agree/", {"version": "2"}, by=head)
    for step in ("progress", "later", "heard", "changes", "done", "cannot"):
        by = head if step == "cannot" else worker
        assert visit(f"{address}{step}/", by=by).document.all("form")
    form = visit(f"{address}done/", by=worker).fields | {"outcome": "Twelve of you came."}
    visit.post(f"{address}done/", form, by=worker)
    assert "What came of it: Twelve of you came." in visit(address, by=worker)
    assert "Twelve of you came." in visit(PUBLIC)


@pytest.mark.skipif(not paper.is_possible(), reason="This machine cannot make PDF")
def test_the_action_plan_prints_in_two_columns(visit: Visit, account):
    agreed()
    sent = visit(f"{DESK}plan.pdf", by=account(Role.PARTICIPATION_WORKER))
    assert sent.content.startswith(b"%PDF")


def day(name: str, on: date) -> dict[str, str]:
    """A date as its three boxes."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
