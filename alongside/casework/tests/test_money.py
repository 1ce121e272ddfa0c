"""Money: what somebody may have, asking, deciding, asking again, paying, and paying at once at night."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from alongside.casework import actions, allowances, queries, steps_money
from alongside.casework.local_clocks import running
from alongside.casework.models import MoneyDecision, MoneyPayment, MoneyRequest
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY
from alongside.offer import actions as offer
from alongside.shell import actions as accounts
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role

TOMORROW = TODAY + timedelta(days=1)
HOME = "Setting up home"


@pytest.fixture
def people(council):
    """The council with those whom money needs besides, and Fay with an account of her own."""
    for name, role in (
        ("Finn", Role.FINANCE_OFFICER),
        ("Nell", Role.OUT_OF_HOURS),
        ("Dee", Role.DIRECTOR),
        ("Fay", Role.YOUNG_PERSON),
    ):
        user = accounts.open_account(email=f"{name.lower()}@brightwater.example", name=name, by=SYSTEM)
        accounts.grant_role(user=user, role=role, from_on=BEFORE, by=SYSTEM)
        council.users[name] = user
    actions.give_account(person_id=council.id("Fay"), user=council.users["Fay"], on=TODAY, by=SYSTEM)
    return council


@pytest.fixture
def with_offer(people):
    """The same with the local offer published."""
    offer.load_offer(on=TODAY, by=SYSTEM)
    return people


def ask(council, by="Fay", amount="80", **more) -> MoneyRequest:
    given = {"what": "A cooker", "reason": "Mine broke."} | more
    person = council.id("Fay")
    return actions.ask_for_money(person_id=person, amount=Decimal(amount), on=TODAY, by=council.actor(by), **given)


def decide(council, request, by="Sam", answer="yes", on=TODAY, **more) -> MoneyDecision:
    request.refresh_from_db()
    given = {"version": request.version, "answer": answer} | more
    return actions.decide_money(money_id=request.pk, on=on, by=council.actor(by), **given)


def pay(council, request, by="Finn", on=TODAY) -> MoneyPayment:
    return actions.pay_money(money_id=request.pk, method="bank", paid_on=on, on=on, by=council.actor(by))


def clocks(council, on=TODAY) -> dict[str, date]:
    return {one.clock: one.due_on for one in running([council.id("Fay")], on)}


# --- Asking, deciding, paying ----------------------------------------------------------------------------------------


def test_asked_decided_and_paid_moves_each_clock(people):
    request = ask(people)
    assert clocks(people)["money_decided"] == date(2026, 11, 30)
    decide(people, request)
    assert "money_decided" not in clocks(people)
    assert clocks(people)["money_paid"] == date(2026, 11, 30)
    assert pay(people, request).amount == Decimal(80)
    assert "money_paid" not in clocks(people)
    assert AuditEvent.objects.filter(subject=people.id("Fay"), verb="paid money").exists()


def test_what_is_urgent_is_decided_on_the_same_day(people):
    ask(people, is_urgent=True)
    assert clocks(people)["money_decided_urgent"] == TODAY


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "100000.01"])
def test_an_amount_that_cannot_be_is_refused(people, amount):
    with pytest.raises(FactRefused):
        ask(people, amount=amount)


@pytest.mark.parametrize(
    ("by", "amount", "decides"),
    [("Sam", "500", True), ("Sam", "500.01", False), ("Hana", "500.01", True), ("Dee", "3000", True)],
)
def test_a_manager_decides_up_to_a_limit(people, by, amount, decides):
    request = ask(people, amount=amount)
    [row] = queries.money_to_decide(people.actor(by), on=TODAY)
    assert row.may_decide is decides
    if decides:
        assert decide(people, request, by=by).amount == Decimal(amount)
    else:
        with pytest.raises(FactRefused, match="head of service"):
            decide(people, request, by=by)


def test_nobody_decides_what_they_asked_for(people):
    request = ask(people, by="Sam")
    with pytest.raises(OwnWork):
        decide(people, request)
    with pytest.raises(IntegrityError), transaction.atomic():
        MoneyDecision.objects.create(
            request=request, number=1, answer="yes", amount=80, decided_on=TODAY, decided_at=request.recorded_at,
            decided_by=people.users["Sam"], asked_by=people.users["Sam"],
        )  # fmt: skip


@pytest.mark.parametrize("who", ["Cal", "Nadia", "Finn", "Fay", "Nell"])
def test_whoever_has_no_right_to_decide_does_not(people, who):
    request = ask(people)
    with pytest.raises(NotYours):
        decide(people, request, by=who)


def test_finance_pays_what_was_agreed_only_and_only_once(people):
    request = ask(people)
    with pytest.raises(WrongState):
        pay(people, request)
    decide(people, request)
    with pytest.raises(NotYours):
        pay(people, request, by="Sam")
    pay(people, request)
    with pytest.raises(WrongState):
        pay(people, request)
    assert queries.payments_to_make(people.actor("Finn"), on=TODAY) == []


def test_the_database_lets_nobody_pay_what_they_agreed(people):
    request = ask(people)
    decided = decide(people, request)
    with pytest.raises(IntegrityError), transaction.atomic():
        MoneyPayment.objects.create(
            request=request, number=1, amount=80, method="cash", paid_on=TODAY, recorded_at=decided.decided_at,
            paid_by=people.users["Sam"], agreed_by=people.users["Sam"],
        )  # fmt: skip


def test_a_decision_and_a_payment_stay_as_they_are(people):
    request = ask(people)
    decided = decide(people, request)
    paid = pay(people, request)
    for row in (decided, paid):
        row.amount = Decimal(1)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()


def test_a_no_needs_a_reason_and_a_part_an_amount(people):
    request = ask(people)
    with pytest.raises(FactRefused, match="Say why"):
        decide(people, request, answer="no")
    for wrong in (None, Decimal(0), Decimal(80)):
        with pytest.raises(FactRefused, match="between"):
            decide(people, request, answer="part", amount=wrong, reason="Half.")
    assert decide(people, request, answer="part", amount=Decimal(40), reason="Half.").amount == 40


def test_two_managers_at_once_do_not_both_decide(people):
    request = ask(people)
    with pytest.raises(EditConflict):
        actions.decide_money(money_id=request.pk, version=9, answer="yes", on=TODAY, by=people.actor("Sam"))
    decide(people, request)
    with pytest.raises(WrongState):
        decide(people, request, by="Hana")


# --- Asking again ----------------------------------------------------------------------------------------------------


def test_a_refusal_can_be_asked_about_again_and_somebody_else_decides(people):
    request = ask(people)
    decide(people, request, answer="no", reason="You had one last year.")
    actions.ask_for_money_again(money_id=request.pk, words="That was a fridge.", on=TOMORROW, by=people.actor("Fay"))
    assert clocks(people, TOMORROW)["money_decided"] == date(2026, 12, 1)
    with pytest.raises(OwnWork, match="first time"):
        decide(people, request, on=TOMORROW)
    assert decide(people, request, by="Hana", on=TOMORROW).number == 2
    with pytest.raises(WrongState):
        actions.ask_for_money_again(money_id=request.pk, words="And again.", on=TOMORROW, by=people.actor("Fay"))


def test_the_database_lets_nobody_decide_twice(people):
    request = ask(people)
    first = decide(people, request, answer="no", reason="No.")
    with pytest.raises(IntegrityError), transaction.atomic():
        MoneyDecision.objects.create(
            request=request, number=2, answer="yes", amount=80, decided_on=TODAY, decided_at=first.decided_at,
            decided_by=people.users["Sam"], earlier_by=people.users["Sam"],
        )  # fmt: skip


def test_a_part_is_paid_while_the_rest_is_asked_for_again(people):
    request = ask(people)
    decide(people, request, answer="part", amount=Decimal(30), reason="A small one.")
    actions.ask_for_money_again(money_id=request.pk, words="We are three.", on=TODAY, by=people.actor("Fay"))
    assert pay(people, request).amount == 30
    decide(people, request, by="Hana")
    assert pay(people, request).amount == 50


def test_what_was_agreed_in_full_is_not_asked_for_again(people):
    request = ask(people)
    decide(people, request)
    with pytest.raises(WrongState):
        actions.ask_for_money_again(money_id=request.pk, words="More.", on=TODAY, by=people.actor("Fay"))


def test_taking_back_ends_it(people):
    request = ask(people)
    actions.take_back_money(money_id=request.pk, on=TODAY, by=people.actor("Fay"))
    assert "money_decided" not in clocks(people)
    with pytest.raises(WrongState):
        decide(people, request)


# --- At night --------------------------------------------------------------------------------------------------------


def test_at_night_money_goes_at_once_and_is_countersigned_the_next_working_day(people):
    request = ask(people, by="Nell", amount="30", at_once="voucher")
    assert request.payments.get().amount == 30
    assert clocks(people)["money_countersigned"] == date(2026, 11, 24)
    with pytest.raises(OwnWork):
        steps_money.check_may_decide(people.actor("Nell"), request, None)
    decided = decide(people, request)
    assert decided.is_countersigning
    assert "money_countersigned" not in clocks(people)
    assert queries.payments_to_make(people.actor("Finn"), on=TODAY) == []


@pytest.mark.parametrize(("amount", "goes"), [("50", True), ("50.01", False)])
def test_at_night_there_is_a_limit(people, amount, goes):
    if goes:
        assert ask(people, by="Nell", amount=amount, at_once="cash").payments.exists()
    else:
        with pytest.raises(FactRefused, match="up to £50"):
            ask(people, by="Nell", amount=amount, at_once="cash")


def test_small_sums_at_night_do_not_add_up_to_a_large_one(people):
    first = ask(people, by="Nell", amount="30", at_once="cash")
    with pytest.raises(FactRefused, match="£30 of it is given"):
        ask(people, by="Nell", amount="30", at_once="cash")
    decide(people, first)
    assert ask(people, by="Nell", amount="30", at_once="cash").payments.exists()


def test_by_day_nobody_pays_before_somebody_decides(people):
    with pytest.raises(FactRefused, match="out-of-hours"):
        ask(people, by="Cal", at_once="cash")


# --- What is left ----------------------------------------------------------------------------------------------------


def home_allowance(council) -> allowances.Allowance:
    return next(one for one in allowances.of(council.person("Fay"), on=TODAY) if one.amount == 3000)


def test_what_is_left_comes_from_the_offer_and_what_was_agreed(with_offer, visit):
    allowance = home_allowance(with_offer)
    assert (allowance.used, allowance.left) == (0, 3000)
    request = ask(with_offer, amount="450", what="", allowance=allowance.key)
    assert home_allowance(with_offer).waiting == 450
    decide(with_offer, request)
    assert (home_allowance(with_offer).used, home_allowance(with_offer).left) == (450, 2550)
    home = next(one for one in queries.what_i_can_get(with_offer.actor("Fay"), on=TODAY) if one.had)
    assert [(one.used, one.left) for one in home.had] == [(450, 2550)]
    page = visit("/me/can-get/", by=with_offer.users["Fay"])
    assert "You had £450." in page
    assert "£2,550 is left." in page


def test_more_than_is_left_needs_a_reason(with_offer):
    request = ask(with_offer, amount="3100", what="", allowance=home_allowance(with_offer).key)
    with pytest.raises(FactRefused, match="Only £3,000 of this is left"):
        decide(with_offer, request, by="Hana")
    decide(with_offer, request, by="Hana", reason="The flat had no floor.")
    assert home_allowance(with_offer).left == 0


@pytest.mark.parametrize(
    ("how_often", "since"),
    [("a year", date(2026, 4, 1)), ("a month", date(2026, 11, 1)), ("a week", TODAY), ("", date.min)],
)
def test_a_yearly_amount_counts_from_april(how_often, since):
    assert allowances._counted_since(how_often, TODAY) == since


def test_nobody_has_what_the_offer_does_not_have_for_them(with_offer):
    with pytest.raises(FactRefused, match="not in the offer"):
        ask(with_offer, allowance=f"{uuid4()}:")


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_the_young_person_asks_and_sees_what_became_of_it(with_offer, visit, set_clock):
    fay, sam = with_offer.users["Fay"], with_offer.users["Sam"]
    page = visit("/me/money/", by=fay)
    assert "What you can have" in page
    assert "£3,000" in page
    sent = page.fields | {"allowance": "other", "what": "A coat", "amount": "60", "reason": "It is cold."}
    visit.post("/me/money/", sent, by=fay)
    visit.post("/me/money/", sent, by=fay)
    request = MoneyRequest.objects.get()
    assert "You get an answer by 30 November 2026" in visit("/me/money/", by=fay)
    assert "A coat" in visit("/staff/money/", by=sam)
    address = reverse("casework:decide_money", args=[request.pk])
    answer = visit(address, by=sam).fields | {"answer": "no", "reason": "You had a coat grant in May."}
    visit.post(address, answer, by=sam)
    assert "You had a coat grant in May." in visit("/me/money/", by=fay)
    request.refresh_from_db()
    assert request.told_on == TODAY
    again = reverse("me:money_again", args=[request.pk])
    assert "Answer this: Say why you ask again" in visit.post(again, visit(again, by=fay).fields, by=fay, status=200)
    visit.post(again, visit(again, by=fay).fields | {"words": "It was stolen."}, by=fay)
    address = reverse("casework:decide_money", args=[request.pk])
    visit.post(
        address, visit(address, by=with_offer.users["Hana"]).fields | {"answer": "yes"}, by=with_offer.users["Hana"]
    )
    paying = reverse("casework:pay", args=[request.pk])
    finn = with_offer.users["Finn"]
    assert "A coat" in visit("/staff/payments/", by=finn)
    visit.post(paying, visit(paying, by=finn).fields | {"method": "bank"}, by=finn)
    assert "£60 was paid on 23 November 2026" in visit("/me/money/", by=fay)
    assert "A coat" in visit(reverse("casework:money", args=[with_offer.id("Fay")]), by=with_offer.users["Cal"])


def test_something_else_needs_a_name(people, visit):
    fay = people.users["Fay"]
    sent = visit("/me/money/", by=fay).fields | {"allowance": "other", "amount": "6", "reason": "Cold."}
    page = visit.post("/me/money/", sent, by=fay, status=200)
    assert "Say in a few words what it is for" in page
    assert not MoneyRequest.objects.exists()


def test_the_night_worker_pays_through_the_page(people, visit):
    nell, address = people.users["Nell"], reverse("casework:ask_money", args=[people.id("Fay")])
    assert "at_once" not in visit(address, by=people.users["Cal"]).fields
    given = {"allowance": "other", "what": "Food", "amount": "30", "reason": "Nothing to eat.", "at_once": "cash"}
    visit.post(address, visit(address, by=nell).fields | given, by=nell)
    assert "paid at once" in visit("/staff/money/", by=people.users["Sam"])
    request = MoneyRequest.objects.get()
    deciding = reverse("casework:decide_money", args=[request.pk])
    page = visit(deciding, by=people.users["Sam"])
    assert "It is paid already. Was that right?" in page
    assert "Choose yes or no" in visit.post(deciding, page.fields, by=people.users["Sam"], status=200)
    visit.post(deciding, page.fields | {"answer": "yes"}, by=people.users["Sam"])
    assert "countersigned" in visit(reverse("casework:money", args=[people.id("Fay")]), by=people.users["Cal"])


def test_somebody_elses_money_is_out_of_reach(people, visit):
    request = ask(people)
    for name in ("decide_money", "tell_money", "ask_money_again", "money_receipt"):
        address = reverse(f"casework:{name}", args=[request.pk])
        for who in ("Amir", "Nadia", "Sol", "Finn"):
            visit(address, by=people.users[who], status=404)
    visit(reverse("casework:pay", args=[request.pk]), by=people.users["Cal"], status=404)


def test_what_is_hidden_is_not_shown_to_the_young_person(people, visit):
    request = ask(people, by="Cal")
    MoneyRequest.objects.filter(pk=request.pk).update(hidden="third_party")
    assert "A cooker" not in visit("/me/money/", by=people.users["Fay"])
    visit(reverse("me:money_again", args=[request.pk]), by=people.users["Fay"], status=404)
    with pytest.raises(NotYours):
        actions.take_back_money(money_id=request.pk, on=TODAY, by=people.actor("Fay"))


def test_every_state_is_reached_and_every_step_says_why_it_is_refused():
    reached = set(steps_money.STEPS.values())
    assert reached == set(MoneyRequest.State)
    assert {step for _, step in steps_money.STEPS} == set(steps_money.REFUSED_STEP)
    left = {state for state, _ in steps_money.STEPS}
    assert set(MoneyRequest.State) - left == {MoneyRequest.State.WITHDRAWN}
