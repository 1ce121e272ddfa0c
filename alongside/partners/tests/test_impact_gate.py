"""What is to be decided waits for its equality impact assessment, or for a second person who lets it go ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.partners import actions, impact_gate, queries, strategy_paper
from alongside.partners.models import Edition, GoingAhead, StrategyHead, StrategyVersion
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.fairness import assess
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "The grant ends on Friday."


@pytest.fixture
def writer(acting):
    """A commissioner."""
    return acting(Role.COMMISSIONER)


@pytest.fixture
def head(acting):
    """A head of service."""
    return acting(Role.HEAD_OF_SERVICE)


def test_an_edition_of_the_offer_needs_one_of_its_own(today):
    [said] = queries.in_the_way_of_the_offer(None, today)
    assert "No equality impact assessment" in said
    assess("offer", "Edition 1", on=today)
    assert queries.in_the_way_of_the_offer(None, today) == []
    assert queries.in_the_way_of_the_offer(today - DAY, today) == []
    actions.rest_edition_on_impact(number=1, on=today, by=Actor.system("tests"))
    assert queries.in_the_way_of_the_offer(today, today) != [], "that one was of the edition before"
    assess("offer", "Edition 2", on=today)
    assert queries.in_the_way_of_the_offer(today, today + DAY) == [], "approved on that very day, after it"
    assert queries.in_the_way_of_the_offer(today + DAY, today + DAY) != [], "older than the last edition"
    assert queries.in_the_way_of_the_offer(None, today + 2001 * DAY) != [], "it is late for its own review"


def test_it_goes_ahead_without_one_when_somebody_else_agrees(writer, head, today):
    with pytest.raises(FactRefused, match="cannot wait"):
        actions.ask_to_go_ahead(what="offer", why="Soon.", on=today, by=writer)
    with pytest.raises(NotYours):
        actions.ask_to_go_ahead(what="else", why=WHY, on=today, by=writer)
    row = actions.ask_to_go_ahead(what="offer", why=WHY, on=today, by=writer)
    with pytest.raises(FactRefused, match="already"):
        actions.ask_to_go_ahead(what="offer", why=WHY, on=today, by=writer)
    assert queries.in_the_way_of_the_offer(None, today) != []
    decide = {"going_ahead_id": row.pk, "version": row.version, "on": today}
    with pytest.raises(NotAllowed):
        actions.decide_going_ahead(agreed=True, by=writer, **decide)
    with pytest.raises(IntegrityError, match="nobody_agrees_to_go_ahead_themselves"), transaction.atomic():
        GoingAhead.objects.filter(pk=row.pk).update(decided_by_id=writer.id)
    actions.decide_going_ahead(agreed=True, by=head, **decide)
    assert queries.in_the_way_of_the_offer(None, today) == []
    assert AuditEvent.objects.get(verb="agreed to go ahead without impact assessment").detail["why"] == WHY
    with pytest.raises(WrongState):
        actions.decide_going_ahead(agreed=False, by=head, **decide)


def test_whoever_asked_does_not_decide_and_no_stays_no(acting, today):
    both, other = acting(Role.PARTICIPATION_WORKER), acting(Role.HEAD_OF_SERVICE)
    row = actions.ask_to_go_ahead(what="strategy", why=WHY, on=today, by=both)
    GoingAhead.objects.filter(pk=row.pk).update(asked_by_id=other.id)
    with pytest.raises(OwnWork):
        actions.decide_going_ahead(going_ahead_id=row.pk, version=row.version, agreed=True, on=today, by=other)
    third = acting(Role.DIRECTOR)
    actions.decide_going_ahead(going_ahead_id=row.pk, version=row.version, agreed=False, on=today, by=third)
    assert impact_gate.in_the_way_of_strategy(None, today)


def test_the_strategy_is_approved_by_somebody_else_once_it_is_assessed(writer, head, today, visit: Visit):
    with pytest.raises(FactRefused, match="Nothing is written yet"):
        actions.propose_strategy(on=today, by=writer)
    for key in StrategyHead.Head.values:
        actions.write_head(head=key, words=f"About {key}.", on=today, by=writer)
    row = actions.propose_strategy(on=today, by=writer)
    with pytest.raises(WrongState):
        actions.propose_strategy(on=today, by=writer)
    with pytest.raises(NotAllowed):
        actions.approve_strategy(number=1, version=row.version, on=today, by=writer)
    address, manager = "/staff/partners/homes/strategy/", User.objects.get(pk=head.id)
    assert "No equality impact assessment of the accommodation strategy" in visit(address, by=manager)
    visit.post(f"{address}versions/1/approve/", {"version": row.version}, by=manager)
    assert StrategyVersion.objects.get().state == "proposed"
    assess("strategy", "Accommodation strategy", on=today)
    visit.post(f"{address}versions/1/approve/", {"version": row.version}, by=manager)
    page = queries.strategy(head, on=today)
    assert page.is_as_approved and "These words are approved" in visit(address, by=manager)
    assert "Version 1, approved on" in strategy_paper.page(page, on=today)
    with pytest.raises(FactRefused, match="Nothing has changed"):
        actions.propose_strategy(on=today, by=writer)
    needs = StrategyHead.objects.get(head="needs")
    actions.write_head(head="needs", words="Other.", version=needs.version, on=today, by=writer)
    assert "Draft:" in strategy_paper.page(queries.strategy(head, on=today), on=today)
    second = actions.propose_strategy(on=today, by=writer)
    actions.send_back_strategy(number=2, version=second.version, why="Say how many.", by=head)
    assert "Say how many." in visit(address, by=manager)


def test_the_strategy_prints_as_a_tagged_file(head, today, visit: Visit, monkeypatch):
    monkeypatch.setattr("alongside.shell.paper.pdf", lambda html: html.encode())
    page = visit("/staff/partners/homes/strategy/strategy.pdf", by=User.objects.get(pk=head.id))
    assert page.response.headers["Content-Type"] == "application/pdf"
    assert b"6. When a plan falls through" in page.content


def test_a_protocol_waits_for_its_assessment(account, system, writer, head, today):
    bodies = []
    for name, kind in (("Ours", "department"), ("Police", "police")):
        body = actions.add_organisation(name=name, kind=kind, by=system)
        user = account(Role.PARTNER_OFFICER)
        actions.add_member(organisation=body, user=user, from_on=today - DAY, by=system)
        bodies.append((body, actor_for(user.pk, on=today)))
    edition = actions.draft_protocol(
        kind="police", title="Calls", aims="Calm.", starts_on=today, review_on=today + DAY,
        organisations=[str(body.pk) for body, _ in bodies], by=writer,
    )  # fmt: skip
    actions.add_duty(
        edition_id=edition.pk, falls_on="police", role="Sergeant", what="Rings", days=1, after="it", source="1",
        by=writer,
    )  # fmt: skip
    edition = actions.put_to_parties(edition_id=edition.pk, version=edition.version, by=writer)
    for body, signer in bodies:
        actions.sign_protocol(
            party_id=edition.parties.get(organisation=body).pk, post="Head", approved_by="Board", approved_on=today,
            on=today, by=signer,
        )  # fmt: skip
    force = {"edition_id": edition.pk, "version": edition.version, "on": today, "by": head}
    with pytest.raises(FactRefused, match="No equality impact assessment of “Calls”"):
        actions.bring_into_force(**force)
    row = actions.ask_to_go_ahead(what=f"protocol-{edition.pk}", why=WHY, on=today, by=writer)
    actions.decide_going_ahead(going_ahead_id=row.pk, version=row.version, agreed=True, on=today, by=head)
    assert actions.bring_into_force(**force).state == Edition.State.IN_FORCE


def test_the_pages_ask_and_decide(writer, head, visit: Visit, today):
    at = "/staff/partners/impact/"
    visit.post(f"{at}go-ahead/", {"what": "offer", "why": WHY}, by=User.objects.get(pk=writer.id))
    assert "somebody else decides" in visit(at, by=User.objects.get(pk=writer.id))
    manager, row = User.objects.get(pk=head.id), GoingAhead.objects.get()
    assert WHY in visit(at, by=manager)
    visit.post(f"{at}go-ahead/{row.pk}/", {"decision": "agree", "version": row.version}, by=manager)
    assert "Agreed" in visit(at, by=manager)
    visit.post(f"{at}go-ahead/{row.pk}/", {"decision": "agree", "version": row.version}, by=manager, status=404)
