"""Money: what somebody may have, what was asked for, decided and paid, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from alongside.casework import access, allowances, steps_money
from alongside.casework.allowances import Allowance
from alongside.casework.local_clocks.money import PAID, decide_by, unpaid
from alongside.casework.models import MoneyDecision, MoneyPayment, MoneyRequest, Person
from alongside.casework.queries.portal import my_record
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

State = MoneyRequest.State


_TO_THEM = {
    MoneyPayment.Method.BANK: "into your bank account",
    MoneyPayment.Method.CASH: "in cash",
    MoneyPayment.Method.VOUCHER: "as a voucher or a card",
    MoneyPayment.Method.SHOP: "straight to the shop, landlord or college",
}
"""How money reached somebody, said to them."""


@dataclass(frozen=True, slots=True)
class MoneyDecided:
    """One decision."""

    answer: str
    in_words: str
    amount: Decimal
    reason: str
    on: date
    by: str
    is_countersigning: bool


@dataclass(frozen=True, slots=True)
class MoneyPaid:
    """One payment."""

    amount: Decimal
    method: str
    method_mine: str
    """The same, said to the person."""
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One request with all that followed, for this reader."""

    id: UUID
    version: int
    person: UUID
    label: str
    what: str
    amount: Decimal
    reason: str
    is_urgent: bool
    asked_on: date
    asked_by: str
    by_themself: bool
    state: str
    waits: bool
    decisions: tuple[MoneyDecided, ...]
    payments: tuple[MoneyPaid, ...]
    to_pay: Decimal
    decide_by: date | None
    pay_by: date | None
    told_on: date | None
    told_how: str
    again_on: date | None
    again_words: str
    evidence: UUID | None
    receipt: UUID | None
    was_paid_at_once: bool
    may_decide: bool
    may_ask_again: bool
    may_take_back: bool
    may_tell: bool

    @property
    def latest(self) -> MoneyDecided | None:
        """The decision that holds."""
        return self.decisions[-1] if self.decisions else None


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """What one person may have and what was asked for."""

    allowances: tuple[Allowance, ...]
    rows: tuple[MoneyRow, ...]
    on: date
    asks_for: tuple[Allowance, ...]
    """What can be chosen when asking."""


@dataclass(frozen=True, slots=True)
class OneRequest:
    """A request about to be decided or told of, with what of its allowance is left."""

    row: MoneyRow
    allowance: Allowance | None
    limit: Decimal | None


@dataclass(frozen=True, slots=True)
class ToPay:
    """Money that was agreed and is not paid yet, for whoever pays."""

    id: UUID
    label: str
    reference: str
    what: str
    amount: Decimal
    agreed_on: date
    agreed_by: str
    pay_by: date
    is_urgent: bool


def money_of(actor: Actor, person_id: UUID, *, on: date) -> MoneyPage:
    """The money of one person, for those who work with them. Raises NotYours for others."""
    person = access.person_for(actor, person_id, Record.MONEY, on=on)
    return _page(actor, person, on, MoneyRequest.objects.filter(person=person))


def my_money(actor: Actor, *, on: date) -> MoneyPage:
    """The money of the young person who is signed in."""
    person = my_record(actor, Record.MONEY, on=on)
    audit.record(
        actor=actor, verb="looked at own place", subject_kind="person", subject=person.pk, detail={"page": "money"}
    )
    return _page(actor, person, on, MoneyRequest.objects.filter(person=person, hidden=""))


def what_to_ask_for(actor: Actor, person_id: UUID, *, on: date) -> tuple[Allowance, ...]:
    """What of the offer can be asked for, for somebody for whom this actor may ask."""
    person = access.person_for(actor, person_id, Record.MONEY, Verb.CREATE, on=on)
    return _left(allowances.of(person, on=on))


def one_request(actor: Actor, money_id: UUID, verb: Verb, *, on: date) -> OneRequest:
    """A request to which this actor may do ``verb``. Raises NotYours otherwise."""
    request = _with_rows(MoneyRequest.objects.filter(pk=money_id, removed_at=None)).first()
    if request is None:
        raise NotYours("money")
    person = access.person_for(actor, request.person_id, Record.MONEY, verb, on=on)
    if request.hidden and person.user_id == actor.id:
        raise NotYours("money")
    found = next((one for one in allowances.of(person, on=on) if one.is_of(request)), None)
    return OneRequest(_row(request, actor, on), found, steps_money.limit_of(actor))


def money_to_decide(actor: Actor, *, on: date) -> list[MoneyRow]:
    """What waits for a decision among the people whose money this actor may decide on, the most pressing first."""
    people = access.visible_to(actor, Record.MONEY, Verb.APPROVE, on=on)
    requests = MoneyRequest.objects.filter(person__in=people, state__in=steps_money.WAITS, removed_at=None)
    rows = [_row(one, actor, on) for one in _with_rows(requests)]
    return sorted(rows, key=lambda row: (row.decide_by or on, row.asked_on))


def payments_to_make(actor: Actor, *, on: date) -> list[ToPay]:
    """What was agreed and is not paid yet, the oldest decision first."""
    people = access.visible_to(actor, Record.PAYMENTS, on=on).values("pk")
    return [_to_pay(row) for row in unpaid(people)]


