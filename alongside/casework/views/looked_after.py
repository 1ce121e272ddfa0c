"""Pages while somebody is looked after: being missing, and decisions that a senior officer takes."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import looked_after as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.casework.views.sent import said
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.SAFETY, Verb.READ)
@require_safe
def missing(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Every time that a young person was missing, and the talk afterwards."""
    on, by = clock.today(), request.actor
    header = queries.person_header(by, person_id, Record.SAFETY, on=on, place="casework:missing")
    rows = queries.missing_of(by, person_id, on=on)
    return render(request, "casework/missing.html", {"header": header, "rows": rows})


@permission(Record.SAFETY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def talk(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """They are back: the talk with somebody independent, and what came of it."""
    row = queries.one_missing(request.actor, incident_id, on=clock.today())
    about = FormAbout(
        title="The talk after being missing",
        place="casework:missing",
        act=partial(without_person, actions.record_return_talk, incident_id=incident_id),
        done="It is recorded.",
        subject=incident_id,
    )
    initial = {name: getattr(row, name) for name in ("version", "outcome", "talk_on", "talk_with", "said", "result")}
    return about.open(
        request, row.person, Record.SAFETY, Verb.UPDATE, lambda _, data: forms.Talk(data, initial=initial)
    )


@permission(Record.CARE_HISTORY, Verb.READ)
@require_safe
def care_decisions(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What a senior officer decides or decided about somebody's care."""
    on, by = clock.today(), request.actor
    header = queries.person_header(by, person_id, Record.CARE_HISTORY, on=on, place="casework:care_decisions")
    rows = queries.care_decisions_of(by, person_id, on=on)
    return render(request, "casework/care_decisions.html", {"header": header, "rows": rows})


@permission(Record.CARE_HISTORY, Verb.APPROVE)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a senior officer."""
    on = clock.today()
    rows = queries.care_decisions_waiting(request.actor, on=on)
    return render(request, "casework/care_decisions_waiting.html", {"rows": rows, "on": on})


@permission(Record.CARE_HISTORY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def propose(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Put a decision to a senior officer."""
    about = FormAbout(
        title="A decision for a senior officer",
        place="casework:care_decisions",
        act=actions.propose_care_decision,
        done="It waits for a senior officer. The law’s clock runs until it is decided.",
    )
    return about.open(
        request, person_id, Record.CARE_HISTORY, Verb.CREATE, lambda _, data: forms.ProposeCareDecision(data)
    )


@permission(Record.CARE_HISTORY, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide(request: HttpRequest, care_decision_id: UUID) -> HttpResponse:
    """Approve or refuse."""
    row = queries.one_care_decision(request.actor, care_decision_id, Verb.APPROVE, on=clock.today())
    if not row.may_decide and not request.POST:
        raise NotYours("a decision that is not for this officer, or not waiting")
    about = FormAbout(
        title="Decide",
        place="casework:care_decisions",
        act=partial(without_person, actions.decide_care_decision, care_decision_id=care_decision_id),
        done="It is decided.",
        template="casework/care_decision_decide.html",
        more={"row": row},
        subject=care_decision_id,
    )
    return about.open(request, row.person, Record.CARE_HISTORY, Verb.APPROVE, lambda _, data: forms.DecideCare(data))


@permission(Record.CARE_HISTORY, Verb.CREATE)
@require_POST
def withdraw(request: HttpRequest, care_decision_id: UUID) -> HttpResponse:
    """Take back what waits."""
    step = actions.withdraw_care_decision(care_decision_id=care_decision_id, on=clock.today(), by=request.actor)
    return said(request, "It is withdrawn.", "casework:care_decisions", step.person_id)


@permission(Record.CARE_HISTORY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def told_council(request: HttpRequest, care_decision_id: UUID) -> HttpResponse:
    """The council of the area was written to."""
    row = queries.one_care_decision(request.actor, care_decision_id, Verb.CREATE, on=clock.today())
    if not row.may_tell and not request.POST:
        raise NotYours("a decision of which no other council is told")
    about = FormAbout(
        title="The council of the area was told",
        place="casework:care_decisions",
        act=partial(without_person, actions.tell_other_council, care_decision_id=care_decision_id),
        done="It is recorded.",
        subject=care_decision_id,
    )
    return about.open(request, row.person, Record.CARE_HISTORY, Verb.CREATE, lambda _, data: forms.ToldCouncil(data))
