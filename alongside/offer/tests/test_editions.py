"""Editions: consulted on, proposed, signed by three people, published for good; and what is put right between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from alongside.offer import actions, editions, queries
from alongside.offer.actions import Loaded
from alongside.offer.models import SIGNING, Amount, Correction, Edition, EditionProposal, EntitlementPage
from alongside.offer.tests.test_editor import form_of
from alongside.shell import clock, slots
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import AlreadyDone, FactRefused, NotAllowed, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.fairness import assess
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
CONSULTATION = {
    "asked": "Is it clear?",
    "who": "Care leavers and advocates",
    "how_many": 12,
    "said": "Mostly.",
    "changed": "Shorter words.",
}
IN_BOXES = {
    "from_on-day": "1", "from_on-month": "3", "from_on-year": "2026",
    "to_on-day": "20", "to_on-month": "3", "to_on-year": "2026",
}  # fmt: skip


@pytest.fixture
def birthday(offer: Loaded) -> EntitlementPage:
    """A published entitlement."""
    return EntitlementPage.objects.get(slug="birthday-money")


@pytest.fixture
def proposal(offer: Loaded, system: Actor) -> EditionProposal:
    """The first edition, proposed."""
    day = clock.today()
    actions.record_consultation(**CONSULTATION, from_on=day, to_on=day, at=clock.now(), by=system)
    assess("offer", "Edition 1", on=day)
    return actions.propose_edition(on=day, by=system)


@pytest.fixture
def acting(account: Callable[..., User]) -> Callable[..., Actor]:
    """Somebody new in a role."""
    return lambda role: actor_for(account(role).pk, on=clock.today())


def sign(proposal: EditionProposal, role: Role, by: Actor) -> None:
    """Sign in a role, today."""
    actions.sign_edition(proposal_id=proposal.pk, role=role, on=clock.today(), by=by)


def test_an_edition_goes_from_draft_to_published_on_the_pages(
    offer: Loaded, visit: Visit, account: Callable[..., User]
) -> None:
    editor = account(Role.OFFER_EDITOR)
    visit.post("/staff/offer/next-edition/propose/", {}, by=editor, status=409)
    assert "Nobody has been consulted" in visit("/staff/offer/next-edition/", by=editor)
    sent = {name: str(value) for name, value in CONSULTATION.items()} | IN_BOXES
    visit.post("/staff/offer/consultations/", sent, by=account(Role.PARTICIPATION_WORKER))
    assess("offer", "Edition 1", on=clock.today())
    visit.post("/staff/offer/next-edition/propose/", {"note": "Our first."}, by=editor)
    for role in SIGNING:
        signer = account(role, name=f"A. {role.label}")
        page = visit("/staff/offer/next-edition/", by=signer)
        visit.post("/staff/offer/next-edition/publish/", {}, by=editor, status=409)
        fields = {"proposal": page.fields["proposal"], "role": page.fields["role"]}
        assert fields["role"] == role.value
        visit.post("/staff/offer/next-edition/sign/", fields, by=signer)
        visit.post("/staff/offer/next-edition/sign/", fields, by=signer, status=409)
    told: list[dict[str, Any]] = []

    def tell(**given: Any) -> None:
        told.append(given)

    slots.edition_published.register(tell)
    try:
        sent_to = visit.post("/staff/offer/next-edition/publish/", {}, by=editor).location
    finally:
        slots.edition_published._things.remove(tell)
    assert [given["number"] for given in told] == [1]
    page = visit(sent_to)
    assert page.h1 == "Our local offer, edition 1"
    for words in ("Our first.", "Care leavers and advocates", "Shorter words.", "A. Leader", "A. Lead member"):
        assert words in page, words
    frozen = visit(page.links["Money"])
    assert "Birthday money" in frozen
    assert "£50 a year" in frozen
    assert visit("/what-has-changed/").links["Edition 1"] == "/editions/1/"
    visit("/editions/2/", status=404)
    visit("/editions/1/no-such/", status=404)


def test_an_edition_stays_as_it_was_signed(
    birthday: EntitlementPage, proposal: EditionProposal, acting: Callable[..., Actor], system: Actor, visit: Visit
) -> None:
    birthday.title = "Birthday cash"
    actions.publish(page=birthday, by=system)
    for role in SIGNING:
        sign(proposal, role, acting(role))
    edition = actions.publish_edition(on=clock.today(), by=system)
    assert "Birthday money" in visit(f"/editions/{edition.number}/money/")
    assert "Birthday cash" not in visit(f"/editions/{edition.number}/money/")


def test_nobody_signs_for_another_role_nor_twice_nor_what_they_wrote(
    birthday: EntitlementPage, account: Callable[..., User], system: Actor, proposal: EditionProposal
) -> None:
    both = account(Role.LEADER)
    with pytest.raises(NotAllowed):
        sign(proposal, Role.LEAD_MEMBER, actor_for(both.pk, on=clock.today()))
    from alongside.shell import actions as shell

    shell.grant_role(user=both, role=Role.LEAD_MEMBER, from_on=date(2000, 1, 1), by=system)
    twice = actor_for(both.pk, on=clock.today())
    sign(proposal, Role.LEADER, twice)
    with pytest.raises(OwnWork):
        sign(proposal, Role.LEAD_MEMBER, twice)
    with pytest.raises(AlreadyDone):
        sign(proposal, Role.LEADER, actor_for(account(Role.LEADER).pk, on=clock.today()))

    writer = account(Role.LEADER)
    birthday.save_revision(user=writer)
    afresh = actions.propose_edition(on=clock.today(), by=system)
    with pytest.raises(WrongState, match="no longer open"):
        sign(proposal, Role.LEAD_MEMBER, twice)
    with pytest.raises(OwnWork):
        sign(afresh, Role.LEADER, actor_for(writer.pk, on=clock.today()))


def test_a_consultation_that_ended_before_the_last_edition_says_why_it_carries_none(
    birthday: EntitlementPage,
    publish_edition: Callable[..., Edition],
    system: Actor,
    visit: Visit,
    account: Callable[..., User],
) -> None:
    today = clock.today()
    edition = publish_edition(on=today - timedelta(days=10))
    worker = account(Role.PARTICIPATION_WORKER)
    days = {"from_on": today - timedelta(days=30), "to_on": today - timedelta(days=11)}
    actions.record_consultation(**CONSULTATION, **days, at=clock.now(), by=system)
    with pytest.raises(WrongState, match=f"before the day of edition {edition.number}.* cannot rest on it"):
        actions.propose_edition(on=today, by=system)
    page = visit("/staff/offer/consultations/", by=worker)
    assert f"before the day of edition {edition.number}" in page
    assert "rests on a consultation that ended on that day or later" in page


def test_a_consultation_that_goes_on_says_when_it_ends(publish_edition: Callable[..., Edition], system: Actor) -> None:
    today = clock.today()
    publish_edition(on=today - timedelta(days=10))
    actions.record_consultation(
        **CONSULTATION, from_on=today, to_on=today + timedelta(days=5), at=clock.now(), by=system
    )
    with pytest.raises(WrongState, match="An edition can be proposed from that day"):
        actions.propose_edition(on=today, by=system)


def test_a_new_edition_needs_a_new_consultation_and_what_other_parts_ask(
    birthday: EntitlementPage, publish_edition: Callable[..., Edition], system: Actor
) -> None:
    today = clock.today()
    publish_edition(on=today - timedelta(days=10))
    birthday.title = "Birthday cash"
    actions.publish(page=birthday, by=system)
    with pytest.raises(WrongState, match="Nobody has been consulted"):
        actions.propose_edition(on=today, by=system)
    actions.record_consultation(**CONSULTATION, from_on=today, to_on=today, at=clock.now(), by=system)

    def gate(since: date | None, on: date) -> list[str]:
        return [f"Since {since} nobody wrote “you said, we did”."]

    slots.edition_gates.register(gate)
    try:
        with pytest.raises(WrongState, match="you said, we did"):
            actions.propose_edition(on=today, by=system)
    finally:
        slots.edition_gates._things.remove(gate)
    with pytest.raises(WrongState, match="No equality impact assessment of this edition"):
        actions.propose_edition(on=today, by=system)
    assess("offer", "Edition 2", on=today)
    assert actions.propose_edition(on=today, by=system).changes


def test_the_change_log_tells_amounts_with_their_day(birthday: EntitlementPage, system: Actor) -> None:
    before = editions.snapshot(queries.entitlements(on=date(2026, 11, 1)))
    birthday.amounts = [
        Amount(pounds=50, how_often="year", to_on=date(2027, 4, 1)),
        Amount(pounds=70, how_often="year", from_on=date(2027, 4, 1)),
    ]
    actions.publish(page=birthday, by=system)
    announced = editions.snapshot(queries.entitlements(on=date(2026, 12, 1)))
    assert editions.changes(before, announced) == [
        "Birthday money: from 1 April 2027 it will be £70 a year. It is £50 a year."
    ]
    after = editions.snapshot(queries.entitlements(on=date(2027, 4, 1)))
    assert editions.changes(announced, after) == [
        "Birthday money: from 1 April 2027 it is £70 a year. It was £50 a year."
    ]


def test_the_review_clock_and_the_desk(
    offer: Loaded, publish_edition: Callable[..., Edition], visit: Visit, account: Callable[..., User], settings: Any
) -> None:
    editor = account(Role.OFFER_EDITOR)
    assert "There is no edition yet." in visit("/staff/offer/", by=editor)
    publish_edition(on=date(2026, 2, 28))
    clock_ = queries.review_clock()
    assert clock_ and (clock_.due_on, clock_.latest_on) == (date(2028, 2, 28), date(2029, 2, 28))
    settings.OFFER_REVIEW_MONTHS = 60
    clock_ = queries.review_clock()
    assert clock_ and clock_.due_on == date(2029, 2, 28)
    EntitlementPage.objects.filter(slug="birthday-money").update(next_check_on=clock.today() + timedelta(days=3))
    page = visit("/staff/offer/", by=editor)
    assert "in 3 days" in page
    assert "Edition 1" in page


# --- Put right on the day --------------------------------------------------------------------------------------------


def test_a_wrong_number_is_right_the_same_day_and_everybody_sees_that_it_was(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    editor, other = account(Role.OFFER_EDITOR, name="Edith Crane"), account(Role.OFFER_EDITOR)
    visit.post(
        f"/cms/pages/{birthday.pk}/edit/", form_of(birthday, title="Birthday cash") | {"action-submit": "1"}, by=other
    )
    address = f"/staff/offer/corrections/{birthday.pk}/"
    sent = {"field": "contact_phone", "value": "01632 960777", "why": "They moved."}
    visit.post(address, sent | {"why": ""}, by=editor, status=200)
    assert visit.post(address, sent, by=editor).location == "/staff/offer/corrections/"
    page = visit("/money/birthday-money/")
    assert "01632 960777" in page
    assert page.h1 == "Birthday money", "the draft that others are agreeing is not published with it"
    kept = EntitlementPage.objects.get(pk=birthday.pk)
    draft = kept.get_latest_revision_as_object()
    assert (draft.title, draft.contact_phone) == ("Birthday cash", "01632 960777"), "nor is it undone by the draft"
    assert kept.current_workflow_task.name == "Young people’s review"
    public = visit("/what-has-changed/")
    assert "It is now 01632 960777." in public
    assert "Edith Crane" not in public
    assert "Edith Crane" in visit("/staff/offer/corrections/", by=other)
    assert AuditEvent.objects.filter(verb="corrected page", actor=editor.pk).exists()
    visit.post(address, sent, by=editor, status=400)


def test_a_correction_leaves_what_was_agreed_for_a_day_on_its_day(
    birthday: EntitlementPage, agree: Callable[..., None], system: Actor
) -> None:
    at = clock.now() + timedelta(days=1)
    agree(birthday, form_of(birthday, title="Birthday cash", go_live_at=at.strftime("%Y-%m-%d %H:%M")))
    sent = {"field": "contact_phone", "value": "01632 960777", "why": "They moved."}
    actions.correct_contact(page_id=birthday.pk, at=clock.now(), by=system, **sent)
    assert EntitlementPage.objects.get(pk=birthday.pk).title == "Birthday money"
    scheduled = EntitlementPage.objects.get(pk=birthday.pk).scheduled_revision
    assert scheduled.as_object().contact_phone == "01632 960777"
    assert scheduled.as_object().title == "Birthday cash"


@pytest.mark.parametrize(
    ("field", "value"), [("contact_email", "nobody"), ("contact_web", "javascript:alert(1)"), ("title", "Mine")]
)
def test_nothing_else_is_put_right_that_way(field: str, value: str, birthday: EntitlementPage, system: Actor) -> None:
    with pytest.raises(FactRefused):
        actions.correct_contact(page_id=birthday.pk, field=field, value=value, why="x", at=clock.now(), by=system)
    assert not Correction.objects.exists()


def test_an_amount_is_put_right_only_where_the_law_fixes_it(birthday: EntitlementPage, system: Actor) -> None:
    given = {"page_id": birthday.pk, "why": "The new order.", "at": clock.now(), "by": system}
    with pytest.raises(WrongState):
        actions.correct_amount(pounds=Decimal(60), from_on=date(2027, 4, 1), **given)
    birthday.kind, birthday.law_ids = "law", ["setting_up_home"]
    birthday.amounts = [Amount(pounds=50, how_often="year")]
    actions.publish(page=birthday, by=system)
    actions.correct_amount(pounds=Decimal(60), from_on=date(2027, 4, 1), **given)
    kept = EntitlementPage.objects.get(pk=birthday.pk)
    for day, pounds in ((date(2027, 3, 31), 50), (date(2027, 4, 1), 60)):
        assert [one.pounds for one in queries.entitlement_of(kept, on=day).amounts] == [pounds]
    correction = Correction.objects.get()
    assert (correction.before, correction.after) == ("£50", "£60 from 1 April 2027")


def test_a_correction_is_for_those_who_edit(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    for role in (Role.PARTICIPATION_WORKER, Role.LEADER, Role.PERSONAL_ADVISER, Role.DISTRICT_EDITOR):
        visit.post(f"/staff/offer/corrections/{birthday.pk}/", {}, by=account(role), status=404)


def test_the_next_edition_links_to_equality_impact_where_it_opens(
    offer: Loaded, account: Callable[..., User], visit: Visit, system: Actor
) -> None:
    link, page = reverse("impact_assessments"), "/staff/offer/next-edition/"
    editor, signer, district = (account(role) for role in (Role.OFFER_EDITOR, Role.LEADER, Role.DISTRICT_EDITOR))
    shown = visit(page, by=editor)
    assert "No equality impact assessment of this edition" in shown and link in shown.links.values()
    visit(link, by=editor)
    day = clock.today()
    actions.record_consultation(**CONSULTATION, from_on=day, to_on=day, at=clock.now(), by=system)
    assess("offer", "Edition 1", on=day)
    actions.propose_edition(on=day, by=system)
    assert link in visit(page, by=signer).links.values(), "whoever signs can read what it means for people"
    assert link not in visit(page, by=district).links.values()
    visit(link, by=district, status=404)
