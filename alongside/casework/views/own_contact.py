"""What a young person sees of the contact between them and us, and what they add to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.casework import actions, queries
from alongside.casework.forms import contact as forms
from alongside.casework.views.portal import GET_OR_POST, OWN, own_page
from alongside.casework.views.sent import said, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.CONTACT_LOG, Verb.READ, OWN)
@require_http_methods(GET_OR_POST)
def contacts(request: HttpRequest) -> HttpResponse:
    """When we were in touch, and words of one's own to it."""
    form = forms.MyWords(request.POST or None, initial={"contact_id": request.GET.get("to")})
    if sent(request, form, actions.add_my_words):
        return said(request, "Your words are there now.", "me:contacts")
    return own_page(request, "contacts", queries.my_contacts(request.actor, on=clock.today()), form)
