"""Saving the offer to a phone, and leaving quickly."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from alongside.offer.formats import saved, ways
from alongside.shell import clock
from alongside.shell.gate import public
from alongside.shell.serving import public_page


@public_page
@require_safe
def save(request: HttpRequest) -> HttpResponse:
    """Save to this phone: what that means, how much it is, and how to take it off again."""
    offer = saved.document(on=clock.today(), language=get_language())
    size = ways.weight(saved.bundle(request, offer).size)
    shown = {"size": size, "language_code": get_language()}
    return render(request, "offer/formats/save.html", shown)


@public_page
@require_safe
def saved_offer(request: HttpRequest) -> HttpResponse:
    """The whole offer on one page, which is what is saved."""
    return HttpResponse(saved.page(request, saved.document(on=clock.today(), language=get_language())))


@public_page
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The addresses that are saved."""
    bundle = saved.bundle(request, saved.document(on=clock.today(), language=get_language()))
    told = {"language": get_language(), "version": bundle.version, "bytes": bundle.size, "files": bundle.files}
    return JsonResponse(told)


@public_page
@require_safe
def script(request: HttpRequest, name: str) -> HttpResponse:
    """The scripts of saving. No other public page has one."""
    found = saved.script(name)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="text/javascript; charset=utf-8")


@public
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Quick exit: off to somewhere harmless; the browser is told to drop what this site saved on the phone."""
    response = HttpResponseRedirect(settings.QUICK_EXIT)
    response.headers["Clear-Site-Data"] = '"storage"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