def one_payment(actor: Actor, money_id: UUID, *, on: date) -> ToPay:
    """One of them, for whoever pays it. Raises NotYours where there is nothing to pay or no reach."""
    person_id = MoneyRequest.objects.filter(pk=money_id).values_list("person_id", flat=True).first()
    if person_id is None:
        raise NotYours("payment")
    person = access.person_for(actor, person_id, Record.PAYMENTS, Verb.UPDATE, on=on)
    found = next((row for row in unpaid([person.pk]) if row.pk == money_id), None)
    if found is None:
        raise NotYours("payment")
    audit.record(actor=actor, verb="looked at payment", subject_kind="person", subject=person.pk)
    return _to_pay(found)


# ---------------------------------------------------------------------------------------------------------------------


def _page(actor: Actor, person: Person, on: date, requests: QuerySet[MoneyRequest]) -> MoneyPage:
    found = allowances.of(person, on=on)
    rows = tuple(_row(one, actor, on) for one in _with_rows(requests.filter(removed_at=None)))
    shown = tuple(one for one in found if one.is_sure or one.used or one.waiting)
    return MoneyPage(shown, rows, on, _left(found))


def _left(found: Iterable[Allowance]) -> tuple[Allowance, ...]:
    return tuple(one for one in found if one.left is None or one.left > 0)


def _with_rows(requests: QuerySet[MoneyRequest]) -> QuerySet[MoneyRequest]:
    at_once = MoneyPayment.objects.filter(request=OuterRef("pk"), agreed_by=None)
    rows = requests.select_related("person", "recorded_by").annotate(at_once=Exists(at_once))
    return rows.prefetch_related("decisions__decided_by", "payments__paid_by")


def _row(request: MoneyRequest, actor: Actor, on: date) -> MoneyRow:
    decisions, payments = list(request.decisions.all()), list(request.payments.all())
    first = decisions[0] if decisions else None
    paid = sum((one.amount for one in payments), Decimal(0))
    to_pay = max(decisions[-1].amount - paid, Decimal(0)) if decisions else Decimal(0)
    by_themself = request.recorded_by_id is not None and request.recorded_by_id == request.person.user_id
    return MoneyRow(
        id=request.pk,
        version=request.version,
        person=request.person_id,
        label=request.person.label,
        what=": ".join(filter(None, (request.what, request.what_for))),
        amount=request.amount,
        reason=request.reason,
        is_urgent=request.is_urgent,
        asked_on=request.asked_on,
        asked_by=request.recorded_by.name if request.recorded_by else "",
        by_themself=by_themself,
        state=_state_in_words(request, decisions, to_pay),
        waits=request.state in steps_money.WAITS,
        decisions=tuple(_decided(one) for one in decisions),
        payments=tuple(
            MoneyPaid(p.amount, p.get_method_display(), _TO_THEM[p.method], p.paid_on, p.paid_by.name) for p in payments
        ),
        to_pay=to_pay,
        decide_by=decide_by(request),
        pay_by=PAID.period.after(decisions[-1].decided_on) if to_pay else None,
        told_on=request.told_on,
        told_how=request.told_how,
        again_on=request.again_on,
        again_words=request.again_words,
        evidence=request.evidence_id,
        receipt=request.receipt_id,
        was_paid_at_once=request.at_once,
        may_decide=steps_money.can_step(request, "decide") and steps_money.can_decide(actor, request, first),
        may_ask_again=_may_ask_again(request, first),
        may_take_back=steps_money.can_step(request, "withdraw"),
        may_tell=steps_money.can_step(request, "tell") and request.told_on is None,
    )


def _may_ask_again(request: MoneyRequest, first: MoneyDecision | None) -> bool:
    less = first is not None and first.answer != MoneyDecision.Answer.YES and not first.is_countersigning
    return less and steps_money.can_step(request, "ask_again")


def _decided(one: MoneyDecision) -> MoneyDecided:
    return MoneyDecided(
        one.answer,
        one.get_answer_display(),
        one.amount,
        one.reason,
        one.decided_on,
        one.decided_by.name,
        one.is_countersigning,
    )


def _state_in_words(request: MoneyRequest, decisions: Iterable[MoneyDecision], to_pay: Decimal) -> str:
    """Where it stands, in two or three words."""
    latest = next(reversed(list(decisions)), None)
    if latest is None or request.state in steps_money.WAITS:
        return request.get_state_display()
    if latest.is_countersigning:
        return "Paid at once, countersigned" if latest.amount else "Paid at once, not agreed afterwards"
    if not latest.amount:
        return "Refused"
    return "Agreed, to be paid" if to_pay else "Paid"


def _to_pay(row: MoneyRequest) -> ToPay:
    return ToPay(
        id=row.pk,
        label=row.person.label,
        reference=row.person.child_id,
        what=row.what,
        amount=row.agreed - row.paid,  # type: ignore[attr-defined]
        agreed_on=row.decided_on,  # type: ignore[attr-defined]
        agreed_by=row.decided_by,  # type: ignore[attr-defined]
        pay_by=PAID.period.after(row.decided_on),  # type: ignore[attr-defined]
        is_urgent=row.is_urgent,
    )
