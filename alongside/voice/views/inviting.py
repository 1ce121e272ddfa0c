"""Inviting: codes on slips, accounts, and the form on paper."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from alongside.partners import queries as partners
from alongside.shell import clock, paper, sending
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.voice import actions, queries
from alongside.voice.forms import consultations as forms
from alongside.voice.views.desk import GET_OR_POST, back, sent


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@sensitive_variables()
@require_http_methods(GET_OR_POST)
def codes(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Make codes and show them as slips, this once."""
    desk = queries.desk(request.actor, consultation_id, on=clock.today())  # type: ignore[attr-defined]
    form = forms.Codes(request.POST or None, districts=_districts())
    made: list[str] = []
    act = partial(actions.make_codes, consultation_id=consultation_id)
    if sent(request, form, lambda **given: made.extend(act(**given))) and made:
        address = settings.SITE_URL + reverse("voice:answer", args=[desk.shown.slug])
        told = {"desk": desk, "codes": made, "address": address, "qr": paper.qr_drawing(address, "The page")}
        return render(request, "voice/staff/slips.html", told)
    told = {"desk": desk, "form": form, "once": sending.mark_of(request)}
    return render(request, "voice/staff/codes.html", told)


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def accounts(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Invite those who have a place of their own here."""
    desk = queries.desk(request.actor, consultation_id, on=clock.today())  # type: ignore[attr-defined]
    form = forms.Accounts(request.POST or None, districts=_districts())
    if sent(request, form, partial(actions.invite_accounts, consultation_id=consultation_id, on=clock.today())):
        messages.success(request, "They find it in their own place now.")
        return back(consultation_id)
    told = {"desk": desk, "form": form, "once": sending.mark_of(request)}
    return render(request, "voice/staff/accounts.html", told)


@permission(Record.CONSULTATIONS, Verb.READ)
@require_safe
def printed_form(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """The questions on paper, in a language."""
    language = request.GET.get("in", settings.LANGUAGE_CODE)
    asked = queries.preview(request.actor, consultation_id, language=language, on=clock.today())  # type: ignore[attr-defined]
    with translation.override(asked.language):
        return render(request, "voice/staff/printed_form.html", {"asked": asked})


def _districts() -> list[str]:
    return [name for _, name in partners.districts()]
