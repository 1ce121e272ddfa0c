"""Pages that follow from a question alone, held in this process's memory for whoever asks the same next.

They are never written down, nothing in them says who asked, and they are forgotten when something is published, when
the day is over, and when others are asked for more.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from alongside.offer import stamp
from alongside.shell import clock, design

MOST = 256
_pages: OrderedDict[str, tuple[bytes, str, str | None]] = OrderedDict()
"""Each page's content, its kind, and the style inside it that its policy has to allow."""
_turn = Lock()


def once(request: HttpRequest, question: str, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that answers ``question`` at this address: as it was drawn before, or drawn now.

    Only what was found well is held, and nothing while the database does not answer or ``settings.KEPT_PAGES`` is off.
    """
    if not settings.KEPT_PAGES:
        return draw()
    now = stamp.current()
    key = _key(request, question, now)
    with _turn:
        held = _pages.get(key)
        if held:
            _pages.move_to_end(key)
    if held:
        request.style_source = held[2]  # type: ignore[attr-defined]
        return HttpResponse(held[0], content_type=held[1])
    page = draw()
    if now and page.status_code == 200:
        with _turn:
            _pages[key] = page.content, page.headers["Content-Type"], getattr(request, "style_source", None)
            while len(_pages) > MOST:
                _pages.popitem(last=False)
    return page


def _key(request: HttpRequest, question: str, now: str | None) -> str:
    """All that the page depends on. Its answers are not to be read in the key."""
    asked = (request.scheme, request.get_host(), request.path, design.arrives(request), translation.get_language())
    return hashlib.sha256(repr((asked, clock.today(), now, question)).encode()).hexdigest()


def forget() -> None:
    """Hold nothing any more."""
    with _turn:
        _pages.clear()
