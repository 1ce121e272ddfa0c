"""The one way in which tests fetch pages. Every page fetched is also looked over for its manners."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponseBase
from django.test import Client

from alongside.shell import clock
from alongside.shell.models import User
from tests.architecture import manners

SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


class Page:
    """An answer of the site."""

    def __init__(self, path: str, response: HttpResponseBase) -> None:
        self.path = path
        self.response = response
        self.status = response.status_code
        self.location: str = response.headers.get("Location", "")
        """Where the answer sends the browser, if it does."""
        self.content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
        if response.headers.get("Content-Encoding") == "gzip":
            self.content = gzip.decompress(self.content)
        is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
        kind = response.headers.get("Content-Type", "")
        self.is_html = kind.startswith("text/html") and bool(self.content) and not is_file
        self._document = manners.document_of(self.html) if self.is_html else None

    @property
    def html(self) -> str:
        """The markup."""
        return self.content.decode()

    @property
    def document(self) -> manners.Document:
        """The parsed page."""
        assert self._document is not None, f"{self.path} did not answer with a page"
        return self._document

    @property
    def h1(self) -> str:
        """The heading."""
        return self.document.words("h1")

    @property
    def text(self) -> str:
        """What a reader sees of the page's main part, spaces folded."""
        return self.document.words("main") or self.document.words("body")

    @property
    def links(self) -> dict[str, str]:
        """Words of each link → its address."""
        return {manners.words_of(link): link.get("href", "") for link in self.document.all("a")}

    @property
    def fields(self) -> dict[str, str]:
        """Name of each field of the page's forms → the value that it stands at."""
        document = self.document
        values = {one.get("name"): one.get("value", "") for one in document.all("input") if _is_sent(one)}
        values |= {one.get("name"): "".join(one.itertext()).removeprefix("\n") for one in document.all("textarea")}
        for select in document.all("select"):
            chosen = [o for o in select.iter("option") if o.get("selected") is not None] or list(select.iter("option"))
            values[select.get("name")] = chosen[0].get("value", manners.words_of(chosen[0])) if chosen else ""
        return {name: value for name, value in values.items() if name}

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def __repr__(self) -> str:
        return f"<{self.status} {self.path}>"


class Visit:
    """Fetches pages as somebody, and fails where a page has bad manners.

    visit("/staff/", by=adviser).h1
    visit("/staff/people/1/", by=stranger, status=404)
    visit.post("/staff/contacts/", {"on": "2026-11-22"}, by=adviser).location
    """

    def __init__(self, signed_in: dict[Any, SimpleCookie] | None = None) -> None:
        """``signed_in`` holds the cookies of people who signed in before (see ``cookies_of``)."""
        self._signed_in = signed_in or {}
        self._clients: dict[Any, Client] = {}

    def __call__(self, path: str, *, by: User | None = None, status: int | None = 200, **extra: Any) -> Page:
        """GET a page. ``status=None`` takes any answer. ``extra`` goes to Django's test client (``headers=…``)."""
        return self._look_over(path, self.client(by).get(path, **extra), status)

    def post(
        self,
        path: str,
        data: dict[str, Any] | None = None,
        *,
        by: User | None = None,
        status: int | None = 302,
        **extra: Any,
    ) -> Page:
        """POST a form; by default a redirect is expected."""
        return self._look_over(path, self.client(by).post(path, data or {}, **extra), status)

    def client(self, by: User | None) -> Client:
        """The browser of this person, who stays signed in until the clock is set to another day."""
        key = (by.pk, clock.today()) if by else None
        if key not in self._clients:
            self._clients[key] = Client(raise_request_exception=True)
            if by and by.pk in self._signed_in:
                self._clients[key].cookies.load(self._signed_in[by.pk])
            elif by:
                self._clients[key].force_login(by, backend=SIGN_IN)
        return self._clients[key]

    def _look_over(self, path: str, response: HttpResponseBase, status: int | None) -> Page:
        page = Page(path, response)
        assert status in (None, page.status), f"{path} answered {page.status} {page.location}, not {status}"
        faults = manners.header_faults_of(urlsplit(path).path, response)
        if page.is_html and not path.startswith(manners.OTHERS_PAGES):
            faults += manners.faults_of(page.html)
        assert not faults, f"{path} has bad manners:\n  " + "\n  ".join(faults)
        return page


def cookies_of(users: Iterable[User]) -> dict[Any, SimpleCookie]:
    """Sign these people in, for visits of many tests: the key of each → the cookies of their browser."""
    visit = Visit()
    return {user.pk: visit.client(user).cookies for user in users}


def _is_sent(one: Any) -> bool:
    if one.get("type") in ("radio", "checkbox"):
        return one.get("checked") is not None
    return one.get("type") not in ("submit", "button", "image", "reset", "file")
