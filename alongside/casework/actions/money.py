"""Verbs about money: asking, deciding, asking again, paying."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Sum

from alongside.casework import access, allowances, steps_money
from alongside.casework.actions.portal import add_document
from alongside.casework.models import Document, MoneyDecision, MoneyPayment, MoneyRequest, Person, Source
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb
from alongside.shell.wording import money

State = MoneyRequest.State
Answer = MoneyDecision.Answer
MOST = Decimal(100000)


@transaction.atomic
def ask_for_money(
    *,
    person_id: UUID,
    amount: Decimal,
    reason: str,
    on: date,
    by: Actor,
    allowance: str = "",
    what: str = "",
    is_urgent: bool = False,
    evidence: UploadedFile | None = None,
    at_once: str = "",
) -> MoneyRequest:
    """Ask for money for this person, or for oneself.

    ``allowance`` names what of the offer it is, as ``allowances`` has it; else ``what`` says what it is for.
    ``at_once`` is a way of paying: those who work when nobody else does pay in an emergency and it is countersigned.
    """
    person = access.person_for(by, person_id, Record.MONEY, Verb.CREATE, on=on)
    access.hold(person)
    state = steps_money.check_step(None, "pay_at_once" if at_once else "ask")
    _check_amount(amount)
    named = _named(person, allowance, what, on)
    themself = person.user_id is not None and person.user_id == by.id
    paper = _paper(person, f"For: {named['what']}", evidence, on, by)
    request = MoneyRequest.objects.create(
        person=person,
        state=state,
        **named,
        amount=amount,
        reason=_said(reason, "Say what the money is for."),
        is_urgent=is_urgent or bool(at_once),
        asked_on=on,
        evidence=paper,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        source=Source.PORTAL if themself else Source.TYPED,
    )
    if at_once:
        _pay_at_once(request, at_once, on, by)
    _tell_audit(by, "asked for money", request)
    return request


@transaction.atomic
def decide_money(
    *,
    money_id: UUID,
    version: int,
    answer: str,
    on: date,
    by: Actor,
    amount: Decimal | None = None,
    reason: str = "",
) -> MoneyDecision:
    """Say yes, part or no to money asked for, or countersign what was paid at once.

    Not to one's own request, not twice by the same person, not beyond one's limit. Less than was asked for, and more
    than is left, need a reason in words that the young person can read.
    """
    request = _request(money_id, by, Record.MONEY, Verb.APPROVE, on)
    access.hold(request.person)
    state = steps_money.check_step(request, "decide")
    first = request.decisions.order_by("number").first()
    steps_money.check_may_decide(by, request, first)
    was_paid = request.state == State.PAID_FIRST
    agreed = _agreed(request, answer, amount, was_paid=was_paid)
    _check_reason(request, answer, agreed, reason, on, was_paid=was_paid)
    changes: dict[str, Any] = {"state": state, "told_on": None, "told_how": ""}
    save_over(request, version=version, changes=changes, what="this request for money")
    decision = MoneyDecision.objects.create(
        request=request,
        number=2 if first else 1,
        answer=answer,
        amount=agreed,
        limit=steps_money.limit_of(by),
        reason=reason.strip(),
        is_countersigning=was_paid,
        decided_on=on,
        decided_at=clock.now(),
        decided_by_id=by.id,
        asked_by_id=request.recorded_by_id,
        again_by_id=request.again_by_id,
        earlier_by_id=first.decided_by_id if first else None,
    )
    _tell_audit(by, "countersigned payment" if was_paid else "decided money", request, answer=answer)
    return decision


@transaction.atomic
def tell_of_money(*, money_id: UUID, told_on: date, how: str, on: date, by: Actor) -> MoneyRequest:
    """Record that the young person was told what was decided."""
    request = _request(money_id, by, Record.MONEY, Verb.CREATE, on)
    steps_money.check_step(request, "tell")
    latest = request.decisions.order_by("number").last()
    if latest is None or not latest.decided_on <= told_on <= on:
        raise FactRefused("They can be told between the day of the decision and today.")
    changes = {"told_on": told_on, "told_how": how.strip()[:60]}
    request = save_over(request, version=request.version, changes=changes, what="this request for money")
    _tell_audit(by, "told of money", request)
    return request


@transaction.atomic
def ask_for_money_again(*, money_id: UUID, words: str, on: date, by: Actor) -> MoneyRequest:
    """Ask somebody else to look again at a decision that gave less than was asked for."""
    request = _request(money_id, by, Record.MONEY, Verb.CREATE, on)
    access.hold(request.person)
    state = steps_money.check_step(request, "ask_again")
    first = request.decisions.order_by("number").first()
    if first is None or first.answer == Answer.YES or first.is_countersigning:
        raise WrongState("All that was asked for was agreed.")
    changes = {
        "state": state,
        "again_on": on,
        "again_words": _said(words, "Say why the decision is wrong."),
        "again_by_id": by.id,
    }
    request = save_over(request, version=request.version, changes=changes, what="this request for money")
    _tell_audit(by, "asked for money again", request)
    return request


@transaction.atomic
def take_back_money(*, money_id: UUID, on: date, by: Actor) -> MoneyRequest:
    """Take back what one asked for, before anybody decided."""
    request = _request(money_id, by, Record.MONEY, Verb.CREATE, on)
    changes = {"state": steps_money.check_step(request, "withdraw")}
    request = save_over(request, version=request.version, changes=changes, what="this request for money")
    _tell_audit(by, "took back request for money", request)
    return request


@transaction.atomic
def pay_money(*, money_id: UUID, method: str, paid_on: date, on: date, by: Actor) -> MoneyPayment:
    """Record that what was agreed and is not paid yet was paid. Not by whoever asked or decided."""
    request = _request(money_id, by, Record.PAYMENTS, Verb.UPDATE, on)
    access.hold(request.person)
    steps_money.check_step(request, "pay")
    latest = request.decisions.order_by("number").last()
    paid = request.payments.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    if latest is None or latest.amount <= paid:
        raise WrongState(steps_money.REFUSED_STEP["pay"])
    if by.id in {latest.decided_by_id, request.recorded_by_id, request.again_by_id}:
        raise OwnWork("You asked for this or decided it, so someone else has to pay it.")
    if not latest.decided_on <= paid_on <= on:
        raise FactRefused("It can be paid between the day of the decision and today.")
    payment = _paid(request, latest.amount - paid, method, paid_on, by, agreed_by=latest.decided_by_id)
    _tell_audit(by, "paid money", request)
    return payment


@transaction.atomic
def add_receipt(*, money_id: UUID, file: UploadedFile, on: date, by: Actor) -> MoneyRequest:
    """Keep a photo of the receipt with the money it is for."""
    request = _request(money_id, by, Record.MONEY, Verb.CREATE, on)
    paper = _paper(request.person, f"Receipt: {request.what}", file, on, by)
    request = save_over(request, version=request.version, changes={"receipt": paper}, what="this request for money")
    _tell_audit(by, "added receipt", request)
    return request


@transaction.atomic
def ask_for_my_money(*, on: date, by: Actor, **given: Any) -> MoneyRequest:
    """Ask for money for oneself."""
    return ask_for_money(person_id=_themself(by).pk, on=on, by=by, **given)


@transaction.atomic
def note_my_decisions_read(*, on: date, by: Actor) -> int:
    """Note that the young person who is signed in has read what was decided. Answers how many that were."""
    person = access.person_for(by, _themself(by).pk, Record.MONEY, Verb.READ, on=on)
    states = (State.DECIDED, State.DECIDED_AGAIN)
    unread = MoneyRequest.objects.filter(person=person, state__in=states, told_on=None, hidden="", removed_at=None)
    changes = {"told_on": on, "told_how": "They read it in their own place"}
    for request in unread:
        save_over(request, version=request.version, changes=changes, what="this request for money")
        _tell_audit(by, "read decision on money", request)
    return len(unread)


# ---------------------------------------------------------------------------------------------------------------------


def _themself(by: Actor) -> Person:
    person = Person.objects.filter(user_id=by.id).first() if by.id else None
    if person is None:
        raise NotYours("a place of one's own")
    return person


def _request(money_id: UUID, by: Actor, record: Record, verb: Verb, on: date) -> MoneyRequest:
    """A request to which this actor may do so; the young person reaches none that is hidden from them."""
    request = MoneyRequest.objects.select_related("person").filter(pk=money_id, removed_at=None).first()
    if request is None:
        raise NotYours("money")
    person = access.person_for(by, request.person_id, record, verb, on=on)
    if request.hidden and person.user_id == by.id:
        raise NotYours("money")
    return request


def _check_amount(amount: Decimal) -> None:
    if amount <= 0:
        raise FactRefused("Give an amount of more than £0.")
    if amount > MOST:
        raise FactRefused("That is more than anybody can ask for here.")
    if amount != amount.quantize(Decimal("0.01")):
        raise FactRefused("Give pounds and pence, like 12.50.")


def _named(person: Person, allowance: str, what: str, on: date) -> dict[str, Any]:
    """What of the offer it is, or what else it is for."""
    if not allowance:
        return {"what": _said(what, "Say what the money is for.")[:160]}
    found = next((one for one in allowances.of(person, on=on) if one.key == allowance), None)
    if found is None:
        raise FactRefused("This is not in the offer for this person now. Choose something else.")
    return {"entitlement": found.entitlement, "what": found.title[:160], "what_for": found.what_for}


def _said(words: str, else_say: str) -> str:
    if not words.strip():
        raise FactRefused(else_say)
    return words.strip()


def _paper(person: Person, name: str, file: UploadedFile | None, on: date, by: Actor) -> Document | None:
    return add_document(person_id=person.pk, name=name, file=file, on=on, by=by) if file else None


def _pay_at_once(request: MoneyRequest, method: str, on: date, by: Actor) -> None:
    """Up to a limit for all that nobody has countersigned yet, so that small sums do not add up to a large one."""
    if not steps_money.pays_at_once(by):
        raise FactRefused("Only the out-of-hours team pays before somebody decides.")
    open_ones = MoneyPayment.objects.filter(request__person=request.person, request__state=State.PAID_FIRST)
    given = open_ones.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    limit = settings.MONEY_LIMITS["out_of_hours"]
    if given + request.amount > limit:
        already = f" {money(given)} of it is given already." if given else ""
        raise FactRefused(f"You can pay up to {money(limit)} before somebody countersigns.{already}")
    _paid(request, request.amount, method, on, by, agreed_by=None)


def _paid(
    request: MoneyRequest, amount: Decimal, method: str, paid_on: date, by: Actor, *, agreed_by: UUID | None
) -> MoneyPayment:
    try:
        with transaction.atomic():
            return MoneyPayment.objects.create(
                request=request,
                number=request.payments.count() + 1,
                amount=amount,
                method=method,
                paid_on=paid_on,
                recorded_at=clock.now(),
                paid_by_id=by.id,
                agreed_by_id=agreed_by,
                asked_by_id=request.recorded_by_id,
            )
    except IntegrityError as error:
        raise WrongState(steps_money.REFUSED_STEP["pay"]) from error


def _agreed(request: MoneyRequest, answer: str, amount: Decimal | None, *, was_paid: bool) -> Decimal:
    if answer == Answer.NO:
        return Decimal(0)
    if answer == Answer.YES:
        return request.amount
    if was_paid:
        raise FactRefused("It is paid already, so the answer is yes or no.")
    if amount is None or not 0 < amount < request.amount:
        raise FactRefused(f"Give an amount between £0 and the {money(request.amount)} that was asked for.")
    _check_amount(amount)
    return amount


def _check_reason(
    request: MoneyRequest, answer: str, agreed: Decimal, reason: str, on: date, *, was_paid: bool
) -> None:
    if reason.strip():
        return
    if answer != Answer.YES:
        raise FactRefused("Say why, in words for the young person.")
    if request.entitlement and not was_paid:
        found = next((one for one in allowances.of(request.person, on=on) if one.is_of(request)), None)
        if found is not None and found.left is not None and agreed > found.left:
            raise FactRefused(f"Only {money(found.left)} of this is left. Say why you agree to more.")


def _tell_audit(by: Actor, verb: str, request: MoneyRequest, **detail: str) -> None:
    audit.record(actor=by, verb=verb, subject_kind="person", subject=request.person_id, detail=detail)
