"""Reading any council's Open Referral UK services, from an address or from files. Standard library only; bounded.

Nothing read is believed: whatever is not a service (a JSON object with a name) is passed over and counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from alongside.shell.refusals import FileRefused

SECONDS, BIGGEST_ANSWER, BIGGEST_FILE = 20, 10_000_000, 50_000_000
MOST_PAGES, PER_PAGE, MOST_DETAILS = 100, 100, 500
"""How much is asked of somebody else's server: pages of the list, and services looked at one by one."""

Service = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Feed:
    """What was read. ``passed_over`` entries were no service; ``is_cut`` where there was more than we ask for."""

    services: tuple[Service, ...]
    passed_over: int = 0
    is_cut: bool = False


def read_feed(source: str) -> Feed:
    """The services of a feed: a base address, a JSON or ndjson file, or a folder of them. Raises FileRefused."""
    if "://" in source:
        return _read_address(source)
    place = Path(source)
    if place.is_dir():
        files = sorted(one for one in place.iterdir() if one.suffix in (".json", ".ndjson", ".jsonl"))
        if not files:
            raise FileRefused(f"The folder {source} holds no .json or .ndjson file.")
        return _feed(entry for file in files for entry in _of_file(file))
    return _feed(_of_file(place))


def _of_file(file: Path) -> Iterator[Any]:
    try:
        if file.stat().st_size > BIGGEST_FILE:
            raise FileRefused(f"{file.name} is bigger than {BIGGEST_FILE:,} bytes.")
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(f"{file} cannot be read: {error}.") from error
    if file.suffix == ".json":
        yield from _entries(_parsed(text, file.name))
    else:
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield from _entries(_parsed(line, f"{file.name}, line {number}"))


def _parsed(text: str | bytes, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileRefused(f"{where} is not JSON: {str(error)[:200]}.") from error


def _entries(parsed: Any) -> list[Any]:
    """The entries of a page's envelope, of a list, or a service by itself."""
    if isinstance(parsed, dict):
        contents = parsed.get("contents", parsed.get("content"))
        return contents if isinstance(contents, list) else [parsed]
    return parsed if isinstance(parsed, list) else [parsed]


def _feed(entries: Iterator[Any], *, is_cut: bool = False) -> Feed:
    found = list(entries)
    services = tuple(one for one in found if isinstance(one, dict) and isinstance(one.get("name"), str))
    return Feed(services, len(found) - len(services), is_cut)


def _read_address(address: str) -> Feed:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FileRefused("Give an address that begins with http:// or https://.")
    base = parts._replace(path=parts.path.rstrip("/").removesuffix("/services"), fragment="")
    entries: list[Any] = []
    pages, page = 1, 1
    while page <= min(pages, MOST_PAGES):
        answer = _get(_services(base, query={"page": page, "per_page": PER_PAGE}))
        entries += _entries(answer)
        pages = _whole_number(answer.get("total_pages")) if isinstance(answer, dict) else 1
        page += 1
    feed = _feed(iter(entries), is_cut=pages > MOST_PAGES)
    return Feed(tuple(_in_detail(base, feed.services)), feed.passed_over, feed.is_cut)


def _in_detail(base: Any, services: tuple[Service, ...]) -> Iterator[Service]:
    """Lists often leave a service's terms out: those are asked for one by one, as far as the limit goes."""
    asked = 0
    for one in services:
        if "attributes" in one or not isinstance(one.get("id"), str) or asked >= MOST_DETAILS:
            yield one
            continue
        asked += 1
        whole = _get(_services(base, one["id"]))
        yield {**one, **whole} if isinstance(whole, dict) and isinstance(whole.get("name"), str) else one


def _services(base: Any, service_id: str = "", query: dict[str, int] | None = None) -> str:
    path = f"{base.path}/services" + (f"/{quote(service_id, safe='')}" if service_id else "")
    return urlunsplit(base._replace(path=path, query=urlencode(query) if query else ""))


class _NotElsewhere(HTTPRedirectHandler):
    """Follows a redirect to another web address only, never to a file or another kind of server."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        """Raise FileRefused for anything but http and https."""
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise FileRefused(f"The feed sends us on to {newurl[:100]}.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_opener = build_opener(_NotElsewhere)


def _get(address: str) -> Any:
    request = Request(address, headers={"Accept": "application/json", "User-Agent": "Alongside audit"})  # noqa: S310
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            body = answer.read(BIGGEST_ANSWER + 1)
    except (URLError, OSError, ValueError) as error:
        raise FileRefused(f"{address} did not answer: {error}.") from error
    if len(body) > BIGGEST_ANSWER:
        raise FileRefused(f"{address} answers with more than {BIGGEST_ANSWER:,} bytes.")
    return _parsed(body, address)


def _whole_number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 1
