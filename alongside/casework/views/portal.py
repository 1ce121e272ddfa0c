"""The young person's own place, under /me/."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, photos, queries
from alongside.casework.forms import portal as forms
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending, sessions
from alongside.shell.actors import Actor
from alongside.shell.forms import Form
from alongside.shell.gate import permission, public
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Reach, Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
OWN = frozenset({Reach.ME})


@public
@require_http_methods(GET_OR_POST)
def start(request: HttpRequest) -> HttpResponse:
    """Open one's own account with a code. Nothing here says whether a code exists."""
    form = forms.Start(request.POST or None)
    if request.POST and not ratelimit.consume(request, action="enrol"):
        return render(request, "casework/me/too_often.html", status=429)
    if form.is_valid() and _enrolled(request, form):
        return said(
            request, "You are in. See “How I sign in” to get in with your phone’s own lock next time.", "me:place"
        )
    return render(request, "casework/me/start.html", {"form": form})


@permission(Record.CORE_DETAILS, Verb.READ, OWN)
@require_safe
def place(request: HttpRequest) -> HttpResponse:
    """What happens next, who is helping, and the way to everything else."""
    idle = sessions.idle_of(request)
    return own_page(request, "place", queries.my_place(request.actor, on=clock.today(), signed_out_after=idle))


@permission(Record.MESSAGES, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest) -> HttpResponse:
    """What was written to and fro, and a new message."""
    form = forms.Write(request.POST or None, initial={"topic": request.GET.get("about", "talk")})
    if sent(request, form, actions.send_my_message):
        return said(request, "Your message is sent.", "me:messages")
    told = queries.my_messages(request.actor, on=clock.today())
    actions.note_own_read(on=clock.today(), by=request.actor)
    return own_page(request, "messages", told, form)


@permission(Record.ELIGIBILITY, Verb.READ, OWN)
@require_safe
def can_get(request: HttpRequest) -> HttpResponse:
    """What of the local offer is for them."""
    return own_page(request, "can_get", queries.what_i_can_get(request.actor, on=clock.today()))


@permission(Record.ELIGIBILITY, Verb.READ, OWN)
@require_http_methods(GET_OR_POST)
def why(request: HttpRequest) -> HttpResponse:
    """What the law says of them, and saying that they disagree."""
    told = queries.my_why(request.actor, on=clock.today())
    number = told.decision.number if told.decision else None
    form = forms.IDisagree(request.POST or None, initial={"number": number})
    if told.may_disagree and sent(request, form, actions.disagree_myself):
        return said(request, "What you said is written down. A manager will read it.", "me:why")
    return own_page(request, "why", told, form)


@permission(Record.CONTACT_POINTS, Verb.UPDATE, OWN)
@require_http_methods(GET_OR_POST)
def details(request: HttpRequest) -> HttpResponse:
    """Phone and e-mail, changed at once; an address is checked first."""
    form = forms.MyWay(request.POST or None)
    if sent(request, form, actions.change_my_way):
        is_address = form.cleaned_data["kind"] == "address"
        words = "Your adviser will check the new address with you." if is_address else "It is changed."
        return said(request, words, "me:details")
    return own_page(request, "details", queries.my_details(request.actor, on=clock.today()), form)


@permission(Record.CORE_DETAILS, Verb.READ, OWN)
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """How one gets in: password, passkey, where one is signed in."""
    return own_page(request, "sign_in", queries.my_sign_in(request.actor, on=clock.today()))


@permission(Record.DOCUMENTS, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def papers(request: HttpRequest) -> HttpResponse:
    """Photos of papers."""
    form = forms.MyPaper(request.POST or None, request.FILES or None)
    if sent(request, form, actions.add_my_document):
        return said(request, "It is kept. You and your adviser can see it.", "me:papers")
    return own_page(request, "papers", queries.my_papers(request.actor, on=clock.today()), form)


@permission(Record.DOCUMENTS, Verb.READ, OWN)
@require_safe
def paper(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """One's own paper."""
    return hand_out(queries.one_document(request.actor, document_id, on=clock.today()))


@permission(Record.DOCUMENTS, Verb.CREATE, OWN)
@require_POST
def take_portrait_off(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The photo of oneself stands on one's page no more."""
    actions.take_portrait_off(document_id=document_id, on=clock.today(), by=request.actor)
    return said(request, "Your photo stands on your page no more.", "me:papers")


@permission(Record.CORE_DETAILS, Verb.READ, OWN)
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """How to complain, reach an advocate, and see what is kept."""
    return own_page(request, "rights", queries.my_rights(request.actor, on=clock.today()))


@permission(Record.WHO_LOOKED, Verb.READ, OWN)
@require_safe
def looked(request: HttpRequest) -> HttpResponse:
    """Who looked, by role."""
    return own_page(request, "looked", queries.who_looked_at_me(request.actor, on=clock.today()))


@permission(Record.CORE_DETAILS, Verb.READ, OWN)
@require_POST
def shared(request: HttpRequest) -> HttpResponse:
    """Say that other people use this phone too: signed out sooner from now on."""
    request.session["shared"] = True
    return said(request, "You will be signed out sooner here.", "me:place")


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Quick exit: signed out, nothing left on the phone, and off to somewhere harmless."""
    logout(request)
    away = redirect(settings.QUICK_EXIT)
    away.headers["Clear-Site-Data"] = sessions.CLEAR_SITE_DATA
    return away


def hand_out(document: queries.OpenDocument) -> HttpResponse:
    """A paper as a file that no browser runs."""
    answer = HttpResponse(photos.content(document.path), content_type=document.kind)
    answer.headers["Content-Disposition"] = 'inline; filename="photo.jpg"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return answer


# ---------------------------------------------------------------------------------------------------------------------


def own_page(request: HttpRequest, name: str, told: Any, form: Form | None = None) -> HttpResponse:
    """A page of a young person's own place, with the form that it has, to be sent once."""
    closed = queries.why_nothing_is_written(request.actor, on=clock.today())  # type: ignore[attr-defined]
    told = {"my": told, "form": form, "once": sending.mark_of(request), "closed": closed}
    return render(request, f"casework/me/{name}.html", told)


def _enrolled(request: HttpRequest, form: forms.Start) -> bool:
    """Whether the account is open now and its holder signed in. One sentence says whatever was wrong."""
    given = dict(form.cleaned_data)
    shared = given.pop("shared")
    try:
        user = actions.enrol(**given, on=clock.today(), by=Actor.anonymous())
    except FactRefused as refused:
        form.add_error(None, str(refused))
        return False
    sessions.begin(request, user)
    request.session["shared"] = shared
    return True
