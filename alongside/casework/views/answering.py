"""What workers see of a young person's own place: messages to answer, papers, and letting them in."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import portal as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.casework.views.portal import hand_out
from alongside.casework.views.sent import said
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.MESSAGES, Verb.UPDATE)
@require_safe
def unanswered(request: HttpRequest) -> HttpResponse:
    """What young people wrote and nobody has answered, oldest first."""
    on = clock.today()
    return render(request, "casework/unanswered.html", {"rows": queries.unanswered(request.actor, on=on), "on": on})


@permission(Record.MESSAGES, Verb.READ)
@require_http_methods(GET_OR_POST)
def messages_of(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What was written to and fro with one young person, and a new message to them."""
    more = {"rows": queries.person_messages(request.actor, person_id, on=clock.today())}
    about = FormAbout(
        title="Messages",
        place="casework:messages",
        act=actions.send_message,
        done="The message is sent.",
        template="casework/messages.html",
        more=more,
    )
    verb = Verb.CREATE if request.POST else Verb.READ
    page = about.open(request, person_id, Record.MESSAGES, verb, lambda _, data: forms.Answer(data))
    actions.note_read(person_id=person_id, on=clock.today(), by=request.actor)
    return page


@permission(Record.MESSAGES, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Answer one message."""
    asked = queries.one_message(request.actor, message_id, on=clock.today())
    about = FormAbout(
        title="Answer",
        place="casework:messages",
        act=partial(without_person, actions.answer_message, message_id=message_id),
        done="The answer is sent.",
        template="casework/answer.html",
        more={"asked": asked.row},
        subject=message_id,
    )
    return about.open(request, asked.person, Record.MESSAGES, Verb.UPDATE, lambda _, data: forms.Answer(data))


@permission(Record.MESSAGES, Verb.UPDATE)
@require_POST
def settle(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Say that a message needs no answer."""
    message = actions.settle_message(message_id=message_id, on=clock.today(), by=request.actor)
    return said(request, "It is settled.", "casework:messages", message.person_id)


@permission(Record.DOCUMENTS, Verb.READ)
@require_http_methods(GET_OR_POST)
def papers(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Papers of one young person, and a new one."""
    about = FormAbout(
        title="Papers",
        place="casework:papers",
        act=actions.add_document,
        done="It is kept. The young person sees it too.",
        template="casework/papers.html",
        more={"rows": queries.papers_of(request.actor, person_id, on=clock.today())},
    )
    verb = Verb.CREATE if request.POST else Verb.READ
    return about.open(request, person_id, Record.DOCUMENTS, verb, partial(_paper, request))


@permission(Record.DOCUMENTS, Verb.READ)
@require_safe
def paper(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """One paper."""
    return hand_out(queries.one_document(request.actor, document_id, on=clock.today()))


@permission(Record.DOCUMENTS, Verb.READ)
@require_safe
def portrait(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The photo on somebody's page."""
    return hand_out(queries.portrait(request.actor, document_id, on=clock.today()))


@permission(Record.DOCUMENTS, Verb.UPDATE)
@require_POST
def take_portrait_off(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The photo of somebody stands on their page no more."""
    document = actions.take_portrait_off(document_id=document_id, on=clock.today(), by=request.actor)
    return said(request, "The photo stands on their page no more.", "casework:papers", document.person_id)


@permission(Record.CORE_DETAILS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def access(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Whether a young person has their own way in, and a code for them. It is shown here once, and never again."""
    on, by = clock.today(), request.actor
    told = queries.access_of(by, person_id, on=on)
    header = queries.person_header(by, person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on, place="casework:access")
    form = forms.GiveCode(request.POST or None)
    fresh = _fresh_code(request, person_id, form)
    return render(request, "casework/access.html", {"header": header, "access": told, "form": form, "fresh": fresh})


@permission(Record.CORE_DETAILS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def end_access(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """End every session and every open code."""
    if request.method != "POST":
        queries.access_of(request.actor, person_id, on=clock.today())
        return redirect("casework:access", person_id)
    actions.end_access(person_id=person_id, on=clock.today(), by=request.actor)
    return said(request, "They are signed out everywhere, and no code works.", "casework:access", person_id)


def _paper(request: HttpRequest, header: queries.PersonHeader, data: QueryDict | None) -> forms.Paper:
    """A partner keeps papers, and puts no photo on somebody's page."""
    form = forms.PaperOrPortrait if header.can("DOCUMENTS", "UPDATE") else forms.Paper
    return form(data, request.FILES or None)


def _fresh_code(request: HttpRequest, person_id: UUID, form: forms.GiveCode) -> actions.FreshCode | None:
    """A code just made; None where nothing was sent, or the form says why not."""
    if not form.is_valid():
        return None
    try:
        return actions.make_enrolment_code(
            person_id=person_id,
            on=clock.today(),
            by=request.actor,  # type: ignore[attr-defined]
            **form.cleaned_data,
        )
    except FactRefused as refused:
        form.add_error(None, str(refused))
        return None
