"""Consultations in a young person's own place."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Verb
from alongside.voice import answering, queries
from alongside.voice.forms.answering import AnswerForm

OWN = frozenset({Reach.ME})


@permission(Record.CONSULTATIONS, Verb.CREATE, OWN)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What we ask of them."""
    told = queries.asked_of(request.actor.id, language=settings.LANGUAGE_CODE, on=clock.today())  # type: ignore[attr-defined]
    return render(request, "voice/me/asked.html", {"asked": told})


@permission(Record.CONSULTATIONS, Verb.CREATE, OWN)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer one. It is not kept who answered what, and nothing is written down about this page."""
    language = request.GET.get("in", settings.LANGUAGE_CODE)
    with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        return _answer(request, slug)


def _answer(request: HttpRequest, slug: str) -> HttpResponse:
    account = request.actor.id  # type: ignore[attr-defined]
    invited = queries.asked_of(account, language=translation.get_language(), on=clock.today())
    found = next((one for one in invited if one.slug == slug), None)
    if found is None and request.method == "POST" and queries.shown(slug, language="", on=clock.today()):
        return redirect("voice:thank_you")  # the button was pressed twice
    if found is None:
        raise NotYours("consultation")
    if answering.is_too_large(request, found):
        return render(request, "voice/too_large.html", {"asked": found}, status=413)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AnswerForm(*sent, asked=found)
    if sent and answering.is_taken(request, form, account=account):
        return redirect("voice:thank_you")
    told = {"asked": found, "form": form, "once": sending.mark_of(request)}
    return render(request, "voice/me/answer.html", told)
