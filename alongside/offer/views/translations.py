"""Translations of the offer, for staff: how far each language has got, files out, files in, reviewed."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.offer import access, actions, po, queries
from alongside.offer.forms import TranslationsForm
from alongside.shell.gate import permission
from alongside.shell.refusals import FileRefused
from alongside.shell.roles import Reach, Record, Verb


@permission(Record.OFFER_TEXT, Verb.READ)
@require_safe
def translations(request: HttpRequest) -> HttpResponse:
    """How far each language has got."""
    return render(request, "offer/translations.html", {"coverage": queries.coverage()})


@permission(Record.OFFER_TEXT, Verb.READ)
@require_safe
def language(request: HttpRequest, language: str) -> HttpResponse:
    """Every page in one language, with its state."""
    actor = request.actor  # type: ignore[attr-defined]
    shown = {
        "code": language,
        "name": _name_or_404(language),
        "pages": queries.translations(language),
        "may_import": access.can(actor, Record.OFFER_TEXT, Verb.UPDATE, None),
        "may_review": access.can(actor, Record.OFFER_TEXT, Verb.APPROVE, None),
    }
    return render(request, "offer/translations_in.html", shown)


@permission(Record.OFFER_TEXT, Verb.READ)
@require_safe
def export(request: HttpRequest, language: str) -> HttpResponse:
    """The words of the offer as a PO file: ``?only=missing`` for what wants translating."""
    _name_or_404(language)
    only_missing = request.GET.get("only") == "missing"
    data = po.write(queries.translations(language), language=language, only_missing=only_missing)
    response = HttpResponse(data, content_type="text/x-gettext-translation; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="local-offer.{language}.po"'
    return response


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest, language: str) -> HttpResponse:
    """Take a translated file in, whole or not at all."""
    name = _name_or_404(language)
    form = TranslationsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.import_po(
                language=language,
                data=form.cleaned_data["file"].read(),
                is_reviewed=form.cleaned_data["state"] == "reviewed",
                by=request.actor,  # type: ignore[attr-defined]
            )
            return redirect("translations_in", language)
        except FileRefused as refused:
            form.add_error("file", str(refused))
    return render(request, "offer/import_translations.html", {"code": language, "name": name, "form": form})


@permission(Record.OFFER_TEXT, Verb.APPROVE, frozenset({Reach.ANYTHING}))
@require_POST
def reviewed(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """Record that a translation was read by somebody who knows the language."""
    actions.mark_reviewed(page_id=number, by=request.actor)  # type: ignore[attr-defined]
    return redirect("translations_in", language)


def _name_or_404(language: str) -> str:
    name = dict(settings.LANGUAGES).get(language)
    if name is None or language == settings.LANGUAGE_CODE:
        raise Http404
    return name
