"""Reading anybody's feed of services: a file, or an address on the web, one page or many.

    for service in services_from("https://directory.example.gov.uk/api/services"):
        service["name"]

Everything is read before the first service is handed on, so that a fault on the last page leaves nothing half done.
What cannot be read is refused in one sentence that says which record and why (``FileRefused``).
"""

from __future__ import annotations

import http.client
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from alongside.shell.refusals import FileRefused

MOST_BYTES = 32 * 1024 * 1024
"""The most that is read, all pages together."""
MOST_PAGES = 500
MOST_SERVICES = 10_000
SECONDS = 20
"""How long one answer may keep us waiting; reading it whole may take three times as long."""
LISTS = ("contents", "data", "items", "results", "content")
"""Where feeds of one version or another keep their list."""

Service = dict[str, Any]


def services_from(source: str | Path | IO[bytes]) -> Iterator[Service]:
    """Every service of a feed, each with an ``id`` and a ``name``; all else in it is as the feed has it.

    ``source`` is a web address (of the feed, of its list of services or of one), a path, or an open file: a page of a
    list, a plain list, one service, or a record a line. Raises FileRefused.
    """
    if isinstance(source, str) and re.match(r"https?://", source, re.IGNORECASE):
        found = list(_from_web(source))
    else:
        name, data = _from_file(source)
        found = list(_services_in(_parsed(data, name), name))
    if not found:
        raise FileRefused("There are no services in it.")
    if len(found) > MOST_SERVICES:
        raise FileRefused(f"There are {len(found):,} services in it; at most {MOST_SERVICES:,} are taken at once.")
    return iter([_checked(service, number) for number, service in enumerate(found, 1)])


def _from_file(source: str | Path | IO[bytes]) -> tuple[str, bytes]:
    try:
        if isinstance(source, str | Path):
            with Path(source).open("rb") as file:
                name, data = Path(source).name, file.read(MOST_BYTES + 1)
        else:
            name, data = Path(getattr(source, "name", None) or "The file").name, source.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileRefused(f"{source} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if len(data) > MOST_BYTES:
        raise FileRefused(f"{name} is larger than {MOST_BYTES // 1024**2} MB, the most that is read.")
    return name, data


# --- What was read ---------------------------------------------------------------------------------------------------


def _parsed(data: bytes, name: str) -> Any:
    """What JSON, or JSON a line, says."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(f"{name} is not text in UTF-8 (byte {error.start + 1:,}).") from error
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines):
        return [_json(line, f"Line {number} of {name}") for number, line in enumerate(lines, 1)]
    return _json(text, name)


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise FileRefused(f"{name} is not JSON: {error.msg}, line {error.lineno}, column {error.colno}.") from error
    except RecursionError as error:
        raise FileRefused(f"{name} is nested too deeply to be a list of services.") from error
    except ValueError as error:
        raise FileRefused(f"{name} is not JSON: {error}.") from error


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not a number in JSON")


def _services_in(told: Any, name: str) -> list[Any]:
    """The list in a page, the list itself, or one service as a list."""
    if isinstance(told, list):
        return told
    if isinstance(told, dict):
        for key in LISTS:
            if isinstance(told.get(key), list):
                return told[key]  # type: ignore[no-any-return]
        if "id" in told and "name" in told:
            return [told]
    raise FileRefused(f"{name} is neither a list of services nor a page of one.")


def _checked(service: Any, number: int) -> Service:
    """The service, if it says what it is called and which one it is."""
    if not isinstance(service, dict):
        raise FileRefused(f"Record {number} is not a service: {_short(json.dumps(service, ensure_ascii=False))}.")
    name, own = service.get("name"), service.get("id")
    if not isinstance(name, str) or not name.strip():
        raise FileRefused(f"Record {number} has no name.")
    if isinstance(own, bool) or not isinstance(own, str | int) or not str(own).strip():
        raise FileRefused(f"Record {number} (“{_short(name)}”) has no id.")
    if not str(own).strip().isprintable():
        raise FileRefused(f"Record {number} (“{_short(name)}”) has an id that cannot be written.")
    return service | {"id": str(own).strip()}


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


# --- The web ---------------------------------------------------------------------------------------------------------


def _from_web(url: str) -> Iterator[Any]:
    left = MOST_BYTES
    data, told = _page(url, left)
    if isinstance(told, dict) and "openapi_url" in told and not any(key in told for key in LISTS):
        url = url.rstrip("/") + "/services?full=true"  # the address was the feed's own
        left -= len(data)
        data, told = _page(url, left)
    yield from _services_in(told, url)
    pages = told.get("total_pages", told.get("totalPages")) if isinstance(told, dict) else None
    if not isinstance(pages, int) or isinstance(pages, bool):
        return
    if pages > MOST_PAGES:
        raise FileRefused(f"{url} has {pages:,} pages; at most {MOST_PAGES} are read.")
    for number in range(2, pages + 1):
        left -= len(data)
        data, told = _page(_numbered(url, number), left)
        yield from _services_in(told, _numbered(url, number))


def _page(url: str, most: int) -> tuple[bytes, Any]:
    data = _fetched(url, most)
    return data, _parsed(data, url)


def _numbered(url: str, page: int) -> str:
    """The address with ``page`` in its query."""
    parts = urlsplit(url)
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "page"]
    return urlunsplit(parts._replace(query=urlencode([*asked, ("page", str(page))])))


def _opener() -> OpenerDirector:
    """What speaks http and https, and nothing else: no file and no ftp, not after a redirect either."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler,
        UnknownHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPDefaultErrorHandler,
        HTTPRedirectHandler,
        HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _fetched(url: str, most: int) -> bytes:
    until = time.monotonic() + 3 * SECONDS
    data = bytearray()
    try:
        request = Request(url, headers={"Accept": "application/json", "User-Agent": "Alongside"})  # noqa: S310  http only
        with _opener().open(request, timeout=SECONDS) as answer:
            while part := answer.read(64 * 1024):
                data += part
                if len(data) > most:
                    raise FileRefused(f"{url} holds more than {MOST_BYTES // 1024**2} MB, the most that is read.")
                if time.monotonic() > until:
                    raise FileRefused(f"{url} took longer than {3 * SECONDS} seconds.")
    except HTTPError as error:
        raise FileRefused(f"{url} answered {error.code}.") from error
    except (URLError, OSError, ValueError, http.client.HTTPException) as error:
        raise FileRefused(f"{url} cannot be read: {getattr(error, 'reason', None) or error}.") from error
    return bytes(data)
