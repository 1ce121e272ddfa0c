"""The pages that every council's site must have: accessibility, privacy, how to reach us."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from alongside.shell.gate import public


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    return render(request, "shell/statements/accessibility.html")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep about whoever reads these pages."""
    return render(request, "shell/statements/privacy.html")


@public
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach us."""
    return render(request, "shell/statements/contact.html")


urlpatterns = [
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("contact/", contact, name="contact"),
]
