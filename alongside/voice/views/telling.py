"""Telling us what one thinks, at any time: on the public site without a name, and in one's own place."""

from __future__ import annotations

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.origin import same_origin
from alongside.shell.refusals import AlreadyDone, FactRefused
from alongside.shell.roles import Reach, Record, Verb
from alongside.shell.serving import personal_page
from alongside.voice import actions, crowds, letter_box, queries
from alongside.voice.forms.telling import TellAsMyself, TellForm

GET_OR_POST = ["GET", "HEAD", "POST"]
OWN = frozenset({Reach.ME})
LARGEST = 64 * 1024
"""Bytes of a whole form."""


@personal_page
@same_origin
@sensitive_post_parameters()
@require_http_methods(GET_OR_POST)
def tell(request: HttpRequest) -> HttpResponse:
    """Tell us something. No name, no address, no session."""
    if _is_too_large(request):
        return render(request, "voice/too_large.html", status=413)
    form = TellForm(request.POST or None)
    if form.is_valid() and _dropped(request, form):
        return redirect("voice:heard")
    return render(request, "voice/tell.html", {"form": form, "once": sending.mark_of(request)})


@personal_page
@require_safe
def heard(request: HttpRequest) -> HttpResponse:
    """After telling us: the same for everybody."""
    return render(request, "voice/heard.html")


@permission(Record.VIEWS, Verb.CREATE, OWN)
@sensitive_post_parameters()
@require_http_methods(GET_OR_POST)
def tell_as_myself(request: HttpRequest) -> HttpResponse:
    """Tell us something in one's own place: to be told what came of it, or without a name."""
    if _is_too_large(request):
        return render(request, "voice/too_large.html", status=413)
    form = TellAsMyself(request.POST or None)
    if form.is_valid() and (_said(request, form) if form.cleaned_data["tell_me"] else _dropped(request, form)):
        return redirect("my_views:mine")
    return render(request, "voice/me/tell.html", {"form": form, "once": sending.mark_of(request)})


@permission(Record.VIEWS, Verb.CREATE, OWN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one said, and what came of it."""
    told = queries.said_before(request.actor.id, on=clock.today())  # type: ignore[attr-defined]
    return render(request, "voice/me/said.html", {"said": told})


# ---------------------------------------------------------------------------------------------------------------------


def _is_too_large(request: HttpRequest) -> bool:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST
    except ValueError:
        return True


def _dropped(request: HttpRequest, form: TellForm) -> bool:
    """Whether it lies in the letter box, without a name; a machine is told the same and nothing is kept."""
    if form.is_from_a_machine:
        return True
    if crowds.comes_too_often(get_client_ip(request) or ""):
        letter_box.note_flood(letter_box.FORM, on=clock.today())
        form.add_error(None, _("Too many answers come from your place just now. Wait ten minutes, then send again."))
        return False
    given = {name: form.cleaned_data[name] for name in ("words", "may_see")}
    try:
        letter_box.drop_view(**given, mark=sending.key_of(request), on=clock.today())
    except FactRefused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _said(request: HttpRequest, form: TellForm) -> bool:
    given = {name: form.cleaned_data[name] for name in ("words", "may_see")}
    try:
        sending.send_once(actions.say, sending.sent(request), on=clock.today(), **given)
    except AlreadyDone:
        return True
    except FactRefused as refused:
        form.add_error(None, str(refused))
    return not form.errors
