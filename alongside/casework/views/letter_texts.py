"""The texts that letters are written from: proposed by one, approved by another."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import letters as forms
from alongside.casework.views.sent import said, sent
from alongside.shell import sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.LETTER_TEXTS, Verb.READ)
@require_safe
def letter_texts(request: HttpRequest) -> HttpResponse:
    """Every text, group by group."""
    return render(request, "casework/letter_texts.html", {"groups": queries.letter_texts_page(request.actor)})


@permission(Record.LETTER_TEXTS, Verb.READ)
@require_safe
def letter_text(request: HttpRequest, slug: str) -> HttpResponse:
    """One text with its versions."""
    return _page(request, slug, None)


@permission(Record.LETTER_TEXTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def propose_letter_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose other words."""
    page = queries.letter_text(request.actor, slug)
    initial = {"title": page.text.title, "body": page.text.body}
    form = forms.ProposeText(request.POST or None, initial=initial)
    if sent(request, form, partial(actions.propose_letter_text, key=slug)):
        return said(request, "Your proposal waits for somebody else to approve it.", "casework:letter_text", slug)
    return render(
        request, "casework/propose_letter_text.html", {"page": page, "form": form, "once": sending.mark_of(request)}
    )


@permission(Record.LETTER_TEXTS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide_letter_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Approve a proposal or send it back."""
    form = forms.DecideText(request.POST or None)
    if sent(request, form, partial(actions.decide_letter_text, key=slug)):
        return said(request, "Your decision is recorded.", "casework:letter_text", slug)
    return _page(request, slug, form)


def _page(request: HttpRequest, slug: str, form: Form | None) -> HttpResponse:
    page = queries.letter_text(request.actor, slug)  # type: ignore[attr-defined]
    if form is None or not form.is_bound:
        form = forms.DecideText(initial={"number": page.waiting.number}) if page.waiting else None
    return render(request, "casework/letter_text.html", {"page": page, "form": form, "once": sending.mark_of(request)})
