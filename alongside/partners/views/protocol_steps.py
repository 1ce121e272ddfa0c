"""Steps of a protocol that are written down by hand."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.partners import actions, queries
from alongside.partners.forms import protocols as forms
from alongside.partners.views.staff import GET_OR_POST, form_page, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.PROTOCOLS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_step(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Write down that something was asked of a party, and when it was done."""
    duties, parties = queries.step_choices(request.actor, edition_id)
    form = forms.Step(request.POST or None, duties=duties, parties=parties)
    if sent(request, form, partial(actions.record_step, on=clock.today()), edition_id):
        messages.success(request, "It is written down.")
        return redirect("protocol", edition_id)
    lead = "Write nothing of whom it was about. What casework reports by itself is not in this list."
    return form_page(request, form, "A step", back=reverse("protocol", args=[edition_id]), lead=lead)


@permission(Record.PROTOCOLS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def finish_step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Say when a step was done."""
    edition_id, step = queries.protocol_of_step(request.actor, step_id)
    form = forms.FinishStep(request.POST or None, initial={"done_on": clock.today(), "version": step.version})
    if sent(request, form, partial(actions.finish_step, step_id=step_id, on=clock.today()), step_id):
        messages.success(request, "It is written down.")
        return redirect("protocol", edition_id)
    back = reverse("protocol", args=[edition_id])
    return form_page(request, form, "Done", back=back, lead=f"{step.organisation}: {step.what}")


@permission(Record.PROTOCOLS, Verb.CREATE)
@require_POST
def take_out_step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Take out a step that was written down by mistake."""
    actor = request.actor
    edition_id, step = queries.protocol_of_step(actor, step_id)
    actions.take_out_step(step_id=step_id, version=step.version, on=clock.today(), by=actor)
    messages.success(request, "It is taken out.")
    return redirect("protocol", edition_id)
