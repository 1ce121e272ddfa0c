"""Requests for one's own records and corrections, for those who answer them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, bundle, photos, queries
from alongside.casework.forms import rights as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.shell import clock, paper
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
ZIP = "application/zip"

STEPS: dict[str, tuple[str, type[Form], Callable[..., Any], str]] = {
    "identify": ("It is really them", forms.Identity, actions.confirm_identity, "The month runs."),
    "pause": ("Ask what they mean", forms.AskWhatTheyMean, actions.ask_what_they_mean, "The month stands still."),
    "go_on": ("They said what they mean", forms.HearWhatTheyMean, actions.hear_what_they_mean, "The month runs on."),
    "extend": ("It takes longer", forms.Why, actions.extend_records_request, "They have two months more to be told."),
    "looked": ("Everything is looked through", forms.OnlyVersion, actions.finish_looking, "Somebody else reviews it."),
    "back": ("Look at it again", forms.OnlyVersion, actions.send_records_back, "It is back to be looked at."),
    "review": ("Agree to what is given", forms.OnlyVersion, actions.review_records, "The bundle is made."),
    "send": ("Give them their records", forms.GiveRecords, actions.give_records, "It is given."),
    "support": ("Read together", forms.ReadTogether, actions.read_together, "It is kept."),
    "end": ("End the request without records", forms.Why, actions.end_records_request, "The request has ended."),
}
"""Step → heading, form, action, what is said when it is done."""


@permission(Record.OWN_RECORDS, Verb.READ)
@require_safe
def own_records(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Requests, corrections and privacy notices of one young person."""
    on, by = clock.today(), request.actor
    told = queries.person_records(by, person_id, on=on)
    header = queries.person_header(by, person_id, Record.OWN_RECORDS, on=on, place="casework:own_records")
    return render(request, "casework/person_records.html", {"header": header, "told": told})


@permission(Record.OWN_RECORDS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def ask_records(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down that they ask for their records."""
    return _add(
        request, person_id, "They ask for their records", actions.receive_records_request, forms.RecordsAsked,
        "received_on", "It is written down. Make sure that it is them: then the month runs.",
    )  # fmt: skip


@permission(Record.OWN_RECORDS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def ask_correction(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down that something in the record is wrong, they say."""
    return _add(
        request, person_id, "Something is wrong in the record", actions.ask_for_correction, forms.WrongAsked,
        "asked_on", "It is written down, and the month to answer runs.",
    )  # fmt: skip


@permission(Record.OWN_RECORDS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def give_notice(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down which privacy notice they were given."""
    return _add(
        request, person_id, "The privacy notice was given", actions.give_notice, forms.Notice, "given_on", "It is kept."
    )


@permission(Record.OWN_RECORDS, Verb.READ)
@require_safe
def records_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: where it stands, and every text to look at."""
    on, by = clock.today(), request.actor
    one = queries.one_records_request(by, request_id, on=on)
    header = queries.person_header(by, one.row.person, Record.OWN_RECORDS, on=on, place="casework:own_records")
    return render(request, "casework/records_request.html", {"header": header, "one": one})


@permission(Record.OWN_RECORDS, Verb.READ)
@require_http_methods(GET_OR_POST)
def records_step(request: HttpRequest, request_id: UUID, kind: str) -> HttpResponse:
    """Take one step of a request: which are possible, its page says."""
    one = queries.one_records_request(request.actor, request_id, on=clock.today())
    if kind not in STEPS or kind not in one.may:
        raise NotYours("step of a records request")
    title, form, act, done = STEPS[kind]
    about = FormAbout(
        title=title,
        place="casework:own_records",
        act=partial(without_person, act, request_id=request_id),
        done=done,
        subject=request_id,
        back=reverse("casework:records_request", args=[request_id]),
    )
    held = {"version": one.row.version, "identity_on": clock.today()}
    make = lambda _, data: form(data, initial=held)  # noqa: E731
    return about.open(request, one.row.person, Record.OWN_RECORDS, Verb.READ, make)


@permission(Record.OWN_RECORDS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def records_look(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Decide what is given of one text. Which text, the address says after its question mark."""
    key = {name: request.GET.get(name, "") for name in ("kind", "row", "field")}
    on, by = clock.today(), request.actor
    one = queries.one_records_request(by, request_id, on=on)
    text = queries.one_look(by, request_id, **key, on=on)
    about = FormAbout(
        title="Look at one text",
        place="casework:own_records",
        act=partial(without_person, actions.decide_look, request_id=request_id, **key),
        done="It is decided.",
        template="casework/records_look.html",
        more={"text": text},
        subject=uuid5(request_id, "/".join(key.values())),
        back=reverse("casework:records_request", args=[request_id]),
    )
    return about.open(request, one.row.person, Record.OWN_RECORDS, Verb.UPDATE, lambda _, data: forms.Look(data))


@permission(Record.OWN_RECORDS, Verb.READ)
@require_safe
def records_bundle(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The bundle as it was reviewed."""
    return hand_out_bundle(request, request_id)


@permission(Record.OWN_RECORDS, Verb.READ)
@require_safe
def records_paper(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What can be read of the bundle, as a PDF."""
    return hand_out_paper(request, request_id)


@permission(Record.OWN_RECORDS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def correction(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Decide about something that is wrong, they say."""
    row = queries.one_correction(request.actor, correction_id, on=clock.today())
    about = FormAbout(
        title="Decide about a correction",
        place="casework:own_records",
        act=partial(without_person, actions.decide_correction, correction_id=correction_id),
        done="It is decided, and what the record said is kept.",
        template="casework/correction.html",
        more={"row": row},
        subject=correction_id,
    )
    decision = "" if row.decision == "waiting" else row.decision
    held = {"version": row.version, "held": row.held, "decision": decision, "why": row.why, "told_on": row.told_on}
    make = lambda _, data: forms.DecideCorrection(data, initial=held)  # noqa: E731
    return about.open(request, row.person, Record.OWN_RECORDS, Verb.UPDATE, make)


def hand_out_bundle(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The bundle as a file to keep. The download is kept in the audit."""
    place, day = actions.note_download(request_id=request_id, on=clock.today(), by=request.actor)  # type: ignore[attr-defined]
    answer = HttpResponse(photos.content(place), content_type=ZIP)
    answer.headers["Content-Disposition"] = f'attachment; filename="records-{day:%Y-%m-%d}.zip"'
    return answer


def hand_out_paper(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The page of the bundle as a PDF. The download is kept in the audit."""
    place, day = actions.note_download(request_id=request_id, on=clock.today(), by=request.actor)  # type: ignore[attr-defined]
    answer = HttpResponse(paper.pdf(bundle.page_in(photos.content(place))), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="records-{day:%Y-%m-%d}.pdf"'
    return answer


def _add(
    request: HttpRequest, person_id: UUID, title: str, act: Callable[..., Any], form: type[Form], day: str, done: str
) -> HttpResponse:
    about = FormAbout(title=title, place="casework:own_records", act=act, done=done)
    make = lambda header, data: form(data, initial={day: header.on})  # noqa: E731
    return about.open(request, person_id, Record.OWN_RECORDS, Verb.CREATE, make)
