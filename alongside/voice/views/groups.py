"""Public pages: groups that young people can join, and what they did."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.shell import clock
from alongside.shell.serving import public_page
from alongside.voice import queries


@public_page
@require_safe
def forums(request: HttpRequest) -> HttpResponse:
    """Every group that meets, and where young people took part."""
    told = {"forums": queries.forums(on=clock.today()), "parts": queries.parts()}
    return render(request, "voice/forums/forums.html", told)


@public_page
@require_safe
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them."""
    found = queries.forum_named(slug, on=clock.today())
    if found is None:
        raise Http404
    return render(request, "voice/forums/forum.html", {"forum": found})
