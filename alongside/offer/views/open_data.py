"""The open data, told to people."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.offer.open_referral import about
from alongside.shell.serving import public_page


@public_page
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What the feed is, who may use it, and where it is."""
    shown = {"addresses": about.addresses(), "lists": about.lists(), "licence": settings.OPEN_DATA_LICENCE}
    return render(request, "offer/open_data.html", shown)
