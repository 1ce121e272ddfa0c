"""The registers of young people who live in another council's area."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import elsewhere as forms
from alongside.casework.views.about import FormAbout
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
PLACE = "casework:living_elsewhere"


@permission(Record.ELSEWHERE, Verb.READ)
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Other councils' young people here, and ours elsewhere."""
    found = queries.registers(request.actor, on=clock.today(), past=request.GET.get("past") == "1")
    adds = request.actor.can(Record.ELSEWHERE, Verb.CREATE)
    return render(request, "casework/registers.html", {"found": found, "adds": adds})


@permission(Record.ELSEWHERE, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_here(request: HttpRequest) -> HttpResponse:
    """Write down a notice about another council's young person."""
    form = forms.LivesHere(request.POST or None, districts=queries.district_choices())
    if sent(request, form, actions.add_living_here):
        return said(request, "It is written down.", "casework:registers")
    return _form(request, form, "Another council’s young person")


@permission(Record.ELSEWHERE, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_here(request: HttpRequest, living_here_id: UUID) -> HttpResponse:
    """Change a line about another council's young person, or end it."""
    row = queries.one_living_here(request.actor, living_here_id)
    names = ("name", "born_on", "kind", "council", "contact", "from_on", "told_on", "open_to_them", "version")
    first = {name: getattr(row, name) for name in (*names, "to_on", "ended_told_on")} | {"district": row.district_slug}
    form = forms.ChangeLivesHere(request.POST or None, districts=queries.district_choices(), initial=first)
    act = partial(actions.change_living_here, living_here_id=living_here_id)
    if sent(request, form, act):
        return said(request, "It is changed.", "casework:registers")
    return _form(request, form, row.name)


@permission(Record.CARE_HISTORY, Verb.READ)
@require_http_methods(GET_OR_POST)
def living_elsewhere(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Where a young person of ours lives in another council's area, and a new place there."""
    rows = queries.living_elsewhere(request.actor, person_id, on=clock.today())
    about = FormAbout(
        title="Living in another area",
        place=PLACE,
        act=actions.set_living_elsewhere,
        done="It is written down.",
        template="casework/living_elsewhere.html",
        more={"rows": rows, "adds": request.actor.can(Record.ELSEWHERE, Verb.CREATE)},
    )
    return about.open(request, person_id, Record.CARE_HISTORY, Verb.READ, lambda _, data: forms.LivesElsewhere(data))


@permission(Record.CARE_HISTORY, Verb.READ)
@require_http_methods(GET_OR_POST)
def back_here(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """They live in this area again."""
    about = FormAbout(
        title="Living here again", place=PLACE, act=actions.end_living_elsewhere, done="It is written down."
    )
    return about.open(request, person_id, Record.CARE_HISTORY, Verb.READ, lambda _, data: forms.BackHere(data))


def _form(request: HttpRequest, form: Form, title: str) -> HttpResponse:
    told = {"form": form, "title": title, "once": sending.mark_of(request)}
    return render(request, "casework/lives_here.html", told)
