"""What every request goes through: who is acting, may this page open, refusals into pages, and headers."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve

from alongside.shell import audit, clock, queries
from alongside.shell.actors import Actor
from alongside.shell.languages import in_english
from alongside.shell.refusals import NotYours, Refusal
from alongside.shell.roles import EDITORS

log = logging.getLogger(__name__)

Next = Callable[[HttpRequest], HttpResponseBase]

SAFE = ("GET", "HEAD")

OTHERS_PAGES = ("allauth", "wagtail", "django.contrib.staticfiles", "django.views.static", "django.views.i18n")
"""Views of these libraries do not carry our permission: sign-in pages are open, the editor has its own gate below."""


class ActorMiddleware:
    """Sets ``request.actor`` from the role grants of this very moment."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = (  # type: ignore[attr-defined]
            queries.actor_for(request.user.pk, on=clock.today()) if _has_session(request) else Actor.anonymous()
        )
        return self.get_response(request)


class GateMiddleware:
    """Deny by default: a view without a permission opens for nobody. The content editor opens for editing roles."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Raise Http404 for a view that says nothing about who may open it; None lets the request through."""
        if request.path.startswith("/cms/"):
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if actor.id is not None and not any(actor.can(*needed) for needed in EDITORS):
                return refuse(request, NotYours("the content editor"))
        elif not hasattr(view, "permission") and not view.__module__.startswith(OTHERS_PAGES):
            log.error("No permission declared by %s.%s", view.__module__, getattr(view, "__name__", view))
            raise Http404
        return None


class RefusalMiddleware:
    """Turns a named refusal into its page and writes it into the audit."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None for anything else, which Django then handles."""
        return refuse(request, exception) if isinstance(exception, Refusal) else None


STYLESHEET = re.compile(rb'<link rel="stylesheet" href="([^"]+)">')
HEAD = 2_000
"""Bytes within which a page has named its style sheet."""


class HeaderMiddleware:
    """Headers that no library of ours sets.

    No browser feature is needed; personal pages are kept nowhere; and the style sheet is named ahead of the page, so
    that a phone with a slow line asks for it before the page has arrived.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        if request.path.startswith("/cms/"):
            response.headers.setdefault("Content-Security-Policy", settings.EDITOR_SECURITY_POLICY)
        if in_english(request.path).startswith(settings.PERSONAL_PREFIXES):
            response.headers["Cache-Control"] = "no-store"
        if source := getattr(request, "style_source", None):
            response._csp_update = {"style-src": [source]}  # type: ignore[attr-defined]
        if found := _stylesheet_of(response):
            response.headers["Link"] = f"<{found}>; rel=preload; as=style"
        return response


def _stylesheet_of(response: HttpResponseBase) -> str | None:
    """The address of the style sheet that a page of ours names."""
    if not isinstance(response, HttpResponse) or not response.headers.get("Content-Type", "").startswith("text/html"):
        return None
    found = STYLESHEET.search(response.content, 0, HEAD)
    return found[1].decode() if found else None


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page for a refusal. The audit keeps it, though what the action had begun was rolled back."""
    note_refusal(request, refusal)
    told = {} if isinstance(refusal, NotYours) else {"refusal": refusal, "came_from": _came_from(request)}
    return render(request, refusal.template, told, status=refusal.status)


def note_refusal(request: HttpRequest, refusal: Refusal) -> None:
    """Write a refusal into the audit."""
    match = request.resolver_match
    audit.record(
        actor=request.actor,  # type: ignore[attr-defined]
        verb=f"refused {type(refusal).__name__}",
        subject_kind=match.view_name if match else "page",
        subject=_uuid_in(match.kwargs if match else {}),
        allowed=False,
    )


def _came_from(request: HttpRequest) -> str:
    """The page of ours on which the form or the button stood: what only takes a form cannot be opened."""
    told = urlsplit(request.headers.get("Referer", ""))
    if told.netloc != request.get_host() or not told.path.startswith("/") or told.path.startswith("//"):
        return _above(request.path) if request.method in SAFE else request.path
    return f"{told.path}?{told.query}" if told.query else told.path


def _above(path: str) -> str:
    """The nearest page of ours above one that could not be opened: a link to itself would lead nobody on."""
    above = path
    while "/" in above.strip("/"):
        above = above.rstrip("/").rpartition("/")[0] + "/"
        if _is_page_of_ours(above):
            return above
    return path


def _is_page_of_ours(path: str) -> bool:
    try:
        return hasattr(resolve(path).func, "permission")
    except Resolver404:
        return False


def _has_session(request: HttpRequest) -> bool:
    """Public pages of visitors without a cookie never touch the session table."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _uuid_in(kwargs: dict[str, Any]) -> UUID | None:
    return next((value for value in kwargs.values() if isinstance(value, UUID)), None)
