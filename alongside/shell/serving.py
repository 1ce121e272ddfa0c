"""How public pages are sent: in the language of their address, kept for some minutes, never with a cookie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from alongside.shell.gate import public

FIVE_MINUTES = 5 * 60
View = TypeVar("View", bound=Callable[..., HttpResponse])


def public_response(response: HttpResponse, *, language: str) -> HttpResponse:
    """The response, to be drawn in ``language`` (which also decides its direction) and kept for five minutes."""
    translation.activate(language)
    response.headers["Content-Language"] = language
    patch_cache_control(response, public=True, max_age=FIVE_MINUTES)
    patch_vary_headers(response, ["Sec-Fetch-Site"])  # whoever arrives finds the look inside the page
    return response


def personal_page(view: View) -> View:
    """A view that everybody may open and that shows each reader their own answers.

    Nothing between us and the reader keeps it. The reader's own browser may, so that its back button works; it asks
    again before it shows the page anew.
    """

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = translation.get_language()
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return public(served)  # type: ignore[return-value]


def public_page(view: View) -> View:
    """A view that everybody may open and everybody sees alike."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return public_response(view(request, *args, **kwargs), language=translation.get_language())

    return public(served)  # type: ignore[return-value]
