"""My home, learning and health: under /me/."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import life as forms
from alongside.casework.views.portal import GET_OR_POST, OWN, own_page
from alongside.casework.views.sent import said, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.HOME, Verb.READ, OWN)
@require_safe
def life(request: HttpRequest) -> HttpResponse:
    """Where they live, what they do, who treats them."""
    return own_page(request, "life", queries.my_life(request.actor, on=clock.today()))


@permission(Record.HOME, Verb.UPDATE, OWN)
@require_http_methods(GET_OR_POST)
def rate_home(request: HttpRequest) -> HttpResponse:
    """What they think of their home."""
    told = queries.my_life(request.actor, on=clock.today())
    initial = {}
    if told.home:
        initial = {"version": told.home.version, "rating": told.home.rating, "own_view": told.home.own_view}
    form = forms.RateHome(request.POST or None, initial=initial)
    if sent(request, form, actions.rate_my_home):
        return said(request, "Thank you. Your adviser sees what you think.", "me:life")
    return own_page(request, "rate_home", told, form)


@permission(Record.LEARNING, Verb.UPDATE, OWN)
@require_http_methods(GET_OR_POST)
def change_learning(request: HttpRequest) -> HttpResponse:
    """Something new in learning or work; an adviser looks at it first."""
    form = forms.MyActivity(request.POST or None)
    if sent(request, form, actions.propose_my_activity):
        return said(request, "Thank you. Your adviser looks at it, then it is changed.", "me:life")
    return own_page(request, "change_learning", queries.my_life(request.actor, on=clock.today()), form)
