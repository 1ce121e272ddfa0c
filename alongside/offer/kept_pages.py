"""Rendered public pages, kept on disk and served before anything of the site is asked.

A page is kept for its address, as it was sent. It is served again on the same day (amounts depend on the day) while
the offer's stamp is the same. When the database does not answer, the last page that was kept is served with a note
that says from when it is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alongside.offer import readers, stamp
from alongside.shell import clock, design, wording
from alongside.shell.languages import in_english

NEVER = (*settings.PERSONAL_PREFIXES, "/look/", "/static/", "/media/", "/documents/", "/health/", "/gallery/", "/demo/")
OLDEST = timedelta(days=31)
"""An older page is not served even while the database is down: it would mislead."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was sent, the day, and the state of the offer that it shows."""

    day: str
    stamp: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def is_packed(self) -> bool:
        """Whether the body is gzipped."""
        return self.headers.get("Content-Encoding") == "gzip"


class KeptPagesMiddleware:
    """Serves what was kept, keeps what was drawn, and counts what was read. It stands before gzip and the headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET" or in_english(request.path).startswith(NEVER):
            return self.get_response(request)
        response = self._answer(request)
        if response.status_code == 200 and _is_for_everybody(response):
            readers.page_was_read(request.path, on=clock.today())
            if settings.KEPT_PAGES:
                return _or_nothing_new(request, response)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        file = _file_of(request) if settings.KEPT_PAGES and not request.META.get("QUERY_STRING") else None
        if file is None:
            return self.get_response(request)
        kept, now = _read(file), stamp.current()
        if kept and now is None:
            return _stale(kept)
        if kept and (kept.stamp, kept.day) == (now, clock.today().isoformat()):
            return _again(kept)
        response = self.get_response(request)
        if kept and response.status_code >= 500:
            return _stale(kept)
        if now and response.status_code == 200 and _is_for_everybody(response) and _is_of_nobody(request):
            return _again(_keep(file, response, now))
        if kept and response.status_code in (404, 410):
            file.unlink(missing_ok=True)
        return response


def _or_nothing_new(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The page; or only its headers, where the browser has it already."""
    answer = get_conditional_response(request, response.headers.get("ETag"), None, response)
    for name, value in response.headers.items():
        if not name.startswith("Content-") or name == "Content-Security-Policy":
            answer.headers.setdefault(name, value)
    return answer


def _is_for_everybody(response: HttpResponseBase) -> bool:
    """Whether all readers get the same page: it says so itself, and there is nothing of one reader's in it."""
    headers = response.headers
    return (
        isinstance(response, HttpResponse)
        and not response.cookies
        and "public" in headers.get("Cache-Control", "")
        and "Cookie" not in headers.get("Vary", "")
        and headers.get("Content-Type", "").startswith("text/html")
    )


def _is_of_nobody(request: HttpRequest) -> bool:
    """Whether somebody without a session asked: a page that an editor has closed shows to the signed in only."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def _file_of(request: HttpRequest) -> Path | None:
    """Where the page of this address is kept; None for a host that is not ours."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    asked = f"{request.scheme}\n{host}\n{request.path}\n{packed}\n{design.arrives(request)}"
    name = hashlib.sha256(asked.encode()).hexdigest()
    return Path(settings.KEPT_PAGES) / name[:2] / name


def _read(file: Path) -> Kept | None:
    """What was kept; None where there is nothing, or nothing that can be read or is too old."""
    try:
        head, _line, body = file.read_bytes().partition(b"\n")
        kept = Kept(**json.loads(head), body=body)
        return kept if clock.today() - date.fromisoformat(kept.day) <= OLDEST else None
    except (OSError, ValueError, TypeError):
        return None


def _keep(file: Path, response: HttpResponse, now: str) -> Kept:
    """Keep a page, whole or not at all; a full disk only means that it is drawn again next time."""
    body = response.content
    headers = dict(response.headers) | {"ETag": f'"{hashlib.sha256(body).hexdigest()[:24]}"'}
    kept = Kept(clock.today().isoformat(), now, headers, body)
    head = {name: value for name, value in asdict(kept).items() if name != "body"}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as unfinished:
            unfinished.write(json.dumps(head).encode() + b"\n" + body)
        os.replace(unfinished.name, file)
    except OSError:
        pass
    return kept


def _again(kept: Kept) -> HttpResponse:
    return HttpResponse(kept.body, headers=kept.headers)


def _stale(kept: Kept) -> HttpResponse:
    """The page with a note above its heading that it may be out of date; no browser is to keep it."""
    with translation.override(kept.headers.get("Content-Language", settings.LANGUAGE_CODE)):
        said = _("We could not check for news. This page is from %(day)s. To be sure, ring us.")
        note = format_html(
            '<p class="govuk-inset-text" role="status">{}</p>',
            said % {"day": wording.day(date.fromisoformat(kept.day))},
        )
    html = gzip.decompress(kept.body) if kept.is_packed else kept.body
    html = re.sub(rb"(<main\b[^>]*>)", lambda found: found[1] + note.encode(), html, count=1)
    body = gzip.compress(html) if kept.is_packed else html
    headers = {name: value for name, value in kept.headers.items() if name != "ETag"}
    return HttpResponse(body, headers=headers | {"Cache-Control": "no-cache", "Content-Length": str(len(body))})
