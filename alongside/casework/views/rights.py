"""Complaints and advocates, for those who work with young people and those whom they let see them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import rights as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.shell import clock
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]

STEPS: dict[str, tuple[str, Callable[[Any], Form], Callable[..., Any], str]] = {
    "acknowledge": (
        "Tell them that it is here",
        lambda data: forms.Words(data, label="What you write to them", hint="Who deals with it, and by when"),
        actions.acknowledge_complaint,
        "It is acknowledged, and yours to deal with.",
    ),
    "extend": (
        "Take more time",
        lambda data: forms.Words(data, label="Why is it complex?", hint="The young person reads it"),
        actions.extend_complaint,
        "The longer time runs.",
    ),
    "answer": ("Answer the complaint", forms.AnswerComplaint, actions.answer_complaint, "The answer is kept."),
    "learn": (
        "What we learned",
        lambda data: forms.Words(data, label="What do you do differently now?"),
        actions.learn_from_complaint,
        "It is written down.",
    ),
    "go_on": (
        "They go on to the next stage",
        lambda data: forms.Words(data, label="Why is it not right yet?", required=False),
        actions.go_on_with_complaint,
        "The next stage runs.",
    ),
    "take_back": (
        "They take it back",
        lambda data: forms.Words(data, label="What do they say?", required=False),
        actions.take_complaint_back,
        "It is taken back.",
    ),
}
"""Step → heading, form, action, what is said when it is done."""


@permission(Record.COMPLAINTS, Verb.READ)
@require_safe
def complaints(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What one young person complained about, and what was good."""
    on, by = clock.today(), request.actor
    rows = queries.person_complaints(by, person_id, on=on)
    header = queries.person_header(by, person_id, Record.COMPLAINTS, on=on, place="casework:complaints")
    return render(request, "casework/complaints.html", {"header": header, "rows": rows})


@permission(Record.COMPLAINTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_complaint(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down a complaint or a compliment."""
    people = queries.workers_of(request.actor, person_id, on=clock.today())
    about = FormAbout(
        title="A complaint or a compliment",
        place="casework:complaints",
        act=actions.record_complaint,
        done="It is written down, and the time to answer runs.",
    )
    make = lambda header, data: forms.RecordComplaint(data, people=people, initial={"received_on": header.on})  # noqa: E731
    return about.open(request, person_id, Record.COMPLAINTS, Verb.CREATE, make)


@permission(Record.COMPLAINTS, Verb.READ)
@require_safe
def complaint(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """One complaint, step by step."""
    on, by = clock.today(), request.actor
    one = queries.one_complaint(by, complaint_id, on=on)
    header = queries.person_header(by, one.row.person, Record.COMPLAINTS, on=on, place="casework:complaints")
    return render(request, "casework/complaint.html", {"header": header, "one": one})


@permission(Record.COMPLAINTS, Verb.READ)
@require_http_methods(GET_OR_POST)
def complaint_step(request: HttpRequest, complaint_id: UUID, kind: str) -> HttpResponse:
    """Take one step: which are possible, the page of the complaint says."""
    one = queries.one_complaint(request.actor, complaint_id, on=clock.today())
    if kind not in STEPS or kind not in one.may:
        raise NotYours("step of a complaint")
    title, make, act, done = STEPS[kind]
    about = FormAbout(
        title=title,
        place="casework:complaints",
        act=partial(without_person, act, complaint_id=complaint_id),
        done=done,
        template="casework/complaint_step.html",
        more={"one": one},
        subject=complaint_id,
        back=reverse("casework:complaint", args=[complaint_id]),
    )
    return about.open(request, one.row.person, Record.COMPLAINTS, Verb.READ, lambda _, data: make(data))


@permission(Record.COMPLAINTS, Verb.READ)
@require_safe
def advocacy(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who stands beside one young person."""
    on, by = clock.today(), request.actor
    rows = queries.person_advocacy(by, person_id, on=on)
    header = queries.person_header(by, person_id, Record.COMPLAINTS, on=on, place="casework:advocacy")
    return render(request, "casework/advocacy.html", {"header": header, "rows": rows})


@permission(Record.COMPLAINTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def offer_advocate(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down that an advocate was offered."""
    about = FormAbout(
        title="Offer an advocate", place="casework:advocacy", act=actions.offer_advocate, done="The offer is kept."
    )
    make = lambda header, data: forms.OfferAdvocate(data, initial={"offered_on": header.on})  # noqa: E731
    return about.open(request, person_id, Record.COMPLAINTS, Verb.CREATE, make)


@permission(Record.COMPLAINTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def advocate(request: HttpRequest, advocacy_id: UUID) -> HttpResponse:
    """What they said to the offer, and who their advocate is."""
    person, row = queries.one_advocacy(request.actor, advocacy_id, on=clock.today())
    held = {name: getattr(row, name) for name in ("version", "answer", "advocate", "from_on", "account")}
    choices = {"services": queries.advocacy_services(), "accounts": queries.advocates_here(on=clock.today())}
    about = FormAbout(
        title="Their advocate",
        place="casework:advocacy",
        act=partial(without_person, actions.record_advocate, advocacy_id=advocacy_id),
        done="It is kept. The young person chooses what the advocate sees.",
        subject=advocacy_id,
    )
    make = lambda _, data: forms.RecordAdvocate(data, **choices, initial=held)  # noqa: E731
    return about.open(request, person, Record.COMPLAINTS, Verb.CREATE, make)


@permission(Record.COMPLAINTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def end_advocacy(request: HttpRequest, advocacy_id: UUID) -> HttpResponse:
    """The advocate stands beside them no longer."""
    person, row = queries.one_advocacy(request.actor, advocacy_id, on=clock.today())
    about = FormAbout(
        title="The advocate has finished",
        place="casework:advocacy",
        act=partial(without_person, actions.end_advocacy, advocacy_id=advocacy_id),
        done="It is kept. What was open to the advocate is closed.",
        subject=advocacy_id,
    )
    held = {"version": row.version, "to_on": clock.today()}
    make = lambda _, data: forms.EndAdvocacy(data, initial=held)  # noqa: E731
    return about.open(request, person, Record.COMPLAINTS, Verb.CREATE, make)


@permission(Record.COMPLAINTS, Verb.UPDATE)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an answer: complaints, requests for records, corrections; and what was learned."""
    on, by = clock.today(), request.actor
    requests, corrections = queries.records_desk(by, on=on)
    told = {
        "on": on,
        "complaints": queries.complaints_desk(by, on=on),
        "requests": requests,
        "corrections": corrections,
        "learned": queries.what_was_learned(by, on=on),
    }
    return render(request, "casework/rights_desk.html", told)


@permission(Record.FIND_PEOPLE, Verb.READ, frozenset({Reach.PARTNER}))
@require_safe
def referred(request: HttpRequest) -> HttpResponse:
    """Who was referred to the reader's organisation, and what of them is shown."""
    rows = queries.referred_to_us(request.actor, on=clock.today())
    return render(request, "casework/referred.html", {"rows": rows})
