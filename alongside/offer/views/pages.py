"""Pages for everybody that are not in the offer's tree of pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.offer import glossary, queries
from alongside.shell.serving import public_page


@public_page
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """What words mean."""
    return render(request, "offer/glossary.html", {"terms": glossary.terms()})


@public_page
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Talk to someone: numbers, advocates, how to challenge a decision."""
    return render(request, "offer/contact.html", {"advocate": queries.advocate()})


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    return render(request, "offer/accessibility.html")


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep about whoever reads these pages."""
    kept = {
        "views": settings.VIEWS_KEPT_MONTHS,
        "answers": settings.ANSWERS_KEPT_MONTHS,
        "sign_ups": settings.SIGN_UPS_KEPT_MONTHS,
        "sealed": settings.ANSWERS_SEALED_DAYS,
    }
    return render(request, "offer/privacy.html", {"kept": kept})
