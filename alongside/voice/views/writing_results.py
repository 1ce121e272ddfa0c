"""Writing results: quotes and pictures are chosen by a person, then everybody is told."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb
from alongside.voice import actions, queries
from alongside.voice.forms import consultations as forms
from alongside.voice.result_charts import charts_of
from alongside.voice.views.answering import as_picture
from alongside.voice.views.asking import may
from alongside.voice.views.desk import GET_OR_POST, sent


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def results(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """What was said, what of it is shown, and what happens next: for who writes it, and for who publishes it."""
    desk = queries.results_desk(request.actor, consultation_id)  # type: ignore[attr-defined]
    initial = {"found": desk.results.found, "next_steps": desk.results.next_steps}
    form = forms.Found(request.POST or None, initial=initial)
    act = partial(actions.write_results, consultation_id=consultation_id, version=desk.version)
    if sent(request, form, act):
        messages.success(request, "It is kept. Nobody else sees it yet.")
        return redirect("voice_staff:results", consultation_id)
    told = {"desk": desk, "charts": charts_of(desk.results), "form": form, "once": sending.mark_of(request)}
    told |= {"may": may(request.actor, Record.CONSULTATIONS)}  # type: ignore[attr-defined]
    return render(request, "voice/staff/results.html", told)


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def quote(request: HttpRequest, said_id: UUID) -> HttpResponse:
    """Say what a text is about, and what of it is shown."""
    one, consultation_id = queries.one_text(request.actor, said_id)  # type: ignore[attr-defined]
    initial = {"theme": one.theme, "quote": one.quote}
    form = forms.Quote(request.POST or None, initial=initial)
    if sent(request, form, partial(actions.choose_quote, said_id=said_id, version=one.version)):
        return redirect("voice_staff:results", consultation_id)
    told = {"one": one, "form": form, "consultation_id": consultation_id, "once": sending.mark_of(request)}
    return render(request, "voice/staff/quote.html", told)


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def drawing(request: HttpRequest, drawing_id: UUID) -> HttpResponse:
    """Say what a picture shows, and whether everybody may see it."""
    one, consultation_id = queries.one_drawing(request.actor, drawing_id)  # type: ignore[attr-defined]
    form = forms.Shows(request.POST or None, initial={"shows": one.shows, "is_shown": one.is_shown})
    if sent(request, form, partial(actions.choose_drawing, drawing_id=drawing_id, version=one.version)):
        return redirect("voice_staff:results", consultation_id)
    told = {"one": one, "form": form, "consultation_id": consultation_id, "once": sending.mark_of(request)}
    return render(request, "voice/staff/drawing.html", told)


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_safe
def picture(request: HttpRequest, drawing_id: UUID) -> HttpResponse:
    """A picture, for whoever chooses."""
    found = queries.drawing(drawing_id, actor=request.actor)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return as_picture(found)


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_POST
def put_forward(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Say that the results are ready for a second person."""
    try:
        actions.put_results_forward(consultation_id=consultation_id, by=request.actor)  # type: ignore[attr-defined]
        messages.success(request, "A second person reads them now and publishes them.")
    except FactRefused as refused:
        messages.error(request, str(refused))
    return redirect("voice_staff:results", consultation_id)


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_POST
def send_back(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Have them written anew."""
    actions.send_results_back(consultation_id=consultation_id, by=request.actor)  # type: ignore[attr-defined]
    return redirect("voice_staff:results", consultation_id)


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_POST
def publish(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Show everybody the results that somebody else wrote."""
    done = actions.publish_results(consultation_id=consultation_id, on=clock.today(), by=request.actor)  # type: ignore[attr-defined]
    return redirect("voice:results", done.slug)
