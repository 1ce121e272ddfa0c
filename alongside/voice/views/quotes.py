"""Quotes of views: one worker chooses, another agrees or takes it down."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.voice import actions, naming, queries
from alongside.voice.forms import views as forms
from alongside.voice.views.asking import actor_of, version_of
from alongside.voice.views.desk import GET_OR_POST, sent


@permission(Record.VIEWS, Verb.APPROVE)
@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    """Those that wait for a second person, and those that everybody reads."""
    return render(request, "voice/staff/quotes.html", {"rows": queries.quotes(actor_of(request))})


@permission(Record.VIEWS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def choose(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """Choose what of a view is shown."""
    view = queries.one_view(actor_of(request), view_id, on=clock.today())
    form = forms.QuoteForm(request.POST or None, initial={"words": view.words})
    if sent(request, form, partial(actions.quote_view, view_id=view_id)):
        return redirect("views:view", view_id)
    named = ", ".join(naming.may_name(view.words))
    told = {
        "title": "Show their words",
        "form": form,
        "button": "Put the quote forward",
        "once": sending.mark_of(request),
        "back": ("views:view", view_id),
        "said": view.words,
        "note": f"May point at somebody: {named}. Leave it out." if named else "A second person reads it too.",
    }
    return render(request, "voice/staff/one_form.html", told)


@permission(Record.VIEWS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def quote(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """Read one that somebody else chose, and agree it."""
    one = queries.one_quote(actor_of(request), quote_id)
    form = forms.AgreeQuoteForm(request.POST or None)
    version = version_of(request, one.version)
    if sent(request, form, partial(actions.agree_quote, quote_id=quote_id, version=version)):
        return redirect("views:one_quote", quote_id)
    told = {"one": one, "form": form, "version": version, "once": sending.mark_of(request)}
    return render(request, "voice/staff/one_quote.html", told)


@permission(Record.VIEWS, Verb.APPROVE)
@require_POST
def take_down(request: HttpRequest, quote_id: UUID) -> HttpResponse:
    """Do not show it."""
    actions.take_quote_down(quote_id=quote_id, version=version_of(request, 0), by=actor_of(request))
    return redirect("views:one_quote", quote_id)
