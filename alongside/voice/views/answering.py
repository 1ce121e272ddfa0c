"""Public pages: what is asked, answering it, and what came of it."""

from __future__ import annotations

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.shell import clock, sending
from alongside.shell.origin import same_origin
from alongside.shell.serving import personal_page
from alongside.voice import answering, queries
from alongside.voice.forms.answering import AnswerForm

GET_OR_POST = ["GET", "HEAD", "POST"]


@personal_page
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """What we ask now, and what came of what we asked before."""
    told = {"listed": queries.listed(language=get_language(), on=clock.today())}
    return render(request, "voice/consultations.html", told)


@personal_page
@same_origin
@sensitive_post_parameters()
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer a consultation. No name, no address, no session."""
    return _answer(request, slug, easy=False)


@personal_page
@same_origin
@sensitive_post_parameters()
@require_http_methods(GET_OR_POST)
def answer_easily(request: HttpRequest, slug: str) -> HttpResponse:
    """The same in easy words and large letters, one question to a box."""
    return _answer(request, slug, easy=True)


@personal_page
@require_safe
def thank_you(request: HttpRequest) -> HttpResponse:
    """After answering: the same for everybody and for every consultation."""
    return render(request, "voice/thank_you.html")


@personal_page
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """What was said, in numbers where nobody stands alone, and what happens next."""
    return render(request, "voice/results.html", {"results": _results(slug)})


@personal_page
@require_safe
def results_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbers as a table for a spreadsheet."""
    found = _results(slug)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    response.write("\ufeff")
    csv.writer(response).writerows([_plain(cell) for cell in row] for row in queries.results_table(found))
    return response


@personal_page
@require_safe
def drawing(request: HttpRequest, drawing_id: str) -> HttpResponse:
    """A picture that everybody may see."""
    found = queries.drawing(drawing_id)
    if found is None:
        raise Http404
    return as_picture(found)


# ---------------------------------------------------------------------------------------------------------------------


def as_picture(found: bytes) -> HttpResponse:
    """A JPEG that no browser takes for a page."""
    response = HttpResponse(found, content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


def _answer(request: HttpRequest, slug: str, *, easy: bool) -> HttpResponse:
    asked = queries.shown(slug, language=get_language(), on=clock.today(), easy=easy)
    if asked is None or (easy and not asked.has_easy):
        raise Http404
    told = {"asked": asked, "is_easy": easy, "form": None}
    if not asked.is_open or asked.answering == "portal":
        return render(request, "voice/answer.html", told)
    if answering.is_too_large(request, asked):
        return render(request, "voice/too_large.html", told, status=413)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AnswerForm(*sent, asked=asked, with_code=asked.asks_code)
    if sent and answering.is_taken(request, form):
        return redirect("voice:thank_you")
    return render(request, "voice/answer.html", told | {"form": form, "once": sending.mark_of(request)})


def _results(slug: str) -> queries.Results:
    found = queries.results(slug, language=get_language())
    if found is None:
        raise Http404
    return found


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
