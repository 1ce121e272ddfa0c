"""Public pages: what young people told us, and what we do about it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.shell import clock
from alongside.shell.serving import public_page
from alongside.voice import queries


@public_page
@require_safe
def you_said(request: HttpRequest) -> HttpResponse:
    """Everything that they told us, beside what we do about it."""
    return render(request, "voice/you_said.html", {"told": queries.told(on=clock.today())})


@public_page
@require_safe
def told(request: HttpRequest, slug: str) -> HttpResponse:
    """One thing that they told us, and every step since."""
    theme = queries.told_theme(slug, on=clock.today())
    if theme is None:
        raise Http404
    return render(request, "voice/told.html", {"theme": theme})
