"""How fast pages come and how much they weigh: `python -m benchmarks web`.

The demo council with 2,000 young people is served as `make run` serves it. Server and load generator share this
machine, so what is printed is a floor. The first line is the same server handing out a small picture with no page
behind it; the ratio to it says what a page itself costs. Public pages are to come 300 times a second with 95 of 100 in
less than 100 ms.
"""

from __future__ import annotations

import gzip
import http.client
import re
import statistics
import tempfile
import threading
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

from tests.journeys import council

CLIENTS = 4
SECONDS = 4.0
RUNS = 3

CHECKER = "/what-can-i-get/"
PHRASINGS = Path("alongside/offer/tests/phrasings.toml")


@dataclass(frozen=True, slots=True)
class Target:
    """One page to ask for, again and again, or several in turn."""

    name: str
    path: str
    also: tuple[str, ...] = ()
    """Other addresses of the same page, asked for in turn."""
    method: str = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it."""

    per_second: float
    p95_ms: float
    wrong: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sent."""

    status: int
    sent: bytes
    is_packed: bool

    @property
    def html(self) -> str:
        """The page."""
        return (gzip.decompress(self.sent) if self.is_packed else self.sent).decode(errors="replace")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        print("Building a council with 2,000 young people …", flush=True)
        environment = council.build(Path(folder), "--children-in-care", "1400", "--care-leavers", "600")
        with council.served(environment, worker=False) as address:
            targets = _targets(address)
            nothing = _median(address, targets[0])
            print(f"{'page':34}{'a second':>10}{'p95 ms':>9}{'× a picture':>18}{'on the wire':>13}")
            for target in targets:
                found = nothing if target is targets[0] else _median(address, target)
                share = nothing.per_second / found.per_second
                wire = _weight(address, target)
                wrong = f"  {found.wrong} wrong answers" if found.wrong else ""
                speed = f"{found.per_second:>10.0f}{found.p95_ms:>9.0f}{share:>18.1f}"
                print(f"{target.name:34}{speed}{wire:>11.1f} kB{wrong}")


def _targets(address: str) -> list[Target]:
    adviser = _signed_in(address, "marsha.okafor@brightwater.example")
    head = _signed_in(address, "frances.adeyemi@brightwater.example")
    return [
        Target("a picture, with no page behind it", _icon(address)),
        Target("home", "/"),
        Target("an area", _first_area(address)),
        Target("an entitlement", _first_entitlement(address)),
        Target("A to Z", "/a-to-z/"),
        Target("a search", "/search/?q=got+kicked+out"),
        Target("100 searches in turn", *_searches()),
        _checker_result(address),
        Target("caseload of one adviser", "/staff/caseload/", headers=(("Cookie", adviser),)),
        Target("the service's 2,000 people", "/staff/caseload/", headers=(("Cookie", head),)),
    ]


def _median(address: str, target: Target) -> Measured:
    runs = [_load(address, target) for _ in range(RUNS)]
    return Measured(
        statistics.median(run.per_second for run in runs),
        statistics.median(run.p95_ms for run in runs),
        sum(run.wrong for run in runs),
    )


def _load(address: str, target: Target) -> Measured:
    """CLIENTS clients, each with one connection, for SECONDS seconds."""
    times: list[float] = []
    wrong: list[int] = []
    stop_at = time.perf_counter() + SECONDS

    def ask() -> None:
        connection = _connect(address)
        turn = cycle((target.path, *target.also))
        while time.perf_counter() < stop_at:
            began = time.perf_counter()
            answer = _ask(connection, replace(target, path=next(turn)))
            times.append(time.perf_counter() - began)
            if answer.status != 200:
                wrong.append(answer.status)

    _in_parallel(ask)
    times.sort()
    return Measured(len(times) / SECONDS, times[int(len(times) * 0.95)] * 1000, len(wrong))


def _in_parallel(ask: Callable[[], None]) -> None:
    threads = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _connect(address: str) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    return http.client.HTTPConnection(parts.hostname or "localhost", parts.port, timeout=60)


def _ask(connection: http.client.HTTPConnection, target: Target) -> Answer:
    headers = {"Accept-Encoding": "gzip", **dict(target.headers)}
    connection.request(target.method, target.path, body=target.body or None, headers=headers)
    answer = connection.getresponse()
    return Answer(answer.status, answer.read(), answer.headers.get("Content-Encoding") == "gzip")


def _fetch(address: str, target: Target) -> Answer:
    answer = _ask(_connect(address), target)
    if answer.status != 200:
        raise SystemExit(f"{target.path} answered {answer.status}.")
    return answer


def _weight(address: str, target: Target) -> float:
    """Kilobytes on the wire for a first visit: the page and all that it loads, as they are sent."""
    answer = _fetch(address, target)
    parts = re.findall(r'<link[^>]* href="(/[^"]+)"|<(?:img|script)[^>]* src="(/[^"]+)"', answer.html)
    sizes = [len(_fetch(address, Target("", link or source)).sent) for link, source in parts]
    return (len(answer.sent) + sum(sizes)) / 1000


def _searches() -> tuple[str, tuple[str, ...]]:
    """The addresses of what people type, of which the search is tested with a hundred: the first, and the others."""
    asked = tomllib.loads(PHRASINGS.read_text("utf-8"))["ask"]
    first, *others = (f"/search/?{urlencode({'q': one['words']})}" for one in asked)
    return first, tuple(others)


def _first_entitlement(address: str) -> str:
    """The first entitlement of the first area, as a visitor would come to it."""
    area = _first_area(address)
    return _first_link(_fetch(address, Target("", area)).html, rf"{area}[a-z-]+/", after="<main")


def _first_area(address: str) -> str:
    return _first_link(_fetch(address, Target("", "/")).html, r"/[a-z-]+/", after="app-cards")


def _icon(address: str) -> str:
    return _first_link(_fetch(address, Target("", "/")).html, r"/look/icon[^\"]*", after="<head")


def _first_link(html: str, pattern: str, *, after: str) -> str:
    found = re.search(rf'href="({pattern})"', html[max(0, html.find(after)) :])
    if not found:
        raise SystemExit(f"No link like {pattern} was found.")
    return found.group(1)


def _checker_result(address: str) -> Target:
    """The last step of the checker, reached by giving the first answer to every question."""
    html, body = _fetch(address, Target("", CHECKER)).html, ""
    origin = (("Content-Type", "application/x-www-form-urlencoded"), ("Origin", address))
    while answer := re.search(r'name="answer" value="([^"]+)"', html):
        state = re.search(r'name="state" value="([^"]+)"', html)
        body = urlencode({"state": state.group(1) if state else "", "answer": answer.group(1)})
        html = _fetch(address, Target("", CHECKER, method="POST", body=body, headers=origin)).html
    return Target("the checker's result", CHECKER, method="POST", body=body, headers=origin)


def _signed_in(address: str, email: str) -> str:
    """The cookie of somebody who has signed in on the demo's page."""
    opener = build_opener(HTTPCookieProcessor(cookies := CookieJar()))
    page = opener.open(f"{address}/demo/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = urlencode({"csrfmiddlewaretoken": token.group(1) if token else "", "email": email})
    opener.open(f"{address}/demo/sign-in/", form.encode()).read()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)


if __name__ == "__main__":
    main()
