"""Help after 21 and the people around a young person, in their own place."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework import actions, queries
from alongside.casework.forms import support as forms
from alongside.casework.views.portal import GET_OR_POST, OWN, own_page
from alongside.casework.views.sent import said, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.SUPPORT, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def support(request: HttpRequest) -> HttpResponse:
    """Ask for support after 21, or come back to it."""
    form = forms.IAsk(request.POST or None)
    told = queries.my_support(request.actor, on=clock.today())
    if "once" in request.POST and sent(request, form, actions.ask_for_my_support):
        return said(request, "We know now that you want help. Your adviser gets in touch.", "me:support")
    return own_page(request, "support", told, form)


@permission(Record.SUPPORT, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def stop(request: HttpRequest) -> HttpResponse:
    """Say that one no longer wants support."""
    form = forms.IStop(request.POST or None)
    told = queries.my_support(request.actor, on=clock.today())
    if "once" in request.POST and sent(request, form, actions.end_my_support):
        return said(request, "It has stopped. You can come back whenever you like, until you are 25.", "me:support")
    return own_page(request, "stop", told, form)


@permission(Record.NETWORK, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def people(request: HttpRequest) -> HttpResponse:
    """The people around me, and about what you may talk to them."""
    form = forms.MyPerson(request.POST or None)
    if sent(request, form, actions.add_my_person):
        return said(request, "They are in your list now.", "me:people")
    return own_page(request, "people", queries.my_network(request.actor, on=clock.today()), form)


@permission(Record.NETWORK, Verb.UPDATE, OWN)
@require_POST
def stop_talking(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Nobody talks to this person of mine any more."""
    actions.stop_talking(member_id=member_id, on=clock.today(), by=request.actor)
    return said(request, "We do not talk to them any more.", "me:people")
