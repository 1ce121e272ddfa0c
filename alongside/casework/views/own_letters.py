"""Letters and proofs in the young person's own place."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import portal as forms
from alongside.casework.views.letters import pdf_answer
from alongside.casework.views.portal import OWN, own_page
from alongside.casework.views.sent import said, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.LETTERS, Verb.READ, OWN)
@require_safe
def my_letters(request: HttpRequest) -> HttpResponse:
    """The letters that were sent to them."""
    return own_page(request, "letters", queries.my_letters(request.actor, on=clock.today()))


@permission(Record.CONTACT_POINTS, Verb.UPDATE, OWN)
@require_http_methods(GET_OR_POST)
def letter_form(request: HttpRequest) -> HttpResponse:
    """In which language and form letters come, chosen by whom they are for."""
    told = queries.my_letter_form(request.actor, on=clock.today())
    now = {"language": told.language, "large_print": told.large_print, "easy_read": told.easy_read}
    form = forms.MyLetters(request.POST or None, initial=now)
    if sent(request, form, actions.change_my_letters):
        return said(request, "New letters will come like this.", "me:letters")
    return own_page(request, "letter_form", told, form)


@permission(Record.LETTERS, Verb.READ, OWN)
@require_http_methods(GET_OR_POST)
def my_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter, and saying that one has read it."""
    if request.method == "POST":
        actions.acknowledge_my_letter(letter_id=letter_id, on=clock.today(), by=request.actor)
        return said(request, "Thank you. We know that you have read it.", "me:letters")
    return own_page(request, "letter", queries.my_letter(request.actor, letter_id, on=clock.today()))


@permission(Record.LETTERS, Verb.READ, OWN)
@require_safe
def my_letter_file(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter on paper."""
    return pdf_answer(queries.my_letter_paper(request.actor, letter_id, on=clock.today()), "page.pdf")


@permission(Record.DOCUMENTS, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def proof(request: HttpRequest) -> HttpResponse:
    """The proof that one is a care leaver: made here, shown, ended."""
    if request.method == "POST":
        try:
            actions.make_my_proof(on=clock.today(), by=request.actor)
        except FactRefused as refused:
            messages.error(request, str(refused))
        return redirect("me:proof")
    return own_page(request, "proof", queries.my_proofs(request.actor, on=clock.today()))


@permission(Record.DOCUMENTS, Verb.CREATE, OWN)
@require_POST
def end_proof(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """End a proof."""
    actions.end_my_proof(proof_id=proof_id, on=clock.today(), by=request.actor)
    return said(request, "It is ended. Its code does not count any more.", "me:proof")


@permission(Record.DOCUMENTS, Verb.CREATE, OWN)
@require_safe
def proof_file(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """The proof on paper."""
    return pdf_answer(queries.my_proof_paper(request.actor, proof_id, on=clock.today()), "page.pdf")
