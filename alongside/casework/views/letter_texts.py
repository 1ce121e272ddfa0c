"""The texts that letters are written from, in English and other languages: written by one, approved by another."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import letters as forms
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
WAITS = "Your translation waits for somebody else to check it."


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
    page = queries.letter_text(request.actor, slug, on=clock.today())
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


@permission(Record.LETTER_TEXTS, Verb.READ)
@require_safe
def letter_translation(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """One text in another language, beside its English."""
    return _translation(request, slug, language, None)


@permission(Record.LETTER_TEXTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def write_letter_translation(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Write a text in another language."""
    page = queries.letter_translation(request.actor, slug, language, on=clock.today())
    words = page.waiting or page.one.words
    initial = {"english": page.fingerprint, "title": words.title, "body": words.body}
    form = forms.WriteTranslation(request.POST or None, initial=initial)
    if sent(request, form, partial(actions.write_letter_translation, key=slug, language=language)):
        return said(request, WAITS, "casework:letter_translation", slug, language)
    told = {"page": page, "form": form, "once": sending.mark_of(request)}
    return render(request, "casework/write_letter_translation.html", told)


@permission(Record.LETTER_TEXTS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def check_letter_translation(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Check a translation or send it back."""
    form = forms.CheckTranslation(request.POST or None)
    if sent(request, form, partial(actions.decide_letter_translation, key=slug, language=language)):
        return said(request, "Your decision is recorded.", "casework:letter_translation", slug, language)
    return _translation(request, slug, language, form)


# ---------------------------------------------------------------------------------------------------------------------


def _translation(request: HttpRequest, slug: str, language: str, form: Form | None) -> HttpResponse:
    page = queries.letter_translation(request.actor, slug, language, on=clock.today())  # type: ignore[attr-defined]
    if form is None or not form.is_bound:
        form = forms.CheckTranslation(initial={"number": page.to_check}) if page.to_check is not None else None
    told = {"page": page, "form": form, "once": sending.mark_of(request)}
    return render(request, "casework/letter_translation.html", told)


def _page(request: HttpRequest, slug: str, form: Form | None) -> HttpResponse:
    page = queries.letter_text(request.actor, slug, on=clock.today())  # type: ignore[attr-defined]
    if form is None or not form.is_bound:
        form = forms.DecideText(initial={"number": page.waiting.number}) if page.waiting else None
    return render(request, "casework/letter_text.html", {"page": page, "form": form, "once": sending.mark_of(request)})
