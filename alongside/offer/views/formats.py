"""The offer in other forms: pages, files, and for the editor how far the making is."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from alongside.offer import actions, queries
from alongside.offer.formats import easy_read, giving, letters, open_json, paper, record, ways
from alongside.offer.formats.kinds import SUFFIXES, WHOLE, Kind, Scope
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.origin import same_origin
from alongside.shell.roles import Reach, Record, Verb
from alongside.shell.serving import personal_page, public_page


@public_page
@require_safe
def formats(request: HttpRequest, slug: str = WHOLE) -> HttpResponse:
    """Other ways to read the offer, an area or an entitlement."""
    shown = ways.ways(key=slug, language=get_language(), on=clock.today())
    if shown is None and slug != WHOLE:
        raise Http404
    return render(request, "offer/formats/ways.html", {"ways": shown})


@public_page
@require_safe
def easy_read_page(request: HttpRequest, slug: str = WHOLE) -> HttpResponse:
    """Easy read on the site: the list of all of it, an area, an entitlement."""
    document = _document(slug)
    areas = [(area, [easy_read.told(document, one) for one in area.entitlements]) for area in document.areas]
    return render(request, "offer/formats/easy_read.html", {"document": document, "areas": areas, "key": record.key_of})


@public_page
@require_safe
def large_print_page(request: HttpRequest, slug: str = WHOLE) -> HttpResponse:
    """Large print on the site."""
    shown = {"document": _document(slug), "site_address": record.site_address, "key": record.key_of}
    return render(request, "offer/formats/large_print.html", shown)


@public_page
@require_safe
def form_file(request: HttpRequest, language: str, slug: str, kind: str, suffix: str) -> HttpResponse:
    """A form as a file."""
    known = {one.value: one for one in Kind}
    if kind not in known or SUFFIXES[known[kind]] != suffix or language not in queries.languages_of_the_offer():
        raise Http404
    return _sent(giving.given(key=slug, kind=known[kind], language=language, on=clock.today()))


@public_page
@require_safe
def offer_json(request: HttpRequest) -> HttpResponse:
    """The whole offer as data."""
    return _sent(giving.given(key=WHOLE, kind=Kind.JSON, language=settings.LANGUAGE_CODE, on=clock.today()))


@public_page
@require_safe
def offer_schema(request: HttpRequest) -> HttpResponse:
    """What each field of the data means."""
    return HttpResponse(open_json.SCHEMA.read_bytes(), content_type="application/schema+json")


@public_page
@require_safe
def edition_file(request: HttpRequest, number: int, kind: str, suffix: str) -> HttpResponse:
    """A form of the whole offer as an edition froze it."""
    known = {one.value: one for one in Kind}
    if kind not in known or SUFFIXES[known[kind]] != suffix:
        raise Http404
    return _sent(giving.given_edition(number=number, kind=known[kind], language=settings.LANGUAGE_CODE))


@personal_page
@same_origin
@require_POST
def list_file(request: HttpRequest) -> HttpResponse:
    """What a reader picked, on paper. The ids come in the form, so that no log has them."""
    kind = Kind.LARGE_PRINT if request.POST.get("kind") == Kind.LARGE_PRINT else Kind.PRINT
    ids = [found for one in request.POST.getlist("id") if (found := _uuid(one))]
    known = queries.languages_of_the_offer()
    language = request.POST.get("language")
    language = language if language in known else settings.LANGUAGE_CODE
    return _sent(giving.given_list(ids=ids, kind=kind, language=language, on=clock.today()))


# --- For the editor --------------------------------------------------------------------------------------------------


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_safe
def forms_made(request: HttpRequest) -> HttpResponse:
    """Which files there are, which are being made, and what went wrong."""
    shown = {
        "files": queries.made_files(),
        "names": ways.names(),
        "can_make_paper": paper.is_possible(),
        "packages": paper.PACKAGES,
    }
    return render(request, "offer/formats/made.html", shown)


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_POST
def make_again(request: HttpRequest, number: int) -> HttpResponse:
    """Make a file again."""
    actions.make_again(file_id=number, by=request.actor)  # type: ignore[attr-defined]
    return redirect("forms_made")


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_safe
def birthday_letters(request: HttpRequest) -> HttpResponse:
    """The letters that go out on birthdays, as they would be today, without names."""
    found = letters.letters(on=clock.today(), language=settings.LANGUAGE_CODE)
    return render(request, "offer/formats/letters.html", {"letters": found})


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_safe
def birthday_letter(request: HttpRequest, number: int, suffix: str) -> HttpResponse:
    """One of them as text or on paper."""
    letter = letters.letter(age=number, on=clock.today(), language=settings.LANGUAGE_CODE)
    if letter is None or suffix not in ("txt", "pdf"):
        raise Http404
    if suffix == "txt":
        return HttpResponse(letters.text(letter), content_type="text/plain; charset=utf-8")
    return HttpResponse(paper.pdf(letters.source(letter)), content_type="application/pdf")


def _document(slug: str) -> record.Document:
    document = record.named(slug, on=clock.today(), language=get_language())
    if document is None or (document.scope != Scope.WHOLE and not document.entitlements):
        raise Http404
    return document


def _sent(given: giving.Given | None) -> HttpResponse:
    if given is None:
        raise Http404
    response = HttpResponse(given.content, content_type=given.content_type)
    how = "attachment" if given.is_download else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="{given.name}"'
    return response


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
