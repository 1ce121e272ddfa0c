"""Public pages: what is asked, answering it, and what came of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.shell import clock, downloads, sending
from alongside.shell.origin import same_origin
from alongside.shell.serving import personal_page
from alongside.voice import answering, queries
from alongside.voice.forms.answering import AnswerForm
from alongside.voice.result_charts import charts_of

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
    found = _results(slug)
    return render(request, "voice/results.html", {"results": found, "charts": charts_of(found)})


@personal_page
@require_safe
def results_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbers as a table for a spreadsheet."""
    found = _results(slug)
    headings, *rows = queries.results_table(found)
    return downloads.answer(f"{found.slug}.csv", downloads.as_csv(headings, rows), downloads.CSV_TYPE)


@personal_page
@require_safe
def chart_file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """What one chart of the results shows, as a table for a spreadsheet."""
    chart = charts_of(_results(slug)).get(name)
    if chart is None:
        raise Http404
    return downloads.answer(f"{slug}-{name}.csv", chart.as_csv(), downloads.CSV_TYPE)


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
