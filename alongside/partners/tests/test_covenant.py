"""Pledges: received, checked, approved, in the offer from a day until a day, used, renewed, ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from alongside.partners import actions, queries
from alongside.partners.models import Organisation, Pledge, Signatory, SignUp
from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent
from alongside.shell.queries import actor_for
from alongside.shell.refusals import AlreadyDone, EditConflict, FactRefused, NotAllowed, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "no_offer")]
ANYBODY = Actor.anonymous()
BODY = {
    "name": "The Tern Café", "kind": "business", "contact_name": "Bea Moss", "email": "bea@tern.example",
    "phone": "", "web": "",
}  # fmt: skip
WORDS: dict[str, Any] = {
    "title": "A hot meal at half price", "answer": "You can get a hot meal at half price.", "how": "Show your card.",
    "age_from": None, "age_until": None, "other_councils": False,
}  # fmt: skip


@pytest.fixture
def no_offer(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Any]]:
    """What the offer is told; the offer itself is tried elsewhere."""
    told: dict[str, list[Any]] = {"approved": [], "ended": []}
    monkeypatch.setattr(slots.pledge_approved, "_things", [lambda **given: told["approved"].append(given["pledge_id"])])
    monkeypatch.setattr(slots.pledge_ended, "_things", [lambda **given: told["ended"].append(given["pledge_id"])])
    return told


def given(on: date, **more: Any) -> dict[str, Any]:
    """A pledge as the form gives it."""
    return {
        "kind": "horizons", "what": "A hot meal at half price", "conditions": "", "how_to_get_it": "Show your card.",
        "where": "", "places": None, "from_on": on, "ends_on": on + timedelta(days=100), "contact_name": "",
        "contact_phone": "", "contact_email": "", **more,
    }  # fmt: skip


def signed_up(on: date, *, name: str = "The Tern Café", machine: bool = False, **more: Any) -> Pledge:
    """A pledge that has come in."""
    row = actions.sign_up(
        body=BODY | {"name": name}, pledge=given(on, **more), key=uuid4(), seems_sent_by_a_machine=machine, on=on,
        by=ANYBODY,
    )  # fmt: skip
    return row.pledges.get()


def checked(pledge: Pledge, by: Actor, *, on: date, **words: Any) -> Pledge:
    """The same, checked."""
    pledge.refresh_from_db()
    return actions.check_pledge(
        pledge_id=pledge.pk, version=pledge.version, organisation="", districts=[], on=on, by=by, **(WORDS | words)
    )


@pytest.fixture
def approved(acting: Callable[..., Actor], today: date) -> Callable[..., Pledge]:
    """A pledge in the offer: ``approved(ends_on=…)``."""

    def make(**more: Any) -> Pledge:
        pledge = checked(signed_up(today, **more), acting(Role.PARTICIPATION_WORKER), on=today)
        head = acting(Role.HEAD_OF_SERVICE)
        return actions.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=today, by=head)

    return make


def test_a_pledge_goes_from_the_form_into_the_offer_by_two_people(acting, today, no_offer):
    pledge = signed_up(today)
    assert SignUp.objects.get().state == "waiting"
    assert queries.covenant(on=today) == ()
    pledge = checked(pledge, acting(Role.OFFER_EDITOR), on=today)
    assert pledge.state == "checked"
    assert Organisation.objects.get().name == "The Tern Café"
    assert Signatory.objects.get().contact_name == "Bea Moss"
    assert no_offer["approved"] == []
    actions.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=today, by=acting(Role.DIRECTOR))
    assert no_offer["approved"] == [pledge.pk]
    (body,) = queries.covenant(on=today)
    assert [one.title for one in body.pledges] == ["A hot meal at half price"]
    assert {"signed up", "checked pledge", "approved pledge"} <= set(AuditEvent.objects.values_list("verb", flat=True))


def test_nobody_approves_what_they_checked_nor_what_their_own_body_pledges(account, acting, system, today):
    head = acting(Role.HEAD_OF_SERVICE)
    both = replace(head, roles=frozenset({Role.HEAD_OF_SERVICE, Role.PARTICIPATION_WORKER}))
    pledge = checked(signed_up(today), both, on=today)
    with pytest.raises(OwnWork):
        actions.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=today, by=both)
    with pytest.raises(IntegrityError, match="nobody_approves_a_pledge"), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(approved_by=pledge.checked_by)
    theirs = replace(acting(Role.DIRECTOR), organisations=frozenset({pledge.organisation_id}))
    with pytest.raises(OwnWork):
        actions.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=today, by=theirs)
    assert "approve" not in queries.pledge_page(theirs, pledge.pk, on=today).may
    assert "approve" not in queries.pledge_page(both, pledge.pk, on=today).may
    assert "approve" in queries.pledge_page(acting(Role.DIRECTOR), pledge.pk, on=today).may


@pytest.mark.parametrize(
    "role", [Role.PARTICIPATION_WORKER, Role.OFFER_EDITOR, Role.PERSONAL_ADVISER, Role.LEAD_MEMBER]
)
def test_who_checks_or_only_reads_does_not_approve(acting, today, role):
    pledge = checked(signed_up(today), acting(Role.PARTICIPATION_WORKER), on=today)
    with pytest.raises(NotAllowed):
        actions.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=today, by=acting(role))


def test_it_may_be_sent_back_checked_again_and_not_taken(acting, today):
    editor, head = acting(Role.OFFER_EDITOR), acting(Role.HEAD_OF_SERVICE)
    pledge = checked(signed_up(today), editor, on=today)
    pledge = actions.send_back_pledge(pledge_id=pledge.pk, version=pledge.version, why="Say where.", by=head)
    with pytest.raises(WrongState):
        actions.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=today, by=head)
    pledge = checked(pledge, editor, on=today)
    assert pledge.state == "checked"
    pledge = actions.send_back_pledge(pledge_id=pledge.pk, version=pledge.version, why="No.", by=head)
    pledge = actions.decline_pledge(pledge_id=pledge.pk, version=pledge.version, why="They sell alcohol.", by=editor)
    assert pledge.state == "declined"
    assert [one.why for one in queries.pledge_page(editor, pledge.pk, on=today).steps if one.why] == [
        "They sell alcohol.", "No.", "Say where.",
    ]  # fmt: skip


def test_a_sign_up_that_is_not_taken_makes_no_organisation_and_is_kept(acting, today):
    pledge = signed_up(today)
    actions.decline_pledge(pledge_id=pledge.pk, version=1, why="Nobody knows them.", by=acting(Role.OFFER_EDITOR))
    assert SignUp.objects.get().state == "declined"
    assert not Organisation.objects.exists()


def test_a_sign_up_of_somebody_known_is_joined_to_them_and_never_written_twice(acting, system, today):
    editor = acting(Role.OFFER_EDITOR)
    body = actions.add_organisation(name="The Tern Café", kind="business", by=system)
    pledge = signed_up(today, name="the tern café")
    with pytest.raises(FactRefused, match="of this name already"):
        checked(pledge, editor, on=today)
    actions.check_pledge(
        pledge_id=pledge.pk, version=1, organisation=str(body.pk), districts=[], on=today, by=editor, **WORDS
    )
    assert Pledge.objects.get().organisation == body
    assert Organisation.objects.count() == 1


def test_what_the_offer_would_refuse_is_said_to_who_checks(acting, today):
    pledge = signed_up(today)
    with pytest.raises(FactRefused, match="begins with"):
        checked(pledge, acting(Role.OFFER_EDITOR), on=today, answer="A meal.")
    hard = "You can get " + "an individualised nutritional entitlement administered collaboratively " * 4 + "daily."
    with pytest.raises(FactRefused, match="reads at age"):
        checked(pledge, acting(Role.OFFER_EDITOR), on=today, answer=hard)


def test_two_who_check_one_pledge_never_overwrite_each_other(acting, today):
    pledge = signed_up(today)
    checked(pledge, acting(Role.OFFER_EDITOR), on=today)
    Pledge.objects.filter(pk=pledge.pk).update(state="sent_back")
    with pytest.raises(EditConflict):
        actions.check_pledge(
            pledge_id=pledge.pk, version=1, organisation="", districts=[], on=today,
            by=acting(Role.PARTICIPATION_WORKER), **WORDS,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("from_in", "ends_in", "fits"),
    [
        (0, 1, True),
        (0, 366, True),
        (0, 367, False),
        (0, 0, False),
        (-1, 10, False),
        (366, 700, True),
        (367, 400, False),
    ],
)
def test_a_pledge_has_days_that_can_be(today, from_in, ends_in, fits):
    days = {"from_on": today + timedelta(days=from_in), "ends_on": today + timedelta(days=ends_in)}
    if fits:
        signed_up(today, **days)
    else:
        with pytest.raises(FactRefused):
            signed_up(today, **days)


def test_a_pledge_holds_from_its_first_day_until_the_day_it_ends(approved, today):
    first, end = today + timedelta(days=10), today + timedelta(days=20)
    pledge = approved(from_on=first, ends_on=end)
    day = timedelta(days=1)
    for on, holds in ((first - day, False), (first, True), (end - day, True), (end, False)):
        assert (pledge.pk in queries.pledges_not_held(on=on)) is not holds
        assert bool(queries.covenant(on=on)[0].pledges) is holds


def test_what_waited_until_its_end_is_approved_no_more(acting, today):
    pledge = checked(signed_up(today, ends_on=today + timedelta(days=2)), acting(Role.OFFER_EDITOR), on=today)
    with pytest.raises(FactRefused, match="past"):
        actions.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=pledge.ends_on, by=acting(Role.DIRECTOR))


def test_how_many_used_it_is_told_by_staff_and_by_link(approved, acting, today, set_clock):
    pledge = approved()
    later = today + timedelta(days=30)
    secret = queries.link_of(acting(Role.PARTICIPATION_WORKER), pledge.organisation_id)
    facts = {"pledge_id": pledge.pk, "from_on": today, "to_on": later, "outcome": "They came back."}
    actions.report_take_up(**facts, number=3, on=later, by=acting(Role.OFFER_EDITOR))
    (body,) = queries.covenant(on=later)
    assert str(body.pledges[0].taken_up) == "fewer than 5"
    actions.report_take_up_by_link(secret=secret, key=uuid4(), **facts, number=9, on=later, by=ANYBODY)
    (body,) = queries.covenant(on=later)
    assert str(body.pledges[0].taken_up) == "12"
    reports = queries.pledge_page(acting(Role.HEAD_OF_SERVICE), pledge.pk, on=later).reports
    assert "The Tern Café, by its link" in {one.by for one in reports}
    for wrong in ({"to_on": later + timedelta(days=1)}, {"from_on": today - timedelta(days=1)}, {"number": 5_001}):
        with pytest.raises(FactRefused):
            actions.report_take_up(**facts | {"number": 1} | wrong, on=later, by=acting(Role.OFFER_EDITOR))


def test_a_renewal_is_asked_ahead_and_agreed_by_somebody_else(approved, acting, today, no_offer):
    pledge = approved(ends_on=today + timedelta(days=60))
    worker, head = acting(Role.PARTICIPATION_WORKER), acting(Role.HEAD_OF_SERVICE)
    ask_by = pledge.ends_on - timedelta(days=42)
    assert queries.covenant_desk(worker, on=ask_by - timedelta(days=1)).to_ask == ()
    (row,) = queries.covenant_desk(worker, on=ask_by).to_ask
    assert row.ask_by == ask_by
    actions.note_renewal_asked(pledge_id=pledge.pk, on=ask_by, by=worker)
    assert queries.pledge_page(worker, pledge.pk, on=ask_by).asked_on == ask_by
    assert queries.covenant_desk(worker, on=ask_by).to_ask == ()
    new_end = pledge.ends_on + timedelta(days=200)
    secret = queries.link_of(worker, pledge.organisation_id)
    actions.ask_renewal_by_link(secret=secret, pledge_id=pledge.pk, key=uuid4(), ends_on=new_end, on=ask_by, by=ANYBODY)
    with pytest.raises(FactRefused, match="asked for already"):
        actions.ask_renewal(pledge_id=pledge.pk, ends_on=new_end, on=ask_by, by=worker)
    assert len(queries.covenant_desk(head, on=ask_by).to_renew) == 1
    assert pledge.pk in queries.pledges_not_held(on=pledge.ends_on)
    actions.agree_renewal(pledge_id=pledge.pk, on=ask_by, by=head)
    assert pledge.pk not in queries.pledges_not_held(on=pledge.ends_on)
    assert pledge.pk in queries.pledges_not_held(on=new_end)
    assert no_offer["approved"] == [pledge.pk, pledge.pk]


def test_nobody_agrees_to_a_renewal_they_asked_for(approved, acting, today):
    pledge = approved()
    both = replace(acting(Role.HEAD_OF_SERVICE), roles=frozenset({Role.HEAD_OF_SERVICE, Role.PARTICIPATION_WORKER}))
    end = pledge.ends_on + timedelta(days=30)
    actions.ask_renewal(pledge_id=pledge.pk, ends_on=end, on=today, by=both)
    with pytest.raises(OwnWork):
        actions.agree_renewal(pledge_id=pledge.pk, on=today, by=both)
    actions.refuse_renewal(pledge_id=pledge.pk, why="Nobody used it.", on=today, by=acting(Role.DIRECTOR))
    pledge.refresh_from_db()
    assert pledge.ends_on == end - timedelta(days=30)


def test_a_pledge_ended_before_its_day_is_gone_at_once(approved, acting, today, no_offer):
    pledge = approved()
    secret = queries.link_of(acting(Role.OFFER_EDITOR), pledge.organisation_id)
    actions.end_pledge_by_link(secret=secret, pledge_id=pledge.pk, key=uuid4(), why="We close.", on=today, by=ANYBODY)
    assert pledge.pk in queries.pledges_not_held(on=today)
    assert no_offer["ended"] == [pledge.pk]
    with pytest.raises(WrongState):
        actions.end_pledge(pledge_id=pledge.pk, why="Twice", on=today, by=acting(Role.OFFER_EDITOR))


def test_a_link_opens_its_own_pledges_only_until_there_is_a_new_one(approved, acting, today):
    worker = acting(Role.PARTICIPATION_WORKER)
    mine, theirs = approved(), approved(name="Harbour Cinema")
    secret = queries.link_of(worker, mine.organisation_id)
    assert queries.own_place(secret, on=today).organisation == "The Tern Café"
    with pytest.raises(NotYours):
        actions.end_pledge_by_link(secret=secret, pledge_id=theirs.pk, key=uuid4(), why="x", on=today, by=ANYBODY)
    for wrong in ("", "x", secret[:-1], secret.replace("-1:", "-2:")):
        with pytest.raises(NotYours):
            queries.own_place(wrong, on=today)
    actions.make_new_link(organisation_id=mine.organisation_id, by=worker)
    with pytest.raises(NotYours):
        queries.own_place(secret, on=today)
    assert queries.link_of(acting(Role.PERSONAL_ADVISER), mine.organisation_id) is None


def test_what_is_done_by_the_link_is_done_by_whoever_is_signed_in(approved, account, acting, system, today):
    """Somebody of the organisation who has an account is named; who has none acts as the organisation."""
    pledge = approved()
    secret = queries.link_of(acting(Role.PARTICIPATION_WORKER), pledge.organisation_id)
    mine = actor_for(account(Role.HOUSING_OFFICER).pk, on=today)
    told = {"secret": secret, "pledge_id": pledge.pk, "from_on": today, "to_on": today, "outcome": "", "on": today}
    for number, by in ((1, mine), (2, ANYBODY)):
        actions.report_take_up_by_link(key=uuid4(), number=number, by=by, **told)
    named, unnamed = AuditEvent.objects.filter(verb="reported take-up").order_by("number")
    assert named.actor == mine.id and named.actor_name == f"{mine.name}, by the link of The Tern Café"
    assert (unnamed.actor, unnamed.actor_name) == (None, "The Tern Café, by its link")


def test_a_further_pledge_by_link_waits_to_be_checked_too(approved, acting, today):
    body = approved().organisation_id
    secret = queries.link_of(acting(Role.OFFER_EDITOR), body)
    key = uuid4()
    actions.add_pledge(secret=secret, key=key, on=today, by=ANYBODY, **given(today, what="A free drink"))
    with pytest.raises(AlreadyDone), transaction.atomic():
        actions.add_pledge(secret=secret, key=key, on=today, by=ANYBODY, **given(today, what="A free drink"))
    pledge = Pledge.objects.get(what="A free drink")
    assert pledge.state == "received"
    assert checked(pledge, acting(Role.OFFER_EDITOR), on=today).organisation_id == body


def test_what_a_machine_seems_to_have_sent_is_set_apart_and_counted(acting, today):
    signed_up(today, machine=True)
    desk = queries.covenant_desk(acting(Role.OFFER_EDITOR), on=today)
    assert len(desk.from_machines) == 1
    assert desk.to_check == ()
    assert desk.held_off == 1


def test_a_copy_of_the_database_holds_nobody_of_partners(approved, acting, system, today):
    pledge = approved(contact_name="Bea Moss", contact_phone="01632 960240")
    actions.add_contact(
        organisation_id=pledge.organisation_id, name="Bea Moss", for_what="All", last_checked_on=today, on=today,
        by=system,
    )  # fmt: skip
    actions.forget_people(by=system)
    tables = [one for one in apps.get_app_config("partners").get_models() if one._meta.managed]
    told = " ".join(str(list(table._base_manager.values())) for table in tables)
    assert "Bea Moss" not in told
    assert "bea@tern.example" not in told
    assert "The Tern Café" in told
