"""Money, as those who work with young people ask for it, decide on it and pay it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries, steps_money
from alongside.casework.forms import money as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.MONEY, Verb.READ)
@require_safe
def money(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What somebody may have, what is left, and what was asked for."""
    on, by = clock.today(), request.actor
    header = queries.person_header(by, person_id, Record.MONEY, on=on, place="casework:money")
    told = queries.money_of(by, person_id, on=on)
    return render(request, "casework/money.html", {"header": header, "told": told, "title": "Money"})


@permission(Record.MONEY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask for money for somebody; at night, pay it at once."""
    by, files = request.actor, request.FILES or None
    about = FormAbout(title="Ask for money", place="casework:money", act=actions.ask_for_money, done="It is asked for.")
    choices = queries.what_to_ask_for(by, person_id, on=clock.today())
    make = partial(forms.AskForMoney, files=files, allowances=choices, at_once=steps_money.pays_at_once(by))
    return about.open(request, person_id, Record.MONEY, Verb.CREATE, lambda _, data: make(data))


@permission(Record.MONEY, Verb.APPROVE)
@require_safe
def to_decide(request: HttpRequest) -> HttpResponse:
    """Money that waits for a decision."""
    on = clock.today()
    told = {
        "rows": queries.money_to_decide(request.actor, on=on),
        "on": on,
        "sees_payments": request.actor.can_at_work(Record.PAYMENTS, Verb.READ),
    }
    return render(request, "casework/money_to_decide.html", told)


@permission(Record.MONEY, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide(request: HttpRequest, money_id: UUID) -> HttpResponse:
    """Decide on one request, or countersign what was paid at once."""
    asked = queries.one_request(request.actor, money_id, Verb.APPROVE, on=clock.today())
    about = _about_one(asked, "Decide on money", actions.decide_money, "It is decided.")
    started = {"version": asked.row.version}
    make = partial(forms.DecideMoney, initial=started, countersigning=asked.row.was_paid_at_once)
    return about.open(request, asked.row.person, Record.MONEY, Verb.APPROVE, lambda _, data: make(data))


@permission(Record.MONEY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def tell(request: HttpRequest, money_id: UUID) -> HttpResponse:
    """Record that they were told what was decided."""
    asked = queries.one_request(request.actor, money_id, Verb.CREATE, on=clock.today())
    about = _about_one(asked, "They were told", actions.tell_of_money, "It is recorded.")
    make = partial(forms.ToldOfMoney, initial={"told_on": clock.today()})
    return about.open(request, asked.row.person, Record.MONEY, Verb.CREATE, lambda _, data: make(data))


@permission(Record.MONEY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def ask_again(request: HttpRequest, money_id: UUID) -> HttpResponse:
    """Ask again for them."""
    asked = queries.one_request(request.actor, money_id, Verb.CREATE, on=clock.today())
    about = _about_one(asked, "Ask again", actions.ask_for_money_again, "Somebody else will decide.")
    return about.open(request, asked.row.person, Record.MONEY, Verb.CREATE, lambda _, data: forms.AskAgain(data))


@permission(Record.MONEY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def receipt(request: HttpRequest, money_id: UUID) -> HttpResponse:
    """Keep the receipt."""
    asked = queries.one_request(request.actor, money_id, Verb.CREATE, on=clock.today())
    about = _about_one(asked, "Add the receipt", actions.add_receipt, "The receipt is kept.")
    make = partial(forms.Receipt, files=request.FILES or None)
    return about.open(request, asked.row.person, Record.MONEY, Verb.CREATE, lambda _, data: make(data))


@permission(Record.MONEY, Verb.CREATE)
@require_POST
def take_back(request: HttpRequest, money_id: UUID) -> HttpResponse:
    """Take back a request that nobody decided on."""
    taken = actions.take_back_money(money_id=money_id, on=clock.today(), by=request.actor)
    return said(request, "It is taken back.", "casework:money", taken.person_id)


@permission(Record.PAYMENTS, Verb.READ)
@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """Money that was agreed and is not paid yet."""
    on = clock.today()
    may_pay = request.actor.can_at_work(Record.PAYMENTS, Verb.UPDATE)
    told = {"rows": queries.payments_to_make(request.actor, on=on), "on": on, "may_pay": may_pay}
    return render(request, "casework/payments.html", told)


@permission(Record.PAYMENTS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def pay(request: HttpRequest, money_id: UUID) -> HttpResponse:
    """Mark one payment as made."""
    on, by = clock.today(), request.actor
    told = queries.one_payment(by, money_id, on=on)
    form = forms.Pay(request.POST or None, on=on)
    if sent(request, form, partial(actions.pay_money, money_id=money_id)):
        return said(request, "It is marked as paid. The young person sees the date.", "casework:payments")
    return render(request, "casework/pay.html", {"one": told, "form": form, "once": sending.mark_of(request)})


# ---------------------------------------------------------------------------------------------------------------------


def _about_one(asked: queries.OneRequest, title: str, act: Any, done: str) -> FormAbout:
    """A form about one request for money."""
    return FormAbout(
        title=title,
        place="casework:money",
        act=partial(without_person, act, money_id=asked.row.id),
        done=done,
        template="casework/money_one.html",
        more={"asked": asked},
        subject=asked.row.id,
    )
