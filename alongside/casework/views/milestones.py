"""What was decided in supervision about one young person, and what they lived through."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.casework import actions, queries
from alongside.casework.forms import milestones as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.CASE_NOTES, Verb.READ)
@require_http_methods(GET_OR_POST)
def supervision(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What was decided, and a new decision."""
    about = FormAbout(
        title="Supervision",
        place="casework:supervision",
        act=actions.note_supervision,
        done="It is noted.",
        template="casework/supervision.html",
        more={"rows": queries.supervision(request.actor, person_id, on=clock.today())},
    )
    verb = Verb.CREATE if request.POST else Verb.READ
    make = lambda header, data: forms.Supervision(data, initial={"held_on": header.on})  # noqa: E731
    return about.open(request, person_id, Record.CASE_NOTES, verb, make)


@permission(Record.CASE_NOTES, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def supervision_done(request: HttpRequest, supervision_id: UUID) -> HttpResponse:
    """What was to be done is done."""
    held = queries.one_supervision(request.actor, supervision_id, on=clock.today())
    about = FormAbout(
        title="It is done",
        place="casework:supervision",
        act=partial(without_person, actions.finish_supervision, supervision_id=supervision_id),
        done="It is noted.",
        subject=supervision_id,
    )
    make = lambda header, data: forms.Done(data, initial={"version": held.version, "done_on": header.on})  # noqa: E731
    return about.open(request, held.person, Record.CASE_NOTES, Verb.CREATE, make)


@permission(Record.CASE_NOTES, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def life_event(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Something that mattered in their life."""
    about = FormAbout(
        title="Something that mattered",
        place="casework:chronology",
        act=actions.note_life_event,
        done="It is in the chronology.",
    )
    make = lambda header, data: forms.Lived(data, initial={"happened_on": header.on})  # noqa: E731
    return about.open(request, person_id, Record.CASE_NOTES, Verb.CREATE, make)
