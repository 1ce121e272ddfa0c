"""What a young person does about their rights: complain, ask for an advocate, see their records, say who may know."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import rights as forms
from alongside.casework.forms import sharing as sharing_forms
from alongside.casework.views.own_record_requests import hand_out_bundle, hand_out_paper
from alongside.casework.views.portal import GET_OR_POST, OWN, own_page
from alongside.casework.views.sent import said, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.COMPLAINTS, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def complaints(request: HttpRequest) -> HttpResponse:
    """What one complained about, and a new complaint."""
    told = queries.my_complaints(request.actor, on=clock.today())
    form = forms.Complain(request.POST or None, people=told.people)
    if sent(request, form, actions.complain):
        return said(request, "We have it. You can see here where it stands.", "me:complaints")
    return own_page(request, "complaints", told, form)


@permission(Record.COMPLAINTS, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def complaint(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """Where a complaint stands, and going on with it."""
    told = queries.my_complaint(request.actor, complaint_id, on=clock.today())
    form = forms.GoOn(request.POST or None)
    act = partial(actions.go_on_with_complaint, complaint_id=complaint_id)
    if sent(request, form, act):
        return said(request, "Somebody else looks at it now.", "me:complaints")
    return own_page(request, "complaint", told, form)


@permission(Record.COMPLAINTS, Verb.CREATE, OWN)
@require_POST
def complaint_back(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """Take a complaint back."""
    actions.take_complaint_back(complaint_id=complaint_id, on=clock.today(), by=request.actor)
    return said(request, "You took it back. You can complain again at any time.", "me:complaints")


@permission(Record.COMPLAINTS, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def advocate(request: HttpRequest) -> HttpResponse:
    """Ask for an advocate; or choose what one's advocate sees."""
    told = queries.my_complaints(request.actor, on=clock.today())
    there = told.advocate is not None and told.advocate.from_on is not None
    if there and told.advocate is not None:
        form = forms.ShowAdvocate(request.POST or None, parts=told.parts, initial={"shares": told.advocate.shows})
        if sent(request, form, actions.show_my_advocate):
            return said(request, "Your advocate sees what you ticked, and nothing else.", "me:advocate")
        return own_page(request, "advocate", told, form)
    asking = forms.AskAdvocate(request.POST or None)
    if sent(request, asking, actions.ask_for_advocate):
        return said(request, "We have it. We find somebody for you.", "me:advocate")
    return own_page(request, "advocate", told, asking)


@permission(Record.OWN_RECORDS, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def records(request: HttpRequest) -> HttpResponse:
    """Ask to see what is kept, and see how far that is."""
    form = forms.AskRecords(request.POST or None)
    if sent(request, form, actions.ask_for_my_records):
        return said(request, "We have it. First we make sure that it is you.", "me:records")
    return own_page(request, "records", queries.my_records(request.actor, on=clock.today()), form)


@permission(Record.OWN_RECORDS, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def wrong(request: HttpRequest) -> HttpResponse:
    """Say that something in the record is wrong."""
    form = forms.Wrong(request.POST or None)
    if sent(request, form, actions.ask_for_my_correction):
        return said(request, "We have it. We tell you within a month what we do about it.", "me:records")
    return own_page(request, "wrong", queries.my_records(request.actor, on=clock.today()), form)


@permission(Record.OWN_RECORDS, Verb.READ, OWN)
@require_safe
def bundle(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One's own records, once they are given."""
    return hand_out_bundle(request, request_id)


@permission(Record.OWN_RECORDS, Verb.READ, OWN)
@require_safe
def bundle_paper(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The same to read, as a PDF."""
    return hand_out_paper(request, request_id)


@permission(Record.SHARING, Verb.UPDATE, OWN)
@require_http_methods(GET_OR_POST)
def who_knows(request: HttpRequest) -> HttpResponse:
    """Who may know what, and a new choice."""
    choices = {"organisations": queries.organisations_to_tell(), "parts": queries.my_parts_to_tell()}
    form = sharing_forms.MyChoice(request.POST or None, **choices)
    if sent(request, form, actions.say_who_may_know):
        return said(request, "It is written down.", "me:who_knows")
    return own_page(request, "who_knows", queries.my_sharing(request.actor, on=clock.today()), form)


@permission(Record.SHARING, Verb.UPDATE, OWN)
@require_POST
def take_back(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Take a yes back, at once."""
    version = int(request.POST.get("version") or 0)
    actions.take_consent_back(consent_id=consent_id, version=version, on=clock.today(), by=request.actor)
    return said(request, "You took it back. What hung on it is closed.", "me:who_knows")


@permission(Record.SHARING, Verb.READ, OWN)
@require_safe
def was_shared(request: HttpRequest) -> HttpResponse:
    """What was told to whom, and why."""
    on = clock.today()
    told = {"sharing": queries.my_sharing(request.actor, on=on), "services": queries.my_services(request.actor, on=on)}
    return own_page(request, "was_shared", told)
