"""Editions and the districts' own parts, for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.offer import queries
from alongside.partners import queries as partners
from alongside.shell import clock
from alongside.shell.serving import public_page


@public_page
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """What has changed in the offer, edition by edition, and what was put right since."""
    shown = {"editions": queries.editions(), "corrections": queries.corrections()}
    return render(request, "offer/editions.html", shown)


@public_page
@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """One edition: who was asked, who signed, what it holds."""
    return render(request, "offer/edition.html", {"edition": _edition(number)})


@public_page
@require_safe
def edition_area(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """One area of an edition, word for word as it was."""
    found = _edition(number)
    area = next((one for one in found.areas if one.area == slug), None)
    if area is None:
        raise Http404
    return render(request, "offer/edition_area.html", {"edition": found, "area": area})


@public_page
@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """The districts, each with its page."""
    return render(request, "offer/districts.html", {"districts": partners.districts()})


@public_page
@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """What somebody can get who lives in this district."""
    part = queries.district_part(slug, on=clock.today())
    if part is None:
        raise Http404
    return render(request, "offer/district.html", {"part": part})


def _edition(number: int) -> queries.FrozenEdition:
    found = queries.edition(number)
    if found is None:
        raise Http404
    return found
