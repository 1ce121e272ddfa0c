"""Typing in what was answered on paper, and setting a batch aside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.voice import actions, answering, queries
from alongside.voice.forms.answering import AnswerForm
from alongside.voice.views.desk import GET_OR_POST, back


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_POST
def begin(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Begin a batch of paper forms."""
    batch = actions.begin_typing(consultation_id=consultation_id, on=clock.today(), by=request.actor)  # type: ignore[attr-defined]
    return redirect("voice_staff:type_in", batch.pk)


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@sensitive_post_parameters()
@require_http_methods(GET_OR_POST)
def type_in(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Type one form in, then the next."""
    by = request.actor  # type: ignore[attr-defined]
    batch, consultation_id = queries.one_batch(by, batch_id)
    asked = queries.preview(by, consultation_id, language=request.GET.get("in", ""), on=clock.today())
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AnswerForm(*sent, asked=asked, with_code=asked.asks_code, on_paper=True)
    if sent and answering.is_typed_in(request, form, batch_id=batch_id):
        messages.success(request, "It is in the box. Now the next one.")
        return redirect("voice_staff:type_in", batch_id)
    told = {"asked": asked, "form": form, "batch": batch, "once": sending.mark_of(request)}
    return render(request, "voice/staff/type_in.html", told | {"consultation_id": consultation_id})


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_POST
def finish(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """All of them are typed in."""
    batch = actions.finish_typing(batch_id=batch_id, by=request.actor)  # type: ignore[attr-defined]
    return back(batch.consultation_id)


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_POST
def set_aside(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Leave a batch out of the count, or take it in again."""
    aside = request.POST.get("aside") == "yes"
    batch = actions.set_batch_aside(batch_id=batch_id, aside=aside, by=request.actor)  # type: ignore[attr-defined]
    return back(batch.consultation_id)
