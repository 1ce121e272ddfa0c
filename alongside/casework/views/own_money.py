"""Money, in a young person's own place."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework import actions, queries
from alongside.casework.forms import money as forms
from alongside.casework.views.portal import GET_OR_POST, OWN, own_page
from alongside.casework.views.sent import said, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.MONEY, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def money(request: HttpRequest) -> HttpResponse:
    """What they can have and what is left, what they asked for and what was decided; and asking."""
    on = clock.today()
    told = queries.my_money(request.actor, on=on)
    form = forms.AskForMyMoney(request.POST or None, request.FILES or None, allowances=told.asks_for)
    if sent(request, form, actions.ask_for_my_money):
        return said(request, "You asked for it. We decide soon and tell you here.", "me:money")
    actions.note_my_decisions_read(on=on, by=request.actor)
    return own_page(request, "money", told, form)


@permission(Record.MONEY, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def again(request: HttpRequest, money_id: UUID) -> HttpResponse:
    """Ask again after a decision that gave less."""
    on = clock.today()
    told = queries.one_request(request.actor, money_id, Verb.CREATE, on=on)
    form = forms.AskMyselfAgain(request.POST or None)
    if sent(request, form, partial(actions.ask_for_money_again, money_id=money_id)):
        return said(request, "Somebody else will look at it now, and tell you here.", "me:money")
    return own_page(request, "money_again", told, form)


@permission(Record.MONEY, Verb.CREATE, OWN)
@require_POST
def take_back(request: HttpRequest, money_id: UUID) -> HttpResponse:
    """Take back what they asked for."""
    actions.take_back_money(money_id=money_id, on=clock.today(), by=request.actor)
    return said(request, "It is taken back.", "me:money")
